"""The lecture's algorithm: written once, plainly, and whatever computes a pass otherwise gives the same numbers."""

import ast
import inspect

import numpy as np
import pytest

from course_utils.engine import (
    LOSSES,
    EmpiricalRisk,
    Network,
    backprop,
    fit,
    leaky_relu,
    lecture_network,
    unroll,
)
from course_utils.engine.fast import ForwardBackward
from course_utils.engine.functions import kinds
from course_utils.engine.functions.activations import ACTIVATIONS

HIDDEN = [*(name for name in ACTIVATIONS if name != "softmax"), leaky_relu(0.3)]
OUTPUTS = {
    "mean_squared_error": ["identity", "tanh", "softmax", "relu"],
    "half_squared_error": ["sigmoid", "softplus"],
    "mean_absolute_error": ["identity", "leaky_relu"],
    "binary_cross_entropy": ["sigmoid"],
    "cross_entropy": ["softmax"],
}


def cases():
    """Networks of depth 1 to 4 with every activation, loss and kind of output: (network, X, Y, loss)."""
    random = np.random.default_rng(0)
    for name, outputs in OUTPUTS.items():
        for output in outputs:
            for depth in range(1, 5):
                sizes = [3, *random.integers(1, 7, depth - 1), 4]
                hidden = [HIDDEN[i] for i in random.integers(len(HIDDEN), size=depth - 1)]
                network = Network.random(sizes, hidden, output, seed=random)
                network.theta += random.normal(size=network.theta.size)
                count = int(random.choice([1, 2, 9, 50]))
                X, labels = random.normal(size=(count, 3)), random.integers(0, 2, (count, 4))
                Y = np.eye(4)[labels[:, 0]] if name == "cross_entropy" else labels.astype(float)
                yield network, X, Y, LOSSES[name]


def take_what_is_rounded(monkeypatch):
    """Let the plain algorithm take every difference as it is, as training does."""
    for module in (backprop, kinds):
        monkeypatch.setattr(module, "full_precision", lambda rounded, exact, *arguments: rounded)


def test_the_algorithm_fits_on_a_page():
    """At most 40 lines without docstrings and blank lines: more would be another algorithm."""
    tree = ast.parse(inspect.getsource(backprop))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.Module) and ast.get_docstring(node):
            node.body.pop(0)
    assert len(ast.unparse(tree).replace("\n\n", "\n").splitlines()) <= 40


def test_every_loss_is_tried():
    assert OUTPUTS.keys() == LOSSES.keys()


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case[0]} {case[3]}")
@pytest.mark.parametrize("exact", [False, True], ids=["rounded", "exact"])
def test_the_fast_twin_gives_the_same_bits(case, exact, monkeypatch):
    """What `fit` and the playground use, which take A − Y and 1 − A as they are, and what `EmpiricalRisk` uses."""
    network, X, Y, loss = case
    if not exact:
        take_what_is_rounded(monkeypatch)
    fast = ForwardBackward(network, loss, X, Y, exact)
    value, gradient = backprop.loss_and_gradient(network.layers, loss, X, Y)
    for _ in range(2):  # played again, it does not work on what it left behind
        assert fast.value() == value
        for _ in range(2):
            assert np.array_equal(fast.gradient(), gradient)
        assert np.array_equal(fast.prediction, backprop.forward(network.layers, X)[1][-1])


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case[0]} {case[3]}")
def test_the_risk_gives_the_same_bits(case):
    network, X, Y, loss = case
    value, gradient = backprop.loss_and_gradient(network.layers, loss, X, Y)
    risk = EmpiricalRisk(network, X, Y, loss)
    for _ in range(3):  # answered plainly, recorded, and played again
        assert risk.value(network.theta) == value
    risk = EmpiricalRisk(network, X, Y, loss)
    for _ in range(3):
        found, slope = risk.value_and_gradient(network.theta)
        assert found == value and np.array_equal(slope, gradient)


@pytest.mark.parametrize("case", list(cases())[::3], ids=lambda case: f"{case[0]} {case[3]}")
def test_an_update_of_fit_is_a_step_along_the_plain_gradient(case, monkeypatch):
    network, X, Y, loss = case
    take_what_is_rounded(monkeypatch)
    _, gradient = backprop.loss_and_gradient(network.layers, loss, X, Y)
    stepped = network.theta - 0.1 * gradient
    fit(network, X, Y, loss, learning_rate=0.1, epochs=1)
    assert np.array_equal(network.theta, stepped)


def test_the_scalar_graph_of_the_lectures_network_has_the_same_gradient():
    """`unroll` is the other view: named scalars, for stepping."""
    network, x, y = lecture_network()
    nodes = unroll(network, x, y, "half_squared_error", biases="per_neuron")
    nodes["L"].backward()
    _, gradient = backprop.loss_and_gradient(network.layers, LOSSES["half_squared_error"], x[None], y[None])
    weights = [f"w{n}" for n in (1, 2, 3, 4)], [f"w{n}" for n in (5, 6, 7, 8)]
    names = [*weights[0], "b_h1", "b_h2", *weights[1], "b_o1", "b_o2"]
    assert np.allclose([nodes[name].grad for name in names], gradient, rtol=1e-12, atol=0)


@pytest.mark.parametrize("case", list(cases())[::4], ids=lambda case: f"{case[0]} {case[3]}")
def test_the_hessians_own_passes_give_the_same_error_signals(case):
    """∂²L along a direction, by the difference of two plain gradients: errors of h² and of ε/h = 2e-10."""
    network, X, Y, loss = case
    risk, theta = EmpiricalRisk(network, X, Y, loss), network.theta.copy()
    direction = np.random.default_rng(1).normal(size=theta.size)
    gradients = []
    for step in (1e-6, -1e-6):
        network.theta = theta + step * direction
        gradients.append(backprop.loss_and_gradient(network.layers, loss, X, Y)[1])
    product, plain = risk.hessian_vector_product(theta, direction), (gradients[0] - gradients[1]) / 2e-6
    assert np.allclose(product, plain, rtol=1e-6, atol=1e-8 * (1 + np.abs(plain).max()))
