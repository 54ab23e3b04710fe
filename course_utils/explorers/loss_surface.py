"""The loss surface explorer: the same neuron, galaxies and start, and another landscape for each loss.

The start is dragged and gradient descent runs from there. Under cross-entropy the surface of one neuron is convex: it
is steep where the neuron is wrong. Under the squared and the absolute error there are plains as well, where a start
that is wrong about nearly everything hardly moves.
"""

import numpy as np

from ..engine.trace.notation import short
from ..engine.validate import counted, pair
from ..live.controls import Choice, Slider
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..live.handles import Handle
from ..plots.figure import blank_figure
from ..plots.loss_curves import NAMES
from ..plots.surfaces import SurfacePicture
from . import neuron_surface
from .neuron_surface import GRID, REACH

FLAT = 1e-3  # a gradient shorter than this is called flat
LONG = ("weight w (per 0.4 mag)", "bias b")


class LossSurfaceExplorer(LiveFigure):
    """One neuron's loss over its weight and bias, for three losses, with the path of gradient descent from a start.

    `start` is (w, b), each within −12 … 12; `loss` is "squared", "absolute" or "binary_cross_entropy". Raises
    ValueError or TypeError for anything else.
    """

    def __init__(self, start=(-8.0, 8.0), loss="squared"):
        w, b = pair(start, "start", "(w, b)")
        super().__init__(
            draw,
            [
                Choice("loss", NAMES, loss),
                Slider("rate", 0.1, 10, 1.0, log=True, label="learning rate λ"),
                Slider("steps", 1, 1000, 100, log=True, whole=True, label="updates"),
                Slider("fraction", 0, 1, 0.4, step=0.1, label="quiescent fraction"),
            ],
            [Handle("start", w, b, ((-REACH, REACH), (-REACH, REACH)), label="start of training")],
            describe=describe,
            title="The loss surface of one neuron",
        )


def path_of(state):
    """The states θ (updates + 1, 2) of the training that a state shows."""
    return neuron_surface.descent(state.loss, state.fraction, state.start, state.rate, state.steps)


def draw(look):
    """The surface, and the path on it."""
    figure = blank_figure(7, 4.2, look)
    picture = SurfacePicture(figure.subplots(), look)

    def background(state):
        picture.show(GRID, GRID, neuron_surface.surface(state.loss, state.fraction), LONG)
        picture.ax.set_title(f"{NAMES[state.loss].capitalize()}: dark is low", color=look["ink"])

    return Drawing(
        figure,
        lambda state: picture.move(path_of(state)),
        picture.moving,
        ("loss", "fraction"),
        background,
    )


def describe(state):
    """Where training went, what is left of the gradient there, and what the labels allow."""
    path = path_of(state)
    objective = neuron_surface.risk(state.loss, state.fraction)
    value, gradient = objective.value_and_gradient(path[-1])
    length = float(np.hypot(*gradient))
    ends = [f"({short(round(w, 2))}, {short(round(b, 2))})" for w, b in path[[0, -1]]]
    right = 100 * neuron_surface.share_right(path[-1], state.fraction)
    words = (
        f"{NAMES[state.loss].capitalize()}, {counted(state.steps, 'update')} with "
        f"λ = {short(state.rate)} from (w, b) = {ends[0]} to {ends[1]}: "
        f"loss {short(objective.value(path[0]))} → {short(value)}, gradient {short(length)}, {right:.0f} % right."
    )
    if np.abs(path).max() > REACH:
        words += " The path leaves the picture."
    return f"{words} {verdict(state, length, right)}"


def verdict(state, length, right):
    """What to make of it: one class only, on a plain and wrong, at rest, or still moving."""
    if state.fraction in (0, 1):
        label = int(state.fraction)
        return (
            f"All labels are {label}: there is nothing to tell apart. Always answering {label} is right, and the loss "
            f"has no lowest point: it goes on falling as b goes to {'∞' if label else '−∞'}."
        )
    if length < FLAT and right < 80:
        return "On a plain: the neuron is wrong, and the surface is flat here, so it hardly moves."
    return "At rest near a lowest point." if length < FLAT else "Still moving."
