"""Random events on every live figure: one reply each, and a state that a replay of what was accepted gives again.

    python -m tests.live.random_events 5000 0        events on each widget, seed

Events are those that a page can send, and one in eight is bad. After each message the description and the picture
are those of the state: a second model that has only heard what was accepted shows the same.
"""

import math
import sys

import numpy as np

from course_utils import widgets
from course_utils.data import galaxies
from course_utils.live import messages as live_messages

KINDS = sorted(
    name
    for name, kind in ((name, getattr(widgets, name)) for name in widgets.__all__)
    if isinstance(kind, type) and issubclass(kind, widgets.LiveFigure) and kind is not widgets.LiveFigure
)
ARGUMENTS = {  # of the widgets that cannot be made without
    "TrainingExplorer": (
        [0.1 * t for t in range(31)],
        lambda X, state: 1 / (1 + np.exp(-state * (X[:, 1] - 0.9 * X[:, 0] - 0.6))),
        galaxies(60, seed=3),
    )
}
TEXTS = {
    "layers": ["4", "3 2", "", "17", "two"],
    "value": ["0.5", "-1", "x"],
    "setup": ["data=xor layers=2", "no"],
    "parameter": ["w1.1.1", "b1.1", "w9.9.9"],
    "neuron": ["1.1", "2.1", "", "nine"],
    "activations": ["relu", "relu,tanh", "none at all"],
    "own": ["0.5:-0.25:1,0.1:0.7:0", "", "0.5:1"],
    "scale": ["0.5", "0", "large"],
    "space": ["1.1 1.2", "", "1.1"],
    "program": ["numpy", "sklearn", "abacus"],
    "exact": ["0.01", "-1", "fast"],
}
BAD = [
    {"type": "set", "name": "no such", "position": 0},
    {"type": "press", "name": 3},
    {"type": "step", "count": 0},
    {"type": "theme", "theme": "pink"},
    {"type": "drag", "name": None, "position": [0, 0]},
    {"type": "unknown"},
    {},
]


def make(kind):
    """A widget of a kind."""
    return getattr(widgets, kind)(*ARGUMENTS.get(kind, ()))


def event(model, rng):
    """An event that a page might send, good or bad."""
    if rng.random() < 1 / 8:
        return BAD[rng.integers(len(BAD))]
    choices = ["set"] * 4 + ["press"] + ["drag", "place"] * bool(model.handles) + ["step"] * model.plays
    choices += ["go"] * hasattr(model, "line")
    kind = choices[rng.integers(len(choices))]
    if rng.random() < 1 / 50:
        kind = "theme"
    if kind == "theme":
        return {"type": "theme", "theme": ["light", "dark"][rng.integers(2)]}
    if kind == "go":
        return {"type": "go", "at": int(rng.integers(0, 6))}
    if kind == "step":
        return {"type": "step", "count": int(rng.integers(1, 4))}
    if kind in ("drag", "place"):
        name = str(rng.choice(list(model.handles)))
        limits = [model.handles[name].limits(axis, model.sliders) for axis in (0, 1)]
        position = [int(rng.integers(end[2] + 1)) if end else 0 for end in limits]
        return {"type": kind, "name": name, "position": position}
    named = list(model.held) if kind == "set" else [name for name in model.controls if name not in model.held]
    if not named:
        return {}
    name = str(rng.choice(named))
    if kind == "press":
        return {"type": "press", "name": name}
    if isinstance(model.controls[name], widgets.Text):
        return {"type": "set", "name": name, "text": str(rng.choice(TEXTS[name]))}
    return {"type": "set", "name": name, "position": int(rng.integers(model.held[name].positions + 1))}


def same(one, other):
    """Whether two values of a state are equal, arrays in them included."""
    if hasattr(one, "theta") and hasattr(one, "setup"):  # the course of a training
        return one.setup == other.setup and np.array_equal(one.theta, other.theta)
    return np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other


def differences(one, other):
    """The names of the entries in which two models' states differ, and of what they show."""
    states = vars(one.state), vars(other.state)
    names = [name for name in states[0] if not same(states[0][name], states[1][name])]
    names += ["description"] * (one.description != other.description)
    return names + ["picture"] * (not np.array_equal(one.pixels, other.pixels))


def run_one(kind, events, seed):
    """The number of accepted events on one widget; raises AssertionError with the events that lead to a fault."""
    rng = np.random.default_rng([seed, *kind.encode()])
    figure, again = make(kind), make(kind)
    model, accepted, version = figure.model, [], figure.model.version
    try:
        for number in range(events):
            message = {"id": number, "events": [event(model, rng)], "settled": bool(rng.random() < 0.1)}
            before = model.state, model.theme, model.ended, model.description
            answer, picture = model.reply(message)
            assert answer["id"] == number and answer["type"] in ("frame", "error"), answer
            assert answer["version"] == model.version >= version, answer
            if answer["type"] == "error":
                assert picture is None
                assert (model.state, model.theme, model.ended, model.description) == before, message
            else:
                accepted.append(message)
                assert picture and answer["description"] == model.description, message
            version = model.version
        for message in accepted:
            assert again.model.reply(message)[0]["type"] == "frame", message
        assert not (found := differences(model, again.model)), (kind, seed, found, accepted[-3:])
        again.model.change_theme(model.theme)  # nothing that was drawn before is left in the picture
        assert not (found := differences(model, again.model)), (kind, seed, found, "drawn afresh")
        return len(accepted)
    finally:
        figure.close(), again.close()


def run(events=5000, seed=0, kinds=KINDS):
    """{widget: number of accepted events}; raises AssertionError at the first fault."""
    budget, live_messages.BUDGET = live_messages.BUDGET, math.inf  # a clock would decide how many steps fit
    try:
        return {kind: run_one(kind, events, seed) for kind in kinds}
    finally:
        live_messages.BUDGET = budget


if __name__ == "__main__":
    for kind, count in run(*(int(number) for number in sys.argv[1:])).items():
        print(f"{kind:25} {count:6,} accepted")
