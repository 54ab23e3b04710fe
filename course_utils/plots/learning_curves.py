"""Training as curves: the loss over the updates, and the weights that make it fall.

Both run over logarithmic updates, because a network does as much in its first ten updates as later in
thousands. The start, t = 0, has no place on such an axis; the curves begin at t = 1. A curve's name
stands at its end, pushed away from its neighbours where they end close together.
"""

import numpy as np

from ..engine.trace.notation import fixed, rounded
from ..engine.validate import abbreviate, counted, finite, mapping
from .figure import checked_axes, new_figure
from .look import LIGHT
from .names import apart
from .takes import a_row, numbers, takes

STYLES = ["-", "--", ":", "-."]
GAP = 0.065  # the least distance of two names, as a share of the axis


def draw_losses(ax, losses, look=LIGHT):
    """Draw the loss after 1, 2, … updates, both axes logarithmic.

    losses: {name: array (updates + 1,), the loss at the states 0, 1, …}; four at most, told apart by
    their lines. Raises ValueError for more, and where a loss is not positive.
    """
    checked_axes(ax, look)
    losses = _curves(losses, "losses", "curves")
    for name, values in losses.items():
        if values.ndim != 1:
            raise ValueError(f"losses[{name!r}] must have shape (updates + 1,); got {values.shape}")
        if not np.all(values > 0):
            raise ValueError(f"losses[{name!r}] must be positive on a logarithmic axis; got {np.min(values)}")
    ax.set(xscale="log", yscale="log", xlabel="updates t", ylabel="loss L")
    for (name, values), style in zip(losses.items(), STYLES, strict=False):
        ax.plot(
            np.arange(1, len(values)), values[1:], style, color=look["loss"], linewidth=2, label=f"_{name}"
        )
    ax.grid(axis="y", color=look["line"], alpha=0.25, linewidth=0.7)
    _name_ends(ax, {name: (len(values) - 1, values[-1]) for name, values in losses.items()}, look["loss"])


def draw_weights(ax, weights, look=LIGHT):
    """Draw how weights move with the updates, on a logarithmic axis.

    weights: {name of a group: array (updates + 1, …), its weights at the states 0, 1, …}. Each group has
    a line of its own kind and one name. Raises ValueError for more than four groups.
    """
    checked_axes(ax, look)
    weights = _curves(weights, "weights", "groups")
    ax.set(xscale="log", xlabel="updates t", ylabel="weight")
    ax.axhline(0, color=look["line"], linewidth=0.8)
    ends = {}
    for (name, values), style in zip(weights.items(), STYLES, strict=False):
        paths = values.reshape(len(values), -1)
        labels = [f"_{name}, {place + 1}" for place in range(paths.shape[1])]
        ax.plot(np.arange(1, len(paths)), paths[1:], style, color=look["update"], linewidth=1.8, label=labels)
        ends[name] = (len(paths) - 1, paths[-1].mean())
    _name_ends(ax, ends, look["update"])


def _curves(given, name, what):
    """{name: array (updates + 1, …)} of one to four curves, with finite numbers for two states or more."""
    mapping(given, name, "{name: array (updates + 1, …)}")
    if not 1 <= len(given) <= len(STYLES):
        raise ValueError(
            f"{name} must hold at least one and at most {len(STYLES)} {what} to be told apart; got {len(given)}"
        )
    curves = {}
    for key, values in given.items():
        if not isinstance(key, str):
            raise TypeError(f"{name} must have strings as keys, the {what}' names; got {abbreviate(key)}")
        values = curves[key] = finite(values, f"{name}[{abbreviate(key)}]")
        if values.ndim == 0 or len(values) < 2 or values.size == 0:
            raise ValueError(
                f"{name}[{abbreviate(key)}] must hold two states or more; got shape {values.shape}"
            )
    return curves


def _name_ends(ax, ends, colour):
    """Write each name right of the axes at the height of its end point (x, y), not closer to the next than GAP."""
    ax.set(xlim=(1, max(x for x, _ in ends.values())), ylim=ax.get_ylim())  # from here on the axes keep still
    to_axes = ax.transData + ax.transAxes.inverted()
    heights = {name: to_axes.transform(end)[1] for name, end in ends.items()}
    for name, height in apart(heights, -GAP).items():
        ax.text(1.02, height, name, transform=ax.transAxes, va="center", color=colour, fontsize=10)


@takes(losses=a_row)
def losses_over_updates(losses, look=LIGHT):
    """The loss of the lecture's network at the states 0, 1, …, an array (updates + 1,)."""
    figure, ax = new_figure(look=look)
    draw_losses(ax, {"L": losses}, look)
    ax.set_title("Slow for ten updates, then nearly a straight line")
    return figure, (
        f"Loss over {len(losses) - 1:,} updates, both axes logarithmic: from {rounded(losses[0], 2)} it falls "
        f"slowly for some ten updates, then along nearly a straight line down to {rounded(losses[-1], 2)}."
    )


@takes(hidden=numbers, output=numbers)
def weights_over_updates(hidden, output, look=LIGHT):
    """The weights of both layers at the states 0, 1, …: arrays (updates + 1, 2, 2), a row for each neuron."""
    figure, ax = new_figure(look=look)
    groups = {"w₇, w₈": output[:, 1], "w₁ … w₄": hidden, "w₅, w₆": output[:, 0]}
    draw_weights(ax, groups, look)
    ax.set_title("The output layer does nearly all of the learning")
    ends = ", ".join(
        f"{name} from {fixed(paths[0].mean(), 2)} to {fixed(paths[-1].mean(), 1)}"
        for name, paths in groups.items()
    )
    return figure, f"Weights over updates, their averages: {ends}."


@takes()
def conventions(losses, look=LIGHT):
    """The loss under each convention for the biases, {name: array (updates + 1,)}."""
    figure, ax = new_figure(look=look)
    draw_losses(ax, losses, look)
    ax.set_title("Biases that learn end about ten times lower")
    ends = ", ".join(f"{name} {rounded(values[-1], 2)}" for name, values in losses.items())
    return figure, f"Loss over updates, both axes logarithmic. At the end: {ends}."


@takes(right=a_row, wrong=a_row)
def right_and_wrong(right, wrong, look=LIGHT):
    """The loss at the states 0, 1, … of two programs, arrays (updates + 1,): one gradient right, one forgetful."""
    ahead = counted(int(np.sum(np.less(wrong, right))), "update")
    figure, ax = new_figure(look=look)
    draw_losses(ax, {"backward": right, "forgetful": wrong}, look)
    ax.set_title(f"For {ahead} the wrong gradient is ahead")
    return figure, (
        f"Loss over updates, both axes logarithmic. Both fall. The wrong gradient's loss is the lower one for "
        f"{ahead}; at the end it is {wrong[-1]:.3f}, and the right one's {right[-1]:.3f}."
    )
