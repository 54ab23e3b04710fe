r"""A probability and its cross-entropy: an output behind a sigmoid, with all digits even where it is rounded to 0 or 1.

    out = σ(in)        1 − out = σ(−in)
    L = −(target log(out) + (1 − target) log(1 − out)) = log(1 + eˢ),  s = (1 − 2 target) in

From in = 37 on `out` is exactly 1, so 1 − out is not a difference but a quantity of its own, `1-out_o1`, and the
loss, of which the logarithm of 1 tells nothing, is computed from `in`, as in a network.
"""

import numpy as np

from ..functions import pointwise
from ..functions.activations import sigmoid
from .formula import Formula, difference, mark, scaled, total


def complement(label, after=""):
    """1 − out as σ(−in)."""
    return Formula(
        f"1-out_{label}{after}",
        rf"\frac{{1}}{{1 + e^{{{mark(f'in_{label}{after}')}}}}}",
        lambda values: sigmoid.value(-values[f"in_{label}{after}"]),
    )


def cross_entropy(label, after=""):
    """The loss of one output, written with out and then with in, from which it is computed."""
    aim, z, p, rest = _marks(label, after)
    by_out = rf"-({aim} * \log({p}) + (1 - {aim}) * \log({rest}))"
    by_in = rf"\log(1 + e^{{(1 - 2 * {aim}) * {z}}})"

    def compute(values):
        return pointwise.logit_cross_entropy.value(values[f"in_{label}{after}"], values[f"target_{label}"])

    return Formula(f"L_{label}{after}", f"{by_out} = {by_in}", compute)


def cross_entropy_slope(label, scale):
    """∂L/∂out, exact on both sides: 1/(1 − out) where the target is 0, −1/out where it is 1."""
    aim, _, p, rest = _marks(label)

    def compute(values):
        out, other, t = (values[f"{name}_{label}"] for name in ("out", "1-out", "target"))
        return scale * (pointwise.share(1 - t, 1 / other) - pointwise.share(t, 1 / out))

    text = rf"\frac{{1 - {aim}}}{{{rest}}} - \frac{{{aim}}}{{{p}}}"
    return Formula(f"dL/dout_{label}", scaled(text, scale), compute)


def sigmoid_slope(label):
    """∂out/∂in = out (1 − out)."""
    _, _, p, rest = _marks(label)
    product = total(f"dout_{label}/din_{label}", [(f"out_{label}", f"1-out_{label}")])
    return Formula(product.result, f"{p} * {rest}", product.compute)


def cross_entropy_difference(label, scale):
    """The finite difference for ∂L/∂out: what moves is the probability p of the target, as L = −log p.

    p is out where the target is 1, else 1 − out, of which out itself may hold no digit.
    """
    name = f"difference out_{label}"
    loss = Formula("L", "", lambda values: -scale * np.log(values["p"]))

    def compute(values):
        hit = values[f"target_{label}"] == 1
        p = np.where(hit, values[f"out_{label}"], values[f"1-out_{label}"])
        slope = difference([loss], "p", "L").compute({"p": p, "L": -scale * np.log(p)})
        return np.where(hit, slope, -slope)

    return Formula(name, "", compute)


def _marks(label, after=""):
    """The marks of target, in, out and 1 − out in a formula."""
    return (mark(f"target_{label}"), *(mark(f"{name}_{label}{after}") for name in ("in", "out", "1-out")))
