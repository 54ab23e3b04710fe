"""A two-layer network in NumPy: the worked program of notebook 12, and the network at work that its steps are tried on.

    Z = A Wᵀ + b        δ_o = (A_o − y) / N        δ_h = (δ_o W_o) ⊙ (1 − A_h²)        ∂L/∂W = δᵀ A,  ∂L/∂b = Σ δ

The functions are what `solution` shows and what runs in place of a step that a student has not written; the numbers
beside them are the engine's, which shares no line with them.
"""

import numpy as np

from ...data import galaxies
from ...engine import Network, binary_cross_entropy


# --- the worked program, as a student would write it ------------------------------------------------------
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def layer(A, W, b):
    return A @ W.T + b


def forward(X, W_h, b_h, W_o, b_o):
    A_h = np.tanh(layer(X, W_h, b_h))
    A_o = sigmoid(layer(A_h, W_o, b_o))
    return A_h, A_o


def loss(A_o, y):
    return np.mean(-(y * np.log(A_o) + (1 - y) * np.log(1 - A_o)))


def delta_output(A_o, y):
    return (A_o - y) / len(y)


def layer_gradients(delta, A):
    return delta.T @ A, delta.sum(axis=0)


def delta_hidden(delta_o, W_o, A_h):
    return (delta_o @ W_o) * (1 - A_h**2)


def backward(X, y, W_h, b_h, W_o, b_o):
    A_h, A_o = forward(X, W_h, b_h, W_o, b_o)
    delta_o = delta_output(A_o, y)
    delta_h = delta_hidden(delta_o, W_o, A_h)
    return *layer_gradients(delta_h, X), *layer_gradients(delta_o, A_h)


def update(parameters, gradients, learning_rate):
    return [p - learning_rate * g for p, g in zip(parameters, gradients, strict=True)]


def measured_gradient(f, theta, h=1e-5):
    slopes = np.zeros(len(theta))
    for i in range(len(theta)):
        nudge = np.zeros(len(theta))
        nudge[i] = h
        slopes[i] = (f(theta + nudge) - f(theta - nudge)) / (2 * h)
    return slopes


# --- the network at work, and what the engine says about it -------------------------------------------------
sky = galaxies(200, seed=0)
X, y = sky.X, sky.y[:, None].astype(float)
network = Network.random([2, 16, 1], hidden="tanh", output="sigmoid")
network.theta = np.random.default_rng(0).normal(size=network.theta.size)
START = tuple(part.copy() for pair in network.views(network.theta) for part in pair)  # W_h, b_h, W_o, b_o
W_h, b_h, W_o, b_o = START
(Z_h, Z_o), (A_h, A_o) = network.forward(X).Z, network.forward(X).A
LOSS, flat = network.gradient(X, y, "binary_cross_entropy")
GRADIENTS = tuple(part for pair in network.views(flat) for part in pair)
DELTA_O = binary_cross_entropy.gradient_from_logits(Z_o, y)
# δ of one example is the gradient of the hidden biases when only that example counts, 1/N of its own loss.
DELTA_H = np.array(
    [
        network.views(network.gradient(x[None], target[None], "binary_cross_entropy")[1])[0][1] / len(X)
        for x, target in zip(X, y, strict=True)
    ]
)
RATE = 0.2


def updated_by_engine():
    """The four arrays after one step of gradient descent, by the engine's vector of parameters."""
    other = network.copy()
    other.theta -= RATE * flat
    return tuple(part.copy() for pair in other.views(other.theta) for part in pair)
