"""The race: a first-order optimiser and Newton from one start, step by step, on a surface seen from above.

The gradient says which way is down. How far to go, a first-order method is told by its learning rate λ; Newton
reads it off the curvature, and goes where its local model is flat, be that a minimum, a saddle, or off the map.
"""

from dataclasses import dataclass

import numpy as np

from ..engine.trace.notation import full, short
from ..engine.typed_numbers import typed_number
from ..engine.validate import number, vector
from ..live.controls import Button, Choice, Fold, Slider, Text, Toggle
from ..live.drawing import PROJECTOR_EM
from ..live.figure import LiveFigure
from ..live.front_end import plot_front_end
from ..live.handles import Handle
from ..live.page_drawing import PageDrawing
from ..live.progress import Progress
from ..live.slider import Notches
from .boxes import TWO_TABLES, boxes
from .film import SIZE, RaceModel
from .frame import ON_MAP, ON_STRIP
from .model import FIRST_ORDER, at, now, running
from .picture import HIGH, LOW
from .still import draw
from .surfaces import WINDOW, WORDS, surface_named
from .words import describe, numbers

FRONT_END = plot_front_end(__file__, "race.css")
RATES = tuple(np.geomspace(LOW, HIGH, 1001))  # of the slider: a percent apart
FINE = 0.1  # where λ can be set in equal steps up to here
DAMPING = ["0", "0.01", "0.1", "1", "10", "100", "1000"]


@dataclass(frozen=True)
class FineRate(Slider):
    """λ in equal steps; one beyond their end is said as it is, where the slider stands at that end."""

    def checked(self, value):
        """value, if λ can have it; raises ValueError or TypeError otherwise."""
        return number(value, self.name, at_least=LOW, at_most=HIGH)


class OptimizerRace(LiveFigure):
    """A race of Newton against a first-order optimiser, from a start that can be dragged.

    `surface` is bowl, valley, rosenbrock, double_well, trough or galaxies (the risk of the galaxy network over two
    of its weights), `first` gradient descent, momentum or Adam, `learning_rate` its λ from 0.0001 to 10. Start and λ
    are by default those that suit the surface. Raises ValueError for anything else.
    """

    _esm = FRONT_END.module("race.js")
    _css = FRONT_END.style()
    _model = RaceModel
    _least = round(TWO_TABLES * PROJECTOR_EM)  # else the iterates would have no room

    def __init__(self, surface="rosenbrock", first="gradient descent", start=None, learning_rate=None):
        surfaces = Choice("surface", WORDS, surface)
        usual = surface_named(surfaces.value)
        point = usual.start if start is None else vector(start, "start", 2)
        rate = usual.learning_rate if learning_rate is None else learning_rate
        rate = number(rate, "learning_rate", at_least=LOW, at_most=HIGH)
        super().__init__(
            lambda look: PageDrawing(
                lambda: draw(look), boxes, SIZE, {"map": ON_MAP, "strip": ON_STRIP}, numbers
            ),
            [
                surfaces,
                Choice("first", list(FIRST_ORDER), first, label="Newton against"),
                Choice("damping", DAMPING, label="damping"),
                Notches("learning_rate", LOW, HIGH, rate, log=True, label="λ", notches=RATES),
                Toggle("model", True, label="Newton's model"),
                Toggle("ghosts", False, label="the others beside"),
                Button("usual", usual_start, "usual start"),
                Button("restart", lambda state: at(state, 0), "step 0"),
                Button("end", to_the_end, "to the end"),
                Fold(
                    "λ exactly",
                    [
                        Text("exact", read_rate, full(rate), "λ =", width=12, button="set"),
                        FineRate("fine", LOW, FINE, rate, step=LOW, label=f"λ in steps of {LOW:g}"),
                    ],
                ),
            ],
            [
                Handle("start", *map(float, point), WINDOW, "start"),
                Handle("rate", "learning_rate", lambda state: 0.5, label="learning rate", axes=1),
            ],
            describe=describe,
            title="A race of optimisers, from a start to be dragged",
            state={"progress": Progress.START},
            follow=follow,
        )


def read_rate(text):
    """A learning rate as a person types it, written in full; raises ValueError for anything else."""
    try:
        rate = typed_number(text)
    except ValueError as error:
        raise ValueError(f"the learning rate λ must be a number such as 0.0025: {error}") from None
    if not LOW <= rate <= HIGH:
        raise ValueError(f"the learning rate λ must lie between {LOW} and {HIGH:g}; got {short(rate)}")
    return full(rate)


def follow(before, after):
    """λ has three controls, and what is said with one holds for all."""
    rate = after.learning_rate
    if after.exact != before.exact:
        rate = typed_number(after.exact)
    elif after.fine != before.fine:
        rate = after.fine
    return {"learning_rate": rate, "exact": full(rate), "fine": rate}


def usual_start(state):
    """Start and λ as they suit the surface."""
    here = surface_named(state.surface)
    return {"start": here.start, "learning_rate": here.learning_rate}


def to_the_end(state):
    """To where all walks have ended, or as far as one press may go."""
    goal = now(state) + surface_named(state.surface).leap
    for walk in running(state):
        walk.to(goal)
    return at(state, min(goal, max(walk.last for walk in running(state))))
