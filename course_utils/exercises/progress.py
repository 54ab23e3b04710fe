"""Progress: which exercises were tried in this kernel, and how many of their hints were shown.

Nothing is written to disk and nothing leaves the machine: a restarted kernel starts afresh.
"""


class Progress:
    """How many hints of each key were shown, and of which an answer was tried."""

    def __init__(self):
        self._hints, self._tried = {}, set()

    reset = __init__

    def next_hint(self, key, count):
        """The index of the next of `count` hints, or `count` when all have been shown."""
        index = self._hints.get(key, 0)
        self._hints[key] = min(index + 1, count)
        return index

    def attempted(self, key):
        """Note that an answer was tried."""
        self._tried.add(key)

    def touched(self, key):
        """Whether an answer was tried or a hint was read."""
        return key in self._hints or key in self._tried


progress = Progress()
