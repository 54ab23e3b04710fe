"""A layer: neurons that share their inputs, h(x) = g(W x + b), with one row of W for each neuron."""

import copy

from .validate import finite


class Layer:
    """One layer, g(W x + b): `W` (n_out, n_in) and `b` (n_out,) are views on the network's theta.

    Assigning to W or b copies the numbers in; ValueError where the shape is another, or for NaN.
    Copied or pickled by itself a layer takes its theta along, and no longer belongs to the network.
    """

    def __init__(self, theta, start, shape, activation):
        # theta and a place in it, and not the views themselves: copies of views are views of nothing.
        self._place, self._activation = (theta, start, shape), activation
        self._W, self._b = weights_and_bias(theta, start, shape)

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

    def __copy__(self):
        return copy.deepcopy(self)

    def __reduce__(self):
        return type(self), (*self._place, self._activation)

    def __repr__(self):
        n_out, n_in = self._W.shape
        return f"Layer({n_in} → {n_out}, {self._activation.name})"


def weights_and_bias(vector, start, shape):
    """W of that shape (n_out, n_in) and b (n_out,), as views on a vector from a place on."""
    n_out, n_in = shape
    middle = start + n_out * n_in
    return vector[start:middle].reshape(shape), vector[middle : middle + n_out]


def copy_in(block, value, name):
    """Copy a value into a block of parameters; ValueError where the shape is another, or for NaN."""
    value = finite(value, name)
    if value.shape != block.shape:
        raise ValueError(f"{name} must have shape {block.shape}; got {value.shape}")
    block[...] = value
