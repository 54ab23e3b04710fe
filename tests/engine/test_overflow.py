"""A product in the wrong order overflows on its way to a number that float64 has.

The expected numbers are exact fractions, rounded once.
"""

import math
from fractions import Fraction

import numpy as np
import pytest

from course_utils.engine import (
    Diverged,
    EmpiricalRisk,
    Network,
    binary_cross_entropy,
    cross_entropy,
    fit,
    half_squared_error,
    mean_absolute_error,
    mean_squared_error,
)
from course_utils.engine.functions.gates import power
from course_utils.engine.risk import penalty_of

FAR = [0.9e308, -1.6e308, 1.0, 0.0, 1.7e308], [-0.9e308, 0.1e308, -1.0, 0.0, 1.7e308]
ROOTS = [1.5e154, -2e154, 3e150, 0.0, 1.0, 2e154, 0.0, 0.0], [0.0] * 8


def exact(values):
    """Fractions as floats, infinite beyond float64."""
    far = Fraction(2) ** 1024
    return [float(value) if abs(value) < far else math.copysign(math.inf, value) for value in values]


@pytest.mark.parametrize(
    ("loss", "slope"),
    [
        (mean_squared_error, lambda p, t: 2 * (p - t)),
        (half_squared_error, lambda p, t: p - t),
        (mean_absolute_error, lambda p, t: (p > t) - (p < t)),
    ],
    ids=lambda value: getattr(value, "name", None),
)
@pytest.mark.parametrize("many", [1, 3, 4])
def test_gradients_of_far_predictions(loss, slope, many):
    p, t = (np.tile(side, many) for side in FAR)
    found = loss.gradient(p, t)
    expected = exact(
        Fraction(slope(Fraction(a), Fraction(b))) / len(p)
        for a, b in zip(p.tolist(), t.tolist(), strict=True)
    )
    np.testing.assert_allclose(found, expected, rtol=5e-16, atol=0)


def test_a_gradient_that_is_infinite_stays_so():
    assert mean_squared_error.gradient(1e308, -1e308) == math.inf
    assert half_squared_error.gradient([-1.7e308], [1.7e308])[0] == -math.inf


@pytest.mark.parametrize(
    ("loss", "term", "data"),
    [
        (mean_squared_error, lambda d: d * d, ROOTS),
        (half_squared_error, lambda d: d * d / 2, ROOTS),
        (mean_absolute_error, abs, FAR),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_means_of_terms_that_overflow(loss, term, data):
    differences = [Fraction(a) - Fraction(b) for a, b in zip(*data, strict=True)]
    expected = exact([sum(map(term, differences)) / len(differences)])[0]
    assert math.isfinite(expected) and loss(*data) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize("p", [2e-309, 3e-309, 4.5e-309])
def test_slopes_of_probabilities_close_to_0(p):
    """1 / p is beyond float64, a quarter of it is not."""
    expected = exact([-1 / Fraction(p) / 4])[0]
    assert math.isfinite(expected)
    found = binary_cross_entropy.gradient([p, 0.5, 0.5, 0.5], [1, 1, 1, 1])
    np.testing.assert_allclose(found, [expected, -0.5, -0.5, -0.5], rtol=5e-16)
    rows = [[p, 1.0], [0.5, 0.5], [0.5, 0.5], [0.5, 0.5]]
    np.testing.assert_allclose(cross_entropy.gradient(rows, [0, 0, 0, 0])[:, 0], found, rtol=5e-16)
    assert binary_cross_entropy.gradient([5e-324, 0.5], [1, 1])[0] == -math.inf


def test_logits_that_are_further_apart_than_float64_reaches():
    """The loss of the first row is 2 · 1.6e308, of the second log 2."""
    expected = exact([(2 * Fraction(1.6e308)) / 4])[0]
    rows = [[1.6e308, -1.6e308], [3.0, 3.0], [3.0, 3.0], [3.0, 3.0]]
    assert cross_entropy.from_logits(rows, [1, 0, 0, 0]) == pytest.approx(expected, rel=1e-15)


def losses_of_networks(network, X, y, loss):
    """The same loss by every way from a network: plain, recorded, and at the start of a training."""
    risk = EmpiricalRisk(network, X, y, loss)
    yield network.gradient(X, y, loss)[0]
    yield from (risk.value(network.theta) for _ in range(2))
    try:
        history = fit(network.copy(), X, y, loss, learning_rate=1e-300, epochs=1)
    except Diverged as error:  # by the first update, whose gradient overflows
        history = error.history
    yield history.train_loss[0]


def two_logits(w):
    return Network.from_parameters([([[w], [-w]], [0.0, 0.0])], output="softmax")


@pytest.mark.parametrize(
    ("network", "X", "y", "loss", "expected"),
    [
        # Logits 3.2e308 apart: nothing is lost where the larger one is the class, 3.2e308 / 4 where one is wrong.
        (two_logits(1.6e108), [[1e200]], [0], "cross_entropy", 0.0),
        (two_logits(1.6e108), [[1e200], [1e200]], [0, 0], "cross_entropy", 0.0),
        (two_logits(1.6e108), [[1e200], [0], [0], [0]], [1, 0, 0, 0], "cross_entropy", 0.8e308),
        # log(1 + e^−40), far below the spacing of numbers at 1
        (two_logits(20.0), [[1.0], [1.0]], [0, 0], "cross_entropy", math.exp(-40)),
        (
            Network.from_parameters([([[40.0]], [0.0])], output="sigmoid"),
            [[1.0]],
            [1],
            "binary_cross_entropy",
            math.exp(-40),
        ),
        # The sum is beyond float64, the mean is not.
        (
            Network.from_parameters([([[1.0]], [0.0])]),
            [[1.3e154], [1.3e154]],
            [0, 0],
            "mean_squared_error",
            1.69e308,
        ),
        (
            Network.from_parameters([([[1.0]], [0.0])]),
            [[1.5e154], [0.0]],
            [0, 0],
            "half_squared_error",
            0.5625e308,
        ),
    ],
)
def test_losses_of_networks_are_those_of_their_outputs(network, X, y, loss, expected):
    found = list(losses_of_networks(network, X, y, loss))
    np.testing.assert_allclose(found, [expected] * 4, rtol=1e-14, atol=0)


def test_adam_says_that_a_gradient_cannot_be_squared():
    """1e160² is infinite: without a word, m / √v would be 0, and the weight never moved again."""
    network = Network.from_parameters([([[1.0]], [0.0])])
    arguments = {"learning_rate": 0.1, "epochs": 3, "optimizer": "adam"}
    with pytest.raises(Diverged, match="epoch 1, by update 1; the network keeps the parameters of epoch 0"):
        fit(network, [[1e160]], [0.0], "mean_absolute_error", **arguments)
    np.testing.assert_array_equal(network.theta, [1.0, 0.0])
    fit(network, [[1e150]], [0.0], "mean_absolute_error", **arguments | {"epochs": 1})
    np.testing.assert_allclose(network.theta, [0.9, -0.1], rtol=1e-7)  # the first step is λ of any gradient


def test_a_penalty_of_weights_above_1():
    """½ · 1.7e308 · 1.1²: the product of the first two factors alone is beyond float64."""
    network = Network.from_parameters([([[1.1]], [0.0])])
    expected = exact([Fraction(1.7e308) * Fraction(1.1) ** 2 / 2])[0]
    assert penalty_of(network, 1.7e308).value(network.theta) == pytest.approx(expected, rel=1e-15)


def test_a_power_of_a_tiny_base_with_a_small_exponent():
    """v u^(v − 1) = v uᵛ / u: u^(v − 1) is 3.6e308, the slope 1e306."""
    u, v = 2.3e-308, -0.003
    value = power(u, v)
    with np.errstate(all="ignore"):
        slope, _ = power.partials(np.float64(u), np.float64(v), np.float64(value))
    expected = exact([Fraction(v) * Fraction(value) / Fraction(u)])[0]
    assert math.isfinite(expected) and slope == pytest.approx(expected, rel=1e-15)
    with np.errstate(all="ignore"):
        assert power.partials(np.float64(0.0), np.float64(0.5), np.float64(0.0))[0] == math.inf
