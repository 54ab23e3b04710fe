"""The workshop of a playground: the arrays in which the trainings of one network on one data set are computed."""

import math
import threading
import time
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ..engine import Diverged, Network, binary_cross_entropy, mean_squared_error
from ..engine.fast import ForwardBackward
from ..engine.risk import l2_coefficients
from .sample import Sample, features, reach, true_risk

GRID = 72  # points a side of the map of every neuron
RECORDED = frozenset(range(21)) | {
    round(10 ** (k / 24)) for k in range(24 * 5 + 1)
}  # updates noted for the curves


@dataclass(frozen=True)
class Risks:
    """Mean losses after `updates` updates: of the training set, of the test set, of the population."""

    updates: int
    train: float
    test: float
    true: float


def workshop_of(settings):
    """The Workshop of settings, whatever their learning rate, decay, batches and optimiser."""
    return _workshop(replace(settings, rate=1.0, l2=0.0, l1=0.0, batch="all", optimizer="sgd"))


@lru_cache(maxsize=16)
def _workshop(settings):
    return Workshop(settings)


class Workshop:
    """The arrays in which trainings of one network on one data set are computed, one at a time.

    It holds nothing of a training, so that a copy is the Workshop itself, or in another process one for the same
    settings.
    """

    def __init__(self, settings):
        self._settings = settings
        self.sample = Sample(settings)
        output = "identity" if settings.is_regression else "sigmoid"
        self.network = Network.random(settings.sizes, settings.activation, output, settings.seed)
        self.loss = mean_squared_error if settings.loss == "squared" else binary_cross_entropy
        if settings.start == "zero":
            self.network.theta[:] = 0
        self.start = frozen(self.network.theta.copy())
        self.true_risk = true_risk(settings)
        seen, held = (
            features(points, settings.inputs) for points, _ in (self.sample.train, self.sample.test)
        )
        self._train, self._test = (seen, self.sample.train[1]), (held, self.sample.test[1])
        self._everywhere = features(self.true_risk.points, settings.inputs)
        x, y = (np.linspace(*ends, GRID) for ends in reach(settings.data))
        self.map = features(np.stack(np.meshgrid(x, y[::-1]), axis=-1).reshape(-1, 2), settings.inputs)
        self._seed, self._passes, self._lock = settings.seed, {}, threading.RLock()

    def __reduce__(self):
        return _workshop, (self._settings,)

    def batches(self, batch):
        """How many updates an epoch has."""
        return 1 if batch == "all" else -(-len(self._train[0]) // int(batch))

    def train(self, theta, rule, learning, updates, end):
        """Go on from theta: (theta, number of updates made, the Risks noted on the way).

        `updates` is the range of updates to be made, fewer where the clock passes `end`, but at least one. The rule's
        memory changes. Raises Diverged where theta leaves the range of numbers.
        """
        rate, noted = np.array(learning["rate"]), []
        with self._lock, np.errstate(all="ignore"):
            now = self.network.theta
            now[:] = theta
            pull = self._pull(learning)
            for t in updates:
                gradient = self._gradient(*self._batch(learning["batch"], t))
                if pull is not None:
                    gradient += pull(now)
                now -= rule.step(gradient, rate)
                if not math.isfinite(now.dot(now)):
                    raise Diverged(
                        f"training diverged: update {t + 1:,} left the range of numbers. Take a smaller learning rate, "
                        "or reset"
                    )
                if t + 1 in RECORDED:
                    noted.append(self.risks(now, t + 1))
                if time.perf_counter() > end:
                    break
            return frozen(now.copy()), t + 1 - updates.start, noted

    def _batch(self, batch, t):
        """The examples of update t: a part of the training set in the order of its epoch."""
        X, Y = self._train
        if batch == "all":
            return X, Y
        epoch, place = divmod(t, self.batches(batch))
        rows = self._order(epoch)[place * int(batch) : (place + 1) * int(batch)]
        return X[rows], Y[rows]

    def _order(self, epoch):
        if getattr(self, "_dealt", (None,))[0] != epoch:
            self._dealt = epoch, np.random.default_rng([self._seed, epoch]).permutation(len(self._train[0]))
        return self._dealt[1]

    def _gradient(self, X, Y):
        passes = self._passes.get(len(X))
        if passes is None:
            passes = self._passes[len(X)] = ForwardBackward(self.network, self.loss, len(X))
        passes.forward(X)
        return passes.backward(X, Y)

    def gradient(self, theta, learning, t):
        """The gradient that update t follows from theta."""
        with self._lock, np.errstate(all="ignore"):
            self.network.theta[:] = theta
            gradient = self._gradient(*self._batch(learning["batch"], t)).copy()
            pull = self._pull(learning)
            return gradient if pull is None else gradient + pull(theta)

    def _pull(self, learning):
        """The gradient of the penalties as a function of theta, or None where there are none."""
        l2, l1 = learning["l2"], learning["l1"]
        if not l2 and not l1:
            return None
        weighs = l2_coefficients(self.network, 1.0)  # 1 for each weight, 0 for each bias
        return lambda theta: weighs * (l2 * theta + l1 * np.sign(theta))

    def risks(self, theta, updates):
        """The Risks at theta."""
        with self._lock, np.errstate(all="ignore"):
            self.network.theta[:] = theta
            seen, held = (self._value(X, Y) for X, Y in (self._train, self._test))
            layer = self.network.forward(self._everywhere)
            return Risks(updates, seen, held, self.true_risk.of(layer.A[-1], layer.Z[-1]))

    def _value(self, X, Y):
        layer = self.network.forward(X)
        if self.loss.output_activation is None:
            return self.loss.factor(*Y.shape) * float(self.loss.total(layer.A[-1], Y))
        return self.loss.factor(*Y.shape) * float(self.loss.total_from_logits(layer.Z[-1], Y))

    def wrong(self, theta):
        """The shares of training and test points that are answered with the wrong class."""
        with self._lock:
            self.network.theta[:] = theta
            return tuple(float(np.mean((self.network(X) > 0.5) != Y)) for X, Y in (self._train, self._test))

    def maps(self, theta):
        """What every neuron answers over the plane: for each layer an array (neurons, GRID, GRID), top row first."""
        with self._lock, np.errstate(all="ignore"):
            self.network.theta[:] = theta
            return [A.T.reshape(-1, GRID, GRID) for A in self.network.forward(self.map).A]


def frozen(theta):
    """theta, from now on read-only."""
    theta.flags.writeable = False
    return theta
