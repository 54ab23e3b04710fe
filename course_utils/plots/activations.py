"""Activation functions to look at: the curve with its tangent, and the slope and curvature below it.

The value is what goes forward and wears its blue; slope and curvature are what gradients are made of and
wear the orange of the backward pass, told apart by line and marker.

The gallery sets them side by side. A grey band marks where a function is saturated or dead: its slope there is
below 0.01.
"""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from ..engine.trace.notation import full
from .figure import blank_figure, empty_line, style
from .look import LIGHT
from .takes import by_name, elementary, takes

LOWEST, HIGHEST = -1.6, 3.6  # of the values that are shown
REACH = 6.0  # the axis shows z from −6 to 6
SATURATED = 0.01  # a slope below this lets less than a hundredth of a gradient through
HALF = 1.6  # of the tangent's width
Z = np.linspace(-REACH, REACH, 601)
COLUMN, HEIGHT = 2.0, 3.9  # inches
BAND = 0.22


def nearly_flat(function, z):
    """Where the function is saturated or dead: its slope there is below 0.01 in size; bool in the shape of z."""
    return np.abs(function.derivative(z)) < SATURATED


def shaded(ax, where, look=LIGHT):
    """The band over the z of a mask, from the lower edge of the axes to the upper one."""
    grey = {"color": look["line"], "alpha": BAND, "linewidth": 0, "zorder": 0}
    return ax.fill_between(Z, 0, 1, where=where, transform=ax.get_xaxis_transform(), **grey)


class ActivationPicture:
    """A function with a tangent on one axes, its slope and curvature on the one below.

    `show` places the curves, `touch` what belongs to one z, the `moving` ones.
    """

    def __init__(self, upper, lower, look=LIGHT):
        self.upper, self._look = upper, look
        for ax in (upper, lower):
            style(ax, look)
            ax.set_xlim(-REACH, REACH)
        upper.set(ylim=(LOWEST, HIGHEST), ylabel="value g(z)")
        lower.set(ylim=(-0.95, 1.8), xlabel="pre-activation z", ylabel="derivatives")
        lower.axhline(0, color=look["line"], linewidth=0.8, zorder=1)
        blue, orange = {"color": look["forward"]}, {"color": look["backward"]}
        self._flat = shaded(upper, Z > np.inf, look)
        self._others = [upper.plot(Z, Z, color=look["line"], linewidth=1)[0] for _ in range(4)]
        self._curve = upper.plot(Z, Z, linewidth=2.6, **blue)[0]
        self._slope = lower.plot(Z, Z, linewidth=2, label="_slope g′(z)", **orange)[0]
        self._curvature = lower.plot(Z, Z, "--", linewidth=1.5, label="_curvature g″(z)", **orange)[0]
        names = {"xycoords": "axes fraction", "va": "top", "fontsize": 10}
        upper.annotate("grey: slope below 0.01", (0.02, 0.97), color=look["quiet"], **names)
        lower.annotate("solid: slope g′(z)   dashed: curvature g″(z)", (0.02, 0.97), **names, **orange)

        self._tangent = empty_line(upper, linewidth=2.2, zorder=3, label="tangent", **orange)
        whole = {"clip_on": False, "zorder": 4}  # also at the ends of the axis
        self._dot = empty_line(upper, "o", markersize=8, label="value at z", **whole, **blue)
        self._slope_dot = empty_line(lower, "o", markersize=7, label="slope at z", **whole, **orange)
        open_dot = {"mfc": look["ground"], "label": "curvature at z"}
        self._curvature_dot = empty_line(lower, "D", markersize=6, **open_dot, **whole, **orange)
        self.moving = [self._tangent, self._dot, self._slope_dot, self._curvature_dot]

    def show(self, function, title, others=()):
        """Draw the curves of a function, up to four others as quiet lines, and a band where it is nearly flat."""
        self.upper.set_title(title, loc="left", fontsize=12, fontweight="bold", color=self._look["ink"])
        if len(others) > len(self._others):
            raise ValueError(f"others must hold at most {len(self._others)} functions; got {len(others)}")
        self._flat.remove()
        self._flat = shaded(self.upper, nearly_flat(function, Z), self._look)
        self._draw(self._curve, function)
        self._slope.set_ydata(function.derivative(Z))
        self._curvature.set_ydata(function.second_derivative(Z))
        for line, other in zip(self._others, [*others, *[None] * 4], strict=False):
            line.set_visible(other is not None)
            if other is not None:
                self._draw(line, other)

    @staticmethod
    def _draw(line, function):
        """Let a line run along a function, and be called after it in the table of numbers."""
        line.set_ydata(function(Z))
        line.set_label(f"_{function.name.replace('_', ' ')}")

    def touch(self, function, z):
        """Draw the tangent at z, and mark value, slope and curvature there."""
        value, slope, curvature = function(z), function.derivative(z), function.second_derivative(z)
        ends = np.array([z - HALF, z + HALF])
        self._tangent.set_data(ends, value + slope * (ends - z))
        self._dot.set_data([z], [value])
        self._slope_dot.set_data([z], [slope])
        self._curvature_dot.set_data([z], [curvature])


@takes(functions=by_name(elementary, 0, 12))
def gallery(functions, look=LIGHT):
    """A figure of activation functions {name: function} in columns, and its description.

    Raises ValueError where there is none.
    """
    if not functions:
        raise ValueError("functions must hold at least one activation function; got none")
    figure = blank_figure(COLUMN * len(functions), HEIGHT, look)
    FigureCanvasAgg(figure)
    rows = figure.subplots(2, len(functions), sharex=True, sharey="row", squeeze=False)
    for column, (name, function) in zip(rows.T, functions.items(), strict=True):
        draw_column(*column, function, name, look)
    rows[0, 0].set_ylabel("value g(z)")
    rows[1, 0].set_ylabel("derivatives")
    figure.supxlabel("pre-activation z", fontsize=11, color=look["ink"])
    return figure, describe_gallery(functions)


def draw_column(upper, lower, function, name, look=LIGHT):
    """Draw a function on one axes, and its slope (solid) and curvature (dashed) on the one below."""
    for ax in (upper, lower):
        style(ax, look)
        ax.axhline(0, color=look["line"], linewidth=0.8, zorder=1)
        shaded(ax, nearly_flat(function, Z), look)
    orange = {"color": look["backward"]}
    upper.plot(Z, function(Z), color=look["forward"], linewidth=2.4, label="_value g(z)")
    lower.plot(Z, function.derivative(Z), linewidth=2, label="_slope g′(z)", **orange)
    lower.plot(Z, function.second_derivative(Z), "--", linewidth=1.3, label="_curvature g″(z)", **orange)
    upper.set_title(name, color=look["ink"], fontsize=11)
    upper.set(xlim=(-REACH, REACH), ylim=(-1.4, 3.4), xticks=(-5, 0, 5))
    lower.set(ylim=(-0.95, 1.2))


def describe_gallery(functions):
    """What `gallery` shows, in words, for those who cannot see it."""
    columns = [f"{name}: {flat_part(function)}" for name, function in functions.items()]
    return (
        f"Activation functions in {len(functions)} columns, above the value, below the slope (solid) and the "
        f"curvature (dashed). Grey where the slope is below 0.01; {'; '.join(columns)}."
    )


def flat_part(function):
    """In words, where between −6 and 6 the slope is below 0.01."""
    flat = nearly_flat(function, Z)
    left, right = flat[0], flat[-1]
    if not flat.any():
        return "nowhere"
    parts = [f"left of {full(np.round(Z[flat & (Z <= 0)].max(), 1))}"] if left else []
    parts += [f"right of {full(np.round(Z[flat & (Z > 0)].min(), 1))}"] if right else []
    return " and ".join(parts)
