"""Stored values: what mpmath says of some places, kept in a file for tests that run without it.

`.venv-peers/bin/python -m verify.stored` writes `tests/data/exact_values.json`: for each function, loss and gate
some of the places of `functions`, and for the lecture's network every number of some updates in each convention,
all with 30 digits.
"""

import json
from pathlib import Path

import numpy as np

from . import functions

FILE = Path(__file__).parents[1] / "tests" / "data" / "exact_values.json"
SEED = 20_261
PLACES, PAIRS = 90, 40
UPDATES = (1, 2, 10, 100, 1_000)
CONVENTIONS = {
    "fixed": ("fixed", False),
    "shared": ("shared", False),
    "per_neuron": ("per_neuron", False),
} | {"in_place": ("fixed", True)}


def values():
    """All of it, as what json can write."""
    random = np.random.default_rng(SEED)
    return {
        "about": "Exact values of 30 digits, written by `python -m verify.stored`. The engine must not read them.",
        "functions": dict(_functions(random)),
        "losses": dict(_losses(random)),
        "gates": dict(_gates(random)),
        "lecture": {words: _lecture(*convention) for words, convention in CONVENTIONS.items()},
    }


def _exact(function, arguments):
    from . import exact_functions

    return [exact_functions.exact(function, *place) for place in arguments]


def _functions(random):
    from . import exact_functions

    for name, orders in exact_functions.FUNCTIONS.items():
        places = functions.arguments(random, positive=name == "log")
        places = [float(z) for z in random.choice(places, PLACES, replace=False)]
        yield name, {"at": places, "exact": [_exact(order, [(z,) for z in places]) for order in orders]}


def _losses(random):
    from . import exact_functions

    for name, promises in functions.LOSSES.items():
        pairs = _some(functions.loss_pairs(name, random), random)
        orders = [
            None if promised is None else _exact(order, pairs)
            for order, promised in zip(exact_functions.LOSSES[name], promises, strict=True)
        ]
        yield name, {"at": pairs, "exact": orders}


def _gates(random):
    from . import exact_functions

    for name, orders in exact_functions.GATES.items():
        pairs = _some(functions.gate_pairs(name, random, order=1), random)
        yield name, {"at": pairs, "exact": [_exact(order, pairs) for order in orders]}


def _some(pairs, random):
    return [tuple(map(float, pairs[place])) for place in random.choice(len(pairs), PAIRS, replace=False)]


def _lecture(biases, in_place):
    from mpmath import mp

    from . import lecture

    found = {}
    for update, numbers in enumerate(lecture.states(biases, in_place, max(UPDATES)), start=1):
        if update in UPDATES:
            found[update] = {name: mp.nstr(value, 30) for name, value in numbers.items()}
    return found


if __name__ == "__main__":
    FILE.write_text(json.dumps(values(), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
