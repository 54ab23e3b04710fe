"""Rules that call a galaxy quiescent, and the three numbers that judge a rule.

    accuracy      the fraction of all galaxies that are called what they are
    purity        of those called quiescent, the fraction that are
    completeness  of those that are quiescent, the fraction that are called so

A wedge is a rule with three edges. The learned rule here is the smallest that can bend: six numbers W,
one for each of the terms 1, V−J, U−V and their products, so that its boundary is a conic section,

    called quiescent where  W · (1, V−J, U−V, (V−J)², (V−J)(U−V), (U−V)²) > ½

with the W of the smallest mean squared error on a training set.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ..data import GalaxyPopulation, published_cut

UNSEEN, TRAINING = 2000, 1000  # galaxies


class Scores(NamedTuple):
    """accuracy, purity, completeness, each from 0 to 1; NaN where there is nothing to take a fraction of."""

    accuracy: float
    purity: float
    completeness: float


def scores(called, y):
    """The `Scores` of calling galaxies quiescent, `called` (N,), whose class y (N,) is 1 for quiescent."""
    called, quiescent = np.asarray(called, bool), np.asarray(y) == 1
    if called.shape != quiescent.shape or called.size == 0:
        raise ValueError(
            f"called and y must have the same shape (N,); got {called.shape} and {quiescent.shape}"
        )
    hits = np.sum(called & quiescent)
    return Scores(np.mean(called == quiescent), _share(hits, called.sum()), _share(hits, quiescent.sum()))


def terms(X):
    """1, V−J, U−V and their products for each row of X (N, 2): an array (N, 6)."""
    VJ, UV = np.asarray(X).T
    return np.column_stack([np.ones(len(X)), VJ, UV, VJ * VJ, VJ * UV, UV * UV])


def learned_weights(X, y):
    """The W (6,) with the smallest mean squared error of terms(X) @ W against y (N,)."""
    return np.linalg.lstsq(terms(X), y, rcond=None)[0]


@lru_cache(maxsize=64)
def unseen(fraction, seed):
    """Galaxies on which no rule was made, `fraction` of them quiescent on average."""
    return GalaxyPopulation(fraction).draw(UNSEEN, np.random.default_rng([1, seed]))


@lru_cache(maxsize=64)
def learned(fraction):
    """The weights W (6,) learned from a training set with this fraction of quiescent galaxies."""
    training = GalaxyPopulation(fraction).draw(TRAINING, np.random.default_rng([0, 0]))
    return learned_weights(training.X, training.y)


def called_by(rule, galaxies, fraction):
    """Whether the "published" or the "learned" rule calls each of the galaxies quiescent: bool (N,)."""
    if rule == "published":
        return published_cut(galaxies.X, galaxies.redshift).astype(bool)
    return terms(galaxies.X) @ learned(fraction) > 0.5


def _share(part, whole):
    return float(part / whole) if whole else float("nan")
