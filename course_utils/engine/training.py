"""Training: an optimiser makes the empirical risk small, a mini-batch at a time.

An *epoch* goes once through the training data in batches; each batch gives one *update* of the
parameters. Validation data take no part in it: they tell when to stop.
"""

import math

import numpy as np

from .errors import Diverged
from .fast import ForwardBackward
from .history import History
from .losses import loss_named
from .optimizers import RULES, Iterate, descend, schedule
from .record import read_only
from .risk import EmpiricalRisk, check_data, penalty_of
from .validate import check_int, function, generator, one_of, pair, true_or_false

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
    True, training stops, and if it changes the parameters, the next epoch starts from what it left; the
    history has the losses from before. seed, a whole number or a np.random.Generator, shuffles the batches;
    progress shows a bar. All data are copied at the start.

    The gradients are those of `Network.gradient`, but for one thing that would take time: a difference of rounded
    numbers stays what it is. Prediction − target of a cross-entropy is right to 2e-16, the slope of a sigmoid or tanh
    to 4e-16, so that examples that are all but learned may add nothing.

    Raises TypeError and ValueError for arguments that do not fit, and `Diverged` where the loss or the
    parameters overflow (inf or NaN). Whatever ends the training early, `Diverged`, an error in the
    callback or the schedule, or an interrupt from the keyboard: the network holds the parameters of the
    last complete epoch (with patience, those with the lowest validation loss), as if `epochs` had been
    that number, and the error passes on with the `History` so far as its `history`. In a notebook that is
    `sys.last_value.history`. `Diverged` has these parameters as an `Iterate` too, whose step is the epoch.
    """
    loss = loss_named(loss)
    X, Y = check_data(network, X, y, loss)
    size = len(X) if batch_size is None else check_int(batch_size, "batch_size")
    batches = Batches(network, loss, X, Y, size, generator(seed))
    rule = RULES[one_of(optimizer, "optimizer", OPTIMIZERS)](network.theta.size)
    training = _Training(
        batches, rule, learning_rate, l2, epochs, _held_out(network, validation, loss), patience, callback
    )
    bar = _bar(training.epochs) if true_or_false(progress, "progress") else None
    with np.errstate(all="ignore"):
        return training.run(bar)


class _Training:
    """A training under way: what it reads, how it updates, when it ends."""

    def __init__(self, batches, rule, learning_rate, l2, epochs, validation, patience, callback):
        self.batches, self.whole = batches, batches.whole
        self.network, self.loss = self.whole.network, self.whole.loss
        self.theta, self.updates = self.network.theta, 0
        self.l2, self.penalty = l2, penalty_of(self.network, l2)
        self.descent = descend(self.theta, self.gradient, rule, schedule(learning_rate))
        self.scheduled = callable(learning_rate)
        self.epochs, self.validation = check_int(epochs, "epochs", at_most=MOST_EPOCHS), validation
        if patience is not None:
            patience = check_int(patience, "patience")
            if validation is None:
                raise ValueError("patience needs validation=(X, y): it watches the validation loss")
        if callback is not None:
            function(callback, "callback", of="(epoch, history)", takes=2)
        self.patience, self.callback = patience, callback
        self.history = History(self.epochs, validation is not None)
        self.overflow = None  # the Diverged of this training, in which other trainings may run: a callback's
        self.states = {}  # the parameters of epoch `kept`, and while an epoch is recorded of that one too

    @property
    def kept(self):
        """The epoch whose parameters the network keeps if the training ends here."""
        return self.history.best_epoch if self.patience else self.history.epochs

    def run(self, bar=None):
        """Measure, decide, train for an epoch, and again; finally the network gets what is to be kept."""
        try:
            self.measure()
            while not self.is_over():
                self.train_epoch()
                if bar is not None:
                    bar.update()
                self.measure()
            self.settle()
            if bar is not None:
                bar.total = bar.n  # a bar that ends early turns red, even where it stopped on purpose
        except BaseException as error:
            self.settle()
            self.explain(error)
            raise
        finally:
            if bar is not None:
                bar.close()
        return self.history

    def settle(self):
        """Give the network the parameters to be kept; before the start is measured, it has them."""
        if self.kept in self.states:
            np.copyto(self.theta, self.states[self.kept])

    def measure(self):
        """Record the losses of this state, and its parameters if they are to be kept."""
        value = self.look()
        validation = None if self.validation is None else self.validation.value()
        self.states[self.history.epochs + 1] = self.seen
        self.history.record(value, validation, self.updates)
        kept = self.kept
        self.states = {kept: self.states[kept]}

    def look(self):
        """The loss, after a forward pass of all examples; Diverged where it or the parameters are not finite."""
        value = self.whole.value()
        # A sigmoid hides infinite weights: θ·θ shows them.
        if not math.isfinite(value + self.theta.dot(self.theta)):
            self.overflow = self.diverged()
            raise self.overflow
        self.seen = self.theta.copy()
        return value

    def look_again(self):
        """Repeat the forward pass if a function of the user has changed the parameters; whether it has."""
        changed = self.theta.tobytes() != self.seen.tobytes()  # a third of the time of array_equal
        if changed:
            self.look()
        return changed

    def is_over(self):
        """Whether the training ends here; the history then knows why."""
        history = self.history
        epoch = history.epochs
        if self.callback is not None and epoch > 0 and self.callback_stops(epoch):
            history.end("callback")
        elif self.patience and epoch - history.best_epoch >= self.patience:
            history.end("patience")
        elif epoch == self.epochs:
            history.end("epochs")
        return history.stopped_by is not None

    def callback_stops(self, epoch):
        """Whether the callback wants to stop; what it has changed belongs to this epoch."""
        answer = self.callback(epoch, self.history)
        if self.look_again() and not self.patience:
            self.states[epoch] = self.seen
        return isinstance(answer, (bool, np.bool_)) and bool(answer)

    def train_epoch(self):
        """One update for each batch."""
        descent = self.descent
        self.batches.deal()
        for batch in self.batches.parts:
            self.batch = batch
            self.updates = next(descent)

    def gradient(self, update):
        """That of the batch. The forward pass of all examples, made to measure, serves for it too."""
        batch = self.batch
        if batch is not self.whole:
            batch.forward()
        elif self.scheduled:
            self.look_again()
        gradient = batch.gradient()
        if self.penalty is not None:
            self.penalty.add_gradient(gradient, self.theta)
        return gradient

    def explain(self, error):
        """Give an error the history, and say what the network keeps."""
        history = self.history
        history.end("interrupt" if isinstance(error, KeyboardInterrupt) else "error")
        error.history = history
        if history.epochs >= 0 and error is not self.overflow:
            error.add_note(
                f"Training ended by this in epoch {history.epochs + 1}; the network keeps the parameters of "
                f"epoch {self.kept}. The history so far is in the error: sys.last_value.history"
            )

    def diverged(self):
        """The Diverged that says what happened and holds the parameters to be kept."""
        epoch = self.history.epochs
        if epoch < 0:
            return Diverged("the loss is not finite at the start: the parameters or the data are too large")
        theta = self.states[self.kept].copy()
        data = self.network, self.whole.X, self.whole.Y, self.loss
        value, gradient = EmpiricalRisk(*data, self.l2).value_and_gradient(theta)
        loss = EmpiricalRisk(*data).value(theta)  # the history's is from before the callback
        best = ", those with the lowest validation loss" if self.patience else ""
        return Diverged(
            f"training overflowed (inf or NaN) in epoch {epoch + 1}, by update {self.updates}; the network keeps "
            f"the parameters of epoch {self.kept}{best}, with loss {loss:.6g}. "
            "A smaller learning rate may help",
            Iterate(self.kept, read_only(theta), value, math.hypot(*gradient)),
        )


def _held_out(network, validation, loss):
    """The passes over the validation data, None without."""
    if validation is None:
        return None
    X, Y = pair(validation, "validation", "(X, y)")
    X, Y = check_data(network, X, Y, loss, names=("validation X", "validation y"))
    return ForwardBackward(network, loss, X.copy(), Y.copy())


def _bar(epochs):
    from tqdm.auto import tqdm  # loaded only for a bar

    return tqdm(total=epochs, unit="epoch")


# --- batches ----------------------------------------------------------------------------------------


class Batches:
    """All examples as one batch, `whole`, and `parts`: batches of `size`, of which the last may be smaller.

    Where all examples fit into one, `whole` is the only part. Each part is a view on arrays that are filled anew for
    every epoch, in an order that is shuffled, and parts of one size share the places in which the network works. The
    data are copied first: what happens to X and y during the training does not reach it.
    """

    def __init__(self, network, loss, X, Y, size, random):
        self.whole = ForwardBackward(network, loss, X.copy(), Y.copy())
        self.parts, self._random = [self.whole], random
        if size < len(X):
            self._cut(network, loss, size)

    def _cut(self, network, loss, size):
        count = len(self.whole.X)
        self._order = np.arange(count)
        self._X, self._Y = np.empty_like(self.whole.X), np.empty_like(self.whole.Y)
        cuts = [
            (self._X[start : start + size], self._Y[start : start + size]) for start in range(0, count, size)
        ]
        first = ForwardBackward(network, loss, *cuts[0])
        self.parts = [
            first.on(X, Y) if len(X) == size else ForwardBackward(network, loss, X, Y) for X, Y in cuts
        ]

    def deal(self):
        """Shuffle the examples and deal them out to the parts, if there are several."""
        if self.parts[0] is self.whole:
            return
        self._random.shuffle(self._order)
        np.take(self.whole.X, self._order, axis=0, out=self._X, mode="clip")  # other modes take a buffer
        np.take(self.whole.Y, self._order, axis=0, out=self._Y, mode="clip")

    def __reduce__(self):
        raise TypeError("the batches of a training under way cannot be copied or pickled; copy the network")
