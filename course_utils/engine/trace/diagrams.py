"""Diagrams: where the parts of a network or a circuit stand, as data.

A diagram is a dict of nodes, edges and notes in the coordinates of a page `width` × `height`.
Values are names of quantities; the front end shows the last one that is known at the step it shows. Pointing at a
part asks for what stands in its `about`: `value` and `gradient`, and for a note the neuron that it is `of`.
"""

import itertools

from .notation import neuron_label, plain

COLUMN, MARGIN, RADIUS = 224, 62, 56
ROOM_FOR_NOTES = 200
GATE_RADIUS, LEVEL, CIRCUIT_MARGIN, HEADROOM = 32, 140, 96, 74
NARROW_COLUMN, SHORT = 150, 3
GATE_SIGNS = {
    "add": "+",
    "subtract": "−",
    "multiply": "×",
    "divide": "÷",
    "power": "^",
    "maximum": "max",
    "negative": "−",
    "sigmoid": "σ",
    "identity": "=",
}


def network_diagram(neurons, weights, biases):
    """The diagram of a dense network: one column per layer, weights on edges, biases under neurons."""
    tallest = max(map(len, neurons))
    radius = RADIUS if tallest <= 3 else max(24, 52 - 4 * tallest)
    row = max(2 * radius + 58, 220 if tallest <= 2 else 0)
    height = row * (tallest - 1) + 2 * radius + 74
    place = {
        label: (MARGIN + COLUMN * column, height / 2 + row * (j - (len(layer) - 1) / 2))
        for column, layer in enumerate(neurons)
        for j, label in enumerate(layer)
    }
    kinds = ["input", *["hidden"] * (len(neurons) - 2), "output"]
    nodes = [
        _neuron(label, place[label], radius, kind)
        for kind, layer in zip(kinds, neurons, strict=True)
        for label in layer
    ]
    return {
        "width": MARGIN + COLUMN * (len(neurons) - 1) + radius + ROOM_FOR_NOTES,
        "height": round(height),
        "nodes": nodes,
        "edges": [edge for column, rows in enumerate(weights) for edge in _edges(neurons, column, rows)],
        "notes": [*_bias_notes(neurons, biases, place, radius), *_output_notes(neurons[-1], place, radius)],
    }, {label: (*place[label], radius) for label in place}


def _neuron(label, at, radius, kind):
    value = [label] if kind == "input" else [f"out_{label}", f"out_{label}+"]
    gradient = [] if kind == "input" else [f"dL/dout_{label}"]
    return _node(label, neuron_label(label), at, radius, kind, value, value, gradient)


def _node(identity, label, at, radius, kind, value, known, gradient):
    """A node that shows `value`; pointing at it asks for what is `known` of it and for the gradient."""
    return {
        "id": identity,
        "label": label,
        "x": round(at[0]),
        "y": round(at[1]),
        "r": radius,
        "kind": kind,
        "value": value,
        "about": {"value": known, "gradient": gradient},
    }


def _edges(neurons, column, rows):
    sources, goals = neurons[column], neurons[column + 1]
    crowded = len(sources) * len(goals) > 4  # then a weight shows when it is lit
    aside = len(sources) == len(goals) == 2  # keeps the labels of crossing edges apart
    for j, goal in enumerate(goals):
        for i, source in enumerate(sources):
            weight = rows[j][i]
            level = i == j
            yield {
                "id": weight,
                "from": source,
                "to": goal,
                "label": plain(weight),
                "value": [weight, f"{weight}+"],
                "about": {"value": [weight, f"{weight}+"], "gradient": [f"dL/d{weight}"]},
                "at": 0.36 if aside and not level else 0.5,
                "quiet": crowded,
                "bend": 0,
            }


def _bias_notes(neurons, biases, place, radius):
    for layer, names in zip(neurons[1:], biases, strict=True):
        for label, name in zip(layer, names, strict=True):
            x, y = place[label]
            upper = y < sum(place[other][1] for other in layer) / len(layer)  # outside, where no edge runs
            level = y - radius - 12 if upper else y + radius + 26
            shown = note(f"{name} at {label}", x, level, "quiet", plain(name), [name, f"{name}+"], "middle")
            yield shown | {"about": {"value": shown["value"], "gradient": [f"dL/d{name}"], "of": label}}


def _output_notes(outputs, place, radius):
    for label in outputs:
        x, y = place[label]
        yield note(f"target {label}", x + radius + 16, y - 18, "quiet", "target", [f"target_{label}"])
        yield note(f"loss {label}", x + radius + 16, y + 10, "loss", "L", [f"L_{label}", f"L_{label}+"])


def note(identity, x, y, role, text, value, anchor="start"):
    """A short text with a number, somewhere in the diagram."""
    return {
        "id": identity,
        "x": round(x),
        "y": round(y),
        "anchor": anchor,
        "role": role,
        "text": text,
        "value": list(value),
    }


def gradient_note(name, place, right=False):
    """The gradient of the moment beside its neuron: to the right of an output, else above."""
    x, y, radius = place
    text = plain(name).replace(" through", ",")
    if right:
        return note(f"note {name}", *beside(place), "backward", text, [name])
    return note(f"note {name}", x, y - radius - 12, "backward", text, [name], "middle")


def beside(place):
    """Right of an output, under its target and its loss."""
    x, y, radius = place
    return x + radius + 16, y + 38


# --- circuits ---------------------------------------------------------------------------------------


def circuit_diagram(wires, leaves):
    """The diagram of a circuit, with values above the wires and gradients below."""
    column = _columns(wires, leaves)
    level = _levels(wires, leaves, column)
    top = min(level.values())
    long = max(column.values()) > SHORT
    step = NARROW_COLUMN if long else COLUMN
    place = {
        name: (CIRCUIT_MARGIN + step * column[name], HEADROOM + LEVEL * (level[name] - top))
        for name in column
    }
    root = wires[-1].name
    signs = [(wire.name, GATE_SIGNS.get(wire.operator.name, wire.operator.name), "gate") for wire in wires]
    leaf_signs = [(name, plain(name), "leaf") for name in leaves]
    nodes = [
        _node(name, label, place[name], GATE_RADIUS, kind, [], [name], [f"d{root}/d{name}"])
        for name, label, kind in [*leaf_signs, *signs]
    ]
    return {
        "width": 2 * CIRCUIT_MARGIN + step * max(column.values()),
        "height": round(max(y for _, y in place.values()) + HEADROOM),
        "nodes": nodes,
        "edges": [edge for wire in wires for edge in _wires_into(wire, place, column)],
        "notes": [
            note for name in column for note in _wire_notes(name, root, place[name], name in leaves, long)
        ],
    }


def _columns(wires, leaves):
    """Gates stand right of all that enters them, leaves just left of their first gate."""
    column = {}
    for wire in wires:
        column[wire.name] = 1 + max((column.get(name, 0) for _, name in wire.sources()), default=0)
    first = {leaf: min(column[w.name] for w in wires if leaf in w.inputs) - 1 for leaf in leaves}
    return first | column


def _levels(wires, leaves, column):
    """A row for each leaf in the order in which the expression reads, gates halfway between their inputs."""
    by_name, level, free = {wire.name: wire for wire in wires}, {}, iter(range(len(leaves) + 1))

    def visit(name):
        if name not in level:
            inputs = [visit(source) for _, source in by_name[name].sources()] if name in by_name else []
            level[name] = sum(inputs) / len(inputs) if inputs else next(free)
        return level[name]

    visit(wires[-1].name)
    for spot in set(column.values()):
        stacked = sorted((name for name in column if column[name] == spot), key=level.get)
        for above, below in itertools.pairwise(stacked):
            level[below] = max(level[below], level[above] + 1)
    return level


def _wires_into(wire, place, column):
    """Edges bend where they would run through another gate or over each other."""
    for spot, name in wire.sources():
        far = column[wire.name] - column[name] > 1 and abs(place[wire.name][1] - place[name][1]) < LEVEL / 2
        double = wire.inputs.count(name) > 1
        bend = 80 if far else (26 if spot else -26) if double else 0
        yield {
            "id": f"{wire.name} {spot + 1}",
            "from": name,
            "to": wire.name,
            "label": "",
            "value": [],
            "at": 0.5,
            "bend": bend,
        }


def _wire_notes(name, root, at, leaf, long):
    """The value above and the gradient below, where no wire runs; in a long circuit ∂ alone marks it."""
    x, y = at
    text = "" if leaf else plain(name)
    yield note(f"value {name}", x, y - GATE_RADIUS - 12, "forward", text, [name], "middle")
    slope = "∂" if long else f"∂{plain(root)}/∂{plain(name)}"
    yield note(f"gradient {name}", x, y + GATE_RADIUS + 28, "backward", slope, [f"d{root}/d{name}"], "middle")
