"""Neurons and networks as diagrams: how they are wired, what their parts are called, and what they make of points.

Notebook 04's whole figures come as (figure, description), ready for `show(*…)`.
"""

from itertools import pairwise

import numpy as np

from ..engine.trace.notation import rounded
from ..engine.validate import abbreviate
from .decision import draw_line, draw_plane, draw_points
from .figure import new_figure
from .look import LIGHT
from .takes import (
    MOST_PANELS,
    a_number,
    a_row,
    an_int,
    by_name,
    classes,
    list_of,
    numbers,
    pair_of,
    plane_points,
    takes,
)

RADIUS = 0.3
SQUARE = (-0.7, 1.7)  # of a plane in which 0 and 1 are all that happens


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


def _learned(value, name):
    """(labels, weights, bias) of a neuron."""
    if not isinstance(value, (tuple, list)) or len(value) != 3:
        raise TypeError(f"{name} must be (labels, weights, bias); got {abbreviate(value)}")
    y, w, b = value
    return (
        classes(y, f"the labels of {name}"),
        a_row(w, f"the weights of {name}"),
        a_number(b, f"b of {name}"),
    )


@takes(X=plane_points, learned=by_name(_learned, 2, MOST_PANELS))
def lines(X, learned, look=LIGHT):
    """Points X (4, 2) with the line of one neuron: a plane for each {name: (labels, w, b)}."""
    figure, axes = new_figure(7, 3.4, columns=len(learned), look=look)
    for ax, (name, (y, w, b)) in zip(axes, learned.items(), strict=True):
        draw_plane(ax, look=look, reach=SQUARE)
        draw_line(ax, w, b, look)
        draw_points(ax, X, y, look)
        ax.set_title(f"{name}: the learned line")
    words = "the points with label 1, squares, lie on the shaded side, those with label 0, circles, not"
    return figure, f"{' and '.join(learned)}, each with the line that its perceptron learned: {words}."


@takes()
def neuron(look=LIGHT):
    """One neuron, and beside its parts those of a nerve cell."""
    figure, ax = new_figure(7, 3.3, look=look)
    draw_neuron(ax, look)
    draw_analogy(ax, look)
    ax.set_title("One neuron; in green, what its parts were named after")
    return figure, (
        "A neuron: x₁, x₂ and 1 (dendrites) times w₁, w₂ and b (synapses) are summed to z (cell body), and go "
        "through g out (axon)."
    )


@takes(sizes=list_of(an_int(1, 20), 2))
def layers(sizes, look=LIGHT):
    """A network with these numbers of neurons, and the shapes of its parameters."""
    figure, ax = new_figure(6.4, 4, look=look)
    draw_layers(ax, sizes, look=look)
    first, *hidden, last = sizes
    middle = "".join(f"{size} hidden neurons → " for size in hidden)
    ax.set_title(f"{first} inputs → {middle}{last} outputs")
    shapes = ", then ".join(f"W ({m}, {n}) and b ({m},)" for n, m in pairwise(sizes))
    return (
        figure,
        f"Circles in columns of {', '.join(map(str, sizes))}, each wired to all of the next: {shapes}.",
    )


@takes(
    X=plane_points,
    y=classes,
    A=plane_points,
    hidden=pair_of(numbers, numbers),
    output=pair_of(numbers, numbers),
)
def hidden_layer(X, y, A, hidden, output, look=LIGHT):
    """Points X (N, 2), and where two hidden neurons put them, A (N, 2).

    hidden and output are (W, b): two lines among the inputs, one in the plane of the hidden neurons.
    """
    figure, axes = new_figure(7.4, 3.6, columns=2, look=look)
    planes = (
        (axes[0], ("x₁", "x₂"), X, "What the inputs show"),
        (axes[1], ("h₁", "h₂"), A, "What the output neuron sees"),
    )
    for ax, names, points, title in planes:
        draw_plane(ax, names, look, reach=SQUARE)
        draw_points(ax, points, y, look)
        ax.set_title(title)
    for w, b, name, line in zip(*hidden, ("h₁", "h₂"), ("-", "--"), strict=True):
        draw_line(axes[0], w, b, look, name=name, linestyle=line)
    draw_line(axes[1], output[0][0], output[1][0], look)
    places = {
        label: sorted({f"({rounded(a, 6)}, {rounded(b, 6)})" for a, b in A[y == label]}) for label in (1, 0)
    }
    return figure, (
        "Left: four points, and the two parallel lines of the hidden neurons. Right: where these put them, squares at "
        f"{' and '.join(places[1])}, circles at {' and '.join(places[0])}, and one line between."
    )
