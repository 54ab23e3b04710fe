"""The array network: its parameters, its predictions, its gradient."""

import copy
import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.engine import (
    EmpiricalRisk,
    Network,
    gradient_descent,
    leaky_relu,
    lecture_network,
    relu,
    tanh,
)
from tests.engine.random_networks import problems
from tests.engine.references import REFERENCES

REFERENCE = REFERENCES["lecture_network"]
EPSILON = 1e-13  # the references have 15 to 25 digits; float64 loses one or two of its 16 on the way


def numbers(*keys):
    return np.array([float(text) for key in keys for text in REFERENCE[key]])


# --- the lecture's network ---------------------------------------------------------------------------


def test_the_lecture_network_forward():
    network, x, _y = lecture_network()
    passed = network.forward(x[None])
    for found, key in zip([*passed.Z, *passed.A], ["in_h", "in_o", "out_h", "out_o"], strict=True):
        np.testing.assert_allclose(found[0], numbers(key), rtol=EPSILON)
    np.testing.assert_allclose(network(x[None]), passed.A[1], rtol=EPSILON)


def test_the_lecture_network_loss_and_gradient():
    network, x, y = lecture_network()
    value, gradient = network.gradient(x[None], y[None], "half_squared_error")
    assert value == pytest.approx(float(REFERENCE["loss"]), rel=EPSILON)
    (W1, b1), (W2, b2) = network.views(gradient)
    np.testing.assert_allclose(W1.ravel(), numbers("gradient_w1_w4"), rtol=EPSILON)
    np.testing.assert_allclose(W2.ravel(), numbers("gradient_w5_w8"), rtol=EPSILON)
    np.testing.assert_allclose(b1, numbers("delta_h"), rtol=EPSILON)
    np.testing.assert_allclose(b2, numbers("delta_o"), rtol=EPSILON)
    assert b1.sum() == pytest.approx(float(REFERENCE["gradient_b1_shared"]), rel=EPSILON)
    assert b2.sum() == pytest.approx(float(REFERENCE["gradient_b2_shared"]), rel=EPSILON)


def test_the_lecture_network_after_one_update():
    network, x, y = lecture_network()
    _value, gradient = network.gradient(x[None], y[None], "half_squared_error")
    network.theta -= 0.5 * gradient
    np.testing.assert_allclose(network.layers[0].W.ravel(), numbers("updated_w1_w4"), rtol=EPSILON)
    np.testing.assert_allclose(network.layers[1].W.ravel(), numbers("updated_w5_w8"), rtol=EPSILON)
    expected = float(REFERENCE["loss_after_1_update_other_conventions"]["one bias per neuron, updated"])
    risk = EmpiricalRisk(network, x[None], y[None], "half_squared_error")
    assert risk.value(network.theta) == pytest.approx(expected, rel=EPSILON)


def test_the_lecture_network_after_10000_updates_with_fixed_biases():
    network, x, y = lecture_network()
    learned = np.concatenate(
        [np.r_[np.ones(W.size), np.zeros(b.size)] for W, b in network.views(network.theta)]
    )

    class FixedBiases(EmpiricalRisk):
        def _value_and_gradient(self, theta):
            value, gradient = super()._value_and_gradient(theta)
            return value, gradient * learned

    risk = FixedBiases(network, x[None], y[None], "half_squared_error")
    *_, last = gradient_descent(risk, network.theta, learning_rate=0.5, steps=10_000)
    after = REFERENCE["loss_after_10000_updates"]
    assert last.value == pytest.approx(float(after["biases fixed"]), rel=after["relative tolerance"])


# --- agreement ---------------------------------------------------------------------------------------


@given(problems())
def test_the_prediction_is_the_end_of_the_forward_pass(problem):
    network, X, _, _ = problem
    passed = network.forward(X)
    A = X
    for layer, Z_found, A_found in zip(network.layers, passed.Z, passed.A, strict=True):
        np.testing.assert_allclose(Z_found, A @ layer.W.T + layer.b, rtol=1e-14, atol=1e-14)
        np.testing.assert_array_equal(A_found, layer.activation(Z_found))
        A = A_found
    np.testing.assert_allclose(network(X), A, rtol=1e-14, atol=1e-14)
    assert network(X).shape == (len(X), network.sizes[-1])


# --- parameters --------------------------------------------------------------------------------------


def test_theta_is_layer_by_layer_row_by_row_then_biases():
    network = Network.from_parameters([([[1, 2], [3, 4]], [5, 6]), ([[7, 8]], [9])])
    np.testing.assert_array_equal(network.theta, np.arange(1.0, 10))
    assert network.sizes == (2, 2, 1) and repr(network) == "Network(2-2-1: tanh, identity; 9 parameters)"


def test_layers_are_views_and_assignment_copies():
    network = Network.random([2, 3, 1])
    values = np.arange(13.0)
    network.theta = values
    values[:] = 0
    np.testing.assert_array_equal(network.layers[0].W, [[0, 1], [2, 3], [4, 5]])
    np.testing.assert_array_equal(network.layers[1].b, [12])
    network.layers[0].W = np.full((3, 2), 7)
    network.layers[1].b -= 2
    assert network.theta[0] == 7 and network.theta[-1] == 10
    network.theta -= np.ones(13)
    assert network.layers[0].W[0, 0] == 6 and network.layers[1].b[0] == 9


def test_a_refused_assignment_leaves_what_was_and_where_it_cannot_it_says_so():
    """NumPy writes the result of -= before the network is asked: of theta it keeps what was, of a layer it does not."""
    network = Network.random([2, 3, 1])
    before = network.theta.copy()
    with pytest.raises(ValueError, match="theta must be finite; it holds NaN") as caught:
        network.theta = network.theta - math.nan
    np.testing.assert_array_equal(network.theta, before)
    assert not hasattr(caught.value, "__notes__")
    gradient = np.zeros(13)
    gradient[3] = math.inf
    for twin in (network, network.copy(), copy.deepcopy(network), pickle.loads(pickle.dumps(network))):
        with pytest.raises(ValueError, match="theta must be finite; it holds an infinite value") as caught:
            twin.theta -= gradient
        np.testing.assert_array_equal(twin.theta, before)
        assert not hasattr(caught.value, "__notes__")
    with pytest.raises(ValueError, match="W must be finite; it holds NaN") as caught:
        network.layers[0].W -= math.nan
    assert "The network holds that now" in caught.value.__notes__[0]
    large = Network([100, 1000])
    with pytest.raises(ValueError, match="theta must be finite; it holds NaN") as caught:
        large.theta *= math.nan
    assert "The network holds that now" in caught.value.__notes__[0]


def test_a_network_of_zeros_takes_its_activations_by_name():
    network = Network([2, 3, 1], "relu", "sigmoid")
    assert network([[1, 2]]).tolist() == [[0.5]] and not network.theta.any()


def test_from_parameters_and_copy_are_independent():
    W, b = np.ones((1, 2)), np.zeros(1)
    network = Network.from_parameters([(W, b)])
    W[:] = 5
    twin = network.copy()
    twin.theta += 1
    np.testing.assert_array_equal(network.theta, [1, 1, 0])
    assert [layer.activation for layer in twin.layers] == [layer.activation for layer in network.layers]


def test_seeds_and_generators():
    first, again = Network.random([3, 5, 2], seed=4), Network.random([3, 5, 2], seed=4)
    other = Network.random([3, 5, 2], seed=np.random.default_rng(4))
    np.testing.assert_array_equal(first.theta, again.theta)
    np.testing.assert_array_equal(first.theta, other.theta)
    assert (first.theta != Network.random([3, 5, 2], seed=5).theta).any()


@pytest.mark.parametrize(
    ("activation", "variance"),
    [
        ("tanh", 2 / 500),
        ("sigmoid", 2 / 500),
        ("relu", 2 / 200),
        ("softplus", 2 / 200),
        (leaky_relu(0.5), 2 / 250),
    ],
    ids=str,
)
def test_initial_weights_have_the_published_variance(activation, variance):
    layer = Network.random([200, 300, 1], activation, seed=1).layers[0]
    # The variance of 60,000 numbers is measured to about √(2/60000) = 0.6 %; three of these.
    assert layer.W.var() == pytest.approx(variance, rel=0.018)
    assert (layer.b == 0).all()
    if str(activation) in ("tanh", "sigmoid"):
        assert np.abs(layer.W).max() <= math.sqrt(6 / 500)


def test_activations_by_name_by_function_and_by_layer():
    network = Network.random([2, 3, 4, 1], hidden=["relu", tanh], output="sigmoid")
    assert [layer.activation.name for layer in network.layers] == ["relu", "tanh", "sigmoid"]
    assert [layer.activation for layer in Network.random([1, 2, 2, 1], relu).layers[:2]] == [relu, relu]


def test_labels_that_are_bools_count_as_0_and_1_in_any_array_but_not_alone():
    network, X, labels = (
        Network.random([1, 1], output="sigmoid", seed=0),
        [[0.5], [1.0]],
        np.array([True, False]),
    )
    for y in (labels, labels.astype(object), labels.tolist(), [[True], [False]]):
        loss = network.gradient(X, y, "binary_cross_entropy")[0]
        assert loss == network.gradient(X, [1, 0], "binary_cross_entropy")[0]
    for alone in (True, np.array(True, dtype=object)):
        with pytest.raises(TypeError, match="y must be a number or an array of numbers"):
            network.gradient([[0.5]], alone, "binary_cross_entropy")


@given(st.integers(1, 5))
def test_a_vector_of_targets_is_a_column_only_for_one_output(outputs):
    network = Network.random([2, outputs], seed=0)
    X, y = np.ones((3, 2)), np.zeros(3)
    if outputs == 1:
        assert (
            network.gradient(X, y, "mean_squared_error")[0]
            == network.gradient(X, y[:, None], "mean_squared_error")[0]
        )
    else:
        with pytest.raises(ValueError, match=rf"y must have shape \(3, {outputs}\)"):
            network.gradient(X, y, "mean_squared_error")
