"""Mistakes: wrong answers that have a name.

An exercise lists its own (`Mistake(value, words)`); the table below holds those that can happen
anywhere. A named mistake teaches more than "wrong": it says where to look.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from .tolerance import agrees


@dataclass(frozen=True)
class Mistake:
    """A wrong answer, in the form of the right one (number, array, function, …), and what to say to it."""

    value: Any
    words: str


# What the answer is, as a multiple of the right one, and what that usually means.
FACTORS = (
    (-1.0, "The size is right, the sign is not."),
    (2.0, "That is twice the right answer: a factor ½ is missing somewhere, or something is counted twice."),
    (0.5, "That is half of the right answer: a factor 2 is missing somewhere."),
    (-2.0, "That is twice the right answer, and the sign is not right either."),
    (-0.5, "That is half of the right answer, and the sign is not right either."),
    (
        100.0,
        "That is a hundred times the right answer: per cent for a fraction, or a slip of the decimal point.",
    ),
    (0.01, "That is a hundredth of the right answer: a slip of the decimal point?"),
)


def named(given, mistakes, digits):
    """The words of the first listed mistake that `given` is, or None."""
    for mistake in mistakes:
        value = np.asarray(mistake.value, dtype=float)
        if value.shape == given.shape and agrees(given, value, digits).all():
            return mistake.words
    return None


def common(given, expected, digits):
    """The words of the first mistake from the general table that `given` is, or None."""
    return factor(given, expected, digits) or _sum_or_mean(given, expected, digits)


def factor(given, expected, digits):
    """The words for a wrong factor in front of everything, or None."""
    if not np.any(expected):
        return None
    for number, words in FACTORS:
        if agrees(given, number * expected, digits).all():
            return words
    return None


def _sum_or_mean(given, expected, digits):
    """N times, or 1/N of, an array of N entries."""
    count = expected.size
    if expected.ndim and count > 2 and np.any(expected):
        if agrees(given, count * expected, digits).all():
            return f"That is {count} times the right answer: a sum where the mean over {count} is asked for."
        if agrees(given, expected / count, digits).all():
            return f"That is the right answer divided by {count}: a mean where the sum is asked for."
    return None
