"""What stands still in the playground's picture, and the lines that move on it: frames, words, edges, risk curves."""

import numpy as np
from matplotlib.collections import LineCollection

from ..live.drawing import PIXELS_PER_INCH, Drawing
from ..plots.figure import CourseFigure, style
from ..plots.risk_curves import kind_style
from .panels import CURVES, HEIGHT, MAP, WIDTH, Places, split_theta
from .sample import reach
from .setup import INPUTS, MOST_UPDATES

KINDS = {
    "true": "true",
    "test": "validation",
    "train": "training",
}  # kinds of `risk_curves`, the widest line first
LARGE = {
    "answer": "What the network answers",
    "decision": "What it decides",
    "neuron": "What the picked neuron answers",
}
AXES = {"galaxies": ("V−J (mag)", "U−V (mag)")}
EARLIEST = 0.7  # where the start, 0 updates, stands on the logarithmic axis
HEADS = 374  # height of the words above the layers


class Still:
    """The background of a network and its data as a `Drawing`, `drawing`, whose lines follow the state."""

    def __init__(self, state, look):
        self.look, self.settings, self.workshop = look, state.course.settings, state.course.workshop
        self.places = Places(self.settings.sizes)
        self._weights, self._biases = split_theta(self.settings.parameters)
        figure = CourseFigure(
            figsize=(WIDTH / PIXELS_PER_INCH, HEIGHT / PIXELS_PER_INCH), facecolor=look["ground"]
        )
        self._ax = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, HEIGHT))
        self._ax.axis("off")
        self._draw_frames()
        self._draw_heads()
        self._draw_map_axes(LARGE[state.large])
        self._draw_risk_axes(figure)
        moving = [*self._new_edges(), *self._new_curves()]
        self.drawing = Drawing(figure, self.move, moving)

    def move(self, state):
        """Everything that depends on more than the network's shape and its data."""
        course = state.course
        self._move_edges(course.theta if state.edges == "weights" else relative(course.gradient), state)
        history = [*(risks for risks in course.history if risks.updates < course.updates), course.risks]
        t = [max(risks.updates, EARLIEST) for risks in history]
        for kind, line in self._lines.items():
            line.set_data(t, np.minimum([getattr(risks, kind) for risks in history], 1.02 * self._top))

    # --- still ----------------------------------------------------------------------------------------

    def _text(self, x, y, size, role, words, **more):
        more = {"va": "center"} | more
        self._ax.text(x, y, words, fontsize=size * 0.72, color=self.look[role], **more)

    def _draw_frames(self):
        panels = np.array([panel for column in self.places.panels for panel in column])
        corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])
        frames = panels[:, None, :2] - 1 + corners * (panels[:, None, 2:] + 2)
        self._ax.add_collection(
            LineCollection(frames, colors=self.look["line"], linewidths=0.8, zorder=5), autolim=False
        )

    def _draw_heads(self):
        for name, (x, y, side) in zip(self.settings.inputs, self.places.panels[0], strict=True):
            self._text(x - 6, y + side / 2, 13, "quiet", INPUTS[name], ha="right")
        for layer, column in enumerate(self.places.panels[:-1]):
            x, _, side = column[0]
            words = f"layer {layer}" if layer else "inputs"
            self._text(x + side / 2, HEADS, 12.5, "quiet", words, ha="center")

    def _draw_map_axes(self, title):
        left, bottom, side = MAP
        middle = {"ha": "center", "va": "center"}
        (x_low, x_high), (y_low, y_high) = (
            [f"{end:g}".replace("-", "−") for end in ends] for ends in reach(self.settings.data)
        )
        x_name, y_name = AXES.get(self.settings.data, ("x₁", "x₂"))
        self._text(left, bottom + side + 14, 14, "ink", title, weight="bold")
        self._text(left, bottom - 13, 12, "quiet", x_low)
        self._text(left + side / 2, bottom - 13, 12.5, "quiet", x_name, **middle)
        self._text(left + side, bottom - 13, 12, "quiet", x_high, ha="right")
        self._text(left + side + 7, bottom + 7, 12, "quiet", y_low)
        turned = {"rotation": 90} if len(y_name) > 2 else {}
        self._text(left + side + 16, bottom + side / 2, 12.5, "quiet", y_name, **middle, **turned)
        self._text(left + side + 7, bottom + side - 7, 12, "quiet", y_high)

    def _draw_risk_axes(self, figure):
        left, bottom, width, height = CURVES
        places = (left / WIDTH, bottom / HEIGHT, width / WIDTH, height / HEIGHT)
        self._plot = figure.add_axes(places)
        style(self._plot, self.look)
        start, bayes = self.workshop.risks(self.workshop.start, 0), self.workshop.true_risk.bayes
        self._top = neat(1.25 * max(start.train, start.test, start.true))
        self._plot.set(
            xscale="log", xlim=(EARLIEST, MOST_UPDATES), ylim=(0, self._top), yticks=[0, self._top]
        )
        self._plot.set_xticks([1, 100, 10_000], ["1", "100", "10,000 updates"])
        self._plot.tick_params(labelsize=8.6, length=2.5)
        self._plot.minorticks_off()
        self._plot.axhline(bayes, **kind_style("Bayes", self.look))
        self._text(left, bottom + height + 13, 14, "ink", "Risk", weight="bold")
        self._text(left + width + 8, bottom + height - 6 - 18 * 3, 12, "ink", f"Bayes {bayes:.3f}")

    # --- moving ---------------------------------------------------------------------------------------

    def _new_edges(self):
        segments, options = self.places.edges, {"capstyle": "butt", "zorder": 2}
        self._up = LineCollection(segments, colors=self.look["forward"], **options)
        down = (0, (3.2, 1.9))
        self._down = LineCollection(segments, colors=self.look["backward"], linestyles=[down], **options)
        self._chosen = LineCollection([], colors=self.look["ink"], zorder=1)
        for lines in (self._chosen, self._up, self._down):
            self._ax.add_collection(lines, autolim=False)
        self._marks = self._ax.scatter(*self.places.biases.T, marker="s", zorder=6)
        return self._chosen, self._up, self._down, self._marks

    def _new_curves(self):
        self._lines = {
            kind: self._plot.plot([], [], **kind_style(name, self.look))[0] for kind, name in KINDS.items()
        }
        return self._lines.values()

    def _move_edges(self, shown, state):
        weights, biases = shown[self._weights], shown[self._biases]
        crowd = min(1, 8 / max(map(len, self.places.panels)) + 0.2)
        widths = np.minimum(0.4 + 1.5 * np.abs(weights), 6.5) * crowd
        self._up.set_linewidths(np.where(weights >= 0, widths, 0))
        self._down.set_linewidths(np.where(weights < 0, widths, 0))
        picked = self._biases == state.course.settings.parameters.index(state.parameter)
        self._marks.set_edgecolor([self.look["ink" if this else "ground"] for this in picked])
        self._marks.set_linewidths(np.where(picked, 2.2, 0.8))
        self._marks.set_facecolor([self.look["forward" if bias >= 0 else "backward"] for bias in biases])
        self._marks.set_sizes(np.minimum(8 + 40 * np.abs(biases), 64))
        chosen = np.flatnonzero(self._weights == state.course.settings.parameters.index(state.parameter))
        self._chosen.set_segments(self.places.edges[chosen])
        self._chosen.set_linewidths(widths[chosen] + 3.5)


def relative(gradient):
    """A gradient in units in which its largest entry is drawn as a weight of 3."""
    return gradient * (3 / (np.abs(gradient).max() or 1))


def neat(value):
    """value rounded up to 1, 1.5, 2, 3, 5 times a power of ten."""
    power = 10.0 ** np.floor(np.log10(value))
    return next(step * power for step in (1, 1.5, 2, 3, 5, 10) if step * power >= value)
