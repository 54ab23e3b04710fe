"""The weight pair explorer: the loss of the galaxy network over two of its 337 parameters, while it is trained.

A network's surface cannot be drawn: it has as many directions as parameters. What can be drawn is a *slice*: two
parameters vary, the others keep the values that they have after t updates. As t goes on they change too, and with them
the slice. So the path is on the slice only where the filled circle is.
"""

from functools import cache, lru_cache

import numpy as np

from ..data import galaxies
from ..engine import EmpiricalRisk, Network, adam
from ..engine.trace.notation import fixed
from ..live.controls import Choice, Slider
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..plots.figure import blank_figure
from ..plots.loss_curves import NAMES
from ..plots.surfaces import SurfacePicture
from .neuron_surface import LOSSES

UPDATES = 300
RATE = 0.02
POINTS = 25
LEAST = 1.5  # half the width of a slice, at least
LAYERS = "₁₂₃"


def start():
    """The galaxy network of the course, untrained."""
    return Network.random([2, 16, 16, 1], hidden="tanh", output="sigmoid", seed=0)


@cache
def risk(loss):
    """Its `EmpiricalRisk` on the course's 200 galaxies."""
    sky = galaxies(200, seed=0)
    return EmpiricalRisk(start(), sky.X, sky.y, LOSSES[loss])


@cache
def training(loss):
    """The parameters θ (UPDATES + 1, 337) at each state of a training with Adam."""
    steps = adam(risk(loss), start().theta, learning_rate=RATE, steps=UPDATES)
    return np.array([iterate.theta for iterate in steps])


@cache
def parameter_names():
    """What stands at each place of θ: "W₁[0, 1]" is the weight to neuron 0 of layer 1 from input 1, "b₁[0]" a bias."""
    names = []
    for number, layer in zip(LAYERS, start().layers, strict=True):
        names += [f"W{number}[{i}, {j}]" for i, j in np.ndindex(layer.W.shape)]
        names += [f"b{number}[{i}]" for i in range(layer.b.size)]
    return names


@lru_cache(maxsize=32)
def slice_of(loss, first, second, t):
    """(values of the first weight, of the second, losses [row of the second, column of the first]) after t updates."""
    states = training(loss)
    axes = []
    for place in (first, second):
        low, high = states[:, place].min(), states[:, place].max()
        half = max(LEAST, 0.75 * (high - low))
        axes.append((low + high) / 2 + half * np.linspace(-1, 1, POINTS))
    theta, heights = states[t].copy(), np.empty((POINTS, POINTS))
    for row, column in np.ndindex(heights.shape):
        theta[first], theta[second] = axes[0][column], axes[1][row]
        heights[row, column] = risk(loss).value(theta)
    return *axes, heights


class WeightPairExplorer(LiveFigure):
    """A slice of the galaxy network's loss through two of its parameters, after t updates.

    `first` and `second` are their places in θ, 0 … 336; `loss` is "squared", "absolute" or "binary_cross_entropy".
    Raises ValueError where the two are the same, or a number is out of range, and TypeError for anything but a number.
    """

    def __init__(self, first=26, second=45, loss="binary_cross_entropy"):
        last = start().theta.size - 1
        super().__init__(
            draw,
            [
                Choice("loss", NAMES, loss),
                Slider("first", 0, last, first, step=1, whole=True, label="weight across"),
                Slider("second", 0, last, second, step=1, whole=True, label="weight upwards"),
                Slider("t", 0, UPDATES, UPDATES, step=5, whole=True, label="updates t"),
            ],
            describe=describe,
            title="Two of 337 parameters, and the path of training",
        )


def pair_of(state):
    """The two places in θ; raises ValueError where they are one."""
    if state.first == state.second:
        raise ValueError(
            f"choose two different weights: both are {parameter_names()[state.first]}, and one gives no surface"
        )
    return state.first, state.second


def draw(look):
    """The slice, and the path up to t."""
    figure = blank_figure(7, 4.2, look)
    picture = SurfacePicture(figure.subplots(), look)

    def background(state):
        pair = pair_of(state)
        picture.show(*slice_of(state.loss, *pair, state.t), [parameter_names()[place] for place in pair])
        title = f"{NAMES[state.loss].capitalize()}, the other 335 as after {state.t} updates"
        picture.ax.set_title(title, color=look["ink"])

    def update(state):
        picture.move(training(state.loss)[: state.t + 1, pair_of(state)])

    return Drawing(figure, update, picture.moving, ("loss", "first", "second", "t"), background)


def describe(state):
    """How far the two weights went, and how low the slice goes beside the point that was reached."""
    pair = pair_of(state)
    states = training(state.loss)
    heights = slice_of(state.loss, *pair, state.t)[2]
    ends = [[fixed(states[t, place], 2) for t in (0, state.t)] for place in pair]
    moves = [f"{parameter_names()[place]} from {a} to {b}" for place, (a, b) in zip(pair, ends, strict=True)]
    rest = (
        "; the rest of the path lies off it, because the other 335 moved too." if state.t else ", the start."
    )
    return (
        f"{NAMES[state.loss].capitalize()} after {state.t} updates: {moves[0]}, {moves[1]}. Loss "
        f"{risk(state.loss).value(states[state.t]):.3g}; on this slice it lies between {heights.min():.2g} and "
        f"{heights.max():.2g}. The slice is cut through the filled circle{rest}"
    )
