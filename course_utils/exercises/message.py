"""A message: what an exercise says to the person who works on it, as one calm box.

A message has a heading (a word, because colour alone tells nobody anything), words, and sometimes
a list of items, a paragraph after it, and code. A `Verdict` is the message that `check` gives; its
state is "correct", "not yet" or "not attempted". Words may contain `code` and **emphasis**; everything
else in them, and all that a student typed, is escaped. Each message shows itself as HTML and as plain text.
"""

import html
import re
from dataclasses import dataclass

from .style import STYLE

EMPHASIS = r"(?<![\w*])\*\*(?=[^\s*])([^*\n]+)(?<=\S)\*\*(?![\w*])"  # not the power in 2**3**2
HEADINGS = {"correct": "Correct.", "not yet": "Not yet.", "not attempted": "Not attempted yet."}


@dataclass(frozen=True, repr=False)
class Message:
    """A heading, words, and optionally items (one line each), a last paragraph and code.

    `role` chooses the colour and the style of the line at the left: "correct", "not yet",
    "not attempted", "hint" or "solution".
    """

    heading: str
    words: str
    role: str = "not attempted"
    items: tuple[str, ...] = ()
    after: str = ""
    code: str = ""

    def __repr__(self):
        lines = [f"{self.heading} {self.words}".strip(), *(f"  {item}" for item in self.items), self.after]
        return plain("\n".join(filter(None, lines))).replace("\n\n", "\n") + (
            f"\n\n{self.code.rstrip()}" if self.code else ""
        )

    def to_html(self):
        """The box as HTML, its style included."""
        name = self.role.replace(" ", "-")
        items = "".join(f"<li>{inline(item)}</li>" for item in self.items)
        return (
            f"{STYLE}"
            f'<div class="course-note course-note-{name}" role="status">'
            f"<p><strong>{inline(self.heading)}</strong> {paragraphs(self.words)}</p>"
            f"{f'<ul>{items}</ul>' if items else ''}"
            f"{f'<p>{paragraphs(self.after)}</p>' if self.after else ''}"
            f"{f'<pre><code>{html.escape(self.code.rstrip())}</code></pre>' if self.code else ''}"
            "</div>"
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": self.to_html()}


@dataclass(frozen=True, repr=False)
class Verdict(Message):
    """What `check` says: `state` is "correct", "not yet" or "not attempted"; `words` give the reason."""

    @property
    def state(self):
        return self.role


def verdict(state, words, items=(), after=""):
    """The Verdict of this state, with the heading that belongs to it."""
    return Verdict(HEADINGS[state], words, state, tuple(items), after)


def plain(text):
    """The text without its marks of emphasis."""
    return re.sub(EMPHASIS, r"\1", text)


def inline(text):
    """Escaped text in which `code` and **emphasis** are marked up as HTML."""
    escaped = html.escape(text)
    escaped = re.sub(r"`([^`\n]+)`", r"<code>\1</code>", escaped)
    return re.sub(EMPHASIS, r"<em>\1</em>", escaped)


def paragraphs(text):
    """The same, for several paragraphs separated by empty lines."""
    return "</p><p>".join(inline(part) for part in text.split("\n\n"))
