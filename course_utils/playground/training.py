"""A training: where it has come to, and how it goes on by single updates.

    θ ← θ − rule(∇R_batch(θ)),    R_batch(θ) = mean loss over a batch + ½ l2 ‖W‖² + l1 ‖W‖₁

A `TrainingRun` is never changed; one more update gives another one. It depends on nothing but its set-up: seed and
epoch decide the order of the batches. So `run(training.setup)` gives the same numbers again.
"""

import copy
import math
import time
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from itertools import groupby

import numpy as np

from ..engine.optimizers import RULES
from ..engine.record import read_only
from ..engine.validate import as_list, check_int, grouped, instance, number
from .setup import LEARNING, MOST_UPDATES, Change, Settings, Setup, checked_change
from .setup_text import read
from .trainer import trainer_of


@dataclass(frozen=True)
class TrainingRun:
    """A training: its `setup` so far, its parameters `theta` (read-only), and the risks on the way, its `history`.

    `rule` is the optimiser with its memory. `play`, `begin` and `run` make one.
    """

    setup: Setup
    theta: np.ndarray
    rule: object  # copied before it steps
    history: tuple

    def __getstate__(self):
        """A copy computes for itself what can be computed, in the same Trainer."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __setstate__(self, state):
        self.__dict__.update(state | {"theta": read_only(state["theta"])})  # copied arrays can be written to

    @cached_property
    def settings(self):
        """The settings that hold now; those of the start are `setup.settings`."""
        return _now(self.setup.settings, self.setup.changes)

    @property
    def updates(self):
        """How many updates were made."""
        return self.setup.updates

    @cached_property
    def trainer(self):
        return trainer_of(self.settings)

    @cached_property
    def risks(self):
        """The Risks of this moment."""
        return self.trainer.risks(self.theta, self.updates)

    @property
    def network(self):
        """The network as it is now, a copy; it takes the chosen inputs, (N, d)."""
        network = self.trainer.network.copy()
        network.theta = self.theta
        return network

    @property
    def bayes(self):
        """The Bayes risk of the population, for the same loss."""
        return self.trainer.true_risk.bayes

    @cached_property
    def wrong(self):
        """The shares of training and of test points that are answered with the wrong class."""
        return self.trainer.wrong(self.theta)

    @cached_property
    def dead(self):
        """How many neurons of ReLU layers answer 0 to every example that is learned from, and how many there are."""
        return self.trainer.dead(self.theta)

    @cached_property
    def gradient(self):
        """The gradient that the next update follows, in the order of theta."""
        return self.trainer.gradient(self.theta, self.learning, self.updates)

    @property
    def learning(self):
        """The settings of LEARNING that hold now."""
        return {name: getattr(self.settings, name) for name in LEARNING}

    @property
    def epochs(self):
        """How often the training data have been gone through, by the present batch size."""
        return self.updates / self.trainer.batches(self.learning["batch"])


@lru_cache(maxsize=64)
def _now(settings, changes):
    """The settings after all changes: of each setting of LEARNING the last."""
    learning = {name: value for _, name, value in changes if name in LEARNING}
    return replace(settings, **learning) if learning else settings


# --- from one training to the next ------------------------------------------------------------------------


def begin(settings, changes=()):
    """The TrainingRun with these `settings` at its start; `changes` are those made before the first update."""
    instance(settings, "settings", Settings, 'read("layers=4").settings')
    changes = as_list(changes, "changes")
    for change in changes:
        instance(change, "changes", Change)
    trainer = trainer_of(settings)
    rule = RULES[settings.optimizer](trainer.start.size)
    training = _noted(TrainingRun(Setup(settings), trainer.start, rule, ()))
    for change in changes:
        training = changed(training, change.name, change.value)
    return training


def again(training):
    """The start of a training once more, a TrainingRun with the weights that were edited before the first update."""
    _checked(training)
    edited = [c for c in training.setup.changes if c.at == 0 and c.name not in LEARNING]
    return begin(training.settings, edited)


def changed(training, name, value):
    """The training with one setting of LEARNING or one parameter, by name, set to a value from here on: a TrainingRun.

    Raises ValueError for an unknown name, and TypeError or ValueError for a value that it cannot have.
    """
    value = checked_change(_checked(training).settings, name, value)
    if name in LEARNING and training.updates == 0:
        return begin(replace(training.settings, **{name: value}), training.setup.changes)
    before = tuple(c for c in training.setup.changes if (c.at, c.name) != (training.updates, name))
    kept = replace(training, setup=replace(training.setup, changes=before))
    if name in ("rate", "l2", "l1", "batch") and kept.learning[name] == value:
        return kept
    setup = replace(training.setup, changes=(*before, Change(training.updates, name, value)))
    return replace(_applied(training, {name: value}), setup=setup)


def after(training, count=1, seconds=math.inf):
    """The training after `count` more updates, fewer if `seconds` run out first, but at least one: a TrainingRun.

    Returns None after the last update there is. Raises Diverged where the parameters overflow (inf or NaN).
    """
    _checked(training)
    if not (isinstance(seconds, float) and seconds == math.inf):
        seconds = number(seconds, "seconds")
    count = min(check_int(count, "count", at_least=0), MOST_UPDATES - training.updates)
    if count <= 0:
        return None
    rule, updates = copy.deepcopy(training.rule), range(training.updates, training.updates + count)
    end = time.perf_counter() + seconds
    theta, made, noted = training.trainer.train(training.theta, rule, training.learning, updates, end)
    setup = replace(training.setup, updates=training.updates + made)
    return TrainingRun(setup, theta, rule, (*training.history, *noted))


def run(setup):
    """The TrainingRun of a `setup`, a Setup, with everything that was changed on the way."""
    return resumed(begin(instance(setup, "setup", Setup, 'read("layers=4")').settings), setup)


def resumed(training, setup):
    """The TrainingRun of a Setup, from one that lies on the way to it."""
    behind = training.setup.changes
    for at, changes in groupby(setup.changes[len(behind) :], lambda change: change.at):
        changes = tuple(changes)
        behind = (*behind, *changes)
        training = _applied(_until(training, at), {change.name: change.value for change in changes})
        training = replace(training, setup=Setup(setup.settings, behind, at))
    return replace(_until(training, setup.updates), setup=setup)


def play(setup, updates=0):
    """Play a setup, a string such as "data=xor layers=4", and `updates` more updates: the TrainingRun where it ends.

    `.risks.train`, `.risks.test` and `.risks.true` are its risks, `.bayes` the lowest there is, `.wrong` the shares of
    wrong answers on training and test set. Raises ValueError for a string that is not a set-up and for more than
    100,000 updates together, and Diverged.
    """
    training = run(read(setup))
    total = training.updates + check_int(updates, "updates", at_least=0)
    if total > MOST_UPDATES:
        raise ValueError(
            f"updates must be at most {MOST_UPDATES - training.updates:,} here; got {grouped(updates)}"
        )
    return _until(training, total)


def _checked(training):
    return instance(training, "training", TrainingRun, 'play("layers=4")')


def _until(training, updates):
    missing = updates - training.updates
    return after(training, missing) if missing else training


def _applied(training, values):
    """The TrainingRun with parameters set, and with an optimiser whose memory begins anew, even if it is the same."""
    if "optimizer" in values:
        training = replace(training, rule=RULES[values["optimizer"]](training.theta.size))
    edited = {name: value for name, value in values.items() if name not in LEARNING}
    if not edited:
        return training
    theta = training.theta.copy()
    theta[[training.settings.places[name] for name in edited]] = list(edited.values())
    return _noted(replace(training, theta=read_only(theta)))


def _noted(training):
    """The TrainingRun with the risks of this moment in its history."""
    before = tuple(risks for risks in training.history if risks.updates < training.updates)
    return replace(training, history=(*before, training.risks))
