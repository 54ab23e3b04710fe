"""A network: affine maps and activation functions in turn,

    f(x) = g₃(W₃ g₂(W₂ g₁(W₁ x + b₁) + b₂) + b₃),

whose parameters are one vector, `theta`: layer by layer, W row by row, then b. Each layer's W
(n_out, n_in) and b (n_out,) are views on it, so a change of one is a change of the other.
Examples are rows: X (N, d) gives predictions (N, n_out).
"""

import itertools
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from . import backprop
from .functions.activations import identity, tanh
from .layers import (
    Layer,
    checked_pair,
    checked_sizes,
    copy_in,
    layer_activations,
    parameter_count,
    random_weights,
    weights_and_bias,
)
from .losses import loss_named
from .record import Record
from .validate import abbreviate, as_list, examples, generator

_KEPT = 100_000  # parameters that are kept in case what replaces them is refused
_BLOCK = 1024  # examples that go through all layers together, so that they stay in the cache


@dataclass(frozen=True)
class Forward(Record):
    """What a forward pass computes: Z[l] and A[l], read-only arrays (N, n_out), belong to layers[l]."""

    Z: tuple
    A: tuple


class Network:
    """A dense network; make one with `Network.random` or `Network.from_parameters`.

    `net(X)` is its prediction, `net.gradient(X, y, loss)` the loss and its gradient. `theta` holds all
    parameters in one vector: `net.theta -= learning_rate * gradient` is a step of gradient descent.
    """

    def __init__(self, sizes, hidden=tanh, output=identity):
        """A network whose parameters are all zero; `random` and `from_parameters` fill them.

        sizes, hidden and output are as in `random`.
        """
        self._sizes = tuple(checked_sizes(sizes))
        activations = layer_activations(hidden, output, len(self._sizes) - 1)
        self._theta, self._kept = np.zeros(parameter_count(self._sizes)), None
        self._layers = self._layers_on(self._theta, activations)

    @classmethod
    def random(cls, sizes, hidden=tanh, output=identity, seed=0):
        """A network with random weights and zero biases.

        sizes are the numbers of neurons, inputs first: [2, 16, 16, 1]. hidden is one activation
        function or one for each hidden layer, output that of the last layer; names as strings are
        allowed. seed is a whole number or a np.random.Generator. Weights: Glorot for sigmoid, tanh,
        softmax and the identity, He for the ReLU family (sources: `random_weights`).

        Raises ValueError for fewer than two sizes, layers without neurons and unknown names.
        """
        network, random = cls(sizes, hidden, output), generator(seed)
        for layer in network.layers:
            layer.W = random_weights(layer.W.shape, layer.activation, random)
        return network

    @classmethod
    def from_parameters(cls, parameters, hidden=tanh, output=identity):
        """A network with the given [(W, b), …], one pair for each layer: W (n_out, n_in), b (n_out,).

        The numbers of `parameters` are copied; hidden and output are as in `random`. Raises ValueError where the
        shapes do not fit together.
        """
        pairs = [checked_pair(pair, index) for index, pair in enumerate(as_list(parameters, "parameters"))]
        if not pairs:
            raise ValueError("parameters is empty; give one pair (W, b) for each layer")
        sizes = [pairs[0][0].shape[1], *(len(b) for _, b in pairs)]
        for index, (W, _) in enumerate(pairs):
            if W.shape[1] != sizes[index]:
                raise ValueError(
                    f"W of layer {index + 1} must have {sizes[index]} columns, one per neuron before it; "
                    f"got shape {W.shape}"
                )
        network = cls(sizes, hidden, output)
        for layer, (W, b) in zip(network.layers, pairs, strict=True):
            layer.W, layer.b = W, b
        return network

    sizes = property(attrgetter("_sizes"), doc="The numbers of neurons, inputs first.")
    layers = property(
        attrgetter("_layers"), doc="The layers, the first hidden one first; inputs are not a layer."
    )

    @property
    def theta(self):
        """All parameters as one vector, itself and not a copy.

        Where `net.theta -= …` ends in NaN or infinity, the network keeps the parameters that it had: ValueError. Above
        100,000 of them that would take too long, and the network holds what NumPy has written.
        """
        # What comes next may be arithmetic in place, which writes before the setter can refuse.
        self._kept = self._theta.copy() if self._theta.size <= _KEPT else None
        return self._theta

    @theta.setter
    def theta(self, value):
        copy_in(self._theta, value, "theta", kept=self._kept)

    def __call__(self, X):
        """The prediction for X (N, d): an array (N, n_out)."""
        X = examples(X, self._sizes[0])
        prediction = np.empty((len(X), self._sizes[-1]))
        with np.errstate(all="ignore"):
            for start in range(0, len(X), _BLOCK):
                rows = slice(start, start + _BLOCK)
                prediction[rows] = backprop.forward(self._layers, X[rows])[1][-1]
        return prediction

    def forward(self, X):
        """The forward pass of X (N, d), layer by layer, as a `Forward`."""
        X = examples(X, self._sizes[0])
        with np.errstate(all="ignore"):
            Z, A = backprop.forward(self._layers, X)
        return Forward(tuple(Z), tuple(A[1:]))

    def gradient(self, X, y, loss):
        """The loss of X (N, d) and y, and its gradient: (value, vector in the order of theta).

        y has shape (N, n_out), or (N,) where n_out = 1; for `cross_entropy` also class numbers (N,).
        Raises ValueError for other shapes, and for an output activation that the loss cannot use.
        """
        loss = loss_named(loss)
        X = examples(X, self._sizes[0])
        loss.check_output(self._layers[-1].activation)
        Y = loss.targets(y, len(X), self._sizes[-1])
        with np.errstate(all="ignore"):
            return backprop.loss_and_gradient(self._layers, loss, X, Y)

    def views(self, vector):
        """The (W, b) of each layer, as views on a vector in the order of theta."""
        good = type(vector) is np.ndarray and vector.dtype.kind in "iufc"
        if not good or vector.shape != self._theta.shape:
            raise TypeError(f"vector must be an array of shape {self._theta.shape}; got {abbreviate(vector)}")
        return [weights_and_bias(vector, *place) for place in self._places()]

    def _places(self):
        """Where each layer starts in theta, and the shape of its W."""
        places, start = [], 0
        for n_in, n_out in itertools.pairwise(self._sizes):
            places.append((start, (n_out, n_in)))
            start += (n_in + 1) * n_out
        return places

    def _layers_on(self, theta, activations):
        places = zip(self._places(), activations, strict=True)
        return tuple(Layer(theta, *place, activation) for place, activation in places)

    def copy(self):
        """A network of its own with the same parameters; `copy.copy`, `deepcopy` and `pickle` give one too."""
        copy = object.__new__(type(self))
        copy.__dict__ |= self.__dict__ | {"_theta": self._theta.copy(), "_kept": None}
        copy._layers = copy._layers_on(copy._theta, [layer.activation for layer in self._layers])
        return copy

    __copy__ = copy

    def __repr__(self):
        names = ", ".join(layer.activation.name for layer in self._layers)
        return f"Network({'-'.join(map(str, self._sizes))}: {names}; {self._theta.size} parameters)"
