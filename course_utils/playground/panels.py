"""Where everything stands in the still picture of a playground, and the colours of signed numbers.

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


def _right(panel):
    left, bottom, side = panel
    return left + side, bottom + side / 2


def _left(panel):
    left, bottom, side = panel
    return left, bottom + side / 2


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
