"""A choice as an answer: one letter, or several where several belong."""

from collections.abc import Mapping
from dataclasses import dataclass

from .reading import CORRECT, NOT_ATTEMPTED, NOT_YET, blank, brief, join


@dataclass(frozen=True)
class Choice:
    """The letters in `right` out of `options`, a mapping of letters to texts.

    `why` says for a wrong letter why it is not right. Upper and lower case, "b)", "a, c", ["a", "c"]
    and the text of an option itself are all understood.
    """

    options: Mapping[str, str]
    right: str
    why: Mapping[str, str]

    @property
    def asks(self):
        return "A letter." if len(self.right) == 1 else 'One letter or several, such as "bc".'

    @property
    def listed(self):
        """The options, one line each."""
        return tuple(f"{letter}) {text}" for letter, text in self.options.items())

    def judge(self, given):
        """State and reason for what was given."""
        if blank(given):
            return NOT_ATTEMPTED, ""
        letters = self._letters(given)
        if letters is None:
            how = "a letter" if len(self.right) == 1 else "letters"
            return NOT_YET, f"Answer with {how}: {join(list(self.options), 'or')}, not {brief(given)}."
        if letters == set(self.right):
            return CORRECT, ""
        return NOT_YET, self._reason(letters)

    def _letters(self, given):
        """The set of letters that were meant, or None."""
        if isinstance(given, (list, tuple, set, frozenset)):
            given = " ".join(map(str, given))
        if not isinstance(given, str):
            return None
        text = given.strip().lower()
        for letter, option in self.options.items():
            if text == option.strip().lower():
                return {letter}
        letters = set(text) - set(" ,;.()[]&+")
        return letters if letters and letters <= set(self.options) else None

    def _reason(self, letters):
        wrong = sorted(letters - set(self.right))
        if len(self.right) == 1 and len(letters) > 1:
            return "Only one letter is asked for."
        if wrong:
            return " ".join(f"{letter}: {self.why[letter]}" for letter in wrong)
        missing = len(set(self.right) - letters)
        return f"Right so far; {missing} more belong{'s' if missing == 1 else ''} to it."
