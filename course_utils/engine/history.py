"""The history of a training: what was measured after each epoch, the start included."""

import copy
import math
from operator import attrgetter

import numpy as np

from .validate import counted


class History:
    """What `fit` saw, with room for `epochs` epochs, and for the validation loss if `validated`.

    Index 0 is the start, index e the state after e epochs, as the callback finds it.

    `train_loss` and `validation_loss` are arrays (epochs + 1,), without the penalty; the latter is None
    if nothing was validated. `epochs` and `updates` count what was done, `best_epoch` is the one with
    the lowest validation loss (without validation: training loss), `stopped_by` is "epochs", "patience",
    "callback", "interrupt" or "error", and None during training. All can be read and not set;
    arrays are copies and survive.
    """

    def __init__(self, epochs, validated):
        self._train = np.empty(epochs + 1)
        self._validation = np.empty(epochs + 1) if validated else None
        self._length, self._updates, self._best, self._lowest = 0, 0, 0, math.inf
        self._stopped_by = None

    @property
    def epochs(self):
        """The number of epochs so far."""
        return self._length - 1

    updates = property(attrgetter("_updates"), doc="The number of updates in these epochs.")
    best_epoch = property(
        attrgetter("_best"), doc="The epoch with the lowest validation loss, or training loss."
    )
    stopped_by = property(attrgetter("_stopped_by"), doc="Why the training ended; None before.")

    @property
    def train_loss(self):
        """The loss on the training data, one number for each state."""
        return self._train[: self._length].copy()

    @property
    def validation_loss(self):
        """The loss on the validation data, one number for each state, or None."""
        return None if self._validation is None else self._validation[: self._length].copy()

    def record(self, train, validation, updates):
        """Add the state after `updates` updates, with its `train` and `validation` loss (or None): for `fit`."""
        place = self._length
        self._train[place] = train
        if self._validation is not None:
            self._validation[place] = validation
        judged = train if validation is None else validation
        best, lowest = (place, judged) if judged < self._lowest else (self._best, self._lowest)
        # All at once: an interrupt finds the state recorded, or not.
        self._length, self._updates, self._best, self._lowest = place + 1, updates, best, lowest

    def end(self, reason):
        """Note the reason why the training ended: for `fit`."""
        self._stopped_by = reason

    def __copy__(self):
        return copy.deepcopy(self)

    def __repr__(self):
        if not self._length:
            return "History: nothing yet"
        text = f"{counted(self.epochs, 'epoch')}, {counted(self.updates, 'update')}; training loss "
        text += _way(self._train, self._length)
        if self._validation is not None:
            text += f"; validation loss {_way(self._validation, self._length)}, "
            text += f"lowest {self._validation[self.best_epoch]:.4g} after epoch {self.best_epoch}"
        if self.stopped_by not in ("epochs", None):
            text += f"; stopped by {self.stopped_by}"
        return f"History: {text}"


def _way(losses, length):
    return f"{losses[0]:.4g} → {losses[length - 1]:.4g}"
