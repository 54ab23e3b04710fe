"""Beside the map of a race: how high each walk still is, which λ it may take, and a table of its last iterates."""

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import LogLocator, NullLocator

from ..engine.trace.notation import fixed, minus
from ..plots.figure import empty_line, style
from ..plots.look import LIGHT
from ..plots.surfaces import METHODS, method_style, sampled
from .model import MOST

LOW, HIGH = 1e-4, 10.0  # of λ
LOWEST, HIGHEST = 1e-12, 1e4  # of the axis of heights
ROWS = 8  # of the table
ZERO = 0.5  # where step 0 stands on the logarithmic axis
STEPS_SHOWN, HEIGHTS_SHOWN = (0.42, 1.3 * MOST), (LOWEST / 3, 3 * HIGHEST)


class HeightCurves:
    """Height above the lowest point against the step, both axes logarithmic; a curve for each method."""

    def __init__(self, ax, look=LIGHT):
        style(ax, look)
        ax.set(xscale="log", yscale="log", xlim=STEPS_SHOWN, ylim=HEIGHTS_SHOWN)
        ax.set_xticks([ZERO, 1, 10, 100, 1000, 10_000], ["0", "1", "10", "100", "1,000", "10,000"])
        ax.xaxis.set_minor_locator(NullLocator())
        ax.yaxis.set_major_locator(LogLocator(base=1e4, numticks=6))
        ax.yaxis.set_minor_locator(NullLocator())
        ax.set(xlabel="step", ylabel="f above its lowest")
        ax.grid(axis="y", color=look["line"], alpha=0.25, linewidth=0.7)
        drawn = {"linewidth": 1.8, "markersize": 8, "markevery": [-1], "zorder": 3}
        self._lines = {method: empty_line(ax, **drawn, **method_style(method, look)) for method in METHODS}
        self.moving = list(self._lines.values())  # what `show` changes

    def line(self, method):
        """The curve of a method."""
        return self._lines[method]

    def show(self, method, heights):
        """Draw the heights (steps + 1,) of a method's walk above the lowest point."""
        kept = sampled(len(heights))
        step = np.maximum(kept.astype(float), ZERO)
        self._lines[method].set_data(step, np.clip(heights[kept], LOWEST, HIGHEST))


class RateStrip:
    """The learning rate on its own axis: where it is, and beyond which limit steps grow instead of shrinking."""

    def __init__(self, ax, low, high, look=LIGHT):
        style(ax, look)
        ax.set(xscale="log", xlim=(low, high), ylim=(0, 1), yticks=[], xlabel="learning rate λ")
        ax.spines["left"].set_visible(False)
        warning = look["warning"]
        self._high = high
        shade = {"facecolor": warning, "alpha": 0.22, "linewidth": 0}
        self._beyond = ax.add_patch(Rectangle((high, 0), 0, 1, transform=ax.get_xaxis_transform(), **shade))
        self._limit = ax.axvline(high, color=warning, linewidth=2)
        above = {"transform": ax.transAxes, "va": "bottom", "color": warning, "fontsize": 9.5}
        self._name = ax.text(0, 1.08, "", **above)
        self._local = ax.axvline(high, color=warning, linestyle="--", linewidth=1.4)
        self._here = empty_line(ax, "v", markersize=11, color=look["backward"], clip_on=False, zorder=4)
        self.moving = [self._local, self._here]  # what `show` changes

    def mark(self, limit, words):
        """Draw the limit, or none (None), under some words."""
        at = self._high if limit is None else limit
        self._beyond.set_x(at)
        self._beyond.set_width(self._high - at)
        self._limit.set_xdata([at, at])
        self._limit.set_visible(limit is not None)
        self._name.set_text(words)

    def show(self, learning_rate, local):
        """Mark the learning rate, and the limit that the curvature here would set, or none (None)."""
        self._here.set_data([learning_rate], [0.5])
        self._local.set_visible(local is not None)
        if local is not None:
            self._local.set_xdata([local, local])


class IterateTable:
    """The last iterates of two walks as rows of aligned numbers, in the colours of their methods."""

    HEAD = f"{'step':>5}{'x':>7}{'y':>7}{'f':>10}"

    def __init__(self, ax, look=LIGHT):
        ax.axis("off")
        self._look = look
        font = {"family": "DejaVu Sans Mono", "fontsize": 8.4, "linespacing": 1.43, "va": "top"}
        self._texts = [ax.text(x, 1.0, "", transform=ax.transAxes, **font) for x in (-0.12, 0.455)]
        self.moving = self._texts  # what `show` changes

    def show(self, place, method, rows):
        """Write the block number `place`: a method's name over its `last_rows`."""
        lines = [f"{method:>{len(self.HEAD)}}", self.HEAD, *rows]
        self._texts[place].set(text="\n".join(lines), color=method_style(method, self._look)["color"])


def last_rows(points, values):
    """The lines of the table for a walk of points (steps + 1, 2) with their values of f: as many as it has room for."""
    first = max(0, len(points) - ROWS)
    entries = enumerate(zip(points[first:], values[first:], strict=True), start=first)
    return [row(step, *point, f) for step, (point, f) in entries]


def row(step, x, y, f):
    """One line of the table: all numbers end in the same columns, with a proper minus."""
    return minus(f"{step:>5}{coordinate(x):>7}{coordinate(y):>7}{height(f):>10}")


def coordinate(x):
    """A coordinate with three decimals, or as a power of ten where it is far away."""
    return fixed(x, 3) if abs(x) < 100 else f"{x:.0e}".replace("e+", "e")


def height(f):
    """A height to five digits, so that 1411.8 can be read, or as a power of ten."""
    return f"{f:.5g}" if f == 0 or 1e-4 <= abs(f) < 1e5 else f"{f:.2e}".replace("e+", "e")
