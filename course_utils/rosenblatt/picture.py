"""Rosenblatt's machine to look at: photocells, association units, potentiometers, and the count of mistakes.

A letter is dark photocells on a light ground. A unit that fires is a filled blue dot. Below each unit stands
its potentiometer: a needle that points up at weight 0 and turns with the weight, clockwise where it is
positive; the needles that have just been turned wear the colour of learning.
"""

import numpy as np
from matplotlib.collections import EllipseCollection, LineCollection

from ..plots.figure import empty_line, style
from ..plots.images import no_axes
from ..plots.look import LIGHT

ROWS = 16  # of the array of units
UNITS_ACROSS = 32
TURN = np.pi / 8  # of a needle, for a change of the weight by 1
TURNS = 8  # to its stop, at half a circle
NEEDLE = 0.42
DIAL, DOT, LIT = 0.9, 0.65, 0.7  # diameters, where units stand 1 apart


def places(count):
    """Where the units stand: columns and rows, (count, 2)."""
    columns = -(-count // ROWS)
    return np.array([(i % columns, i // columns) for i in range(count)], dtype=float)


def notches(weights):
    """Where needles stand with weights (n,), as numbers of their directions: 0 … 16, the middle one is up."""
    return np.clip(np.rint(weights), -TURNS, TURNS).astype(int) + TURNS


def direction(notch):
    """Where a needle points, (…, 2), to the right and upwards."""
    angle = (np.asarray(notch) - TURNS) * TURN
    return np.stack([np.sin(angle), np.cos(angle)], axis=-1)


def count_top(bound, most):
    """Where the axis of mistakes ends: above the bound, if there is one, and above so many mistakes."""
    return 1.25 * max(bound if np.isfinite(bound) else 0, most, 4)


class Needles:
    """The needles of `count` potentiometers; `turn` sets them, `moving` are the artists that it changes."""

    def __init__(self, ax, count, look=LIGHT):
        _array(ax, count, look)
        self._places = places(count)
        circles(ax, self._places, DIAL, facecolor=look["panel"], edgecolor=look["line"], linewidth=0.5)
        self._quiet = ax.add_collection(LineCollection([], colors=look["quiet"], linewidths=1.1))
        self._turned = ax.add_collection(LineCollection([], colors=look["update"], linewidths=2.2))
        self.moving = [self._quiet, self._turned]

    def turn(self, weights, turned):
        """Set the needles to weights (count,); `turned` (count,) marks those that have just moved."""
        tips = self._places + NEEDLE * direction(notches(weights)) * (1, -1)  # rows grow downwards
        segments = np.stack([self._places, tips], axis=1)
        self._quiet.set_segments(segments[~turned])
        self._turned.set_segments(segments[turned])


class Units:
    """The association units as dots; `fire` lights them, `moving` are the artists that it changes."""

    def __init__(self, ax, count, look=LIGHT):
        _array(ax, count, look)
        self._places = places(count)
        circles(ax, self._places, DOT, facecolor=look["ground"], edgecolor=look["line"], linewidth=0.7)
        self._lit = circles(ax, self._places[:0], LIT, facecolor=look["forward"], linewidth=0)
        self.moving = [self._lit]

    def fire(self, units):
        """Light the units that are 1 in `units` (count,)."""
        self._lit.set_offsets(self._places[np.asarray(units) > 0])


class MistakeCount:
    """Mistakes so far against examples shown, with Novikoff's bound; `count` sets them."""

    def __init__(self, ax, look=LIGHT):
        style(ax, look)
        ax.set(xlabel="examples shown", ylabel="mistakes")
        ax.set_title("Mistakes so far").set_visible(False)  # said by the table of numbers alone
        self.ax = ax
        self._bound = ax.axhline(1, color=look["warning"], linestyle="--", linewidth=1.6, label="_bound")
        self._words = ax.annotate(
            "", (0.02, 1), (0, 3), xycoords=("axes fraction", "data"), textcoords="offset points",
            color=look["warning"], fontsize=9,
        )  # fmt: skip
        steps = {"color": look["backward"], "linewidth": 2.2, "drawstyle": "steps-post"}
        self._line = empty_line(ax, label="mistakes", **steps)
        self._dot = empty_line(ax, "o", label="now", color=look["backward"], markersize=6, clip_on=False)
        self.moving = [self._line, self._dot]

    def scale(self, shown, bound, most):
        """Set the axes for so many examples and mistakes; a bound that is infinite is not drawn."""
        finite = bool(np.isfinite(bound))
        self.ax.set(xlim=(0, shown), ylim=(0, count_top(bound, most)))
        for artist in (self._bound, self._words):
            artist.set_visible(finite)
        if finite:
            self._bound.set_ydata([bound, bound])
            self._words.xy = (0.02, bound)
            self._words.set_text(f"Novikoff: never more than {np.floor(bound):.0f}")

    def count(self, mistakes):
        """Draw the number of mistakes after 0, 1, 2, … examples (shown + 1,)."""
        self._line.set_data(np.arange(len(mistakes)), mistakes)
        self._dot.set_data([len(mistakes) - 1], [mistakes[-1]])


def circles(ax, places, diameter, **drawn):
    """Circles at places (n, 2), as large as they are in data units: so they fit their array in every picture."""
    size = {"widths": diameter, "heights": diameter, "angles": 0, "units": "xy"}
    return ax.add_collection(
        EllipseCollection(**size, offsets=places, offset_transform=ax.transData, **drawn)
    )


def _array(ax, count, look):
    no_axes(ax, look)
    columns = -(-count // ROWS)
    ax.set(xlim=(-0.7, columns - 0.3), ylim=(ROWS - 0.3, -0.7), aspect="equal")
