"""Unrolling: a network and one example, written out as a graph of scalars with the lecture's names.

Every weight, pre-activation and activation becomes a `Node`, in the order in which they are
computed. The array network and this graph are two views of one computation: both read the same
rows of the table of functions, and a test asserts that they give the same gradient.
"""

import functools
import itertools
import operator

import numpy as np

from .functions import Function
from .functions.activations import identity
from .graph import Node
from .losses import loss_named
from .network import Network
from .validate import instance, one_of, vector

BIASES = ("fixed", "shared", "per_neuron")


def neuron_names(sizes):
    """Names of the units, layer by layer: i1 i2 | h1 h2 | o1 o2; with more hidden layers h1_1, h2_1, …"""
    hidden = ["h"] if len(sizes) == 3 else [f"h{layer}_" for layer in range(1, len(sizes) - 1)]
    kinds = zip(["i", *hidden, "o"], sizes, strict=True)
    return [[f"{kind}{j}" for j in range(1, size + 1)] for kind, size in kinds]


def weight_names(sizes):
    """Names of the weights as one list of rows per layer: w1 … wn, layer by layer, row by row."""
    names = (f"w{number}" for number in itertools.count(1))
    return [
        [list(itertools.islice(names, n_in)) for _ in range(n_out)]
        for n_in, n_out in itertools.pairwise(sizes)
    ]


def bias_names(sizes, biases):
    """Names of the biases, one list per layer: b1 for a whole layer, or b_h1 for each neuron."""
    if biases == "per_neuron":
        return [[f"b_{neuron}" for neuron in layer] for layer in neuron_names(sizes)[1:]]
    return [[f"b{layer + 1}"] * width for layer, width in enumerate(sizes[1:])]


def check_biases(network, biases):
    """biases, if it is a known word that fits the network's biases."""
    one_of(biases, "biases", BIASES)
    for index, layer in enumerate(network.layers):
        if biases != "per_neuron" and np.any(layer.b != layer.b[0]):
            raise ValueError(
                f"biases={biases!r} means one bias per layer, but those of layer {index + 1} differ: "
                f"{np.array2string(layer.b, precision=4)}; use biases='per_neuron'"
            )
    return biases


def check_example(network, x, y):
    """One example as arrays (d,) and (k,) of its own, of the widths that the network has."""
    return vector(x, "x", network.sizes[0]).copy(), vector(y, "y", network.sizes[-1]).copy()


def unroll(network, x, y, loss, biases="fixed"):
    """The graph of the loss of one example, as a dict of named Nodes in order of computation.

    network is a `Network`, x its inputs (d,), y the targets (k,), loss a loss or its name. The last entry is "L",
    the loss; `nodes["L"].backward()` fills every gradient. `biases` is "fixed" or "shared" (one node b1, b2, … per
    layer) or "per_neuron" (b_h1, …).

    Raises ValueError for wrong shapes, for unequal biases in a layer unless "per_neuron", and for a
    softmax output, whose neurons cannot be written one by one.
    """
    instance(network, "network", Network)
    loss = loss_named(loss)
    check_biases(network, biases)
    x, y = check_example(network, x, y)
    check_layers(network)
    nodes = {}

    def name(node, label):
        return nodes.setdefault(label, node.named(label))

    def leaves(values, labels):
        return [name(Node(value), label) for value, label in zip(values, labels, strict=True)]

    neurons, weights = neuron_names(network.sizes), weight_names(network.sizes)
    shifts = bias_names(network.sizes, biases)
    previous, aims = leaves(x, neurons[0]), leaves(y, [f"target_{label}" for label in neurons[-1]])
    for layer, labels, w_labels, b_labels in zip(network.layers, neurons[1:], weights, shifts, strict=True):
        current = []
        for j, label in enumerate(labels):
            w, b = leaves(layer.W[j], w_labels[j]), name(Node(layer.b[j]), b_labels[j])
            z = name(added(map(operator.mul, w, previous)) + b, f"in_{label}")
            current.append(name(layer.activation(z), f"out_{label}"))
        previous = current
    parts = [
        name(loss.pointwise(out, aim), f"L_{label}")
        for out, aim, label in zip(previous, aims, neurons[-1], strict=True)
    ]
    total = added(parts)
    name(total * loss.scale(len(parts)) if loss.scale(len(parts)) != 1 else identity(total), "L")
    return nodes


def added(nodes):
    """a + b + …, from the left; `sum` would begin with 0, a node more."""
    return functools.reduce(operator.add, nodes)


def check_layers(network):
    """Raise ValueError where an activation does not act on each neuron by itself."""
    for layer in network.layers:
        if not isinstance(layer.activation, Function):
            raise ValueError(
                f"{layer.activation.name} mixes a layer's outputs and cannot be followed neuron by neuron; "
                "use sigmoid outputs"
            )
