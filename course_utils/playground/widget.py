"""The playground: a small network that learns before your eyes, and in which everything can be changed.

It was inspired by the TensorFlow Playground (D. Smilkov and S. Carter, playground.tensorflow.org). This one computes
with the engine of the course, goes by single updates, comes back to the same start, and knows the true risk.
"""

from pathlib import Path
from typing import ClassVar

from ..engine.training import OPTIMIZERS
from ..engine.validate import abbreviate, as_list, counted
from ..live.controls import Button, Choice, Fold, Text, Toggle
from ..live.figure import LiveFigure
from ..live.front_end import FRONT, FrontEnd
from ..live.slider import Notches, Slider
from . import model
from .pictures import PictureChoice, sketch
from .programs import LIBRARIES
from .setup import (
    ACTIVATIONS,
    BATCHES,
    DATA,
    INPUTS,
    LOSSES,
    MOST_OWN,
    STARTS,
)
from .setup_text import LONGEST
from .still import Still
from .words import describe

RATES = (*(m * 10.0**k for k in range(-4, 1) for m in (1, 2, 3, 5)), 10.0)
DECAYS = (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
UPDATES_PER_PICTURE = (1, 10, 100, 1000, 10_000)
# What only the picture in the page sets.
SENT = {"parameter", "neuron", "activations", "own", *model.FLAGS.values()}
FRONT_END = FrontEnd(
    Path(__file__).resolve().parent / "front", (FRONT / "live.css", "playground.css", "stage.css")
)
EXAMPLE = "data=circles layers=4 rate=0.3"


class Playground(LiveFigure):
    """A network of up to 6 hidden layers with up to 16 neurons each, on eight kinds of data or points of your own.

    `setup` is a set-up text such as "data=xor layers=2 rate=0.3"; what it leaves out has the value that the playground
    starts with. "data=own own=0.5:-0.25:1,0.1:0.7:0" puts a point of class 1 at (0.5, −0.25), one of class 0 at
    (0.1, 0.7). The widget shows the present one, and `playground.setup` is it. `hide` lists controls (or titles of
    folded groups) that a class should not see. `playground.model.state.training` holds the numbers.

    Raises ValueError for a string that is not a set-up and for names that no control has.
    """

    _esm = FRONT_END.module()
    _css = FRONT_END.style()
    _model = model.PlaygroundModel
    _pace: ClassVar = {
        "one": "one update",
        "words": [f"{counted(count, 'update')} a picture" for count in UPDATES_PER_PICTURE],
        "counts": list(UPDATES_PER_PICTURE),
    }

    def __init__(self, setup=EXAMPLE, hide=()):
        first = model.start_values(setup)
        controls = _controls(first)
        self._hidden = _checked_names(hide, controls)
        super().__init__(
            Still,
            controls,
            describe=describe,
            title="A network that learns",
            state={"training": first["training"]},
        )

    @property
    def setup(self):
        """The present set-up as a string."""
        return self.model.state.setup

    def load(self, setup):
        """Show another setup, as when it is made; raises ValueError for a string that is not one."""
        self.set("setup", setup)

    def _spec(self):
        spec = super()._spec()
        hidden = self._hidden | SENT
        spec["fixed"] = sorted(self._hidden)
        spec["controls"] = {name: part for name, part in spec["controls"].items() if name not in hidden}
        return spec


def _controls(first):
    """The controls, standing at the values of a first state."""
    keep = lambda text: text  # noqa: E731
    slider = lambda name, *ends, **more: Slider(name, *ends, first[name], **more)  # noqa: E731
    choice = lambda name, options, label: Choice(name, options, first[name], label)  # noqa: E731
    own = 25 * MOST_OWN
    return [
        Button("reset", model.reset, "reset to the same start"),
        Button("new_start", model.new_start, "new start"),
        PictureChoice("data", DATA, first["data"], "data", pictures=tuple(map(sketch, DATA))),
        Text("layers", keep, first["layers"], "hidden layers", width=9),
        Button("more_layers", model.more_layers, "+ layer"),
        Button("fewer_layers", model.fewer_layers, "− layer"),
        choice("activation", ACTIVATIONS, "activation"),
        Notches("rate", RATES[0], RATES[-1], first["rate"], log=True, label="learning rate λ", notches=RATES),
        Text("parameter", keep, first["parameter"]),
        Text("neuron", keep, first["neuron"]),
        Text("activations", keep, first["activations"]),
        Text("own", keep, first["own"], longest=own),
        Fold(
            "Data",
            [
                slider("noise", 0.04, 1, step=0.02),
                slider("points", 10, 1000, step=10, whole=True),
                slider("train", 0.1, 0.9, step=0.1, label="share to learn from"),
                Toggle("test", False, "show test points"),
                Button("new_data", model.new_data, "draw new data"),
            ],
        ),
        Fold("Inputs", [Toggle(flag, first[flag], INPUTS[name]) for name, flag in model.FLAGS.items()]),
        Fold(
            "Learning",
            [
                choice("loss", LOSSES, "loss"),
                Notches("l2", 0, 1, first["l2"], label="L2 penalty", notches=DECAYS),
                Notches("l1", 0, 1, first["l1"], label="L1 penalty", notches=DECAYS),
                choice("batch", BATCHES, "batch size"),
                choice("optimizer", {name: name for name in OPTIMIZERS}, "optimiser"),
                choice("start", STARTS, "start"),
                Text("scale", keep, first["scale"], "scale of the start", width=6),
            ],
        ),
        Fold(
            "Weights",
            [
                Button("previous", model.previous_parameter, "previous"),
                Button("next", model.next_parameter, "next"),
                Text("value", keep, first["value"], "value of the picked one", width=18, button="set"),
                Choice("edges", {"weights": "weights", "gradients": "gradients"}, label="edges show"),
                Text("space", keep, "", "two neurons of a layer as axes, such as 2.1 2.2", width=8),
                Choice("large", {"answer": "answer", "decision": "decision"}, label="large map shows"),
            ],
        ),
        Fold(
            "Save and load",
            [
                Text(
                    "setup", keep, first["setup"], "set-up", lines=3, width=70, button="load", longest=LONGEST
                ),
                *(
                    Button(
                        f"in_{library.replace('-', '_')}",
                        model.as_program(library),
                        f"as a program in {name}",
                    )
                    for library, name in LIBRARIES.items()
                ),
                Text("program", keep, "", "program", lines=4, width=70, longest=LONGEST),
            ],
        ),
    ]


def _checked_names(hide, controls):
    """The names of the controls to be hidden, those in hidden folds included."""
    known = {}
    for control in controls:
        inside = control.controls if isinstance(control, Fold) else [control]
        known |= {part.name: {part.name} for part in inside}
        if isinstance(control, Fold):
            known[control.label] = {part.name for part in inside}
    if isinstance(hide, str):
        raise TypeError(f"hide must be a list of names, such as ['Learning']; got {abbreviate(hide)}")
    for name in (hide := as_list(hide, "hide")):
        if not isinstance(name, str) or name not in known:
            raise ValueError(f"hide names no control: {abbreviate(name)}; known: {', '.join(known)}")
    return set().union(*(known[name] for name in hide))
