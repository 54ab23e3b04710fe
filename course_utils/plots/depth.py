"""What depth does to signals and to gradients: both shrink or grow from layer to layer, or stop where units are dead.

Passing back through a neuron at pre-activation z multiplies a gradient by g′(z); through n layers whose neurons all
sit at the same z, by g′(z)ⁿ. On a logarithmic axis that is a straight line, the steeper the smaller the slope. Weights
multiply it too: random starts of a deep network show how the variance of values, forward, and of gradients, backward,
changes by some factor in each layer; a start of the right size is a level line.

Everything here that runs back is a gradient and wears one colour: line styles and names tell the lines apart.
"""

import numpy as np
from matplotlib.ticker import FixedLocator, LogLocator, NullLocator

from ..engine.trace.notation import full, rounded, short
from .figure import empty_line, new_figure, style
from .look import LIGHT
from .names import apart, beside
from .takes import a_number, a_row, an_int, by_name, elementary, numbers, pair_of, positive, takes

DEPTH_STYLES = [("-", "o", 2.4), ("--", "s", 1.6), (":", "D", 1.6), ("-.", "^", 1.6)]
ROOM_FOR_NAMES = 1.9  # layers, left of the first one
NAME_HEIGHT = 0.09  # of the axes' height
FLOOR = 1e-12  # the axis ends here
LAYERS = 10
APART = 0.068  # of the axes' height, between two names
SLOPE_STYLES = [("-", 2.4), ("--", 1.8), (":", 2.4), ("-.", 1.8), ((0, (7, 2)), 1.2)]
START_STYLES = ("-.", "--", "-", ":")
MOST_STARTS = len(START_STYLES)


@takes(sizes=by_name(a_row))
def draw_depth(ax, sizes, look=LIGHT):
    """Draw how large the error signal is in each layer, on a logarithmic axis.

    sizes: {name of the activation: one positive number for each layer, the first layer first}; four
    lines at most. Raises ValueError for more, and where a size is not positive, which a logarithmic
    axis cannot show.
    """
    if len(sizes) > len(DEPTH_STYLES):
        raise ValueError(
            f"sizes must hold at most {len(DEPTH_STYLES)} lines to be told apart; got {len(sizes)}"
        )
    for (name, values), (line, marker, width) in zip(sizes.items(), DEPTH_STYLES, strict=False):
        values = np.asarray(values, dtype=float)
        if not np.all(values > 0):
            raise ValueError(f"sizes[{name!r}] must be positive on a logarithmic axis; got {values.min()}")
        layers = np.arange(1, len(values) + 1)
        drawn = {"marker": marker, "markersize": 4, "linewidth": width, "label": f"_{name}"}
        ax.plot(layers, values, line, color=look["backward"], **drawn)
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


@takes(sizes=by_name(a_row))
def describe_depth(sizes):
    """What `draw_depth` shows, in words, for those who cannot see it."""
    lines = [
        f"{name} from {rounded(values[-2], 2)} in layer {len(values) - 1} to {rounded(values[0], 2)} in layer 1"
        for name, values in sizes.items()
    ]
    return (
        "Size of the error signal, layer by layer on the way back, on a logarithmic axis: "
        + "; ".join(lines)
        + "."
    )


@takes(end=a_number, layers=an_int(1, 1000))
def draw_quarter(ax, end, layers, look=LIGHT):
    """Draw what shrinks by a factor of ¼ from layer to layer, back from `end` in the last of `layers`."""
    steps = np.arange(1, layers + 1)
    drawn = {"linewidth": 1, "zorder": 0, "label": "_¼ a layer"}
    ax.plot(steps, end * 0.25 ** (layers - steps), "-", color=look["line"], **drawn)
    middle = layers // 2 + 1
    beside(ax, "¼ a layer", (middle, end * 0.25 ** (layers - middle)), (8, -10), look["quiet"])


@takes(rates=positive, shares=numbers)
def draw_dead_share(ax, rates, shares, look=LIGHT):
    """Draw the share of dead neurons after one update against its learning rate.

    rates (r,) are positive; shares (s, r) lie in 0 … 1, one row for each start.
    """
    percent = 100 * np.asarray(shares, dtype=float)
    mean = percent.mean(axis=0)
    starts = [f"_start {place + 1}" for place in range(len(percent))]
    ax.plot(rates, mean, "-", color=look["backward"], linewidth=2.4, label="_mean", zorder=2.1)
    ax.plot(rates, percent.T, ".", color=look["quiet"], markersize=5, label=starts)
    beside(ax, "mean", (rates[-1], mean[-1]), (8, 0), look["backward"], va="center")
    above = (rates[0], percent[:, 0].max())
    beside(ax, f"a dot: one of {len(percent)} starts", above, (0, 10), look["quiet"])
    ax.set(xscale="log", xlabel="learning rate λ of the update", ylabel="dead neurons (%)", ylim=(0, None))


@takes(rates=positive, shares=numbers)
def describe_dead_share(rates, shares):
    """What `draw_dead_share` shows, in words, for those who cannot see it."""
    first, *_, last = 100 * np.mean(shares, axis=0)
    return (
        f"Share of dead neurons after one update, the mean of {len(shares)} starts: {first:.0f} % at a learning rate "
        f"of {rates[0]:g}, {last:.0f} % at {rates[-1]:g}. Each start is a dot; they scatter by several percentage "
        "points."
    )


def _name_lines(ax, starts, colour):
    """Write each name left of where its line starts, names pushed down where lines start together."""
    low, high = np.log(ax.get_ylim())
    heights = {name: (np.log(value) - low) / (high - low) for name, value in starts.items()}
    for name, height in apart(heights, -NAME_HEIGHT).items():
        place = {"xy": (0.7, height), "xycoords": ("data", "axes fraction")}
        ax.annotate(name, **place, ha="right", va="center", color=colour)


def products(function, z, layers=LAYERS):
    """g′(z)ⁿ for n = 0, 1, …, layers: an array (layers + 1,)."""
    return function.derivative(float(z)) ** np.arange(layers + 1)


def draw_products(ax, functions, z, look=LIGHT):
    """Draw the products of slopes of {name: function} at z; ValueError for more than five functions."""
    SlopeLines(ax, tuple(functions), look).move(functions, z)


def describe_products(functions, z):
    """What `draw_products` shows, in words, for those who cannot see it."""
    ends = [f"{name} {short(products(function, z)[-1])}" for name, function in functions.items()]
    return f"What {LAYERS} layers leave of a gradient when every z is {short(float(z))}: {', '.join(ends)}."


@takes(functions=by_name(elementary), places=pair_of(a_number, a_number))
def slopes(functions, places, look=LIGHT):
    """The products of slopes of {name: function} where every neuron sits at one z: a panel for each of two places."""
    figure, axes = new_figure(9.6, 3.8, columns=2, look=look)
    for ax, z in zip(axes, places, strict=True):
        draw_products(ax, functions, z, look)
        ax.set_title(f"Every neuron at z = {full(z)}")
    return figure, " ".join(describe_products(functions, z) for z in places)


class SlopeLines:
    """The lines of the picture, one for each name; `move` sets them, they are the `moving` ones."""

    def __init__(self, ax, names, look=LIGHT):
        if len(names) > len(SLOPE_STYLES):
            raise ValueError(
                f"names must hold at most {len(SLOPE_STYLES)}, to be told apart; got {len(names)}"
            )
        style(ax, look)
        self.names = names
        ax.set(yscale="log", xlim=(0, 1.6 * LAYERS), ylim=(FLOOR / 3, 4))
        ax.set(xlabel="layers passed on the way back", ylabel="part of the gradient")
        ax.set_xticks(range(0, LAYERS + 1, 2))
        ax.yaxis.set_major_locator(LogLocator(base=1000, numticks=6))
        ax.yaxis.set_minor_locator(NullLocator())
        self._low, self._high = np.log(ax.get_ylim())
        colour = look["backward"]
        self._lines = [
            empty_line(ax, linestyle=line, linewidth=width, color=colour, label=name)
            for name, (line, width) in zip(names, SLOPE_STYLES, strict=False)
        ]
        place = {"xycoords": ("data", "axes fraction"), "va": "center", "fontsize": 9.5, "color": colour}
        self._texts = [ax.annotate("", (1.03 * LAYERS, 0), **place) for _ in names]
        self.moving = [*self._lines, *self._texts]

    def move(self, functions, z):
        """Set every line to its function of {name: function}, in the order of the names, at z."""
        ends = {}
        for name, line in zip(self.names, self._lines, strict=True):
            left = products(functions[name], z)
            line.set_data(np.arange(LAYERS + 1), np.where(left > 0, left, np.nan))
            ends[name] = left[-1]
        heights = self._heights(ends)
        for name, text in zip(self.names, self._texts, strict=True):
            text.set(text=f"{name} {short(ends[name])}", y=heights[name])

    def _heights(self, ends):
        """Where the names stand: beside the ends of their lines, pushed apart, none outside the axes."""
        span = self._high - self._low
        wanted = {name: (np.log(max(end, FLOOR)) - self._low) / span for name, end in ends.items()}
        down = apart(wanted, -APART)
        return apart({name: max(down[name], APART / 2) for name in reversed(down)}, APART)


@takes(forward=by_name(a_row, 0), backward=by_name(a_row, 0))
def signals(forward, backward, look=LIGHT):
    """The figure of both variances, as (figure, description), ready for `show(*…)`.

    forward: {name of the start: Var z of layers 1, 2, …, n}; backward: {the same name: the gradient's variance behind
    layer n, n − 1, …, 1}. All lengths agree; four starts at most, all variances positive: ValueError otherwise.
    """
    _check_variances(forward, backward)
    figure, axes = new_figure(9.6, 3.8, columns=2, look=look)
    layers = np.arange(1, 1 + len(next(iter(forward.values()))))
    _draw_variances(axes[0], layers, forward, look["forward"])
    _draw_variances(axes[1], layers[::-1], backward, look["backward"])
    axes[0].set(title="Forward: values", xlabel="layer", ylabel="variance of z")
    axes[1].set(title="Backward: gradients", xlabel="layer, passed from right to left", ylabel="variance")
    words = [
        f"{name}: values {rounded(forward[name][0], 2)} → {rounded(forward[name][-1], 2)}, "
        f"gradients reach layer 1 with {rounded(backward[name][-1], 2)}"
        for name in forward
    ]
    return figure, f"Variances through {len(layers)} layers, logarithmic. " + "; ".join(words) + "."


def _draw_variances(ax, layers, variances, colour):
    ax.set(yscale="log", xticks=sorted(layers))
    ax.yaxis.set_major_locator(LogLocator(base=100, numticks=12))
    ax.yaxis.set_minor_locator(NullLocator())
    first = layers[0] < layers[-1]  # the names stand where the signal ends
    ax.set_xlim(*((0.6, 1.45 * layers[-1]) if first else (1 - 0.45 * layers[0], layers[0] + 0.4)))
    for (name, values), line in zip(variances.items(), START_STYLES, strict=False):
        drawn = {"marker": "o", "markersize": 4, "linewidth": 1.8, "label": f"_{name}"}
        ax.plot(layers, values, line, color=colour, **drawn)
        side, shift = ("left", 8) if first else ("right", -8)
        beside(ax, name, (layers[-1], values[-1]), (shift, 0), colour, va="center", ha=side)


def _check_variances(forward, backward):
    if forward.keys() != backward.keys() or not 1 <= len(forward) <= MOST_STARTS:
        raise ValueError(
            f"forward and backward must name the same starts, one to {MOST_STARTS}; "
            f"got {list(forward)} and {list(backward)}"
        )
    lines = [*forward.values(), *backward.values()]
    if len({len(line) for line in lines}) > 1:
        raise ValueError(
            f"forward and backward must have one variance for each layer; got {sorted(set(map(len, lines)))}"
        )
    if not all(np.all(np.asarray(line) > 0) for line in lines):
        raise ValueError(f"variances must be positive on a logarithmic axis; got {min(map(min, lines)):g}")
