"""Regression sets: a known function, seen at random places through Gaussian noise.

    y = F(x) + noise · ε,    x uniform in [0, 1] (curves) or in [−1, 1]² (plane, hills)

F is known, so that what a fit finds can be compared with what it should find.
"""

import numpy as np

from ..engine.validate import FAR, number, one_of, real, vector, within
from .dataset import PLANE, DataSet
from .population import noise_level, plane, sample_size

CURVES = {
    "sine": lambda x: np.sin(2 * np.pi * x),
    "cosine": lambda x: np.cos(2 * np.pi * x),
    "parabola": lambda x: 4 * x * (1 - x),
    "kink": lambda x: np.abs(2 * x - 1),
    "step": lambda x: (np.asarray(x) > 0.5).astype(float),
    "wiggle": lambda x: np.sin(2 * np.pi * x) + 0.5 * np.sin(6 * np.pi * x),
}


# Where hills and hollows lie, and how high they are: alternating, in two rows of three.
TOPS = np.array([[-2 / 3, 0.4], [0, 0.4], [2 / 3, 0.4], [-2 / 3, -0.4], [0, -0.4], [2 / 3, -0.4]])
HEIGHTS = np.array([1, -1, 1, -1, 1, -1])
WIDTH = 0.2


def curve_function(name):
    """The function F on [0, 1] behind `curve`, taking numbers or arrays.

    name is "sine", "cosine", "parabola", "kink", "step" or "wiggle"; ValueError for any other.
    """
    F = CURVES[one_of(name, "name", CURVES)]

    def curve_values(x):
        return F(within(real(x, "x"), "x", FAR))

    curve_values.__name__ = name
    return curve_values


def curve(count, seed=0, *, name="sine", noise=0.1):
    """`count` noisy points of a curve on [0, 1]: a `DataSet` with X (N, 1), in the order drawn, and y (N,).

    name is that of a `curve_function`, seed a whole number or a np.random.Generator, noise ≥ 0 the standard deviation
    of y. Raises TypeError and ValueError for other arguments.
    """
    F, noise = curve_function(name), noise_level(noise)
    count, rng = sample_size(count, seed)
    x = rng.random(count)
    return _seen(x[:, None], F(x), noise, rng, ("x",))


def regression_plane(count, seed=0, *, slopes=(1.0, -0.5), offset=0.2, noise=0.1):
    """`count` noisy points of the plane y = slopes · x + offset over [−1, 1]²: a `DataSet` with X (N, 2), y (N,).

    slopes is a pair of numbers, offset a number; seed and noise as in `curve`.
    """
    slopes = within(vector(slopes, "slopes", 2), "slopes", FAR)
    offset = number(offset, "offset", at_least=-FAR, at_most=FAR)
    return _over_the_square(lambda X: X @ slopes + offset, count, seed, noise)


def hills(X):
    """F(x) = Σ hₖ exp(−‖x − cₖ‖² / 2w²): three hills and three hollows. X (N, 2) gives (N,)."""
    with np.errstate(over="ignore"):  # far out a square may be infinite, and its bell is 0
        squared = ((plane(X)[:, None, :] - TOPS) ** 2).sum(axis=2)
    return np.exp(-squared / (2 * WIDTH**2)) @ HEIGHTS


def regression_hills(count, seed=0, *, noise=0.1):
    """`count` noisy points of the `hills` over [−1, 1]²: a `DataSet` with X (N, 2), y (N,).

    seed and noise as in `curve`.
    """
    return _over_the_square(hills, count, seed, noise)


def _over_the_square(F, count, seed, noise):
    noise = noise_level(noise)
    count, rng = sample_size(count, seed)
    X = rng.uniform(-1, 1, size=(count, 2))
    return _seen(X, F(X), noise, rng, PLANE)


def _seen(X, truth, noise, rng, features):
    y = truth + noise * rng.standard_normal(len(X))
    return DataSet(X, y, features, ("",) * len(features), classes=(), target="y")
