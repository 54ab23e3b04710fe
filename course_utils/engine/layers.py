"""A layer: neurons that share their inputs, h(x) = g(W x + b), with one row of W for each neuron.

The architecture of a network is how many neurons each layer has, and their activation functions. Initial
weights are random, so that neurons differ, and of the size that keeps signals alive: too small, and signals fade
from layer to layer; too large, and neurons saturate. Biases start at zero: the weights already tell the neurons apart.
"""

import copy
import math
from itertools import pairwise
from operator import attrgetter

import numpy as np

from .functions import Function
from .functions.activations import activation, hidden_activation
from .validate import MOST_NUMBERS, abbreviate, as_list, check_int, finite


def parameter_block(attribute, doc):
    """A property that is a block of parameters; what is assigned to it is copied in."""
    name = attribute.removeprefix("_")
    return property(
        attrgetter(attribute), lambda owner, value: copy_in(getattr(owner, attribute), value, name), doc=doc
    )


class Layer:
    """One layer, g(W x + b): `W` (n_out, n_in) and `b` (n_out,) are views on the network's theta.

    Assigning to W or b copies the numbers in; ValueError where the shape is another, or for NaN.
    Copied or pickled by itself a layer takes its theta along, and no longer belongs to the network.
    """

    def __init__(self, theta, start, shape, activation):
        # theta and a place in it, and not the views themselves: copies of views are views of nothing.
        self._place, self._activation = (theta, start, shape), activation
        self._W, self._b = weights_and_bias(theta, start, shape)

    W = parameter_block("_W", "The weights, row j those of neuron j.")
    b = parameter_block("_b", "The biases, one for each neuron.")
    activation = property(attrgetter("_activation"), doc="The activation function g.")

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


def copy_in(block, value, name, kept=None):
    """Copy a value into a block of parameters; ValueError where the shape is another, or for NaN.

    `layer.W -= …` comes here when NumPy has written to the block already: it gets back what was `kept`, if anything.
    """
    try:
        numbers = finite(value, name)
    except ValueError as error:
        if value is block and kept is not None:
            np.copyto(block, kept)
        elif value is block:
            error.add_note(
                f"The network holds that now: arithmetic in place writes before {name} can be checked"
            )
        raise
    if numbers.shape != block.shape:
        raise ValueError(f"{name} must have shape {block.shape}; got {numbers.shape}")
    block[...] = numbers


# --- the architecture -------------------------------------------------------------------------------


def checked_sizes(sizes):
    """sizes as a list of at least two whole numbers above 0."""
    sizes = [check_int(size, f"sizes[{index}]") for index, size in enumerate(as_list(sizes, "sizes"))]
    if len(sizes) < 2:
        raise ValueError(f"sizes must list the inputs and at least one layer, as in [2, 3, 1]; got {sizes}")
    if (count := parameter_count(sizes)) > MOST_NUMBERS:
        raise ValueError(f"sizes must give at most {MOST_NUMBERS:,} parameters; got {abbreviate(count)}")
    return sizes


def parameter_count(sizes):
    """The number of weights and biases."""
    return sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))


def checked_pair(pair, index):
    """The (W, b) of layer index + 1 as arrays (n_out, n_in) and (n_out,)."""
    if not isinstance(pair, (tuple, list)) or len(pair) != 2:  # a W alone may have two rows
        raise TypeError(f"parameters[{index}] must be a pair (W, b); got {abbreviate(pair)}")
    W, b = finite(pair[0], f"W of layer {index + 1}"), finite(pair[1], f"b of layer {index + 1}")
    if W.ndim != 2 or W.size == 0:
        raise ValueError(
            f"W of layer {index + 1} must have shape (n_out, n_in), neither of them 0; got {W.shape}"
        )
    if b.shape != W.shape[:1]:
        raise ValueError(
            f"b of layer {index + 1} must have shape ({len(W)},), one per row of W; got {b.shape}"
        )
    return W, b


def layer_activations(hidden, output, layers):
    """The activation function of each layer, from one for all hidden layers or one for each."""
    if isinstance(hidden, (list, tuple)):
        if len(hidden) != layers - 1:
            raise ValueError(
                f"hidden must be one activation or {layers - 1}, one per hidden layer; got {len(hidden)}"
            )
        functions = [hidden_activation(which, f"hidden[{index}]") for index, which in enumerate(hidden)]
    else:
        functions = [hidden_activation(hidden)] * (layers - 1)
    return [*functions, activation(output, "output")]


# --- initial weights --------------------------------------------------------------------------------


def random_weights(shape, activation, random):
    """Weights (n_out, n_in) for a layer with this activation, from a np.random.Generator.

    For sigmoid, tanh, softmax and the identity uniform within ±√(6 / (n_in + n_out)): X. Glorot and
    Y. Bengio, AISTATS 2010, equation 16. For relu and softplus normal with variance 2 / n_in, for
    leaky_relu 2 / ((1 + ε²) n_in): K. He et al., ICCV 2015, equations 10 and 15.
    """
    n_out, n_in = shape
    if activation.name in ("relu", "leaky_relu", "softplus"):
        return random.normal(0.0, math.sqrt(2 / ((1 + _leak(activation) ** 2) * n_in)), shape)
    limit = math.sqrt(6 / (n_in + n_out))
    return random.uniform(-limit, limit, shape)


def _leak(activation: Function):
    """The slope far left of zero, ε; 0 for relu and softplus."""
    return activation.derivative(-1000.0)
