"""Lines fitted through points with outliers: squares follow them, absolute values count them.

Points are blue, the outliers among them open and orange; a fitted line is green, since it was learned: solid for the
squared error, dashed for the absolute one. The line that the points came from is quiet and dotted.
"""

import numpy as np

from ..data.lines import LENGTH, OFFSET, SLOPE
from .figure import style
from .look import LIGHT

TOP = 16.0  # mV
LINES = {"squared": ("-", "squared error"), "absolute": ("--", "absolute error")}


def draw_fits(ax, x, y, fits, look=LIGHT, outliers=0):
    """Draw points x, y (N,), the last `outliers` of them open, and fits {"squared" or "absolute": (offset, slope)}.

    Raises ValueError for other names of fits.
    """
    picture = FitPicture(ax, look)
    inside = len(x) - outliers
    picture.points(x[:inside], y[:inside])
    picture.outliers(x[inside:], y[inside:])
    picture.move(fits)


class FitPicture:
    """The picture in parts: `points` and `outliers` place what is seen, `move` the lines; all of them are `moving`."""

    def __init__(self, ax, look=LIGHT, length=LENGTH):
        style(ax, look)
        self._x = np.array([0, length])
        ax.set(xlim=(-0.03 * length, 1.34 * length), ylim=(-1, TOP), xlabel="time (s)", ylabel="signal (mV)")
        ax.set_xticks(np.arange(0, length + 1, length / 5))
        ax.plot(self._x, OFFSET + SLOPE * self._x, ":", color=look["quiet"], linewidth=1.6)
        (self._points,) = ax.plot([], [], "o", color=look["forward"], markersize=5)
        (self._outliers,) = ax.plot(
            [], [], "D", mfc=look["ground"], mec=look["backward"], mew=2, markersize=8, zorder=5
        )
        self._lines, self._texts = {}, {}
        for name, (line, words) in LINES.items():
            self._lines[name] = ax.plot([], [], line, color=look["update"], linewidth=2.4, zorder=4)[0]
            self._texts[name] = ax.text(
                1.03 * length, 0, words, color=look["update"], va="center", visible=False
            )

    @property
    def moving(self):
        """What `points`, `outliers` and `move` change."""
        return [self._points, self._outliers, *self._lines.values(), *self._texts.values()]

    def points(self, x, y):
        """Place the readings that the line made."""
        self._points.set_data(x, y)

    def outliers(self, x, y):
        """Place the readings that have nothing to do with it."""
        self._outliers.set_data(x, y)

    def move(self, fits):
        """Draw the fitted lines {"squared" or "absolute": (offset, slope)}, each with its name at its end."""
        if unknown := set(fits) - set(LINES):
            raise ValueError(f"fits must be named {' or '.join(LINES)}; got {min(unknown)!r}")
        ends = {name: offset + slope * self._x[1] for name, (offset, slope) in fits.items()}
        apart = spread(ends, gap=0.9)
        for name, (offset, slope) in fits.items():
            self._lines[name].set_data(self._x, offset + slope * self._x)
            self._texts[name].set(y=min(max(apart[name], -0.5), TOP - 0.5), visible=True)


def spread(heights, gap):
    """Heights {name: y}, of which two that are closer than `gap` are pushed apart evenly."""
    if len(heights) < 2:
        return heights
    (low, y_low), (high, y_high) = sorted(heights.items(), key=lambda item: item[1])
    push = max(0.0, gap - (y_high - y_low)) / 2
    return {low: y_low - push, high: y_high + push}
