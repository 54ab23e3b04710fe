"""The picture of a fit and its risks: data with the fitted curve on the left, risks against complexity on the right.

The curves of earlier draws stay as faint lines, so that one sees how far a fit wanders from one data set to the
next. The marker on the right stands at the complexity of the curve on the left.
"""

import numpy as np

from ..plots.figure import draw_keys, empty_line, style
from ..plots.look import LIGHT
from ..plots.risk_curves import kind_style

X = np.linspace(-1, 1, 201)
HIGHEST = 3.2  # of y on the left
RISKS = (1e-3, 10)  # on the right
KINDS = ("training", "validation", "true", "Bayes")
# Between title and axes, in two rows: on a small projector four keys in one are wider than the axes.
KEYS = {
    "ncols": 2,
    "loc": "lower center",
    "bbox_to_anchor": (0.5, 1.0),
    "columnspacing": 1,
    "handlelength": 1.6,
    "borderaxespad": 0.2,
}
HEADROOM = 40  # points, for the keys
MARKERS = {"training": "o", "validation": "^", "true": "s", "Bayes": ""}


class RiskPicture:
    """The lines of the picture; `move` puts them where a draw of data wants them, `moving` are what it changes.

    truth: the values (201,) of the true curve at `risk_picture.X`; most: the largest complexity; ghosts: how many
    earlier fits are shown.
    """

    def __init__(self, left, right, truth, most, ghosts, look=LIGHT):
        for ax in (left, right):
            style(ax, look)
        left.set(xlim=(-1, 1), ylim=(-HIGHEST, HIGHEST), xlabel="x", ylabel="y", xticks=(-1, 0, 1))
        left.set_title("Each draw, another fit", color=look["ink"], pad=HEADROOM)
        left.plot(X, truth, color=look["ink"], linestyle=":", linewidth=1.6, label="_truth")
        faint = {"color": look["update"], "linewidth": 1, "alpha": 0.45}
        self._ghosts = [empty_line(left, label="earlier", **faint) for _ in range(ghosts)]
        dots = {"color": look["forward"], "markersize": 4, "alpha": 0.7}
        self._points = empty_line(left, "o", label="data", **dots)
        self._fit = empty_line(left, color=look["update"], linewidth=2.6, label="fit")

        terms = np.arange(1, most + 1)
        right.set(
            yscale="log", ylim=RISKS, xlim=(0.5, most + 0.5), xlabel="terms of the model", ylabel="risk"
        )
        right.set_title("Only the training risk always falls", color=look["ink"], pad=HEADROOM)
        right.grid(axis="y", color=look["line"], alpha=0.25, linewidth=0.7)
        self._here = right.axvline(1, color=look["quiet"], linewidth=1, label="_this model")
        self._risks, self._dots = {}, {}
        for kind in KINDS:
            drawn = kind_style(kind, look)
            self._risks[kind] = right.plot(terms, np.ones(most), label=f"_{kind}", **drawn)[0]
            dot = {"color": drawn["color"], "markersize": 7, "label": f"{kind}, here"}
            self._dots[kind] = empty_line(right, MARKERS[kind], **dot)
        keys = {"data": self._points, "fit": self._fit, "earlier": self._ghosts[0], "truth": left.lines[0]}
        for ax, lines in ((left, keys), (right, self._risks)):
            draw_keys(ax, lines, look, **KEYS)
        lines = [*self._ghosts, self._points, self._fit, self._here]
        self.moving = [*lines, *self._risks.values(), *self._dots.values()]

    def move(self, data, fit, ghosts, risks, terms):
        """Show data (X, y), the fit and earlier fits at `risk_picture.X`, and risks {kind: (most,)}, terms marked."""
        self._points.set_data(np.ravel(data.X), data.y)
        self._fit.set_data(X, fit)
        for line, values in zip(self._ghosts, [*ghosts, *[None] * len(self._ghosts)], strict=False):
            line.set_data(([], []) if values is None else (X, values))
        self._here.set_xdata([terms, terms])
        for kind, values in risks.items():
            self._risks[kind].set_ydata(np.maximum(values, RISKS[0] / 10))
            self._dots[kind].set_data([terms], [values[terms - 1]])
