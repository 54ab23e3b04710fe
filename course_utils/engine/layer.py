"""A layer: neurons that share their inputs, h(x) = g(W x + b), with one row of W for each neuron."""

from .validate import finite


class Layer:
    """One layer, g(W x + b): `W` (n_out, n_in) and `b` (n_out,) are views on the network's theta.

    Assigning to W or b copies the numbers in; ValueError where the shape is another, or for NaN.
    """

    def __init__(self, W, b, activation):
        self._W, self._b, self._activation = W, b, activation

    @property
    def W(self):
        """The weights, row j those of neuron j."""
        return self._W

    @W.setter
    def W(self, value):
        copy_in(self._W, value, "W")

    @property
    def b(self):
        """The biases, one for each neuron."""
        return self._b

    @b.setter
    def b(self, value):
        copy_in(self._b, value, "b")

    @property
    def activation(self):
        """The activation function g."""
        return self._activation

    def __repr__(self):
        n_out, n_in = self._W.shape
        return f"Layer({n_in} → {n_out}, {self._activation.name})"


def copy_in(block, value, name):
    """Copy a value into a block of parameters; ValueError where the shape is another, or for NaN."""
    value = finite(value, name)
    if value.shape != block.shape:
        raise ValueError(f"{name} must have shape {block.shape}; got {value.shape}")
    block[...] = value
