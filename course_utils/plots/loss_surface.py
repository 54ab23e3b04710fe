"""A loss surface: the loss over two weights as a map, with the path that training took across it.

Dark is low. Lines of equal loss are labelled, their levels spaced by factors, so that plains and slopes both show.
The path begins at the open circle and ends at the filled one.
"""

import numpy as np
from matplotlib.patheffects import withStroke

from ..engine.trace.numbers import short
from .figure import style
from .look import LIGHT

LOWEST = 1e-6  # a loss below this is drawn like it
LEVELS = 9
THIN = {"linewidths": 0.8, "alpha": 0.7}


def draw_surface(ax, xs, ys, heights, path, names, look=LIGHT):
    """Draw heights (len(ys), len(xs)) over two weights, with the path (T, 2) of training; names for the axes.

    Raises ValueError where shapes do not fit, or a height is no number.
    """
    picture = SurfacePicture(ax, look)
    picture.show(xs, ys, heights, names)
    picture.move(path)


class SurfacePicture:
    """The picture in parts: `show` draws the map, `move` the path, whose artists are the `moving` ones."""

    def __init__(self, ax, look=LIGHT):
        style(ax, look)
        self.ax, self._still = ax, []
        edge = [withStroke(linewidth=4.5, foreground="#14171C")]
        bright = {"color": "#FFFFFF", "path_effects": edge, "zorder": 5}
        (self._path,) = ax.plot([], [], linewidth=2.2, **bright)
        (self._start,) = ax.plot([], [], "o", markersize=10, mfc="none", mew=2.2, **bright)
        (self._end,) = ax.plot([], [], "o", markersize=7, **bright)

    @property
    def moving(self):
        """What `move` changes."""
        return [self._path, self._start, self._end]

    def show(self, xs, ys, heights, names):
        """Draw the map of heights (len(ys), len(xs)) and name the axes."""
        heights = np.asarray(heights, dtype=float)
        if heights.shape != (len(ys), len(xs)) or not np.isfinite(heights).all():
            raise ValueError(
                f"heights must be finite, of shape ({len(ys)}, {len(xs)}); got shape {heights.shape}"
            )
        while self._still:
            self._still.pop().remove()
        logs = np.log10(np.maximum(heights, LOWEST))
        extent = (xs[0], xs[-1], ys[0], ys[-1])
        flat = {"extent": extent, "origin": "lower", "aspect": "auto", "interpolation": "bilinear"}
        self._still.append(self.ax.imshow(logs, cmap="cividis", zorder=0, **flat))
        levels = levels_between(logs.min(), logs.max())
        if len(levels):
            lines = self.ax.contour(xs, ys, logs, levels, colors="#FFFFFF", linestyles="-", **THIN)
            for label in lines.clabel(fmt=lambda level: short(float(f"{10**level:.2g}")), fontsize=8):
                label.set_in_layout(False)  # it stands on the map
            self._still.append(lines)  # its labels go with it
        self.ax.set(xlim=extent[:2], ylim=extent[2:], xlabel=names[0], ylabel=names[1])

    def move(self, path):
        """Draw the path (T, 2) of training."""
        path = np.asarray(path, dtype=float)
        self._path.set_data(*path.T)
        self._start.set_data(*path[:1].T)
        self._end.set_data(*path[-1:].T)


def levels_between(low, high):
    """Levels strictly between two logarithms of a loss, evenly spaced; none where the surface is flat."""
    return np.linspace(low, high, LEVELS + 2)[1:-1] if high - low > 1e-6 else np.array([])
