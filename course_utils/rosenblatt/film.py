"""Rosenblatt's machine as film: what changes with an example shown, as numbers for the page to draw.

cells     (400,)   what is on the retina, 1 is dark
fires     (512,)   which units fire
notches   (512,)   where each potentiometer stands, a number of a direction
turned    (512,)   which of them the last example has turned
mistakes  (1,)     how many so far
here      (2,)     examples and mistakes, in fractions of the count
answer    (80,)    what the machine says, as characters: two wordings, a line each

The scene has the `directions` (17, 2) of the needles and the corners of the whole `count`, two for each mistake, of
which the page draws as many as there were.
"""

import math

import numpy as np
from matplotlib.ticker import MaxNLocator

from ..live.film import as_text
from ..live.page_drawing import Scale, shares
from ..live.progress import StepsModel
from .model import UNITS, experiment
from .picture import ROWS, TURNS, UNITS_ACROSS, count_top, direction, notches
from .retina import AWAY, RetinaModel
from .state import now, progress, said, seen

ANSWER = 80  # characters
SIZE = (760, 470)  # of the picture on the page
CELLS = Scale(-0.5, 19.5)  # of the retina, to the right and upwards


class MachineModel(RetinaModel, StepsModel):
    """A live figure's model whose steps are the examples shown; a pen is put away when they go on."""

    progress = progress

    def last(self, settings):
        return experiment(*settings).length

    def played(self, state):
        return {"pen": AWAY}

    def frame_of(self, state):
        run, shown = now(state)
        pixels, units, turned = seen(state, run, shown)
        mistakes = run.mistakes(shown)
        return {
            "cells": pixels.astype(np.uint8),
            "fires": units.astype(np.uint8),
            "notches": notches(run.weights(shown)[:-1]).astype(np.uint8),
            "turned": turned.astype(np.uint8),
            "mistakes": np.array([mistakes], dtype=np.int32),
            "here": shares((shown, mistakes), *scales(run)),
            "answer": as_text("\n".join(said(state, run, shown)), ANSWER),
        }

    def scene(self, state):
        run, _ = now(state)
        across, up = scales(run)
        finite = math.isfinite(run.bound)
        return self.drawing.boxes | {
            "columns": UNITS_ACROSS,
            "rows": ROWS,
            "directions": direction(np.arange(2 * TURNS + 1)).astype(np.float32),
            "count_line": shares(corners(run), across, up),
            "bound": float(up.share(run.bound)) if finite else None,
            "bound_words": bound_words(math.floor(run.bound)) if finite else [],
            "ticks": {"x": whole_ticks(across), "y": whole_ticks(up)},
            "titles": {
                "retina": ["400 photocells"],
                "units": [f"{UNITS} units, wired at random", f"{UNITS} units"],
                "needles": [f"{UNITS} potentiometers, which learn", f"{UNITS} potentiometers"],
                "count": ["mistakes"],
            },
        }


def scales(run):
    """The scales of the count: examples shown, and mistakes."""
    return Scale(0, run.length), Scale(0, count_top(run.bound, len(run.times)))


def bound_words(most):
    """What stands over Novikoff's bound: several wordings, the longest first."""
    return [f"Novikoff: never more than {most}", f"never more than {most}", f"at most {most}"]


def corners(run):
    """The corners (2 m, 2) of the count's steps, before and after each mistake."""
    number = np.arange(len(run.times))
    return np.column_stack([np.repeat(run.times, 2), np.column_stack([number, number + 1]).ravel()])


def whole_ticks(scale):
    """A few whole numbers along an axis."""
    values = MaxNLocator(4, integer=True).tick_values(scale.low, scale.high)
    return scale.ticks({int(v): f"{int(v):,}" for v in values if scale.low <= v <= scale.high})
