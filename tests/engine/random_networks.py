"""Random networks with data and a loss that fits, for property tests."""

import numpy as np
from hypothesis import strategies as st

from course_utils.engine import Network, leaky_relu

SMOOTH = ["identity", "sigmoid", "tanh", "softplus"]
KINKED = ["relu", leaky_relu(0.1)]
SQUARED = ["mean_squared_error", "half_squared_error"]


@st.composite
def problems(draw):
    """(network, X, y, loss): up to three hidden layers, every output activation with a loss that fits."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=5))
    activations = [draw(st.sampled_from([*SMOOTH, *KINKED])) for _ in sizes[1:-1]]
    output = draw(st.sampled_from([*SMOOTH, "softmax"]))
    losses = [*SQUARED, "mean_absolute_error"]
    losses += {"sigmoid": ["binary_cross_entropy"], "softmax": ["cross_entropy"]}.get(output, [])
    loss = draw(st.sampled_from(losses))
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    network = Network.random(sizes, activations, output, seed=random)
    network.theta += 0.3 * random.normal(size=network.theta.size)
    X = random.normal(size=(draw(st.integers(1, 6)), sizes[0]))
    return network, X, targets_for(loss, len(X), sizes[-1], random), loss


def targets_for(loss, count, outputs, random):
    if loss == "binary_cross_entropy":
        return random.integers(0, 2, size=(count, outputs))
    if loss == "cross_entropy":
        return random.integers(0, outputs, size=count)
    return random.normal(size=(count, outputs))
