"""A number that a person typed, or copied from the screen: one grammar, wherever a number can be typed.

    0.25   0,25   .5   5.   −3   1e-3   3.5×10⁻⁵   1 000   1'000   1,000,000   1.000,5

The decimal sign is a point or a comma. Thousands may stand apart where nothing else can be meant. “1,000” can be
1 or 1000: it is refused, with both ways to write it. The front end reads by the same rules
(`stepper/front/numbers.js`); both pass the same table of cases.
"""

import math
import re

EXAMPLES = "Type one such as 0.25 or −1e-3."
LONGEST = 20  # characters of typed text in a message
SPACES = " \t\n\r\u00a0\u2000-\u200a\u202f\u205f\u3000"
_ends = re.compile(f"^[{SPACES}]+|[{SPACES}]+$")
_power = re.compile(f"[{SPACES}]*×[{SPACES}]*10\\^?([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-+]?[0-9]+)$")
_figures = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_parts = re.compile("([-+]?)(.*?)([eE][-+]?[0-9]+)?", re.DOTALL)  # sign, digits and separators, power of ten
_ambiguous = re.compile("[1-9][0-9]{0,2},[0-9]{3}")
_decimal = re.compile("[0-9]+[.,]?[0-9]*|[.,][0-9]+")
_grouped = re.compile(
    f"([1-9][0-9]{{0,2}}([{SPACES}'’.,])[0-9]{{3}}(?:\\2[0-9]{{3}})*)(?:(?!\\2)[.,]([0-9]+))?"
)
_not_finite = re.compile("[-+]?(nan|inf|infinity|∞)", re.IGNORECASE)


def typed_number(text):
    """The finite number that was typed, a float; ValueError names what came instead."""
    plain = _ends.sub("", text).replace("−", "-").replace("–", "-")
    plain = _power.sub(lambda found: "e" + found[1].translate(_figures), plain)
    sign, digits, power = _parts.fullmatch(plain).groups(default="")
    if _ambiguous.fullmatch(digits):
        raise ValueError(_both_ways(text, sign.replace("-", "−"), digits, power))
    if not _decimal.fullmatch(digits) and (grouped := _grouped.fullmatch(digits)):
        whole, _, part = grouped.groups(default="0")
        digits = re.sub("[^0-9]", "", whole) + "." + part
    if not _decimal.fullmatch(digits):
        kind = "a finite number" if _not_finite.fullmatch(plain) else "a number"
        raise ValueError(f"“{shortened(text)}” is not {kind}. {EXAMPLES}")
    value = float(sign + digits.replace(",", ".") + power)
    if not math.isfinite(value):
        raise ValueError(f"“{shortened(text)}” is not a finite number. {EXAMPLES}")
    return value


def shortened(text):
    """Typed text, cut where it is long."""
    text = _ends.sub("", str(text))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _both_ways(text, sign, digits, power):
    """1,000 → 1.0 or 1000; 1,500 → 1.5 or 1500."""
    whole, part = digits.split(",")
    decimal = f"{sign}{whole}.{part.rstrip('0') or '0'}{power}"
    return f"“{shortened(text)}” can be read in two ways. Write {decimal} or {sign}{whole}{part}{power}."
