"""The population risk: the expected loss over everything that could come, not over what was seen.

    R(f) = ∫ E[loss(f(x), y) | x] p(x) dx               what a classifier f will lose on average
    R*   = min over all f of R(f), the Bayes risk       what the best possible one still loses

Smooth integrands are summed on a lattice. For the 0–1 loss of a classifier the integrand jumps at the decision
boundary; with the margin s(x) = P(1) p(x | 1) − P(0) p(x | 0), which does not jump,

    R(f) = P(1) − ∫ f(x) s(x) dx,       R* = P(1) − ∫ max(s(x), 0) dx

and the cells of the lattice at the boundary are filled with points until the jump of f is resolved.
"""

from typing import NamedTuple

import numpy as np

from ..engine.functions import pointwise
from ..engine.validate import check_int, finite, function, instance, one_of
from .lattice import FibonacciLattice
from .population import Population

POINTS = 46_368
MOST_POINTS = 196_418  # several seconds for the galaxies
NEGLIGIBLE = 1e-9  # probability of a cell that is not worth filling


def _binary_cross_entropy(f, η):
    with np.errstate(divide="ignore"):  # a probability of 0 costs ∞, or nothing where η is 0
        return pointwise.binary_cross_entropy.value(f, η)


# Each row: the expected loss at x of a prediction f, where η = P(class 1 | x).
LOSSES = {
    "zero_one": lambda f, η: η * (1 - f) + (1 - η) * f,
    "squared": lambda f, η: η * (1 - f) ** 2 + (1 - η) * f**2,
    "binary_cross_entropy": _binary_cross_entropy,
    "binary_cross_entropy_from_logits": pointwise.logit_cross_entropy.value,
}


def population_risk(predict, population, loss="zero_one", points=POINTS):
    """The risk R(f) of any classifier on a population whose densities are known.

    `predict` takes X (N, 2) and returns (N,) or (N, 1), what the loss is of: labels 0 or 1 for "zero_one";
    probabilities of class 1 for "squared" and "binary_cross_entropy"; logits for "binary_cross_entropy_from_logits".
    The logarithm is natural. A probability of exactly 0 or 1 that can be wrong costs infinity in cross-entropy.

    The sum is over `points` of a lattice, rounded up to a Fibonacci number. Accuracy with the default on the
    simulated galaxies: 5e-5 for "zero_one" (1e-4 with 10,946 points, in half the time), 1e-9 for the others when
    the prediction is smooth; a tree's probabilities jump and are good to 1e-3. Raises TypeError and ValueError for
    predictions of the wrong kind.
    """
    held = on_lattice(population, points)
    function(predict, "predict", of="X (N, 2)", takes=1)
    loss = one_of(loss, "loss", LOSSES)
    f = predicted(predict, held.lattice.points, loss)
    if loss == "zero_one":
        risk = population.fraction - _gained(predict, f, population, held)
        # Nothing is below the Bayes risk: what comes out below it is the error of the sum.
        return max(float(risk), bayes_risk(population, points=points))
    return float(held.mass @ LOSSES[loss](f, held.posterior))


def bayes_risk(population, loss="zero_one", points=POINTS):
    """The Bayes risk R* of a population: that of the classifier that knows its densities.

    loss and points are as in `population_risk`. For the 0–1 loss it names the more probable class, otherwise it
    returns P(1 | x) itself. Accuracy with the default points on the simulated galaxies: 1e-5 for "zero_one", 1e-9 for
    the others.
    """
    held = on_lattice(population, points)
    if one_of(loss, "loss", LOSSES) == "binary_cross_entropy_from_logits":
        loss = "binary_cross_entropy"
    best = (held.posterior > 0.5).astype(float) if loss == "zero_one" else held.posterior
    return float(held.mass @ LOSSES[loss](best, held.posterior))


class OnLattice(NamedTuple):
    """A lattice over a population: the probability of each cell, and P(1 | x) at its point."""

    lattice: FibonacciLattice
    mass: np.ndarray
    posterior: np.ndarray


def on_lattice(population, points):
    """The lattice and what was computed on it, kept with the population, whose densities do not change."""
    instance(population, "population", Population, "GalaxyPopulation()")
    points = check_int(points, "points", at_least=1000, at_most=MOST_POINTS)
    kept = population.__dict__.setdefault("_lattices", {})
    if points not in kept:
        lattice = FibonacciLattice(*population.box, points)
        density, posterior = population.density_and_posterior(lattice.points)
        kept[points] = OnLattice(lattice, density * lattice.area, posterior)
    return kept[points]


def _gained(predict, f, population, held):
    """∫ f(x) s(x) dx for labels f on the lattice, with the cells at the boundary of f filled with points."""
    lattice = held.lattice
    edge = lattice.at_an_edge(f) & (held.mass > NEGLIGIBLE)
    gained = f * lattice.cell_means(held.mass * (2 * held.posterior - 1))
    cells = lattice.subdivided(edge)
    X = cells.reshape(-1, 2)
    if len(X) == 0:
        return gained.sum()
    density, posterior = population.density_and_posterior(X)
    finer = predicted(predict, X, "zero_one") * density * (2 * posterior - 1)
    return gained[~edge].sum() + finer.sum() * lattice.area / cells.shape[1]


def predicted(predict, X, loss):
    """What `predict` returns for X, as a float array (N,) of the kind that the loss takes.

    Raises ValueError, or TypeError, for anything else: missing values, other shapes, not labels or probabilities.
    """
    # A copy: what a classifier does to its argument stays its own affair.
    f = finite(predict(X.copy()), "what predict returned")
    if f.shape not in ((len(X),), (len(X), 1)):
        raise ValueError(
            f"predict must return one number for each of the {len(X)} rows of X; got shape {f.shape}"
        )
    f = f.reshape(len(X))
    spread = f"got numbers from {f.min():.3g} to {f.max():.3g}"
    if loss == "zero_one" and not ((f == 0) | (f == 1)).all():
        raise ValueError(
            'predict must return labels 0 or 1 for the loss "zero_one"; '
            f"{spread}: compare with a threshold, such as net(X) > 0.5"
        )
    if loss in ("squared", "binary_cross_entropy") and not ((f >= 0) & (f <= 1)).all():
        raise ValueError(f'predict must return probabilities from 0 to 1 for the loss "{loss}"; {spread}')
    return f
