"""The activation functions side by side: above what goes forward, below what multiplies a gradient on its way back.

A grey band marks where a function is saturated or dead: its slope there is below 0.01.
"""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from .activations import REACH, Z, nearly_flat
from .figure import CourseFigure, style
from .look import LIGHT

COLUMN, HEIGHT = 2.0, 3.9  # inches
BAND = 0.22


def gallery(functions, look=LIGHT):
    """A figure of activation functions {name: function} in columns, and its description.

    Raises ValueError where there is none.
    """
    if not functions:
        raise ValueError("functions must hold at least one activation function; got none")
    figure = CourseFigure(
        figsize=(COLUMN * len(functions), HEIGHT), layout="constrained", facecolor=look["ground"]
    )
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
        across = {"transform": ax.get_xaxis_transform(), "color": look["line"], "alpha": BAND, "linewidth": 0}
        ax.fill_between(Z, 0, 1, where=nearly_flat(function, Z), zorder=0, **across)
    upper.plot(Z, function(Z), color=look["forward"], linewidth=2.4)
    lower.plot(Z, function.derivative(Z), color=look["backward"], linewidth=2)
    lower.plot(Z, function.second_derivative(Z), "--", color=look["backward"], linewidth=1.3)
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
    parts = [f"left of {_number(Z[flat & (Z <= 0)].max())}"] if left else []
    parts += [f"right of {_number(Z[flat & (Z > 0)].min())}"] if right else []
    return " and ".join(parts)


def _number(z):
    return f"{np.round(z, 1) + 0.0:g}".replace("-", "−")
