"""An array as an answer: several numbers in an order, with a shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...engine.trace.notation import some
from .mistakes import likely
from .reading import CORRECT, NOT_YET, by_name, join, to_array, when_tried
from .tolerance import agrees, to_digits

TRANSPOSED = "The matrix is transposed: its rows should be its columns."


@dataclass(frozen=True)
class Array:
    """An array of numbers; each counts as in `Number`.

    `labels` name the entries of a vector in their order; the answer may then also be a dict by these
    names, or stand as a row or a column. `mistakes` hold arrays of the same shape.
    """

    expected: Any
    digits: int | None = 3
    labels: tuple[str, ...] = ()
    mistakes: Mapping = field(default_factory=dict)

    @property
    def asks(self):
        order = (
            f"in the order {', '.join(self.labels)}" if self.labels else f"of shape {np.shape(self.expected)}"
        )
        return f"An array {order}, each number {to_digits(self.digits)}."

    @when_tried
    def judge(self, given):
        """State and reason for what was given."""
        expected = np.asarray(self.expected, dtype=float)
        array = to_array(by_name(given, self.labels))
        if self.labels and array.size == expected.size == max(array.shape, default=0):
            array = array.ravel()
        if array.shape != expected.shape:
            return NOT_YET, shape_reason(array, expected, self.digits)
        if agrees(array, expected, self.digits).all():
            return CORRECT, ""
        return NOT_YET, array_reason(array, expected, self.mistakes, self.digits, self.labels)


def shape_reason(array, expected, digits):
    """Why the shape is not right: transposed, a column for a vector, or simply another."""
    if array.size == expected.size and array.ndim == expected.ndim == 2 and array.shape == expected.T.shape:
        if agrees(array.T, expected, digits).all():
            return TRANSPOSED
    got = (
        f"expected {expected.shape}, got {array.shape}"
        if array.ndim and expected.ndim
        else f"expected one number, got shape {array.shape}"
        if array.ndim
        else f"expected an array of shape {expected.shape}, got one number"
    )
    if array.size == expected.size and agrees(array.reshape(expected.shape), expected, digits).all():
        return f"The numbers are right, the shape is not: {got}."
    return f"The shape is not right: {got}."


def array_reason(array, expected, mistakes, digits, labels=()):
    """Why the numbers are not right: a mistake with a name, another order, or which entries differ."""
    if expected.ndim == 2 and array.shape == expected.T.shape and agrees(array.T, expected, digits).all():
        return TRANSPOSED
    if words := likely(array, expected, mistakes, digits):
        return words
    good = agrees(array, expected, digits)
    if agrees(np.sort(array, axis=None), np.sort(expected, axis=None), digits).all():
        order = f": {', '.join(labels)}" if labels else ""
        return f"The right numbers in another order than asked for{order}."
    if agrees(np.abs(array), np.abs(expected), digits).all():
        return f"Every size is right; look at the sign of {_entries(~good, labels)}."
    if digits and agrees(array, expected, digits - 1).all():
        return (
            f"Close, but each number should be {to_digits(digits)}: look again at {_entries(~good, labels)}."
        )
    if not good.any():
        return "None of the entries is right yet."
    return f"{some(good.sum(), good.size, 'entries')}; look again at {_entries(~good, labels)}."


def _entries(wrong, labels):
    """The names, or else the indices, of the wrong entries; at most four of them."""
    indices = np.argwhere(wrong)
    if labels:
        names = [labels[index] for (index,) in indices]
    else:
        names = [f"[{', '.join(str(i) for i in index)}]" for index in indices]
    return join(names[:4]) + (" and others" if len(names) > 4 else "")
