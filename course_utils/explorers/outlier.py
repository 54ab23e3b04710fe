"""The outlier explorer: one point is dragged, and the best line follows it, or does not.

Both lines are best, each under its own loss. How far an outlier lies off counts for the squared error: its gradient
grows with the residual. For the absolute error only its side counts: the gradient has the same size everywhere.
"""

from functools import cache

import numpy as np

from ..data.lines import SLOPE, detector_line, least_absolute_line, least_squares_line
from ..engine.trace.notation import fixed, short
from ..engine.validate import pair
from ..live.controls import Slider
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..live.handles import Handle
from ..plots.figure import blank_figure
from ..plots.fitted_curves import TOP, FitPicture

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
        x, y = pair(hit, "hit", "(s, mV)")
        super().__init__(
            draw,
            [Slider("count", 2, MOST, count, step=1, whole=True, label="good readings")],
            [Handle("hit", x, y, ((0, REACH), (0, TOP - 1)), label="the outlier")],
            describe=describe,
            title="One point, two losses, two lines",
        )


def draw(look):
    """The points, and the lines that follow."""
    figure = blank_figure(7, 4.2, look)
    ax = figure.subplots()
    picture = FitPicture(ax, look, REACH)
    ax.set_title("Which line follows the open point?", color=look["ink"])

    def update(state):
        picture.points(*readings(state.count))
        picture.outliers(*([place] for place in state.hit))
        picture.move(fits(state))

    return Drawing(figure, update, picture.moving)


def describe(state):
    """Where the point is, both slopes, and the gradient that the point gives each line."""
    x, y = state.hit
    found = fits(state)
    steep, mild = (fixed(found[name][1], 2) for name in ("squared", "absolute"))
    off, away = (abs(y - found[name][0] - found[name][1] * x) for name in ("squared", "absolute"))
    through = away < 1e-9
    return (
        f"{state.count} good readings and one at ({short(x)} s, {short(y)} mV). Slopes: squared error {steep}, "
        f"absolute error {mild}, true {short(SLOPE)} mV/s. It lies {short(off)} mV off the first line, a gradient "
        f"of size {short(2 * off)}, and "
        + ("on the second, where it gives none." if through else f"{short(away)} mV off the second, size 1.")
    )
