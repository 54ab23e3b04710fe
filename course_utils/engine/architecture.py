"""The architecture: how many neurons in which layer, and their activation functions, checked in words."""

from itertools import pairwise

from .activations import activation, hidden_activation
from .validate import MOST_NUMBERS, as_list, finite, shown, whole


def checked_sizes(sizes):
    """sizes as a list of at least two whole numbers above 0."""
    sizes = [whole(size, f"sizes[{index}]") for index, size in enumerate(as_list(sizes, "sizes"))]
    if len(sizes) < 2:
        raise ValueError(f"sizes must list the inputs and at least one layer, as in [2, 3, 1]; got {sizes}")
    count = sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))
    if count > MOST_NUMBERS:
        raise ValueError(f"sizes must give at most {MOST_NUMBERS:,} parameters; got {shown(count)}")
    return sizes


def checked_pair(pair, index):
    """The (W, b) of layer index + 1 as arrays (n_out, n_in) and (n_out,)."""
    if not isinstance(pair, (tuple, list)) or len(pair) != 2:
        raise TypeError(f"parameters[{index}] must be a pair (W, b); got {shown(pair)}")
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
