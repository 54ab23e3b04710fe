"""Numbers that make a computation come out right, as an answer: many of them may."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...engine.trace.notation import some
from .mistakes import named
from .reading import CORRECT, NOT_YET, by_name, join, show_apart, to_array, when_tried


@dataclass(frozen=True)
class Solves:
    """Numbers, one for each of `labels`, with which `run(numbers)` gives `expected`, an array with a row for each case.

    Every result may be off by `within`. `cases` name the rows. `mistakes` hold wrong answers with a name; every
    other one is told its first wrong case.
    """

    labels: tuple[str, ...]
    run: Callable
    expected: Any
    cases: tuple[str, ...]
    mistakes: Mapping = field(default_factory=dict)
    within: float = 1e-9

    @property
    def asks(self):
        return f"{len(self.labels)} numbers in the order {', '.join(self.labels)}; more than one answer is right."

    @when_tried
    def judge(self, given):
        """State and reason for what was given."""
        numbers = to_array(by_name(given, self.labels))
        if numbers.size != len(self.labels):
            count = "one number" if numbers.ndim == 0 else f"shape {numbers.shape}"
            return (
                NOT_YET,
                f"Expected {len(self.labels)} numbers in a row, {join(self.labels)}; got {count}.",
            )
        numbers = numbers.ravel()
        with np.errstate(all="ignore"):  # numbers that are too large give ∞ or NaN, and are told so
            came = np.asarray(self.run(numbers), dtype=float)
        expected = np.asarray(self.expected, dtype=float)
        wrong = ~(np.abs(came - expected) <= self.within)
        if not wrong.any():
            return CORRECT, ""
        return NOT_YET, named(numbers, self.mistakes, None) or self._first(wrong, came, expected)

    def _first(self, wrong, came, expected):
        case = int(np.argmax(wrong))
        right = f"{some((~wrong).sum(), len(wrong), 'cases')}."
        came, wanted = show_apart(came[case], expected[case])
        return f"{right} At {self.cases[case]} it gives {came}; {wanted} is wanted."
