"""The outlier explorer: one point is dragged, and the best line follows it, or does not.

Both lines are best, each under its own loss. How far an outlier lies off counts for the squared error: its gradient
grows with the residual. For the absolute error only its side counts: the gradient has the same size everywhere.
"""

from functools import cache

import numpy as np
from matplotlib.figure import Figure

from ..data.lines import SLOPE, detector_line, least_absolute_line, least_squares_line
from ..engine.trace.numbers import short
from ..plots.outliers import TOP, FitPicture
from .live_controls import Slider
from .live_drawing import Drawing
from .live_figure import LiveFigure
from .live_handle import Handle

MOST = 30
REACH = 20.0  # s: twice as far as the readings, for a hit with a wrong time


@cache
def readings(count):
    """The good readings x, y (count,), which stay where they are."""
    data = detector_line(count, outliers=0, seed=0)
    return data.X[:, 0], data.y


def fits(state):
    """The best line {"squared" and "absolute": (offset, slope)} through all points, the dragged one included."""
    x, y = (np.append(seen, moved) for seen, moved in zip(readings(state.count), state.hit, strict=True))
    return {"squared": least_squares_line(x, y), "absolute": least_absolute_line(x, y)}


class OutlierExplorer(LiveFigure):
    """Good readings of a detector and one hit to drag, with the best line under each loss.

    `hit` is where the hit is at first, (s, mV) within (0, 20) and (0, 15); `count` how many good readings there are,
    2 … 30. Raises ValueError or TypeError for anything else.
    """

    def __init__(self, hit=(9.0, 13.0), count=12):
        x, y = hit
        super().__init__(
            draw,
            [Slider("count", 2, MOST, count, step=1, whole=True, label="good readings")],
            [Handle("hit", x, y, ((0, REACH), (0, TOP - 1)), label="the outlier")],
            describe=describe,
            title="One point, two losses, two lines",
        )


def draw(look):
    """The points, and the lines that follow."""
    figure = Figure(figsize=(7, 4.4), layout="constrained", facecolor=look["ground"])
    ax = figure.subplots()
    picture = FitPicture(ax, look, REACH)
    ax.set_title("Which line runs after the open point?", color=look["ink"])

    def update(state):
        picture.outliers(*([place] for place in state.hit))
        picture.move(fits(state))

    return Drawing(figure, update, picture.moving, ("count",), lambda s: picture.points(*readings(s.count)))


def describe(state):
    """Where the point is, both slopes, and how the point pulls at each line."""
    x, y = state.hit
    found = fits(state)
    slopes = {name: slope for name, (_, slope) in found.items()}
    residuals = {name: y - offset - slope * x for name, (offset, slope) in found.items()}
    return (
        f"{state.count} good readings and one at ({short(x)} s, {short(y)} mV). Slopes: squared error "
        f"{slopes['squared']:.2f}, absolute error {slopes['absolute']:.2f}, true {short(SLOPE)} mV/s. ".replace(
            "-", "−"
        )
        + f"The point lies {short(abs(residuals['squared']))} mV off the first line and pulls at it with "
        f"{short(abs(2 * residuals['squared']))}; at the second, {short(abs(residuals['absolute']))} mV away, with "
        f"{'1' if abs(residuals['absolute']) > 1e-9 else 'anything from −1 to 1, for the line goes through it'}."
    )
