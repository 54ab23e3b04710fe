"""Drawings for a live figure: what does not move is drawn once, what moves is drawn onto it each time.

A `Drawing` keeps a matplotlib figure; `Pixels` computes an image itself. Both give `pixels(state)`, the picture
as an array, and know where data coordinates lie in it, as fractions from its left and upper edge.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from ..engine.validate import abbreviate, as_list, check_int, function, instance, text, vector
from ..plots.figure import DOTS_PER_INCH
from ..plots.numbers import numbers
from .layout import Layout

MOST_PIXELS = 10_000  # of a picture's side
PIXELS_PER_INCH = 100  # on the page
PROJECTOR_EM = 24  # pixels, the size of text on a projector: for the last row
SMALLEST = 10  # points, of a figure's text on a projector; they are these 24 pixels
SEAM = 2  # pixels around what has changed in a picture: where a part of it ends, nothing has
LEAST_INCHES = (3.0, 2.0)  # of a figure on a projector: in a very small window text gets smaller


@dataclass
class Drawing:
    """A matplotlib `figure` whose `moving` artists, and nothing else, `update(state)` changes.

    Where something that does not move depends on the state too, `background(state)` changes it. It is called,
    and everything drawn again, when an entry of the state named in `redraw` has changed. Texts are what takes
    longest to draw: let few of them move, and let the description give the numbers.
    """

    figure: object
    update: Callable
    moving: list = field(default_factory=list)
    redraw: tuple = ()
    background: Callable | None = None

    def __post_init__(self):
        function(self.update, "update", of="the state", takes=1)
        if self.background is not None:
            function(self.background, "background", of="the state", takes=1)
        instance(self.figure, "figure", Figure, "new_figure()[0]")
        for artist in (moving := as_list(self.moving, "moving")):
            instance(artist, "each of moving", Artist, "a line")
        self.redraw = tuple(text(name, "each name in redraw", 100) for name in as_list(self.redraw, "redraw"))
        self.figure.set_dpi(DOTS_PER_INCH)
        self._canvas = FigureCanvasAgg(self.figure)
        self._still = self._drawn_for = None
        self._layout = Layout(self.figure)
        self._for_projector = False
        self._moving = sorted(moving, key=lambda artist: artist.get_zorder())
        for artist in self._moving:
            artist.set_animated(True)  # left out when the background is drawn
            artist.set_in_layout(False)  # the axes stay where they are, wherever it goes

    @property
    def size(self):
        """Width and height on the page."""
        return tuple(round(float(inches) * PIXELS_PER_INCH) for inches in self.figure.get_size_inches())

    def fit(self, width, height):
        """Fill `width` × `height` pixels of a page on a projector, with text of at least `PROJECTOR_EM` pixels."""
        zoom = PROJECTOR_EM / (SMALLEST * PIXELS_PER_INCH / 72)
        inches = [side / zoom / PIXELS_PER_INCH for side in (width, height)]
        zoom *= min(1, *(has / least for has, least in zip(inches, LEAST_INCHES, strict=True)))
        self.figure.set_size_inches(*(side / zoom / PIXELS_PER_INCH for side in (width, height)))
        self.figure.set_dpi(DOTS_PER_INCH * zoom)
        self._still, self._for_projector = None, True

    def pixels(self, state):
        """The picture of a state, an array (height, width, 4) of bytes."""
        wanted = [getattr(state, name) for name in self.redraw]
        if self._still is None or wanted != self._drawn_for:
            self._draw_background(state)
            self._drawn_for = wanted
        else:
            self.update(state)
        self._canvas.restore_region(self._still)
        for artist in self._moving:
            self.figure.draw_artist(artist)
        return np.array(self._canvas.buffer_rgba())

    def _draw_background(self, state):
        self._drawn_for = None  # should this fail halfway, it is done again
        for axes in self.figure.axes:
            if spec := axes.get_subplotspec():  # layout and labels start from here, not from where they ended
                axes.set_subplotspec(spec)
        if self.background:
            self.background(state)
        self.update(state)  # within the limits that the background has set
        if self._for_projector:
            self._enlarge()
        with self._layout.known():
            self._canvas.draw()
        self._still = self._canvas.copy_from_bbox(self.figure.bbox)

    def _enlarge(self):
        """Enlarge text that would be too small on a projector, and wrap long titles."""
        for words in self.figure.findobj(Text):
            words.set_fontsize(max(words.get_fontsize(), SMALLEST))
            if words.get_fontweight() == "bold":
                words.set_wrap(True)

    def tables(self, state):
        """The numbers of the picture of a state, as a list of `Table`."""
        self.pixels(state)
        return numbers(self.figure)

    def place(self, x, y, axes=0):
        """Where (x, y) lies in the picture."""
        left, bottom = self.figure.axes[axes].transData.transform((x, y))
        return float(left / self.figure.bbox.width), float(1 - bottom / self.figure.bbox.height)

    def data(self, left, top, axes=0):
        """The data coordinates of a place in the picture."""
        point = left * self.figure.bbox.width, (1 - top) * self.figure.bbox.height
        return tuple(self.figure.axes[axes].transData.inverted().transform(point))


@dataclass
class Pixels:
    """A picture that `paint(state)` computes: an array (height, width, 3) of bytes, the first row uppermost.

    `extent` (left, right, bottom, top) gives the data coordinates of its edges, for handles; `width` is how
    wide it stands on the page, in pixels there.
    """

    paint: Callable
    extent: tuple = (0, 1, 0, 1)
    width: int = 600

    def __post_init__(self):
        function(self.paint, "paint", of="the state", takes=1)
        self.width = check_int(self.width, "width", at_most=MOST_PIXELS)
        extent = vector(self.extent, "extent", 4)
        if not (extent[0] < extent[1] and extent[2] < extent[3]):
            raise ValueError(
                f"extent must be (left, right, bottom, top), rising; got {abbreviate(self.extent)}"
            )
        self._shape = None

    @property
    def size(self):
        """Width and height on the page; known once a picture was painted."""
        return self.width, round(self.width * self._shape[0] / self._shape[1])

    def pixels(self, state):
        """The picture of a state; raises ValueError if it is not an array of bytes or changes its shape."""
        picture = np.asarray(self.paint(state))
        if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] != 3 or picture.size == 0:
            raise ValueError(
                f"paint must return bytes of shape (height, width, 3); got {abbreviate(picture)}"
            )
        if self._shape not in (None, picture.shape):
            raise ValueError(f"paint must keep to one shape, {self._shape}; got {picture.shape}")
        self._shape = picture.shape
        return picture

    def place(self, x, y, axes=0):
        """Where (x, y) lies in the picture."""
        left, right, bottom, top = self.extent
        return (x - left) / (right - left), (top - y) / (top - bottom)

    def data(self, from_left, from_top, axes=0):
        """The data coordinates of a place in the picture."""
        left, right, bottom, top = self.extent
        return left + from_left * (right - left), top - from_top * (top - bottom)


def encoded(pixels, settled):
    """(bytes, format) of a picture: PNG, exact, where it has settled; JPEG, ten times faster, while it moves."""
    image, file = _opaque(pixels), io.BytesIO()
    if settled:
        image.convert("RGB").save(file, "PNG", compress_level=1)
        return file.getvalue(), "image/png"
    image.save(file, "JPEG", quality=90, subsampling=0)  # whole resolution for coloured text
    return file.getvalue(), "image/jpeg"


def changed_box(before, after):
    """(left, top, width, height) of what differs between two pictures of one shape, in pixels, and a seam around it."""
    differ = (before != after).any(axis=2) if after.shape[2] == 3 else (_words(before) != _words(after))
    rows = np.flatnonzero(differ.any(axis=1))
    if not len(rows):
        return 0, 0, 1, 1
    columns = np.flatnonzero(differ[rows[0] : rows[-1] + 1].any(axis=0))
    (top, bottom), (left, right) = (
        (max(int(changed[0]) - SEAM, 0), min(int(changed[-1]) + 1 + SEAM, side))
        for changed, side in zip((rows, columns), differ.shape, strict=True)
    )
    return left, top, right - left, bottom - top


def _words(pixels):
    """Pixels of four bytes as one number each, (height, width)."""
    return np.ascontiguousarray(pixels).view(np.uint32)[..., 0]


def _opaque(pixels):
    """An image of pixels (height, width, 3 or 4) without their transparency, and without a copy."""
    mode = "RGBX" if pixels.shape[2] == 4 else "RGB"
    height, width = pixels.shape[:2]
    return Image.frombuffer(mode, (width, height), np.ascontiguousarray(pixels), "raw", mode, 0, 1)
