"""An array as an answer: several numbers in an order, with a shape."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from .mistakes import Mistake, common, named
from .number import to_digits
from .reading import CORRECT, NOT_ATTEMPTED, NOT_YET, Unreadable, blank, join, to_array
from .tolerance import agrees

TRANSPOSED = "The matrix is transposed: its rows should be its columns."


@dataclass(frozen=True)
class Array:
    """An array of numbers; each counts as in `Number`.

    `labels` name the entries of a vector in their order; the answer may then also be a dict by these
    names. `mistakes` hold arrays of the same shape.
    """

    expected: Any
    digits: int | None = 3
    labels: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @property
    def asks(self):
        order = (
            f"in the order {', '.join(self.labels)}" if self.labels else f"of shape {np.shape(self.expected)}"
        )
        return f"An array {order}, each number {to_digits(self.digits)}."

    def judge(self, given):
        """State and reason for what was given."""
        if blank(given):
            return NOT_ATTEMPTED, ""
        expected = np.asarray(self.expected, dtype=float)
        try:
            array = to_array(self._ordered(given))
        except Unreadable as reason:
            return NOT_YET, str(reason)
        if array.shape != expected.shape:
            return NOT_YET, shape_reason(array, expected, self.digits)
        if agrees(array, expected, self.digits).all():
            return CORRECT, ""
        return NOT_YET, named(array, self.mistakes, self.digits) or array_reason(
            array, expected, self.digits, self.labels
        )

    def _ordered(self, given):
        """The entries of a dict, in the order of the labels."""
        if not isinstance(given, dict):
            return given
        if not self.labels:
            raise Unreadable("Please give an array rather than a dict.")
        if set(given) != set(self.labels):
            raise Unreadable(f"The names expected are {join(self.labels)}.")
        return [given[label] for label in self.labels]


def shape_reason(array, expected, digits):
    """Why the shape is not right: transposed, a column for a vector, or simply another."""
    if array.size == expected.size and array.ndim == expected.ndim == 2 and array.shape == expected.T.shape:
        if agrees(array.T, expected, digits).all():
            return TRANSPOSED
    came = (
        f"shape {array.shape} came, {expected.shape} is expected"
        if array.ndim
        else (f"one number came, an array of shape {expected.shape} is expected")
    )
    if array.size == expected.size and agrees(array.reshape(expected.shape), expected, digits).all():
        return f"The numbers are right, the shape is not: {came}."
    return f"The shape is not right: {came}."


def array_reason(array, expected, digits, labels=()):
    """Why the numbers are not right: a common mistake, another order, or which entries differ."""
    if expected.ndim == 2 and array.shape == expected.T.shape and agrees(array.T, expected, digits).all():
        return TRANSPOSED
    words = common(array, expected, digits)
    if words:
        return words
    good = agrees(array, expected, digits)
    if agrees(np.sort(array, axis=None), np.sort(expected, axis=None), digits).all():
        order = f": {', '.join(labels)}" if labels else ""
        return f"The right numbers in another order than asked for{order}."
    if agrees(np.abs(array), np.abs(expected), digits).all():
        return f"Every size is right; look at the sign of {_entries(~good, labels)}."
    if digits and agrees(array, expected, digits - 1).all():
        return f"Close, but each number should be {to_digits(digits)}. Round only at the end."
    if not good.any():
        return "None of the entries is right yet."
    return f"{good.sum()} of {good.size} entries are right; look again at {_entries(~good, labels)}."


def _entries(wrong, labels):
    """The names, or else the indices, of the wrong entries; at most four of them."""
    indices = np.argwhere(wrong)
    if labels:
        names = [labels[index] for (index,) in indices]
    else:
        names = [f"[{', '.join(str(i) for i in index)}]" for index in indices]
    return join(names[:4]) + (" and others" if len(names) > 4 else "")
