"""Numbers that make a computation come out right, as an answer: many of them may."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .mistakes import Mistake
from .reading import CORRECT, NOT_ATTEMPTED, NOT_YET, Unreadable, blank, join, show_all, to_array
from .tolerance import agrees


@dataclass(frozen=True)
class Solves:
    """Numbers, one for each of `labels`, with which `run(numbers)` gives `expected`, an array with a row for each case.

    `cases` name the rows. `mistakes` hold wrong answers with a name; every other one is told its first wrong case.
    """

    labels: tuple[str, ...]
    run: Callable
    expected: Any
    cases: tuple[str, ...]
    mistakes: tuple[Mistake, ...] = ()

    @property
    def asks(self):
        return f"{len(self.labels)} numbers in the order {', '.join(self.labels)}; more than one answer is right."

    def judge(self, given):
        """State and reason for what was given."""
        if blank(given):
            return NOT_ATTEMPTED, ""
        try:
            numbers = to_array(given)
        except Unreadable as reason:
            return NOT_YET, str(reason)
        if numbers.shape != (len(self.labels),):
            return (
                NOT_YET,
                f"{len(self.labels)} numbers in a row are expected, {join(self.labels)}; shape {numbers.shape} came.",
            )
        came, expected = np.asarray(self.run(numbers), dtype=float), np.asarray(self.expected, dtype=float)
        wrong = ~agrees(came, expected, None)
        if not wrong.any():
            return CORRECT, ""
        return NOT_YET, self._named(numbers) or self._first(wrong, came, expected)

    def _named(self, numbers):
        for mistake in self.mistakes:
            if np.array_equal(numbers, mistake.value):
                return mistake.words
        return None

    def _first(self, wrong, came, expected):
        case = int(np.argmax(wrong))
        right = f"{(~wrong).sum()} of {len(wrong)} cases are right."
        return f"{right} At {self.cases[case]} it gives {show_all(came[case])}; {show_all(expected[case])} is wanted."
