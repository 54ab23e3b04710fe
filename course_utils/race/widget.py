"""The race: a first-order optimiser and Newton from one start, step by step, on a surface seen from above.

The gradient says which way is down. How far to go, a first-order method is told by its learning rate λ; Newton
reads it off the curvature, and goes where its local model is flat, be that a minimum, a saddle, or off the map.
"""

import numpy as np

from ..engine.validate import vector
from ..live.controls import Button, Choice, Slider, Toggle
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..live.handles import Handle
from ..plots.figure import CourseFigure
from ..plots.surfaces import WalkLine, draw_map
from .grounds import WINDOW, WORDS, ground, ground_map
from .local_model import LocalModel
from .model import FIRST_ORDER, limit, local_limit, runner
from .picture import ROWS, HeightCurves, IterateTable, RateStrip
from .words import describe, limit_words

LOW, HIGH = 1e-4, 10.0  # of λ
DAMPING = ["0", "0.01", "0.1", "1", "10", "100", "1000"]
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
        super().__init__(
            draw,
            [
                surfaces,
                Choice("first", list(FIRST_ORDER), first, label="Newton against"),
                Choice("damping", DAMPING, label="damping"),
                Slider("learning_rate", LOW, HIGH, rate, log=True, label="λ"),
                Toggle("model", True, label="Newton's model"),
                Button("usual", usual_start, "usual start"),
                Button("restart", lambda state: at(state, 0), "step 0"),
                Button("end", to_the_end, "to the end"),
            ],
            [
                Handle("start", *map(float, point), WINDOW, "start"),
                Handle("rate", "learning_rate", lambda state: 0.5, label="learning rate", axes=1),
            ],
            describe=lambda state: describe(state, *walks(state), now(state)),
            title="A race of optimisers, from a start to be dragged",
            state={"progress": ((), 0)},
            advance=one_step,
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
    first = runner(state.surface, state.first, state.start, state.learning_rate)
    return first, runner(state.surface, "Newton", state.start, float(state.damping))


def usual_start(state):
    """Start and λ as they suit the surface."""
    here = ground(state.surface)
    return {"start": here.start, "learning_rate": here.learning_rate}


def one_step(state):
    """One step further, or None where both walks have ended."""
    step = now(state) + 1
    for walk in walks(state):
        walk.to(step)
    return at(state, step) if any(walk.last >= step for walk in walks(state)) else None


def to_the_end(state):
    """To where both walks have ended, or as far as one press may go."""
    goal = now(state) + ground(state.surface).leap
    for walk in walks(state):
        walk.to(goal)
    return at(state, min(goal, max(walk.last for walk in walks(state))))


def draw(look):
    """The map with λ below it at the left; heights and the table at the right."""
    figure = CourseFigure(figsize=(9.6, 4.5), layout="constrained", facecolor=look["ground"])
    grid = figure.add_gridspec(2, 2, width_ratios=(1, 1.2), height_ratios=(7.6, 1))
    side = grid[:, 1].subgridspec(2, 1, height_ratios=(1.3, 1))
    surface, strip = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[1, 0])
    curves = HeightCurves(figure.add_subplot(side[0]), ("first", "newton"), look)
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
        step = now(state)
        for name, line in lines.items():
            for artist in line.moving:
                artist.set_visible(name in (state.first, "Newton"))
        for place, (method, walk) in enumerate(zip((state.first, "Newton"), walks(state), strict=True)):
            points, heights = walk.path(step)
            lines[method].move(points)
            curves.show(("first", "newton")[place], method, heights)
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
