"""The margin: how much room a line through the origin leaves between two classes,

    γ = max over unit vectors u of  min over examples of  s u·(x, 1),     s = +1 for label 1, −1 for label 0.

(x, 1) is an example with the constant input of the bias, so that "through the origin" costs nothing. The
perceptron makes at most (R/γ)² mistakes from zero weights, R = max ‖(x, 1)‖, in whatever order the
examples come (A. Novikoff, On convergence proofs for perceptrons, 1962).
"""

import numpy as np

from ..validate import examples
from .perceptron import LARGEST, binary_labels

CLOSE = 1e-6  # relative: how near to the largest margin the search ends
SWEEPS = 5_000


def largest_margin(X, y):
    """(w, γ): the unit separator (d + 1,) of X (N, d) and labels y (N,) with the largest margin, bias last.

    γ is right to about six digits, and not positive where the search found no separator: there is none, or its margin
    is far below a thousandth of the longest example. Raises ValueError for wrong shapes and labels, and beyond ±1e140.
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
    w = _least_weights(signed)
    w = w / np.linalg.norm(w)
    return w, float((signed @ w).min())


def _least_weights(signed):
    """The shortest w with s w·(x, 1) ≥ 1 for all examples, by raising one multiplier at a time.

    w = Σ α s (x, 1) with α ≥ 0: the dual of the support vector machine without slack, whose only
    constraint is that sign (C.-J. Hsieh et al., ICML 2008).
    """
    gram = signed @ signed.T
    rows = list(zip(gram, gram.diagonal().tolist(), strict=True))
    raised, products = [0.0] * len(signed), np.zeros(len(signed))  # the multipliers, as floats; s w·(x, 1)
    for _ in range(SWEEPS):
        for i, (row, square) in enumerate(rows):
            wanted = max(0.0, raised[i] + (1 - products.item(i)) / square)
            if wanted != raised[i]:
                products += (wanted - raised[i]) * row
                raised[i] = wanted
        multipliers = np.array(raised)
        # No margin is larger than the length of an average of the rows; this average's is ‖w‖ / Σ α.
        if products.min() * multipliers.sum() >= (1 - CLOSE) * (multipliers @ products):
            break
    return multipliers @ signed


def _signed(X, y):
    """Each (x, 1), turned round for label 0: a separator has a positive product with every row."""
    X = examples(X, largest=LARGEST)
    y = binary_labels(y, len(X))
    return (2 * y - 1)[:, None] * np.column_stack([X, np.ones(len(X))])
