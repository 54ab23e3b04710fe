"""The stepper where it cannot step: the diagram of its trace as a picture, with the numbers of the start.

A circuit shows its values and gradients, a network its values, weights and losses before the first update. Where
parts stand and what they are called comes from the trace.
"""

from matplotlib.patches import Circle

from ..engine.trace.notation import plain, short
from ..plots import circuits
from ..plots.circuits import HORIZONTAL
from ..plots.figure import DRAWING, new_figure
from ..plots.look import LIGHT

UNITS_AN_INCH = 100
WIDEST, TALLEST = 7.2, 6.0  # inches
TEXT = 26  # its height in the diagram's units, as on the page
MARGIN = 20  # units above and below
POINTS = 72
SHOWN = 24  # parameters that a description lists; beyond that the picture is too full to read


def trace_figure(trace, look=LIGHT):
    """(figure, description) of a trace before its first update."""
    return (circuits.diagram if trace.kind == "circuit" else network_figure)(trace, look=look)


def network_figure(trace, look=LIGHT):
    """(figure, description) of a network's trace: state 0."""
    diagram = trace.diagram
    width, height = diagram["width"], diagram["height"] + 2 * MARGIN
    scale = min(1 / UNITS_AN_INCH, WIDEST / width, TALLEST / height)
    with DRAWING:
        figure, ax = new_figure(width * scale, height * scale, look=look)
        draw_network(ax, trace, scale * POINTS, look)
    return figure, describe_network(trace)


def draw_network(ax, trace, points, look=LIGHT):
    """Draw the network of `trace` into ax; `points` is how large a unit of the diagram is."""
    diagram = trace.diagram
    place = {node["id"]: node for node in diagram["nodes"]}
    for edge in diagram["edges"]:
        _draw_edge(ax, edge, place, trace, points, look)
    for node in diagram["nodes"]:
        _draw_node(ax, node, trace, points, look)
    for note in diagram["notes"]:
        words = f"{note['text']} {number(note, trace)}"
        _write(ax, (note["x"], note["y"]), words, points, look[note["role"]], note["anchor"])
    ax.set(xlim=(0, diagram["width"]), ylim=(diagram["height"] + MARGIN, -MARGIN), aspect="equal")
    ax.axis("off")


def describe_network(trace):
    """What stands in the picture, in a sentence."""
    diagram = trace.diagram
    parts = {note["value"][0]: note for note in [*diagram["edges"], *diagram["notes"]]}  # a shared bias once
    said = [f"{node['label']} {number(node, trace)}" for node in diagram["nodes"]]
    if len(parts) <= SHOWN:
        said += [f"{plain(name).replace(' ', ' of ')} {number(part, trace)}" for name, part in parts.items()]
    return f"{trace.description} At the start: {', '.join(said)}."


def number(part, trace):
    """The number of a part of the diagram at the start."""
    return short(trace.value(part["value"][0]))


def _draw_edge(ax, edge, place, trace, points, look):
    ends = [place[edge["from"]], place[edge["to"]]]
    (x0, y0), (x1, y1) = ((node["x"], node["y"]) for node in ends)
    ax.plot([x0, x1], [y0, y1], color=look["line"], linewidth=1.2, zorder=0)
    if not edge["quiet"]:
        at = edge["at"]
        middle = x0 + at * (x1 - x0), y0 + at * (y1 - y0)
        words = f"{edge['label']}\n{number(edge, trace)}"
        ground = {"facecolor": look["ground"], "edgecolor": "none", "pad": 1}
        _write(ax, middle, words, points, look["ink"], "middle", va="center", bbox=ground)


def _draw_node(ax, node, trace, points, look):
    at, r = (node["x"], node["y"]), node["r"]
    ax.add_patch(Circle(at, r, facecolor=look["panel"], edgecolor=look["line"], linewidth=1.2, clip_on=False))
    words, high = f"{node['label']}\n{number(node, trace)}", min(1, r * 0.62 / TEXT)
    _write(ax, at, words, points * high, look["forward"], "middle", va="center")


def _write(ax, at, words, points, colour, anchor, **more):
    more = {"va": "baseline", "linespacing": 1.0, "fontsize": 0.72 * TEXT * points} | more
    ax.text(*at, words, color=colour, ha=HORIZONTAL[anchor], **more)
