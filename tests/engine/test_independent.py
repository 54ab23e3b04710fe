"""The engine against a second implementation: other code, other derivatives (complex steps), any layout of the data.

A complex step, Im f(θ + i h) / h, has no difference of near numbers in it and so no rounding error to speak of.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.engine import EmpiricalRisk, Network, fit
from tests.engine.random_networks import problems, targets_for

H = 1e-30


def positive(z):
    return np.where(z.real > 0, z, 0)


ACTIVATIONS = {
    "identity": lambda z: z,
    "sigmoid": lambda z: np.exp(z) / (1 + np.exp(z)),
    "tanh": np.tanh,
    "relu": positive,
    "leaky_relu": lambda z: np.where(z.real > 0, z, 0.1 * z),
    "softplus": lambda z: np.log(1 + np.exp(z)),
    "softmax": lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True),
}


def distance(p, y):
    return np.where((p - y).real > 0, p - y, y - p)


LOSSES = {
    "mean_squared_error": lambda p, y: ((p - y) ** 2).mean(),
    "half_squared_error": lambda p, y: ((p - y) ** 2).sum() / 2 / len(p),
    "mean_absolute_error": lambda p, y: distance(p, y).mean(),
    "binary_cross_entropy": lambda p, y: -np.log(np.where(y == 1, p, 1 - p)).mean(),
    "cross_entropy": lambda p, y: -np.log(p[np.arange(len(p)), y]).mean(),
}


def loss_at(theta, sizes, names, X, y, loss):
    """The loss as a function of theta, for complex theta too."""
    A, place = np.asarray(X), 0
    for n_in, n_out, name in zip(sizes[:-1], sizes[1:], names, strict=True):
        W = theta[place : place + n_in * n_out].reshape(n_out, n_in)
        place += n_in * n_out
        A = ACTIVATIONS[name](np.einsum("ni,oi->no", A, W) + theta[place : place + n_out])
        place += n_out
    return LOSSES[loss](A, y)


def second_opinion(network, X, y, loss):
    """(value, gradient) by complex steps."""
    names = [layer.activation.name for layer in network.layers]

    def value(theta):
        return loss_at(theta, network.sizes, names, X, y, loss)

    steps = network.theta + 1j * H * np.eye(network.theta.size)
    return value(network.theta.astype(complex)).real, np.array([value(theta).imag / H for theta in steps])


LAYOUTS = {
    "as it is": lambda a: a,
    "Fortran order": np.asfortranarray,
    "every second row": lambda a: np.repeat(a, 2, axis=0)[::2],
    "backwards": lambda a: a[::-1].copy()[::-1],
    "every second column": lambda a: np.repeat(a, 2, axis=-1)[..., ::2],
    "broadcast": lambda a: np.broadcast_to(a, a.shape),
    "read-only": lambda a: read_only(a.copy()),
    "lists": lambda a: a.tolist(),
    "big-endian": lambda a: a.astype(a.dtype.newbyteorder(">")),
}


def read_only(array):
    array.flags.writeable = False
    return array


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@settings(max_examples=30)
@given(problem=problems())
def test_the_layout_of_the_data_does_not_matter(layout, problem):
    network, X, y, loss = problem
    value, gradient = second_opinion(network, X, y, loss)
    X, y = layout(X), layout(np.asarray(y))
    risk = EmpiricalRisk(network, X, y, loss)
    for found in (network.gradient(X, y, loss), risk.value_and_gradient(network.theta)):
        assert found[0] == pytest.approx(value, rel=1e-12, abs=1e-14)
        np.testing.assert_allclose(found[1], gradient, rtol=1e-10, atol=1e-13 * (1 + np.abs(gradient).max()))
    assert network(X).flags.c_contiguous and network(X).dtype == float


@given(problems(), st.sampled_from([np.float32, np.float16]))
def test_narrow_numbers_are_taken_as_they_are_and_counted_in_full(problem, kind):
    network, X, y, loss = problem
    X = X.astype(kind)
    y = y if loss in ("cross_entropy", "binary_cross_entropy") else y.astype(kind)
    value, gradient = second_opinion(network, X.astype(float), np.asarray(y, dtype=np.asarray(y).dtype), loss)
    found = network.gradient(X, y, loss)
    assert found[0] == pytest.approx(value, rel=1e-12, abs=1e-14) and found[1].dtype == float
    np.testing.assert_allclose(found[1], gradient, rtol=1e-10, atol=1e-13 * (1 + np.abs(gradient).max()))


def trained_by_hand(network, X, y, loss, optimizer, order, batch_size, l2):
    """One epoch and what follows, with gradients by complex steps."""
    theta, velocity, mean, square = network.theta.copy(), 0.0, 0.0, 0.0
    weights = np.concatenate([[1.0] * W.size + [0.0] * b.size for W, b in network.views(theta)])
    twin = network.copy()
    for t, start in enumerate(range(0, len(X), batch_size), 1):
        rows = order[start : start + batch_size]
        twin.theta = theta
        gradient = second_opinion(twin, X[rows], y[rows], loss)[1] + l2 * weights * theta
        if optimizer == "sgd":
            theta = theta - 0.05 * gradient
        elif optimizer == "momentum":
            velocity = 0.9 * velocity + gradient
            theta = theta - 0.05 * velocity
        else:
            mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
            theta = theta - 0.05 * (mean / (1 - 0.9**t)) / (np.sqrt(square / (1 - 0.999**t)) + 1e-8)
    return theta


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("layout", ["C", "F"])
@pytest.mark.parametrize(("count", "batch_size"), [(1, 1), (7, 7), (7, 3), (8, 4)])
def test_an_epoch_of_training(optimizer, layout, count, batch_size):
    random = np.random.default_rng(count)
    for sizes, output, loss in [
        ([3, 2], "softmax", "cross_entropy"),
        ([2, 1], "sigmoid", "binary_cross_entropy"),
        ([1, 1], "identity", "mean_absolute_error"),
        ([2, 4, 3, 2], "tanh", "half_squared_error"),
    ]:
        network = Network.random(sizes, "tanh", output, seed=random)
        X = np.array(random.normal(size=(count, sizes[0])), order=layout)
        y = targets_for(loss, count, sizes[-1], random)
        order = np.arange(count)
        if batch_size < count:
            np.random.default_rng(11).shuffle(order)
        expected = trained_by_hand(network, X, y, loss, optimizer, order, batch_size, 0.1)
        how = {"learning_rate": 0.05, "epochs": 1, "batch_size": batch_size, "l2": 0.1, "seed": 11}
        fit(network, X, y, loss, optimizer=optimizer, **how)
        np.testing.assert_allclose(network.theta, expected, rtol=1e-8, atol=1e-10)
