"""The margin: how much room a line through the origin leaves between two classes,

    γ = max over unit vectors u of  min over examples of  s u·(x, 1),     s = +1 for label 1, −1 for label 0.

(x, 1) is an example with the constant input of the bias, so that "through the origin" costs nothing. The
perceptron makes at most (R/γ)² mistakes from zero weights, R = max ‖(x, 1)‖, in whatever order the
examples come (A. Novikoff, On convergence proofs for perceptrons, 1962).

γ is also how near an average of the rows s (x, 1) can come to the origin: no margin is larger than the length of such
an average, and the direction of the nearest one has that margin.
"""

import math

import numpy as np

from ..validate import examples
from .perceptron import LARGEST, binary_labels

LEAST = 1e-8  # of the longest example: in a smaller margin rounding would show
ROUNDING = 1e-15  # of a product of two examples, relative


def largest_margin(X, y):
    """(w, γ): the unit separator (d + 1,) of X (N, d) and labels y (N,) with the largest margin, bias last.

    γ is right to six digits or more. It is not positive where there is no separator, or where its margin is below
    10⁻⁸ of the longest example. Raises ValueError for wrong shapes and labels, and beyond ±1e140.
    """
    return _separator(_signed(X, y))


def novikoff_bound(X, y):
    """(R/γ)², a number of mistakes that a perceptron cannot exceed on X (N, d) and y (N,).

    It is inf where `largest_margin` finds no separator. Raises ValueError for wrong shapes and labels.
    """
    signed = _signed(X, y)
    _, margin = _separator(signed)
    return max(1.0, float((signed**2).sum(axis=1).max() / margin**2)) if margin > 0 else np.inf  # γ ≤ R


def _separator(signed):
    longest = np.linalg.norm(signed, axis=1).max()
    w = _nearest_to_origin(signed / longest)
    if not w.any():  # then no direction has a positive product with every row
        w = signed[0]
    w = w / np.linalg.norm(w)
    margin = float((signed @ w).min())
    return w, margin if margin > LEAST * longest else min(margin, 0.0)


def _nearest_to_origin(points):
    """The direction of the average Σ α p, with α ≥ 0 of sum 1, of rows p that is nearest to the origin.

    It needs few rows. The row that lies farthest behind is added, and those are dropped that hold the average back
    from the nearest one, until no row lies behind (P. Wolfe, Mathematical Programming 11, 128 (1976)).
    """
    used = [int(np.argmin((points**2).sum(axis=1)))]
    shares = np.ones(1)
    nearest, square = points[used[0]], np.inf
    while nearest @ nearest < square:  # else rounding has the last word
        best, touching, square = nearest, points[used], float(nearest @ nearest)
        products = points @ nearest
        behind = int(np.argmin(products))
        if behind in used or products[behind] >= square - ROUNDING * math.sqrt(square):
            break
        used, shares = [*used, behind], np.append(shares, 0.0)
        while (wanted := _shares_of_nearest(points[used])).min() <= 0:
            falling = wanted <= 0
            rates = np.where(falling, shares / np.where(falling, shares - wanted, 1.0), np.inf)
            shares = shares + rates.min() * (wanted - shares)
            kept = np.arange(len(used)) != rates.argmin()
            used, shares = [row for row, stays in zip(used, kept, strict=True) if stays], shares[kept]
        shares = wanted
        nearest = shares @ points[used]
    # All rows that touch the margin have this product: what rounding took from it is put back.
    return best + np.linalg.lstsq(touching, square - touching @ best)[0]


def _shares_of_nearest(points):
    """The shares, of any sign and of sum 1, with which the sum of the rows is nearest to the origin."""
    first, others = points[0], points[1:]
    shares = np.linalg.lstsq((others - first).T, -first)[0]
    return np.append(1 - shares.sum(), shares)


def _signed(X, y):
    """Each (x, 1), turned round for label 0: a separator has a positive product with every row."""
    X = examples(X, largest=LARGEST)
    y = binary_labels(y, len(X))
    return (2 * y - 1)[:, None] * np.column_stack([X, np.ones(len(X))])
