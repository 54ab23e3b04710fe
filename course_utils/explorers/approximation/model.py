"""The approximation explorer without a screen: targets, networks that are built for them, and one that is trained.

A target is a function on [0, 1]. What a person draws is one too: straight between 21 knots, so it is continuous.
Training is bounded, and done only as far as somebody asks for it; what was done is kept.
"""

import threading
from functools import lru_cache

import numpy as np

from ...engine import EmpiricalRisk, Network, adam
from ...engine.optimizers import gone_on
from ...engine.topics.approximation import errors, relu_pieces, sigmoid_bumps

KNOTS = np.round(np.linspace(0, 1, 21), 2)
HIGHEST = 1.2  # of a drawing, and of every target
OWN = "own"
LABELS = {
    "sine": "sin 2πx",
    "cosine": "cos 2πx",
    "hills": "two hills",
    "corner": "a corner",
    "jump": "a jump (not continuous)",
    OWN: "your own drawing",
}
FORMULAS = {
    "sine": lambda x: np.sin(2 * np.pi * x),
    "cosine": lambda x: np.cos(2 * np.pi * x),
    "hills": lambda x: np.exp(-(((x - 0.25) / 0.1) ** 2)) - 0.8 * np.exp(-(((x - 0.7) / 0.12) ** 2)),
    "corner": lambda x: 1 - 4 * np.abs(x - 0.5),
    "jump": lambda x: np.where(x < 0.5, -0.7, 0.7),
}
KINDS = {"sigmoid": "pairs of sigmoids", "relu": "ReLU pieces"}
DATA = np.linspace(0, 1, 101)[:, None]  # what a network is trained on
STEPS, UPDATES = 100, 15  # of a training, and in each of its steps


def target_of(name, knots):
    """The target of a name as a function; `knots` are the heights (21,) of the drawing."""
    return FORMULAS[name] if name != OWN else lambda x: np.interp(x, KNOTS, knots)


def knots_of(name):
    """The heights of a target at the knots, where a drawing begins."""
    return tuple(round(float(y), 4) for y in FORMULAS[name](KNOTS))


def built(target, kind, neurons, steepness):
    """The network that is constructed: neurons/2 pairs of sigmoids, or as many ReLUs as neurons."""
    if kind == "sigmoid":
        return sigmoid_bumps(target, neurons // 2, steepness)
    return relu_pieces(target, neurons)


@lru_cache(maxsize=8)
def construction(name, knots, kind, neurons, steepness):
    """(the network that is constructed for a target of this name, its Errors), kept; `knots` as for `training`."""
    target = target_of(name, knots)
    network = built(target, kind, neurons, steepness)
    return network, errors(network, target)


def spread(kind, neurons):
    """A random network whose neurons bend at places all over [0, 1], half of them facing left."""
    rng = np.random.default_rng(0)
    network = Network.random([1, neurons, 1], hidden=kind, seed=rng)
    weights = rng.choice([-1.0, 1.0], neurons) * (10 if kind == "sigmoid" else 1)
    network.layers[0].W = weights[:, None]
    network.layers[0].b = -weights * rng.uniform(0, 1, neurons)
    return network


class Training:
    """A network of the same size that is trained on 101 places of the target, 1500 updates of Adam at most.

    `network(step)` and `errors(step)` are those after step × 15 updates; nothing is computed before it is needed.
    """

    def __init__(self, target, kind, neurons):
        self._target, self._start = target, spread(kind, neurons)
        self._risk = EmpiricalRisk(self._start, DATA, target(DATA[:, 0]), "mean_squared_error")
        self._thetas, self._path = [self._start.theta], None
        self._errors, self._lock = {}, threading.RLock()

    def network(self, step):
        with self._lock:
            while len(self._thetas) <= step:
                self._go_on()
        network = self._start.copy()
        network.theta = self._thetas[step]
        return network

    def _go_on(self):
        """One step more. An interrupt ends a path that is under way: the next step takes it from its start again."""
        made = 1 + UPDATES * (len(self._thetas) - 1)
        path, self._path = self._path or gone_on(self._from_the_start(), made), None
        for _ in range(UPDATES):
            iterate = next(path)
        self._thetas.append(iterate.theta)
        self._path = path

    def _from_the_start(self):
        return adam(self._risk, self._start.theta, learning_rate=0.02, steps=STEPS * UPDATES)

    def errors(self, step):
        if step not in self._errors:
            self._errors[step] = errors(self.network(step), self._target)
        return self._errors[step]


@lru_cache(maxsize=8)
def training(name, knots, kind, neurons):
    """The Training for a target, kept; `knots` count for a drawing only."""
    return Training(target_of(name, knots), kind, neurons)
