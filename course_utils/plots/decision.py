"""Decisions in the plane of two inputs: the points that a model tells apart, and where it answers which class.

A neuron answers 1 on the side of its line to which the weights w point; a network's boundary is where its answer is
½. Label 1 is a filled blue square, label 0 an open orange circle, here and wherever two classes are shown; the side
that is answered with 1 is shaded blue.
"""

import numpy as np
from matplotlib.patches import Polygon

from ..engine.validate import counted
from .figure import empty_line, new_figure, style
from .look import LIGHT
from .names import beside
from .takes import MOST_PANELS, a_function, by_name, classes, plane_points, takes

REACH = 2.2  # the plane of a neuron shows both inputs from −2.2 to 2.2
SHADE = 0.12
AROUND = 1.7  # the plane of a network
GRID = 150


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
        drawn = {"marker": marker, "facecolor": face, "edgecolor": edge, "label": f"_label {label}"}
        ax.scatter(*X[y == label].T, s=size, linewidth=2, zorder=4, **drawn)


def half_plane(w, b):
    """The corners (n, 2) of the part of the square from −REACH to REACH where w·x + b > 0."""
    corners = REACH * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], dtype=float)
    z = corners @ w + b
    kept = []
    for here, there in ((i, (i + 1) % 4) for i in range(4)):
        if z[here] > 0:
            kept.append(corners[here])
        if (z[here] > 0) != (z[there] > 0):
            share = z[here] / (z[here] - z[there])
            kept.append(corners[here] + share * (corners[there] - corners[here]))
    return np.array(kept).reshape(-1, 2)


def line_ends(w, b):
    """Two points (2, 2) of the line w·x + b = 0, far apart; not a number where w is zero."""
    w, size = np.asarray(w, dtype=float), float(np.dot(w, w))
    if size == 0:
        return np.full((2, 2), np.nan)
    along = np.array([-w[1], w[0]]) / np.sqrt(size)
    return -b * w / size + np.outer([-10 * REACH, 10 * REACH], along)


def draw_line(ax, w, b, look=LIGHT, name="", **style_of_line):
    """Draw where a neuron with weights w (2,) and bias b is undecided, and shade where it answers 1."""
    line = NeuronLine(ax, look, **style_of_line)
    line.move(w, b)
    if name:
        at = -b * np.asarray(w) / np.dot(w, w)
        beside(ax, name, at, (6, 6), look["ink"], zorder=5)


class NeuronLine:
    """The line of one neuron with its shaded side; `move` puts it elsewhere, `moving` are its artists."""

    def __init__(self, ax, look=LIGHT, linestyle="-"):
        self._side = ax.add_patch(
            Polygon(np.zeros((3, 2)), facecolor=look["forward"], alpha=SHADE, linewidth=0, zorder=1)
        )
        drawn = {"color": look["forward"], "linewidth": 2.2, "zorder": 3}
        self._line = empty_line(ax, label="line", linestyle=linestyle, **drawn)
        self.moving = [self._side, self._line]

    def move(self, w, b):
        """To the neuron with weights w (2,) and bias b."""
        side = half_plane(w, b)
        self._side.set_xy(side if len(side) else np.full((3, 2), np.nan))
        self._line.set_data(*line_ends(w, b).T)


def draw_decision(ax, network, X, y, look=LIGHT):
    """Draw examples X (N, 2) with labels y (N,), and what `network` answers in the plane around them.

    network(X) gives the probability of class 1, an array (N, 1) or (N,).
    """
    draw_plane(ax, look=look, reach=(-AROUND, AROUND))
    along = np.linspace(-AROUND, AROUND, GRID)
    plane = np.stack(np.meshgrid(along, along), axis=-1)
    answer = np.reshape(network(plane.reshape(-1, 2)), (GRID, GRID))
    ax.contourf(along, along, answer, levels=(0.5, np.inf), colors=[look["forward"]], alpha=0.14)
    ax.contour(along, along, answer, levels=(0.5,), colors=[look["ink"]], linewidths=2)
    draw_points(ax, X, y, look, size=16)


@takes(network=a_function, X=plane_points, y=classes)
def share_right(network, X, y):
    """The share of examples X (N, 2) whose class y (N,) the network answers."""
    return float(np.mean((np.reshape(network(X), -1) > 0.5) == np.asarray(y)))


@takes(X=plane_points, y=classes)
def two_clouds(X, y, look=LIGHT):
    """Points X (N, 2) of two classes whose means and scatters agree."""
    figure, ax = new_figure(4.2, 4.0, look=look)
    draw_plane(ax, look=look)
    draw_points(ax, X, y, look, size=26)
    ax.set_title("Same mean, same scatter")
    return figure, (
        "Two classes in opposite corners: squares upper left and lower right, circles lower left and upper right."
    )


def _panels(networks, X, y, width, height, look):
    """A figure with a panel for each network, {title: network}, over the same examples X (N, 2), y (N,)."""
    figure, axes = new_figure(width, height, columns=len(networks), look=look)
    for ax, (title, network) in zip(axes, networks.items(), strict=True):
        draw_decision(ax, network, X, y, look)
        ax.set_title(title)
    return figure


@takes(networks=by_name(a_function, 2, MOST_PANELS), X=plane_points, y=classes)
def bent_or_not(networks, X, y, look=LIGHT):
    """Two half moons X (N, 2), y (N,), and what networks answer, {how their hidden layers are: network}."""
    titled = {f"Hidden layers {how}": network for how, network in networks.items()}
    return _panels(titled, X, y, 8.6, 4.5, look), (
        "Two half moons. Without a bend a straight line cuts both; with tanh a curve parts them."
    )


@takes(networks=by_name(a_function, 2, MOST_PANELS), X=plane_points, y=classes)
def noisy_moons(networks, X, y, look=LIGHT):
    """Noisy half moons X (N, 2), y (N,), and what networks of ever more hidden neurons answer, {neurons: network}."""
    titled = {counted(neurons, "neuron"): network for neurons, network in networks.items()}
    *few, many = networks
    return _panels(titled, X, y, 9.6, 3.6, look), (
        f"Noisy moons. {' and '.join(map(str, few))} neurons part them with a bent line, {many} with bays around "
        "single points."
    )


@takes(networks=by_name(a_function, 2, MOST_PANELS), X=plane_points, y=classes)
def two_starts(networks, X, y, look=LIGHT):
    """XOR, points X (N, 2) with labels y (N,), and what one network answers after two starts, {title: network}."""
    return _panels(networks, X, y, 8.6, 4.3, look), (
        "XOR after 1000 updates from two starts: from start 0 one corner is on the wrong side, from start 1 none."
    )
