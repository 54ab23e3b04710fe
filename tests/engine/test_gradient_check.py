"""The gradient check: a right gradient agrees, and a wrong component does not hide behind larger ones."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.engine import (
    EmpiricalRisk,
    Network,
    Quadratic,
    double_well,
    gradient_check,
    newton,
    rosenbrock,
)
from tests.engine.random_networks import problems

WRONG = {
    "zero": lambda g: 0.0,
    "the wrong sign": lambda g: -g,
    "a per cent more": lambda g: 1.01 * g,
    "a per cent less": lambda g: 0.99 * g,
    "twice as large": lambda g: 2 * g,
    "not a number": lambda g: np.nan,
    "infinite": lambda g: np.inf,
}


def spoilt(objective, theta, place, wrong):
    """The objective, with one component of its gradient at theta replaced."""
    gradient = objective.gradient(theta).copy()
    gradient[place] = wrong(gradient[place])
    return SimpleNamespace(value=objective.value, gradient=lambda theta: gradient)


def least_squares(weights=(1.0, 3.0), size=20):
    """Inputs of 500 to 1500: the bias has a slope a thousand times smaller than the weight's."""
    X = np.linspace(500, 1500, size)[:, None]
    y = 2 * X[:, 0] + 1 + np.random.default_rng(0).normal(size=size)
    network = Network.from_parameters([([[weights[0]]], [weights[1]])])
    return EmpiricalRisk(network, X, y, "mean_squared_error"), network.theta


def badly_scaled():
    """Parameters of size 1e-6, 1 and 1e6 in ½ Σ (θᵢ / sᵢ)² − Σ θᵢ / sᵢ, and slopes of 1e6, 1 and 1e-6."""
    scale = np.array([1e-6, 1.0, 1e6])
    return Quadratic(np.diag(scale**-2), 1 / scale), scale * [3.0, -2.0, 0.5]


def far_away():
    """A risk of about 1e12."""
    X = np.random.default_rng(1).normal(size=(9, 3))
    network = Network.random([3, 4, 1], "tanh", seed=1)
    return EmpiricalRisk(network, X, 1e6 * X[:, 0] + 1e6, "mean_squared_error"), network.theta


def wavy():
    """sin(1000 x) and exp(30 y): both bend within the usual step of other functions."""
    return SimpleNamespace(
        value=lambda t: np.sin(1e4 * t[0]) + np.exp(30 * t[1]),
        gradient=lambda t: np.array([1e4 * np.cos(1e4 * t[0]), 30 * np.exp(30 * t[1])]),
    ), np.array([0.3, -0.1])


CASES = {
    "least squares": least_squares(),
    "least squares, far off": least_squares((-40.0, 7e4)),
    "badly scaled": badly_scaled(),
    "large values": far_away(),
    "wavy": wavy(),
    "rosenbrock": (rosenbrock, np.array([-1.2, 1.0])),
    "double well": (double_well, np.array([0.3, 1e-3])),
    "one tiny slope": (Quadratic(np.diag([1.0, 1e-7]), [0.0, 0.0]), np.array([3.0, 1.0])),
}


@pytest.mark.parametrize(("objective", "theta"), CASES.values(), ids=CASES)
def test_right_gradients_agree(objective, theta):
    check = gradient_check(objective, theta)
    assert check.agrees and check.unmeasured == () and check.kinks == (), check
    assert check.largest_error < 1e-6 and "differences agree" in repr(check)
    np.testing.assert_allclose(check.measured, objective.gradient(theta), rtol=1e-4)


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize(("objective", "theta"), CASES.values(), ids=CASES)
def test_each_wrong_component_is_found_and_named(objective, theta, wrong):
    for place in range(theta.size):
        check = gradient_check(spoilt(objective, theta, place, wrong), theta)
        assert not check.agrees and f"do not agree; they differ most at theta[{place}]" in repr(check)
        assert check.largest_error > 5e-3


@pytest.mark.parametrize(("objective", "theta"), CASES.values(), ids=CASES)
def test_swapped_components_are_found(objective, theta):
    swapped = SimpleNamespace(value=objective.value, gradient=lambda t: objective.gradient(t)[::-1])
    assert not gradient_check(swapped, theta).agrees


@given(problems(), st.data())
@settings(max_examples=50)
def test_networks_of_all_kinds(problem, data):
    """A right gradient always agrees, and any component that is measured cannot be wrong."""
    network, X, y, loss = problem
    risk = EmpiricalRisk(network, X, y, loss, l2=data.draw(st.sampled_from([0.0, 0.1])))
    check = gradient_check(risk, network.theta)
    assert check.agrees, check
    places = set(range(network.theta.size)) - set(check.unmeasured) - set(check.kinks)
    for place in sorted(places)[:3]:
        wrong = data.draw(st.sampled_from(list(WRONG.values())))
        if check.gradient[place] != 0:
            assert not gradient_check(spoilt(risk, network.theta, place, wrong), network.theta).agrees


def line_of_best_fit():
    X = np.linspace(500, 1500, 20)
    a, b = np.polyfit(X, 2 * X + 1 + np.random.default_rng(0).normal(size=20), 1)
    return least_squares((a, b))


def trained():
    X = np.random.default_rng(3).normal(size=(12, 2))
    network = Network.random([2, 1], output="sigmoid", seed=0)
    risk = EmpiricalRisk(network, X, np.arange(12) % 2, "binary_cross_entropy", l2=0.1)
    *_, last = newton(risk, network.theta, steps=20)
    return risk, last.theta


MINIMA = {
    "rosenbrock": (rosenbrock, np.array([1.0, 1.0])),
    "double well": (double_well, np.array([-1.0, 0.0])),
    "saddle": (double_well, np.array([0.0, 0.0])),
    "bowl": (Quadratic([[4.0, 1.0], [1.0, 3.0]], [1.0, 2.0]), np.linalg.solve([[4, 1], [1, 3]], [1, 2])),
    "bowl without a height": (Quadratic(np.eye(3), np.zeros(3)), np.zeros(3)),
    "logistic regression": trained(),
    "least squares": line_of_best_fit(),
    "constant": (Quadratic(np.zeros((2, 2)), np.zeros(2)), np.array([1.0, 2.0])),
}


@pytest.mark.parametrize(("objective", "theta"), MINIMA.values(), ids=MINIMA)
def test_at_a_minimum_a_right_gradient_agrees_and_a_wrong_one_does_not(objective, theta):
    """There both are nothing but rounding, which has no size to compare with."""
    assert gradient_check(objective, theta).agrees
    for place in range(theta.size):
        for error in (0.01, -0.01):
            assert not gradient_check(
                spoilt(objective, theta, place, lambda g, error=error: g + error), theta
            ).agrees


def test_what_cannot_be_measured_is_said():
    """A slope of 1e-9 beside a value of 1e6, whose last digit is 1e-10: no step shows it."""
    flat = SimpleNamespace(
        value=lambda t: 1e6 + t[0] ** 2 + 1e-9 * np.tanh(t[1]), gradient=lambda t: np.array([2 * t[0], 1e-9])
    )
    check = gradient_check(flat, [1.0, 0.0])
    assert check.agrees and check.unmeasured == (1,)
    assert "theta[1] is too close to 0 to be measured: rounding hides up to" in repr(check)
    hidden = float(repr(check).rsplit(" ", 1)[1])
    assert 1e-10 < hidden < 1e-7
    check = gradient_check(Quadratic(np.eye(3), np.zeros(3)), [1.0, 0.0, 0.0])
    assert check.agrees and check.gradient.tolist() == [1, 0, 0]


# --- kinks -------------------------------------------------------------------------------------------


def hinge(slope_left, slope_right, computed):
    return SimpleNamespace(
        value=lambda t: t[1] ** 2 + (slope_right if t[0] > 0 else slope_left) * t[0],
        gradient=lambda t: np.array([computed, 2 * t[1]]),
    )


@pytest.mark.parametrize("computed", [0.0, 0.3, 1.0])
def test_at_a_kink_any_slope_between_is_right(computed):
    check = gradient_check(hinge(0.0, 1.0, computed), [0.0, 1.0])
    assert check.agrees
    if computed != 0.5:
        assert check.kinks == (0,) and "theta[0] is at a kink" in repr(check)
        assert check.measured[0] == pytest.approx(0.5) and check.uncertainty[0] == pytest.approx(
            0.5, rel=1e-4
        )


@pytest.mark.parametrize("computed", [-0.01, 1.01, -1.0])
def test_at_a_kink_other_slopes_are_wrong(computed):
    check = gradient_check(hinge(0.0, 1.0, computed), [0.0, 1.0])
    assert not check.agrees and "theta[0] is at a kink" in repr(check)


@pytest.mark.parametrize("hidden", ["relu", "leaky_relu"])
def test_a_network_at_the_kink_of_its_units(hidden):
    """relu′(0) = 0: one of the two slopes, and the network's gradient is right."""
    network = Network.from_parameters([([[1.0], [-2.0]], [-2.0, 1.0]), ([[3.0, 1.0]], [0.5])], hidden)
    risk = EmpiricalRisk(network, [[2.0]], [1.0], "mean_squared_error")
    assert network.forward([[2.0]]).Z[0][0, 0] == 0
    check = gradient_check(risk, network.theta)
    assert check.agrees and check.kinks == (0, 2)  # its weight and its bias
    wrong = spoilt(risk, network.theta, 1, lambda g: g + 1)
    assert not gradient_check(wrong, network.theta).agrees


def before_a_kink(distance, computed, height=1.0):
    """A ReLU that is closed, `distance` below its kink, with a computed slope."""
    return SimpleNamespace(
        value=lambda t: height + 2 * max(0.0, t[0] - distance), gradient=lambda t: np.array([computed])
    )


@pytest.mark.parametrize("distance", [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.5])
@pytest.mark.parametrize("height", [1.0, 100.0])
def test_a_closed_relu_near_its_kink_has_the_slope_zero(distance, height):
    check = gradient_check(before_a_kink(distance, 0.0, height), [0.0])
    assert check.agrees and check.kinks == (), check


@pytest.mark.parametrize("distance", [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.5])
def test_between_two_kinks_the_slope_is_zero(distance):
    between = SimpleNamespace(
        value=lambda t: 1 + max(0.0, t[0] - distance) + 2 * max(0.0, -t[0] - 2 * distance),
        gradient=lambda t: np.array([0.0]),
    )
    assert gradient_check(between, [0.0]).agrees


@pytest.mark.parametrize("distance", [1e-6, 1e-5, 1e-4, 1e-3])
@pytest.mark.parametrize("computed", [-1.0, -1e-6, 1e-6, 0.5, 2.0])
def test_near_a_kink_other_slopes_are_wrong(distance, computed):
    assert not gradient_check(before_a_kink(distance, computed), [0.0]).agrees


def test_a_slope_of_zero_is_wrong_where_rounding_alone_makes_short_steps_flat():
    rounded = SimpleNamespace(value=lambda t: (t[0] + 1e8) - 1e8, gradient=lambda t: np.array([0.0]))
    assert not gradient_check(rounded, [0.0]).agrees


def test_a_strong_bend_is_no_kink():
    bent = SimpleNamespace(value=lambda t: 1e6 * t[0] ** 2, gradient=lambda t: np.array([1.0]))
    check = gradient_check(bent, [0.0])
    assert not check.agrees and check.kinks == ()


# --- the edges ---------------------------------------------------------------------------------------


def test_a_domain_that_ends_nearby_is_respected():
    def value(theta):
        if theta[0] <= 0:
            raise ValueError("log needs arguments above 0")
        return np.log(theta[0])

    for place in (1e-7, 1e-3, 0.5, 40.0):
        logarithm = SimpleNamespace(value=value, gradient=lambda t: 1 / t)
        assert gradient_check(logarithm, [place]).agrees
        assert not gradient_check(SimpleNamespace(value=value, gradient=lambda t: 1.01 / t), [place]).agrees


def test_an_objective_that_refuses_every_step_says_why():
    def value(theta):
        if theta[0] != 1:
            raise ValueError("only 1 will do")
        return 0.0

    with pytest.raises(ValueError, match="only 1 will do"):
        gradient_check(SimpleNamespace(value=value, gradient=lambda t: t), [1.0])


def test_a_value_that_is_not_finite_agrees_with_nothing():
    for value in (np.nan, np.inf):
        check = gradient_check(SimpleNamespace(value=lambda t, v=value: v, gradient=lambda t: t), [1.0, 2.0])
        assert not check.agrees and check.unmeasured == (0, 1) and "do not agree" in repr(check)
        assert repr(check).endswith("The objective is not finite there")


def test_neither_function_can_move_theta():
    def value(theta):
        theta += 1
        return float(theta @ theta)

    def gradient(theta):
        result = 2 * (theta + 1)
        theta[:] = 7
        return result

    assert gradient_check(SimpleNamespace(value=value, gradient=gradient), [1.0, 2.0]).agrees
