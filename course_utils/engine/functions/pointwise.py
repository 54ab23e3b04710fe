"""Losses of one output: u is the prediction, v the target; what a whole network loses is their sum or mean."""

import numpy as np

from .activations import sigmoid
from .kinds import PointwiseLoss


def _loss(name, value, slope, by_target, second, form, slope_forms, **traits):
    """The loss of a prediction p and a target t."""

    def partials(p, t, w):
        return slope(p, t), by_target(p, t)

    traits = {
        "part_of_value": lambda p, t, fraction: fraction * value(p, t),
        "part_of_slope": lambda p, t, fraction: fraction * slope(p, t),
    } | traits
    return PointwiseLoss(name, value, partials, form, slope_forms, slope=slope, second=second, **traits)


def share(weight, part):
    """weight · part, where a weight of 0 counts nothing, however large the part."""
    return weight * np.where(weight == 0, 0.0, part)


def _probability(p, t):
    if np.any((np.asarray(p) < 0) | (np.asarray(p) > 1)):
        raise ValueError(
            f"the prediction must be a probability in [0, 1]; got values from {np.min(p):g} to {np.max(p):g}: "
            "these look like logits; use `.from_logits`"
        )


def _half_difference(p, t):
    """½ (p − t), which no two numbers let overflow."""
    return 0.5 * p - 0.5 * t


squared_error = _loss(
    "squared error",
    lambda p, t: np.square(t - p),
    lambda p, t: 2 * (p - t),
    lambda p, t: 2 * (t - p),
    lambda p, t: (2.0, -2.0, 2.0),
    "(⟨1⟩ - ⟨0⟩)^2",
    (r"2 * (⟨0⟩ - ⟨1⟩)", r"2 * (⟨1⟩ - ⟨0⟩)"),
    part_of_value=lambda p, t, fraction: fraction * (t - p) * (t - p),
    part_of_slope=lambda p, t, fraction: 4 * (fraction * _half_difference(p, t)),
)


def _half_square(p, t):
    """½ (t − p)² as 2 (½ (t − p))², which overflows only where the value does."""
    return 2 * np.square(0.5 * (t - p))


half_squared_error = _loss(
    "half squared error",
    _half_square,
    lambda p, t: p - t,
    lambda p, t: t - p,
    lambda p, t: (1.0, -1.0, 1.0),
    r"\frac{1}{2} * (⟨1⟩ - ⟨0⟩)^2",
    ("⟨0⟩ - ⟨1⟩", "⟨1⟩ - ⟨0⟩"),
    part_of_value=lambda p, t, fraction: fraction * (0.5 * (t - p)) * (t - p),
    part_of_slope=lambda p, t, fraction: 2 * (fraction * _half_difference(p, t)),
)
absolute_error = _loss(
    "absolute error",
    lambda p, t: np.abs(t - p),
    lambda p, t: np.sign(p - t),
    lambda p, t: np.sign(t - p),
    lambda p, t: (0.0, 0.0, 0.0),  # away from the kink
    r"|⟨1⟩ - ⟨0⟩|",
    (r"\operatorname{sign}(⟨0⟩ - ⟨1⟩)", r"\operatorname{sign}(⟨1⟩ - ⟨0⟩)"),
    part_of_value=lambda p, t, fraction: 2 * (fraction * np.abs(_half_difference(p, t))),
    kink=lambda p, t: p - t,
    analytic=False,
)
binary_cross_entropy = _loss(
    "binary cross-entropy",
    lambda p, t: -(share(t, np.log(p)) + share(1 - t, np.log1p(-p))),
    lambda p, t: share(1 - t, 1 / (1 - p)) - share(t, 1 / p),
    lambda p, t: np.log1p(-p) - np.log(p),
    lambda p, t: (share(t, 1 / p**2) + share(1 - t, 1 / (1 - p) ** 2), -1 / (p * (1 - p)), 0.0 * p),
    r"-(⟨1⟩ * \log(⟨0⟩) + (1 - ⟨1⟩) * \log(1 - ⟨0⟩))",
    (r"\frac{⟨0⟩ - ⟨1⟩}{⟨0⟩ * (1 - ⟨0⟩)}", r"\log(1 - ⟨0⟩) - \log(⟨0⟩)"),
    check=_probability,
    part_of_slope=lambda p, t, fraction: share(1 - t, fraction / (1 - p)) - share(t, fraction / p),
)
logit_cross_entropy = _loss(
    "binary cross-entropy from logits",
    lambda z, t: np.logaddexp(-t * z, (1 - t) * z),  # no cancellation, no overflow
    lambda z, t: (1 - t) * sigmoid.value(z) - t * sigmoid.value(-z),  # σ(z) − t
    lambda z, t: -z,
    lambda z, t: (sigmoid.exact_slope(z), -np.ones_like(z), 0.0 * z),
    r"\log(1 + e^{⟨0⟩}) - ⟨1⟩ * ⟨0⟩",
    (r"\frac{1}{1 + e^{-⟨0⟩}} - ⟨1⟩", "-⟨0⟩"),
    analytic=False,
)
cross_entropy = _loss(
    "cross-entropy",
    lambda p, t: -share(t, np.log(p)),
    lambda p, t: -share(t, 1 / p),
    lambda p, t: -np.log(p),
    lambda p, t: (share(t, 1 / p**2), -1 / p, 0.0 * p),
    r"-⟨1⟩ * \log(⟨0⟩)",
    (r"-\frac{⟨1⟩}{⟨0⟩}", r"-\log(⟨0⟩)"),
    check=_probability,
    part_of_slope=lambda p, t, fraction: -share(t, fraction / p),
)
