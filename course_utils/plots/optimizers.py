"""What optimisers do and cost: walks, basins, the Hessian as a matrix, kinks that it misses, and time and memory.

Each figure comes as (figure, description). On the logarithmic axes of the costs a power nᵏ is a straight line of
slope k; small sizes lie above it: there, the time goes into calling Python, not into numbers.
"""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from ..engine.trace.notation import fixed, full
from ..engine.validate import abbreviate, as_list, counted, finite, mapping
from .figure import new_figure
from .look import LIGHT
from .names import beside
from .surfaces import draw_map, draw_walk, heights, method_style
from .takes import (
    MOST_PANELS,
    a_function,
    a_number,
    a_row,
    an_int,
    by_name,
    numbers,
    pair_of,
    plane_points,
    takes,
    word,
)

NEURONS = ["w₁₁", "w₁₂", "w₂₁", "w₂₂", "b₁", "b₂", "v₁", "v₂", "c"]  # of a network 2-2-1
REACH = 1e6  # parameters up to which costs are predicted
LOOKS = {  # role, marker, predicted power
    "gradient": ("backward", "o", 1),
    "Hessian": ("update", "s", 2),
    "solve": ("update", "^", 3),
}


@takes(
    surface=a_function,
    window=numbers,
    panels=by_name(pair_of(word, plane_points), 2, MOST_PANELS),
    names=pair_of(word, word),
    cells=an_int(2, 1000),
)
def walks(surface, window, panels, names=("x", "y"), cells=121, look=LIGHT):
    """Walks on the same surface side by side, {title: (method, points (steps + 1, 2))}; window as for `heights`."""
    ground = heights(surface, window, cells)
    figure, axes = new_figure(9.6, 3.2 if len(panels) > 2 else 4.3, columns=len(panels), look=look)
    for ax, (title, (method, points)) in zip(axes, panels.items(), strict=True):
        draw_map(ax, ground, look, names)
        draw_walk(ax, points, method, look)
        ax.set_title(title)
    said = [f"{title}, {_ending(points)}" for title, (_, points) in panels.items()]
    return figure, f"Walks on a surface seen from above. {'; '.join(said)}."


def _ending(points):
    """How a walk ends, in words that every computer prints alike."""
    x, y = np.round(np.asarray(points)[-1], 1)
    where = f"near ({full(x)}, {full(y)})" if max(abs(x), abs(y)) < 3 else "far off the map"
    return f"after {counted(len(points) - 1, 'step')} {where}"


@takes(H=numbers)
def hessian(H, look=LIGHT):
    """The Hessian (9, 9) of a network 2-2-1, its parameters named, its layers told apart."""
    figure, ax = new_figure(7, 5, look=look)
    draw_matrix(ax, H, NEURONS, look, groups=(4, 6, 8))
    ax.set_title("Each pair of parameters has its own second derivative")
    down = [name for name, entry in zip(NEURONS, np.diag(H), strict=True) if entry < 0]
    return figure, (
        "The Hessian of a network with nine parameters, a symmetric matrix, a number in each cell. Its diagonal is "
        f"negative at {', '.join(down) or 'no parameter'}, else positive."
    )


@takes(starts=a_row, ends=by_name(a_row, 2, 2), rim=a_number)
def basins(starts, ends, rim, look=LIGHT):
    """Where walks along x end against their starts (k,), {method: ends (k,)}; ± rim bounds the saddle's basin."""
    figure, ax = new_figure(8.4, 3.4, look=look)
    for (method, where), shift in zip(ends.items(), (0.05, -0.05), strict=True):
        kinds = method_style(method, look)
        drawn = {**kinds, "linestyle": "", "markersize": 4, "label": f"_{method} (drawn {shift:+g} off)"}
        ax.plot(starts, np.asarray(where) + shift, **drawn)
        end = (starts[-1], where[-1] + shift)
        beside(ax, method, end, (8, 110 * shift), kinds["color"], va="center", fontsize=10)
    for place in (-rim, rim):
        ax.axvline(place, color=look["quiet"], linewidth=1, linestyle="--", zorder=0)
        ax.text(place, -0.62, f" {fixed(place, 3)}", color=look["quiet"], fontsize=10)
    ax.set(xlabel="start x", ylabel="end x", ylim=(-1.3, 1.3))
    ax.set_yticks([-1, 0, 1], ["−1, minimum", "0, saddle", "1, minimum"])
    ax.set_title("With Newton, the saddle has a basin of its own")
    return figure, (
        "Where walks end against where they start. Gradient descent ends in the left or the right minimum, by the "
        f"sign of x. Newton ends on the saddle from −{rim:.3f} to {rim:.3f}, and outside in a minimum, not always the "
        f"nearer one."
    )


@takes(b=a_row, slope=a_row, smooth=a_row, at=a_row)
def kinks(b, slope, smooth, at, look=LIGHT):
    """A slope (k,) along a parameter b (k,), what its Hessian sums up to (k,), and the places of the kinks."""
    figure, ax = new_figure(8.4, 3.6, look=look)
    for kink in at:
        ax.axvline(kink, color=look["line"], linewidth=0.8, linestyle=":", zorder=0, label="_kink")
    ax.plot(b, smooth, "--", color=look["update"], linewidth=2)
    ax.plot(b, slope, "-", color=look["backward"], linewidth=2)
    words = {"va": "center", "fontsize": 10}
    beside(ax, "the slope itself", (b[-1], slope[-1]), (6, 0), look["backward"], **words)
    beside(ax, "the Hessian, summed up", (b[-1], smooth[-1]), (6, 0), look["update"], **words)
    ax.set(xlabel="bias b (dotted: an example's kink)", ylabel="slope ∂f/∂b", xlim=(b[0], b[-1]))
    ax.set_title("At every kink the slope falls, and the Hessian does not see it")
    return figure, (
        f"The slope of a risk against the bias of a ReLU neuron. It falls by a jump at each of {len(at)} kinks; "
        f"the sum over the Hessian rises through all of them and ends {fixed(smooth[-1] - slope[-1], 1)} too high."
    )


def draw_matrix(ax, H, names, look=LIGHT, groups=()):
    """Draw a square matrix (n, n) whose rows and columns have names; groups are the places of lines between them.

    Raises ValueError where the names do not fit.
    """
    H = np.asarray(H, dtype=float)
    if H.ndim != 2 or H.shape[0] != H.shape[1] or len(names) != len(H):
        raise ValueError(
            f"H must be square with a name for each row; got shape {H.shape} and {len(names)} names"
        )
    largest = np.abs(H).max() or 1.0
    signed = LinearSegmentedColormap.from_list("signed", [look["backward"], look["ground"], look["forward"]])
    ax.imshow(np.sign(H) * np.sqrt(np.abs(H) / largest), cmap=signed, vmin=-1.35, vmax=1.35)
    for (i, j), entry in np.ndenumerate(H):
        ax.text(j, i, fixed(entry, 2), ha="center", va="center", fontsize=9, color=look["ink"])
    for place in groups:
        for line in (ax.axhline, ax.axvline):
            line(place - 0.5, color=look["ink"], linewidth=1)
    ax.set_xticks(range(len(H)), names)
    ax.set_yticks(range(len(H)), names)
    ax.tick_params(length=0, labelsize=11, labelcolor=look["ink"], top=True, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)


def measured_slope(n, values):
    """The slope between the last two of some points on logarithmic axes."""
    return float(np.diff(np.log(values[-2:]))[0] / np.diff(np.log(n[-2:]))[0])


def draw_cost(ax, costs, unit, look=LIGHT):
    """Draw costs {name: (n, values)}, where a name is gradient, Hessian or solve, and each prediction up to n = REACH.

    Both arrays of a pair are (k,), k ≥ 2; raises ValueError for another name.
    """
    ax.set(xscale="log", yscale="log", xlabel="number of parameters n", ylabel=unit)
    for name, (n, values) in costs.items():
        if name not in LOOKS:
            raise ValueError(f"costs may hold {', '.join(LOOKS)}; got {name!r}")
        role, marker, power = LOOKS[name]
        ends = np.array([n[-1], REACH])
        ax.plot(n, values, marker, color=look[role], markersize=7, zorder=3, label=f"_{name}, measured")
        law = values[-1] * (ends / n[-1]) ** power
        ax.plot(ends, law, ":", color=look[role], linewidth=1.6, label=f"_{name}, predicted")
        sign = {1: "n", 2: "n²", 3: "n³"}[power]
        words = f" {name}\n {sign}, measured {fixed(measured_slope(n, values), 1)}"
        at = (REACH, values[-1] * (REACH / n[-1]) ** power)
        beside(ax, words, at, (3, 0), look[role], va="center", fontsize=9.5)
    ax.set_xlim(min(n[0] for n, _ in costs.values()) / 2, 60 * REACH)
    ax.set_xticks([1e2, 1e3, 1e4, 1e5, 1e6])
    ax.grid(color=look["line"], alpha=0.25, linewidth=0.7)


def _measured(costs, name):
    """{name: (n, values)} of points (n, value), two or more each, all positive."""
    mapping(costs, name, "{name: [(n, value), …]}")
    if not costs or not all(isinstance(key, str) and key in LOOKS for key in costs):
        raise ValueError(
            f"{name} may hold only {', '.join(LOOKS)}, at least one of them; got {abbreviate(list(costs))}"
        )
    measured = {}
    for key, points in costs.items():
        points = finite(as_list(points, f"{name}[{key!r}]"), f"{name}[{key!r}]")
        if points.ndim != 2 or len(points) < 2 or points.shape[1] != 2 or not np.all(points > 0):
            raise ValueError(
                f"{name}[{key!r}] must be two or more pairs (n, value), all positive; got {points}"
            )
        measured[key] = points.T
    return measured


@takes(times=_measured, memory=_measured)
def cost(times, memory, look=LIGHT):
    """Seconds and bytes {name: [(n, value), …]} side by side, as (figure, description) without measured numbers."""
    figure, axes = new_figure(10, 4.2, columns=2, look=look)
    panels = (
        (times, "time (seconds)", "Time: measured, and predicted (dotted)"),
        (memory, "memory (bytes)", "Memory: n and n²"),
    )
    for ax, (costs, unit, title) in zip(axes, panels, strict=True):
        draw_cost(ax, costs, unit, look)
        ax.set_title(title)
    return figure, (
        "Time and memory of gradient, Hessian and solution against the number of parameters, all axes logarithmic: "
        "measured points, and predictions with the slopes 1, 2 and 3 up to a million parameters."
    )
