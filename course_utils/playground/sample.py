"""The playground's data: two classes or numbers, what of it is seen, and the population behind it.

The populations are known, except for points of one's own, so the true risk is an integral and not a guess: a sum over a
lattice of points for two classes (as in `data/risk.py`, on fewer points), over a Gauss–Legendre grid for plane and
hills.
"""

import math

import numpy as np

from ..data import GalaxyPopulation, ToyPopulation, hills, regression_hills, regression_plane
from ..data.risk import LOSSES, NEGLIGIBLE, on_lattice
from ..engine.record import read_only
from .setup import INPUTS

POINTS = 4181  # of the lattice: the true risk is good to about one per cent
FEWEST = 4  # examples on each side
SQUARE = ((-1.1, 1.1), (-1.1, 1.1))
REACH = {"galaxies": ((-0.2, 2.9), (-0.2, 2.9)), "plane": SQUARE, "hills": SQUARE}
AXES = {"galaxies": ("V−J (mag)", "U−V (mag)")}
SLOPES, OFFSET = (1.0, -0.5), 0.2  # of `regression_plane`
REGRESSION = {  # how points are drawn, and the function behind them
    "plane": (regression_plane, lambda X: X @ SLOPES + OFFSET),
    "hills": (regression_hills, hills),
}
TOY_REACH = ((-1.7, 1.7), (-1.7, 1.7))

_FEATURES = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1^2": lambda x1, x2: x1**2,
    "x2^2": lambda x1, x2: x2**2,
    "x1*x2": lambda x1, x2: x1 * x2,
    "sin(x1)": lambda x1, x2: np.sin(np.pi * x1),
    "sin(x2)": lambda x1, x2: np.sin(np.pi * x2),
}
assert _FEATURES.keys() == INPUTS.keys()


def features(plane, inputs):
    """The inputs (N, d) of the network at points of the plane (N, 2)."""
    return np.column_stack([_FEATURES[name](*plane.T) for name in inputs])


def reach(data):
    """((lowest x₁, highest x₁), (lowest x₂, highest x₂)) of what is shown."""
    return REACH.get(data, TOY_REACH)


def plane(data, side):
    """The points (side², 2) of a grid over the plane, top row first."""
    x, y = (np.linspace(*ends, side) for ends in reach(data))
    return np.stack(np.meshgrid(x, y[::-1]), axis=-1).reshape(-1, 2)


class Sample:
    """What is learned from, `train`, and what is not, `test`: pairs (points (N, 2), targets (N, 1)), read-only."""

    def __init__(self, settings):
        if settings.data == "own":
            own = np.array(settings.own)
            nothing = np.zeros((0, 2)), np.zeros((0, 1))
            self.train, self.test = read_only(((own[:, :2], own[:, 2:]), nothing))
            return
        points, y = _draw(settings)
        seen = round(settings.train * settings.points)
        if min(seen, settings.points - seen) < FEWEST:
            raise ValueError(
                f"{settings.points} points are too few: {seen} to learn from and {settings.points - seen} to test "
                f"with, where each needs {FEWEST}"
            )
        y = np.asarray(y, dtype=float)[:, None]
        self.train, self.test = read_only(((points[:seen], y[:seen]), (points[seen:], y[seen:])))
        if not settings.is_regression and len(np.unique(y[:seen])) < 2:
            raise ValueError(
                f"all {seen} points to learn from are of class {y[0, 0]:g}: take more points or draw others"
            )


def _draw(settings):
    if settings.is_regression:
        draw, _ = REGRESSION[settings.data]
        drawn = draw(settings.points, settings.draw, noise=settings.noise)
    else:
        drawn = population(settings).draw(settings.points, settings.draw)
    return drawn.X, drawn.y


def population(settings):
    """The population of two classes."""
    if settings.data == "galaxies":
        return GalaxyPopulation(noise=settings.noise)
    return ToyPopulation(settings.data, settings.noise)


class TrueRisk:
    """The risk over the whole population; `bayes` is the lowest there is.

    `points` (M, 2) is where the network must be known; `of(prediction, logits)` the risk of what it answers there.
    """

    def __init__(self, settings):
        held = on_lattice(population(settings), POINTS)
        here = held.mass > NEGLIGIBLE
        self.points, self._mass, self._posterior = read_only(
            (held.lattice.points[here], held.mass[here], held.posterior[here])
        )
        self._from_logits = settings.loss == "binary_cross_entropy"
        self._loss = LOSSES["binary_cross_entropy_from_logits" if self._from_logits else "squared"]
        self.bayes = float(self._mass @ LOSSES[settings.loss](self._posterior, self._posterior))

    def of(self, prediction, logits):
        """The risk of predictions (M, 1), which come with their logits."""
        answer = (logits if self._from_logits else prediction)[:, 0]
        return float(self._mass @ self._loss(answer, self._posterior))


class TrueRiskOfRegression:
    """The same for a function f over the square: the mean of (F(x) − f(x))², plus the variance of the noise."""

    def __init__(self, settings):
        nodes, weights = np.polynomial.legendre.leggauss(24)
        self.points = read_only(np.stack(np.meshgrid(nodes, nodes), axis=-1).reshape(-1, 2))
        self._mass = np.outer(weights, weights).ravel() / 4
        _, truth = REGRESSION[settings.data]
        self._truth = truth(self.points)
        self.bayes = settings.noise**2

    def of(self, prediction, logits):
        """The risk of predictions (M, 1)."""
        return self.bayes + float(self._mass @ (self._truth - prediction[:, 0]) ** 2)


class UnknownRisk:
    """Of points that somebody chose the population is unknown."""

    points, bayes = read_only(np.zeros((1, 2))), math.nan

    def of(self, prediction, logits):
        return math.nan


def true_risk(settings):
    """The TrueRisk that belongs to the settings."""
    if settings.data == "own":
        return UnknownRisk()
    return TrueRiskOfRegression(settings) if settings.is_regression else TrueRisk(settings)
