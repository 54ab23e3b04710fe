"""Where everything stands in the playground's picture, and the colours of signed numbers.

All places are in page pixels, x to the right and y upwards. A neuron is a square panel with the map of its activation
over the plane; an edge runs from the right side of one panel to the left side of another. Inputs stand on the left,
the large map of the answer on the right.
"""

import numpy as np

from ..plots.look import LIGHT

WIDTH, HEIGHT = 960, 412
TOP, BOTTOM = 362, 28  # between them stand the panels
MAP = (664, 152, 220)  # left, bottom, side of the large map
CURVES = (664, 36, 186, 68)  # left, bottom, width, height of the risk curves
FIRST = 68  # left side of the inputs: their names stand before it
LARGEST = 52  # side of a panel


class Places:
    """The panels of a network with these sizes, inputs first: `panels[l][j]` = (left, bottom, side)."""

    def __init__(self, sizes):
        pitch = (TOP - BOTTOM) / max(sizes[:-1])
        self.side = int(min(LARGEST, pitch - min(8, 0.2 * pitch)))
        across = np.linspace(FIRST, FIRST + 470 * min(1, (len(sizes) - 1) / 2.2), len(sizes) - 1)
        self.panels = [self._column(x, count) for x, count in zip(across, sizes[:-1], strict=True)]
        self.panels.append([MAP])
        edges = [
            (_right(before), _left(after))
            for column, following in zip(self.panels, self.panels[1:], strict=False)
            for after in following
            for before in column
        ]
        self.edges = np.array(edges)  # (weights, 2, 2), in the order of the weights in theta

    def _column(self, x, count):
        step = (TOP - BOTTOM) / max(count, 4)
        middle = (TOP + BOTTOM) / 2
        heights = middle + step * ((count - 1) / 2 - np.arange(count))
        return [(x, y - self.side / 2, self.side) for y in heights]

    @property
    def biases(self):
        """The centres (biases, 2) of the marks of the biases, in the order in which they stand in theta."""
        return np.array([(x + 1, y + 1) for column in self.panels[1:] for x, y, _ in column])

    def parameter_at(self, x, y):
        """The parameter next to a place: ("b", number of the neuron) on a panel, else ("w", number of the edge)."""
        neurons = [panel for column in self.panels[1:] for panel in column]
        for number, (left, bottom, side) in enumerate(neurons):
            if left - 4 <= x <= left + side and bottom - 4 <= y <= bottom + side:
                return "b", number
        start, along = self.edges[:, 0], self.edges[:, 1] - self.edges[:, 0]
        share = np.sum(([x, y] - start) * along, axis=1) / np.sum(along**2, axis=1)
        nearest = start + np.clip(share, 0.12, 0.88)[:, None] * along
        return "w", int(np.argmin(np.hypot(*(nearest - [x, y]).T)))

    def place_of(self, kind, number):
        """A place at which `parameter_at` finds this parameter."""
        if kind == "b":
            return tuple(float(v) for v in self.biases[number] + 4)
        start, end = self.edges[number]
        for share in np.linspace(0.2, 0.8, 25):
            place = start + share * (end - start)
            if self.parameter_at(*place) == (kind, number):
                return tuple(float(v) for v in place)
        return tuple(float(v) for v in start + 0.3 * (end - start))


def _right(panel):
    left, bottom, side = panel
    return left + side, bottom + side / 2


def _left(panel):
    left, bottom, side = panel
    return left, bottom + side / 2


def split_theta(names):
    """The numbers of the weights and of the biases among the names of all parameters: two arrays."""
    kinds = np.array([name[0] for name in names])
    return np.flatnonzero(kinds == "w"), np.flatnonzero(kinds == "b")


def signed_colours(look):
    """256 colours (256, 3) for numbers from −1 (orange) over 0 (the ground) to 1 (blue)."""
    low, middle, high = (rgb(look[role]) for role in ("backward", "ground", "forward"))
    if look is LIGHT:  # strong enough to be seen, light enough for points to stand on
        low, high = low + 0.12 * (255 - low), high + 0.12 * (255 - high)
    share = np.linspace(-1, 1, 256)[:, None]
    colours = middle + np.abs(share) ** 0.85 * (np.where(share < 0, low, high) - middle)
    return np.rint(colours).astype(np.uint8)


def rgb(colour):
    """Red, green and blue (3,) of a colour such as #00659F, from 0 to 255."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)


def coloured(values, colours):
    """Numbers as colours, clipped to −1 … 1: bytes (…, 3)."""
    return colours[(np.clip(values, -1, 1) * 127.5 + 127.5).astype(np.uint8)]
