"""A mixture of Gaussians: a density that is a sum of bells of one shape, and so has a formula.

    p(x) = Σ_k w_k N(x; μ_k, Σ)

A smear of Gaussians along a curve is such a mixture too, once the integral along the curve is written as
a Gauss–Legendre sum. The bells are smooth, so that the sum converges faster than any power of its length.
"""

import numpy as np

FAR = 1e150
CHUNK = 2**20  # bells times points held at a time


class Mixture:
    """Bells at `means` (K, 2), with `weights` (K,) of sum 1 and one covariance (2, 2)."""

    def __init__(self, weights, means, covariance):
        self.weights = np.asarray(weights, float)
        self.means = np.asarray(means, float)
        self.covariance = np.asarray(covariance, float)

    def density(self, X):
        """p(x) at each row of X (N, 2): an array (N,), per unit area of the plane."""
        whiten = np.linalg.inv(np.linalg.cholesky(self.covariance)).T
        height = np.linalg.det(whiten) / (2 * np.pi)
        centre = self.weights @ self.means  # near the data, where the squares below lose no digits
        X = np.clip(X, -FAR, FAR)  # further out the squares would overflow
        points, means = (X - centre) @ whiten, (self.means - centre) @ whiten
        parts = np.array_split(points, -(-len(X) * len(means) // CHUNK))
        return height * np.concatenate([_bells(part, means) @ self.weights for part in parts])

    def box(self):
        """The corners (low, high) of a box 7 standard deviations wider than the means on every side.

        What lies outside is less than 4 · 10⁻¹² of the whole.
        """
        margin = 7 * np.sqrt(np.diag(self.covariance))
        return self.means.min(axis=0) - margin, self.means.max(axis=0) + margin


def _bells(points, means):
    """exp(−½ ‖point − mean‖²) for every pair: an array (N, K)."""
    squares = points @ means.T
    squares -= 0.5 * np.sum(points**2, axis=1)[:, None]
    squares -= 0.5 * np.sum(means**2, axis=1)
    return np.exp(np.minimum(squares, 0.0, out=squares), out=squares)


def nodes(low, high, count):
    """Points between low and high and weights of sum 1: the mean over the interval as a sum (Gauss–Legendre)."""
    points, weights = np.polynomial.legendre.leggauss(count)
    return low + (high - low) * (points + 1) / 2, weights / 2
