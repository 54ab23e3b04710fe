"""The exact Hessian, dense and as a product with a vector."""

import numpy as np
import pytest
from hypothesis import assume, given

from course_utils.engine import EmpiricalRisk, Network
from tests.engine.random_networks import problems


def by_differences(risk, theta, h=1e-6):
    """Central differences of the gradient: errors h² times fourth derivatives, and ε/h = 2e-10."""
    columns = []
    for place in range(theta.size):
        step = np.zeros_like(theta)
        step[place] = h
        columns.append((risk.gradient(theta + step) - risk.gradient(theta - step)) / (2 * h))
    return np.array(columns)


@given(problems())
def test_the_hessian_is_the_measured_one(problem):
    network, X, y, loss = problem
    # Away from kinks: a step of 1e-6 must not cross one.
    kinks = [
        Z
        for Z, layer in zip(network.forward(X).Z, network.layers, strict=True)
        if "relu" in layer.activation.name
    ]
    assume(all(np.abs(Z).min() > 1e-3 for Z in kinks))
    assume(loss != "mean_absolute_error" or np.abs(network(X) - y).min() > 1e-3)
    risk = EmpiricalRisk(network, X, y, loss, l2=0.1)
    H = risk.hessian(network.theta)
    np.testing.assert_allclose(H, by_differences(risk, network.theta), rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(H, H.T, rtol=1e-12, atol=1e-14)


@given(problems())
def test_the_product_is_the_hessian_times_the_vector(problem):
    network, X, y, loss = problem
    risk = EmpiricalRisk(network, X, y, loss, l2=0.1)
    direction = np.random.default_rng(0).normal(size=network.theta.size)
    H = risk.hessian(network.theta)
    product = risk.hessian_vector_product(network.theta, direction)
    np.testing.assert_allclose(product, H @ direction, rtol=1e-10, atol=1e-12 * (1 + np.abs(H).max()))


def test_many_examples_are_worked_through_in_parts(monkeypatch):
    network = Network.random([2, 5, 3, 1], output="sigmoid", seed=3)
    random = np.random.default_rng(0)
    X, y = random.normal(size=(57, 2)), random.integers(0, 2, size=57)
    risk = EmpiricalRisk(network, X, y, "binary_cross_entropy")
    whole = risk.hessian(network.theta)
    monkeypatch.setattr("course_utils.engine.hessian._CHUNK", 1000)
    np.testing.assert_allclose(risk.hessian(network.theta), whole, rtol=1e-12, atol=1e-15)


def test_a_linear_model_has_the_hessian_of_least_squares():
    X = np.random.default_rng(0).normal(size=(20, 3))
    risk = EmpiricalRisk(Network.random([3, 1]), X, np.zeros(20), "mean_squared_error")
    design = np.column_stack([X, np.ones(20)])
    np.testing.assert_allclose(risk.hessian(np.zeros(4)), 2 * design.T @ design / 20, rtol=1e-13, atol=1e-15)


def test_too_many_parameters_are_refused_in_words():
    network = Network.random([100, 100])
    risk = EmpiricalRisk(network, np.ones((1, 100)), np.ones((1, 100)), "mean_squared_error")
    with pytest.raises(ValueError, match=r"10100 parameters .* the limit is 8000"):
        risk.hessian(network.theta)
    assert risk.hessian_vector_product(network.theta, network.theta).shape == (10_100,)


@pytest.mark.parametrize(("loss", "bend"), [("mean_squared_error", 2.0), ("half_squared_error", 1.0)])
def test_the_hessian_is_a_number_where_the_gradient_overflows(loss, bend):
    """The risk is bend/2 (w x + b − y)²: its second derivatives do not depend on y. x = 0 leaves those of b."""
    network = Network.from_parameters([(np.zeros((1, 1)), [-12.0])], output="identity")
    risk = EmpiricalRisk(network, [[0.0]], [-1.7e308], loss)
    np.testing.assert_array_equal(risk.hessian(network.theta), [[0.0, 0.0], [0.0, bend]])
    np.testing.assert_array_equal(risk.hessian_vector_product(network.theta, [3.0, 2.0]), [0.0, 2 * bend])


def test_several_outputs_do_not_mix_where_the_gradient_overflows():
    """The outputs' losses are averages of two squares: each bias has the second derivative 1, mixed ones are 0."""
    network = Network.from_parameters([(np.zeros((2, 1)), [0.0, 0.0])], output="identity")
    risk = EmpiricalRisk(network, [[0.0]], [[-1.7e308, 1.7e308]], "mean_squared_error")
    np.testing.assert_array_equal(risk.hessian(network.theta), np.diag([0.0, 0.0, 1.0, 1.0]))
