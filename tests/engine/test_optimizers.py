"""The optimisers' walks: the numbers that notebook 09 shows, and what happens where a walk fails."""

import itertools

import numpy as np
import pytest

from course_utils.engine import (
    Diverged,
    EmpiricalRisk,
    Network,
    Quadratic,
    SingularHessian,
    adam,
    double_well,
    gradient_check,
    gradient_descent,
    momentum,
    newton,
    rosenbrock,
)
from tests.engine.references import REFERENCES

REFERENCE = REFERENCES["newton_on_rosenbrock"]
BOWL = Quadratic([[3.0, 1.0], [1.0, 2.0]], [1.0, -1.0])


def last(walk):
    *_, end = walk
    return end


# --- surfaces ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("surface", [rosenbrock, double_well, BOWL], ids=str)
def test_surfaces_have_the_derivatives_that_one_measures(surface):
    for theta in np.random.default_rng(0).normal(size=(5, 2)):
        check = gradient_check(surface, theta)
        assert check.agrees and check.largest_error < 1e-8
        columns = [
            (surface.gradient(theta + step) - surface.gradient(theta - step)) / 2e-6
            for step in 1e-6 * np.eye(2)
        ]
        np.testing.assert_allclose(surface.hessian(theta), columns, rtol=1e-6, atol=1e-6)
        direction = np.array([0.3, -2.0])
        product = surface.hessian_vector_product(theta, direction)
        np.testing.assert_allclose(product, surface.hessian(theta) @ direction)


def test_surfaces_know_their_minima_and_draw_maps():
    for surface in (rosenbrock, double_well):
        for minimum in surface.minima:
            assert np.abs(surface.gradient(minimum)).max() == 0
            assert np.linalg.eigvalsh(surface.hessian(minimum))[0] > 0
    x, y = np.meshgrid([0.0, 1.0], [0.0, 1.0, 2.0])
    assert rosenbrock(x, y).shape == (3, 2) and rosenbrock(1, 1) == 0.0
    assert rosenbrock(-1.2, 1) == rosenbrock.value([-1.2, 1]) == pytest.approx(24.2)
    np.testing.assert_allclose(BOWL.gradient(BOWL.minimum), 0, atol=1e-15)
    with pytest.raises(ValueError, match="no lowest point"):
        _ = Quadratic([[1, 0], [0, -1]], [0, 0]).minimum


# --- walks -------------------------------------------------------------------------------------------


def test_newton_on_rosenbrock_gives_the_published_values():
    values = [point.value for point in newton(rosenbrock, REFERENCE["start"], steps=6)]
    np.testing.assert_allclose(values[:5], REFERENCE["value_at_step_0_to_6"][:5], rtol=1e-5)
    # Beyond these, cancellation leaves only the first digits.
    np.testing.assert_allclose(values[5:], REFERENCE["value_at_step_0_to_6"][5:], rtol=1e-3)


def test_descent_on_rosenbrock_takes_26593_steps():
    walk = gradient_descent(rosenbrock, [-1.2, 1.0], learning_rate=0.001, steps=30_000)
    assert next(point.step for point in walk if point.value < 1e-10) == 26_593


def test_double_well_newton_to_the_saddle_descent_to_the_minimum():
    np.testing.assert_allclose(last(newton(double_well, [0.4, 1.0], steps=10)).theta, 0, atol=1e-12)
    found = last(gradient_descent(double_well, [0.4, 1.0], learning_rate=0.1, steps=500)).theta
    np.testing.assert_allclose(found, [1, 0], atol=1e-12)
    edge = 1 / np.sqrt(5)  # Newton sends x to 2x³/(3x² − 1), which is −x at 1/√5
    np.testing.assert_allclose(last(newton(double_well, [0.999 * edge, 0.0], steps=50)).theta, 0, atol=1e-12)
    np.testing.assert_allclose(abs(last(newton(double_well, [1.001 * edge, 0.0], steps=50)).theta[0]), 1)


def test_newton_solves_a_quadratic_in_one_step():
    np.testing.assert_allclose(last(newton(BOWL, [5.0, 5.0], steps=1)).theta, BOWL.minimum, rtol=1e-14)
    half = last(newton(BOWL, [5.0, 5.0], steps=1, learning_rate=0.5)).theta
    np.testing.assert_allclose(half, (BOWL.minimum + 5.0) / 2, rtol=1e-14)


def test_damping_is_added_to_the_diagonal():
    A, b = BOWL.A, BOWL.b
    expected = np.ones(2) - np.linalg.solve(A + 2 * np.eye(2), A @ np.ones(2) - b)
    np.testing.assert_allclose(
        last(newton(BOWL, [1.0, 1.0], steps=1, damping=2.0)).theta, expected, rtol=1e-14
    )


def by_formula(rule, steps):
    """The walks on the bowl, written as the formulas stand in the papers."""
    theta, v, m = np.array([2.0, 1.0]), np.zeros(2), np.zeros(2)
    for t in range(1, steps + 1):
        g = BOWL.A @ theta - BOWL.b
        if rule == "descent":
            theta = theta - 0.1 * g
        elif rule == "momentum":
            v = 0.9 * v + g
            theta = theta - 0.1 * v
        else:
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
            theta = theta - 0.1 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return theta


@pytest.mark.parametrize(
    ("walk", "rule"),
    [(gradient_descent, "descent"), (momentum, "momentum"), (adam, "adam")],
    ids=["descent", "momentum", "adam"],
)
def test_the_rules_are_the_published_ones(walk, rule):
    found = last(walk(BOWL, [2.0, 1.0], learning_rate=0.1, steps=17)).theta
    np.testing.assert_allclose(found, by_formula(rule, 17), rtol=1e-12)


def test_a_learning_rate_above_the_limit_diverges_and_one_below_does_not():
    largest = np.linalg.eigvalsh(BOWL.A)[-1]
    good = last(gradient_descent(BOWL, [1.0, 1.0], learning_rate=1.99 / largest, steps=3000))
    np.testing.assert_allclose(good.theta, BOWL.minimum, atol=1e-8)
    with pytest.raises(Diverged):
        last(gradient_descent(BOWL, [1.0, 1.0], learning_rate=2.5 / largest, steps=3000))


# --- the protocol ------------------------------------------------------------------------------------


def test_the_norm_of_a_tiny_gradient():
    """3 and 4 give 5, also where the squares are 0 in float64."""
    bowl = Quadratic(np.diag([1e-170, 1e-170]), [0.0, 0.0])
    start, _ = gradient_descent(bowl, [3.0, 4.0], learning_rate=0.1, steps=1)
    assert start.gradient_norm == pytest.approx(5e-170, rel=1e-15, abs=0)


def test_adam_walks_by_lambda_or_refuses_an_epsilon_below_what_squares_can_hold():
    bowl = Quadratic([[1e-120]], [0.0])
    walk = adam(bowl, [1.0], learning_rate=0.1, steps=1, epsilon=1e-140)
    assert last(walk).theta == pytest.approx(0.9, rel=1e-12)
    with pytest.raises(ValueError, match="epsilon must be a finite number at least 1e-140; got 1e-300"):
        adam(bowl, [1.0], learning_rate=0.1, steps=1, epsilon=1e-300)


def test_steps_are_n_plus_one_iterates_from_the_start():
    points = list(gradient_descent(BOWL, [1, 2], learning_rate=0.1, steps=3))
    assert [point.step for point in points] == [0, 1, 2, 3]
    np.testing.assert_array_equal(points[0].theta, [1, 2])
    for point in points:
        assert point.value == BOWL.value(point.theta)
        assert point.gradient_norm == pytest.approx(np.linalg.norm(BOWL.gradient(point.theta)))


def test_the_start_is_copied_and_the_network_untouched():
    start = np.ones(2)
    walk = gradient_descent(BOWL, start, learning_rate=0.1, steps=2)
    start[:] = 9
    np.testing.assert_array_equal(next(walk).theta, [1, 1])
    network = Network.random([1, 2, 1])
    before = network.theta.copy()
    risk = EmpiricalRisk(network, np.ones((3, 1)), np.ones(3), "mean_squared_error")
    last(gradient_descent(risk, network.theta, learning_rate=0.1, steps=3))
    np.testing.assert_array_equal(network.theta, before)


def test_a_schedule_is_asked_at_every_step():
    asked = []

    def rate(t):
        asked.append(t)
        return 0.1 / (t + 1)

    points = list(gradient_descent(BOWL, [1.0, 1.0], learning_rate=rate, steps=3))
    assert asked == [0, 1, 2]
    step = points[2].theta - points[1].theta
    np.testing.assert_allclose(step, -0.05 * BOWL.gradient(points[1].theta), rtol=1e-12)


def test_diverged_follows_the_last_good_iterate():
    seen = []
    with pytest.raises(Diverged, match=r"step \d+ overflowed \(inf or NaN\)") as caught:
        for point in gradient_descent(rosenbrock, [-1.2, 1.0], learning_rate=0.1, steps=100):
            seen.append(point)
    assert caught.value.last is seen[-1]
    assert all(np.isfinite([*point.theta, point.value, point.gradient_norm]).all() for point in seen)


def test_a_singular_hessian_is_said_at_the_iterate():
    flat = Quadratic([[1.0, 1.0], [1.0, 1.0]], [1.0, 0.0])
    walk = newton(flat, [0.0, 0.0], steps=3)
    first = next(walk)
    with pytest.raises(SingularHessian, match="damping > 0") as caught:
        next(walk)
    assert caught.value.last is first
    assert last(newton(flat, [0.0, 0.0], steps=3, damping=0.1)).step == 3


def test_a_hessian_that_is_not_finite_is_said_with_its_step():
    """f = x⁴ / 4: a step of Newton leaves two thirds of x, so that 0.9 → 0.6 → 0.4 is below ½ at step 2."""

    class Quartic:
        def value_and_gradient(self, theta):
            return float(theta[0] ** 4 / 4), theta**3

        def hessian(self, theta):
            return np.array([[3 * theta[0] ** 2 if theta[0] > 0.5 else np.inf]])

    walk = newton(Quartic(), [0.9], steps=5)
    *_, good = itertools.islice(walk, 3)
    with pytest.raises(
        Diverged, match="step 3 is not defined: the Hessian at step 2 holds NaN or an inf"
    ) as caught:
        next(walk)
    assert caught.value.last is good and good.step == 2


def test_an_objective_of_ones_own():
    class Line:
        def value_and_gradient(self, theta):
            return float(theta[0] ** 2), 2 * theta

    assert last(gradient_descent(Line(), [1.0], learning_rate=0.25, steps=2)).theta[0] == 0.25


def test_walks_are_lazy():
    walk = gradient_descent(BOWL, [1.0, 1.0], learning_rate=0.1, steps=10**9)
    assert [point.step for point in itertools.islice(walk, 3)] == [0, 1, 2]
