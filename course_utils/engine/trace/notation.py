"""Notation: how quantities and numbers are written.

Each quantity has one name in code, and the symbol of the lecture follows from it:

    w5                 w₅                    a parameter
    in_h1, out_h1      in and out of h1      pre-activation and activation of a neuron
    L, L_o1            L                     the loss, and the part of it that output o1 makes
    dL/dw5             ∂L/∂w₅                a derivative
    dL/dout_h1|o1      ∂L_o1/∂out_h1         the share of a derivative that comes through o1
    dq1/dx~2           ∂q₁/∂x                the local derivative of gate q1 in its second input
    1-out_o1           1 − out_o1            what is left of a probability
    w5+                w₅⁺                   the value after the update

A number is written with four significant digits on the screen, all of them on demand. The front end formats by the same
rule (`stepper/front/numbers.js`); a test compares the two. `typed_numbers` reads it.
"""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

DIGITS = 4
GREEK = {"learning_rate": (r"\lambda", "λ"), "theta": (r"\theta", "θ"), "delta": (r"\delta", "δ")}
_rounding = Context(prec=DIGITS, rounding=ROUND_HALF_UP)
_superscripts = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_subscripts = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


# --- names ------------------------------------------------------------------------------------------


def latex(name):
    """The symbol of `name` in LaTeX."""
    return _symbol(name, _LATEX)


def plain(name):
    """The symbol of `name` in plain text: w₅, out h₁, ∂L/∂w₅."""
    return _symbol(name, _PLAIN)


class _Script(NamedTuple):
    """How symbols are written: four forms with gaps, and functions for a neuron's name and for a single quantity."""

    updated: str
    rest: str
    share: str
    derivative: str
    greek: int  # the place in GREEK
    neuron: Callable
    quantity: Callable


def _symbol(name, script):
    if name.endswith("+"):
        return script.updated.format(_symbol(name[:-1], script))
    if name.startswith("1-"):
        return script.rest.format(_symbol(name[2:], script))
    name = name.partition("~")[0]
    if "|" in name:
        whole, _, path = name.partition("|")
        return script.share.format(_symbol(whole, script), _path(path, script))
    if "/" in name:
        return script.derivative.format(*(_symbol(part[1:], script) for part in name.split("/")))
    return GREEK[name][script.greek] if name in GREEK else script.quantity(*_parts(name))


def _parts(name):
    """'w5' → ('w', '5', ''); 'in_h1' → ('in', '', 'h1'); 'out_h1_2' → ('out', '', 'h1_2')."""
    word, _, index = name.partition("_")
    if index:
        return word, "", index
    letters = re.match(r"(.*?)(\d*)$", name)
    return letters[1] or name, letters[2] if letters[1] else "", ""


def _path(path, script):
    """'q1#2' → q₁, 2: the second of two equal paths through q1."""
    neuron, _, which = path.partition("#")
    name = script.neuron(neuron) if "_" in neuron else _symbol(neuron, script)
    return f"{name}, {which}" if which else name


def _index(label):
    """'h1_2' → 'h1,2', as a subscript in a formula."""
    return label.replace("_", ",")


def neuron_label(label):
    """The name of a neuron in a sentence: h₁; h₁,₂ for h1_2, the second of the first hidden layer."""
    return _index(label).translate(_subscripts)


def _latex_quantity(word, digits, index):
    base = word if len(word) == 1 else rf"\text{{{word}}}"
    subscript = _index(index) if index else digits
    return f"{base}_{{{subscript}}}" if subscript else base


def _plain_quantity(word, digits, index):
    return f"{word} {neuron_label(index)}" if index else word + digits.translate(_subscripts)


_LATEX = _Script(
    "{}^{{+}}",
    "1 - {}",
    r"\left.{}\right|_{{{}}}",
    r"\frac{{\partial {}}}{{\partial {}}}",
    0,
    _index,
    _latex_quantity,
)
_PLAIN = _Script("{}⁺", "1 − {}", "{} through {}", "∂{}/∂{}", 1, neuron_label, _plain_quantity)


def called(function):
    return function.name.replace("_", " ")


def listed(names):
    return " and ".join(plain(name) for name in names)


# --- numbers ----------------------------------------------------------------------------------------


def short(value):
    """value to four significant digits: 0.5933, −0.0226, 3.51×10⁻⁵."""
    return _written(_rounding.create_decimal(Decimal(float(value)))) if _finite(value) else _special(value)


def full(value):
    """value with every digit that a float64 has: the shortest text that reads back as the same number."""
    return _written(Decimal(repr(float(value)))) if _finite(value) else _special(value)


def rounded(value, digits):
    """A number with `digits` significant digits."""
    return full(float(f"{value:.{digits}g}"))


def fixed(value, decimals):
    """value with `decimals` decimals: 0.250, −1.200; what rounds to zero has no sign."""
    return minus(f"{round(float(value), decimals) + 0.0:.{decimals}f}")


def minus(text):
    """A number as Python writes it, with a proper minus."""
    return text.replace("-", "−")


def some(count, total, what, good="right"):
    """2 of 6 entries are right; 1 of 6 entries is right."""
    return f"{count} of {total} {what} {'is' if count == 1 else 'are'} {good}"


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
    return minus(text) + power
