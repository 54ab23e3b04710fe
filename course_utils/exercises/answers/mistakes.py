"""Mistakes: wrong answers that have a name.

An exercise lists its own: {a wrong answer, in the form of the right one: what to say to it}. The table below holds
those that can happen anywhere. A named mistake teaches more than "wrong": it says where to look.
"""

import numpy as np

from .tolerance import agrees, rounded, to_digits

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


def likely(given, expected, mistakes, digits):
    """The words of what most likely happened, from the surest to the vaguest, or None.

    Exactly a listed mistake; the right answer, rounded too early; close to a listed mistake; a wrong factor.
    """
    return (
        named(given, mistakes, None, expected)
        or not_quite(given, expected, digits)
        or named(given, mistakes, digits, expected)
        or _rounded_mistake(given, mistakes)
        or (factor(given, expected, digits) if digits or expected.ndim else None)
    )


def named(given, mistakes, digits, right=1.0):
    """The words of the first listed mistake that `given` is, or None; `right` is what it should be."""
    for value, words in _of_shape(given, mistakes):
        if agrees(given, value, digits, right).all():
            return words
    return None


def _rounded_mistake(given, mistakes):
    """The words of the one listed mistake that was rounded to the digits which `given` has, or None."""
    near = {
        words
        for value, words in _of_shape(given, mistakes)
        if (agrees(given, value, None) | rounded(given, value)).all()
    }
    return near.pop() if len(near) == 1 else None


def _of_shape(given, mistakes):
    values = ((np.asarray(value, dtype=float), words) for value, words in mistakes.items())
    return [(value, words) for value, words in values if value.shape == given.shape]


def factor(given, expected, digits):
    """The words for a wrong factor in front of everything, or None."""
    if not np.any(expected):
        return None
    for number, words in FACTORS:
        if agrees(given, number * expected, digits).all():
            return words
    return None


def not_quite(given, expected, digits):
    """What to say to a number, or to several, that were rounded too early; or None."""
    early = agrees(given, expected, digits) | rounded(given, expected)
    if not early.all():
        return None
    which = "each" if expected.ndim else "the"
    if digits is None:
        return f"Close, but {which} number should be exact. Do not round."
    return f"Close, but {which} number should be {to_digits(digits)}. Round only at the end."
