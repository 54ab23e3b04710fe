"""The retina to draw on: a pen over 400 photocells, moved by the pointer, by keys or by two sliders.

The pen leaves ink wherever it goes, or takes it away. A press elsewhere lifts it and puts it down there.
"""

import numpy as np

from ..data import stroke
from ..engine.record import read_only
from ..live.controls import Button, Choice, Fold, Slider
from ..live.handles import Handle
from ..live.model import LiveFigureModel

TOP = 19
AWAY, INK, ERASER, LIFTED = "away", "ink", "eraser", "lifted"
PENS = {
    AWAY: "put away: examples are shown",
    INK: "draws",
    ERASER: "erases",
    LIFTED: "is lifted, to be moved",
}
BLANK = read_only(np.zeros((TOP + 1, TOP + 1)))  # every state may hold it


def pen_controls():
    """The controls of a pen, folded away."""
    return Fold(
        "Draw a letter of your own",
        [
            Choice("pen", PENS, label="the pen"),
            Slider("column", 0, TOP, 1, step=1, whole=True),
            Slider("height", 0, TOP, 18, step=1, whole=True),
            Button("blank", lambda state: {"drawing": BLANK, "pen": INK}, label="a blank retina"),
        ],
    )


def pen_handle():
    """The tip of the pen, on the first axes of the figure."""
    return Handle("tip", "column", "height", label="tip of the pen on the retina")


class RetinaModel(LiveFigureModel):
    """A live figure's model whose pen leaves ink in `state.drawing`, (20, 20) of 0 and 1, row 0 the top."""

    def after_set(self, state, name, value):
        after = super().after_set(state, name, value)
        return drawn(state, after) if name in ("column", "height") else after

    def after_drag(self, state, name, point):
        return drawn(state, taken_up(super().after_drag(state, name, point)))

    def after_place(self, state, name, point):
        """A press on the retina begins there, without a line from where the pen was."""
        after = taken_up(super().after_drag(state, name, point))
        return drawn(after, after)


def taken_up(state):
    """The state with a pen in it that draws, if it was put away."""
    return state.changed({"pen": INK}) if state.pen == AWAY else state


def drawn(before, after):
    """The state with what the pen did on its way from one state to the next."""
    if after.pen not in (INK, ERASER):
        return after
    line = stroke(_tip(before), _tip(after))
    drawing = np.maximum(after.drawing, line) if after.pen == INK else np.minimum(after.drawing, 1 - line)
    return after.changed({"drawing": drawing})


def _tip(state):
    return state.column, TOP - state.height
