"""Losses of one example as curves: what an answer costs, and how hard the loss pulls at the number behind it.

For a class the answer is f = σ(z), and the pull is ∂loss/∂z; for a number the answer is z itself. The loss wears its
violet, its gradient the orange of the backward pass; lines and markers tell the losses apart.

Bowls are losses of one constant answer to many targets, as curves over the constant, each with its lowest point.
"""

import numpy as np

from ..engine import identity, mean_absolute_error, mean_squared_error, sigmoid
from ..engine.functions.pointwise import logit_cross_entropy
from ..engine.trace.notation import rounded
from .figure import empty_line, new_figure, style
from .look import LIGHT
from .names import beside
from .takes import a_number, a_row, by_name, takes

REACH = 12.0  # the axis shows z from −12 to 12
FLOOR = 1e-11  # the gradient's axis ends here
Z = np.linspace(-REACH, REACH, 481)
NAMES = {
    "squared": "squared error",
    "absolute": "absolute error",
    "binary_cross_entropy": "binary cross-entropy",
}
STYLES = {"squared": ("--", "s"), "absolute": (":", "D"), "binary_cross_entropy": ("-", "o")}
TARGETS = {"one": "class 1", "zero": "class 0", "number": "a number, y = 0"}
POINTWISE = {"squared": mean_squared_error.pointwise, "absolute": mean_absolute_error.pointwise}
MARKS = {"-": "solid:", "--": "dashed:", ":": "dotted:"}
BOWL_STYLES = ("-", "--", "-.")


def labelled(target):
    """y as a number: 1 for "one", otherwise 0."""
    return float(target == "one")


def losses_for(target):
    """The names of the losses that a target has: a cross-entropy needs a class."""
    return [name for name in NAMES if name != "binary_cross_entropy" or target != "number"]


def loss_of_one(name, z, target):
    """(loss, ∂loss/∂z) of one example at z, floats or arrays in the shape of z; for a class f = σ(z), else f = z."""
    y = np.zeros_like(z, dtype=float) + labelled(target)
    if name == "binary_cross_entropy":
        loss = logit_cross_entropy
        return loss(z, y), loss.slope(np.asarray(z, dtype=float), y)
    loss, g = POINTWISE[name], identity if target == "number" else sigmoid
    return loss(g(z), y), loss.slope(np.asarray(g(z)), y) * g.derivative(z)


def draw_loss_curves(left, right, z, target, look=LIGHT):
    """Draw the losses of a target on one axes, the sizes of their gradients on the other, and mark z in both."""
    curves = LossCurves(left, right, look)
    curves.show(target)
    curves.touch(z, target)
    left.set_xlabel(right.get_xlabel())
    left.set_title("What an answer costs", color=look["ink"])
    right.set_title("How hard it pulls", color=look["ink"])


class LossCurves:
    """Two axes, above the losses and below the sizes of their gradients; `show` a target, `touch` a z."""

    def __init__(self, upper, lower, look=LIGHT):
        self.upper, self.lower, self._look = upper, lower, look
        for ax in (upper, lower):
            style(ax, look)
            ax.set_xlim(-REACH, REACH)
            ax.axvline(0, color=look["line"], linewidth=0.8, zorder=1)
        upper.set_ylabel("loss")
        self._lines, self._dots, self._names = {}, {}, {}
        for name, (line, marker) in STYLES.items():
            for ax, role in ((upper, "loss"), (lower, "backward")):
                colour, place = look[role], (name, role)
                drawn = {"color": colour, "label": NAMES[name]}
                self._lines[place] = empty_line(ax, line, linewidth=2.2, **drawn)
                face = {"markerfacecolor": colour if name == "binary_cross_entropy" else look["ground"]}
                self._dots[place] = empty_line(
                    ax, marker, markersize=8, clip_on=False, zorder=4, **drawn, **face
                )
        self._words = upper.text(0.02, 0.97, "", transform=upper.transAxes, va="top", color=look["loss"])
        self.moving = list(self._dots.values())  # what `touch` changes

    def show(self, target):
        """Draw the curves of a target: "one", "zero" or "number"."""
        number, here = target == "number", losses_for(target)
        for (name, role), line in self._lines.items():
            loss, gradient = loss_of_one(name, Z, target) if name in here else (Z * np.nan,) * 2
            line.set_data(Z, loss if role == "loss" else sized(gradient, number))
        self.upper.set_ylim(*((-8, 150) if number else (-0.6, 12.5)))
        self.upper.set_yticks((0, 50, 100, 150) if number else (0, 4, 8, 12))
        self.lower.set_yscale("linear" if number else "log")
        self.lower.set_ylim(*((-26, 26) if number else (FLOOR, 20)))
        self.lower.set_ylabel("gradient" if number else "size of the gradient")
        self.lower.set_xlabel("prediction f" if number else "pre-activation z,   f = σ(z)")
        self._words.set_text("\n".join(f"{MARKS[STYLES[name][0]]} {NAMES[name]}" for name in here))
        self._words.set_x({"one": 0.98, "zero": 0.02, "number": 0.52}[target])
        self._words.set_horizontalalignment("right" if target == "one" else "left")
        words = "How hard does each loss pull?"
        self.upper.set_title(f"{words} The target is {TARGETS[target]}", color=self._look["ink"], fontsize=12)

    def touch(self, z, target):
        """Mark every loss and gradient at z."""
        here = losses_for(target)
        for (name, role), dot in self._dots.items():
            if name not in here:
                dot.set_data([], [])
                continue
            loss, gradient = loss_of_one(name, z, target)
            dot.set_data([z], [loss if role == "loss" else sized(gradient, target == "number")])


def sized(gradient, signed):
    """The gradient where its sign is shown; its size, not below the axis, where the axis is logarithmic."""
    return gradient if signed else np.maximum(np.abs(gradient), FLOOR)


def draw_bowls(ax, y, constants, losses, look=LIGHT):
    """Draw losses {name: array in the shape of constants}, three at most, each with its lowest point, over targets y.

    The targets stand on the axis as ticks. Raises ValueError for more losses.
    """
    if len(losses) > len(BOWL_STYLES):
        raise ValueError(
            f"losses must hold at most {len(BOWL_STYLES)} curves to be told apart; got {len(losses)}"
        )
    for (name, values), line in zip(losses.items(), BOWL_STYLES, strict=False):
        ax.plot(constants, values, line, color=look["loss"], linewidth=2.2, label=f"_{name}")
        lowest = np.argmin(values)
        dot = {"color": look["update"], "markersize": 8, "zorder": 4, "label": f"_{name}, lowest"}
        ax.plot(constants[lowest], values[lowest], "o", **dot)
        words, point = f"{name}: {rounded(constants[lowest], 3)}", (constants[lowest], values[lowest])
        beside(ax, words, point, (0, 12), look["update"], ha="center")
    ticks = {"markersize": 16, "markeredgewidth": 2, "zorder": 3, "label": "_targets"}
    ax.plot(y, np.zeros(len(y)), "|", color=look["forward"], **ticks)
    ax.set(xlim=(constants[0], constants[-1]), ylim=(-0.03 * max(map(max, losses.values())), None))


@takes(y=a_row, constants=a_row, losses=by_name(a_row))
def bowls(y, constants, losses, look=LIGHT):
    """The losses {name: array in the shape of constants} of one constant answer to the targets y."""
    figure, ax = new_figure(look=look)
    draw_bowls(ax, y, constants, losses, look)
    ax.set(title="One loss finds the mean, the other the median", xlabel="constant answer c", ylabel="loss")
    lowest = ", ".join(
        f"{name} lowest at {rounded(constants[np.argmin(loss)], 3)}" for name, loss in losses.items()
    )
    return figure, f"Losses over one constant answer: {lowest}."


@takes(z=a_number)
def losses_and_gradients(z, look=LIGHT):
    """The losses of an example of class 1 over z beside the sizes of their gradients, marked at one z."""
    figure, axes = new_figure(9.6, 3.8, columns=2, look=look)
    draw_loss_curves(*axes, z, "one", look)
    return figure, (
        "Left the losses over z, only cross-entropy rises to the left; right the sizes of their gradients."
    )
