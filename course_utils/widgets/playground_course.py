"""The course of a training: where it has come to, and how it goes on by single updates.

    θ ← θ − rule(∇R_batch(θ)),    R_batch(θ) = mean loss over a batch + ½ l2 ‖W‖²

A `Course` is never changed; one more update gives another Course. It depends on nothing but its set-up: batch after
batch is dealt out in an order that seed and epoch decide. So `run(course.setup)` gives the same numbers again.
"""

import copy
import math
import threading
import time
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from ..engine import Diverged, Network, binary_cross_entropy, mean_squared_error
from ..engine.passes import Passes
from ..engine.risk import weight_decay
from ..engine.rules import RULES
from .playground_data import Sample, features, reach, true_risk
from .playground_setup import LEARNING, MOST_UPDATES, Change, Setup, checked_change

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


@dataclass(frozen=True)
class Course:
    """A training: its set-up so far, its parameters (read-only), and the risks on the way."""

    setup: Setup
    theta: np.ndarray
    rule: object  # the optimiser with its memory: copied before it steps
    history: tuple

    @property
    def settings(self):
        return self.setup.settings

    @property
    def updates(self):
        return self.setup.updates

    @cached_property
    def workshop(self):
        return workshop_of(self.settings)

    @cached_property
    def risks(self):
        """The Risks of this moment."""
        return self.workshop.risks(self.theta, self.updates)

    @cached_property
    def gradient(self):
        """The gradient that the next update follows, in the order of theta."""
        return self.workshop.gradient(self)

    @cached_property
    def learning(self):
        """The settings of LEARNING that hold now."""
        now = {name: getattr(self.settings, name) for name in LEARNING}
        return now | {name: value for _, name, value in self.setup.changes if name in LEARNING}

    @property
    def epochs(self):
        """How often the training data have been gone through, by the present batch size."""
        return self.updates / self.workshop.batches(self.learning["batch"])


# --- from one course to the next ------------------------------------------------------------------------


def begin(settings, changes=()):
    """The Course at its start; `changes` are those made before the first update."""
    workshop = workshop_of(settings)
    rule = RULES[settings.optimizer](workshop.start.size)
    course = Course(Setup(settings), workshop.start, rule, ())
    course = _noted(course)
    for change in changes:
        course = changed(course, change.name, change.value)
    return course


def again(course, settings=None):
    """The same start once more, with the weights that were edited before the first update."""
    settings = settings or replace(course.settings, **course.learning)
    same = course.settings.sizes == settings.sizes
    edited = [c for c in course.setup.changes if c.at == 0 and c.name not in LEARNING] if same else ()
    return begin(settings, edited)


def changed(course, name, value):
    """The Course with one setting of LEARNING or one parameter changed, from here on."""
    value = checked_change(course.settings, name, value)
    if name in LEARNING and course.learning[name] == value:
        return course
    if name in LEARNING and course.updates == 0:
        return begin(replace(course.settings, **course.learning | {name: value}), course.setup.changes)
    before = [c for c in course.setup.changes if (c.at, c.name) != (course.updates, name)]
    setup = replace(course.setup, changes=(*before, Change(course.updates, name, value)))
    if name == "optimizer":
        return replace(course, setup=setup, rule=RULES[value](course.theta.size))
    if name in LEARNING:
        return replace(course, setup=setup)
    theta = course.theta.copy()
    theta[course.settings.parameters.index(name)] = value
    return _noted(replace(course, setup=setup, theta=_frozen(theta)))


def after(course, count=1, seconds=math.inf):
    """The Course after so many updates, fewer where the time is over, at least one; None after the last there is.

    Raises Diverged where the parameters leave the range of numbers.
    """
    count = min(count, MOST_UPDATES - course.updates)
    return course.workshop.train(course, count, seconds) if count > 0 else None


def run(setup):
    """The Course of a Setup, with everything that was changed on the way."""
    course = begin(setup.settings)
    for change in setup.changes:
        course = _until(course, change.at)
        course = changed(course, change.name, change.value)
    return _until(course, setup.updates)


def _until(course, updates):
    missing = updates - course.updates
    return after(course, missing) if missing else course


def _noted(course):
    """The Course with the risks of this moment in its history."""
    before = tuple(risks for risks in course.history if risks.updates < course.updates)
    return replace(course, history=(*before, course.risks))


def _frozen(theta):
    theta.flags.writeable = False
    return theta


# --- where it happens -----------------------------------------------------------------------------------


def workshop_of(settings):
    """The Workshop of settings, whatever their learning rate, decay, batches and optimiser."""
    return _workshop(replace(settings, rate=1.0, l2=0.0, batch="all", optimizer="sgd"))


@lru_cache(maxsize=16)
def _workshop(settings):
    return Workshop(settings)


class Workshop:
    """The arrays in which trainings of one network on one data set are computed, one at a time."""

    def __init__(self, settings):
        self.sample = Sample(settings)
        output = "identity" if settings.is_regression else "sigmoid"
        self.network = Network.random(settings.sizes, settings.activation, output, settings.seed)
        self.loss = mean_squared_error if settings.loss == "squared" else binary_cross_entropy
        if settings.start == "zero":
            self.network.theta[:] = 0
        self.start = _frozen(self.network.theta.copy())
        self.true_risk = true_risk(settings)
        seen, held = (
            features(points, settings.inputs) for points, _ in (self.sample.train, self.sample.test)
        )
        self._train, self._test = (seen, self.sample.train[1]), (held, self.sample.test[1])
        self._everywhere = features(self.true_risk.points, settings.inputs)
        x, y = (np.linspace(*ends, GRID) for ends in reach(settings.data))
        self.map = features(np.stack(np.meshgrid(x, y[::-1]), axis=-1).reshape(-1, 2), settings.inputs)
        self._seed, self._passes, self._lock = settings.seed, {}, threading.RLock()

    def batches(self, batch):
        """How many updates an epoch has."""
        return 1 if batch == "all" else -(-len(self._train[0]) // int(batch))

    def train(self, course, count, seconds):
        """The Course after `count` updates, or as many as fit into the time."""
        end, learning = time.perf_counter() + seconds, course.learning
        rate, history = np.array(learning["rate"]), list(course.history)
        with self._lock, np.errstate(all="ignore"):
            theta, rule = self.network.theta, copy.deepcopy(course.rule)
            theta[:] = course.theta
            decay = weight_decay(self.network, learning["l2"])
            for t in range(course.updates, course.updates + count):
                X, Y = self._batch(learning["batch"], t)
                gradient = self._gradient(X, Y)
                if decay is not None:
                    gradient += decay * theta
                theta -= rule.step(gradient, rate)
                if not math.isfinite(theta.dot(theta)):
                    raise Diverged(
                        f"training diverged: update {t + 1:,} left the range of numbers. Take a smaller learning rate, "
                        "or reset"
                    )
                if t + 1 in RECORDED:
                    history.append(self.risks(theta, t + 1))
                if time.perf_counter() > end:
                    break
            setup = replace(course.setup, updates=t + 1)
            return Course(setup, _frozen(theta.copy()), rule, tuple(history))

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
            passes = self._passes[len(X)] = Passes(self.network, self.loss, len(X))
        passes.forward(X)
        return passes.backward(X, Y)

    def gradient(self, course):
        """The gradient of the next update, in the order of theta."""
        with self._lock, np.errstate(all="ignore"):
            self.network.theta[:] = course.theta
            gradient = self._gradient(*self._batch(course.learning["batch"], course.updates)).copy()
            decay = weight_decay(self.network, course.learning["l2"])
            return gradient if decay is None else gradient + decay * course.theta

    def risks(self, theta, updates):
        """The Risks at theta."""
        with self._lock, np.errstate(all="ignore"):
            self.network.theta[:] = theta
            seen, held = (self._value(X, Y) for X, Y in (self._train, self._test))
            layer = self.network.forward(self._everywhere)
            return Risks(updates, seen, held, self.true_risk.of(layer.A[-1], layer.Z[-1]))

    def _value(self, X, Y):
        layer = self.network.forward(X)
        if self.loss.link is None:
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
