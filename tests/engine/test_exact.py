"""Every public way to a number gives the same number, to the last digits; training takes no shortcut that shows."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.engine import LOSSES, EmpiricalRisk, Network, fit
from course_utils.engine.objectives import Plane
from tests.engine.random_networks import problems

BITS = 1e-15  # a product of one row and one of many may differ in their last bit: not on every processor
TINY = [1e-300, 1e-100, 1e-20, 1e-9, 1e-8, 1e-4, 0.3, 2.0]


def one_neuron(w=1.0):
    """tanh(w x) with weight 1 to the output."""
    return Network.from_parameters([([[w]], [0.0]), ([[1.0]], [0.0])], hidden="tanh")


@pytest.mark.parametrize("x", [*TINY, *(-x for x in TINY)])
def test_small_values_keep_their_digits(x):
    """Otherwise a figure of a small network shows steps of 1e-16 where the function is smooth."""
    network, exact = one_neuron(), math.tanh(x)
    assert network([[x]])[0, 0] == pytest.approx(exact, rel=4e-16, abs=0)
    assert network.forward([[x]]).A[-1][0, 0] == network([[x]])[0, 0]
    # f = a² and ½ a² for the target 0; ∂f/∂(output weight) = a²
    half = exact * exact / 2
    risk = EmpiricalRisk(network, [[x]], [0.0], "half_squared_error")
    value, gradient = network.gradient([[x]], [0.0], "half_squared_error")
    for found in (value, risk.value(network.theta), risk.value_and_gradient(network.theta)[0]):
        assert found == pytest.approx(half, rel=1e-15, abs=0)
    for found in (gradient, risk.gradient(network.theta)):
        assert found[2] == pytest.approx(2 * half, rel=1e-15, abs=0)
        assert found[3] == pytest.approx(exact, rel=4e-16, abs=0)
    plane = Plane.of_parameters(risk, network.theta, 0, 2)
    assert plane(1.0, 1.0) == pytest.approx(half, rel=1e-15, abs=0)
    history = fit(network.copy(), [[x]], [0.0], "half_squared_error", learning_rate=1e-12, epochs=1)
    assert history.train_loss[0] == pytest.approx(half, rel=1e-15, abs=0)


def test_training_moves_by_the_exact_gradient():
    """The output bias moves by λ tanh(1e-9): λ times what a shortcut would give is another number."""
    network = one_neuron()
    fit(network, [[1e-9]], [0.0], "half_squared_error", learning_rate=1.0, epochs=1)
    assert network.theta[3] == pytest.approx(-math.tanh(1e-9), rel=4e-16, abs=0)


@given(problems())
def test_call_forward_risk_and_loss_agree(problem):
    network, X, y, loss = problem
    prediction = network(X)
    np.testing.assert_allclose(network.forward(X).A[-1], prediction, rtol=1e-14, atol=1e-300)
    value, gradient = network.gradient(X, y, loss)
    risk = EmpiricalRisk(network, X, y, loss)
    both = risk.value_and_gradient(network.theta)
    np.testing.assert_allclose([risk.value(network.theta), both[0]], value, rtol=BITS)
    np.testing.assert_allclose(
        risk.gradient(network.theta), gradient, rtol=BITS, atol=BITS * np.abs(gradient).max()
    )
    target = y if loss != "cross_entropy" else np.eye(network.sizes[-1])[y]
    assert LOSSES[loss](prediction, target) == pytest.approx(value, rel=1e-12, abs=1e-15)


@given(problems(), st.sampled_from([None, 2]))
def test_the_history_holds_the_risks(problem, batch_size):
    network, X, y, loss = problem
    losses, held = [], []
    risk = EmpiricalRisk(network, X, y, loss)
    watched = EmpiricalRisk(network, X[:1], y[:1], loss)

    def note(epoch, history):
        losses.append(risk.value(network.theta))
        held.append(watched.value(network.theta))

    how = {"learning_rate": 1e-3, "epochs": 3, "batch_size": batch_size, "l2": 0.1}
    history = fit(network, X, y, loss, validation=(X[:1], y[:1]), callback=note, **how)
    np.testing.assert_allclose(history.train_loss[1:], losses, rtol=BITS)
    np.testing.assert_allclose(history.validation_loss[1:], held, rtol=BITS)


def test_a_grid_is_predicted_as_its_points_are():
    """`net(X)` takes many rows in blocks; a picture must not show them."""
    network = Network.random([2, 16, 16, 1], output="sigmoid", seed=5)
    X = np.random.default_rng(0).normal(size=(2500, 2))
    np.testing.assert_allclose(network(X), network.forward(X).A[-1], rtol=1e-14)
    np.testing.assert_allclose(network(X)[::311], [network(x[None])[0] for x in X[::311]], rtol=1e-13)
