"""Every number of a walkthrough, computed once more: plain NumPy on long doubles, with derivatives of its own.

Whoever shows a trace prints its numbers with four digits, so these must be right to the last of them, for each network
that can be followed, with each convention, at the start and later.
"""

import re

import numpy as np
import pytest

from course_utils.engine import Network, leaky_relu, lecture_network, walkthrough
from course_utils.engine.trace.notation import short

Real = np.longdouble


def ramp(slope):
    return (lambda z: np.where(z > 0, z, slope * z), lambda z: np.where(z > 0, Real(1), slope))


SIGMOID = (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2)
FUNCTIONS = {
    "identity": (lambda z: z, np.ones_like),
    "sigmoid": SIGMOID,
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    "relu": ramp(Real(0)),
    "leaky_relu": ramp(Real(0.3)),
    "softplus": (lambda z: np.log(1 + np.exp(z)), SIGMOID[0]),
}
LOSSES = {  # of one output, its slope, and whether the outputs are averaged
    "half_squared_error": (lambda p, y: (p - y) ** 2 / 2, lambda p, y: p - y, False),
    "mean_squared_error": (lambda p, y: (p - y) ** 2, lambda p, y: 2 * (p - y), True),
    "mean_absolute_error": (lambda p, y: abs(p - y), lambda p, y: np.sign(p - y), True),
    "binary_cross_entropy": (
        lambda p, y: -np.log(p) if y else -np.log(1 - p),
        lambda p, y: -1 / p if y else 1 / (1 - p),
        True,
    ),
}


class ByHand:
    """One network and one example; `numbers(t)` are those of update t by name."""

    def __init__(self, network, hidden, output, x, y, loss, rate, biases, in_place):
        self.W = [layer.W.astype(Real) for layer in network.layers]
        self.b = [layer.b.astype(Real) for layer in network.layers]
        self.functions = [*(FUNCTIONS[name] for name in hidden), FUNCTIONS[output]]
        self.x, self.y, self.rate = np.array(x, Real), np.array(y, Real), Real(rate)
        self.loss, self.loss_slope, averaged = LOSSES[loss]
        self.scale = Real(1) / len(y) if averaged else Real(1)
        self.biases, self.in_place = biases, in_place
        deep = len(hidden) > 1
        rows = [
            [f"h{i}_{j}" if deep else f"h{j}" for j in range(1, len(b) + 1)] for i, b in enumerate(self.b, 1)
        ]
        self.labels = [*rows[:-1], [f"o{j}" for j in range(1, len(y) + 1)]]

    def numbers(self, updates):
        for _ in range(updates):
            found = self.update()
        return found

    def forward(self, after=""):
        """Z, A and {name: number}, with the loss of each output."""
        Z, A, found = [], [self.x], {}
        for W, b, (value, _), labels in zip(self.W, self.b, self.functions, self.labels, strict=True):
            Z.append(W @ A[-1] + b)
            A.append(value(Z[-1]))
            for label, z, a in zip(labels, Z[-1], A[-1], strict=True):
                found |= {f"in_{label}{after}": z, f"out_{label}{after}": a, f"1-out_{label}{after}": 1 - a}
        parts = {
            f"L_{o}{after}": self.loss(p, t) for o, p, t in zip(self.labels[-1], A[-1], self.y, strict=True)
        }
        return Z, A, found | parts | {f"L{after}": self.scale * sum(parts.values())}

    def update(self):
        """The numbers of one update, after which W and b are new."""
        Z, A, found = self.forward()
        found |= self.parameters()
        arriving = np.array([self.loss_slope(p, t) for p, t in zip(A[-1], self.y, strict=True)]) * self.scale
        steps = []
        for i in reversed(range(len(self.W))):
            slope = self.functions[i][1](Z[i])
            delta = arriving * slope
            grad_W, grad_b = np.outer(delta, A[i]), delta
            if self.biases == "shared":
                grad_b = np.full_like(delta, delta.sum())
            found |= self.of_layer(i, A[i], arriving, slope, grad_W)
            W = self.W[i] - self.rate * grad_W
            if i:
                terms = (W if self.in_place else self.W[i]) * delta[:, None]
                arriving = terms.sum(axis=0)
                found |= self.of_paths(i, terms)
            steps.insert(0, (W, self.b[i] - self.rate * grad_b * (self.biases != "fixed"), grad_b))
        self.W, self.b, slopes = (list(parts) for parts in zip(*steps, strict=True))
        found |= {f"dL/d{name}": g for name, g in self.of_biases(slopes)}
        new = {f"{name}+": number for name, number in self.parameters().items()}
        return found | new | self.forward("+")[2]

    def of_layer(self, i, arriving, upstream, slope, grad_W):
        found = {}
        for j, label in enumerate(self.labels[i]):
            found |= {f"dL/dout_{label}": upstream[j], f"dout_{label}/din_{label}": slope[j]}
            for k, a in enumerate(arriving):
                weight = self.weight(i, j, k)
                found |= {f"din_{label}/d{weight}": a, f"dL/d{weight}": grad_W[j, k]}
        return found

    def of_paths(self, i, terms):
        """What reaches each neuron of the layer before, by either name of a path."""
        found = {}
        for goal, row in zip(self.labels[i], terms, strict=True):
            for source, term in zip(self.labels[i - 1], row, strict=True):
                found |= {f"dL_{goal}/dout_{source}": term, f"dL/dout_{source}|{goal}": term}
        return found

    def weight(self, i, j, k):
        return f"w{sum(W.size for W in self.W[:i]) + j * self.W[i].shape[1] + k + 1}"

    def of_biases(self, layers):
        """(name, number) of each neuron's bias, from one array a layer."""
        for i, (labels, numbers) in enumerate(zip(self.labels, layers, strict=True), 1):
            for label, number in zip(labels, numbers, strict=True):
                yield f"b_{label}" if self.biases == "per_neuron" else f"b{i}", number

    def parameters(self):
        weights = {f"w{n}": w for n, w in enumerate(np.concatenate([W.ravel() for W in self.W]), 1)}
        return weights | dict(self.of_biases(self.b))


def random(sizes, hidden, output, seed, bias=0.1):
    functions = [leaky_relu(0.3) if name == "leaky_relu" else name for name in hidden]
    network = Network.random(sizes, hidden=functions, output=output, seed=seed)
    for layer in network.layers:
        layer.b = np.full(layer.b.shape, bias)
    return network, hidden, output


def lecture():
    return lecture_network()[0], ["sigmoid"], "sigmoid"


def dead():
    """Of two ReLUs the first never fires."""
    layers = [([[1.0, -2.0], [0.5, 1.0]], [-1.0, -1.0]), ([[1.0, -0.5], [0.25, 0.5], [2.0, 1.0]], [0.1] * 3)]
    return Network.from_parameters(layers, hidden="relu", output="identity"), ["relu"], "identity"


CASES = {
    "the lecture's": (lecture, [0.05, 0.1], [0.01, 0.99], "half_squared_error", 0.5),
    "a dead ReLU": (dead, [0.5, 1.0], [0.0, 1.0, 0.3], "mean_absolute_error", 0.1),
    "three classes, two hidden layers": (
        lambda: random([3, 3, 2, 3], ["tanh", "softplus"], "sigmoid", 4),
        [0.5, -1.0, 0.2],
        [0.0, 1.0, 0.0],
        "binary_cross_entropy",
        0.5,
    ),
    "a leak": (
        lambda: random([2, 2, 2, 1], ["leaky_relu", "tanh"], "softplus", 1),
        [0.5, -1.0],
        [0.7],
        "mean_squared_error",
        0.1,
    ),
    "no hidden layer": (
        lambda: random([3, 2], [], "tanh", 2),
        [1.0, -2.0, 0.5],
        [0.2, -0.4],
        "mean_squared_error",
        0.02,
    ),
}


@pytest.mark.parametrize("in_place", [False, True], ids=["right", "in place"])
@pytest.mark.parametrize("biases", ["fixed", "shared", "per_neuron"])
@pytest.mark.parametrize("case", CASES)
def test_every_number_is_right_to_the_digits_that_are_printed(case, biases, in_place):
    make, x, y, loss, rate = CASES[case]
    network, hidden, output = make()
    options = {"learning_rate": rate, "biases": biases, "in_place": in_place, "updates": 40}
    trace = walkthrough(network, x, y, loss, **options)
    for update in (1, 2, 40):
        expected = ByHand(network, hidden, output, x, y, loss, rate, biases, in_place).numbers(update)
        row = dict(zip(trace.names, trace.numbers([update])[0], strict=True))
        shown = {name for name in row if not re.match(r"[?]|difference|next|target|i\d|learning_rate", name)}
        assert {step.formula.result for step in trace.steps if step.formula} <= shown
        for name in shown:
            assert row[name] == pytest.approx(float(expected[name]), rel=1e-11, abs=1e-15), (name, update)
            beside = {
                short(float(expected[name]) * by) for by in (1 - 1e-14, 1, 1 + 1e-14)
            }  # of a tie both ways
            assert short(row[name]) in beside, (name, update)
