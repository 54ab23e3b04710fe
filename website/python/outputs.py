"""What a cell prints and shows while it runs, as a list of dicts that JSON can carry.

{"type": "stream", "text": "…"}
{"type": "bundle", "data": {"text/html": "…"}, "metadata": {}}
{"type": "error", "words": "NameError: …", "text": "the traceback"}
"""

import contextlib
import io

_shown = []


@contextlib.contextmanager
def collected():
    """Collect what is shown and printed inside; gives the list, which grows."""
    global _shown
    before, _shown = _shown, []
    with contextlib.redirect_stdout(_Stream()), contextlib.redirect_stderr(_Stream()):
        try:
            yield _shown
        finally:
            _shown = before


def add(output):
    """Note an output; streams that follow each other are one."""
    if output["type"] == "stream" and _shown and _shown[-1]["type"] == "stream":
        _shown[-1]["text"] += output["text"]
    else:
        _shown.append(output)


class _Stream(io.TextIOBase):
    def writable(self):
        return True

    def write(self, text):
        if text:
            add({"type": "stream", "text": text})
        return len(text)
