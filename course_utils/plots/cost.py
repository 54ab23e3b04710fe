"""What a step costs against the number of parameters: measured points, and the predicted power through the last.

On logarithmic axes a power nᵏ is a straight line of slope k. Small sizes lie above it: there, the time goes into
calling Python, not into numbers.
"""

import numpy as np

from ..engine.validate import abbreviate, as_list, finite, mapping
from .figure import checked_look, new_figure
from .look import LIGHT

LOOKS = {  # role, marker, predicted power
    "gradient": ("backward", "o", 1),
    "Hessian": ("update", "s", 2),
    "solve": ("update", "^", 3),
}


def measured_slope(n, values):
    """The slope between the last two of some points on logarithmic axes."""
    return float(np.diff(np.log(values[-2:]))[0] / np.diff(np.log(n[-2:]))[0])


def draw_cost(ax, costs, unit, look=LIGHT, reach=1e6):
    """Draw costs {name: (n, values)}, where a name is gradient, Hessian or solve, and each prediction up to `reach`.

    Both arrays of a pair are (k,), k ≥ 2; raises ValueError for another name.
    """
    ax.set(xscale="log", yscale="log", xlabel="number of parameters n", ylabel=unit)
    for name, (n, values) in costs.items():
        if name not in LOOKS:
            raise ValueError(f"costs may hold {', '.join(LOOKS)}; got {name!r}")
        role, marker, power = LOOKS[name]
        ends = np.array([n[-1], reach])
        ax.plot(n, values, marker, color=look[role], markersize=7, zorder=3)
        ax.plot(ends, values[-1] * (ends / n[-1]) ** power, ":", color=look[role], linewidth=1.6)
        sign = {1: "n", 2: "n²", 3: "n³"}[power]
        words = f" {name}\n {sign}, measured {measured_slope(n, values):.1f}"
        at = (reach, values[-1] * (reach / n[-1]) ** power)
        ax.annotate(
            words, at, (3, 0), textcoords="offset points", va="center", color=look[role], fontsize=9.5
        )
    ax.set_xlim(min(n[0] for n, _ in costs.values()) / 2, 60 * reach)
    ax.set_xticks([1e2, 1e3, 1e4, 1e5, 1e6])
    ax.grid(color=look["line"], alpha=0.25, linewidth=0.7)


def _measured(costs, name):
    """{name: (n, values)} of points (n, value), two or more each, all positive."""
    mapping(costs, name, "{name: [(n, value), …]}")
    if not costs or not all(isinstance(key, str) and key in LOOKS for key in costs):
        raise ValueError(f"{name} may hold {', '.join(LOOKS)}, one at least; got {abbreviate(list(costs))}")
    measured = {}
    for key, points in costs.items():
        points = finite(as_list(points, f"{name}[{key!r}]"), f"{name}[{key!r}]")
        if points.ndim != 2 or len(points) < 2 or points.shape[1] != 2 or not np.all(points > 0):
            raise ValueError(
                f"{name}[{key!r}] must be two or more pairs (n, value), all positive; got {points}"
            )
        measured[key] = points.T
    return measured


def cost_figure(times, memory, look=LIGHT):
    """Seconds and bytes {name: [(n, value), …]} side by side, as (figure, description) without measured numbers."""
    times, memory = _measured(times, "times"), _measured(memory, "memory")
    checked_look(look)
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
