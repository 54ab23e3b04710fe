"""Textbook NumPy: the usual program with a dict of arrays, weights (n_in, n_out), a fresh array for every step."""

import numpy as np

from ..workloads import RATE
from . import Contest, flat, shuffled_batches

NAME = "textbook NumPy"


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


ACTIVATIONS = {
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(0, z),
    "identity": lambda z: z,
    "softmax": softmax,
}
SLOPES = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: a > 0}
# ∂risk/∂z of the last layer, from its output and the target.
DELTAS = {
    "half_squared_error": lambda a, y: (a - y) * a * (1 - a) / len(a),
    "mean_squared_error": lambda a, y: 2 * (a - y) / a.size,
    "binary_cross_entropy": lambda a, y: (a - y) / len(a),
    "cross_entropy": lambda a, y: (a - np.eye(a.shape[1])[y]) / len(a),
}


def contest(workload):
    """All but second derivatives and scalars with names."""
    if workload.task not in ("update", "epoch", "predict"):
        return None
    last, X, Y = len(workload.layers), workload.X, workload.Y
    parameters = {}
    for number, (W, b) in enumerate(workload.layers, start=1):
        parameters[f"W{number}"], parameters[f"b{number}"] = W.T.copy(), b.copy()

    def forward(X):
        values = {"A0": X}
        for number in range(1, last + 1):
            Z = values[f"A{number - 1}"] @ parameters[f"W{number}"] + parameters[f"b{number}"]
            values[f"A{number}"] = ACTIVATIONS[workload.output if number == last else workload.hidden](Z)
        return values

    def gradients(X, Y):
        values, found = forward(X), {}
        delta = DELTAS[workload.loss](values[f"A{last}"], Y)
        for number in range(last, 0, -1):
            below = values[f"A{number - 1}"]
            found[f"W{number}"], found[f"b{number}"] = below.T @ delta, delta.sum(axis=0)
            if number > 1:
                delta = delta @ parameters[f"W{number}"].T * SLOPES[workload.hidden](below)
        return found

    def update(X, Y):
        for name, gradient in gradients(X, Y).items():
            parameters[name] = parameters[name] - RATE * gradient

    random = np.random.default_rng(0)

    def run(count):
        for _ in range(count):
            if workload.task == "predict":
                forward(X)
            elif workload.batch_size is None:
                update(X, Y)
            else:
                for rows in shuffled_batches(random, len(X), workload.batch_size):
                    update(X[rows], Y[rows])

    def answer():
        if workload.task == "predict":
            return forward(X)[f"A{last}"]
        found = gradients(X, Y)
        return flat([(found[f"W{number}"].T, found[f"b{number}"]) for number in range(1, last + 1)])

    return Contest(run, answer)
