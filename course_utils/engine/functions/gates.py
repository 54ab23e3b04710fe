"""Gates: what a circuit computes with, + − × ÷ and powers, exponential and logarithm, and the larger of two numbers."""

import numpy as np

from .kinds import Function, Gate, constant


def _positive(z):
    if np.any(np.asarray(z) <= 0):
        raise ValueError(f"log needs arguments above 0; got {np.min(z):g}")


exp = Function("exp", np.exp, lambda z, a: a, lambda z, a: a, r"e^{⟨0⟩}", "⟨out⟩")
log = Function(
    "log",
    np.log,
    lambda z, a: 1 / z,
    lambda z, a: -((1 / z) ** 2),
    r"\log(⟨0⟩)",
    r"\frac{1}{⟨0⟩}",
    check=_positive,
)
negative = Function("negative", np.negative, constant(-1.0), constant(0.0), "-⟨0⟩", "-1")


def _nonzero(u, v):
    if np.any(np.asarray(v) == 0):
        raise ValueError("division by zero: the divisor must not be 0")


def _power_defined(u, v):
    u, v = np.asarray(u), np.asarray(v)
    wrong = ((u < 0) & (v != np.round(v))) | ((u == 0) & (v < 0))
    if np.any(wrong):
        u, v, wrong = np.broadcast_arrays(u, v, wrong)
        raise ValueError(
            "a power needs a base above 0, or a whole exponent (not below 0 where the base is 0); "
            f"got {u[wrong][0]:g} to the power {v[wrong][0]:g}"
        )


def _power_partials(u, v, w):
    base = np.where(v == 0, 1.0, u)  # u⁰ is constant, even at u = 0
    # uᵛ is not defined beside a whole v, nor 0ᵛ beside v = 0.
    edge = np.where((u < 0) | (v == 0), np.nan, 0.0)
    by_exponent = np.where(u > 0, w * np.log(np.where(u > 0, u, 1.0)), edge)
    by_base = v * np.power(base, v - 1.0)
    # A power of a tiny base can overflow before a small v makes it small again.
    nonzero = np.where(base == 0, 1.0, base)
    by_base = np.where(np.isfinite(by_base) | (base == 0), by_base, v / nonzero * w)
    return by_base, by_exponent


add = Gate("add", np.add, lambda u, v, w: (1.0, 1.0), "⟨0⟩ + ⟨1⟩", ("1", "1"))
subtract = Gate("subtract", np.subtract, lambda u, v, w: (1.0, -1.0), "⟨0⟩ - ⟨1⟩", ("1", "-1"))
multiply = Gate("multiply", np.multiply, lambda u, v, w: (v, u), "⟨0⟩ * ⟨1⟩", ("⟨1⟩", "⟨0⟩"))
divide = Gate(
    "divide",
    np.divide,
    lambda u, v, w: (1 / v, -w / v),
    r"\frac{⟨0⟩}{⟨1⟩}",
    (r"\frac{1}{⟨1⟩}", r"-\frac{⟨out⟩}{⟨1⟩}"),
    check=_nonzero,
)
power = Gate(
    "power",
    np.power,
    _power_partials,
    "⟨0⟩^{⟨1⟩}",
    (r"⟨1⟩ * ⟨0⟩^{⟨1⟩ - 1}", r"⟨out⟩ * \log(⟨0⟩)"),
    check=_power_defined,
)
maximum = Gate(
    "maximum",
    np.maximum,
    lambda u, v, w: (np.where(u > v, 1.0, 0.0), np.where(v >= u, 1.0, 0.0)),  # a tie goes to the second
    r"\max(⟨0⟩, ⟨1⟩)",
    (r"[⟨0⟩ > ⟨1⟩]", r"[⟨1⟩ \ge ⟨0⟩]"),
    kink=lambda u, v: u - v,
    analytic=False,
)
