"""Depth: a map that folds [0, 1] in two, done k times over, has 2ᵏ straight pieces.

    t(x) = 2 max(0, x) − 4 max(0, x − ½)        from 0 up to 1 and down to 0

Each time costs one hidden layer of two ReLUs. A single hidden layer of n ReLUs bends at most n times, so that it has at
most n + 1 pieces (M. Telgarsky, Representation benefits of deep feedforward networks, 2015).
"""

import numpy as np

from ..functions.activations import identity, relu
from ..network import Network
from ..validate import FAR, abbreviate, check_int, instance, number

MOST = 16  # 65,536 pieces
SAME_PLACE = 1e-9  # of the interval: nearer breakpoints are one
SAME_SLOPE = 1e-6  # of the largest slope: a smaller change is not a bend


def triangle_map(times):
    """The triangle map, `times` times over: a network of that many hidden layers with two ReLUs each.

    Raises TypeError and ValueError unless times is a whole number from 1 to 16.
    """
    count = check_int(times, "times")
    if count > MOST:
        raise ValueError(
            f"times must be at most {MOST}, which gives {2**MOST:,} pieces; got {abbreviate(count)}"
        )
    fold = np.array([[2.0, -4.0]])
    first = [[1], [1]], [0, -0.5]
    further = np.repeat(fold, 2, axis=0), [0, -0.5]
    return Network.from_parameters([first, *(count - 1) * [further], (fold, [0])], hidden="relu")


def bends(network, low=0.0, high=1.0):
    """The places (n,) inside [low, high] where a ReLU network of one input and one output changes its slope.

    They are computed, layer by layer: between two neighbouring places every neuron of a layer is straight, so where it
    crosses zero is known. Raises ValueError for other networks, and unless low < high.
    """
    instance(network, "network", Network, "triangle_map(3)")
    low = number(low, "low", at_least=-FAR)
    high = number(high, "high", above=low, at_most=FAR)
    *hidden, output = network.layers
    if network.sizes[0] != 1 or network.sizes[-1] != 1:
        raise ValueError(f"network must have one input and one output; its sizes are {network.sizes}")
    if output.activation is not identity or any(layer.activation is not relu for layer in hidden):
        raise ValueError(f"network must have ReLU hidden layers and a straight output; got {network!r}")
    places = np.array([low, high])
    A = places[:, None]
    for layer in hidden:
        Z = A @ layer.W.T + layer.b
        finer = _with_crossings(places, Z, SAME_PLACE * (high - low))
        Z = np.column_stack([np.interp(finer, places, z) for z in Z.T])
        places, A = finer, relu.value(Z)
    values = (A @ output.W.T + output.b)[:, 0]
    slopes = np.diff(values) / np.diff(places)
    return places[1:-1][np.abs(np.diff(slopes)) > SAME_SLOPE * np.abs(slopes).max()]


def linear_pieces(network, low=0.0, high=1.0):
    """The number of straight pieces of a ReLU network of one input and one output on [low, high], counted exactly."""
    return len(bends(network, low, high)) + 1


def _with_crossings(places, Z, apart):
    """The places and all those between them where a column of Z (places, neurons) crosses zero, rising."""
    before, after = Z[:-1], Z[1:]
    step, neuron = np.nonzero(np.sign(before) * np.sign(after) < 0)
    share = before[step, neuron] / (before[step, neuron] - after[step, neuron])
    found = np.unique(np.concatenate([places, places[step] + share * np.diff(places)[step]]))
    kept = np.concatenate([[True], np.diff(found) > apart])
    kept[-1] = True
    return found[kept]
