"""Gini impurity: how mixed a group of labelled examples is, and how well a threshold unmixes it.

    G = 1 − Σ p_k²                          p_k the fraction of class k: 0 where all are alike, ½ for two halves
    (n_left G_left + n_right G_right) / n   what a tree makes small when it cuts a feature at a threshold

G is the probability that two members, drawn with replacement, belong to different classes. Source: L. Breiman,
J. Friedman, R. Olshen and C. Stone, Classification and Regression Trees (1984).
"""

from fractions import Fraction

import numpy as np

from ..validate import abbreviate, examples, finite, labels, vector

MOST_CUTS = 2000  # of a table, whose square of entries takes several arrays of 32 MB


def gini(y):
    """The Gini impurity of labels y (N,); a float from 0 to below 1. Raises ValueError where y is empty or not flat."""
    y = labels(y)
    if y.ndim != 1 or y.size == 0:
        raise ValueError(f"y must be one or more labels in a row; got {abbreviate(y)}")
    return float(_scaled_impurity(y) / len(y))


def _scaled_impurity(y):
    """n G = (n² − Σ n_k²) / n, exactly: so equally good cuts are equal, and what is nearly pure keeps its digits."""
    counts = np.unique(y, return_counts=True)[1].tolist()
    return Fraction(len(y) ** 2 - sum(count**2 for count in counts), len(y))


def split_gini(x, y, *thresholds):
    """The weighted Gini impurity of the groups into which thresholds cut a feature x (N,) with labels y (N,).

    A value that equals a threshold belongs to the left of it, as in scikit-learn. Empty groups count nothing.
    Raises ValueError or TypeError where x or a threshold is not finite, or x and y differ in length.
    """
    x, y = _feature(x, y)
    thresholds = finite(thresholds, "thresholds")
    if thresholds.ndim != 1:
        raise ValueError("thresholds are given one by one, as in split_gini(x, y, 1.5, 2.5)")
    group = np.searchsorted(np.sort(thresholds), x)
    return float(sum(_scaled_impurity(y[group == k]) for k in np.unique(group)) / len(y))


def candidates(x):
    """The thresholds that differ in effect: half-way between neighbouring values of a feature x (N,)."""
    values = np.unique(vector(x, "x"))
    low, high = values[:-1], values[1:]
    with np.errstate(over="ignore"):
        middle = (low + high) / 2
    middle = np.where(np.isfinite(middle), middle, low / 2 + high / 2)
    return np.where(middle < high, middle, low)  # of neighbouring floats it may be rounded to the upper one


def best_split(X, y):
    """(feature, threshold, weighted Gini) of the best single cut of X (N, d): every candidate is tried.

    Ties go to the first. Raises ValueError where no feature has two different values.
    """
    X = examples(X)
    tried = [
        (split_gini(x, y, threshold), feature, float(threshold))
        for feature, x in enumerate(X.T)
        for threshold in candidates(x)
    ]
    if not tried:
        raise ValueError("X must have a feature with two different values, or there is nothing to cut")
    impurity, feature, threshold = min(tried)
    return feature, threshold, impurity


def two_cut_table(x, y, grid):
    """Weighted Gini impurity after cutting at grid[i] and grid[j], as a symmetric array; the diagonal is a single cut.

    x (N,), y (N,) of 0 and 1, grid (m,), m at most 2,000. The counts are cumulated once: m² and not m² N steps.
    """
    x, y = _feature(x, y)
    grid = vector(grid, "grid")
    if grid.size > MOST_CUTS:
        raise ValueError(f"grid must hold at most {MOST_CUTS:,} thresholds; got {grid.size:,}")
    if not np.isin(y, (0, 1)).all():
        raise ValueError(f"y must hold only 0 and 1; got {abbreviate(y)}")
    order = np.argsort(x)
    ends = np.searchsorted(x[order], grid, side="right")
    ones = np.concatenate([[0], np.cumsum(y[order])])[ends]
    first, last = np.minimum.outer(ends, ends), np.maximum.outer(ends, ends)
    first_ones, last_ones = np.minimum.outer(ones, ones), np.maximum.outer(ones, ones)
    groups = (
        (first, first_ones),
        (last - first, last_ones - first_ones),
        (len(x) - last, y.sum() - last_ones),
    )
    return sum(_weighted(count, of_one) for count, of_one in groups) / len(x)


def _weighted(count, ones):
    """n G = 2 k (n − k) / n for k ones among n, in arrays; 0 for an empty group."""
    return np.divide(2 * ones * (count - ones), count, out=np.zeros(count.shape), where=count > 0)


def _feature(x, y):
    """x and y as arrays of the same length."""
    x, y = finite(x, "x"), labels(y)
    if x.ndim != 1 or y.shape != x.shape or x.size == 0:
        raise ValueError(f"x and y must be rows of the same length; got shapes {x.shape} and {y.shape}")
    return x, y
