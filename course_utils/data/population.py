"""A population: everything that could have been observed, of which a data set is a sample.

    P(y = 1) = π,   p(x | y),   P(y = 1 | x) = π p(x | 1) / p(x),   p(x) = (1 − π) p(x | 0) + π p(x | 1)

A survey sees a sample and never the population. A simulator owns it: here the densities are known, and
with them what no sample can tell exactly, the risk over all that could come (`risk.py`).
"""

from functools import cached_property

import numpy as np

from ..engine.validate import FAR, abbreviate, check_int, examples, generator, is_whole, number
from .dataset import PLANE

MOST = 10_000_000  # examples: 0.16 GB in a plane


class Population:
    """Two classes, 0 and 1, of points in a plane, with known densities.

    A subclass gives `fraction` (the probability π of class 1), `features`, `units`, `classes`, and two methods:
    `mixture(label)`, the density of a class, and `draw(count, seed)`, a sample.
    """

    features = PLANE
    units = ("", "")
    classes = ("class 0", "class 1")
    fraction = 0.5

    def density(self, X, label):
        """p(x | label) at each row of X (N, 2), per unit area; label is 0 or 1. Returns an array (N,)."""
        if not is_whole(label) or label not in (0, 1):
            known = " or ".join(f"{k} ({name})" for k, name in enumerate(self.classes))
            raise ValueError(f"label must be {known}; got {abbreviate(label)}")
        return self._mixtures[label].density(plane(X))

    def posterior(self, X):
        """P(class 1 | x) at each row of X (N, 2): the best that anybody can know from x. Returns an array (N,).

        So far out that both densities are 0 in float64, it is the fraction of class 1.
        """
        return self.density_and_posterior(plane(X))[1]

    def density_and_posterior(self, X):
        """p(x) and P(class 1 | x) for rows of X (N, 2) that are known to be good: two arrays (N,)."""
        zeros = (1 - self.fraction) * self._mixtures[0].density(X)
        ones = self.fraction * self._mixtures[1].density(X)
        total = zeros + ones
        return total, np.divide(ones, total, out=np.full(len(X), self.fraction), where=total > 0)

    def labels(self, count, rng):
        """`count` class numbers, each 1 with probability π, by the generator rng: an array (count,) of int."""
        return (rng.random(count) < self.fraction).astype(int)

    @cached_property
    def _mixtures(self):
        return self.mixture(0), self.mixture(1)

    @property
    def box(self):
        """The corners (low, high) of a box that holds the whole population, except for less than 10⁻¹¹."""
        corners = [mixture.box() for mixture in self._mixtures]
        return np.min([low for low, _ in corners], axis=0), np.max([high for _, high in corners], axis=0)


def plane(X):
    """X as a finite float64 array (N, 2)."""
    X = examples(X)
    if X.shape[1] != 2:
        raise ValueError(f"X must have 2 columns, the population lives in a plane; got shape {X.shape}")
    return X


def sample_size(count, seed):
    """The checked number of examples to draw, and a generator."""
    return check_int(count, "count", at_most=MOST), generator(seed)


def noise_level(noise):
    """The checked standard deviation of a noise."""
    return number(noise, "noise", at_least=0, at_most=FAR)
