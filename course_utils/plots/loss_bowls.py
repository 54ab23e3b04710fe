"""Losses of one constant answer to many targets, as curves over the constant, and where each is lowest."""

import numpy as np

from .look import LIGHT

STYLES = ("-", "--", "-.")


def draw_bowls(ax, y, constants, losses, look=LIGHT):
    """Draw losses {name: array in the shape of constants}, three at most, each with its lowest point, over targets y.

    The targets stand on the axis as ticks. Raises ValueError for more losses.
    """
    if len(losses) > len(STYLES):
        raise ValueError(f"losses must hold at most {len(STYLES)} curves to be told apart; got {len(losses)}")
    for (name, values), line in zip(losses.items(), STYLES, strict=False):
        ax.plot(constants, values, line, color=look["loss"], linewidth=2.2)
        lowest = np.argmin(values)
        ax.plot(constants[lowest], values[lowest], "o", color=look["update"], markersize=8, zorder=4)
        words = f"{name}: {constants[lowest]:.3g}"
        ax.annotate(
            words,
            (constants[lowest], values[lowest]),
            (0, 12),
            textcoords="offset points",
            color=look["update"],
            ha="center",
        )
    ax.plot(y, np.zeros(len(y)), "|", color=look["forward"], markersize=16, markeredgewidth=2, zorder=3)
    ax.set(xlim=(constants[0], constants[-1]), ylim=(-0.03 * max(map(max, losses.values())), None))
