"""A formula: how one quantity follows from others, as text and as computation in one; and a step, which it answers.

The text is LaTeX in which ⟨name⟩ stands for a quantity. With symbols in these places it is the
formula, with numbers it is the same formula substituted; `compute` evaluates it, for one state of
the network or for thousands at once (each quantity is then an array, one entry per state). Every
derivative comes from a row of the table of functions.

A `Step` is one thing that happens in a computation, asked as a question and answered by a formula.
"""

import functools
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ..record import frozen

SIGN = "The size is right, the sign is not."
SHRINKS = 12  # how often the step of a difference may be made ten times smaller


@dataclass(frozen=True)
class Formula:
    """result = text, where compute(values) evaluates the text from a dict of the named quantities.

    Where the function has a kink, `kink(values)` is the number that changes its sign there.
    """

    result: str
    text: str
    compute: Callable
    kink: Callable | None = None

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
    have a pole at 0. It is made smaller as long as half of it gives another slope, as beside a prediction of nearly 0,
    where the logarithm ends, and while a function with a kink passes it. NaN where no h is small enough: at a kink.
    """
    rest = [formula for formula in formulas if formula.result != name]

    def compute(values):
        q, here = values[name], values[target]

        def slope(h):
            behind, ahead = (evaluated(rest, {**values, name: moved}) for moved in (q - h, q + h))
            return (ahead[target] - behind[target]) / ((q + h) - (q - h)), behind, ahead

        h = 1e-5 * np.maximum(1, np.abs(q))
        if close:
            h = np.where(q == 0, h, np.minimum(h, np.maximum(1e-3 * np.abs(q), 1e-9)))
        allowed = 1e-9 + 64 * np.finfo(float).eps * np.abs(here) / h  # what rounding may do
        moves = False
        for _ in range(SHRINKS):
            (wide, *_), (narrow, behind, ahead) = slope(h), slope(h / 2)
            agree = np.abs(wide - narrow) <= 1e-5 * np.abs(narrow) + allowed
            moves |= (behind[target] != here) | (ahead[target] != here)
            rough = ~agree | (moves & _passes_kink(rest, behind, values, ahead))
            if not np.any(rough):
                break
            past_zero = np.isnan(wide) & (0 < np.abs(q)) & (np.abs(q) < h)
            h = np.where(rough, np.where(past_zero, 1e-3 * np.abs(q), h / 10), h)
        return np.where(rough, np.nan, wide)

    return Formula(f"difference {name}", "", compute)


def _passes_kink(formulas, *points):
    """Whether a function with a kink is on different sides of it at three states."""
    passes = False
    for formula in formulas:
        if formula.kink:
            sides = [formula.kink(values) for values in points]
            passes |= (functools.reduce(np.minimum, sides) < 0) & (functools.reduce(np.maximum, sides) > 0)
    return passes


def mark(argument):
    """⟨name⟩ for a quantity; a number stands for itself."""
    if isinstance(argument, str):
        return f"⟨{argument}⟩"
    mantissa, e, power = f"{abs(argument):.12g}".partition("e")
    text = rf"({mantissa} \times 10^{{{int(power)}}})" if e else mantissa
    return text if argument >= 0 else f"(-{text})"


def quantity_alone(text):
    """The name of the one quantity that is the whole text; None where there is more in it, or nothing."""
    found = re.fullmatch("⟨([^⟨]+)⟩", text)
    return found and found[1]


def scaled(text, scale):
    """The text with a mean's factor in front, as the fraction that it is: 1/3, not 0.333."""
    if scale == 1:
        return text
    summed = any(sign in text for sign in "+-")
    return rf"\frac{{1}}{{{1 / scale:g}}} * " + (f"({text})" if summed else text)


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
    """result = function(arguments), a row of the table of functions."""
    text = _written(function.form, arguments)
    kink = function.kink and (lambda values: function.kink(*_values(arguments, values)))
    return Formula(result, text, lambda values: function.value(*_values(arguments, values)), kink)


def local(result, function, place, out, *arguments, scale=1.0):
    """result = scale · ∂function/∂argument[place]; out is the name of the function's value."""
    text = scaled(_written(function.slope_forms[place], arguments, out), scale)

    def compute(values):
        return scale * function.partials(*_values(arguments, values), values[out])[place] + 0.0 * values[out]

    return Formula(result, text, compute)


def total(result, products, scale=1.0):
    """result = scale · Σ Π: a sum of products of quantities, each product a tuple of names."""
    text = scaled(" + ".join(r" \times ".join(mark(name) for name in product) for product in products), scale)

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


@dataclass(frozen=True)
class Step:
    """One step: `formula` is answered under `title`, in a `phase`; `group` is the neuron or gate that acts.

    `numbers` are the formula to be filled, one text per line; left empty they follow from it. `light` and `notes` go
    to the diagram, `guesses` are (formula, words) pairs of likely mistakes, `check` is the finite difference that
    confirms the result (NaN where there is none), `reveals` are further quantities that the diagram may show from
    here on. What arrives from `upstream`, names of quantities, has the colour of the backward pass.
    """

    phase: str
    group: str
    title: str
    words: tuple = ()
    formula: Formula | None = None
    numbers: tuple = ()
    light: dict = field(default_factory=dict)
    notes: tuple = ()
    guesses: tuple = ()
    check: Formula | None = None
    reveals: tuple = ()
    before: tuple = ()
    upstream: tuple = ()
    sign_words: str = SIGN

    def __post_init__(self):
        vars(self).update(light=frozen(self.light), notes=frozen(self.notes))

    def written(self):
        """The lines in symbols and those to be filled, without what the result line shows anyway."""
        if self.formula is None:
            return (), self.numbers
        result, text = mark(self.formula.result), self.formula.text
        first, *more = (f"= {side}" for side in text.split(" = "))
        lines = (f"{result} {first}" if "⟨" in text else result, *more)
        plugged = () if "⟨" not in text or quantity_alone(text) else (first, *more)
        return lines, self.numbers or plugged

    def formulas(self):
        """Everything that must be evaluated for this step, in order."""
        own = (self.formula,) if self.formula else ()
        check = (self.check,) if self.check else ()
        return (*self.before, *own, *(formula for formula, _ in self.guesses), *check)


def one_line_each(names):
    """'= a', '+ b', …: one line for each term, or one line for two."""
    if len(names) <= 2:
        return ("= " + " + ".join(map(mark, names)),)
    return product_lines([(name,) for name in names])


def product_lines(products):
    """'= a × b', '+ c × d', …: one line for each product."""
    return tuple(
        ("= " if place == 0 else "+ ") + r" \times ".join(map(mark, product))
        for place, product in enumerate(products)
    )
