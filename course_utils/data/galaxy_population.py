"""The simulated galaxy catalogue: quiescent and star-forming galaxies in two colours, (V−J, U−V).

Simulated, always: the numbers below were chosen so that the diagram looks like a real one; a catalogue of the sky
would give others. For each galaxy the model draws

    class   quiescent (1) with probability `quiescent_fraction`, else star-forming (0)
    z       a redshift, uniform in `redshift`
    s       its stars: colours μ_class + δ_class (z − 0.75) + a Gaussian with covariance S_class
    A_V     dust, A_max · Beta(2, 4); it reddens by A_V r, r from Calzetti et al. (2000), see `dust.py`
    e       noise of the photometry: each of U, V, J gets its own Gaussian error of `noise` mag; V is in both
            colours, so their errors are correlated by −½

and returns x = s + A_V r + e. The class does not depend on z. The density p(x | class), averaged over z and A_V, is a
Gaussian smeared along two directions: the smears are written as Gauss–Legendre sums (`mixture.py`), exact to 1e-8.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..engine.validate import abbreviate, number
from .dust import reddening_vector
from .mixture import Mixture, nodes
from .population import Population, noise_level, sample_size

CLASSES = ("star-forming", "quiescent")
FEATURES = ("V−J", "U−V")
REDSHIFTS = (0.0, 2.0)


class Stars(NamedTuple):
    """What is chosen for one class, in magnitudes: see the module's docstring."""

    colours: tuple  # μ: (V−J, U−V) at z = 0.75 before dust
    drift: tuple  # δ: change of μ with z; stars were younger and bluer then (cf. the published cut's steps)
    along: float  # S: standard deviation along the age sequence,
    across: float  # and across it
    slope: float  # of the age sequence, Δ(U−V) / Δ(V−J)
    dust: float  # A_max


# Chosen by eye against the diagrams of Williams et al. (2009, ApJ 691, 1879) and Patel et al. (2011, ApJ 735, 53).
STARS = (
    Stars(colours=(0.48, 0.80), drift=(-0.05, -0.15), along=0.24, across=0.13, slope=1.0, dust=3.6),
    Stars(colours=(1.05, 1.76), drift=(-0.06, -0.20), along=0.19, across=0.09, slope=1.0, dust=0.6),
)
PIVOT = 0.75  # the redshift that `colours` belong to


class Galaxies(NamedTuple):
    """Simulated galaxies: colours X (N, 2) in mag, y (N,) 1 for quiescent, and what a survey would not know.

    A survey would not know the `redshift` (N,) and the `attenuation` (N,), the dust A_V in mag that the simulator put
    in. features, units, classes, target and target_unit are as in `DataSet`.
    """

    X: np.ndarray
    y: np.ndarray
    redshift: np.ndarray
    attenuation: np.ndarray
    features: tuple = FEATURES
    units: tuple = ("mag", "mag")
    classes: tuple = CLASSES
    target: str = "class"
    target_unit: str = ""


@dataclass(frozen=True)
class GalaxyPopulation(Population):
    """All the galaxies that the simulator could make, with their densities.

    quiescent_fraction is above 0 and below 1; noise ≥ 0 is the error of each band in mag; redshift is one number or a
    pair (low, high) from 0 to 2. The densities average over that range, so a risk is over galaxies of unknown z in it.
    The default range is one bin of the published cut, which then is a function of the colours alone. Raises TypeError
    and ValueError for other arguments.
    """

    quiescent_fraction: float = 0.3
    noise: float = 0.06
    redshift: float | tuple = (0.5, 1.0)

    features = FEATURES
    units = ("mag", "mag")
    classes = CLASSES

    def __post_init__(self):
        fraction = number(self.quiescent_fraction, "quiescent_fraction", above=0, below=1)
        noise, redshift = noise_level(self.noise), _redshift_range(self.redshift)
        vars(self).update(quiescent_fraction=fraction, noise=noise, redshift=redshift)

    @property
    def fraction(self):
        """The probability of class 1, quiescent."""
        return float(self.quiescent_fraction)

    def draw(self, count, seed=0):
        """`count` galaxies drawn independently, as `Galaxies`; a seed or a Generator makes them repeatable."""
        count, rng = sample_size(count, seed)
        y = self.labels(count, rng)
        z = rng.uniform(*self.redshift, size=count)
        attenuation, X = rng.beta(2, 4, size=count), rng.standard_normal((count, 2))
        for label, stars in enumerate(STARS):
            mine = np.flatnonzero(y == label)
            attenuation[mine] *= stars.dust
            scatter = X[mine] @ np.linalg.cholesky(self._covariance(label)).T
            drift = np.outer(z[mine] - PIVOT, stars.drift)
            dust = np.outer(attenuation[mine], reddening_vector())
            X[mine] = stars.colours + scatter + drift + dust
        return Galaxies(X, y, z, attenuation)

    def mixture(self, label):
        """The density of the class `label`, a `Mixture`: one bell for each node in redshift and in dust."""
        stars = STARS[label]
        low, high = self.redshift
        z, z_weights = nodes(low, high, 1 if low == high else 2 + int(np.ceil(4 * (high - low))))
        share, share_weights = nodes(0, 1, 8 + int(np.ceil(5 * stars.dust)))
        share_weights = share_weights * 20 * share * (1 - share) ** 3  # the density of Beta(2, 4)
        means = (
            np.array(stars.colours)
            + np.array(stars.drift) * (z[:, None, None] - PIVOT)
            + reddening_vector() * stars.dust * share[:, None]
        )
        return Mixture(
            np.outer(z_weights, share_weights).ravel(), means.reshape(-1, 2), self._covariance(label)
        )

    def _covariance(self, label):
        """The Gaussian part of a class: the spread of its stars and the noise of three bands in two colours."""
        stars = STARS[label]
        along = np.array([1, stars.slope]) / np.hypot(1, stars.slope)
        across = np.array([-along[1], along[0]])
        spread = stars.along**2 * np.outer(along, along) + stars.across**2 * np.outer(across, across)
        return spread + float(self.noise) ** 2 * np.array([[2, -1], [-1, 2]])


def galaxies(count, seed=0, *, quiescent_fraction=0.3, noise=0.06, redshift=(0.5, 1.0)):
    """`count` simulated galaxies, as `Galaxies`; seed is a whole number or a np.random.Generator.

    They are a sample of a `GalaxyPopulation` with this quiescent_fraction, noise in mag and redshift.
    """
    return GalaxyPopulation(quiescent_fraction, noise, redshift).draw(count, seed)


def _redshift_range(redshift):
    """One redshift or a pair as (low, high)."""
    several = isinstance(redshift, (tuple, list)) or (isinstance(redshift, np.ndarray) and redshift.ndim > 0)
    pair = redshift if several else (redshift, redshift)
    if len(pair) != 2:
        raise ValueError(f"redshift must be one number or a pair (low, high); got {abbreviate(redshift)}")
    low, high = (number(value, "redshift", at_least=REDSHIFTS[0]) for value in pair)
    if high > REDSHIFTS[1] or low > high:
        raise ValueError(
            f"redshift must be a number or a pair low ≤ high from 0 to {REDSHIFTS[1]:g}; got {abbreviate(redshift)}"
        )
    return low, high
