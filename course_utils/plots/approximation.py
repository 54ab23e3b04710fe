"""Approximations to look at: curves over their target, heights over a square, and the pieces of a folded line.

The target is pale blue and wide in every figure; what comes near it is drawn in ink, told apart by lines.
"""

import numpy as np

from ..engine.topics.triangle import bends
from .figure import style
from .look import LIGHT

X = np.linspace(0, 1, 801)
STYLES = (("-", 2.0), ("--", 1.8), (":", 2.2))


def draw_curves(ax, target, curves, look=LIGHT, epsilon=None):
    """Draw a target on [0, 1], its band of ± epsilon, and {name: function or network} over it, three at most.

    target and the functions take and return arrays (N,). Raises ValueError for more than three curves.
    """
    if len(curves) > len(STYLES):
        raise ValueError(f"curves must hold at most {len(STYLES)} to be told apart; got {len(curves)}")
    style(ax, look)
    y = target(X)
    if epsilon is not None:
        ax.fill_between(X, y - epsilon, y + epsilon, color=look["line"], alpha=0.32, linewidth=0, label="± ε")
    ax.plot(X, y, color=look["forward"], linewidth=4.5, alpha=0.5, label="target")
    for (name, curve), (line, width) in zip(curves.items(), STYLES, strict=False):
        ax.plot(X, values(curve, X), line, color=look["ink"], linewidth=width, label=name)
    ax.set(xlabel="x", ylabel="f(x)", xlim=(0, 1))
    ax.legend(frameon=False, fontsize=10, labelcolor=look["ink"])


def values(curve, x):
    """What a function of arrays (N,), or a network with one input, gives at x (N,)."""
    return curve(x[:, None])[:, 0] if hasattr(curve, "layers") else curve(x)


def draw_parts(ax, network, look=LIGHT):
    """Draw what each pair of neurons of a one-hidden-layer network adds, over [0, 1]."""
    each = network.forward(X[:, None]).A[0] * network.layers[1].W[0]
    ax.plot(X, each[:, ::2] + each[:, 1::2], color=look["forward"], linewidth=1.2, alpha=0.8, zorder=1)


def draw_heights(ax, function, title, look=LIGHT, cells=121, limits=None):
    """Draw a network with two inputs over the unit square as a map of heights; returns the map, for a colour bar.

    limits are the heights of the darkest and the lightest colour; without them those that occur.
    """
    style(ax, look)
    along = np.linspace(0, 1, cells)
    X = np.stack(np.meshgrid(along, along), axis=-1).reshape(-1, 2)
    heights = np.reshape(function(X), (cells, cells))
    low, high = limits or (heights.min(), heights.max())
    drawn = ax.pcolormesh(along, along, heights, cmap="cividis", vmin=low, vmax=high, rasterized=True)
    ax.set(xlabel="x₁", ylabel="x₂", aspect="equal", xticks=(0, 0.5, 1), yticks=(0, 0.5, 1))
    ax.set_title(title, color=look["ink"])
    return drawn


def draw_scale(ax, drawn, look=LIGHT, label="height"):
    """The colour bar of a map of heights."""
    bar = ax.figure.colorbar(drawn, ax=ax, shrink=0.8, label=label)
    bar.ax.tick_params(colors=look["quiet"])
    bar.outline.set_visible(False)


def draw_pieces(ax, network, look=LIGHT):
    """Draw a ReLU network of one input on [0, 1], with a dot at both ends and at each bend."""
    style(ax, look)
    places = np.concatenate([[0.0], bends(network), [1.0]])
    heights = network(places[:, None])[:, 0]
    ax.plot(places, heights, "o-", color=look["ink"], linewidth=1.4, markersize=max(1.5, 6 - len(places) / 8))
    ax.set(xlabel="x", xlim=(-0.02, 1.02), ylim=(-0.06, 1.12), xticks=(0, 0.5, 1), yticks=(0, 0.5, 1))
