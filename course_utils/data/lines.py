"""Lines through points with outliers: which one a loss calls the best.

    y = offset + slope · x + noise · ε,   and a few points that have nothing to do with the line

`least_squares_line` makes the mean of the squared residuals smallest, `least_absolute_line` that of their sizes. The
first has a formula. The second has none, but one of the best lines always goes through two of the points, so that
it is found by trying all pairs (Bloomfield and Steiger, *Least Absolute Deviations*, 1983).
"""

import numpy as np

from ..engine.validate import abbreviate, check_int, vector
from .dataset import DataSet
from .population import noise_level, sample_size

OFFSET, SLOPE = 2.0, 0.5  # mV and mV/s
LENGTH = 10.0  # s
HIT = 12.0  # mV: about where a hit of the detector ends
MOST = 200  # points whose pairs are tried


def detector_line(count=24, outliers=3, seed=0, *, noise=0.3):
    """A signal that rises by 0.5 mV/s from 2 mV, as a `DataSet`: X (N, 1) in s from 0 to 10, y (N,) in mV.

    The last `outliers` of the `count` readings in X's order are hits of about 12 mV, whatever the signal. seed is a
    whole number or a np.random.Generator, noise ≥ 0 the standard deviation in mV. Raises TypeError and ValueError for
    other numbers.
    """
    count, rng = sample_size(count, seed)
    if (outliers := check_int(outliers, "outliers", at_least=0)) > count:
        raise ValueError(
            f"outliers must be at most {count}, the number of readings; got {abbreviate(outliers)}"
        )
    x = np.linspace(0, LENGTH, count)
    y = OFFSET + SLOPE * x + noise_level(noise) * rng.standard_normal(count)
    hits = np.arange(count) >= count - outliers
    y[hits] = HIT + rng.standard_normal(outliers)
    return DataSet(x[:, None], y, ("time",), ("s",), (), "signal", "mV")


def least_squares_line(x, y):
    """(offset, slope) of the line with the smallest mean squared residual; x and y (N,) with two different x.

    Raises ValueError where all x are the same.
    """
    (x, y), powers = _scaled(*_points(x, y))
    centred = x - x.mean()
    slope = centred @ y / (centred @ centred)
    return _unscaled(y.mean() - slope * x.mean(), slope, powers)


def least_absolute_line(x, y):
    """(offset, slope) of a line with the smallest mean absolute residual; x and y (N,), N at most 200.

    Where several lines are equally good, one of them. Raises ValueError where all x are the same.
    """
    x, y = _points(x, y)
    if len(x) > MOST:
        raise ValueError(f"x must hold at most {MOST} points, as all pairs are tried; got {len(x)}")
    (x, y), powers = _scaled(x, y)
    i, j = np.triu_indices(len(x), 1)
    i, j = i[x[i] != x[j]], j[x[i] != x[j]]
    slopes = (y[j] - y[i]) / (x[j] - x[i])
    offsets = y[i] - slopes * x[i]
    best = np.argmin(np.abs(y - offsets[:, None] - np.outer(slopes, x)).sum(axis=1))
    return _unscaled(offsets[best], slopes[best], powers)


def _scaled(*arrays):
    """Each array divided by a power of two, which loses no digit, so that squares of large numbers stay numbers."""
    powers = [int(np.frexp(np.abs(array).max())[1]) for array in arrays]
    return [np.ldexp(array, -power) for array, power in zip(arrays, powers, strict=True)], powers


def _unscaled(offset, slope, powers):
    """(offset, slope) for x and y as they were; ValueError where the line is too steep for a number."""
    of_x, of_y = powers
    with np.errstate(over="ignore"):
        line = float(np.ldexp(offset, of_y)), float(np.ldexp(slope, of_y - of_x))
    if not np.isfinite(line).all():
        raise ValueError(
            "x and y must give a line whose offset and slope are finite numbers; they are too large"
        )
    return line


def _points(x, y):
    x = vector(x, "x")
    y = vector(y, "y", len(x))
    if (x == x[0]).all():
        raise ValueError("x must hold two different numbers: where all are equal, a line has no slope")
    return x, y
