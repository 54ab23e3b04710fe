"""A choice as an answer: one letter, or several where several belong."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...engine.validate import counted
from .reading import CORRECT, NOT_YET, brief, join, when_tried

AROUND = set("and both und only the is answer answers choice choices letter letters option options".split())
SEPARATORS = r"[\s,;:/|+&.?()\[\]{}'\"“”„‘’«»•·]+"


@dataclass(frozen=True)
class Choice:
    """The letters in `right` out of `options`, a mapping of letters to texts.

    `why` says for a wrong letter why it is not right. Letters count in every form that can be read in one way only:
    "C", "c)", "(a) (d)", "a and d", "a/d", "d, a", the text of an option itself, and a row or a set of these.
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

    @when_tried
    def judge(self, given):
        """State and reason for what was given."""
        letters = self._letters(given)
        if letters is None:
            how = "a letter" if len(self.right) == 1 else "letters"
            return NOT_YET, f"Answer with {how}: {join(list(self.options), 'or')}, not {brief(given)}."
        if letters == set(self.right):
            return CORRECT, ""
        return NOT_YET, self._reason(letters)

    def _letters(self, given):
        """The set of letters that were meant, or None."""
        if hasattr(given, "__array__") and not isinstance(given, np.generic):
            given = np.ravel(given).tolist()
        if isinstance(given, (list, tuple, set, frozenset)):
            parts = [self._letters(entry) for entry in given]
            return None if None in parts else set().union(*parts)
        return self._letters_in(given) if isinstance(given, str) else None

    def _letters_in(self, text):
        text = " ".join(text.lower().split())
        for letter, option in self.options.items():
            words = " ".join(option.lower().split())
            if text.rstrip(". ") in {words.rstrip("."), f"{letter}) {words}".rstrip(".")}:
                return {letter}
        text = unicodedata.normalize("NFKC", text)  # full-width letters
        parts = [part for part in re.split(SEPARATORS, text) if part and part not in AROUND]
        letters = set("".join(parts))
        once = all(len(set(part)) == len(part) for part in parts)
        return letters if letters and once and letters <= set(self.options) else None

    def _reason(self, letters):
        wrong = sorted(letters - set(self.right))
        if len(self.right) == 1 and len(letters) > 1:
            return "Only one letter is expected."
        if wrong:
            return " ".join(f"{letter}: {self.why[letter]}" for letter in wrong)
        missing = len(set(self.right) - letters)
        return f"Right so far; {counted(missing, 'more letter')} {'is' if missing == 1 else 'are'} missing."
