"""A circuit as one picture: every value above its wire, every gradient below.

The stepper shows the same picture gate by gate; this one shows the end, for the page, for print and
for readers without a kernel. Where parts stand and what they are called comes from the trace.
"""

import math

from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch
from matplotlib.patheffects import withStroke

from ..engine import Trace
from ..engine.trace.notation import short
from ..engine.validate import true_or_false
from .figure import new_figure
from .look import LIGHT
from .takes import of, takes

UNITS_AN_INCH = 96
WIDEST, TALLEST = 7.2, 4.4  # inches
HEADROOM = 14  # units above the diagram, where a wire may bend around a gate
HORIZONTAL = {"start": "left", "middle": "center", "end": "right"}


@takes(trace=of(Trace, "circuit(…)"), gradients=true_or_false)
def diagram(trace, gradients=True, look=LIGHT):
    """(figure, description) of the trace's circuit, as large as the circuit needs.

    `gradients=False` leaves out the way back.
    """
    width, height = trace.diagram["width"], trace.diagram["height"] + HEADROOM
    scale = min(1 / UNITS_AN_INCH, WIDEST / width, TALLEST / height)
    figure, ax = new_figure(width * scale, height * scale, look=look)
    draw_circuit(ax, trace, gradients, look)
    return figure, describe_circuit(trace, gradients)


def draw_circuit(ax, trace, gradients=True, look=LIGHT):
    """Draw the circuit of `trace` into ax: values in blue above, gradients (if wanted) in orange below."""
    diagram = trace.diagram
    place = {node["id"]: (node["x"], node["y"]) for node in diagram["nodes"]}
    shape = {node["id"]: _draw_node(ax, node, look) for node in diagram["nodes"]}
    for edge in diagram["edges"]:
        ends = {"posA": place[edge["from"]], "posB": place[edge["to"]]}
        _draw_wire(
            ax, ends | {"patchA": shape[edge["from"]], "patchB": shape[edge["to"]]}, edge["bend"], look
        )
    for note in _notes(trace, gradients):
        _draw_note(ax, note, trace, look)
    ax.set(xlim=(0, diagram["width"]), ylim=(diagram["height"], -HEADROOM), aspect="equal")
    ax.axis("off")


def describe_circuit(trace, gradients=True):
    """The values and gradients of the circuit in a sentence, for those who cannot see it."""
    said = ["A circuit with values above its wires" + (" and gradients below" if gradients else "")]
    for note in _notes(trace, gradients):
        kind, name = note["id"].split(" ", 1)
        what = name if kind == "value" else f"gradient of {name}"
        said.append(f"{what} {_number(note, trace)}")
    return "; ".join(said) + "."


def _notes(trace, gradients):
    return [note for note in trace.diagram["notes"] if gradients or note["role"] != "backward"]


def _number(note, trace):
    """The number of a note as it finally stands."""
    return short(trace.value(note["value"][-1], update=1))


def _draw_node(ax, node, look):
    """A round gate or a square leaf with its sign; returns the shape, for wires to end at."""
    x, y, r = node["x"], node["y"], node["r"]
    style = {"facecolor": look["panel"], "edgecolor": look["line"], "linewidth": 1.2}
    if node["kind"] == "leaf":
        box = f"round,pad=0,rounding_size={r / 5}"
        shape = FancyBboxPatch((x - 0.9 * r, y - 0.9 * r), 1.8 * r, 1.8 * r, boxstyle=box, **style)
    else:
        shape = Circle((x, y), r, **style)
    size = 15 if len(node["label"]) < 3 else 10
    ax.text(x, y, node["label"], ha="center", va="center", fontsize=size, color=look["ink"], weight="bold")
    return ax.add_patch(shape)


def _draw_wire(ax, ends, bend, look):
    """An arrow from shape to shape whose middle is pushed aside by `bend` units."""
    length = math.dist(ends["posA"], ends["posB"])
    arrow = FancyArrowPatch(
        **ends,
        shrinkA=1,
        shrinkB=1,
        arrowstyle="-|>",
        mutation_scale=11,
        connectionstyle=f"arc3,rad={-2 * bend / length:.3f}",
        color=look["line"],
        linewidth=1.2,
        clip_on=False,
    )
    ax.add_patch(arrow)


def _draw_note(ax, note, trace, look):
    """The number, with the name of what it is; a lone ∂ marks a gradient where there is little room."""
    name = note["text"]
    words = f"{name}{' ' if name == '∂' else ' = ' if name else ''}{_number(note, trace)}"
    ax.text(
        note["x"],
        note["y"],
        words,
        ha=HORIZONTAL[note["anchor"]],
        va="baseline",
        fontsize=10.5,
        color=look[note["role"]],
        weight="bold" if note["role"] == "backward" else "normal",
        path_effects=[
            withStroke(linewidth=3, foreground=look["ground"])
        ],  # stays readable where a wire passes
    )
