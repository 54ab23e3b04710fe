"""A number as an answer."""

from dataclasses import dataclass

import numpy as np

from .mistakes import Mistake, common, named
from .reading import CORRECT, NOT_ATTEMPTED, NOT_YET, Unreadable, blank, show, to_array
from .tolerance import agrees

ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}


def to_digits(digits):
    """The tolerance in words."""
    return "exactly" if digits is None else f"good to one unit of the {ORDINALS[digits]} significant digit"


@dataclass(frozen=True)
class Number:
    """A number, right when it differs by less than one unit of the last of `digits` significant digits.

    `digits=None` asks for the number itself (a count). `mistakes` hold numbers.
    """

    expected: float
    digits: int | None = 3
    mistakes: tuple[Mistake, ...] = ()

    @property
    def asks(self):
        return f"A number, {to_digits(self.digits)}."

    def judge(self, given):
        """State and reason for what was given."""
        if blank(given):
            return NOT_ATTEMPTED, ""
        try:
            array = to_array(given)
        except Unreadable as reason:
            return NOT_YET, str(reason)
        if array.size != 1:
            return NOT_YET, f"One number is expected; this holds {array.size} (shape {array.shape})."
        value, expected = array.reshape(()), np.asarray(float(self.expected))
        if agrees(value, expected, self.digits):
            return CORRECT, ""
        return NOT_YET, self._reason(value, expected)

    def _reason(self, value, expected):
        close = f"Close, but the number should be {to_digits(self.digits)}. Round only at the end."
        exact = named(value, self.mistakes, None)
        if exact is None and self.digits is not None and _rounded(float(value), float(expected)):
            return close  # before a mistake that only lies nearby
        words = exact or named(value, self.mistakes, self.digits)
        if words is None and self.digits is not None:
            words = common(value, expected, self.digits)
            if words is None and agrees(value, expected, self.digits - 1):
                words = close
        return words or _size(float(value), float(expected))


def _rounded(value, expected):
    """Whether a number is the expected one, rounded to the two or more digits that it has."""
    digits = len(f"{abs(value):.15e}".split("e")[0].replace(".", "").rstrip("0"))
    return digits >= 2 and float(f"{expected:.{digits - 1}e}") == value


def _size(value, expected):
    """The most general reason: on which side of the right answer it lies."""
    if value * expected < 0:
        return f"{show(value)} has the wrong sign, and its size is not right either."
    side = "large" if abs(value) > abs(expected) else "small"
    return f"{show(value)} is too {side}{' in size' if expected < 0 else ''}."
