"""Accuracy: how far a float64 is from the exact value, and what can be promised of it.

The unit is ε = 2⁻⁵². In it, the *relative* error is |ours − exact| / (ε |exact|): a basic operation that is rounded
once has at most ½. Where the exact value lies below the smallest normal number, 2.2e-308, digits run out gradually,
and being off by less than that number counts as no error. Beyond the largest number an infinity of the right sign
is right. The exact values have 30 digits, so that a relative error below 1e-13 ε counts as none.

The *loose* error is |ours − exact| / (ε max(1, |exact|)). A function that keeps only this one, such as σ' written as
a (1 − a), is right as a summand, but has no correct digit where it is small.
"""

import math
from decimal import Context, Decimal

EPSILON = Decimal(2) ** -52
SMALLEST = Decimal(2) ** -1022
REFERENCE = 1e-13
LARGEST = Decimal((2 - 2**-52) * 2.0**1023)
_CONTEXT = Context(prec=60, Emin=-(10**9), Emax=10**9)


def errors(ours, exact):
    """(relative, loose) error of a float against a decimal string."""
    if exact in ("inf", "-inf"):
        return (0.0, 0.0) if ours == float(exact) else (math.inf, math.inf)
    exact = Decimal(exact)
    if math.isnan(ours):
        return math.inf, math.inf
    if math.isinf(ours):
        right = abs(exact) > LARGEST * (1 - EPSILON) and (ours > 0) == (exact > 0)
        return (0.0, 0.0) if right else (math.inf, math.inf)
    difference = abs(_CONTEXT.subtract(Decimal(ours), exact))
    loose = float(_CONTEXT.divide(difference, EPSILON * max(Decimal(1), abs(exact))))
    if difference <= SMALLEST and abs(exact) <= SMALLEST:
        return 0.0, 0.0
    relative = float(_CONTEXT.divide(difference, EPSILON * abs(exact))) if exact else math.inf
    return (relative if relative > REFERENCE else 0.0), loose
