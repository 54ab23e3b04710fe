"""A network while it trains: where it draws the line between two classes, and its risks, update by update.

Left the galaxies, and the line on which the network answers ½; right the risk that it makes small, the true risk that
is meant, and the Bayes risk, with a mark at the update that the line belongs to.
"""

import numpy as np
from matplotlib.collections import LineCollection

from ...plots.colour_plot import X_LIMITS, Y_LIMITS, draw_galaxies
from ...plots.figure import DRAWING, CourseFigure, empty_line, style
from ...plots.look import LIGHT
from ...plots.risk_curves import kind_style, name_kinds

POINTS = 90  # of the grid along each axis; enough for a smooth line
TITLES = {  # several wordings, the longest first
    "plane": ["Where the network draws the line", "The network's border"],
    "risks": ["What the updates do to the risks", "The risks"],
}


def grid():
    """Colours (POINTS², 2) all over the plane."""
    return np.stack(np.meshgrid(*_axes()), axis=-1).reshape(-1, 2)


def borders(answers):
    """The lines on which answers (states, POINTS²) at `grid()` are ½: for each state its pieces, a list of (n, 2)."""
    with DRAWING:
        ax = CourseFigure().subplots()
        return [_border(ax, each.reshape(POINTS, POINTS)) for each in answers]


def _border(ax, answers):
    drawn = ax.contour(*_axes(), answers, levels=[0.5])
    drawn.remove()
    return [piece for piece in drawn.allsegs[0] if len(piece)]


class TrainingPicture:
    """The picture; `move` shows one state of the training, `moving` are the parts that it changes.

    galaxies: what the network learns from; updates (n,): the states that are shown; training, true (n,): their risks.
    """

    def __init__(self, left, right, galaxies, updates, training, true, bayes, look=LIGHT):
        draw_galaxies(left, galaxies, look)
        left.set_title(TITLES["plane"][0], color=look["ink"])
        dashed = {"colors": look["update"], "linewidths": 2.6, "linestyles": "--", "zorder": 5}
        self._border = left.add_collection(LineCollection([], label="_border", **dashed), autolim=False)

        style(right, look)
        risks = {"training": training, "true": true, "Bayes": np.full(len(updates), bayes)}
        for kind, values in risks.items():
            right.plot(updates, values, label=f"_{kind}", **kind_style(kind, look))
        top = highest(training, true)
        right.set(xscale="symlog", xlim=(0, updates[-1]), ylim=(0, top))
        right.set(xlabel="updates", ylabel="cross-entropy")
        right.set_title(TITLES["risks"][0], color=look["ink"])
        name_kinds(right, {kind: min(values[-1], top) for kind, values in risks.items()}, top, look)
        self._here = right.axvline(0, color=look["quiet"], linewidth=1, label="_now")
        self._dots = [
            empty_line(
                right, marker, label=f"{kind}, now", markersize=8, color=kind_style(kind, look)["color"]
            )
            for kind, marker in (("training", "o"), ("true", "s"))
        ]
        self.moving = [self._border, self._here, *self._dots]

    def move(self, pieces, update, risks):
        """Show the border's pieces and the risks (training, true) of one state."""
        self._border.set_segments(pieces)
        self._here.set_xdata([update, update])
        for dot, risk in zip(self._dots, risks, strict=True):
            dot.set_data([update], [risk if np.isfinite(risk) else np.nan])  # an infinite one is nowhere


def highest(training, true):
    """Where the axis of the risks ends; a risk may be infinite, where a wrong answer was given for certain."""
    risks = np.concatenate([training, true])
    return 1.08 * np.max(risks, where=np.isfinite(risks), initial=1e-3)


def _axes():
    return np.linspace(*X_LIMITS, POINTS), np.linspace(*Y_LIMITS, POINTS)
