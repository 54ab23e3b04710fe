"""Random events on every widget: one reply each, and a state that a replay of what was accepted gives again.

    python -m tests.live.random_events 5000 0        events on each widget, seed

Events are those that a page can send, and one in eight is bad. A second model hears only what was accepted, many
events in one message. After every `LOOK` events both are compared: state, description, and the picture, which is
painted only then, as painting takes longer than all the rest. The stepper hears of numbers that were typed and of
choices, and its replay is a second model, too, of which every number of every row is compared.
"""

import argparse
import math
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context

import numpy as np

from course_utils import widgets
from course_utils.data import galaxies
from course_utils.engine import lecture_network, walkthrough
from course_utils.live import messages as live_messages
from course_utils.live.film import FilmModel
from course_utils.stepper.model import StepperModel

KINDS = sorted(
    name
    for name, kind in ((name, getattr(widgets, name)) for name in widgets.__all__)
    if isinstance(kind, type) and issubclass(kind, widgets.LiveFigure) and kind is not widgets.LiveFigure
)
STEPPER = "BackpropStepper"
PARTS = "fields", "choices"  # of the stepper's settings
LOOK = 250  # events from one comparison to the next
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
    choices = ["set"] * 4 * bool(model.held) + ["press"] + ["drag", "place"] * bool(model.handles)
    choices += ["step"] * model.plays + ["go"] * hasattr(model, "line")
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


class Sparing:
    """A drawing that is painted only where `painting` is true; otherwise its picture is one grey point."""

    def __init__(self, drawing, painting):
        self.drawing, self.painting = drawing, painting

    def __getattr__(self, name):
        return getattr(self.drawing, name)

    def pixels(self, state):
        """The picture of a state, or the point."""
        return self.drawing.pixels(state) if self.painting() else np.full((1, 1, 3), 128, np.uint8)


class Pair:
    """A widget's model and its replay, which hears only what was accepted, and both of which are painted at times."""

    def __init__(self, kind):
        self.kind, self.painted, self.accepted, self.waiting = kind, True, 0, []
        self.figures = make(kind), make(kind)
        for model in self.models:
            draw = model._draw
            model._draw = lambda look, draw=draw: self._sparing(draw(look))
            model._drawings = {face: self._sparing(drawn) for face, drawn in model._drawings.items()}

    def _sparing(self, drawing):
        return Sparing(drawing, lambda: self.painted)

    @property
    def models(self):
        return [figure.model for figure in self.figures]

    def send(self, message):
        """Send a message to the model and check its one reply."""
        model = self.models[0]
        version, before = model.version, (model.state, model.theme, model.ended, model.description)
        answer, picture = model.reply(message)
        assert answer["id"] == message["id"] and answer["type"] in ("state", "error"), answer
        assert answer["version"] == model.version >= version, answer
        if answer["type"] == "error":
            assert picture is None and answer["words"], answer
            assert (model.state, model.theme, model.ended, model.description) == before, message
        else:
            self.waiting.append(message)
            assert picture and answer["description"] == model.description, message

    def compare(self, afresh=False):
        """Let the replay catch up, paint both, and compare them; `afresh` with new drawings."""
        model, again = self.models
        together = [event for message in self.waiting for event in message["events"]]
        assert again.reply({"id": 0, "events": together})[0]["type"] == "state", self.waiting[-3:]
        self.painted = True
        for each in self.models:
            each._pixels = None  # what is kept may be the grey point
        if afresh:
            again.change_theme(model.theme)
        found = differences(model, again)
        assert not found, (found, self.waiting[-3:])
        self.accepted, self.waiting = self.accepted + len(self.waiting), []

    def close(self):
        for figure in self.figures:
            figure.close()


def run_one(kind, events, seed, look=LOOK):
    """The number of accepted events on one widget; raises AssertionError with the events that lead to a fault."""
    if kind == STEPPER:
        return run_stepper(events, seed, look)
    with closing(Pair(kind)) as pair:
        return run_pair(pair, events, seed, look)


def run_pair(pair, events, seed, look=LOOK):
    """The same on a pair that is there; both are painted in the end."""
    rng = np.random.default_rng([seed, *pair.kind.encode()])
    film = isinstance(pair.models[0], FilmModel)
    budget, live_messages.BUDGET = live_messages.BUDGET, math.inf  # a clock would decide how many steps fit
    try:
        for number in range(events):
            pair.painted = look == 1 and not film
            settled = bool(rng.random() < 0.1)
            pair.send({"id": number, "events": [event(pair.models[0], rng)], "settled": settled})
            if number % look == look - 1:
                pair.compare()
        pair.compare(afresh=True)  # nothing that was drawn before is left in the picture
        return pair.accepted
    except AssertionError as error:
        raise AssertionError(f"{pair.kind}, seed {seed}, event {number}: {error}") from error
    finally:
        live_messages.BUDGET = budget


def run_stepper(events, seed, look):
    """The same for the stepper."""
    rng = np.random.default_rng([seed, *STEPPER.encode()])
    trace = walkthrough(*lecture_network(), "half_squared_error", learning_rate=0.5, updates=20)
    model, again, accepted, waiting = StepperModel(trace), StepperModel(trace), 0, []
    for number in range(events):
        message = {"id": number} | typed(model, rng)
        before, version = model.trace, model.version
        answer = model.reply(message)
        assert answer["id"] == number and answer["version"] == model.version, answer
        if answer["type"] == "error":
            assert answer["words"] and model.trace is before, message
        elif answer["type"] == "trace":
            assert model.version == version + 1
            waiting.append(message)
        else:
            assert answer["type"] == "rows" and model.trace is before, message
        if number % look == look - 1 or number == events - 1:
            assert all(again.reply(each)["type"] == "trace" for each in waiting)
            assert again.data == model.data, (number, waiting[-3:])
            rows = range(1, model.trace.updates + 1)
            assert np.array_equal(again.trace.numbers(rows), model.trace.numbers(rows), equal_nan=True)
            accepted, waiting = accepted + len(waiting), []
    return accepted


def typed(model, rng):
    """A message that the stepper's page might send, good or bad."""
    draw = rng.random()
    if draw < 1 / 8:
        return [{"type": "edit", "values": 3}, {"type": "rows", "around": "x"}, {"type": "no such"}, {}][
            rng.integers(4)
        ]
    if draw < 1 / 4:
        return {"type": "rows", "around": int(rng.integers(0, model.trace.updates + 3))}
    if draw < 0.3:
        return {"type": "reset"}
    fields, choices = (
        [part for group in model.data["settings"] for part in group.get(kind, [])] for kind in PARTS
    )
    if draw < 0.8 or not choices:
        field = fields[rng.integers(len(fields))]["key"]
        number = (
            f"{rng.normal():.3g}" if rng.random() < 0.9 else str(rng.choice(["", "1,000", "nan", "1e999"]))
        )
        return {"type": "edit", "values": {field: number}, "choices": {}}
    choice = choices[rng.integers(len(choices))]
    return {"type": "edit", "values": {}, "choices": {choice["key"]: str(rng.choice(choice["options"]))}}


def main():
    """Run all widgets, two at a time; prints a line for each, and the exit status is 1 where one has a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, nargs="?", default=5000)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    parser.add_argument("kinds", nargs="*")
    options = parser.parse_args()
    wrong = 0
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        kinds = options.kinds or [*KINDS, STEPPER]
        futures = {kind: pool.submit(run_one, kind, options.events, options.seed) for kind in kinds}
        for kind, future in futures.items():
            try:
                print(f"{kind:25} {future.result():6,} accepted", flush=True)
            except AssertionError as error:
                wrong += 1
                print(f"{kind:25} {error}", flush=True)
    print(
        f"{options.events:,} random events on each of {len(kinds)} widgets, seed {options.seed}, {wrong} wrong"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
