"""Training: an optimiser makes the empirical risk small, a mini-batch at a time.

An *epoch* goes once through the training data in batches; each batch gives one *update* of the
parameters. Validation data take no part in it: they tell when to stop.
"""

import math

import numpy as np

from .batches import Batch, Batches
from .errors import Diverged
from .history import History
from .losses import loss_named
from .optimizers import Iterate, schedule
from .risk import EmpiricalRisk, check_data, weight_decay
from .rules import RULES
from .validate import generator, one_of, shown, true_or_false, whole

MOST_EPOCHS = 10_000_000  # each leaves a loss or two in the history
OPTIMIZERS = ("sgd", "momentum", "adam")


def fit(
    network,
    X,
    y,
    loss,
    *,
    learning_rate,
    epochs,
    batch_size=None,
    optimizer="sgd",
    l2=0.0,
    validation=None,
    patience=None,
    seed=0,
    callback=None,
    progress=False,
):
    """Train `network` in place on X (N, d) and y (N, n_out); returns the `History`.

    loss is a loss or its name, learning_rate a number or a schedule λ(t) of the update t = 0, 1, …,
    optimizer one of "sgd", "momentum", "adam". batch_size None, or N and more, takes all examples at
    once. l2 adds ½ l2 ‖W‖² (not for biases). validation is a pair (X, y). With patience, training stops
    when the validation loss has not fallen for that many epochs, and in any case the network gets the
    parameters with the lowest one. callback(epoch, history) is called after each epoch; if it returns
    True, training stops. progress shows a bar.

    Raises TypeError and ValueError for arguments that do not fit. Where the loss or the parameters leave
    the range of numbers, raises `Diverged`; the network then holds the parameters of the last good
    epoch, and so does the error, as an `Iterate` whose step is that epoch.
    """
    loss = loss_named(loss)
    X, Y = check_data(network, X, y, loss)
    size = len(X) if batch_size is None else whole(batch_size, "batch_size")
    training = _Training(network, loss, Batches(network, loss, X, Y, size, generator(seed)))
    training.set_rule(one_of(optimizer, "optimizer", OPTIMIZERS), schedule(learning_rate), l2)
    training.set_end(
        whole(epochs, "epochs", at_most=MOST_EPOCHS),
        _validation_batch(network, validation, loss),
        patience,
        callback,
    )
    bar = _bar(training.epochs) if true_or_false(progress, "progress") else None
    with np.errstate(all="ignore"):
        return training.run(bar)


class _Training:
    """A training under way: what it reads, how it updates, when it ends."""

    def __init__(self, network, loss, batches):
        self.network, self.loss, self.batches = network, loss, batches
        self.theta = network.theta
        self.good, self.best = self.theta.copy(), self.theta.copy()

    def set_rule(self, optimizer, rate, l2):
        """How to update."""
        self.step, self.rate = RULES[optimizer](self.theta.size).step, rate
        self.l2, self.decay = l2, weight_decay(self.network, l2)
        self.room = np.empty_like(self.theta)

    def set_end(self, epochs, validation, patience, callback):
        """When to stop."""
        if patience is not None:
            whole(patience, "patience")
            if validation is None:
                raise ValueError("patience needs validation=(X, y): it watches the validation loss")
        if callback is not None and not callable(callback):
            raise TypeError(f"callback must be a function of (epoch, history); got {shown(callback)}")
        self.epochs, self.validation, self.patience, self.callback = epochs, validation, patience, callback
        self.history = History(epochs, validation is not None)

    def run(self, bar=None):
        """Measure, decide, train for an epoch, and again."""
        history = self.history
        try:
            while True:
                self.measure()
                history.stopped_by = self.reason_to_stop()
                if history.stopped_by:
                    break
                for gradient in self.batches.gradients():
                    self.update(gradient)
                if bar is not None:
                    bar.update()
        finally:
            if bar is not None:
                bar.close()
        if self.patience:
            np.copyto(self.theta, self.best)
        return history

    def measure(self):
        """Record the losses of this state; Diverged where it is not finite."""
        value = self.batches.whole.value()
        # A sigmoid forgives infinite weights: θ·θ shows them.
        if not math.isfinite(value + self.theta.dot(self.theta)):
            self.fail()
        np.copyto(self.good, self.theta)
        better = self.history.record(value, self.validation.value() if self.validation else None)
        if better and self.patience:
            np.copyto(self.best, self.theta)

    def reason_to_stop(self):
        """Why the training ends here, or None."""
        epoch = self.history.epochs
        if self.callback is not None and epoch > 0 and self.callback(epoch, self.history) is True:
            return "callback"
        if self.patience and epoch - self.history.best_epoch >= self.patience:
            return "patience"
        return "epochs" if epoch == self.epochs else None

    def update(self, gradient):
        """One step of the rule."""
        if self.decay is not None:
            np.add(gradient, np.multiply(self.decay, self.theta, self.room), gradient)
        step = self.step(gradient, self.rate(self.history.updates))
        np.subtract(self.theta, step, self.theta)
        self.history.updates += 1

    def fail(self):
        """Put the last good parameters back and say what happened."""
        epoch, failed = self.history.epochs, self.history.updates
        if epoch < 0:
            raise Diverged("the loss is not finite at the start: the parameters or the data are too large")
        np.copyto(self.theta, self.good)
        whole = self.batches.whole
        risk = EmpiricalRisk(self.network, whole.X, whole.Y, self.loss, self.l2)
        value, gradient = risk.value_and_gradient(self.good)
        self.good.flags.writeable = False
        raise Diverged(
            f"training left the range of numbers in epoch {epoch + 1}, by update {failed}; the network keeps the "
            f"parameters of epoch {epoch}, with loss {self.history.train_loss[-1]:.6g}. "
            "A smaller learning rate may help",
            Iterate(epoch, self.good, value, math.hypot(*gradient)),
        )


def _validation_batch(network, validation, loss):
    if validation is None:
        return None
    if not isinstance(validation, (tuple, list)) or len(validation) != 2:
        raise TypeError(f"validation must be a pair (X, y); got {shown(validation)}")
    return Batch(
        network, loss, *check_data(network, *validation, loss, names=("validation X", "validation y"))
    )


def _bar(epochs):
    from tqdm.auto import tqdm  # only who wants a bar loads it

    return tqdm(total=epochs, unit="epoch")
