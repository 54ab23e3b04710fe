"""The set-up of a playground: everything that its training depends on.

Two set-ups that are equal train alike, number by number. What a person changes on the way, a learning rate or a
weight, is part of it. `setup_text` writes it as a short string.
"""

import math
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from ..data.toys import NOISE as TOY_NOISE
from ..engine.training import OPTIMIZERS
from ..engine.validate import abbreviate, as_list, check_int, grouped, instance, number, one_of, text

DATA = {
    "blobs": "blobs",
    "circles": "circles",
    "xor": "XOR",
    "moons": "moons",
    "spiral": "spiral",
    "galaxies": "galaxies",
    "plane": "plane (regression)",
    "hills": "hills (regression)",
    "own": "your own points",
}
REGRESSIONS = ("plane", "hills")
NOISE = TOY_NOISE | {"galaxies": 0.06, "plane": 0.1, "hills": 0.1, "own": 0.1}
INPUTS = {
    "x1": "x₁",
    "x2": "x₂",
    "x1^2": "x₁²",
    "x2^2": "x₂²",
    "x1*x2": "x₁x₂",
    "sin(x1)": "sin πx₁",
    "sin(x2)": "sin πx₂",
}
ACTIVATIONS = {
    "tanh": "tanh",
    "sigmoid": "sigmoid",
    "relu": "ReLU",
    "leaky_relu": "leaky ReLU",
    "softplus": "soft ReLU",
    "identity": "none (straight)",
}
STARTS = {
    "random": "to suit the activation",
    "glorot": "Glorot",
    "he": "He",
    "own": "normal, of your scale",
    "zero": "all weights zero",
}
LOSSES = {"binary_cross_entropy": "binary cross-entropy", "squared": "squared error"}
BATCHES = {"1": "1", "4": "4", "16": "16", "64": "64", "all": "all"}
MOST_LAYERS, MOST_NEURONS = 6, 16
MOST_UPDATES = 100_000
MOST_CHANGES = 10_000  # every parameter of the largest network six times, and more
FIRST_OWN = ((-0.6, 0.6, 0), (0.6, -0.6, 0), (-0.6, -0.6, 1), (0.6, 0.6, 1))  # before there are others
MOST_OWN = 1000  # points of one's own
EDGE = 1.7  # their coordinates lie between −1.7 and 1.7
SEEDS = 10**9
LEARNING = ("rate", "l2", "l1", "batch", "optimizer")  # may change on the way, without a new start


class Change(NamedTuple):
    """What a person changed after `at` updates: the `name` and new `value` of a setting of LEARNING, or of a parameter.

    w1.2.1 is the weight to neuron 2 of layer 1 from input 1, b1.2 its bias.
    """

    at: int
    name: str
    value: object


@dataclass(frozen=True)
class Settings:
    """What a training starts from. Raises TypeError or ValueError for what cannot be.

    `points` of `data` with its `noise` are drawn with the seed `draw`, or are one's `own`; the first share `train` of
    them is learned from, the rest is the test set. The network sees the `inputs`; `layers` are the sizes of its hidden
    layers, each with its `activation`. Weights begin as `start` names, with the `scale` where it is "own"; `seed` is
    theirs and that of the order of batches. The `loss` has the penalties `l2` and `l1`; the `optimizer` goes down at
    the learning `rate`, a `batch` at a time.
    """

    data: str = "circles"
    noise: float | None = None  # the data's own
    points: int = 200
    train: float = 0.5
    draw: int = 0
    inputs: tuple = ("x1", "x2")
    layers: tuple = (4, 2)
    activation: str = "tanh"  # of every hidden layer, or one for each: relu,tanh
    loss: str | None = None  # the one that suits the data
    rate: float = 0.3
    l2: float = 0.0
    l1: float = 0.0
    batch: str = "all"
    optimizer: str = "sgd"
    start: str = "random"
    seed: int = 0
    scale: float = 1.0  # the standard deviation of the weights, where `start` is "own"
    own: tuple = ()  # points (x₁, x₂, class) where `data` is "own"

    def __post_init__(self):
        put = vars(self).__setitem__
        one_of(self.data, "data", DATA)
        noise = NOISE[self.data] if self.noise is None else self.noise
        put("noise", number(noise, "noise", at_least=0.04, below=1.001))
        put("points", check_int(self.points, "points", at_least=-math.inf))
        if not 10 <= self.points <= 1000:
            raise ValueError(f"points must lie between 10 and 1000; got {grouped(self.points)}")
        put("train", number(self.train, "train", at_least=0.1, below=0.9001))
        for name in ("draw", "seed"):
            put(name, check_int(getattr(self, name), name, at_least=0))
            if getattr(self, name) >= SEEDS:
                raise ValueError(f"{name} must be below {SEEDS:,}; got {grouped(getattr(self, name))}")
        put("inputs", _inputs(self.inputs))
        put("layers", checked_layers(self.layers))
        put("activation", checked_activation(self.activation, len(self.layers)))
        if self.loss is None:
            put("loss", "squared" if self.is_regression else "binary_cross_entropy")
        one_of(self.loss, "loss", LOSSES)
        if self.is_regression and self.loss == "binary_cross_entropy":
            raise ValueError(
                f"cross-entropy needs two classes; the targets of {self.data} are numbers: take the squared error"
            )
        for name in LEARNING:
            put(name, checked_learning(name, getattr(self, name)))
        one_of(self.start, "start", STARTS)
        put("scale", number(self.scale, "scale", above=0, at_most=100))
        put("own", checked_own(self.own or (FIRST_OWN if self.data == "own" else ()), self.data == "own"))

    @property
    def is_regression(self):
        """Whether numbers are predicted, and not classes."""
        return self.data in REGRESSIONS

    @property
    def activations(self):
        """The activation of each hidden layer."""
        names = self.activation.split(",")
        return tuple(names * len(self.layers) if len(names) == 1 else names)

    @cached_property
    def sizes(self):
        """The numbers of neurons, inputs first."""
        return (len(self.inputs), *self.layers, 1)

    @cached_property
    def parameters(self):
        """The names of all parameters in the order of theta: layer by layer, w1.1.1, w1.1.2, …, then b1.1, …"""
        names = []
        for layer, (n_in, n_out) in enumerate(zip(self.sizes, self.sizes[1:], strict=False), start=1):
            names += [f"w{layer}.{j}.{i}" for j in range(1, n_out + 1) for i in range(1, n_in + 1)]
            names += [f"b{layer}.{j}" for j in range(1, n_out + 1)]
        return names

    @cached_property
    def places(self):
        """The place in theta of each parameter, by its name."""
        return {name: place for place, name in enumerate(self.parameters)}


@dataclass(frozen=True)
class Setup:
    """`settings`, a `Settings`; `changes` on the way, a tuple of `Change`; and how many `updates` were made."""

    settings: Settings = field(default_factory=Settings)
    changes: tuple = ()
    updates: int = 0

    def __post_init__(self):
        vars(self)["updates"] = check_int(self.updates, "updates", at_least=0, at_most=MOST_UPDATES)
        instance(self.settings, "settings", Settings, "Settings(layers=(4,))")
        if not isinstance(self.changes, (tuple, list)):
            raise TypeError(
                f"changes must be a list of Change(at, name, value); got {abbreviate(self.changes)}"
            )
        if len(self.changes) > MOST_CHANGES:
            raise ValueError(
                f"a set-up can hold {MOST_CHANGES:,} changes, and this one would hold more: start anew"
            )
        last, changes = 0, []
        for change in self.changes:
            instance(change, "each of changes", Change, 'Change(50, "rate", 0.03)')
            if not last <= check_int(change.at, "the update of a change", at_least=0) <= self.updates:
                raise ValueError(
                    f"changes must be in order, and none after the last update; got one at {change.at}"
                )
            last = int(change.at)
            changes.append(Change(last, change.name, checked_change(self.settings, *change[1:])))
        vars(self)["changes"] = tuple(changes)


def checked_change(settings, name, value):
    """The value of a change; raises ValueError for a parameter that this network does not have."""
    if isinstance(name, str) and name in LEARNING:
        return checked_learning(name, value)
    if not isinstance(name, str) or name not in settings.places:
        raise ValueError(
            f"there is no {abbreviate(name)} to change in a {'-'.join(map(str, settings.sizes))} network"
        )
    if abs(value := number(value, name)) > 1e6:
        raise ValueError(f"{name} must lie between −1000000 and 1000000; got {value:g}")
    return value


def checked_learning(name, value):
    """The value of a setting of LEARNING."""
    if name in ("batch", "optimizer"):
        return one_of(value, name, BATCHES if name == "batch" else OPTIMIZERS)
    low, high = {"rate": (0.0001, 10), "l2": (0, 1), "l1": (0, 1)}[name]
    if not low <= (value := number(value, name)) <= high:
        raise ValueError(f"{name} must lie between {low:g} and {high:g}; got {value:g}")
    return value


def checked_layers(layers):
    """The sizes of the hidden layers, a tuple of 0 to 6 whole numbers from 1 to 16."""
    layers = tuple(check_int(size, "each size in layers") for size in as_list(layers, "layers"))
    if len(layers) > MOST_LAYERS or max(layers, default=1) > MOST_NEURONS:
        raise ValueError(
            f"layers can be at most {MOST_LAYERS} with {MOST_NEURONS} neurons each; got {layers_text(layers)}"
        )
    return layers


def checked_activation(activation, layers):
    """One activation, or one for each of `layers` hidden layers: "relu,tanh"; equal ones are written once."""
    names = text(activation, "activation", 200).split(",")
    for name in names:
        one_of(name, "activation", ACTIVATIONS)
    if len(set(names)) == 1:
        return names[0]
    if len(names) != layers:
        raise ValueError(
            f"activation must be one, or one for each of {layers} hidden layers; got {activation}"
        )
    return activation


def checked_own(points, needed=True):
    """Points of one's own as a tuple of (x₁, x₂, class), to three decimals; raises ValueError otherwise."""
    points = tuple(_own_point(point) for point in as_list(points, "own"))
    if len(points) > MOST_OWN:
        raise ValueError(f"there can be at most {MOST_OWN:,} points of your own; got {len(points):,}")
    if needed and {label for *_, label in points} != {0, 1}:
        raise ValueError("your own points must be of both classes, at least one of each")
    return points


def _own_point(point):
    entries = as_list(point, "each point of own")
    if len(entries) != 3:
        raise ValueError(f"each point of own must be (x₁, x₂, class); got {abbreviate(point)}")
    x1, x2, label = entries
    if number(label, "the class of a point") not in (0, 1):
        raise ValueError(f"the class of a point must be 0 or 1; got {abbreviate(label)}")
    place = [number(value, "a coordinate of own") for value in (x1, x2)]
    for value in place:
        if abs(value) > EDGE:
            raise ValueError(f"your own points must lie between −{EDGE} and {EDGE}; got {value:g}")
    return *(round(value, 3) for value in place), int(label)


def _inputs(inputs):
    inputs = tuple(one_of(name, "inputs", INPUTS) for name in as_list(inputs, "inputs"))
    if not inputs:
        raise ValueError("the network needs one or more inputs: choose another before you take this one away")
    if len(set(inputs)) < len(inputs):
        raise ValueError(f"inputs must be one or more of {', '.join(INPUTS)}, each once; got {inputs}")
    return tuple(name for name in INPUTS if name in inputs)


def layers_text(layers):
    """4-2 for the hidden layers (4, 2); "none" where there is none."""
    return "-".join(map(str, layers)) or "none"


def settings_with(settings, **changes):
    """Settings with some of them changed; other data bring their own noise and, if need be, another loss."""
    if changes.get("data", settings.data) != settings.data:
        changes = {"noise": None, "own": ()} | changes
        if (changes["data"] in REGRESSIONS) != settings.is_regression:
            changes = {"loss": None} | changes
    layers = len(changes.get("layers", settings.layers))
    if "activation" not in changes and layers != len(settings.layers):
        names = settings.activations or (settings.activation,)
        changes["activation"] = ",".join((*names, *names[-1:] * layers)[: max(layers, 1)])
    return replace(settings, **changes)
