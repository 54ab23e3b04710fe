"""Two hidden neurons and an output neuron to turn by hand, until they answer XOR.

    h = step(W x + b)          two lines in the plane of the inputs
    f = step(v·h + c)          one line in the plane of the hidden neurons

The hidden layer moves the four points: what no line separates on the left, one line may separate on the right.
"""

import numpy as np

from ..engine.trace.notation import short, some
from ..live.controls import Button, Slider
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..plots.decision import NeuronLine, draw_plane, draw_points
from ..plots.figure import blank_figure, empty_line
from .neuron import CORNERS, GATES, answers, crosses

XOR = np.array(GATES["XOR"])
LABELS = {"w11": "h₁: w₁₁", "w12": "h₁: w₁₂", "b1": "h₁: b₁"}
LABELS |= {"w21": "h₂: w₂₁", "w22": "h₂: w₂₂", "b2": "h₂: b₂"}
LABELS |= {"v1": "f: v₁", "v2": "f: v₂", "c": "f: c"}
START = dict(zip(LABELS, (1.0, 0.5, -0.5, 0.5, 1.0, -1.0, 1.0, 1.0, -0.5), strict=True))
# h1 is OR, h2 is AND, and XOR is "OR but not AND".
SOLVED = dict(zip(LABELS, (1.0, 1.0, -0.5, 1.0, 1.0, -1.5, 1.0, -2.0, -0.5), strict=True))


class HiddenLayerExplorer(LiveFigure):
    """A 2-2-1 network of step neurons with nine sliders, on the four points of XOR."""

    def __init__(self):
        sliders = [Slider(name, -2, 2, value, step=0.1, label=LABELS[name]) for name, value in START.items()]
        buttons = [
            Button("solve", lambda state: SOLVED, label="show a solution"),
            Button("restart", lambda state: START, label="start again"),
        ]
        title = "XOR with two hidden neurons"
        super().__init__(draw, [*sliders, *buttons], describe=describe, title=title)


def neurons(state):
    """((w, b) of h1, of h2, and of the output)."""
    return (
        ((state.w11, state.w12), state.b1),
        ((state.w21, state.w22), state.b2),
        ((state.v1, state.v2), state.c),
    )


def hidden(state):
    """What the hidden neurons answer to the four points, (4, 2)."""
    return np.column_stack([answers(CORNERS, *neuron) for neuron in neurons(state)[:2]])


def draw(look):
    """The plane of the inputs with two lines, and the plane of the hidden neurons with one."""
    figure = blank_figure(8.3, 4.2, look)
    left, right = figure.subplots(1, 2)
    draw_plane(left, look=look, reach=(-0.7, 1.7))
    draw_plane(right, ("h₁", "h₂"), look, reach=(-0.7, 1.7))
    for ax, title in ((left, "Inputs: two lines"), (right, "Hidden layer: one line")):
        ax.set_title(title, color=look["ink"])
    draw_points(left, CORNERS, XOR, look, size=110)
    lines = [NeuronLine(left, look), NeuronLine(left, look, "--"), NeuronLine(right, look)]
    left.text(0.02, 0.02, "solid: h₁   dashed: h₂", transform=left.transAxes, color=look["quiet"])
    open_circle = {"markersize": 13, "mfc": look["ground"], "mec": look["backward"], "mew": 2, "zorder": 4}
    filled_square = {"markersize": 8, "color": look["forward"], "zorder": 5}
    groups = [
        empty_line(right, mark, label=f"label {label}", **drawn)
        for label, (mark, drawn) in enumerate((("o", open_circle), ("s", filled_square)))
    ]
    wrong = [crosses(ax, look) for ax in (left, right)]

    def update(state):
        for line, neuron in zip(lines, neurons(state), strict=True):
            line.move(*neuron)
        H = hidden(state)
        failed = answers(H, *neurons(state)[2]) != XOR
        for label, group in enumerate(groups):
            group.set_data(*H[label == XOR].T)
        for cross, places in zip(wrong, (CORNERS, H), strict=True):
            cross.set_data(*places[failed].T)

    return Drawing(figure, update, [*(artist for line in lines for artist in line.moving), *groups, *wrong])


def describe(state):
    """Where the hidden layer puts each point, and which ones the output gets right."""
    H = hidden(state)
    given = answers(H, *neurons(state)[2])
    moved = ", ".join(f"({a:.0f}, {b:.0f}) to ({h}, {k})" for (a, b), (h, k) in zip(CORNERS, H, strict=True))
    right = int((given == XOR).sum())
    end = "XOR is solved." if right == 4 else f"{some(right, 4, 'answers')}."
    v, c = neurons(state)[2]
    return (
        f"The hidden layer moves {moved}. With v = ({short(v[0])}, {short(v[1])}) and c = {short(c)}, {end}"
    )
