"""Universal approximation: networks that are built, not trained, to come close to a given function on [0, 1].

    bumps    Σ yⱼ [σ(s(x − lⱼ)) − σ(s(x − rⱼ))]       two steep sigmoids for each bump, from lⱼ to rⱼ
    pieces   f(x₀) + Σ (mⱼ − mⱼ₋₁) max(0, x − xⱼ₋₁)       straight from knot to knot; m are the slopes
    towers   the same in two dimensions, where a second hidden layer has to find "here in x *and* here in y"

How close is measured by the sup-error, max |network(x) − f(x)|. Each function here returns a `Network` like any other.
"""

from typing import NamedTuple

import numpy as np

from ..network import Network
from ..validate import FAR, check_int, instance, number, values_at

STEEP = 16  # times the number of bumps: then a sigmoid rises within a fraction of a bump
CUT = 1.5  # of two steps of height 1: above it only where both are up
AND_STEEP = 20  # of the neurons that cut
MOST, MOST_ACROSS = 10_000, 100  # neurons in pairs, towers in a row: more take a gigabyte to be evaluated
PLACES = {1: 2001, 2: 101}  # of each input, at which errors are measured


class Errors(NamedTuple):
    """How far a network is from a target: the largest error, where it is (x or (x, y)), and the mean of |error|."""

    sup: float
    mean: float
    at: tuple


def errors(network, target):
    """The `Errors` of a network with one or two inputs and one output, on [0, 1] or on the unit square.

    They are measured on a grid of 2001 places, or 101 × 101. target(x), or target(x, y), takes arrays (N,) and
    returns (N,). Raises ValueError for a network with other numbers of inputs or outputs.
    """
    instance(network, "network", Network, "sigmoid_bumps(np.cos, 10)")
    inputs, outputs = network.sizes[0], network.sizes[-1]
    if inputs not in PLACES or outputs != 1:
        raise ValueError(f"network must have one or two inputs and one output; got {inputs} and {outputs}")
    X = unit_grid(inputs)
    error = np.abs(network(X)[:, 0] - values_at(target, "target", *X.T, of="x" if inputs == 1 else "x and y"))
    worst = int(np.argmax(error))
    return Errors(float(error[worst]), float(error.mean()), tuple(float(x) for x in X[worst]))


def unit_grid(inputs):
    """The places (N, inputs) at which errors are measured."""
    along = np.linspace(0, 1, PLACES[inputs])
    return np.stack(np.meshgrid(*inputs * [along], indexing="ij"), axis=-1).reshape(-1, inputs)


def sigmoid_bumps(target, bumps, steepness=None):
    """A 1-2n-1 network of n bumps as high as the target in their middles, each a pair of sigmoids.

    steepness is the weight of x in every sigmoid, above 0; without it 16 n, so that it grows with the bumps. The
    outer edges of the first and the last bump lie at −1 and 2: bumps that ended at 0 and 1 would be half as high there.
    Raises TypeError and ValueError for other arguments. Source: the construction behind G. Cybenko (1989), in one
    dimension; drawn by M. Nielsen, Neural Networks and Deep Learning (2015), chapter 4.
    """
    count = check_int(bumps, "bumps", at_most=MOST)
    steep = STEEP * count if steepness is None else number(steepness, "steepness", above=0, at_most=FAR)
    edges = np.linspace(0, 1, count + 1)
    heights = values_at(target, "target", (edges[:-1] + edges[1:]) / 2)
    edges[[0, -1]] = -1, 2
    places = np.column_stack([edges[:-1], edges[1:]]).ravel()  # left, right, left, right, …
    signs = np.tile([1, -1], count)
    hidden = np.full((2 * count, 1), steep), -steep * places
    return Network.from_parameters([hidden, ([signs * heights.repeat(2)], [0.0])], hidden="sigmoid")


def relu_pieces(target, pieces):
    """A 1-n-1 network of n ReLUs that meets the target at n + 1 equally spaced knots and is straight between them.

    Where |f″| ≤ M, the sup-error is at most M / (8 n²). Raises TypeError and ValueError for other arguments.
    """
    count = check_int(pieces, "pieces", at_most=MOST)
    knots = np.linspace(0, 1, count + 1)
    values = values_at(target, "target", knots)
    bends = np.diff(np.diff(values) * count, prepend=0)  # by how much the slope changes at each knot
    return Network.from_parameters(
        [(np.ones((count, 1)), -knots[:-1]), ([bends], [values[0]])], hidden="relu"
    )


def tower(left, right, bottom, top, steepness=80):
    """A 2-4-1-1 network: about 1 above the rectangle, 0 elsewhere.

    Four sigmoids make a bump in x and one in y, whose sum is a cross; the neuron of the second hidden layer keeps
    what is higher than 1½. Raises TypeError and ValueError for an empty rectangle and a steepness that is not above 0.
    """
    steep = number(steepness, "steepness", above=0, at_most=FAR)
    low = np.array([number(left, "left", at_least=-FAR), number(bottom, "bottom", at_least=-FAR)])
    high = [number(right, "right", above=low[0], at_most=FAR), number(top, "top", above=low[1], at_most=FAR)]
    first = steep * np.repeat(np.eye(2), 2, axis=0), -steep * np.column_stack([low, high]).ravel()
    second = AND_STEEP * np.array([[1, -1, 1, -1]]), [-CUT * AND_STEEP]
    return Network.from_parameters([first, second, ([[1]], [0])], hidden="sigmoid")


def towers(target, across, steepness=None):
    """A 2-2n-n²-1 network of n × n towers as high as target(x, y) in their middles.

    Towers that are each cut out of a cross would leave holes where four of them meet. So each neuron of the second
    hidden layer marks a corner, "right of this edge in x and above that one in y"; a tower is four corners with signs
    + − − +, and neighbours share theirs. steepness is that of the n edges in each direction, above 0; without it 16 n.
    Raises TypeError and ValueError for other arguments.
    """
    count = check_int(across, "across", at_most=MOST_ACROSS)
    steep = STEEP * count if steepness is None else number(steepness, "steepness", above=0, at_most=FAR)
    edges = np.arange(count) / count
    x, y = np.meshgrid(edges + 0.5 / count, edges + 0.5 / count, indexing="ij")
    heights = values_at(target, "target", x.ravel(), y.ravel(), of="x and y").reshape(count, count)
    rises = np.diff(np.diff(heights, axis=0, prepend=0), axis=1, prepend=0)
    edges[0] = -1
    first = steep * np.repeat(np.eye(2), count, axis=0), -steep * np.tile(edges, 2)
    both = np.hstack([np.repeat(np.eye(count), count, axis=0), np.tile(np.eye(count), (count, 1))])
    second = AND_STEEP * both, np.full(count**2, -CUT * AND_STEEP)
    return Network.from_parameters([first, second, ([rises.ravel()], [0.0])], hidden="sigmoid")
