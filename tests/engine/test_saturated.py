"""Where a sigmoid or a softmax is rounded to 1, loss, gradient, Hessian and the gradient check still say the same.

One weight z on the input 1, label 1: with p = σ(−z), the probability of the wrong class,

    L = log(1 + e⁻ᶻ)        ∂L/∂w = ∂L/∂b = −p        ∂²L/∂w² = ∂²L/∂w∂b = ∂²L/∂b² = p (1 − p)
"""

from decimal import Decimal, localcontext

import numpy as np
import pytest

from course_utils.engine import EmpiricalRisk, Network, gradient_check

FAR = [5.0, 15.0, 20.0, 30.0, 36.0, 37.0, 40.0, 100.0, 700.0]
X = [[1.0]]


def exact(z):
    """(L, p, p (1 − p)) of a logit z with label 1."""
    with localcontext(prec=700):
        e = (-Decimal(z)).exp()
        p = e / (1 + e)
        return float((1 + e).ln()), float(p), float(p * (1 - p))


def sigmoid_risk(z, label):
    network = Network.from_parameters([([[z]], [0.0])], output="sigmoid")
    return network, EmpiricalRisk(network, X, [label], "binary_cross_entropy")


def softmax_risk(z):
    network = Network.from_parameters([([[z], [0.0]], [0.0, 0.0])], output="softmax")
    return network, EmpiricalRisk(network, X, [0], "cross_entropy")


@pytest.mark.parametrize("z", FAR)
@pytest.mark.parametrize("label", [1.0, 0.0])
def test_a_saturated_sigmoid_has_the_digits_of_its_gradient(z, label):
    """Else a student's check calls the engine's gradient wrong at 30, and finds a flat surface beyond 37."""
    sign = -1.0 if label else 1.0
    network, risk = sigmoid_risk(-sign * z, label)
    loss, p, curvature = exact(z)
    value, gradient = network.gradient(X, [label], "binary_cross_entropy")
    for found in (
        (value, gradient),
        risk.value_and_gradient(network.theta),
        risk.value_and_gradient(network.theta),
    ):
        assert found[0] == pytest.approx(loss, rel=4e-16)
        # Where A − Y may serve, its rounding error of half an ε is below 10⁻¹⁰ of it.
        np.testing.assert_allclose(found[1], sign * p * np.ones(2), rtol=2e-10 if z < 14 else 1e-15)
    np.testing.assert_allclose(risk.hessian(network.theta), curvature * np.ones((2, 2)), rtol=2e-15)
    moved = risk.hessian_vector_product(network.theta, [1.0, 0.5])
    np.testing.assert_allclose(moved, 1.5 * curvature * np.ones(2), rtol=2e-15)
    assert gradient_check(risk, network.theta).agrees


@pytest.mark.parametrize("z", FAR)
def test_a_saturated_softmax_has_the_digits_of_its_gradient(z):
    network, risk = softmax_risk(z)
    loss, p, curvature = exact(z)
    signs = np.array([-1.0, 1.0, -1.0, 1.0])
    for value, gradient in (
        network.gradient(X, [0], "cross_entropy"),
        *2 * [risk.value_and_gradient(network.theta)],
    ):
        assert value == pytest.approx(loss, rel=4e-16)
        np.testing.assert_allclose(gradient, p * signs, rtol=2e-10 if z < 14 else 1e-15)
    np.testing.assert_allclose(risk.hessian(network.theta), curvature * np.outer(signs, signs), rtol=2e-15)
    assert gradient_check(risk, network.theta).agrees


def test_a_batch_of_saturated_examples_keeps_its_digits():
    """The mean over three examples with inputs 1, 2 and −1: −(p₁ + 2 p₂ + p₃)/3 for the weight, with their signs."""
    network = Network.from_parameters([([[33.0]], [0.5])], output="sigmoid")
    places, labels = [1.0, 2.0, -1.0], [1.0, 1.0, 0.0]
    signs = [-1.0, -1.0, 1.0]
    ps = [exact(abs(33 * x + 0.5))[1] for x in places]
    expected = [
        sum(s * p * x for s, p, x in zip(signs, ps, places, strict=True)) / 3,
        sum(s * p for s, p in zip(signs, ps, strict=True)) / 3,
    ]
    risk = EmpiricalRisk(network, np.array(places)[:, None], labels, "binary_cross_entropy")
    for _ in range(2):
        np.testing.assert_allclose(risk.gradient(network.theta), expected, rtol=1e-15)
    assert gradient_check(risk, network.theta).agrees
