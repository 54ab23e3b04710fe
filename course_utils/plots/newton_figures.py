"""The figures of notebook 09, each as (figure, description): walks, a Hessian, where Newton ends, what kinks hide."""

import numpy as np

from .figure import new_figure
from .look import LIGHT
from .matrix_picture import draw_matrix
from .surface_map import draw_map, draw_walk, heights, method_style

NEURONS = ["w₁₁", "w₁₂", "w₂₁", "w₂₂", "b₁", "b₂", "v₁", "v₂", "c"]  # of a network 2-2-1


def walks(surface, window, panels, names=("x", "y"), cells=121, look=LIGHT):
    """Walks on the same surface side by side, {title: (method, points (steps + 1, 2))}; window as for `heights`."""
    ground = heights(surface, window, cells)
    figure, axes = new_figure(9.6, 3.2 if len(panels) > 2 else 4.3, columns=len(panels), look=look)
    for ax, (title, (method, points)) in zip(axes, panels.items(), strict=True):
        draw_map(ax, ground, look, names)
        draw_walk(ax, points, method, look)
        ax.set_title(title)
    said = [f"{title}: {method}, {_ending(points)}" for title, (method, points) in panels.items()]
    return figure, f"Walks on a surface seen from above. {'; '.join(said)}."


def _ending(points):
    """How a walk ends, in words that every computer prints alike."""
    last = np.abs(np.asarray(points)[-1]).max()
    return "far outside the map" if last > 3 else f"{len(points) - 1} steps"


def hessian(H, look=LIGHT):
    """The Hessian (9, 9) of a network 2-2-1, its parameters named, its layers told apart."""
    figure, ax = new_figure(7, 5, look=look)
    draw_matrix(ax, H, NEURONS, look, groups=(4, 6, 8))
    ax.set_title("Each pair of parameters has its own curvature")
    down = [name for name, entry in zip(NEURONS, np.diag(H), strict=True) if entry < 0]
    return figure, (
        "The Hessian of a network with nine parameters, a symmetric matrix, a number in each cell. Its diagonal is "
        f"negative at {', '.join(down) or 'no parameter'}, else positive."
    )


def basins(starts, ends, rim, look=LIGHT):
    """Where walks along x end against their starts (k,), {method: ends (k,)}; ± rim bounds the saddle's basin."""
    figure, ax = new_figure(8.4, 3.4, look=look)
    for (method, where), shift in zip(ends.items(), (0.05, -0.05), strict=True):
        kinds = method_style(method, look)
        ax.plot(starts, np.asarray(where) + shift, **{**kinds, "linestyle": "", "markersize": 4})
        words = {"textcoords": "offset points", "va": "center", "color": kinds["color"], "fontsize": 10}
        ax.annotate(method, (starts[-1], where[-1] + shift), (8, 110 * shift), **words)
    for place in (-rim, rim):
        ax.axvline(place, color=look["quiet"], linewidth=1, linestyle="--", zorder=0)
        words = f" {place:.3f}".replace("-", "−")
        ax.text(place, -0.62, words, color=look["quiet"], fontsize=10)
    ax.set(xlabel="start x", ylabel="end x", ylim=(-1.3, 1.3))
    ax.set_yticks([-1, 0, 1], ["−1, minimum", "0, saddle", "1, minimum"])
    ax.set_title("Newton has a whole basin for the saddle")
    return figure, (
        "Where walks end against where they start. Gradient descent ends in the left or the right minimum, by the "
        "sign "
        f"of x. Newton ends on the saddle from −{rim:.3f} to {rim:.3f}, and outside in a minimum, not always the "
        f"nearer one."
    )


def kinks(b, slope, smooth, at, look=LIGHT):
    """A slope (k,) along a parameter b (k,), what its Hessian sums up to (k,), and the places of the kinks."""
    figure, ax = new_figure(8.4, 3.6, look=look)
    for kink in at:
        ax.axvline(kink, color=look["line"], linewidth=0.8, linestyle=":", zorder=0)
    ax.plot(b, smooth, "--", color=look["update"], linewidth=2)
    ax.plot(b, slope, "-", color=look["backward"], linewidth=2)
    words = {"textcoords": "offset points", "va": "center", "fontsize": 10}
    ax.annotate("the slope itself", (b[-1], slope[-1]), (6, 0), color=look["backward"], **words)
    ax.annotate("the Hessian, summed up", (b[-1], smooth[-1]), (6, 0), color=look["update"], **words)
    ax.set(xlabel="bias b (dotted: an example's kink)", ylabel="slope ∂R/∂b", xlim=(b[0], b[-1]))
    ax.set_title("At every kink the slope falls, and the Hessian does not see it")
    return figure, (
        f"The slope of a risk against the bias of a ReLU neuron. It falls by a jump at each of {len(at)} kinks; "
        f"the sum "
        f"over the Hessian rises through all of them and ends {smooth[-1] - slope[-1]:.1f} too high."
    )
