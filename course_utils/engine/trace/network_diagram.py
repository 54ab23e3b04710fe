"""Where a network's parts stand: a diagram as data.

A diagram is a dict of nodes, edges and notes in the coordinates of a page `width` × `height`.
Values are names of quantities; the front end shows the last one that is known at the step it shows. Who points at a
part asks for what stands in `about`: its `value` and its `gradient`, and for a note the neuron `of` which it speaks.
"""

from .symbols import neuron, plain

COLUMN, MARGIN, RADIUS = 224, 62, 56
ROOM_FOR_NOTES = 200


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
        _node(label, place[label], radius, kind)
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


def _node(label, at, radius, kind):
    value = [label] if kind == "input" else [f"out_{label}", f"out_{label}+"]
    gradient = [] if kind == "input" else [f"dL/dout_{label}"]
    return {
        "id": label,
        "label": neuron(label),
        "x": round(at[0]),
        "y": round(at[1]),
        "r": radius,
        "kind": kind,
        "value": value,
        "about": {"value": value, "gradient": gradient},
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
