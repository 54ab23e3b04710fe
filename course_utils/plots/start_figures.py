"""Random starts of a deep network: how the variance of its signals grows or shrinks from layer to layer.

Values run forward, gradients backward, and each layer multiplies their variance by some factor. On a logarithmic axis
a factor that is the same in every layer is a straight line; a start of the right size is a level one.
"""

import numpy as np
from matplotlib.ticker import LogLocator, NullLocator

from .figure import new_figure
from .look import LIGHT

STYLES = ("-.", "--", "-", ":")
MOST = len(STYLES)


def signals(forward, backward, look=LIGHT):
    """The figure of both variances, as (figure, description), ready for `show(*…)`.

    forward: {name of the start: Var z of layers 1, 2, …, n}; backward: {the same name: the gradient's variance behind
    layer n, n − 1, …, 1}. All lengths agree; four starts at most, all variances positive: ValueError otherwise.
    """
    _check(forward, backward)
    figure, axes = new_figure(9.6, 3.8, columns=2, look=look)
    layers = np.arange(1, 1 + len(next(iter(forward.values()))))
    _draw(axes[0], layers, forward, look["forward"])
    _draw(axes[1], layers[::-1], backward, look["backward"])
    axes[0].set(title="Forward: values", xlabel="layer", ylabel="variance of z")
    axes[1].set(title="Backward: gradients", xlabel="layer, passed from right to left", ylabel="variance")
    words = [
        f"{name}: values {forward[name][0]:.2g} → {forward[name][-1]:.2g}, gradients reach layer 1 with "
        f"{backward[name][-1]:.2g}"
        for name in forward
    ]
    return figure, f"Variances through {len(layers)} layers, logarithmic. " + "; ".join(words) + "."


def _draw(ax, layers, variances, colour):
    ax.set(yscale="log", xticks=sorted(layers))
    ax.yaxis.set_major_locator(LogLocator(base=100, numticks=12))
    ax.yaxis.set_minor_locator(NullLocator())
    first = layers[0] < layers[-1]  # the names stand where the signal ends
    ax.set_xlim(*((0.6, 1.45 * layers[-1]) if first else (1 - 0.45 * layers[0], layers[0] + 0.4)))
    for (name, values), line in zip(variances.items(), STYLES, strict=False):
        ax.plot(layers, values, line, marker="o", markersize=4, linewidth=1.8, color=colour)
        place = {"textcoords": "offset points", "va": "center", "ha": "left" if first else "right"}
        ax.annotate(name, (layers[-1], values[-1]), (8 if first else -8, 0), color=colour, **place)


def _check(forward, backward):
    if forward.keys() != backward.keys() or not 1 <= len(forward) <= MOST:
        raise ValueError(
            f"forward and backward must name the same starts, one to {MOST}; got {list(forward)} and {list(backward)}"
        )
    lines = [*forward.values(), *backward.values()]
    if len({len(line) for line in lines}) > 1:
        raise ValueError(
            f"forward and backward must have one variance for each layer; got {sorted(set(map(len, lines)))}"
        )
    if not all(np.all(np.asarray(line) > 0) for line in lines):
        raise ValueError(f"variances must be positive on a logarithmic axis; got {min(map(min, lines)):g}")
