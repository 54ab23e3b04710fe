"""Progress: how far somebody has come with each exercise in this kernel.

Nothing is written to disk and nothing leaves the machine: a restarted kernel starts afresh.
"""


class Progress:
    """Counts, for each key, the hints that were shown and the answers that were tried."""

    def __init__(self):
        self.reset()

    def reset(self):
        """Forget everything."""
        self._hints = {}
        self._attempts = {}

    def next_hint(self, key, count):
        """The index of the next of `count` hints, or `count` when all have been shown."""
        index = self._hints.get(key, 0)
        self._hints[key] = min(index + 1, count)
        return index

    def attempted(self, key):
        """Note that an answer was tried."""
        self._attempts[key] = self._attempts.get(key, 0) + 1

    def touched(self, key):
        """Whether an answer was tried or a hint was read."""
        return key in self._hints or key in self._attempts


progress = Progress()
