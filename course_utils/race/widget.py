"""The race: a first-order optimiser and Newton from one start, step by step, on a surface seen from above.

The gradient says which way is down. How far to go, a first-order method is told by its learning rate λ; Newton
reads it off the curvature, and goes where its local model is flat, be that a minimum, a saddle, or off the map.
"""

import numpy as np

from ..engine.trace.notation import full, short
from ..engine.typed_numbers import typed_number
from ..engine.validate import number, vector
from ..live.controls import Button, Choice, Fold, Slider, Text, Toggle
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..live.handles import Handle
from ..live.slider import Notches
from ..plots.figure import CourseFigure
from ..plots.surfaces import WalkLine, draw_map
from .grounds import WINDOW, WORDS, ground, ground_map
from .local_model import LocalModel
from .model import FIRST_ORDER, limit, local_limit, runner
from .picture import ROWS, HeightCurves, IterateTable, RateStrip
from .words import describe, limit_words

LOW, HIGH = 1e-4, 10.0  # of λ
RATES = tuple(np.geomspace(LOW, HIGH, 1001))  # of the slider: a percent apart
FINE = 0.1  # where λ can be set in equal steps up to here
DAMPING = ["0", "0.01", "0.1", "1", "10", "100", "1000"]
GHOST = 0.4  # how strongly the methods beside are drawn
SETTINGS = ("surface", "first", "start", "learning_rate", "damping")


class OptimizerRace(LiveFigure):
    """A race of Newton against a first-order optimiser, from a start that can be dragged.

    `surface` is bowl, valley, rosenbrock, double_well, trough or galaxies (the risk of the galaxy network over two
    of its weights), `first` gradient descent, momentum or Adam, `learning_rate` its λ from 0.0001 to 10. Start and λ
    are those that suit the surface unless told. Raises ValueError for anything else.
    """

    def __init__(self, surface="rosenbrock", first="gradient descent", start=None, learning_rate=None):
        surfaces = Choice("surface", WORDS, surface)
        usual = ground(surfaces.value)
        point = usual.start if start is None else vector(start, "start", 2)
        rate = usual.learning_rate if learning_rate is None else learning_rate
        rate = number(rate, "learning_rate", at_least=LOW, at_most=HIGH)
        super().__init__(
            draw,
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
                        Slider("fine", LOW, FINE, min(rate, FINE), step=LOW, label=f"λ in steps of {LOW:g}"),
                    ],
                ),
            ],
            [
                Handle("start", *map(float, point), WINDOW, "start"),
                Handle("rate", "learning_rate", lambda state: 0.5, label="learning rate", axes=1),
            ],
            describe=in_words,
            title="A race of optimisers, from a start to be dragged",
            state={"progress": ((), 0)},
            advance=one_step,
            follow=follow,
        )


def settings(state):
    """What a race depends on."""
    return tuple(getattr(state, name) for name in SETTINGS)


def at(state, step):
    """The change to a step; it counts for the present settings only, so that others start anew."""
    return {"progress": (settings(state), step)}


def now(state):
    """The step that is shown."""
    of, step = state.progress
    return step if of == settings(state) else 0


def walks(state):
    """The Runners of the first-order method and of Newton."""
    return walk_of(state, state.first), walk_of(state, "Newton")


def walk_of(state, method):
    """The Runner of a method with the settings of a race."""
    setting = float(state.damping) if method == "Newton" else state.learning_rate
    return runner(state.surface, method, state.start, setting)


def beside(state):
    """The Runners of the methods that run beside with the same λ, {method: Runner}, where they are wanted."""
    others = [method for method in FIRST_ORDER if method != state.first] if state.ghosts else []
    return {method: walk_of(state, method) for method in others}


def read_rate(text):
    """A learning rate as a person types it, written in full; raises ValueError for what is none."""
    try:
        rate = typed_number(text)
    except ValueError as error:
        raise ValueError(f"λ must be a number such as 0.0025: {error}") from None
    if not LOW <= rate <= HIGH:
        raise ValueError(f"λ must lie between {LOW} and {HIGH:g}; got {short(rate)}")
    return full(rate)


def follow(before, after):
    """λ has three controls, and what is said with one holds for all."""
    rate = after.learning_rate
    if after.exact != before.exact:
        rate = typed_number(after.exact)
    elif after.fine != before.fine:
        rate = after.fine
    return {"learning_rate": rate, "exact": full(rate), "fine": min(rate, FINE)}


def in_words(state):
    """What the picture shows, as a text."""
    return describe(state, *walks(state), beside(state), now(state))


def usual_start(state):
    """Start and λ as they suit the surface."""
    here = ground(state.surface)
    return {"start": here.start, "learning_rate": here.learning_rate}


def one_step(state):
    """One step further, or None where all walks have ended."""
    step = now(state) + 1
    for walk in (running := [*walks(state), *beside(state).values()]):
        walk.to(step)
    return at(state, step) if any(walk.last >= step for walk in running) else None


def to_the_end(state):
    """To where all walks have ended, or as far as one press may go."""
    goal = now(state) + ground(state.surface).leap
    for walk in (running := [*walks(state), *beside(state).values()]):
        walk.to(goal)
    return at(state, min(goal, max(walk.last for walk in running)))


def draw(look):
    """The map with λ below it at the left; heights and the table at the right."""
    figure = CourseFigure(figsize=(9.6, 4.5), layout="constrained", facecolor=look["ground"])
    grid = figure.add_gridspec(2, 2, width_ratios=(1, 1.2), height_ratios=(7.6, 1))
    side = grid[:, 1].subgridspec(2, 1, height_ratios=(1.3, 1))
    surface, strip = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[1, 0])
    curves = HeightCurves(figure.add_subplot(side[0]), look)
    table = IterateTable(figure.add_subplot(side[1]), look)
    rate = RateStrip(strip, LOW, HIGH, look)
    model = LocalModel(surface, look)
    lines = {method: WalkLine(surface, method, look) for method in (*FIRST_ORDER, "Newton")}

    def background(state):
        for artist in [*surface.collections, *surface.texts]:
            artist.remove()
        draw_map(surface, ground_map(state.surface), look, ground(state.surface).names)
        surface.set_title(ground(state.surface).title, color=look["ink"], fontsize=11.5)
        rate.mark(limit(state.surface, state.first), limit_words(state))

    def update(state):
        step, racers, others = now(state), [state.first, "Newton"], list(beside(state))
        for method in lines:
            alpha = 1 if method in racers else GHOST if method in others else 0
            for artist in [*lines[method].moving, curves.line(method)]:
                artist.set(visible=alpha > 0, alpha=alpha)
        for method in [*others, *racers]:
            points, heights = walk_of(state, method).path(step)
            lines[method].move(points)
            curves.show(method, heights)
            if method in others:
                continue
            place = racers.index(method)
            shown = slice(max(0, len(points) - ROWS), len(points))
            values = heights[shown] + ground(state.surface).lowest
            table.show(place, method, np.column_stack([points[shown], values]), shown.start)
        first, newton = (walk[step] for walk in walks(state))
        rate.show(state.learning_rate, local_limit(state.surface, state.first, first.theta))
        show_model(model, state, newton)

    moving = [artist for line in lines.values() for artist in line.moving]
    moving += [*model.moving, *curves.moving, *rate.moving, *table.moving]
    return Drawing(figure, update, moving, ("surface", "first"), background)


def show_model(model, state, newton):
    """Draw the quadratic that Newton sees, damping included, or nothing."""
    objective = ground(state.surface).objective
    if not state.model:
        return model.clear()
    H = objective.hessian(newton.theta) + float(state.damping) * np.eye(2)
    model.move(newton.theta, objective.gradient(newton.theta), H)
