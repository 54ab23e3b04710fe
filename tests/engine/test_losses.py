"""Losses. A wrong factor would still train, only not what the lecture says."""

import copy
import math
import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.engine import (
    LOSSES,
    Network,
    binary_cross_entropy,
    cross_entropy,
    half_squared_error,
    loss_named,
    mean_absolute_error,
    mean_squared_error,
    softmax,
)

P = np.array([[0.2, 0.8], [0.6, 0.1], [0.5, 0.9]])
T = np.array([[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])


def test_values_by_hand():
    squares = [0.04, 0.04, 0.16, 0.01, 0.25, 0.01]
    assert mean_squared_error(P, T) == pytest.approx(sum(squares) / 6, rel=1e-15)
    assert half_squared_error(P, T) == pytest.approx(sum(squares) / 2 / 3, rel=1e-15)
    assert mean_absolute_error(P, T) == pytest.approx((0.2 + 0.2 + 0.4 + 0.1 + 0.5 + 0.1) / 6, rel=1e-15)
    right = [0.8, 0.8, 0.6, 0.9, 0.5, 0.9]  # the probability of what happened
    assert binary_cross_entropy(P, T) == pytest.approx(-sum(map(math.log, right)) / 6, rel=1e-14)
    rows = np.array([[0.2, 0.3, 0.5], [0.1, 0.8, 0.1]])
    by_hand = -(math.log(0.5) + math.log(0.8)) / 2
    assert cross_entropy(rows, [2, 1]) == pytest.approx(by_hand, rel=1e-14)
    assert cross_entropy(rows, [[0, 0, 1], [0, 1, 0]]) == pytest.approx(by_hand, rel=1e-14)


def test_numbers_and_vectors_are_examples_with_one_output():
    assert half_squared_error(0.5, 1.0) == 0.125
    assert type(mean_squared_error.gradient(0.5, 1.0)) is float
    assert (
        mean_squared_error([0.5, 1.0], [1.0, 1.0])
        == mean_squared_error([[0.5], [1.0]], [[1.0], [1.0]])
        == 0.125
    )
    assert half_squared_error([0.5, 1.0], [1.0, 1.0]) == 0.0625


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_gradient_is_the_measured_slope(loss):
    P = softmax(np.random.default_rng(0).normal(size=(4, 3)))
    T = np.eye(3)[[0, 2, 1, 1]]
    gradient = loss.gradient(P, T)
    assert gradient.shape == P.shape
    # For rows of probabilities only steps that keep the sum make sense: compare differences of slopes.
    h = 1e-6
    for n in range(4):
        for j in range(3):
            step = np.zeros_like(P)
            step[n, j], step[n, (j + 1) % 3] = h, -h
            measured = (loss(P + step, T) - loss(P - step, T)) / (2 * h)
            assert gradient[n, j] - gradient[n, (j + 1) % 3] == pytest.approx(measured, abs=1e-8)


@pytest.mark.parametrize(
    "labels", [np.array([1.0, 0, 1]), np.array([[1.0, 0, 1], [0, 0, 1]])], ids=["vector", "rows"]
)
def test_binary_cross_entropy_from_logits_agrees(labels):
    z = np.random.default_rng(1).normal(size=labels.shape) * 3
    p = 1 / (1 + np.exp(-z))
    assert binary_cross_entropy.from_logits(z, labels) == pytest.approx(
        binary_cross_entropy(p, labels), rel=1e-14
    )
    expected = (p - labels) / labels.size
    np.testing.assert_allclose(binary_cross_entropy.gradient_from_logits(z, labels), expected, rtol=1e-14)


def test_cross_entropy_from_logits_agrees():
    z, y = np.random.default_rng(2).normal(size=(5, 4)) * 3, np.array([0, 3, 2, 1, 1])
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    assert cross_entropy.from_logits(z, y) == pytest.approx(cross_entropy(p, y), rel=1e-14)
    expected = (p - np.eye(4)[y]) / 5
    np.testing.assert_allclose(cross_entropy.gradient_from_logits(z, y), expected, rtol=1e-13, atol=1e-16)


def test_saturated_probabilities():
    assert binary_cross_entropy([0.0, 1.0], [0, 1]) == 0.0
    assert binary_cross_entropy([0.0], [1]) == math.inf
    np.testing.assert_array_equal(binary_cross_entropy.gradient([0.0, 1.0], [0, 1]), [0.5, -0.5])
    assert cross_entropy([[0.0, 1.0]], [1]) == 0.0


def test_saturated_neuron_of_the_lecture():
    p = 1 / (1 + math.exp(10))  # z = −10, y = 1: slopes with respect to z, from the chain rule
    ratio = binary_cross_entropy.gradient_from_logits(-10.0, 1) / (
        mean_squared_error.gradient(p, 1) * p * (1 - p)
    )
    assert ratio == pytest.approx(1.1e4, rel=0.01)


@given(st.floats(-30, 30), st.sampled_from([0, 1]))
def test_logits_and_probabilities_are_two_ways_to_one_number(z, y):
    p = math.exp(-math.log1p(math.exp(-z))) if z >= 0 else math.exp(z) / (1 + math.exp(z))
    from_logits = binary_cross_entropy.from_logits(z, y)
    # 1 − p has lost digits near p = 1, as many as e^z has: that is why one uses logits.
    tolerance = 1e-15 * math.exp(abs(z)) + 1e-13
    assert binary_cross_entropy(p, y) == pytest.approx(from_logits, rel=tolerance, abs=1e-15)


def test_scale_is_the_factor_of_one_output():
    for loss in LOSSES.values():
        if loss.pointwise is None:
            continue
        p, t = np.array([[0.3, 0.6, 0.9]]), np.array([[0.0, 1.0, 1.0]])
        terms = [loss.pointwise(p[0, j], t[0, j]) for j in range(3)]
        assert loss(p, t) == pytest.approx(loss.scale(3) * sum(terms), rel=1e-14)


def test_losses_have_names():
    for name, loss in LOSSES.items():
        assert loss_named(name) is loss_named(loss) is loss and loss.name == name == repr(loss)


def test_a_network_uses_logits():
    network = Network.from_parameters([([[1e4]], [0.0])], output="sigmoid")
    value, gradient = network.gradient([[1.0]], [0], "binary_cross_entropy")
    assert value == 1e4 and gradient[0] == 1.0


@pytest.mark.parametrize("z", [1.7e308, 1e200, 1e4])
def test_logits_at_the_end_of_float64(z):
    """The loss of a logit that is sure and wrong is the logit itself; of a right one it is 0."""
    for many in (1, 4):
        assert binary_cross_entropy.from_logits([-z] * many, [1] * many) == z
        assert binary_cross_entropy.from_logits([z] * many, [0] * many) == z
        assert binary_cross_entropy.from_logits([z] * many, [1] * many) == 0
    assert cross_entropy.from_logits([[z / 2, -z / 2]], [1]) == z
    assert cross_entropy.from_logits([[z, -z / 2]], [0]) == 0 == cross_entropy.from_logits([[z, -z]], [0])
    np.testing.assert_array_equal(binary_cross_entropy.gradient_from_logits([z, -z], [0, 1]), [0.5, -0.5])
    np.testing.assert_array_equal(cross_entropy.gradient_from_logits([[z, -z]], [1]), [[1, -1]])


@pytest.mark.parametrize("d", [3.0, 0.1, 1e-153, 2.1e-154, 1.3e154, 1.5e154])
def test_half_a_square_is_right_over_the_whole_range(d):
    """It overflows only where the half does: 1.5e154² is 2.25e308, and 2e154² / 2 is 2e308."""
    exact = float(Fraction(d) ** 2 / 2)
    assert half_squared_error(d, 0.0) == pytest.approx(exact, rel=4.5e-16, abs=0)
    assert half_squared_error(2e154, 0.0) == math.inf


@pytest.mark.parametrize("z", [20.0, 40.0, 300.0, 700.0])
def test_what_is_right_and_sure_keeps_its_digits(z):
    """log(1 + e⁻ᶻ) and its slope −1 / (1 + e^z): both are e⁻ᶻ to 16 digits beyond z = 40, and not 0."""
    loss, slope = math.log1p(math.exp(-z)), 1 / (1 + math.exp(z))
    for logit, label in ((z, 1), (-z, 0)):
        found = binary_cross_entropy.from_logits(logit, label)
        assert found == pytest.approx(loss, rel=1e-15, abs=0)
    assert binary_cross_entropy.gradient_from_logits(z, 1) == pytest.approx(-slope, rel=1e-15, abs=0)
    assert binary_cross_entropy.gradient_from_logits(-z, 0) == pytest.approx(slope, rel=1e-15, abs=0)
    assert cross_entropy.from_logits([[z, 0.0]], [0]) == pytest.approx(loss, rel=1e-15, abs=0)
    np.testing.assert_allclose(
        cross_entropy.gradient_from_logits([[z, 0.0]], [0]), [[-slope, slope]], rtol=1e-15
    )


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_a_copy_of_a_loss_is_the_loss(loss):
    assert copy.copy(loss) is loss and copy.deepcopy([loss])[0] is loss
    assert pickle.loads(pickle.dumps(loss)) is loss
