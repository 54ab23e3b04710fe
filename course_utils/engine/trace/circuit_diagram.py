"""Where a circuit's parts stand: leaves left, each gate right of what enters it."""

import itertools

from .network_diagram import note
from .symbols import plain

GATE_RADIUS, LEVEL, MARGIN, HEADROOM = 32, 140, 96, 74
COLUMN, NARROW_COLUMN, SHORT = 218, 150, 3
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


def circuit_diagram(wires, leaves):
    """The diagram of a circuit, with values above the wires and gradients below."""
    column = _columns(wires, leaves)
    level = _levels(wires, leaves, column)
    top = min(level.values())
    long = max(column.values()) > SHORT
    step = NARROW_COLUMN if long else COLUMN
    place = {name: (MARGIN + step * column[name], HEADROOM + LEVEL * (level[name] - top)) for name in column}
    root = wires[-1].name
    nodes = [_spot(name, plain(name), place[name], "leaf", root) for name in leaves]
    nodes += [
        _spot(
            wire.name, GATE_SIGNS.get(wire.operator.name, wire.operator.name), place[wire.name], "gate", root
        )
        for wire in wires
    ]
    return {
        "width": 2 * MARGIN + step * max(column.values()),
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


def _spot(name, label, at, kind, root):
    return {
        "id": name,
        "label": label,
        "x": round(at[0]),
        "y": round(at[1]),
        "r": GATE_RADIUS,
        "kind": kind,
        "value": [],
        "about": {"value": [name], "gradient": [f"d{root}/d{name}"]},
    }


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
