"""The references: numbers about the lecture that were computed elsewhere, beside the engine's.

They are those of `tests/data/references.json`, 50 digits where the lecture's network is concerned, and the numbers
that notebook 11 promises. The engine never reads that file.
"""

import json
from decimal import Decimal
from pathlib import Path

import numpy as np

from course_utils.engine import Node, lecture_network, maximum, newton, rosenbrock, sigmoid, walkthrough
from course_utils.engine.topics.triangle import linear_pieces, triangle_map

FILE = Path(__file__).parents[1] / "tests" / "data" / "references.json"
CONVENTIONS = {
    "biases fixed": {},
    "one bias per neuron, updated": {"biases": "per_neuron"},
    "one bias per layer shared, updated": {"biases": "shared"},
    "shared bias updated": {"biases": "shared"},
    "in-place bug (w5..w8 updated before they are used)": {"in_place": True},
}


def rows():
    """(what, reference as a string, ours as a float, relative difference promised)."""
    held = json.loads(FILE.read_text(encoding="utf-8"))
    return [
        *_first_update(held["lecture_network"]),
        *_later(held["lecture_network"]),
        *_others(held),
        *_notebook_11(),
    ]


def _trace(updates=1, **convention):
    return walkthrough(
        *lecture_network(), "half_squared_error", learning_rate=0.5, updates=updates, **convention
    )


def _numbers(trace):
    """All numbers of the first update by name, with the error signals δ = ∂L/∂in, products in the lecture."""
    numbers = dict(zip(trace.names, trace.numbers([1])[0], strict=True))
    return numbers | {
        f"δ_{n}": numbers[f"dL/dout_{n}"] * numbers[f"dout_{n}/din_{n}"] for n in ("o1", "o2", "h1", "h2")
    }


def _first_update(held):
    numbers = _numbers(_trace())
    lists = {
        "in_h": ("in_h1", "in_h2"),
        "out_h": ("out_h1", "out_h2"),
        "in_o": ("in_o1", "in_o2"),
        "out_o": ("out_o1", "out_o2"),
        "delta_o": ("δ_o1", "δ_o2"),
        "delta_h": ("δ_h1", "δ_h2"),
        "gradient_w1_w4": [f"dL/dw{n}" for n in range(1, 5)],
        "gradient_w5_w8": [f"dL/dw{n}" for n in range(5, 9)],
        "updated_w1_w4": [f"w{n}+" for n in range(1, 5)],
        "updated_w5_w8": [f"w{n}+" for n in range(5, 9)],
    }
    found = [("L", held["loss"], numbers["L"], 1e-13)]
    found += [(name, held[f"loss_{name[2:]}"], numbers[name], 1e-13) for name in ("L_o1", "L_o2")]
    for key, names in lists.items():
        found += [(name, text, numbers[name], 1e-13) for name, text in zip(names, held[key], strict=True)]
    network, x, y = lecture_network()
    _, gradient = network.gradient(x[None], y[None], "half_squared_error")
    sums = [b.sum() for _, b in network.views(gradient)]
    return found + [(f"dL/db{n}, shared", held[f"gradient_b{n}_shared"], sums[n - 1], 1e-13) for n in (1, 2)]


def _later(held):
    found = [("L after 1 update", held["loss_after_1_update"], _trace().value("L", update=1), 1e-13)]
    for words, text in held["loss_after_1_update_other_conventions"].items():
        ours = _trace(**CONVENTIONS[words]).value("L", update=1)
        found.append((f"L after 1 update, {words}", text, ours, 1e-13))
    for words in ("biases fixed", "shared bias updated"):
        ours = _trace(10_000, **CONVENTIONS[words]).value("L", update=10_000)
        text = held["loss_after_10000_updates"][words]
        found.append(
            (
                f"L after 10,000 updates, {words}",
                text,
                ours,
                held["loss_after_10000_updates"]["relative tolerance"],
            )
        )
    return found


FORMULAS = {
    "(x + y) * z": lambda n: (n["x"] + n["y"]) * n["z"],
    "sigmoid(w0*x0 + w1*x1 + w2)": lambda n: sigmoid(n["w0"] * n["x0"] + n["w1"] * n["x1"] + n["w2"]),
    "(x*y + max(z, w)) * 2": lambda n: (n["x"] * n["y"] + maximum(n["z"], n["w"])) * 2,
}


def _others(held):
    found = []
    for circuit in held["circuits"]:
        nodes = {name: Node(value, name) for name, value in circuit["at"].items()}
        root = FORMULAS[circuit["f"]](nodes)
        root.backward()
        words = circuit["f"].replace("*", "·")
        found.append((f"f = {words}", repr(circuit["value"]), root.value, 1e-15))
        found += [
            (f"df/d{name} of it", repr(g), nodes[name].grad, 1e-15) for name, g in circuit["gradient"].items()
        ]
    race = held["newton_on_rosenbrock"]
    walked = newton(rosenbrock, race["start"], steps=len(race["value_at_step_0_to_6"]) - 1)
    for iterate, value in zip(walked, race["value_at_step_0_to_6"], strict=True):
        # Printed to six digits; near 0 what is left of f is the rounding of its terms.
        found.append(
            (f"Newton on Rosenbrock's valley, f at step {iterate.step}", repr(value), iterate.value, 5e-6)
        )
    triangle = held["triangle_map"]
    for times, pieces in zip(triangle["compositions"], triangle["pieces"], strict=True):
        found.append(
            (
                f"pieces of the triangle map, {times}×",
                repr(pieces),
                float(linear_pieces(triangle_map(times))),
                0.0,
            )
        )
    return found


def _notebook_11():
    """Numbers that the course states in its own words, cut to what it states."""
    trace = _trace(10_000)
    first = _numbers(trace)
    moves = first["dL/dw5"] / first["dL/dw1"]
    network, _, _ = lecture_network()
    network = network.copy()
    theta = [trace.value(f"w{n}", update=10_000) for n in range(1, 9)]
    network.layers[0].W, network.layers[1].W = np.reshape(theta[:4], (2, 2)), np.reshape(theta[4:], (2, 2))
    turned = network([[0.1, 0.9]])[0]
    below = int(np.argmax(trace.losses < 0.01))
    return [
        ("first update with L < 0.01", "173", float(below), 0.0),
        ("how many times further w5 moves than w1 at first", "190", moves, 0.02),
        ("∂L_o1/∂out_h1", "0.0554", first["dL_o1/dout_h1"], 1e-3),
        ("∂L_o2/∂out_h1", "-0.0190", first["dL_o2/dout_h1"], 5e-3),
        ("out_o1 at the input (0.1, 0.9), after 10,000 updates", "0.006", turned[0], 0.08),
        ("out_o2 there", "0.992", turned[1], 5e-4),
    ]


def difference(text, ours):
    """|ours − reference| / |reference|."""
    reference = Decimal(text)
    off = abs(Decimal(float(ours)) - reference)
    return float(off / abs(reference)) if reference else float(off)


def table():
    """The table in Markdown."""
    lines = ["| number | reference | ours | |", "|---|--:|--:|---|"]
    for what, text, ours, promised in rows():
        judged = f"same to {promised:.0e}" if promised else "same"
        judged = judged if difference(text, ours) <= promised else "differs"
        digits = 9 if promised < 1e-7 else 4
        lines.append(f"| {what} | {float(text):.{digits}g} | {ours:.{digits}g} | {judged} |")
    return "\n".join(lines)
