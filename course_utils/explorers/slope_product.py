"""The slope product explorer: what is left of a gradient after ten layers, for the five activation functions.

All neurons sit at the same pre-activation z and all weights are 1, so that only slopes are multiplied: g′(z)ⁿ.
"""

from ..live.controls import Slider
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..plots.activations import REACH
from ..plots.depth import SlopeLines, describe_products
from ..plots.figure import blank_figure
from .activation import NAMES, named


def functions_of(state):
    """The five activation functions {name: function}, leaky ReLU with the leak of the state."""
    return {words: named(name, state.leak) for name, words in NAMES.items()}


class SlopeProductExplorer(LiveFigure):
    """Products of slopes through ten layers; `z` is where every neuron sits at first, −6 … 6.

    Raises ValueError or TypeError for anything else.
    """

    def __init__(self, z=0.0):
        super().__init__(
            draw,
            [
                Slider("z", -REACH, REACH, z, step=0.1, label="pre-activation z of every neuron"),
                Slider("leak", 0.01, 0.5, 0.1, step=0.01, label="leak ε of leaky ReLU"),
            ],
            describe=describe,
            title="Products of slopes through ten layers",
        )


def draw(look):
    """Five lines on a logarithmic axis, their names at their ends."""
    figure = blank_figure(6, 4, look)
    ax = figure.subplots()
    lines = SlopeLines(ax, tuple(NAMES.values()), look)
    ax.set_title("What ten layers leave of a gradient", color=look["ink"])

    def update(state):
        lines.move(functions_of(state), state.z)

    return Drawing(figure, update, lines.moving)


def describe(state):
    """What is left at the end, function by function."""
    return describe_products(functions_of(state), state.z)
