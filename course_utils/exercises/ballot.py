"""A poll: a question with choices, to be voted on first and discussed afterwards.

Each choice has its own discussion, and the discussion marks the right one, where there is one.
`Ballot` is the state of one showing: the choice that was made, and whether the discussion is open. It
can be driven without a screen; the view in the notebook does nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .answers.reading import brief, join
from .message import Message


@dataclass(frozen=True, kw_only=True)
class Poll:
    """A question, its `choices` by letter, the `discussion` of each, and a closing sentence.

    `right` is the letter of the right choice, or None where the question is a matter of opinion.
    """

    key: str
    question: str
    choices: Mapping[str, str]
    discussion: Mapping[str, str]
    right: str | None = None
    closing: str = ""

    def __post_init__(self):
        if list(self.choices) != list(self.discussion):
            raise ValueError(f"poll {self.key!r} must discuss each of its choices, in their order")
        if self.right is not None and self.right not in self.choices:
            raise ValueError(f"poll {self.key!r} has no choice {self.right!r} that could be right")

    def show(self):
        """A fresh showing: the view with buttons where widgets exist, otherwise the ballot as text."""
        try:
            from .ballot_view import PollView
        except ImportError:
            return Ballot(self)
        return PollView(self)


class Ballot:
    """One showing of a poll: `choice` is a letter or None, `revealed` tells whether the discussion is open.

    The discussion opens only after a choice was made.
    """

    def __init__(self, poll):
        self.poll, self._choice, self._revealed = poll, None, False

    choice = property(lambda self: self._choice)
    revealed = property(lambda self: self._revealed)

    def choose(self, letter):
        """Vote. Raises ValueError for a letter that is not a choice."""
        return self._become(self._checked(letter), self.revealed)

    def reveal(self):
        """Open the discussion. Raises ValueError before a choice was made."""
        return self._become(self.choice, True)

    def hide(self):
        """Close the discussion; the vote stays."""
        return self._become(self.choice, False)

    def reset(self):
        """Forget the vote, for the next group."""
        return self._become(None, False)

    def set(self, choice, revealed):
        """Take over a whole state from a view. Raises ValueError, and changes nothing, if it cannot be."""
        return self._become(None if choice is None else self._checked(choice), revealed)

    def _checked(self, letter):
        wanted = letter.strip().lower() if isinstance(letter, str) else letter
        if not isinstance(wanted, str) or wanted not in self.poll.choices:
            raise ValueError(f"letter must be {join(list(self.poll.choices), 'or')}; got {brief(letter)}")
        return wanted

    def _become(self, choice, revealed):
        if revealed and choice is None:
            raise ValueError("choose a letter before the discussion opens")
        self._choice, self._revealed = choice, bool(revealed)
        return self

    def message(self):
        """The ballot as a Message: the question with its choices, or the discussion when it is open."""
        choices, discussion = self.poll.choices.items(), self.poll.discussion
        if self.revealed:
            items = [f"{self._mark(letter)} {text} — {discussion[letter]}" for letter, text in choices]
            after = self.poll.closing
        else:
            items = [f"{letter}) {text}" for letter, text in choices]
            after = f"Your answer: {self.choice}." if self.choice else ""
        return Message(self.poll.question, "", "hint", tuple(items), after)

    def _mark(self, letter):
        marks = ["right"] * (letter == self.poll.right) + ["your answer"] * (letter == self.choice)
        return f"{letter})" + (f" ({', '.join(marks)})" if marks else "")

    def __repr__(self):
        return repr(self.message())

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.message()._repr_mimebundle_(include, exclude)
