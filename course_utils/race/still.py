"""The race as a still picture, for a notebook's stored output and for paper, drawn by matplotlib."""

from ..live.drawing import Drawing
from ..plots.figure import blank_figure
from ..plots.surfaces import WalkLine, draw_map
from .local_model import LocalModel
from .model import FIRST_ORDER, beside, limit, local_limit, now, slope_and_curvature, walk_of, walks
from .picture import HIGH, LOW, HeightCurves, IterateTable, RateStrip, last_rows
from .surfaces import surface_map, surface_named
from .words import limit_words

GHOST = 0.4  # how strongly the methods beside are drawn


def draw(look):
    """The map with λ below it at the left; heights and the table at the right."""
    figure = blank_figure(9.6, 4.5, look)
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
        draw_map(surface, surface_map(state.surface), look, surface_named(state.surface).names)
        surface.set_title(surface_named(state.surface).title, color=look["ink"], fontsize=11.5)
        rate.mark(limit(state.surface, state.first), limit_words(state)[0])

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
            if method in racers:
                values = heights + surface_named(state.surface).lowest
                table.show(racers.index(method), method, last_rows(points, values))
        first, newton = (walk[step] for walk in walks(state))
        rate.show(state.learning_rate, local_limit(state.surface, state.first, first.theta))
        if state.model:
            model.move(newton.theta, *slope_and_curvature(state, newton.theta))
        else:
            model.clear()

    moving = [artist for line in lines.values() for artist in line.moving]
    moving += [*model.moving, *curves.moving, *rate.moving, *table.moving]
    return Drawing(figure, update, moving, ("surface", "first"), background)
