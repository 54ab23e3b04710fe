"""The view of a poll in a notebook: radio buttons, two buttons and the discussion, around a `Ballot`.

The browser holds all texts and answers at once, even when no kernel is left; Python keeps the ballot in
step with it. Where widgets cannot show, the question and its choices stand there, the discussion folded away.
"""

from pathlib import Path

import anywidget
import traitlets

from ..live.messages import INTERRUPTED
from ..live.showing import HIDE_NOTES, VIEW, note, show, view
from .ballot import Ballot
from .message import inline
from .style import STYLE, poll_style

DECIDE = "Decide first, then read the discussion"


class _Panel(anywidget.AnyWidget):
    """What the browser and Python share."""

    _esm = (Path(__file__).parent / "poll.js").read_text(encoding="utf-8")
    _css = poll_style() + HIDE_NOTES
    content = traitlets.Dict().tag(sync=True)
    choice = traitlets.Unicode("").tag(sync=True)
    revealed = traitlets.Bool(False).tag(sync=True)
    error = traitlets.Unicode("").tag(sync=True)


class PollView(Ballot):
    """A ballot with its panel, which follows the ballot, whoever changes it, and the ballot the panel."""

    def __init__(self, poll):
        super().__init__(poll)
        self.panel = _Panel(content=_content(poll))
        self.panel.observe(self._follow, ["choice", "revealed"])

    def _become(self, choice, revealed):
        super()._become(choice, revealed)
        return self._show()

    def _show(self, error=""):
        """Bring the panel in step with the ballot."""
        with self.panel.hold_trait_notifications():
            self.panel.choice, self.panel.revealed, self.panel.error = self.choice or "", self.revealed, error
        return self

    def _follow(self, change):
        """Bring the ballot in step with the panel; what cannot be is undone and said in the panel."""
        wanted = self.panel.choice or None, self.panel.revealed
        if wanted == (self.choice, self.revealed):
            return  # the panel followed the ballot
        try:
            self.set(*wanted)
        except ValueError as error:
            self._show(error=f"{error}.")
        except KeyboardInterrupt:
            self._show(error=INTERRUPTED)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {VIEW: view(self.panel), "text/plain": repr(self), "text/html": folded(self.panel.content)}

    def _ipython_display_(self):
        show(self._repr_mimebundle_(), {}, note("To answer this poll, run the notebook up to here."))


def _content(poll):
    """The texts of a poll, as HTML."""
    return {
        "question": inline(poll.question),
        "choices": [[letter, inline(text)] for letter, text in poll.choices.items()],
        "discussion": [
            [letter, inline(poll.choices[letter]), inline(text)] for letter, text in poll.discussion.items()
        ],
        "right": poll.right,
        "closing": inline(poll.closing),
    }


def folded(content):
    """A poll as a page that cannot answer shows it: the question, its choices, and the discussion to fold out."""
    choices = "".join(f"<li>{letter}) {choice}</li>" for letter, choice in content["choices"])
    said = "".join(
        f"<dt>{letter}) {choice}</dt><dd>{text}</dd>" for letter, choice, text in content["discussion"]
    )
    closing = f"<p>{content['closing']}</p>" if content["closing"] else ""
    return (
        f'{STYLE}<div class="course-note course-note-hint">'
        f"<p><strong>{content['question']}</strong></p><ul>{choices}</ul>"
        f"<details><summary>{DECIDE}</summary><dl>{said}</dl>{closing}</details></div>"
    )
