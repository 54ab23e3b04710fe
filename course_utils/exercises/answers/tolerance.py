"""Tolerance: when a number counts.

A number counts when it differs from the expected one by less than one unit of the expected one's
third significant digit (`digits=3`), so that 0.0364, 0.03635 and a truncated 0.0363 all stand for
0.036350…; `digits=None` asks for the number itself, as for a count.
"""

import numpy as np

ROUNDING = 1e-9  # relative; far above float64's 1e-16, far below anything that an exercise asks for


def unit(expected, digits):
    """One unit of the last digit that counts, for each entry; a zero takes that of the largest entry."""
    size = np.abs(np.asarray(expected, dtype=float))
    largest = size.max(initial=0.0)
    size = np.where(size > 0, size, largest if largest > 0 else 1.0)
    if digits is None:
        return ROUNDING * size
    return 10.0 ** (np.floor(np.log10(size)) - digits + 1)


def agrees(given, expected, digits=3):
    """Entry by entry, whether `given` counts as `expected`; both have the same shape."""
    return np.abs(given - expected) < unit(expected, digits)
