"""A number as an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from .mistakes import likely
from .reading import CORRECT, NOT_YET, show_apart, to_array, when_tried
from .tolerance import agrees, to_digits


@dataclass(frozen=True)
class Number:
    """A number, right when it differs by at most one unit of the last of `digits` significant digits.

    `digits=None` asks for the number itself (a count). `mistakes` hold numbers. Where the number is an upper limit,
    `beyond` is said to one that counts but, rounded up, lies above it.
    """

    expected: float
    digits: int | None = 3
    mistakes: Mapping = field(default_factory=dict)
    beyond: str = ""

    @property
    def asks(self):
        return f"A number, {to_digits(self.digits)}."

    @when_tried
    def judge(self, given):
        """State and reason for what was given."""
        array = to_array(given, one=True)
        if array.size != 1:
            return NOT_YET, f"One number is expected; this holds {array.size} (shape {array.shape})."
        value, expected = array.reshape(()), np.asarray(float(self.expected))
        if agrees(value, expected, self.digits):
            return CORRECT, self._side(float(value), float(expected))
        words = likely(value, expected, self.mistakes, self.digits)
        return NOT_YET, words or self._size(float(value), float(expected))

    def _side(self, value, expected):
        """What to say to a right answer that lies on the wrong side of a limit."""
        if not self.beyond or value <= expected * (1 + 1e-12):
            return ""
        value, limit = show_apart(value, expected)
        return f"(The limit itself is {limit}; at {value}, which is rounded up, {self.beyond})"

    def _size(self, value, expected):
        """The most general reason: on which side of the right answer it lies."""
        shown, _ = show_apart(value, expected)
        if value * expected < 0:
            return f"{shown} has the wrong sign, and its size is not right either."
        side = f"too {'large' if abs(value) > abs(expected) else 'small'}{' in size' if expected < 0 else ''}"
        if self.digits is None and expected == round(expected) != value != round(value):
            return f"{shown} is {side}, and it is not a whole number."
        if self.digits and agrees(value, expected, self.digits - 1):
            return f"Close: {shown} is a little {side}."
        return f"{shown} is {side}."
