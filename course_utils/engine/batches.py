"""Batches: the training data, dealt out in an order that is shuffled anew for every epoch.

Each batch is a view on arrays that are filled again and again, and batches of one size share the
arrays in which the network works.
"""

import numpy as np

from .passes import Passes


class Batch:
    """Some examples, and the passes in which the network meets them."""

    def __init__(self, network, loss, X, Y, passes=None):
        self.X, self.Y = X, Y
        self.passes = passes or Passes(network, loss, len(X))

    def value(self):
        """The loss, with a forward pass."""
        self.passes.forward(self.X)
        return self.passes.value(self.Y)

    def gradient(self):
        """The flat gradient after a forward pass, overwritten by the next."""
        return self.passes.backward(self.X, self.Y)


class Batches:
    """All examples as one batch, `whole`, and cut into batches of `size`, of which the last may be smaller."""

    def __init__(self, network, loss, X, Y, size, random):
        self.whole = Batch(network, loss, X, Y)
        self._parts, self._random = [], random
        if size >= len(X):
            return
        self._order = np.arange(len(X))
        self._X, self._Y = np.empty_like(X, order="C"), np.empty_like(Y, order="C")
        passes = {}
        for start in range(0, len(X), size):
            rows = slice(start, start + size)
            X_part, Y_part = self._X[rows], self._Y[rows]
            part = Batch(network, loss, X_part, Y_part, passes.get(len(X_part)))
            passes[len(X_part)] = part.passes
            self._parts.append(part)

    def gradients(self):
        """One epoch: the gradient of each batch in turn, at the parameters of the moment.

        Where all examples are one batch, `whole` must just have had its forward pass.
        """
        if not self._parts:
            yield self.whole.gradient()
            return
        self._random.shuffle(self._order)
        np.take(self.whole.X, self._order, axis=0, out=self._X, mode="clip")  # other modes take a buffer
        np.take(self.whole.Y, self._order, axis=0, out=self._Y, mode="clip")
        for part in self._parts:
            part.passes.forward(part.X)
            yield part.gradient()
