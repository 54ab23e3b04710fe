"""Curves fitted through points: Kepler's third law, a quintic beside it, and lines through points with outliers.

Planets that took part in a fit are filled blue circles, planets kept apart are open green squares; a fit is a
purple line, a fit that went wrong beside it is orange and dashed.

Readings are blue, the outliers among them open and orange; a fitted line is green, since it was learned: solid for the
squared error, dashed for the absolute one. The line that the readings came from is quiet and dotted.
"""

import numpy as np

from ..data import Planets
from ..data.lines import LENGTH, OFFSET, SLOPE
from .figure import empty_line, new_figure, style
from .look import LIGHT
from .names import beside
from .takes import a_function, a_number, a_row, an_int, by_name, of, pair_of, takes

SEEN = {"label": "_fitted", "marker": "o", "linestyle": "none", "markersize": 8, "zorder": 4}
KEPT = {"label": "_kept apart", "marker": "s", "linestyle": "none", "markersize": 8, "zorder": 4} | {
    "markerfacecolor": "none"
}
TOP = 16.0  # mV
LINES = {"squared": ("-", "squared error"), "absolute": ("--", "absolute error")}


def draw_planets(ax, planets, seen, look=LIGHT, names=True):
    """Draw `Planets`: the first `seen` as used in a fit, the others as kept apart for a test; names beside them.

    Raises ValueError where `seen` is not between 0 and the number of planets.
    """
    if not 0 <= seen <= len(planets.names):
        raise ValueError(f"seen must be between 0 and {len(planets.names)}; got {seen}")
    style(ax, look)
    ax.plot(planets.a[:seen], planets.T[:seen], color=look["forward"], **SEEN)
    ax.plot(planets.a[seen:], planets.T[seen:], color=look["update"], markeredgewidth=2, **KEPT)
    ax.set(xlabel="semi-major axis r (AU)", ylabel="period T (years)")
    if names:
        for index, (name, place) in enumerate(
            zip(planets.names, zip(planets.a, planets.T, strict=True), strict=True)
        ):
            role = "forward" if index < seen else "update"
            beside(ax, name, place, (8, -4), look[role], va="top", fontsize=9)


def draw_law(ax, periods, look=LIGHT):
    """Draw a law, periods(r) in years, on two logarithmic axes, where a power law is a straight line."""
    r = np.geomspace(0.3, 60.0, 200)
    ax.loglog(r, periods(r), color=look["loss"], linewidth=1.8, zorder=2, label="_law")
    ax.set_xlim(0.3, 60.0)


def draw_law_and_quintic(ax, power_law, quintic, look=LIGHT):
    """Draw a power law (purple) and a quintic (orange, dashed), each a function of r, on plain axes."""
    r = np.linspace(0.2, 33.0, 600)
    ax.plot(r, power_law(r), color=look["loss"], linewidth=2, zorder=2)
    ax.plot(r, quintic(r), "--", color=look["backward"], linewidth=2, zorder=2)
    ax.axhline(0, color=look["line"], linewidth=0.8, zorder=1)
    ax.set(xlim=(0, 33.0), ylim=(-200, 200))
    ax.text(21, 125, "power law", color=look["loss"], ha="right", fontweight="bold")
    ax.text(15.6, -150, "quintic", color=look["backward"], ha="right", fontweight="bold")


@takes(planets=of(Planets, "planets()"), power_law=a_function, seen=an_int(0, 100))
def law(planets, power_law, seen=6, look=LIGHT):
    """`Planets` and a power law on logarithmic axes; the first `seen` planets were fitted."""
    figure, ax = new_figure(look=look)
    draw_planets(ax, planets, seen, look)
    draw_law(ax, power_law, look)
    ax.set_title("Two planets that the fit never saw lie on its line")
    return figure, (
        f"Period against semi-major axis, both logarithmic: {len(planets.names)} planets on one straight line, "
        f"{seen} of them fitted."
    )


@takes(planets=of(Planets, "planets()"), power_law=a_function, quintic=a_function, seen=an_int(0, 100))
def law_and_quintic(planets, power_law, quintic, seen=6, look=LIGHT):
    """A power law and a quintic through the same planets, on plain axes."""
    figure, ax = new_figure(look=look)
    draw_planets(ax, planets, seen, look, names=False)
    draw_law_and_quintic(ax, power_law, quintic, look)
    ax.set_title("Both pass through six planets; one finds the next two")
    return figure, (
        "Period against distance: the power law meets Uranus and Neptune, the quintic falls below zero after Saturn."
    )


def draw_lines(ax, x, y, fits, look=LIGHT, outliers=0):
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
        quiet = {"color": look["quiet"], "linewidth": 1.6, "label": "_the line of the readings"}
        ax.plot(self._x, OFFSET + SLOPE * self._x, ":", **quiet)
        self._points = empty_line(ax, "o", color=look["forward"], markersize=5, label="readings")
        rim = {"mfc": look["ground"], "mec": look["backward"], "mew": 2}
        self._outliers = empty_line(ax, "D", markersize=8, zorder=5, label="outliers", **rim)
        self._lines, self._texts = {}, {}
        for name, (line, words) in LINES.items():
            drawn = {"color": look["update"], "linewidth": 2.4, "zorder": 4, "label": words}
            self._lines[name] = empty_line(ax, line, **drawn)
            self._texts[name] = ax.text(
                1.03 * length, 0, words, color=look["update"], va="center", visible=False
            )
        self.moving = [self._points, self._outliers, *self._lines.values(), *self._texts.values()]

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


@takes(x=a_row, y=a_row, fits=by_name(pair_of(a_number, a_number)), outliers=an_int(0, 10_000))
def lines(x, y, fits, outliers, look=LIGHT):
    """Readings x, y (N,), the last `outliers` of them wrong, and lines {"squared" or "absolute": (offset, slope)}."""
    figure, ax = new_figure(7, 4, look=look)
    draw_lines(ax, x, y, fits, look, outliers)
    ax.set_title(f"Squares are pulled towards the {outliers} open points")
    return figure, (
        f"Readings along a line, {outliers} of them high: squares are pulled up, absolute values are not."
    )


def spread(heights, gap):
    """Heights {name: y}, of which two that are closer than `gap` are pushed apart evenly."""
    if len(heights) < 2:
        return heights
    (low, y_low), (high, y_high) = sorted(heights.items(), key=lambda item: item[1])
    push = max(0.0, gap - (y_high - y_low)) / 2
    return {low: y_low - push, high: y_high + push}
