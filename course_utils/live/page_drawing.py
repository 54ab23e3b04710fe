"""A picture that the page draws: where its panels stand, in pixels of the page, and where data coordinates lie in them.

A panel is a box [left, top, width, height]. What is drawn in it comes as fractions of the box, from its left and lower
edge, so the page draws and calculates nothing. Only where somebody asks Python for a picture does matplotlib draw one.
"""

from dataclasses import dataclass

import numpy as np

from .drawing import PROJECTOR_EM

PAGE_EM = 12.5  # pixels, the size of text elsewhere than on a projector


@dataclass(frozen=True)
class Scale:
    """What an axis shows: the numbers from `low` to `high`, evenly spaced or their logarithms."""

    low: float
    high: float
    log: bool = False

    def share(self, values):
        """Values as fractions of the axis."""
        values, low, high = (np.log10(x) if self.log else x for x in (values, self.low, self.high))
        return (values - low) / (high - low)

    def value(self, share):
        """The value at a fraction of the axis."""
        if self.log:
            return self.low * (self.high / self.low) ** share
        return self.low + share * (self.high - self.low)

    def ticks(self, texts):
        """What is written along the axis, [(fraction, words)], from {value: words}."""
        return [(float(self.share(value)), words) for value, words in texts.items()]


def shares(points, across, up):
    """Points (…, 2) as fractions of a panel with two scales, single precision."""
    points = np.asarray(points, dtype=float)
    return np.stack([across.share(points[..., 0]), up.share(points[..., 1])], axis=-1).astype(np.float32)


class PageDrawing:
    """What a live figure asks of a drawing.

    `still()` makes matplotlib's. `boxes(width, height, em)` gives the panels by name, and whatever else stands
    somewhere; `size` is (width, height) on the page. `scales` has, for each panel with handles, {name: (across, up)};
    a handle's `axes` counts them. `numbers(state)` gives the tables of a state; without it they are read off the still.
    """

    def __init__(self, still, boxes, size, scales, numbers=None):
        self._still, self._drawn, self._numbers = still, None, numbers
        self._layout, self._scales = boxes, list(scales.items())
        self._lay_out(size, PAGE_EM)

    def _lay_out(self, size, em):
        self.boxes = self._layout(*size, em) | {"em": em, "size": list(size)}

    @property
    def size(self):
        """Width and height on the page."""
        return tuple(self.boxes["size"])

    def fit(self, width, height):
        """Lay it out for `width` × `height` pixels on a projector, in large text."""
        self._lay_out((width, height), PROJECTOR_EM)

    def pixels(self, state):
        """The still picture of a state, an array of bytes."""
        return self.still.pixels(state)

    def tables(self, state):
        """The numbers of a state, as a list of `Table`."""
        return self._numbers(state) if self._numbers else self.still.tables(state)

    @property
    def still(self):
        """What matplotlib draws, made when it is first wanted."""
        self._drawn = self._drawn or self._still()
        return self._drawn

    def place(self, x, y, axes=0):
        """Where (x, y) lies in the picture."""
        (left, top, width, height), across, up = self._panel(axes)
        whole = self.size
        from_left, from_top = left + across.share(x) * width, top + (1 - up.share(y)) * height
        return float(from_left / whole[0]), float(from_top / whole[1])

    def data(self, from_left, from_top, axes=0):
        """The data coordinates of a place in the picture."""
        (left, top, width, height), across, up = self._panel(axes)
        whole = self.size
        x = across.value((from_left * whole[0] - left) / width)
        return float(x), float(up.value(1 - (from_top * whole[1] - top) / height))

    def _panel(self, axes):
        name, (across, up) = self._scales[axes]
        return self.boxes[name], across, up
