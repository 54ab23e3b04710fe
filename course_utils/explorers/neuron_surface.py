"""One neuron that tells galaxies by one colour, and the loss over its two parameters.

    f(x) = σ(w x + b),      x = (U−V − 1.3 mag) / 0.4 mag

Two parameters are all that it has, so that its loss surface can be drawn whole and the path of training lies on it.
"""

from functools import lru_cache

import numpy as np

from ..data import galaxies
from ..engine import EmpiricalRisk, Network, gradient_descent
from ..engine.validate import number
from ..plots.loss_curves import loss_of_one

COUNT = 100
REACH = 12.0
GRID = np.linspace(-REACH, REACH, 61)
CENTRE, WIDTH = 1.3, 0.4  # mag
LOSSES = {
    "squared": "mean_squared_error",
    "absolute": "mean_absolute_error",
    "binary_cross_entropy": "binary_cross_entropy",
}


@lru_cache(maxsize=32)
def sample(fraction):
    """COUNT simulated galaxies, x (N, 1) and y (N,), a `fraction` of them quiescent (y = 1); it may be 0 or 1."""
    quiescent = round(COUNT * number(fraction, "fraction", at_least=0))
    pool = galaxies(6 * COUNT, seed=0)
    kept = np.concatenate(
        [np.flatnonzero(pool.y == label)[:n] for label, n in ((0, COUNT - quiescent), (1, quiescent))]
    )
    return (pool.X[kept, 1:] - CENTRE) / WIDTH, pool.y[kept]


@lru_cache(maxsize=32)
def risk(loss, fraction):
    """The `EmpiricalRisk` of the neuron, an objective of θ = (w, b); loss is a key of LOSSES."""
    neuron = Network.from_parameters([([[0.0]], [0.0])], output="sigmoid")
    return EmpiricalRisk(neuron, *sample(fraction), LOSSES[loss])


@lru_cache(maxsize=32)
def surface(loss, fraction):
    """The risk on GRID × GRID, an array [row of b, column of w]."""
    x, y = sample(fraction)
    total = np.zeros((len(GRID), len(GRID)))
    for label, target in ((0, "zero"), (1, "one")):
        mine = x[y == label, 0]
        z = GRID[:, None, None] + GRID[None, :, None] * mine
        total += loss_of_one(loss, z, target)[0].sum(axis=2)
    return total / COUNT


@lru_cache(maxsize=32)
def descent(loss, fraction, start, learning_rate, steps):
    """The states θ (steps + 1, 2) of gradient descent from `start`, a pair (w, b)."""
    path = gradient_descent(risk(loss, fraction), start, learning_rate=learning_rate, steps=steps)
    return np.array([iterate.theta for iterate in path])


def share_right(theta, fraction):
    """The share of the galaxies whose class the neuron with θ = (w, b) answers."""
    x, y = sample(fraction)
    return float(np.mean((theta[0] * x[:, 0] + theta[1] > 0) == y))
