"""A population for regression: a curve seen through noise, and a model of Legendre terms whose risk is exact.

    y = F*(x) + noise · ξ,   x uniform in [−1, 1],   ξ a standard Gaussian
    f_W(x) = Σ_j W_j φ_j(x),   φ_j = √(2j + 1) P_j,   so that E[φ_j φ_k] = 1 for j = k, else 0

The loss is (y − f)². The true risk of a model f is an integral in one dimension; by Gauss–Legendre quadrature

    R(f) = noise² + ½ ∫ (f(x) − F*(x))² dx       it is exact for polynomials up to degree 63

and no f comes below the Bayes risk noise². `repeated_fits` fits many data sets at once and returns the risks
of each, to measure how far a training risk lies below the true one.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ..engine.record import read_only
from ..engine.validate import check_int, finite, generator, instance, real, values_at, vector
from .dataset import DataSet
from .population import noise_level, sample_size

NODES, WEIGHTS = map(read_only, np.polynomial.legendre.leggauss(64))
WEIGHTS = read_only(WEIGHTS / 2)  # the density of x is ½
MOST_TERMS = 32  # for the risk to be exact
MOST_COUNT, MOST_EXAMPLES = 100_000, 100_000_000  # of one fit, and of all: minutes
CHUNK = 2**14  # examples held at a time


def legendre_features(x, terms):
    """The first `terms` Legendre terms φ_j at x, of any shape: an array of shape (*x.shape, terms).

    x lies in [−1, 1]. Raises ValueError where it does not, and for fewer than 1 or more than 32 terms.
    """
    return _features(_inside(x, "x"), check_int(terms, "terms", at_most=MOST_TERMS))


def _inside(x, name):
    """x as an array within [−1, 1]."""
    x = finite(x, name)
    if (np.abs(x) > 1).any():
        raise ValueError(f"{name} must lie in [−1, 1]; it reaches from {x.min():g} to {x.max():g}")
    return x


def legendre_curve(W):
    """The model f_W with weights W (terms,), as a function of x; infinite or NaN where it overflows."""
    W = vector(W, "W")
    with np.errstate(over="ignore"):
        coefficients = W * _scale(len(W))  # of the P_j

    def f(x):
        x = real(x, "x")
        with np.errstate(all="ignore"):
            return np.polynomial.legendre.legval(x, coefficients)

    return f


def least_squares(X, y, terms):
    """The weights Ŵ (terms,) of the smallest training risk for X (N, 1) or (N,) and y (N,).

    Where N < terms there are many; the shortest is returned. Raises ValueError where lengths differ.
    """
    y = vector(y, "y")
    features = _features(_inside(X, "X").ravel(), check_int(terms, "terms", at_most=MOST_TERMS))
    if len(features) != len(y):
        raise ValueError(f"y must have one entry for each of the {len(features)} examples; got {len(y)}")
    return np.linalg.lstsq(features, y)[0]


class CurvePopulation:
    """Every pair (x, y) that a true curve F* on [−1, 1], here `F`, a function of arrays, and a noise ≥ 0 could give."""

    def __init__(self, F, noise=0.3):
        self._truth = values_at(F, "F", NODES)
        self.F = F
        self.noise = noise_level(noise)

    @property
    def bayes_risk(self):
        """The risk of F itself, noise²."""
        return self.noise**2

    def draw(self, count, seed=0):
        """`count` examples, as a `DataSet` with X (N, 1) and y (N,)."""
        count, rng = sample_size(count, seed)
        x = rng.uniform(-1, 1, count)
        y = values_at(self.F, "F", x) + self.noise * rng.standard_normal(count)
        return DataSet(x[:, None], y, ("x",), ("",), classes=(), target="y")

    def risk(self, f):
        """The true risk of a function f of x, the expected (y − f(x))² over the whole population."""
        return float(self.risk_of_values(values_at(f, "f", NODES)))

    def risk_of_values(self, values):
        """The true risks of models with these values (…, 64) at the quadrature's nodes."""
        return self.bayes_risk + (values - self._truth) ** 2 @ WEIGHTS

    def best_weights(self, terms):
        """The weights W* (terms,) of the smallest true risk that `terms` Legendre terms can have."""
        return (WEIGHTS * self._truth) @ legendre_features(NODES, terms)


class Fits(NamedTuple):
    """Risks of `repeats` fits, each an array (repeats,): of the fitted Ŵ and of the best W* of the same model."""

    training: np.ndarray  # R_emp(Ŵ)
    true: np.ndarray  # R(Ŵ)
    training_of_best: np.ndarray  # R_emp(W*)
    true_of_best: float  # R(W*)

    @property
    def gap(self):
        """R(Ŵ) − R_emp(Ŵ) of each data set: how far its training risk was too low."""
        return self.true - self.training

    @property
    def steady_gap(self):
        """[R(Ŵ) − R(W*)] + [R_emp(W*) − R_emp(Ŵ)]: the same mean as `gap`, and far less scatter.

        What was added, R_emp(W*) − R(W*), is 0 on average, because W* does not depend on the data.
        """
        return (self.true - self.true_of_best) + (self.training_of_best - self.training)


def repeated_fits(population, terms, count, repeats, seed=0):
    """Fit `repeats` data sets of `count` examples each by least squares, and return the risks, as `Fits`.

    Raises ValueError where count < 2 · terms: then some data sets hardly determine Ŵ.
    """
    instance(population, "population", CurvePopulation)
    best = population.best_weights(terms)
    if (count := check_int(count, "count", at_most=MOST_COUNT)) < 2 * terms:
        raise ValueError(f"count must be at least twice the number of terms, {2 * terms}; got {count}")
    rng = generator(seed)
    repeats = check_int(repeats, "repeats", at_most=MOST_EXAMPLES // count)
    sizes = [len(part) for part in np.array_split(range(repeats), -(-repeats * count // CHUNK))]
    parts = [_fit_some(population, best, count, size, rng) for size in sizes if size]
    training, true, of_best = np.concatenate(parts, axis=1)
    return Fits(training, true, of_best, float(population.risk_of_values(_at_nodes(terms) @ best)))


def _fit_some(population, best, count, repeats, rng):
    """R_emp(Ŵ), R(Ŵ) and R_emp(W*) of some data sets: an array (3, repeats)."""
    x = rng.uniform(-1, 1, (repeats, count))
    y = values_at(population.F, "F", x) + population.noise * rng.standard_normal(x.shape)
    features = _features(x, len(best))
    error = y - features @ best
    transposed = np.swapaxes(features, 1, 2)
    # The normal equations for Ŵ − W*; the terms are orthonormal, so that they are well conditioned.
    right = transposed @ error[:, :, None]
    change = np.linalg.solve(transposed @ features, right)[:, :, 0]
    of_best = np.mean(error**2, axis=1)
    training = of_best - np.sum(change * right[:, :, 0], axis=1) / count
    true = population.risk_of_values((best + change) @ _at_nodes(len(best)).T)
    return np.array([training, true, of_best])


def _features(x, terms):
    return np.polynomial.legendre.legvander(x, terms - 1) * _scale(terms)


@lru_cache(maxsize=16)
def _at_nodes(terms):
    return read_only(_features(NODES, terms))


def _scale(terms):
    return np.sqrt(2 * np.arange(terms) + 1)
