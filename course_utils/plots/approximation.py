"""Approximations to look at: curves over their target, heights over a square, and the pieces of a folded line.

The target is pale blue and wide in every figure; what comes near it is drawn in ink, told apart by lines.
"""

import numpy as np

from ..engine.topics.approximation import errors
from ..engine.topics.triangle import bends, linear_pieces
from ..engine.trace.notation import rounded
from ..engine.validate import counted
from .figure import new_figure, style
from .look import LIGHT
from .risk_curves import draw_laws
from .takes import MOST_PANELS, a_function, a_number, by_name, positive, takes

X = np.linspace(0, 1, 801)
STYLES = (("-", 2.0), ("--", 1.8), (":", 2.2))
CELLS = 121  # of a map of heights, along each axis


def draw_curves(ax, target, curves, look=LIGHT):
    """Draw a target on [0, 1], and {name: function or network} over it, three at most.

    target and the functions take and return arrays (N,). Raises ValueError for more than three curves.
    """
    if len(curves) > len(STYLES):
        raise ValueError(f"curves must hold at most {len(STYLES)} to be told apart; got {len(curves)}")
    style(ax, look)
    ax.plot(X, target(X), color=look["forward"], linewidth=4.5, alpha=0.5, label="target")
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


def draw_heights(ax, function, title, look=LIGHT, limits=None):
    """Draw a network with two inputs over the unit square as a map of heights; returns the map, for a colour bar.

    limits are the heights of the darkest and the lightest colour; without them those that occur.
    """
    style(ax, look)
    along = np.linspace(0, 1, CELLS)
    X = np.stack(np.meshgrid(along, along), axis=-1).reshape(-1, 2)
    heights = np.reshape(function(X), (CELLS, CELLS))
    low, high = limits or (heights.min(), heights.max())
    drawn = ax.pcolormesh(along, along, heights, cmap="cividis", vmin=low, vmax=high, rasterized=True)
    ax.set(xlabel="x₁", ylabel="x₂", aspect="equal", xticks=(0, 0.5, 1), yticks=(0, 0.5, 1))
    ax.set_title(title, color=look["ink"])
    return drawn


def draw_scale(ax, drawn, look=LIGHT):
    """The colour bar of a map of heights."""
    bar = ax.figure.colorbar(drawn, ax=ax, shrink=0.8, label="height")
    bar.ax.tick_params(colors=look["quiet"])
    bar.outline.set_visible(False)


def draw_pieces(ax, network, look=LIGHT):
    """Draw a ReLU network of one input on [0, 1], with a dot at both ends and at each bend."""
    style(ax, look)
    places = np.concatenate([[0.0], bends(network), [1.0]])
    heights = network(places[:, None])[:, 0]
    ax.plot(places, heights, "o-", color=look["ink"], linewidth=1.4, markersize=max(1.5, 6 - len(places) / 8))
    ax.set(xlabel="x", xlim=(-0.02, 1.02), ylim=(-0.06, 1.12), xticks=(0, 0.5, 1), yticks=(0, 0.5, 1))


@takes(target=a_function, networks=by_name(a_function, 2, 2))
def bumps(target, networks, look=LIGHT):
    """A target on [0, 1] under the bumps of two networks, {number of bumps: network}."""
    figure, axes = new_figure(9.6, 4.0, columns=2, look=look)
    sups = {count: errors(network, target).sup for count, network in networks.items()}
    for ax, (count, network) in zip(axes, networks.items(), strict=True):
        draw_curves(ax, target, {counted(count, "bump"): network}, look)
        draw_parts(ax, network, look)
        ax.set_title(f"{counted(count, 'bump')}: sup-error {sups[count]:.3f}")
    missed = ", ".join(
        f"{counted(count, 'bump')} {'misses' if count == 1 else 'miss'} it by {sup:.2f}"
        for count, sup in sups.items()
    )
    return figure, f"A sine over its bumps, whose sum is a staircase: {missed}."


@takes(neurons=positive, sups=by_name(positive), bound=positive)
def laws(neurons, sups, bound, look=LIGHT):
    """Sup-errors {kind: array in the shape of neurons} against the number of neurons, and a bound in that shape."""
    figure, ax = new_figure(7.2, 4.0, look=look)
    draw_laws(ax, neurons, sups, bound, look, role="backward")
    ax.set(title="Each kind has its own slope", xlabel="neurons", ylabel="sup-error")
    ends = "; ".join(
        f"{kind}, from {rounded(law[0], 2)} to {rounded(law[-1], 2)}" for kind, law in sups.items()
    )
    return figure, (
        f"Sup-error for sin 2πx against {neurons[0]} to {neurons[-1]} neurons, both logarithmic: {ends}. "
        "ReLU pieces fall along the grey bound."
    )


@takes(target=a_function, best=a_function, sup=a_number, pieces=a_function)
def parabola(target, best, sup, pieces, look=LIGHT):
    """A target, the best parabola, which misses it by `sup`, and a network of ReLUs that follows it."""
    figure, ax = new_figure(look=look)
    draw_curves(ax, target, {"best of degree 2": best, "10 ReLUs": pieces}, look)
    ax.set_title(f"No parabola comes nearer than {sup:.2f}")
    return figure, (
        f"The sine, ten ReLU pieces that follow it, and the best parabola, a falling straight line off by {sup:.2f}."
    )


@takes(cross=a_function, built=a_function)
def cross_and_tower(cross, built, look=LIGHT):
    """Two networks over the unit square: one hidden layer makes a cross, a second one cuts a tower out of it."""
    figure, axes = new_figure(9.0, 4.2, columns=2, look=look)
    draw_heights(axes[0], cross, "One hidden layer: a cross", look, limits=(0, 2))
    drawn = draw_heights(axes[1], built, "A second one cuts at 1½: a tower", look, limits=(0, 2))
    draw_scale(axes[1], drawn, look)
    return figure, (
        "Left a cross: 2 where two bands meet, 1 along them. Right only the rectangle where they meet is left."
    )


@takes(networks=by_name(a_function, 2, MOST_PANELS))
def tiles(networks, look=LIGHT):
    """Networks of n × n towers over the unit square, {n: network}."""
    figure, axes = new_figure(9.6, 3.0, columns=len(networks), look=look)
    for ax, (n, network) in zip(axes, networks.items(), strict=True):
        drawn = draw_heights(ax, network, f"{n} × {n} towers", look, limits=(-1, 1))
    draw_scale(axes[-1], drawn, look)
    counts = ", ".join(f"{n * n}" for n in networks)
    return figure, f"Two hills and two hollows made of {counts} towers: coarse at first, then nearly smooth."


@takes(networks=by_name(a_function, 2, MOST_PANELS))
def folded(networks, look=LIGHT):
    """The triangle map applied k times, {k: network}, each with a dot at every bend."""
    figure, axes = new_figure(9.6, 3.2, columns=len(networks), look=look)
    pieces = {k: linear_pieces(network) for k, network in networks.items()}
    for ax, (k, network) in zip(axes, networks.items(), strict=True):
        draw_pieces(ax, network, look)
        ax.set_title(f"k = {k}: {pieces[k]} pieces, {2 * k} ReLUs")
    said = ", ".join(f"{pieces[k]} pieces from {2 * k} ReLUs" for k in networks)
    return (
        figure,
        f"The triangle map applied {', '.join(map(str, networks))} times, an ever finer zigzag: {said}.",
    )
