"""A layer of random units with trained outputs: a model whose parameters can outnumber its examples.

    f_W(x) = Σ_j W_j φ_j(x),   φ_j(x) = 1/√p where a_j · (x, 1) > 0, else 0,   j = 1 … p

x is standardised by the training set; the a_j are drawn once and never trained, as in Rosenblatt's machine. W makes
the mean of (f_W(x) − y)² over the N examples smallest; where several W do, it is the shortest of them. From p ≈ N on
the training risk is 0. The factor 1/√p keeps ‖W‖ comparable between sizes. The true risk, with η = P(1 | x), is summed
on a lattice:

    R(f) = ∫ [η (1 − f(x))² + (1 − η) f(x)²] p(x) dx
"""

from typing import NamedTuple

import numpy as np

from ..engine.validate import check_int, generator, instance
from .population import Population
from .risk import LOSSES, on_lattice

POINTS = 17_711  # of the lattice: the risk of so jumpy a model is good to about 3 %
BLOCK = 65_536  # numbers
# So far above ½ is f at least where it is above: the steps of f can be just ½ high, and then rounding would decide,
# which differs from processor to processor.
ABOVE = 1e-9
# More would take a laptop's memory, or an afternoon.
MOST_UNITS, MOST_COUNT, MOST_REPEATS = 5_000, 100_000, 1_000


class LayerRisks(NamedTuple):
    """What was measured on each of `repeats` data sets, each an array (repeats,)."""

    training: np.ndarray  # R_emp(W)
    true: np.ndarray  # R(W)
    wrong: np.ndarray  # the fraction of all examples for which f > ½ names the wrong class
    length: np.ndarray  # ‖W‖


def random_units(X, directions):
    """The units' answers, 0 or 1/√p: an array (N, p) for standardised X (N, d) and directions (d + 1, p)."""
    fires = np.column_stack([X, np.ones(len(X))]) @ directions > 0
    return fires / np.sqrt(directions.shape[1])


def outputs(X, directions, W):
    """f_W (N,), for few enough rows at a time that what comes between stays in the cache."""
    rows = max(1, BLOCK // len(W))
    return np.concatenate(
        [random_units(X[start : start + rows], directions) @ W for start in range(0, len(X), rows)]
    )


def random_layer_risks(population, units, count, repeats, seed=0):
    """Fit `repeats` data sets of `count` examples, each with its own p = `units` random units; returns `LayerRisks`.

    At most 5,000 units, 100,000 examples and 1,000 repeats; seed is a whole number or a np.random.Generator. Raises
    TypeError and ValueError for other arguments.
    """
    instance(population, "population", Population, "GalaxyPopulation()")
    units = check_int(units, "units", at_most=MOST_UNITS)
    count = check_int(count, "count", at_least=2, at_most=MOST_COUNT)
    repeats = check_int(repeats, "repeats", at_most=MOST_REPEATS)
    held, rng = on_lattice(population, POINTS), generator(seed)
    measured = [
        _measure(population.draw(count, rng), rng.normal(size=(3, units)), held) for _ in range(repeats)
    ]
    return LayerRisks(*np.transpose(measured))


def _measure(data, directions, held):
    """The entries of `LayerRisks` for one data set."""
    mean, spread = data.X.mean(axis=0), data.X.std(axis=0)
    features = random_units((data.X - mean) / spread, directions)
    W = np.linalg.lstsq(features, data.y.astype(float))[0]
    f = outputs((held.lattice.points - mean) / spread, directions, W)
    training = np.mean((features @ W - data.y) ** 2)
    true = held.mass @ LOSSES["squared"](f, held.posterior)
    wrong = held.mass @ LOSSES["zero_one"](f > 0.5 + ABOVE, held.posterior)
    return training, true, wrong, np.linalg.norm(W)
