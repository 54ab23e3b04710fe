"""Tolerance: when a number counts.

A number counts when it differs from the expected one by at most one unit of the expected one's
third significant digit (`digits=3`), so that 0.0364, 0.03635 and a truncated 0.0363 all stand for
0.036350…; `digits=None` asks for the number itself, as for a count. A unit is a decimal: what lies exactly one
unit away counts on both sides, however the two numbers were rounded to floats.
"""

import numpy as np

ROUNDING = 1e-9  # relative; far above float64's 1e-16, far below anything that an exercise asks for
ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}


def to_digits(digits):
    """The tolerance in words."""
    return "exactly" if digits is None else f"good to one unit of the {ORDINALS[digits]} significant digit"


def unit(expected, digits, right=1.0):
    """One unit of the last digit that counts, for each entry; a zero takes that of the largest entry.

    Where all are zero, it takes that of the largest entry of `right`.
    """
    size = np.abs(np.asarray(expected, dtype=float))
    size = np.where(size > 0, size, size.max(initial=0.0) or np.abs(right).max() or 1.0)
    if digits is None:
        return ROUNDING * size
    return 10.0 ** (np.floor(np.log10(size * (1 + ROUNDING))) - digits + 1)


def agrees(given, expected, digits=3, right=1.0):
    """Entry by entry, whether `given` counts as `expected`, of the same shape; `right` tells how small a zero is."""
    return np.abs(given - expected) <= unit(expected, digits, right) * (1 + ROUNDING)


def rounded(given, expected):
    """Entry by entry, whether `given` is `expected` rounded, or cut off, after the digits that it has: two or more."""
    return np.vectorize(_is_rounded, otypes=[bool])(given, expected)


def _is_rounded(value, expected):
    figures, exponent = f"{abs(value):.14e}".split("e")
    digits = len(figures.replace(".", "").rstrip("0"))
    if digits < 2 or digits > 12:
        return False
    return abs(value - expected) < 10.0 ** (int(exponent) - digits + 1) * (1 - ROUNDING) and (
        abs(value) <= abs(expected) or float(f"{expected:.{digits - 1}e}") == value
    )
