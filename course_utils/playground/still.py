"""A playground as a picture drawn by Python: what a notebook shows where its page does not come to life.

The network with its edges, every neuron's map, the large map with its points, and the risks so far.
"""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection

from ..engine.validate import counted
from ..live.drawing import PIXELS_PER_INCH
from ..plots.figure import DOTS_PER_INCH, CourseFigure, style
from ..plots.risk_curves import kind_style
from .frame import EARLIEST, TICKS, frame_of, scene
from .panels import CURVES, HEIGHT, MAP, WIDTH, Places, coloured, signed_colours
from .setup import INPUTS, MOST_UPDATES
from .words import numbers, picked_words

# Those of `risk_curves`, the widest line first.
KINDS = {"true": "true", "test": "validation", "train": "training"}
HEADS = 374  # height of the words above the layers
STRENGTH = 0.62  # of the colours of the large map: points must stand out


class Still:
    """What a live figure asks of a drawing, `size` and `pixels(state)`, for a playground's state, in a look."""

    size = WIDTH, HEIGHT

    def __init__(self, look):
        self._look, self._colours = look, signed_colours(look)

    def fit(self, width, height):
        """Nothing to be done: on a projector the page lays its own picture out."""

    def pixels(self, state):
        """The picture of a state, bytes (height, width, 4)."""
        inches = (WIDTH / PIXELS_PER_INCH, HEIGHT / PIXELS_PER_INCH)
        figure = CourseFigure(figsize=inches, dpi=DOTS_PER_INCH, facecolor=self._look["ground"])
        canvas = FigureCanvasAgg(figure)
        self._ax = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, HEIGHT))
        self._ax.axis("off")
        places, now = Places(state.training.settings.sizes), scene(state) | frame_of(state)
        self._draw_edges(state, places)
        self._draw_maps(state, places, now)
        self._draw_large(figure, state, now)
        self._draw_risks(figure, state, now)
        self._text(20, HEIGHT - 17, 15, "ink", counted(state.training.updates, "update"), weight="bold")
        self._text(20, 13, 12.5, "ink", picked_words(state.training, state.parameter, "      "))
        canvas.draw()
        return np.array(canvas.buffer_rgba())

    def tables(self, state):
        """The numbers of a state, as a list of `Table`."""
        return numbers(state.training)

    def _text(self, x, y, size, role, words, **more):
        more = {"va": "center"} | more
        self._ax.text(x, y, words, fontsize=size * 0.72, color=self._look[role], **more)

    def _draw_edges(self, state, places):
        training = state.training
        shown = training.theta if state.edges == "weights" else relative(training.gradient)
        weights = [place for name, place in training.settings.places.items() if name[0] == "w"]
        crowd = min(1, 8 / max(map(len, places.panels)) + 0.2)
        widths = np.minimum(0.4 + 1.5 * np.abs(shown[weights]), 6.5) * crowd
        for sign, role, line in ((1, "forward", "-"), (-1, "backward", (0, (3.2, 1.9)))):
            mine = (shown[weights] >= 0) == (sign > 0)
            lines = LineCollection(
                places.edges[mine],
                colors=self._look[role],
                linewidths=widths[mine],
                linestyles=[line],
                zorder=2,
            )
            self._ax.add_collection(lines, autolim=False)

    def _draw_maps(self, state, places, now):
        settings = state.training.settings
        inputs = [now["features"][list(INPUTS).index(name)] for name in settings.inputs]
        panels = [panel for column in places.panels[:-1] for panel in column]
        for panel, image in zip(panels, [*inputs, *now["maps"]], strict=True):
            self._draw_map(self._ax, panel, image)
        for name, (x, y, side) in zip(settings.inputs, places.panels[0], strict=True):
            self._text(x - 6, y + side / 2, 13, "quiet", INPUTS[name], ha="right")
        for layer, column in enumerate(places.panels[:-1]):
            x, _, side = column[0]
            self._text(
                x + side / 2, HEADS, 12.5, "quiet", f"layer {layer}" if layer else "inputs", ha="center"
            )

    def _draw_map(self, ax, panel, image):
        left, bottom, side = panel
        extent = left, left + side, bottom, bottom + side
        colours = coloured(image / 127.5 - 1, self._colours)
        ax.imshow(colours, extent=extent, zorder=4, interpolation="bilinear")
        edges = [
            [left, left + side, left + side, left, left],
            [bottom, bottom, bottom + side, bottom + side, bottom],
        ]
        ax.plot(*edges, color=self._look["line"], linewidth=0.8, zorder=5)
        ax.set(xlim=(0, WIDTH), ylim=(0, HEIGHT), aspect="auto")

    def _draw_large(self, figure, state, now):
        left, bottom, side = MAP
        values = now["large"] / 127.5 - 1
        shown = np.sign(values) if now["decision"] else values * float(now["scale"][0])
        ax = figure.add_axes((left / WIDTH, bottom / HEIGHT, side / WIDTH, side / HEIGHT))
        reach = [end for ends in now["reach"] for end in ends]
        ax.imshow(
            coloured(STRENGTH * shown, self._colours), extent=reach, aspect="auto", interpolation="bilinear"
        )
        if (now["decision"] or not now["regression"]) and values.min() < 0 < values.max():
            ax.contour(values[::-1], levels=[0], extent=reach, colors=self._look["ink"], linewidths=1.2)
        for kind in ("train", "test") if now["unseen"] and len(now["test"]) else ("train",):
            draw_examples(
                ax, now[kind][:, :2], now[kind][:, 2:], now["regression"], self._look, kind == "test"
            )
        ax.set(xlim=reach[:2], ylim=reach[2:], xticks=reach[:2], yticks=reach[2:])
        ax.tick_params(labelsize=8.6, length=0, colors=self._look["quiet"])
        ax.set_xlabel(now["axes"][0], color=self._look["quiet"], fontsize=9, labelpad=-9)
        ax.set_ylabel(now["axes"][1], color=self._look["quiet"], fontsize=9, labelpad=-9)
        ax.yaxis.set_label_position("right")
        ax.yaxis.tick_right()
        self._text(left, bottom + side + 14, 14, "ink", now["head"], weight="bold")

    def _draw_risks(self, figure, state, now):
        left, bottom, width, height = CURVES
        plot = figure.add_axes((left / WIDTH, bottom / HEIGHT, width / WIDTH, height / HEIGHT))
        style(plot, self._look)
        top = now["top"]
        plot.set(xscale="log", xlim=(EARLIEST, MOST_UPDATES), ylim=(0, top), yticks=[0, top])
        plot.set_xticks(TICKS, ["1", "100", "10,000 updates"])
        plot.tick_params(labelsize=8.6, length=2.5)
        plot.minorticks_off()
        history = now["history"]
        t = 10.0 ** history[:, 0]
        for place, (kind, name) in enumerate(KINDS.items()):
            column = ("train", "test", "true").index(kind) + 1
            plot.plot(t, np.minimum(history[:, column], 1.02 * top), **kind_style(name, self._look))
            words, colour = f"{kind} {history[-1, column]:.3f}", kind_style(name, self._look)["color"]
            if np.isfinite(history[-1, column]):
                self._ax.text(
                    left + width + 8, bottom + height - 42 + 18 * place, words, color=colour, fontsize=8.6
                )
        if now["bayes"] is not None:
            plot.axhline(now["bayes"], **kind_style("Bayes", self._look))
            self._text(left + width + 8, bottom + height - 56, 12, "ink", f"Bayes {now['bayes']:.3f}")
        self._text(left, bottom + height + 13, 14, "ink", "Risk", weight="bold")


def draw_examples(ax, points, y, regression, look, unseen):
    """Draw examples as everywhere in the course, with a rim that parts them from the map; unseen ones are crosses."""
    y = y[:, 0]
    if regression:
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


def relative(gradient):
    """A gradient in units in which its largest entry is drawn as a weight of 3."""
    return gradient * (3 / (np.abs(gradient).max() or 1))
