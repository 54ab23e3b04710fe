"""The history of a training: what was measured after each epoch, the start included."""

import math

import numpy as np


class History:
    """What `fit` saw. Index 0 is the start, index e the state after e epochs.

    `train_loss` and `validation_loss` are arrays (epochs + 1,), without the penalty; the latter is None
    if nothing was validated. `epochs` and `updates` count what was done, `best_epoch` is the one with
    the lowest validation loss (without validation: training loss), `stopped_by` is "epochs", "patience"
    or "callback". Arrays are copies and survive.
    """

    def __init__(self, epochs, validated):
        self._train = np.empty(epochs + 1)
        self._validation = np.empty(epochs + 1) if validated else None
        self._length, self._lowest = 0, math.inf
        self.updates = 0
        self.best_epoch = 0
        self.stopped_by = None

    @property
    def epochs(self):
        """The number of epochs so far."""
        return self._length - 1

    @property
    def train_loss(self):
        """The loss on the training data, one number for each state."""
        return self._train[: self._length].copy()

    @property
    def validation_loss(self):
        """The loss on the validation data, one number for each state, or None."""
        return None if self._validation is None else self._validation[: self._length].copy()

    def record(self, train, validation):
        """Add one state; whether it is the best so far."""
        place = self._length
        self._train[place] = train
        if self._validation is not None:
            self._validation[place] = validation
        self._length += 1
        judged = train if validation is None else validation
        better = judged < self._lowest
        if better:
            self.best_epoch, self._lowest = place, judged
        return better

    def __repr__(self):
        if not self._length:
            return "History: nothing yet"
        text = f"{counted(self.epochs, 'epoch')}, {counted(self.updates, 'update')}; training loss "
        text += _way(self._train, self._length)
        if self._validation is not None:
            text += f"; validation loss {_way(self._validation, self._length)}, "
            text += f"lowest {self._validation[self.best_epoch]:.4g} after epoch {self.best_epoch}"
        if self.stopped_by in ("patience", "callback"):
            text += f"; stopped by {self.stopped_by}"
        return f"History: {text}"


def _way(losses, length):
    return f"{losses[0]:.4g} → {losses[length - 1]:.4g}"


def counted(number, one, several=None):
    """1 epoch, 1,000 epochs."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
