"""A page of characters in cells of equal size, as one image: each character is drawn once, and copied from then on.

Texts are what takes longest in a picture that moves. A table of four hundred digits so costs less than a line.
"""

from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb

from ..plots.figure import DOTS_PER_INCH, CourseFigure

FONT = "DejaVu Sans Mono"
# Of a cell, and of its base line above its lower edge, in sizes of the font.
WIDE, HIGH, DEEP = 0.602, 1.45, 0.4


@lru_cache(maxsize=512)
def glyph(character, points):
    """How much ink each pixel of a character's cell takes, (height, width) from 0 to 1."""
    size = points * DOTS_PER_INCH / 72
    width, height = round(WIDE * size), round(HIGH * size)
    figure = CourseFigure(
        figsize=(width / DOTS_PER_INCH, height / DOTS_PER_INCH), dpi=DOTS_PER_INCH, facecolor="white"
    )
    canvas = FigureCanvasAgg(figure)
    figure.text(
        0.5, DEEP / HIGH, character, ha="center", va="baseline", family=FONT, fontsize=points, color="black"
    )
    canvas.draw()
    return 1 - np.asarray(canvas.buffer_rgba())[:height, :width, 0] / 255.0


def page(lines, columns, rows, points):
    """The ink of lines of text, cut to `columns` and `rows`: an array (pixels, pixels) from 0 to 1."""
    cells = [
        np.hstack([glyph(character, points) for character in f"{line:<{columns}}"[:columns]])
        for line in [*lines, *[""] * rows][:rows]
    ]
    return np.vstack(cells)


class TypePage(Artist):
    """Columns × rows of characters whose upper left corner is at (x, y) of the axes; `write` sets them."""

    def __init__(self, ax, x, y, columns, rows, points=8.4):
        super().__init__()
        self._axes_to_pixels, self._corner = ax.transAxes, (x, y)
        self._shape, self._points, self._picture = (columns, rows), points, None
        ax.figure.add_artist(self)

    def write(self, lines, colour):
        """Write lines of text in a colour."""
        ink = page(lines, *self._shape, self._points)[::-1]  # Agg counts rows from below
        self._picture = np.empty((*ink.shape, 4), dtype=np.uint8)
        self._picture[..., :3] = 255 * np.array(to_rgb(colour))
        self._picture[..., 3] = 255 * ink

    def draw(self, renderer):
        """Draw it where the axes are now: a layout may have moved them since it was written."""
        if self._picture is None or not self.get_visible():
            return
        left, top = self._axes_to_pixels.transform(self._corner)
        gc = renderer.new_gc()
        renderer.draw_image(gc, round(left), round(top) - len(self._picture), self._picture)
        gc.restore()
