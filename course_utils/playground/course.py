"""The course of a training: where it has come to, and how it goes on by single updates.

    θ ← θ − rule(∇R_batch(θ)),    R_batch(θ) = mean loss over a batch + ½ l2 ‖W‖² + l1 ‖W‖₁

A `Course` is never changed; one more update gives another Course. It depends on nothing but its set-up: batch after
batch is dealt out in an order that seed and epoch decide. So `run(course.setup)` gives the same numbers again.
"""

import copy
import math
import time
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import groupby

import numpy as np

from ..engine.optimizers import RULES
from ..engine.validate import as_list, check_int, grouped, instance, number
from .setup import LEARNING, MOST_UPDATES, Change, Settings, Setup, checked_change, read
from .workshop import frozen, workshop_of


@dataclass(frozen=True)
class Course:
    """A training: its set-up so far, its parameters (read-only), and the risks on the way."""

    setup: Setup
    theta: np.ndarray
    rule: object  # the optimiser with its memory: copied before it steps
    history: tuple

    def __getstate__(self):
        """A copy computes for itself what can be computed, in the same Workshop."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __setstate__(self, state):
        self.__dict__.update(state)
        frozen(self.theta)  # copied arrays can be written to

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

    @property
    def network(self):
        """The network as it is now, a copy; it takes the chosen inputs, (N, d)."""
        network = self.workshop.network.copy()
        network.theta = self.theta
        return network

    @property
    def bayes(self):
        """The Bayes risk of the population, for the same loss."""
        return self.workshop.true_risk.bayes

    @cached_property
    def wrong(self):
        """The shares of training and of test points that are answered with the wrong class."""
        return self.workshop.wrong(self.theta)

    @cached_property
    def gradient(self):
        """The gradient that the next update follows, in the order of theta."""
        return self.workshop.gradient(self.theta, self.learning, self.updates)

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
    instance(settings, "settings", Settings, 'read("layers=4").settings')
    changes = as_list(changes, "changes")
    for change in changes:
        instance(change, "changes", Change)
    workshop = workshop_of(settings)
    rule = RULES[settings.optimizer](workshop.start.size)
    course = Course(Setup(settings), workshop.start, rule, ())
    course = _noted(course)
    for change in changes:
        course = changed(course, change.name, change.value)
    return course


def again(course, settings=None):
    """The same start once more, with the weights that were edited before the first update."""
    _checked(course)
    if settings is not None:
        instance(settings, "settings", Settings)
    settings = settings or replace(course.settings, **course.learning)
    same = course.settings.sizes == settings.sizes
    edited = [c for c in course.setup.changes if c.at == 0 and c.name not in LEARNING] if same else ()
    return begin(settings, edited)


def changed(course, name, value):
    """The Course with one setting of LEARNING or one parameter changed, from here on."""
    value = checked_change(_checked(course).settings, name, value)
    if name in LEARNING and course.updates == 0:
        return begin(replace(course.settings, **course.learning | {name: value}), course.setup.changes)
    before = tuple(c for c in course.setup.changes if (c.at, c.name) != (course.updates, name))
    kept = replace(course, setup=replace(course.setup, changes=before))
    if name in ("rate", "l2", "l1", "batch") and kept.learning[name] == value:
        return kept
    setup = replace(course.setup, changes=(*before, Change(course.updates, name, value)))
    return replace(_applied(course, {name: value}), setup=setup)


def after(course, count=1, seconds=math.inf):
    """The Course after so many updates, fewer where the time is over, at least one; None after the last there is.

    Raises Diverged where the parameters leave the range of numbers.
    """
    _checked(course)
    if not (isinstance(seconds, float) and seconds == math.inf):
        seconds = number(seconds, "seconds")
    count = min(check_int(count, "count", at_least=0), MOST_UPDATES - course.updates)
    if count <= 0:
        return None
    rule, updates = copy.deepcopy(course.rule), range(course.updates, course.updates + count)
    end = time.perf_counter() + seconds
    theta, made, noted = course.workshop.train(course.theta, rule, course.learning, updates, end)
    setup = replace(course.setup, updates=course.updates + made)
    return Course(setup, theta, rule, (*course.history, *noted))


def run(setup):
    """The Course of a Setup, with everything that was changed on the way."""
    course = begin(instance(setup, "setup", Setup, 'read("layers=4")').settings)
    for at, changes in groupby(setup.changes, lambda change: change.at):
        values = {change.name: change.value for change in changes}
        course = _applied(_until(course, at), values)
        if learning := {name: values[name] for name in LEARNING if name in values}:
            course = replace(course, setup=Setup(replace(course.settings, **learning), updates=at))
    return replace(_until(course, setup.updates), setup=setup)


def play(setup, updates=0):
    """Play a set-up text, and so many updates more: the Course where it ends.

    `.risks.train`, `.risks.test` and `.risks.true` are its risks, `.bayes` the lowest there is, `.wrong` the shares of
    wrong answers on training and test set. Raises ValueError for a text that is no set-up and for more than 100,000
    updates together, and Diverged.
    """
    course = run(read(setup))
    total = course.updates + check_int(updates, "updates", at_least=0)
    if total > MOST_UPDATES:
        raise ValueError(
            f"updates must be at most {MOST_UPDATES - course.updates:,} here; got {grouped(updates)}"
        )
    return _until(course, total)


def _checked(course):
    return instance(course, "course", Course, 'play("layers=4")')


def _until(course, updates):
    missing = updates - course.updates
    return after(course, missing) if missing else course


def _applied(course, values):
    """The Course with parameters set, and with an optimiser whose memory begins anew, even if it is the same."""
    if "optimizer" in values:
        course = replace(course, rule=RULES[values["optimizer"]](course.theta.size))
    edited = {name: value for name, value in values.items() if name not in LEARNING}
    if not edited:
        return course
    theta = course.theta.copy()
    theta[[course.settings.places[name] for name in edited]] = list(edited.values())
    return _noted(replace(course, theta=frozen(theta)))


def _noted(course):
    """The Course with the risks of this moment in its history."""
    before = tuple(risks for risks in course.history if risks.updates < course.updates)
    return replace(course, history=(*before, course.risks))
