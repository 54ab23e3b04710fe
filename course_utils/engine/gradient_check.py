"""Gradient check: is the gradient the slope that one measures by taking a small step both ways?

    ∂f/∂θᵢ ≈ (f(θ + h eᵢ) − f(θ − h eᵢ)) / 2h,

whose error falls as h² until rounding, which grows as 1/h, takes over: h ≈ ε^(1/3) is the best
compromise and leaves about ten correct digits.
"""

from dataclasses import dataclass

import numpy as np

from .objective import check_objective
from .validate import vector

TOLERANCE = 1e-6


@dataclass(frozen=True)
class GradientCheck:
    """The gradient as computed and as measured, and the largest difference relative to the largest `unit`.

    The unit is the slope; near a minimum, where slopes are nothing but rounding, it is the curvature.
    """

    gradient: np.ndarray
    measured: np.ndarray
    largest_error: float
    unit: str = "slope"

    @property
    def agrees(self):
        """Whether the two agree to a millionth, far more than a wrong formula would."""
        return self.largest_error <= TOLERANCE

    def __repr__(self):
        verdict = "agree" if self.agrees else "do not agree"
        worst = int(np.argmax(_distance(self.gradient, self.measured)))
        return (
            f"the gradient and the central differences {verdict}: largest error {self.largest_error:.0e} of "
            f"the largest {self.unit}, at theta[{worst}]: {self.gradient[worst]:.6g} computed, "
            f"{self.measured[worst]:.6g} measured"
        )


def gradient_check(objective, theta):
    """Compare objective.gradient at theta (n,) with central differences of objective.value.

    The error is relative to the largest slope, or to the largest curvature where that is larger, which is
    what the slope would be one unit away: at a minimum both gradients are rounding, and agree. Returns a
    `GradientCheck`. Raises TypeError for what cannot be asked for both, ValueError where the gradient has
    another shape than theta.
    """
    check_objective(objective, "value", "gradient")
    theta = vector(theta, "theta").copy()
    gradient = np.array(objective.gradient(theta), dtype=float)
    if gradient.shape != theta.shape:
        raise ValueError(f"the gradient must have the shape of theta, {theta.shape}; got {gradient.shape}")
    here = objective.value(theta)
    measured, bends = np.array([_differences(objective, theta, here, place) for place in range(theta.size)]).T
    slope, bend = max(np.abs(gradient).max(), np.abs(measured).max()), np.abs(bends).max()
    size, unit = (bend, "curvature") if bend > slope else (slope, "slope")
    error = _distance(gradient, measured).max()
    return GradientCheck(gradient, measured, float(error / size) if size > 0 else 0.0, unit)


def _distance(gradient, measured):
    """|gradient − measured|, without a warning where both are infinite."""
    with np.errstate(all="ignore"):
        return np.abs(gradient - measured)


def _differences(objective, theta, here, place):
    """The central difference along one parameter, and the second difference, (f₊ − 2f + f₋) / h²."""
    step = np.cbrt(np.finfo(float).eps) * max(1.0, abs(theta[place]))
    above, below = theta.copy(), theta.copy()
    above[place] += step
    below[place] -= step
    ahead, behind = objective.value(above), objective.value(below)
    return (ahead - behind) / (above[place] - below[place]), (ahead - 2 * here + behind) / step**2
