"""Batches: the training data, dealt out in an order that is shuffled anew for every epoch.

Each batch is a view on arrays that are filled again and again, and batches of one size share the
arrays in which the network works. The data are copied first: what happens to X and y during the
training does not reach it.
"""

import numpy as np

from .fast import ForwardBackward


class Batch:
    """Some examples, and the passes in which the network meets them."""

    def __init__(self, network, loss, X, Y, passes=None):
        self.X, self.Y = X, Y
        self.passes = passes or ForwardBackward(network, loss, len(X))

    def forward(self):
        """Let the examples through the network as it is now."""
        self.passes.forward(self.X)

    def value(self):
        """The loss, with a forward pass."""
        self.forward()
        return self.passes.value(self.Y)

    def gradient(self):
        """The flat gradient after a forward pass, overwritten by the next."""
        return self.passes.backward(self.X, self.Y)


class Batches:
    """All examples as one batch, `whole`, and `parts`: batches of `size`, of which the last may be smaller.

    Where all examples fit into one, `whole` is the only part.
    """

    def __init__(self, network, loss, X, Y, size, random):
        self.whole = Batch(network, loss, X.copy(), Y.copy())
        self.parts, self._random = [self.whole], random
        if size < len(X):
            self._cut(network, loss, size)

    def _cut(self, network, loss, size):
        self._order = np.arange(len(self.whole.X))
        self._X, self._Y = np.empty_like(self.whole.X), np.empty_like(self.whole.Y)
        self.parts, passes = [], {}
        for start in range(0, len(self._X), size):
            rows = slice(start, start + size)
            X, Y = self._X[rows], self._Y[rows]
            part = Batch(network, loss, X, Y, passes.get(len(X)))
            passes[len(X)] = part.passes
            self.parts.append(part)

    def deal(self):
        """Shuffle the examples and deal them out to the parts, if there are several."""
        if self.parts[0] is self.whole:
            return
        self._random.shuffle(self._order)
        np.take(self.whole.X, self._order, axis=0, out=self._X, mode="clip")  # other modes take a buffer
        np.take(self.whole.Y, self._order, axis=0, out=self._Y, mode="clip")

    def __reduce__(self):
        raise TypeError("the batches of a training under way cannot be copied or pickled; copy the network")
