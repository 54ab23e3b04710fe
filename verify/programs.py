"""Programs: what the playground exports, run by itself, against the playground's own losses.

A random set-up is written as a program for NumPy by hand, for PyTorch and, where it can train it, for scikit-learn.
Each is executed as a reader would execute it, and ends with the training risk after the last update. The playground
plays the same set-up. Error: the difference over the playground's risk.

Rates are small enough for the training to be stable, as in an unstable one every rounding grows. scikit-learn adds
Adam's ε = 1e-8 in another place, which the program says itself; its losses differ there from the sixth digit on.
"""

import contextlib
import io

import numpy as np

from course_utils.playground import play, program
from course_utils.playground.setup import ACTIVATIONS, DATA, INPUTS, LOSSES, REGRESSIONS

from .claim import Claim, distance

SETUPS = 120
LIBRARIES = {"numpy": "NumPy", "pytorch": "PyTorch", "scikit-learn": "scikit-learn"}
PROMISED, WITH_ADAM = 1e-9, {"numpy": 1e-7, "pytorch": 1e-7, "scikit-learn": 1e-5}
RATES = {"sgd": (0.02, 0.2), "momentum": (0.005, 0.03), "adam": (0.002, 0.02)}


def claims(random):
    """The claims of this family."""
    words = "risk at the end of a program in {} = the playground's"
    plain = {library: Claim(words.format(name), PROMISED) for library, name in LIBRARIES.items()}
    adam = {
        library: Claim(f"{words.format(name)}, with Adam", WITH_ADAM[library])
        for library, name in LIBRARIES.items()
    }
    for _ in range(SETUPS):
        text, rule = setup(random)
        ours = play(text).risks.train
        for library in LIBRARIES:
            try:
                source = program(text, library)
            except ValueError as error:
                if library != "scikit-learn" or not str(error).startswith("scikit-learn "):
                    raise
                continue  # what it cannot train, it says
            (adam if rule == "adam" else plain)[library].see(distance(risk_of(source), ours), text)
    return [*plain.values(), *adam.values()]


def setup(random):
    """(the text of a random set-up, its rule)."""
    data = str(random.choice([name for name in DATA if name != "own"]))
    sizes = random.integers(1, 7, random.integers(0, 4))
    kinds = random.choice([*ACTIVATIONS], len(sizes) if random.random() < 0.3 else 1)
    inputs = random.choice([*INPUTS], random.integers(1, 4), replace=False)
    rule = str(random.choice([*RATES]))
    words = {
        "data": data,
        "points": 20 * int(random.integers(2, 6)),
        "inputs": ",".join(inputs),
        "layers": "-".join(map(str, sizes)) or "none",
        "batch": random.choice(["all", "all", "16", "4"]),
        "optimizer": rule,
        "rate": f"{random.uniform(*RATES[rule]):.3g}",
        "l2": random.choice(["0", "0.01"]),
        "l1": random.choice(["0", "0", "0.003"]),
        "draw": int(random.integers(100)),
        "seed": int(random.integers(100)),
        "updates": int(random.integers(1, 80)),
    }
    if len(sizes):
        words["activation"] = ",".join(kinds)
    if data not in REGRESSIONS:
        words["loss"] = random.choice([*LOSSES])
    return " ".join(f"{name}={value}" for name, value in words.items()), rule


def risk_of(source):
    """What a program ends with, executed in names of its own."""
    names = {"__name__": "program"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(source, "program", "exec"), names)
    return np.float64(names["risk"])
