"""The trainer: the arrays in which the trainings of one network on one data set are computed."""

import itertools
import math
import threading
import time
from collections import namedtuple
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from ..data.risk import LOSSES
from ..engine import Diverged, Network, backprop, binary_cross_entropy, mean_squared_error, relu, tanh
from ..engine.fast import ForwardBackward
from ..engine.layers import random_weights
from ..engine.optimizers import descend, schedule
from ..engine.record import read_only
from ..engine.risk import penalty_of
from .sample import Sample, features, plane, true_risk

# The updates that are noted for the curves.
RECORDED = frozenset(range(21)) | {round(10 ** (k / 24)) for k in range(24 * 5 + 1)}
BLOCK = 1024  # points of the plane that go through all layers together, so that they stay in the cache
MOST_SINGLE = 1e9  # in larger parameters single precision might overflow on the way through the layers

Weighed = namedtuple("Weighed", "W b activation")  # what `backprop.forward` needs of a layer


@dataclass(frozen=True)
class Risks:
    """Mean losses after `updates` updates: of the training set, of the test set, of the population."""

    updates: int
    train: float
    test: float
    true: float


def trainer_of(settings):
    """The Trainer of settings, whatever their learning rate, decay, batches and optimiser."""
    return _trainer(_without_learning(settings))


@lru_cache(maxsize=64)
def _without_learning(settings):
    return replace(settings, rate=1.0, l2=0.0, l1=0.0, batch="all", optimizer="sgd")


@lru_cache(maxsize=16)
def _trainer(settings):
    return Trainer(settings)


class Trainer:
    """The arrays in which trainings of one network on one data set are computed, one at a time.

    `examples`, inputs (N, d) and targets (N, 1), is what is learned from. It holds nothing of a training, so that a
    copy is the Trainer itself, or in another process one for the same settings.
    """

    def __init__(self, settings):
        self._settings = settings
        self.sample = Sample(settings)
        output = "identity" if settings.is_regression else "sigmoid"
        self.network = Network.random(settings.sizes, list(settings.activations), output, settings.seed)
        self.loss = mean_squared_error if settings.loss == "squared" else binary_cross_entropy
        _start(self.network, settings)
        self.start = read_only(self.network.theta.copy())
        self.true_risk = true_risk(settings)
        seen, held = (
            features(points, settings.inputs) for points, _ in (self.sample.train, self.sample.test)
        )
        self.examples = read_only(seen), self.sample.train[1]
        self._test = read_only(held), self.sample.test[1]
        self._everywhere = features(self.true_risk.points, settings.inputs)
        self._grids = {}
        self._passes, self._lock = {}, threading.RLock()
        self._last = None, None  # the theta at which the examples were last looked at, and what they gave

    def __reduce__(self):
        return _trainer, (self._settings,)

    @contextmanager
    def _at(self, theta):
        """The arrays for oneself, with the network at theta: its own, which may be changed."""
        with self._lock, np.errstate(all="ignore"):
            self.network.theta[:] = theta
            yield self.network.theta

    @cached_property
    def top(self):
        """Where the axis of the risks ends: above those of the start."""
        start = self.risks(self.start, 0)
        return neat(1.25 * np.nanmax([start.train, start.test, start.true]))

    def batches(self, batch):
        """How many updates an epoch has."""
        return 1 if batch == "all" else -(-len(self.examples[0]) // int(batch))

    def train(self, theta, rule, learning, updates, end):
        """Go on from theta: (theta, number of updates made, the Risks noted on the way).

        `updates` is the range of updates to be made, fewer where the clock passes `end`, but at least one. The rule's
        memory changes. Raises Diverged where theta overflows (inf or NaN).
        """
        first, noted = updates.start, []
        with self._at(theta) as now:
            gradient = self._gradients(learning)
            steps = descend(now, lambda t: gradient(first + t), rule, schedule(learning["rate"]))
            for made in itertools.islice(steps, len(updates)):
                if not math.isfinite(now.dot(now)):
                    raise Diverged(
                        f"training diverged: update {first + made:,} overflowed (inf or NaN). Take a smaller learning "
                        "rate, or reset"
                    )
                if first + made in RECORDED:
                    noted.append(self.risks(now, first + made))
                if time.perf_counter() > end:
                    break
            return read_only(now.copy()), made, noted

    def _batch(self, batch, t):
        """The examples of update t: a part of the training set in the order of its epoch."""
        X, Y = self.examples
        if batch == "all":
            return X, Y
        epoch, place = divmod(t, self.batches(batch))
        rows = self._order(epoch)[place * int(batch) : (place + 1) * int(batch)]
        return X[rows], Y[rows]

    def _order(self, epoch):
        if getattr(self, "_dealt", (None,))[0] != epoch:
            self._dealt = (
                epoch,
                np.random.default_rng([self._settings.seed, epoch]).permutation(len(self.examples[0])),
            )
        return self._dealt[1]

    def _gradient(self, X, Y):
        whole = X is self.examples[0]
        size = "all" if whole else len(X)
        if size not in self._passes:
            data = self.examples if whole else (X.copy(), Y.copy())
            self._passes[size] = ForwardBackward(self.network, self.loss, *data)
        passes = self._passes[size]
        if not whole:
            passes.X[...], passes.Y[...] = X, Y
        passes.forward()
        return passes.gradient()

    def gradient(self, theta, learning, t):
        """The gradient that update t follows from theta, read-only: a run keeps it."""
        with self._at(theta):
            return read_only(self._gradients(learning)(t).copy())

    def _gradients(self, learning):
        """The gradient that update t follows, penalties included, as a function of t."""
        penalty = penalty_of(self.network, learning["l2"], learning["l1"])

        def gradient(t):
            result = self._gradient(*self._batch(learning["batch"], t))
            if penalty is not None:
                penalty.add_gradient(result, self.network.theta)
            return result

        return gradient

    def risks(self, theta, updates):
        """The Risks at theta."""
        with self._at(theta):
            seen, held = (
                backprop.loss_value(self.loss, Z, A[-1], Y) if len(Y) else math.nan
                for Z, A, Y in self._seen(theta)
            )
            Z, A = backprop.forward(self.network.layers, self._everywhere)
            return Risks(updates, seen, held, self.true_risk.of(A[-1], Z[-1]))

    def _seen(self, theta):
        """For the training and for the test set: the logits, what each layer answers, and the targets.

        A run is asked for its risks, its mistakes, its answers and its dead neurons at the same theta, which is never
        written to: the examples go through the network once.
        """
        if theta is self._last[0]:
            return self._last[1]
        sets = self.examples, self._test
        passes = [(*backprop.forward(self.network.layers, X), Y) for X, Y in sets]
        seen = [(Z[-1], A[1:], Y) for Z, A, Y in passes]
        if not theta.flags.writeable:
            self._last = theta, seen
        return seen

    def dead(self, theta):
        """How many neurons of ReLU layers answer 0 to every example that is learned from, and how many there are."""
        with self._at(theta):
            layers = self._seen(theta)[0][1][:-1]
        relus = [A for A, name in zip(layers, self._settings.activations, strict=True) if name == "relu"]
        return sum(int((A == 0).all(axis=0).sum()) for A in relus), sum(A.shape[1] for A in relus)

    def wrong(self, theta):
        """The shares of training and test points that are answered with the wrong class."""
        with self._at(theta):
            return tuple(
                float(np.mean((A[-1] > 0.5) != Y)) if len(Y) else math.nan for _, A, Y in self._seen(theta)
            )

    def maps_on(self, theta, side):
        """What every hidden neuron answers over the plane, on a grid of so many points a side.

        For each layer an array (neurons, side, side), top row first.
        """
        with self._at(theta):
            hidden = self._for_maps(theta)[:-1]
            maps = [np.empty((len(layer.W), side * side), layer.W.dtype) for layer in hidden]
            for rows, A in self._over_plane(hidden, side):
                for answers, layer in zip(maps, A[1:], strict=True):
                    answers[:, rows] = layer.T
            return [answers.reshape(-1, side, side) for answers in maps]

    def map_of(self, theta, layer, place, side):
        """What one neuron, number `place` of a layer, both counted from 1, answers on such a grid: (side, side)."""
        with self._at(theta):
            answers = np.empty(side * side)
            for rows, A in self._over_plane(self._for_maps(theta)[:layer], side):
                answers[rows] = A[-1][:, place - 1]
            return answers.reshape(side, side)

    def _over_plane(self, layers, side):
        """For one part of a grid after the other its place and what arrives at each layer, and at last its answer."""
        X = self.grid(side)
        if layers:
            X = X.astype(layers[0].W.dtype, copy=False)
            for start in range(0, len(X), BLOCK):
                rows = slice(start, start + BLOCK)
                yield rows, backprop.forward(layers, X[rows])[1]

    def _for_maps(self, theta):
        """The layers, the hidden ones in single precision, which is more than a map's bytes show.

        The last keeps double precision: two probabilities close to ½ differ in digits that single precision lacks.
        """
        layers = self.network.layers
        if not np.abs(theta).max() < MOST_SINGLE:
            return layers
        views = self.network.views(theta.astype(np.float32))
        hidden = [Weighed(*views, layer.activation) for views, layer in zip(views, layers[:-1], strict=False)]
        return [*hidden, layers[-1]]

    def grid(self, side):
        """The inputs (side², d) of the network at the points of a grid over the plane, top row first."""
        if side not in self._grids:
            self._grids[side] = read_only(features(plane(self._settings.data, side), self._settings.inputs))
        return self._grids[side]

    def hidden(self, theta, layer, pair, side):
        """Where examples and the points of a grid lie in the space of two neurons of a hidden layer.

        Two arrays: (N, 2), the training set first, and (side, side, 2), top row of the plane first.
        """
        X, grid = np.concatenate([self.examples[0], self._test[0]]), self.grid(side)
        with self._at(theta):
            examples, plane = (self.network.forward(part).A[layer - 1][:, list(pair)] for part in (X, grid))
        return examples, plane.reshape(side, side, 2)

    def answers(self, theta):
        """What the network answers to each example, the training set first, and the loss of each: two arrays (N,)."""
        with self._at(theta):
            (Z, A, Y), (held_Z, held_A, held_Y) = self._seen(theta)
            answers = np.concatenate([A[-1], held_A[-1]])[:, 0]
            y = np.concatenate([Y, held_Y])[:, 0]
            if self.loss is mean_squared_error:
                return answers, (answers - y) ** 2
            logits = np.concatenate([Z, held_Z])[:, 0]
            return answers, LOSSES["binary_cross_entropy_from_logits"](logits, y)


def _start(network, settings):
    """Give a network, which has weights that suit its activations, those that a person chose instead."""
    if settings.start == "random":
        return
    if settings.start == "zero":
        network.theta[:] = 0
        return
    random = np.random.default_rng(settings.seed)
    for layer in network.layers:
        if settings.start == "own":
            layer.W = random.normal(0.0, settings.scale, layer.W.shape)
        else:
            layer.W = random_weights(layer.W.shape, relu if settings.start == "he" else tanh, random)


def neat(value):
    """value rounded up to 1, 1.5, 2, 3, 5 times a power of ten."""
    power = 10.0 ** np.floor(np.log10(value))
    return next(step * power for step in (1, 1.5, 2, 3, 5, 10) if step * power >= value)
