"""The cut explorer: a wedge whose three edges are dragged, judged on galaxies that no rule has seen.

Three numbers judge it, because one misleads: where quiescent galaxies are rare, a rule that never says "quiescent"
is accurate. The published cut or a learned boundary is laid beside it only when asked for.
"""

import numpy as np

from ..data.uvj_cut import SLOPE, in_wedge
from ..live.controls import Button, Choice, Slider
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..live.handles import Handle
from ..plots.colour_plot import draw_boundary, draw_cut, draw_galaxies, wedge_line
from ..plots.figure import blank_figure, empty_line
from .cut_model import called_by, learned, scores, terms, unseen
from .score_bars import ScoreBars

RULES = {"none": "nothing", "published": "the published cut", "learned": "a learned boundary"}
AT = 1.0  # mag: the V−J where the slanted edge is held


class CutExplorer(LiveFigure):
    """A wedge to drag among simulated galaxies at 0.5 ≤ z < 1, with its accuracy, purity and completeness.

    `fraction` of the galaxies are quiescent, from 0.02 to 0.6. Raises ValueError outside.
    """

    def __init__(self, fraction=0.3):
        super().__init__(
            draw,
            [
                Slider("slanted", 0.9, 2.4, 1.8, step=0.01, unit="mag", label="slanted edge: U−V at V−J = 1"),
                Slider("lowest", 0.4, 2.4, 0.8, step=0.01, unit="mag", label="lowest U−V"),
                Slider("highest", 0.3, 2.7, 2.3, step=0.01, unit="mag", label="highest V−J"),
                Slider("fraction", 0.02, 0.6, fraction, step=0.02, label="quiescent fraction"),
                Choice("rule", RULES, label="compare with"),
                Button("redraw", lambda state: {"seed": state.seed + 1}, "other galaxies"),
            ],
            [
                Handle("slope", lambda state: AT, "slanted", label="slanted edge"),
                Handle("floor", lambda state: 0.25, "lowest", label="lowest U−V"),
                Handle("wall", "highest", lambda state: 2.65, label="highest V−J"),
            ],
            describe=describe,
            title="Draw a cut, then be judged on other galaxies",
            state={"seed": 0},
        )


def wedge(state):
    """(intercept, lowest, highest) of the wedge that a state holds."""
    return state.slanted - SLOPE * AT, state.lowest, state.highest


def yours(state):
    """The scores of the wedge on the galaxies that are shown."""
    galaxies = unseen(state.fraction, state.seed)
    return scores(in_wedge(galaxies.X, *wedge(state)), galaxies.y)


def other(state):
    """The scores of the rule beside it, or None."""
    if state.rule == "none":
        return None
    galaxies = unseen(state.fraction, state.seed)
    return scores(called_by(state.rule, galaxies, state.fraction), galaxies.y)


def draw(look):
    """The diagram with the wedge at the left, the three scores at the right."""
    figure = blank_figure(8.4, 4.4, look)
    ax, beside = figure.subplots(1, 2, width_ratios=(1.9, 1))
    bars = ScoreBars(beside, ("accuracy", "purity", "completeness"), look)
    line = empty_line(ax, color=look["ink"], linewidth=2.6, zorder=6)

    def background(state):
        for artist in [*ax.collections, *ax.texts, *ax.lines]:
            if artist is not line:
                artist.remove()
        draw_galaxies(ax, unseen(state.fraction, state.seed), look, size=9)
        ax.set_title("Solid: your cut", color=look["ink"])
        if state.rule == "published":
            draw_cut(ax, look=look, color=look["update"], linestyle="--", zorder=5)
        if state.rule == "learned":
            draw_boundary(ax, lambda X: terms(X) @ learned(state.fraction), look=look, zorder=5)
        bars.mark(other(state))

    def update(state):
        line.set_data(*wedge_line(*wedge(state)).T)
        bars.show(yours(state))

    return Drawing(figure, update, [line, *bars.moving], ("fraction", "rule", "seed"), background)


def describe(state):
    """The wedge and its scores, those of the rule beside it, and what never saying "quiescent" would score."""
    intercept, lowest, highest = wedge(state)
    galaxies = unseen(state.fraction, state.seed)
    words = [
        f"Your cut, U−V > 0.88 (V−J) {'+' if intercept >= 0 else '−'} {abs(intercept):.2f}, U−V > {lowest:.2f}, "
        f"V−J < {highest:.2f}, on {len(galaxies.y):,} galaxies: {in_words(yours(state))}."
    ]
    if beside := other(state):
        words.append(f"Dashed, {RULES[state.rule]}: {in_words(beside)}.")
    words.append(
        f"Calling no galaxy quiescent would have accuracy {np.mean(galaxies.y == 0):.3f}, completeness 0."
    )
    return " ".join(words)


def in_words(result):
    """Scores as a phrase."""
    purity = (
        "no purity, for nothing is called quiescent"
        if np.isnan(result.purity)
        else f"purity {result.purity:.3f}"
    )
    return f"accuracy {result.accuracy:.3f}, {purity}, completeness {result.completeness:.3f}"
