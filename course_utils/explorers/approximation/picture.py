"""The picture of a network that comes close to a target: above both with the ε band, below what the neurons add.

target       blue, wide, pale       its band of ± ε in grey
built        ink, solid             the network that was constructed
trained      green, dashed          one of the same size that was trained
error        orange                 where the network that was built is furthest off
"""

import numpy as np

from ...plots.figure import draw_keys, empty_line, style
from ...plots.look import LIGHT

X = np.linspace(0, 1, 501)
MARGIN = 0.015  # of the axis of x
HIGHEST, LOWER_HIGHEST = 1.55, 1.12
TITLE = "Does the network stay inside the band?"
PARTS = {
    "sigmoid": "What each pair of sigmoids adds, scaled to fit",
    "relu": "What each ReLU adds, scaled to fit",
}
# Between title and axes.
KEYS = {
    "loc": "lower left",
    "bbox_to_anchor": (-0.01, 1.0),
    "columnspacing": 1.4,
    "handlelength": 1.8,
    "borderaxespad": 0.1,
}
SMALL = 0.001  # of the highest part: below it a part is not drawn


class ApproximationPicture:
    """The lines of the picture on two axes; `load` sets the words, `move` all that depends on the networks."""

    def __init__(self, upper, lower, look=LIGHT):
        self._upper, self._lower, self._look = upper, lower, look
        for ax in (upper, lower):
            style(ax, look)
            ax.set(xlim=(-MARGIN, 1 + MARGIN), xticks=np.linspace(0, 1, 6))
        upper.set(ylim=(-HIGHEST, HIGHEST), ylabel="f(x)", yticks=(-1, -0.5, 0, 0.5, 1))
        lower.set(ylim=(-LOWER_HIGHEST, LOWER_HIGHEST), xlabel="x", yticks=())
        lower.axhline(0, color=look["line"], linewidth=0.8)
        self._band = upper.fill_between(
            X, X, X, color=look["line"], alpha=0.36, linewidth=0, zorder=1, label="_± ε"
        )
        wide = {"color": look["forward"], "linewidth": 3.4, "alpha": 0.6, "zorder": 2}
        self._target = empty_line(upper, label="target", **wide)
        dashed = {"color": look["update"], "linewidth": 2.2, "zorder": 3}
        self._trained = empty_line(upper, "--", label="trained", **dashed)
        self._built = empty_line(upper, label="built", color=look["ink"], linewidth=1.9, zorder=4)
        worst = {"color": look["backward"], "linewidth": 2.6, "markersize": 5, "zorder": 5}
        self._worst = empty_line(upper, "o-", label="largest error", **worst)
        self._parts = empty_line(lower, label="parts", color=look["forward"], linewidth=1, alpha=0.8)
        words = {"xycoords": "axes fraction", "va": "top", "fontsize": 10.5}
        self._words = upper.annotate("", (0.012, 0.975), color=look["ink"], **words)
        self._best = upper.annotate("", (0.988, 0.975), color=look["update"], ha="right", **words)
        lines = self._target, self._built, self._trained, self._worst
        keys = dict(zip(("target ± ε", "built", "trained", "largest error"), lines, strict=True))
        draw_keys(upper, keys, look, **KEYS)
        curves = self._target, self._trained, self._built, self._worst
        self.moving = [self._band, *curves, self._parts, self._words, self._best]  # what `move` changes

    def load(self, title, below):
        """Set what stands above the two panels."""
        self._upper.set_title(title, color=self._look["ink"], pad=24)
        self._lower.set_title(below, color=self._look["ink"], pad=6)

    def move(self, target, epsilon, built, worst, parts, trained=None, words="", best=""):
        """Show a target, the networks and their parts.

        target is a function; built and trained (or None) are networks; worst is the place x of the largest error;
        parts (m, 501) what each part of the sum gives at `X`; words and best are written into the upper corners.
        """
        y = target(X)
        edges = np.column_stack((X, y - epsilon)), np.column_stack((X, y + epsilon))[::-1]
        self._band.set_verts([np.vstack(edges)])
        self._target.set_data(X, y)
        self._built.set_data(X, built(X[:, None])[:, 0])
        self._trained.set_data(*(([], []) if trained is None else (X, trained(X[:, None])[:, 0])))
        at = np.array([worst])
        ends = np.clip([target(at)[0], built(at[:, None])[0, 0]], -HIGHEST, HIGHEST)
        self._worst.set_data([worst, worst], ends)
        self._parts.set_data(*one_line(parts))
        self._words.set_text(words)
        self._best.set_text(best)


def one_line(parts):
    """All parts (m, 501) as one broken line, scaled to a height of 1, without their flat feet."""
    scale = np.abs(parts).max(initial=0) or 1.0
    heights = np.where(np.abs(parts) > SMALL * scale, parts / scale, np.nan)
    heights = np.column_stack([heights, np.full(len(heights), np.nan)]).ravel()
    places = np.tile(np.append(X, np.nan), len(parts))
    wanted = ~np.isnan(heights)
    wanted[1:] |= wanted[:-1]  # one gap after each piece
    return places[wanted], heights[wanted]
