"""The loss explorer: one example is dragged, and every loss and gradient follows.

The example has a target. Where it is a class, the network answers f = σ(z), and what trains the weights is ∂loss/∂z;
where it is a number, the network answers z itself. The losses then agree on what is right, f = y, and on nothing else:
not on what an error costs, nor on how hard it pulls.
"""

from ..engine import sigmoid
from ..engine.trace.notation import short
from ..live.controls import Choice, Slider
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..live.handles import Handle
from ..plots.figure import blank_figure
from ..plots.loss_curves import NAMES, REACH, TARGETS, LossCurves, labelled, loss_of_one, losses_for


class LossExplorer(LiveFigure):
    """Squared error, absolute error and binary cross-entropy of one example that a handle or a slider moves.

    `z` is where it is at first, −12 … 12; `target` is "one" or "zero", a class, or "number", y = 0. Raises ValueError
    for anything else.
    """

    def __init__(self, z=2.0, target="one"):
        super().__init__(
            draw,
            [
                Choice("target", TARGETS, target),
                Slider("z", -REACH, REACH, z, step=0.1, label="pre-activation z"),
            ],
            [Handle("point", "z", leading_loss, label="the example")],
            describe=describe,
            title="One example under every loss",
        )


def leading_loss(state):
    """The loss on whose curve the handle lies: cross-entropy, or for a number the squared error."""
    name = "squared" if state.target == "number" else "binary_cross_entropy"
    return loss_of_one(name, state.z, state.target)[0]


def draw(look):
    """The losses above, their gradients below."""
    figure = blank_figure(7, 4.5, look)
    picture = LossCurves(*figure.subplots(2, 1, sharex=True), look)
    return Drawing(
        figure,
        lambda state: picture.touch(state.z, state.target),
        picture.moving,
        ("target",),
        lambda state: picture.show(state.target),
    )


def describe(state):
    """Every loss and gradient, and which of them pulls hardest."""
    here = {name: loss_of_one(name, state.z, state.target) for name in losses_for(state.target)}
    parts = [
        f"{NAMES[name]} {short(loss)}, gradient {short(float(slope))}" for name, (loss, slope) in here.items()
    ]
    if state.target == "number":
        words = "A number has no cross-entropy: that would need a probability."
        return f"y = 0, f = {short(state.z)}: {'; '.join(parts)}. {words}"
    steep, flat = (abs(here[name][1]) for name in ("binary_cross_entropy", "squared"))
    answer = f"y = {labelled(state.target):.0f}, z = {short(state.z)}, f = {short(sigmoid(state.z))}"
    ratio = steep / flat
    times = f"{ratio:,.0f}" if ratio >= 1000 else short(ratio)
    words = f"Cross-entropy pulls {times} times as hard as the squared error."
    return f"{answer}: {'; '.join(parts)}. {words}"
