"""The activation explorer: five functions with a tangent to move along them, and what their slope means.

A gradient that passes back through a neuron is multiplied by the slope at its pre-activation z. So the question
at every place is how much gets through: most of it, little (saturated), or nothing (dead).
"""

from ..engine import activation, leaky_relu
from ..engine.trace.notation import short
from ..live.controls import Choice, Slider, Toggle
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..live.handles import Handle
from ..plots.activations import HIGHEST, LOWEST, REACH, ActivationPicture, nearly_flat
from ..plots.figure import blank_figure

NAMES = {
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "softplus": "soft ReLU",
    "leaky_relu": "leaky ReLU",
}


def named(name, leak):
    """The activation function of a name, leaky ReLU with the given slope left of zero."""
    return leaky_relu(leak) if name == "leaky_relu" else activation(name)


def function_of(state):
    """The activation function that a state shows."""
    return named(state.function, state.leak)


def height_in_picture(state):
    """Where the handle is: at the value, or at the edge of the picture where that lies outside."""
    return min(max(function_of(state)(state.z), LOWEST), HIGHEST)


class ActivationExplorer(LiveFigure):
    """The five activation functions with a tangent that a handle or a slider moves.

    `function` is the first one to show (sigmoid, tanh, relu, softplus or leaky_relu), `z` where the tangent
    touches, −6 … 6. Raises ValueError for anything else.
    """

    def __init__(self, function="sigmoid", z=1.0):
        super().__init__(
            draw,
            [
                Choice("function", NAMES, function),
                Slider("z", -REACH, REACH, z, step=0.1, label="pre-activation z"),
                Slider("leak", 0.01, 0.5, 0.1, step=0.01, label="leak ε of leaky ReLU"),
                Toggle("others", True, label="show all five"),
            ],
            [Handle("point", "z", height_in_picture, label="point of the tangent")],
            describe=describe,
            title="Activation functions with a movable tangent",
        )


def draw(look):
    """The curve with its tangent, and below it slope and curvature."""
    figure = blank_figure(6, 4.4, look)
    picture = ActivationPicture(*figure.subplots(2, 1, sharex=True, height_ratios=(1.7, 1)), look)

    def background(state):
        function = function_of(state)
        others = [named(name, state.leak) for name in NAMES if state.others and name != state.function]
        picture.show(function, f"{NAMES[state.function]}: how much of a gradient gets through?", others)

    def update(state):
        picture.touch(function_of(state), state.z)

    return Drawing(figure, update, picture.moving, ("function", "leak", "others"), background)


def describe(state):
    """Where the tangent is, and what the slope does to a gradient that passes."""
    function = function_of(state)
    value, slope, curvature = (
        f(state.z) for f in (function, function.derivative, function.second_derivative)
    )
    numbers = f"value {short(value)}, slope {short(slope)}, curvature {short(curvature)}"
    return f"{NAMES[state.function]} at z = {short(state.z)}: {numbers}. {passage(function, state.z)}"


def passage(function, z):
    """What becomes of a gradient that passes back through the function at z, in a sentence."""
    slope = function.derivative(z)
    if slope == 0:
        kink = " (at the kink itself the course sets the slope to 0)" if z == 0 else ""
        return f"Dead: the slope is exactly 0{kink}, so no gradient passes."
    if nearly_flat(function, z):
        return f"Saturated: a gradient that passes is multiplied by only {short(slope)}."
    if slope == 1:
        return "A gradient passes unchanged."
    return f"A gradient that passes is multiplied by {short(slope)}."
