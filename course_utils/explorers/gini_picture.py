"""One feature cut by thresholds: the galaxies on both sides, and how mixed they still are for every possible cut.

Above, each class has a row; the ground of each group has the colour of its majority. Below, the weighted Gini
impurity against the place of the cut that is being moved, which is to become small.
"""

import numpy as np
from matplotlib.patches import Rectangle

from ..plots.colour_plot import SIGNS
from ..plots.figure import empty_line, style
from ..plots.look import LIGHT

CLASSES = ("star-forming", "quiescent")
ROWS = (0.25, 0.75)  # where they stand
JITTER = 0.17
SHADE = 0.18
HIGHEST = 0.52  # of the impurity's axis; two classes reach ½


class GiniPicture:
    """The picture; `load` shows a feature of some galaxies, `move` puts the cuts and the curve where they belong.

    limits: the ends of the feature's axis; grid: the places (m,) where a cut may be.
    """

    def __init__(self, upper, lower, limits, grid, look=LIGHT):
        self.upper, self._look, self._limits, self._grid = upper, look, limits, np.asarray(grid)
        for ax in (upper, lower):
            style(ax, look)
            ax.set_xlim(limits)
        upper.set(ylim=(0, 1), yticks=ROWS, yticklabels=CLASSES)
        upper.tick_params(axis="y", length=0, labelcolor=look["ink"])
        upper.tick_params(axis="x", labelbottom=False)
        lower.set(ylim=(0, HIGHEST), ylabel="weighted Gini")
        lower.grid(axis="y", color=look["line"], alpha=0.25, linewidth=0.7)
        self.lower = lower
        self._groups = [
            upper.add_patch(Rectangle((0, 0), 0, 1, linewidth=0, alpha=SHADE, zorder=0)) for _ in range(3)
        ]
        self._rows = [self._row(*row) for row in zip(CLASSES, SIGNS, strict=True)]
        cut = {"color": look["ink"], "linewidth": 1.8, "label": "_cut"}
        self._cuts = [ax.axvline(0, **cut) for ax in (upper, lower) for _ in range(2)]
        dotted = {"color": look["quiet"], "linestyle": ":", "linewidth": 1.4}
        self._before = lower.axhline(0, label="_before any cut", **dotted)
        above = {"ha": "right", "va": "bottom", "color": look["quiet"]}
        self._before_words = lower.text(limits[1], 0, "before any cut", **above)
        self._curve = empty_line(lower, color=look["loss"], linewidth=2)
        dot = {"color": look["loss"], "markersize": 9, "zorder": 4, "clip_on": False}
        self._dot = empty_line(lower, "o", label="here", **dot)
        self.moving = [*self._groups, *self._rows, *self._cuts, self._curve, self._dot]  # what `move` changes

    def _row(self, name, sign):
        """The galaxies of a class."""
        role, marker, filled = sign
        colours = {"color": self._look[role], "mfc": self._look[role] if filled else "none"}
        return empty_line(self.upper, marker, label=name, markersize=4.5, alpha=0.8, **colours)

    def load(self, x, y, label, before, title):
        """Show a feature x (N,) with classes y (N,), its axis label, and the impurity before any cut."""
        shift = np.random.default_rng(0).uniform(-JITTER, JITTER, size=len(x))
        for k, row in enumerate(self._rows):
            row.set_data(x[y == k], (ROWS[k] + shift)[y == k])
        self._before.set_ydata([before, before])
        self._before_words.set_y(before)
        self.lower.set_xlabel(label)
        self.upper.set_title(title, color=self._look["ink"])

    def move(self, cuts, majorities, curve, at):
        """Show one cut or two (rising), each group's majority (0, 1 or None), the curve (m,) and its dot."""
        edges = [self._limits[0], *cuts, self._limits[1]]
        for group, label, left, right in zip(
            self._groups, [*majorities, None][:3], [*edges, 0][:3], [*edges, 0][1:4], strict=True
        ):
            group.set(visible=label is not None, x=left, width=right - left)
            group.set_facecolor(self._look["ground" if label is None else SIGNS[label][0]])
        for place, line in enumerate(self._cuts):
            cut = cuts[min(place % 2, len(cuts) - 1)]
            line.set_xdata([cut, cut])
        self._curve.set_data(self._grid, curve)
        self._dot.set_data([at], [np.interp(at, self._grid, curve)])
