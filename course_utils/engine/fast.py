"""The fast twin of `backprop`, for `fit`: the same operations in the same order, without a new array.

Every array is allocated once, for a fixed number of examples, and written to again and again. What
`ForwardBackward` returns does not survive its next call. `backprop` says what is computed; that both give the same
bits is tested (`tests/engine/test_backprop.py`).
"""

import numpy as np

from .functions import RowFunction


class _FastLayer:
    """One layer at work: views on its parameters and gradients, and room for what flows through."""

    def __init__(self, layer, gradient_W, gradient_b, count):
        self.W, self.W_T, self.b = layer.W, layer.W.T, layer.b[None]
        self.repeats = count > 1
        self.gradient_W, self.gradient_b = gradient_W, gradient_b
        self.Z, self.A, self.delta, self.slope = (np.empty((count, self.b.size)) for _ in range(4))
        self.delta_T = self.delta.T
        self.activation = g = layer.activation
        self.by_row = isinstance(g, RowFunction)
        self.value = g.value
        self.room = (np.empty((count, 1)), np.empty_like(self.Z)) if self.by_row else ()

    def forward(self, previous):
        """A = g(previous Wᵀ + b)."""
        previous.dot(self.W_T, self.Z)
        if self.repeats:  # b in every row, written out: in the sum NumPy would allocate a buffer for that
            np.copyto(self.A, self.b)
            np.add(self.Z, self.A, self.Z)
        else:
            np.add(self.Z, self.b, self.Z)
        return self.value(self.Z, self.A, *self.room)

    def backprop(self):
        """delta, so far ∂L/∂A, becomes ∂L/∂Z."""
        if self.by_row:
            np.copyto(self.delta, self.activation.vjp(self.delta, self.Z, self.A, self.slope, *self.room))
        else:
            np.multiply(self.delta, self.activation.slope(self.Z, self.A, self.slope), self.delta)

    def collect(self, previous, ones):
        """The gradients of W and b."""
        self.delta_T.dot(previous, self.gradient_W)
        ones.dot(self.delta, self.gradient_b)


class ForwardBackward:
    """A network's passes over `count` examples. It reads the parameters where they are, changed or not."""

    def __init__(self, network, loss, count):
        loss.check_output(network.layers[-1].activation)
        self.network, self.loss, self.count = network, loss, count
        self.gradient = np.empty_like(network.theta)
        parts = network.views(self.gradient)
        self._layers = [
            _FastLayer(layer, *part, count) for layer, part in zip(network.layers, parts, strict=True)
        ]
        self._output = self._layers[-1]
        self._terms = np.empty_like(self._output.Z)
        self._factor = loss.factor(count, network.sizes[-1])
        self._delta_factor = None if self._factor == 1 else np.array(self._factor)
        self._ones = np.ones(count)

    def __reduce__(self):
        # A copy works for the copy of the network, in room of its own.
        return type(self), (self.network, self.loss, self.count)

    def forward(self, X):
        """The prediction, of shape (count, n_out)."""
        A = X
        for layer in self._layers:
            A = layer.forward(A)
        return A

    def value(self, Y):
        """The loss after a forward pass."""
        output = self._output
        if self.loss.output_activation is None:
            total = self.loss.total(output.A, Y, self._terms)
        else:
            total = self.loss.total_from_logits(output.Z, Y, self._terms, *output.room)
        return self._factor * float(total)

    def backward(self, X, Y):
        """The flat gradient after a forward pass of X."""
        self._start(Y)
        for layer, before in zip(self._layers[:0:-1], self._layers[-2::-1], strict=True):
            layer.collect(before.A, self._ones)
            layer.delta.dot(layer.W, before.delta)
            before.backprop()
        self._layers[0].collect(X, self._ones)
        return self.gradient

    def _start(self, Y):
        """The error signal at the output; of a cross-entropy and its activation only A − Y is left."""
        output = self._output
        if self.loss.output_activation is None:
            self.loss.pointwise.slope(output.A, Y, output.delta)
            output.backprop()
        else:
            np.subtract(output.A, Y, output.delta)
        if self._delta_factor is not None:
            np.multiply(output.delta, self._delta_factor, output.delta)
