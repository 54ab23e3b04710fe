"""One neuron to turn by hand: two weights, a bias, and the line on which it is undecided.

    answer = 1 if w·x + b > 0, else 0

The weights are an arrow that points to the side answered with 1; the bias moves the line along it. AND and OR
can be had, and XOR cannot: the explorer lets a student fail at it, which no proof replaces.
"""

import numpy as np

from ..data import blobs
from ..engine.trace.notation import short, some
from ..live.controls import Choice, Slider
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..live.handles import Handle
from ..plots.decision import REACH, NeuronLine, draw_plane, draw_points
from ..plots.figure import blank_figure, empty_line

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
GATES = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "XOR": [0, 1, 1, 0]}


def points(name):
    """The examples X (N, 2) and labels y (N,) of AND, OR, XOR or blobs."""
    if name == "blobs":
        cloud = blobs(60, seed=1)
        return cloud.X, cloud.y
    return CORNERS, np.array(GATES[name])


def answers(X, w, b):
    """What a neuron with a step answers to X (N, 2): 0 or 1 each (N,)."""
    return (X @ np.asarray(w) + b > 0).astype(int)


class NeuronExplorer(LiveFigure):
    """A neuron with two inputs, drawn as its decision line among points; `task` is AND, OR, XOR or blobs.

    Raises ValueError for another task.
    """

    def __init__(self, task="AND"):
        super().__init__(
            draw,
            [
                Choice("task", [*GATES, "blobs"], task, label="points"),
                Slider("w1", -2, 2, 0.8, step=0.1, label="weight w₁"),
                Slider("w2", -2, 2, -0.6, step=0.1, label="weight w₂"),
                Slider("b", -3, 3, 0.3, step=0.1, label="bias b"),
            ],
            [Handle("tip", "w1", "w2", label="tip of the weights")],
            describe=describe,
            title="One neuron and its decision line",
        )


def draw(look):
    """The plane of the two inputs, with points, line and weights."""
    figure = blank_figure(5.2, 5.2, look)
    ax = figure.subplots()
    line = NeuronLine(ax, look)
    shaft = empty_line(ax, color=look["ink"], linewidth=2, zorder=5, label="weights, from 0 to their tip")
    wrong = crosses(ax, look)
    still = list(ax.get_children())

    def background(state):
        for artist in [artist for artist in ax.collections if artist not in still]:
            artist.remove()
        draw_points(ax, *points(state.task), look, size=110 if state.task in GATES else 40)

    def update(state):
        X, y = points(state.task)
        w = (state.w1, state.w2)
        line.move(w, state.b)
        shaft.set_data([0, state.w1], [0, state.w2])
        wrong.set_data(*X[answers(X, w, state.b) != y].T)

    draw_plane(ax, look=look, reach=(-REACH, REACH))
    ax.set_title("Blue side: the neuron answers 1", color=look["ink"])
    return Drawing(figure, update, [*line.moving, shaft, wrong], ("task",), background)


def crosses(ax, look):
    """What crosses out the points that are wrong."""
    drawn = {"color": look["warning"], "markersize": 18, "markeredgewidth": 2.5, "zorder": 6}
    return empty_line(ax, "x", label="wrong, crossed out", **drawn)


def describe(state):
    """The neuron, and how many points it gets right."""
    X, y = points(state.task)
    right = answers(X, (state.w1, state.w2), state.b) == y
    neuron = f"w = ({short(state.w1)}, {short(state.w2)}), b = {short(state.b)}"
    words = f"{state.task} with {neuron}: {some(right.sum(), len(y), 'points')}."
    if right.all():
        return f"{words} The line separates the classes."
    if state.task in GATES:
        failed = ", ".join(f"({a:.0f}, {b:.0f})" for a, b in X[~right])
        words += f" Wrong, and crossed out: {failed}."
    return words
