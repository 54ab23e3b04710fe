"""The contestants: each module does the workloads as one writes them with its library.

Each has NAME and `contest(workload)`, which returns a `Contest`, or None for what its library does not do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np


@dataclass(frozen=True)
class Contest:
    """`run(count)` does so many units of work. `answer()` is what is compared before it counts, as an array.

    That is the gradient (n,) of the empirical risk at the workload's parameters, in the order of θ, for workloads that
    train; the predictions (N, n_out); or the Hessian (n, n).
    """

    run: Callable
    answer: Callable


def flat(layers):
    """[(W (n_out, n_in), b), …] as one vector in the order of θ."""
    return np.concatenate([np.asarray(part, dtype=float).ravel() for layer in layers for part in layer])


def unpacked(theta, sizes):
    """θ as [(W, b), …], views; for the arrays of any library."""
    layers, place = [], 0
    for n_in, n_out in pairwise(sizes):
        middle = place + n_in * n_out
        layers.append((theta[place:middle].reshape(n_out, n_in), theta[middle : middle + n_out]))
        place = middle + n_out
    return layers


def shuffled_batches(random, count, size):
    """The rows of each batch of one epoch."""
    order = random.permutation(count)
    return [order[start : start + size] for start in range(0, count, size)]
