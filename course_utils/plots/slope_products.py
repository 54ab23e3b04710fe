"""Products of slopes: what is left of a gradient that has passed so many layers.

Passing back through a neuron at pre-activation z multiplies a gradient by g′(z); through n layers whose neurons all
sit at the same z, by g′(z)ⁿ. On a logarithmic axis that is a straight line, the steeper the smaller the slope. Only
slopes are multiplied here: the weights between the layers are taken as 1.
"""

import numpy as np
from matplotlib.ticker import LogLocator, NullLocator

from ..engine.trace.notation import short
from .figure import style
from .look import LIGHT

FLOOR = 1e-12  # the axis ends here
LAYERS = 10
APART = 0.068  # of the axes' height, between two names
# Everything here is a gradient and wears one colour: lines and names tell the functions apart.
STYLES = [("-", 2.4), ("--", 1.8), (":", 2.4), ("-.", 1.8), ((0, (7, 2)), 1.2)]


def products(function, z, layers=LAYERS):
    """g′(z)ⁿ for n = 0, 1, …, layers: an array (layers + 1,)."""
    return function.derivative(float(z)) ** np.arange(layers + 1)


def draw_products(ax, functions, z, look=LIGHT, layers=LAYERS):
    """Draw the products of slopes of {name: function} at z; ValueError for more than five functions."""
    SlopeLines(ax, tuple(functions), look, layers).move(functions, z)


def describe_products(functions, z, layers=LAYERS):
    """What `draw_products` shows, in words, for those who cannot see it."""
    ends = [f"{name} {short(products(function, z, layers)[-1])}" for name, function in functions.items()]
    return f"What {layers} layers leave of a gradient when every z is {short(float(z))}: {', '.join(ends)}."


class SlopeLines:
    """The lines of the picture, one for each name; `move` sets them, they are the `moving` ones."""

    def __init__(self, ax, names, look=LIGHT, layers=LAYERS):
        if len(names) > len(STYLES):
            raise ValueError(f"names must be at most {len(STYLES)}, to be told apart; got {len(names)}")
        style(ax, look)
        self.names, self.layers = names, layers
        ax.set(yscale="log", xlim=(0, 1.52 * layers), ylim=(FLOOR / 3, 4))
        ax.set(xlabel="layers passed on the way back", ylabel="part of the gradient")
        ax.set_xticks(range(0, layers + 1, 2))
        ax.yaxis.set_major_locator(LogLocator(base=1000, numticks=6))
        ax.yaxis.set_minor_locator(NullLocator())
        self._low, self._high = np.log(ax.get_ylim())
        colour = look["backward"]
        self._lines = [
            ax.plot([], [], linestyle=line, linewidth=width, color=colour)[0]
            for line, width in STYLES[: len(names)]
        ]
        place = {"xycoords": ("data", "axes fraction"), "va": "center", "fontsize": 9.5, "color": colour}
        self._texts = [ax.annotate("", (1.03 * layers, 0), **place) for _ in names]

    @property
    def moving(self):
        """What `move` changes."""
        return [*self._lines, *self._texts]

    def move(self, functions, z):
        """Set every line to its function of {name: function}, in the order of the names, at z."""
        ends = []
        for name, line in zip(self.names, self._lines, strict=True):
            left = products(functions[name], z, self.layers)
            line.set_data(np.arange(self.layers + 1), np.where(left > 0, left, np.nan))
            ends.append(left[-1])
        for text, name, end, height in zip(self._texts, self.names, ends, self._heights(ends), strict=True):
            text.set_text(f"{name} {short(end)}")
            text.set_y(height)

    def _heights(self, ends):
        """Where the names stand: beside the ends of their lines, pushed apart, none outside the axes."""
        wanted = (np.log(np.maximum(ends, FLOOR)) - self._low) / (self._high - self._low)
        order = np.argsort(-wanted, kind="stable")
        heights = wanted[order]
        for place in range(1, len(heights)):
            heights[place] = min(heights[place], heights[place - 1] - APART)
        heights[-1] = max(heights[-1], APART / 2)
        for place in range(len(heights) - 2, -1, -1):
            heights[place] = max(heights[place], heights[place + 1] + APART)
        back = np.empty_like(heights)
        back[order] = heights
        return back
