"""How a number is written for people: four significant digits on the screen, all of them on demand.

The front end formats by the same rule (`front/numbers.js`); a test compares the two. `typed_numbers` reads it.
"""

from decimal import ROUND_HALF_UP, Context, Decimal

DIGITS = 4
_rounding = Context(prec=DIGITS, rounding=ROUND_HALF_UP)
_superscripts = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def short(value):
    """value to four significant digits: 0.5933, −0.0226, 3.51×10⁻⁵."""
    return _written(_rounding.create_decimal(Decimal(float(value)))) if _finite(value) else _special(value)


def full(value):
    """value with every digit that a float64 has: the shortest text that reads back as the same number."""
    return _written(Decimal(repr(float(value)))) if _finite(value) else _special(value)


def _finite(value):
    return value == value and abs(value) != float("inf")


def _special(value):
    return "–" if value != value else "∞" if value > 0 else "−∞"


def _written(number):
    """Fixed point from 1e-4 up to 1e6, else mantissa × 10^exponent; no trailing zeros, a proper minus."""
    if number == 0:
        return "0"
    exponent = number.adjusted()
    if -4 <= exponent < 6:
        text, power = f"{number.normalize():f}", ""
    else:
        text = f"{number.scaleb(-exponent).normalize():f}"
        power = "×10" + str(exponent).translate(_superscripts)
    return text.replace("-", "−") + power
