"""What depth does to gradients: they shrink from layer to layer, or stop where units are dead."""

import numpy as np
from matplotlib.ticker import FixedLocator, LogLocator, NullLocator

from .look import LIGHT

# Everything here is a gradient and so wears one colour; line styles and names tell the lines apart.
STYLES = [("-", "o", 2.4), ("--", "s", 1.6), (":", "D", 1.6), ("-.", "^", 1.6)]
ROOM_FOR_NAMES = 1.9  # layers, left of the first one
NAME_HEIGHT = 0.09  # of the axes' height


def draw_depth(ax, sizes, look=LIGHT):
    """Draw how large the error signal is in each layer, on a logarithmic axis.

    sizes: {name of the activation: one positive number for each layer, the first layer first}; four
    lines at most. Raises ValueError for more, and where a size is not positive, which a logarithmic
    axis cannot show.
    """
    if len(sizes) > len(STYLES):
        raise ValueError(f"sizes must hold at most {len(STYLES)} lines to be told apart; got {len(sizes)}")
    for (name, values), (line, marker, width) in zip(sizes.items(), STYLES, strict=False):
        values = np.asarray(values, dtype=float)
        if not np.all(values > 0):
            raise ValueError(f"sizes[{name!r}] must be positive on a logarithmic axis; got {values.min()}")
        layers = np.arange(1, len(values) + 1)
        ax.plot(layers, values, line, marker=marker, markersize=4, linewidth=width, color=look["backward"])
    deepest = max(map(len, sizes.values()))
    words = {
        "xlabel": "layer (inputs on the left, loss on the right)",
        "ylabel": "size of the error signal δ",
    }
    ax.set(yscale="log", **words)
    ax.set_xlim(1 - ROOM_FOR_NAMES, deepest + 0.4)
    ax.xaxis.set_major_locator(FixedLocator(range(1, deepest + 1)))
    ax.yaxis.set_major_locator(LogLocator(base=100, numticks=12))
    ax.yaxis.set_minor_locator(NullLocator())
    _name_lines(ax, {name: values[0] for name, values in sizes.items()}, look["backward"])


def describe_depth(sizes):
    """What `draw_depth` shows, in words, for those who cannot see it."""
    lines = [
        f"{name} from {values[-2]:.2g} in layer {len(values) - 1} to {values[0]:.2g} in layer 1"
        for name, values in sizes.items()
    ]
    return (
        "Size of the error signal, layer by layer on the way back, on a logarithmic axis: "
        + "; ".join(lines)
        + "."
    )


def draw_quarter(ax, end, layers, look=LIGHT):
    """Draw what shrinks by a factor of ¼ from layer to layer, back from `end` in the last of `layers`."""
    steps = np.arange(1, layers + 1)
    ax.plot(steps, end * 0.25 ** (layers - steps), "-", color=look["line"], linewidth=1, zorder=0)
    middle = layers // 2 + 1
    ax.annotate(
        "¼ a layer",
        (middle, end * 0.25 ** (layers - middle)),
        (8, -10),
        textcoords="offset points",
        color=look["quiet"],
    )


def draw_dead_share(ax, rates, shares, look=LIGHT):
    """Draw the share of dead neurons after one update against its learning rate.

    rates (r,) are positive; shares (s, r) lie in 0 … 1, one row for each start.
    """
    percent = 100 * np.asarray(shares, dtype=float)
    mean = percent.mean(axis=0)
    ax.plot(rates, percent.T, ".", color=look["quiet"], markersize=5)
    ax.plot(rates, mean, "-", color=look["backward"], linewidth=2.4)
    ax.annotate(
        "mean", (rates[-1], mean[-1]), (8, 0), textcoords="offset points", va="center", color=look["backward"]
    )
    words, above = f"a dot: one of {len(percent)} starts", (rates[0], percent[:, 0].max())
    ax.annotate(words, above, (0, 10), textcoords="offset points", color=look["quiet"])
    ax.set(xscale="log", xlabel="learning rate λ of the update", ylabel="dead neurons (%)", ylim=(0, None))


def describe_dead_share(rates, shares):
    """What `draw_dead_share` shows, in words, for those who cannot see it."""
    first, *_, last = 100 * np.mean(shares, axis=0)
    return (
        f"Share of dead neurons after one update, the mean of {len(shares)} starts: {first:.0f} % at a learning rate "
        f"of {rates[0]:g}, {last:.0f} % at {rates[-1]:g}. Each start is a dot; they scatter by several per cent."
    )


def _name_lines(ax, starts, colour):
    """Write each name left of where its line starts, names pushed down where lines start together."""
    low, high = np.log(ax.get_ylim())
    ceiling = np.inf
    for name, value in sorted(starts.items(), key=lambda item: -item[1]):
        ceiling = min((np.log(value) - low) / (high - low), ceiling - NAME_HEIGHT)
        place = {"xy": (0.7, ceiling), "xycoords": ("data", "axes fraction")}
        ax.annotate(name, **place, ha="right", va="center", color=colour)
