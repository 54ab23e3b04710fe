"""A formula: how one quantity follows from others, as text and as computation in one.

The text is LaTeX in which ⟨name⟩ stands for a quantity. With symbols in these places it is the
formula, with numbers it is the same formula substituted; `compute` evaluates it, for one state of
the network or for thousands at once (each quantity is then an array, one entry per state). Every
derivative comes from a row of ops.py.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

ROUNDING = 1e3 * np.finfo(float).eps  # of a value: what a difference may have lost


@dataclass(frozen=True)
class Formula:
    """result = text, where compute(values) evaluates the text from a dict of the named quantities."""

    result: str
    text: str
    compute: Callable

    def evaluate(self, values):
        """Add the result to `values`."""
        with np.errstate(all="ignore"):
            values[self.result] = self.compute(values)


def evaluated(formulas, values):
    """`values` with the results of the formulas added."""
    for formula in formulas:
        formula.evaluate(values)
    return values


def difference(formulas, name, target, close=False):
    """(target(q + h) − target(q − h)) / 2h for the quantity q = `name`: no chain rule.

    h is 10⁻⁵, or 10⁻⁵ |q| where q is larger than 1; `close` keeps it below a thousandth of q, for expressions that may
    have a pole at 0. It is NaN at a kink, where the slopes on the two sides differ however close one looks, and where
    a side is not defined: beside a prediction of nearly 0, the logarithm ends within h.
    """
    rest = [formula for formula in formulas if formula.result != name]

    def shifted(values, by):
        return evaluated(rest, {**values, name: values[name] + by})[target]

    def compute(values):
        q = values[name]
        h = 1e-5 * np.maximum(1, np.abs(q))
        if close:
            h = np.where(q == 0, h, np.minimum(h, np.maximum(1e-3 * np.abs(q), 1e-9)))
        here, ahead, behind = values[target], shifted(values, h), shifted(values, -h)
        slope = (ahead - behind) / ((q + h) - (q - h))
        # By how much the slopes on the two sides differ: halved by half the step where there is a curvature.
        wide = np.abs(ahead - 2 * here + behind) / h
        narrow = np.abs(shifted(values, h / 2) - 2 * here + shifted(values, -h / 2)) / (h / 2)
        kink = (wide > 1e-4 * np.abs(slope)) & (wide > ROUNDING * np.abs(here) / h) & (narrow > 0.75 * wide)
        return np.where(kink, np.nan, slope)

    return Formula(f"difference {name}", "", compute)


def mark(argument):
    """⟨name⟩ for a quantity; a number stands for itself."""
    if isinstance(argument, str):
        return f"⟨{argument}⟩"
    mantissa, e, power = f"{abs(argument):.12g}".partition("e")
    text = rf"({mantissa} \times 10^{{{int(power)}}})" if e else mantissa
    return text if argument >= 0 else f"(-{text})"


def _factor(scale):
    """A mean's factor as the fraction that it is: 1/3, not 0.333."""
    return rf"\frac{{1}}{{{1 / scale:g}}}"


def _values(arguments, values):
    return [values[argument] if isinstance(argument, str) else np.float64(argument) for argument in arguments]


def _written(form, arguments, out=""):
    for place, argument in enumerate(arguments):
        form = form.replace(f"⟨{place}⟩", mark(argument))
    return form.replace("⟨out⟩", mark(out))


def given(result, name):
    """result = another quantity."""
    return Formula(result, mark(name), lambda values: values[name] + 0.0)


def applied(result, function, *arguments):
    """result = function(arguments), a row of ops.py."""
    text = _written(function.form, arguments)
    return Formula(result, text, lambda values: function.value(*_values(arguments, values)))


def local(result, function, place, out, *arguments, scale=1.0):
    """result = scale · ∂function/∂argument[place]; out is the name of the function's value."""
    text = _written(function.slope_forms[place], arguments, out)
    if scale != 1:
        text = (
            f"{_factor(scale)} * ({text})"
            if any(sign in text for sign in "+-")
            else f"{_factor(scale)} * {text}"
        )

    def compute(values):
        return scale * function.partials(*_values(arguments, values), values[out])[place] + 0.0 * values[out]

    return Formula(result, text, compute)


def total(result, products, scale=1.0):
    """result = scale · Σ Π: a sum of products of quantities, each product a tuple of names."""
    text = " + ".join(r" \times ".join(mark(name) for name in product) for product in products)
    if scale != 1:
        text = f"{_factor(scale)} * ({text})"

    def compute(values):
        return scale * sum(math.prod(values[name] for name in product) for product in products)

    return Formula(result, text, compute)


def weighted(result, pairs, bias):
    """result = w₁ a₁ + w₂ a₂ + … + b, a neuron's pre-activation."""
    summed = total(result, [*pairs, (bias,)])
    return Formula(result, summed.text.replace(r"\times", "*"), summed.compute)


def descended(result, parameter, gradient):
    """result = parameter − λ · gradient, the update of gradient descent."""
    text = rf"{mark(parameter)} - {mark('learning_rate')} \times {mark(gradient)}"
    return Formula(
        result, text, lambda values: values[parameter] - values["learning_rate"] * values[gradient]
    )
