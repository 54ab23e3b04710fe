"""The playground's picture: the network, every neuron's own map, the large map of the answer, and the risks.

What stands still (words, axes, points) is drawn once for a network and its data. Edges and curves are drawn onto it
each time; the maps and the few numbers that change are laid over it as NumPy arrays.
"""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from ..engine.trace.notation import short
from ..live.drawing import PIXELS_PER_INCH
from ..plots.figure import DOTS_PER_INCH, CourseFigure
from ..plots.risk_curves import KINDS as RISKS
from .panels import CURVES, HEIGHT, MAP, WIDTH, coloured, rgb, signed_colours
from .sample import reach
from .still import KINDS, Still
from .words import Words
from .workshop import GRID

SCALE = DOTS_PER_INCH / PIXELS_PER_INCH  # pixels of the picture for one on the page
STRENGTH = 0.62  # of the colours of the large map: points must stand out


class PlaygroundPicture:
    """What a live figure asks of a drawing, `size`, `pixels(state)`, `place` and `data`, for a playground's state.

    The state has `course`, `parameter` (the name of the one that is picked), and the views `edges`, `large`, `test`.
    """

    size = WIDTH, HEIGHT

    def __init__(self, look):
        self._look, self._colours = look, signed_colours(look)
        self._words = Words(look, SCALE)
        self._drawn_for = None

    def place(self, x, y, axes=0):
        """Where a place lies in the picture, as fractions from its left and upper edge."""
        return x / WIDTH, 1 - y / HEIGHT

    def data(self, left, top, axes=0):
        """The place at such fractions."""
        return left * WIDTH, (1 - top) * HEIGHT

    def pixels(self, state):
        """The picture of a state, bytes (height, width, 4)."""
        wanted = (state.course.workshop, state.edges, state.large)
        if self._drawn_for != wanted:
            self._drawn_for = None
            self._still, self._points = Still(state, self._look), {}
            self._drawn_for = wanted
        picture = self._still.drawing.pixels(state)
        self._lay_maps(picture, state)
        for words, (x, y), size, role, bold in numbers(state):
            self._words.write(picture, words, x, HEIGHT - y, size, role, bold)
        return picture

    def _lay_maps(self, picture, state):
        """All maps: those of the inputs and the neurons small, one of them large."""
        course, places = state.course, self._still.places
        workshop = course.workshop
        maps = [workshop.map.T.reshape(-1, GRID, GRID), *workshop.maps(course.theta)]
        if not course.settings.is_regression:
            maps[-1] = 2 * maps[-1] - 1  # a probability: ½ is where the sign changes
        for values, panels in zip(maps[:-1], places.panels, strict=False):
            side = round(panels[0][2] * SCALE)
            along = np.arange(side) * GRID // side
            images = coloured(_in_scale(values)[:, along][:, :, along], self._colours)
            for image, panel in zip(images, panels, strict=True):
                _paste(picture, image, panel)
        _paste(picture, self._large(state, maps), MAP)

    def _large(self, state, maps):
        """The large map with the points on it and, for classes, the line where its sign changes."""
        values = maps[-1][0]
        if state.large == "neuron":
            layer, neuron = (int(part) for part in state.parameter[1:].split(".")[:2])
            values = maps[layer][neuron - 1]
        side = round(MAP[2] * SCALE)
        values = Image.fromarray(_in_scale(values[None])[0].astype(np.float32)).resize(
            (side, side), Image.BILINEAR
        )
        values = np.asarray(values)
        shown = np.sign(values) if state.large == "decision" else values
        image = coloured(STRENGTH * shown, self._colours)
        if not state.course.settings.is_regression or state.large == "decision":
            image[_edges(values > 0)] = rgb(self._look["ink"])
        if state.test not in self._points:
            self._points[state.test] = Points(state.course, self._look, state.test)
        return self._points[state.test].over(image)


def numbers(state):
    """The words that change: (words, place of their left end, size, role, bold)."""
    course, now = state.course, state.course.risks
    left, bottom, width, height = CURVES
    yield f"{course.updates:,} update{'s' * (course.updates != 1)}", (20, HEIGHT - 17), 15, "ink", True
    yield picked_words(course, state.parameter, "      "), (20, 13), 12.5, "ink", False
    if state.edges == "gradients":
        yield "edges show gradients of the risk", (200, HEIGHT - 17), 12.5, "backward", False
    for place, kind in enumerate(("train", "test", "true")):
        words, role = f"{kind} {getattr(now, kind):.3f}", RISKS[KINDS[kind]]["role"]
        yield words, (left + width + 8, bottom + height - 6 - 18 * place), 12, role, False


def picked_words(course, parameter, between=", "):
    """The picked parameter with its value and the gradient there."""
    index = course.settings.parameters.index(parameter)
    value, gradient = short(course.theta[index]), short(course.gradient[index])
    return f"{parameter} = {value}{between}∂R/∂{parameter} = {gradient}"


def _in_scale(values):
    """Maps (n, GRID, GRID) within −1 … 1: what goes beyond is divided by its largest size."""
    return values / np.maximum(1, np.abs(values).max(axis=(1, 2), keepdims=True))


def _edges(high):
    """Where a map of True and False changes: two pixels wide."""
    line = np.zeros_like(high)
    for one, other in ((np.s_[:-1], np.s_[1:]), (np.s_[:, :-1], np.s_[:, 1:])):
        differ = high[one] != high[other]
        line[one] |= differ
        line[other] |= differ
    return line


def _paste(picture, image, panel):
    """Lay an image over the picture, its lower left corner at the panel's."""
    left, bottom = round(panel[0] * SCALE), round((HEIGHT - panel[1]) * SCALE)
    height, width = image.shape[:2]
    picture[bottom - height : bottom, left : left + width, :3] = image


class Points:
    """The examples as they lie on the large map: drawn once, laid over it each time."""

    def __init__(self, course, look, test):
        side = round(MAP[2] * SCALE)
        figure = CourseFigure(figsize=(side / DOTS_PER_INCH,) * 2, dpi=DOTS_PER_INCH, facecolor="none")
        canvas = FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1), facecolor="none")
        for kind in ("train", "test") if test else ("train",):
            draw_examples(ax, *getattr(course.workshop.sample, kind), course.settings, look, kind == "test")
        ax.axis("off")
        ax.set(**dict(zip(("xlim", "ylim"), reach(course.settings.data), strict=True)))
        canvas.draw()
        layer = np.asarray(canvas.buffer_rgba()).astype(float)
        self._where = np.nonzero(layer[..., 3])
        self._share = layer[self._where][:, 3:] / 255
        self._part = layer[self._where][:, :3] * self._share

    def over(self, image):
        """The image with the points on it."""
        image[self._where] = self._part + (1 - self._share) * image[self._where]
        return image


def draw_examples(ax, points, y, settings, look, unseen):
    """Draw examples as everywhere in the course, with a rim that parts them from the map; unseen ones are crosses."""
    y = y[:, 0]
    if settings.is_regression:
        colours = coloured(y / 1.7, signed_colours(look)) / 255
        more = {"marker": "D", "s": 11} if unseen else {"s": 24}
        ax.scatter(*points.T, c=colours, edgecolor=look["ink"], linewidth=0.8, **more)
        return
    for label, marker, role in ((0, "o", "backward"), (1, "s", "forward")):
        mine = points[y == label].T
        if unseen:
            ax.scatter(*mine, s=15, marker="x", linewidth=2.4, color=look["ground"])
            ax.scatter(*mine, s=12, marker="x", linewidth=1.1, color=look[role])
        else:
            ax.scatter(
                *mine, s=17, marker=marker, facecolor=look["ground"], edgecolor=look["ground"], linewidth=2.8
            )
            face = look["ground"] if label == 0 else look[role]
            ax.scatter(*mine, s=13, marker=marker, facecolor=face, edgecolor=look[role], linewidth=1.5)
