"""A product in the wrong order overflows on its way to a number that float64 has.

The expected numbers are exact fractions, rounded once.
"""

import math
from fractions import Fraction

import numpy as np
import pytest

from course_utils.engine import (
    Network,
    binary_cross_entropy,
    cross_entropy,
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
    return [
        float(value) if abs(value) < Fraction(2) ** 1024 else math.copysign(math.inf, value)
        for value in values
    ]


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
