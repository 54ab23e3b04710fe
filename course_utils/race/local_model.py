"""Newton's local model: the quadratic that has the height, the slope and the curvature of the surface at one point,

    m(θ + d) = f + ∇f·d + ½ d·H d.

Its lines of equal height are ellipses where the curvature is positive in all directions, hyperbolas where it has
both signs. Newton's step leads to its flat point d = −H⁻¹∇f, lowest point or saddle.
"""

import numpy as np

from ..plots.figure import empty_line
from ..plots.look import LIGHT

SHARES = (1.0, 0.45, 0.1)  # of the height between here and the flat point
LEVELS = 2 * len(SHARES) - 1  # lines at most: a saddle has them on both sides
TURN = np.linspace(0, 2 * np.pi, 121)
ALONG = np.geomspace(1e-3, 1e3, 121)
FLAT = 1e-9  # an eigenvalue below this share of the largest: no flat point to draw


class LocalModel:
    """Dashed lines of equal height of the model, and a cross where it is flat; `move` sets them."""

    def __init__(self, ax, look=LIGHT):
        drawn = {"color": look["update"], "linestyle": (0, (4, 2)), "linewidth": 1.2, "zorder": 5}
        self._lines = [empty_line(ax, **drawn) for _ in range(LEVELS)]
        self._target = empty_line(ax, "x", markersize=10, mew=2.4, color=look["update"], zorder=8)
        self.moving = [*self._lines, self._target]  # what `move` changes

    def move(self, theta, gradient, H):
        """To the model at theta (2,) with this gradient (2,) and Hessian (2, 2); a flat direction shows nothing."""
        lines, target = model_lines(theta, gradient, H)
        if target is None:
            return self.clear()
        for line, points in zip(self._lines, [*lines, *[target[:, None]] * LEVELS], strict=False):
            line.set_data(*points)
        self._target.set_data(*target[:, None])

    def clear(self):
        """Show nothing."""
        for artist in self.moving:
            artist.set_data([], [])


def model_lines(theta, gradient, H):
    """(lines of equal height, each (2, k); the flat point (2,)) of the model; ([], None) for a flat direction."""
    h, e = np.linalg.eigh(H)
    if np.abs(h).min() <= FLAT * np.abs(h).max():
        return [], None
    target = theta - e @ ((e.T @ gradient) / h)
    here = e.T @ (theta - target)
    height = 0.5 * h @ here**2  # of this point above the flat one; negative below a saddle
    levels = [share * height for share in SHARES]
    if h[0] < 0 < h[1]:
        levels += [-share * height for share in SHARES[1:]]
    return [target[:, None] + e @ conic(h, level) for level in levels], target


def conic(h, level):
    """Where ½ (h₁ u² + h₂ v²) = level: points (2, k), NaN between branches; h are two numbers other than 0."""
    r1, r2 = np.sqrt(2 * abs(level) / np.abs(h))
    if h[0] * h[1] > 0:
        return np.array([r1 * np.cos(TURN), r2 * np.sin(TURN)])
    wide, narrow = (ALONG + 1 / ALONG) / 2, (ALONG - 1 / ALONG) / 2
    along_first = level * h[0] > 0
    branch = np.array([r1 * wide, r2 * narrow] if along_first else [r1 * narrow, r2 * wide])
    other = branch * np.array([[-1.0], [1.0]] if along_first else [[1.0], [-1.0]])
    return np.column_stack([branch, [np.nan, np.nan], other])
