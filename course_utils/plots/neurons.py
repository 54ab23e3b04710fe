"""Neurons to look at: the points that they tell apart, the line that they draw, and how they are wired.

A neuron answers 1 on the side of its line to which the weights w point. Label 1 is a filled blue square,
label 0 an open orange circle, here and wherever two classes are shown; the side that a neuron answers
with 1 is shaded blue.
"""

from itertools import pairwise

import numpy as np
from matplotlib.patches import Polygon

from .figure import style
from .look import LIGHT

REACH = 2.2  # the plane of a neuron shows both inputs from −2.2 to 2.2
SHADE = 0.12
RADIUS = 0.3


def draw_plane(ax, names=("x₁", "x₂"), look=LIGHT, reach=(-REACH, REACH)):
    """Axes for two inputs in the same scale, with quiet lines through zero."""
    style(ax, look)
    ax.set(xlim=reach, ylim=reach, xlabel=names[0], ylabel=names[1], aspect="equal")
    for line in (ax.axhline, ax.axvline):
        line(0, color=look["line"], linewidth=0.7, alpha=0.6, zorder=0)


def draw_points(ax, X, y, look=LIGHT, size=90):
    """Draw examples X (N, 2) with labels y (N,): 0 an open orange circle, 1 a filled blue square."""
    X, y = np.asarray(X), np.asarray(y)
    kinds = ((0, "o", look["ground"], look["backward"]), (1, "s", look["forward"], look["forward"]))
    for label, marker, face, edge in kinds:
        ax.scatter(
            *X[y == label].T, s=size, marker=marker, facecolor=face, edgecolor=edge, linewidth=2, zorder=4
        )


def half_plane(w, b, reach=REACH):
    """The corners (n, 2) of the part of the square from −reach to reach where w·x + b > 0."""
    corners = reach * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], dtype=float)
    z = corners @ w + b
    kept = []
    for here, there in ((i, (i + 1) % 4) for i in range(4)):
        if z[here] > 0:
            kept.append(corners[here])
        if (z[here] > 0) != (z[there] > 0):
            share = z[here] / (z[here] - z[there])
            kept.append(corners[here] + share * (corners[there] - corners[here]))
    return np.array(kept).reshape(-1, 2)


def line_ends(w, b, reach=10 * REACH):
    """Two points (2, 2) of the line w·x + b = 0, far apart; not a number where w is zero."""
    w, size = np.asarray(w, dtype=float), float(np.dot(w, w))
    if size == 0:
        return np.full((2, 2), np.nan)
    along = np.array([-w[1], w[0]]) / np.sqrt(size)
    return -b * w / size + np.outer([-reach, reach], along)


def draw_line(ax, w, b, look=LIGHT, name="", **style_of_line):
    """Draw where a neuron with weights w (2,) and bias b is undecided, and shade where it answers 1."""
    line = NeuronLine(ax, look, **style_of_line)
    line.move(w, b)
    if name:
        at = -b * np.asarray(w) / np.dot(w, w)
        ax.annotate(name, at, (6, 6), textcoords="offset points", color=look["ink"], zorder=5)


class NeuronLine:
    """The line of one neuron with its shaded side; `move` puts it elsewhere, `moving` are its artists."""

    def __init__(self, ax, look=LIGHT, linestyle="-"):
        self._side = ax.add_patch(
            Polygon(np.zeros((3, 2)), facecolor=look["forward"], alpha=SHADE, linewidth=0, zorder=1)
        )
        self._line = ax.plot([], [], color=look["forward"], linewidth=2.2, linestyle=linestyle, zorder=3)[0]

    @property
    def moving(self):
        """What `move` changes."""
        return [self._side, self._line]

    def move(self, w, b):
        """To the neuron with weights w (2,) and bias b."""
        side = half_plane(w, b)
        self._side.set_xy(side if len(side) else np.full((3, 2), np.nan))
        self._line.set_data(*line_ends(w, b).T)


def draw_neuron(ax, look=LIGHT):
    """Draw one neuron: inputs times weights and the bias, summed to z, through g, out."""
    _empty(ax, (-0.9, 6.2), (-1.7, 2.0))
    for y, text, weight in ((1.2, "x₁", "w₁"), (0, "x₂", "w₂"), (-1.2, "1", "b")):
        _wire(ax, (0, y), (2.4, 0), look, weight)
        _circle(ax, (0, y), text, look, quiet=text == "1")
    _wire(ax, (2.4, 0), (4.0, 0), look, "z")
    ax.annotate("", (5.9, 0), (4.0, 0), arrowprops={"arrowstyle": "-|>", "color": look["line"]}, zorder=1)
    ax.text(5.0, 0.22, "g(z)", color=look["forward"], ha="center", fontsize=12)
    _circle(ax, (2.4, 0), "Σ", look, radius=0.42)
    _circle(ax, (4.0, 0), "g", look, radius=0.42)


def draw_analogy(ax, look=LIGHT):
    """Write beside the parts of `draw_neuron` the part of a nerve cell that each was named after."""
    for x, y, words in (
        (0, 1.75, "dendrites"),
        (1.75, 1.0, "synapses"),
        (2.4, -0.65, "cell body"),
        (5.0, -0.3, "axon"),
    ):
        ax.text(x, y, words, color=look["update"], ha="center", va="center", fontsize=11, style="italic")


def draw_layers(ax, sizes, names=None, look=LIGHT):
    """Draw a network with these numbers of neurons, inputs first, and under each gap the shape of its W and b."""
    widest = max(sizes)
    _empty(ax, (-0.5, 2.6 * (len(sizes) - 1) + 0.5), (-widest / 2 - 1.2, widest / 2 + 0.5))
    places = [[(2.6 * i, (n - 1) / 2 - j) for j in range(n)] for i, n in enumerate(sizes)]
    for before, after in pairwise(places):
        for here in before:
            for there in after:
                _wire(ax, here, there, look)
    for i, column in enumerate(places):
        for j, at in enumerate(column):
            _circle(ax, at, names[i][j] if names else "", look)
        if i:
            words = f"W ({sizes[i]}, {sizes[i - 1]})\nb ({sizes[i]},)"
            ax.text(2.6 * i - 1.3, -widest / 2 - 0.65, words, color=look["quiet"], ha="center", va="center")


def _empty(ax, xlim, ylim):
    ax.set(xlim=xlim, ylim=ylim, aspect="equal")
    ax.axis("off")


def _circle(ax, at, text, look, radius=RADIUS, quiet=False):
    edge = look["quiet" if quiet else "forward"]
    marker = {
        "boxstyle": f"circle,pad={radius}",
        "facecolor": look["panel"],
        "edgecolor": edge,
        "linewidth": 1.8,
    }
    ax.text(
        *at, text or "  ", ha="center", va="center", fontsize=13, color=look["ink"], bbox=marker, zorder=4
    )


def _wire(ax, here, there, look, text=""):
    ax.plot(*zip(here, there, strict=True), color=look["line"], linewidth=1.2, zorder=1)
    if text:
        middle = 0.52 * np.array(here) + 0.48 * np.array(there)
        box = {"facecolor": look["ground"], "edgecolor": "none", "pad": 2}
        ax.text(
            *middle, text, color=look["forward"], ha="center", va="center", fontsize=12, bbox=box, zorder=2
        )
