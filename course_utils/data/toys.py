"""Toy populations: two classes in a plane, each a curve or a few points blurred by Gaussian noise.

    x = γ_class(t) + noise · ε,    t uniform in [0, 1],   ε a standard Gaussian in the plane

blobs    two points: one line separates them
xor      four corners, opposite ones alike: no line does
circles  one ring inside the other
moons    two half rings that reach into each other
spiral   two arms, one and a half turns

The density is the blurred curve, written as a Gauss–Legendre sum (`mixture.py`); so toys have a Bayes risk too.
"""

from dataclasses import dataclass

import numpy as np

from ..engine.validate import one_of
from .dataset import DataSet
from .mixture import Mixture, nodes
from .population import Population, noise_level, sample_size

SMALLEST_NOISE = 0.02  # for a density: below it the bells are too thin to be summed


def _point(x, y):
    return lambda t: np.column_stack([np.full_like(t, x), np.full_like(t, y)])


def _arc(radius, start, stop, centre=(0.0, 0.0)):
    """Part of a ring; angles in half turns."""
    angle = lambda t: np.pi * (start + (stop - start) * t)  # noqa: E731
    return lambda t: np.column_stack([np.cos(angle(t)), np.sin(angle(t))]) * radius + centre


def _arm(start):
    """An arm of the spiral: one and a half turns from radius 0.2 to 1.2."""
    return lambda t: _arc(1, start, start + 3)(t) * (0.2 + t)[:, None]


# For each toy and class, the equally likely pieces of its curve.
PIECES = {
    "blobs": ([_point(-0.7, -0.5)], [_point(0.7, 0.5)]),
    "xor": ([_point(-0.7, -0.7), _point(0.7, 0.7)], [_point(-0.7, 0.7), _point(0.7, -0.7)]),
    "circles": ([_arc(1.0, 0, 2)], [_arc(0.45, 0, 2)]),
    "moons": ([_arc(0.8, 0, 1, (-0.4, -0.2))], [_arc(0.8, 1, 2, (0.4, 0.2))]),
    "spiral": ([_arm(0)], [_arm(1)]),
}
NOISE = {"blobs": 0.4, "xor": 0.3, "circles": 0.12, "moons": 0.15, "spiral": 0.06}


@dataclass(frozen=True)
class ToyPopulation(Population):
    """Everything that a toy could yield. Classes are equally likely; noise ≥ 0 is in units of the axes.

    `name` is one of blobs, xor, circles, moons, spiral; the default noise is the toy's own. Raises TypeError and
    ValueError for other arguments; the density needs a noise of at least 0.02.
    """

    name: str = "moons"
    noise: float | None = None

    def __post_init__(self):
        one_of(self.name, "name", PIECES)
        vars(self)["noise"] = NOISE[self.name] if self.noise is None else noise_level(self.noise)

    def draw(self, count, seed=0):
        """`count` points drawn independently, as a `DataSet`; a seed or a Generator makes them repeatable."""
        count, rng = sample_size(count, seed)
        y = self.labels(count, rng)
        t, choice = rng.random(count), rng.random(count)
        X = self.noise * rng.standard_normal((count, 2))
        for label, pieces in enumerate(PIECES[self.name]):
            which = (choice * len(pieces)).astype(int)
            for place, piece in enumerate(pieces):
                mine = (y == label) & (which == place)
                X[mine] += piece(t[mine])
        return DataSet(X, y)

    def mixture(self, label):
        """The density of the class `label`, a `Mixture`: bells along its curve, closer than they are wide."""
        if self.noise < SMALLEST_NOISE:
            raise ValueError(
                f"noise must be at least {SMALLEST_NOISE} for a density, as a curve without width has none; "
                f"got {self.noise:g}"
            )
        means, weights = [], []
        for piece in PIECES[self.name][label]:
            ends = piece(np.linspace(0, 1, 200))
            length = np.hypot(*np.diff(ends, axis=0).T).sum()
            t, share = nodes(0, 1, 1 if length == 0 else 12 + int(np.ceil(2.5 * length / self.noise)))
            means.append(piece(t))
            weights.append(share / len(PIECES[self.name][label]))
        return Mixture(np.concatenate(weights), np.concatenate(means), self.noise**2 * np.eye(2))


def blobs(count, seed=0, *, noise=NOISE["blobs"]):
    """`count` points of two Gaussian clouds, which one line separates, as a `DataSet`: X (N, 2), y (N,) of 0 and 1.

    seed is a whole number or a np.random.Generator; noise ≥ 0 is the standard deviation along each axis. Raises
    TypeError and ValueError for other arguments.
    """
    return ToyPopulation("blobs", noise).draw(count, seed)


def xor(count, seed=0, *, noise=NOISE["xor"]):
    """`count` points of four clouds in the corners, opposite corners alike (class 1 where the signs differ).

    seed and noise as in `blobs`.
    """
    return ToyPopulation("xor", noise).draw(count, seed)


def circles(count, seed=0, *, noise=NOISE["circles"]):
    """`count` points of two rings, class 1 the inner one, as a `DataSet`; seed and noise as in `blobs`."""
    return ToyPopulation("circles", noise).draw(count, seed)


def moons(count, seed=0, *, noise=NOISE["moons"]):
    """`count` points of two interlocking half rings, as a `DataSet`; seed and noise as in `blobs`."""
    return ToyPopulation("moons", noise).draw(count, seed)


def spiral(count, seed=0, *, noise=NOISE["spiral"]):
    """`count` points of two spiral arms, as a `DataSet`; seed and noise as in `blobs`."""
    return ToyPopulation("spiral", noise).draw(count, seed)
