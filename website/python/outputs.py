"""What a cell prints and shows while it runs, as a list of dicts that JSON can carry.

{"type": "stream", "text": "…"}
{"type": "bundle", "data": {"text/html": "…"}, "metadata": {}}
{"type": "error", "words": "NameError: …", "text": "the traceback"}
"""

import contextlib
import io
import re

MOST = 20_000  # characters of a text that are shown: a page of 100,000 lines cannot be read
COLOUR = re.compile(r"\x1b\[[\d;]*[A-Za-z]")  # what a terminal does not show either
OVERWRITTEN = re.compile(r"^.*\r(?=[^\r\n])", re.MULTILINE)

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
            for output in _shown:
                if output["type"] == "stream":
                    output["text"] = _readable("".join(output["text"]))
            _shown = before


def add(output):
    """Note an output; streams that follow each other are one, whose text stays a list until the cell ends."""
    if output["type"] != "stream":
        _shown.append(output)
    elif _shown and _shown[-1]["type"] == "stream":
        _shown[-1]["text"].append(output["text"])
    else:
        _shown.append({"type": "stream", "text": [output["text"]]})


def _readable(text):
    """A text as a terminal would show it, without the middle of one that is too long."""
    text = OVERWRITTEN.sub("", COLOUR.sub("", text))
    if len(text) <= MOST:
        return text
    left_out = f"{len(text) - MOST:,} characters are left out here"
    return f"{text[: MOST // 2]}\n… {left_out} …\n{text[-MOST // 2 :]}"


class NoKeyboard(io.TextIOBase):
    """What a cell reads from: a page has no line in which to answer."""

    def readable(self):
        return True

    def close(self):
        """Stay open: exit() closes what a cell reads from, and help() asks it afterwards."""

    def readline(self, size=-1):
        raise EOFError("this page cannot ask; write the answer into the cell, in place of input(…)")


class _Stream(io.TextIOBase):
    def writable(self):
        return True

    def write(self, text):
        if text:
            add({"type": "stream", "text": text})
        return len(text)
