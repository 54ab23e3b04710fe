"""Gradient check: is the gradient the slope that one measures by taking a small step both ways?

    ∂f/∂θᵢ ≈ D(h) = (f(θ + h eᵢ) − f(θ − h eᵢ)) / 2h

Its error has two parts. What the formula leaves out is f‴h²/6, and (D(2h) − D(h)) / 3 estimates it; it is subtracted
(L. Richardson, 1911). Rounding is at least ε |f| / h, and ε |θ f″| where f rounds θ; as f may lose more on the way, D
is measured again with steps that differ a little. h ≈ ε^(1/3) is the usual compromise; where it is not accurate enough,
steps down to 10⁻¹¹ and up to the size of the parameter itself are tried. So each component comes with an uncertainty of
its own, and is judged by its own size, however small it is beside the others.

At a kink, as of ReLU at 0, there are two slopes, and every number from the one to the other is right. Where a step
reaches over a kink nearby, a shorter one counts.
"""

import math
from dataclasses import dataclass

import numpy as np

from .objectives import check_objective, gradient_of, value_of
from .record import Record
from .validate import counted, vector

TOLERANCE = 1e-6
_EPSILON = np.finfo(float).eps
_STEP = np.cbrt(_EPSILON)
_STEPS = [_STEP * 10.0**power for power in (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, -6)]
_ENOUGH = 1e-8  # a relative error that ends the search for a better step
_CAUTION = 4  # by which estimated errors are multiplied


@dataclass(frozen=True)
class GradientCheck(Record):
    """The gradient as computed and as measured, and how far each measured component can be trusted.

    All are read-only arrays (n,). `kinks` are the places where the gradient is not the measured slope because the
    slopes left and right differ; there the measured one is their middle, and the uncertainty reaches both.
    """

    gradient: np.ndarray
    measured: np.ndarray
    uncertainty: np.ndarray
    kinks: tuple = ()

    @property
    def agrees(self):
        """Whether each component lies within its uncertainty, or a millionth, of the measured one."""
        return bool((self._excess() <= 1).all())

    @property
    def largest_error(self):
        """The largest |computed − measured| that the uncertainty does not explain, relative to its component."""
        with np.errstate(all="ignore"):
            return float(
                self._relative(np.maximum(self._errors() - self.uncertainty, 0), self._sizes()).max()
            )

    @property
    def unmeasured(self):
        """The places of the components that are lost in rounding: not even an error of one per cent would show."""
        lost = ~(self.uncertainty <= 0.01 * self._sizes())
        return tuple(int(place) for place in np.flatnonzero(lost) if place not in self.kinks)

    def _errors(self):
        return np.abs(self.gradient - self.measured)

    def _sizes(self):
        return np.fmax(np.abs(self.gradient), np.abs(self.measured))

    def _excess(self):
        """The errors in units of what they may be."""
        with np.errstate(all="ignore"):
            return self._relative(self._errors(), self.uncertainty + TOLERANCE * self._sizes())

    @staticmethod
    def _relative(errors, units):
        """errors / units; 0 where there is no error, infinite where there is no number."""
        return np.nan_to_num(np.where(errors == 0, 0.0, errors / units), nan=np.inf, posinf=np.inf)

    def __repr__(self):
        verdict = "agree" if self.agrees else "do not agree"
        worst = int(np.argmax(self._excess()))
        words = (
            f"the gradient and the central differences {verdict}; they differ most at theta[{worst}]: "
            f"{self.gradient[worst]:.6g} computed, {self.measured[worst]:.6g} measured, "
            f"give or take {self.uncertainty[worst]:.0e}"
        )
        if self.kinks:
            words += f". {_places(self.kinks)} at a kink, where any slope between those of its sides is right"
        lost = [place for place in self.unmeasured if np.isfinite(self.uncertainty[place])]
        if lost:
            hidden = self.uncertainty[lost].max()
            words += f". {_places(lost)} too close to 0 to be measured: rounding hides up to {hidden:.0e}"
        if len(lost) < len(self.unmeasured):
            words += ". The objective is not finite there"
        return words


def _places(places):
    """theta[1] is, theta[1] and 8 others are."""
    others = len(places) - 1
    if others == 0:
        return f"theta[{places[0]}] is"
    return f"theta[{places[0]}] and {counted(others, 'other')} are"


def gradient_check(objective, theta):
    """Compare objective.gradient at theta (n,) with central differences of objective.value.

    Each component is judged by its own size: it may differ from the measured one by a millionth, and by the
    uncertainty of the measurement, which is estimated. Components that are too small to be measured, such as all at
    a minimum, agree where they are as small as rounding, and count as unmeasured. Returns a `GradientCheck`.
    Raises TypeError for what cannot be asked for both, ValueError where the gradient has another shape than theta.
    """
    check_objective(objective, "value", "gradient")
    theta = vector(theta, "theta").copy()
    gradient = gradient_of(objective, theta.copy()).copy()
    here = value_of(objective, theta.copy())
    lines = [_Line(objective, theta, place, here) for place in range(theta.size)]
    with np.errstate(all="ignore"):
        measured, uncertainty = np.array([line.slope() for line in lines]).T
        kinks = []
        for place, line in enumerate(lines):
            allowed = uncertainty[place] + TOLERANCE * abs(measured[place])
            if abs(gradient[place] - measured[place]) <= allowed:
                continue
            if kink := line.kink():
                measured[place], uncertainty[place] = kink
                kinks.append(place)
            elif shorter := line.before_a_kink(gradient[place], measured[place], uncertainty[place]):
                measured[place], uncertainty[place] = shorter
    return GradientCheck(gradient, measured, uncertainty, tuple(kinks))


class _Line:
    """The objective along one parameter; `here` is its value at theta."""

    def __init__(self, objective, theta, place, here):
        self.objective, self.theta, self.place, self.here = objective, theta, place, here
        self.size = max(1.0, abs(theta[place]))
        self.step = _STEP * self.size  # the most accurate one so far

    def at(self, step):
        """(where the parameter then is, f there)."""
        theta = self.theta.copy()
        theta[self.place] += step
        moved = theta[self.place]
        return moved, value_of(self.objective, theta)

    def difference(self, step):
        """D(h), the larger of the two |f|, and h²f″."""
        (right, ahead), (left, behind) = self.at(step), self.at(-step)
        return (ahead - behind) / (right - left), max(abs(ahead), abs(behind)), ahead + behind - 2 * self.here

    def measure(self, step):
        """The slope by steps of about this size, and its estimated error."""
        near, height, bend = self.difference(step)
        left_out = (self.difference(2 * step)[0] - near) / 3
        spread = max(abs(self.difference(step * by)[0] - near) for by in (0.97, 1.03))
        rounding = _EPSILON * (height / step + self.size * abs(bend) / step**2)  # of f, and of θ inside of f
        return near - left_out, abs(left_out) + spread + 2 * rounding

    def slope(self):
        """The slope by the most accurate steps, and its uncertainty."""
        found, outside = [], None
        for step in _STEPS:
            try:
                slope, error = self.measure(step * self.size)
            except (ValueError, ArithmeticError) as refusal:  # a step that leaves the domain; others may not
                outside = refusal
                continue
            if np.isfinite(slope) and np.isfinite(error):
                found.append((error / abs(slope) if slope else np.inf, error, slope, step * self.size))
                if error <= _ENOUGH * abs(slope):
                    break
        if not found and outside is not None:
            raise outside
        if not found:
            return np.nan, np.nan
        clear = [result for result in found if result[0] < 1e-3]
        _, error, slope, self.step = min(clear) if clear else min(found, key=lambda result: result[1])
        return slope, _CAUTION * error

    def kink(self):
        """The middle of the slopes left and right of a kink, and half of their difference; None where there is no kink.

        Where f is smooth the two differ by f″h, which falls with h; at a kink that stays.
        """
        start, sides = self.theta[self.place], []
        widest = min(self.step, _STEP * self.size)
        for step in (widest, widest / 10):
            (right, ahead), (left, behind) = self.at(step), self.at(-step)
            sides.append(((self.here - behind) / (start - left), (ahead - self.here) / (right - start)))
        (wide_left, wide_right), (left, right) = sides
        rounding = _CAUTION * 2 * _EPSILON * abs(self.here) / step
        jump, wide_jump = right - left, wide_right - wide_left
        if not abs(jump) > rounding or not abs(jump - wide_jump) < 0.1 * abs(jump):
            return None
        return (left + right) / 2, abs(jump) / 2 + rounding + TOLERANCE * max(abs(left), abs(right))

    def before_a_kink(self, gradient, measured, uncertainty):
        """The slope by shorter steps and its uncertainty, where the chosen one reaches over a kink; else None.

        Then its slopes left and right differ, and of the shorter steps that side with `gradient` the surest agrees.
        """
        (right, ahead), (left, behind) = self.at(self.step), self.at(-self.step)
        start = self.theta[self.place]
        sides = [(f - self.here) / (x - start) for x, f in ((right, ahead), (left, behind))]
        off = [abs(side - gradient) for side in sides]
        straight = abs(sides[0] - sides[1]) <= 0.5 * max(map(abs, sides))
        if straight and min(off) >= 0.1 * max(off):
            return None
        siding = []
        for step in (step * self.size for step in _STEPS):
            if step < self.step:
                slope, error = self.measure(step)
                if abs(slope - gradient) < abs(slope - measured):
                    siding.append((_CAUTION * error, slope))
        error, slope = min(siding, default=(0.0, math.nan))
        clear = abs(slope - measured) > error + uncertainty
        return (slope, error) if clear and abs(slope - gradient) <= error else None
