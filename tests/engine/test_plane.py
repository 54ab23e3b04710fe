"""A plane through an objective: the picture of a risk is wrong if its slopes are not those of the risk."""

import numpy as np
import pytest

from course_utils.engine import EmpiricalRisk, Network, Quadratic, gradient_check, newton, rosenbrock
from course_utils.engine.objectives import Plane


@pytest.fixture
def risk():
    random = np.random.default_rng(0)
    X, y = random.normal(size=(30, 2)), random.integers(0, 2, size=30)
    network = Network.random([2, 3, 1], output="sigmoid", seed=1)
    return EmpiricalRisk(network, X, y, "binary_cross_entropy"), network.theta.copy()


def test_over_two_parameters_it_is_the_risk_with_the_others_kept(risk):
    objective, theta = risk
    plane = Plane.of_parameters(objective, theta, 1, 4)
    assert plane.value(theta[[1, 4]]) == objective.value(theta)
    changed = theta.copy()
    changed[[1, 4]] = 0.3, -2.0
    assert plane.value([0.3, -2.0]) == objective.value(changed)
    np.testing.assert_array_equal(plane.theta([0.3, -2.0]), changed)
    np.testing.assert_allclose(plane.gradient([0.3, -2.0]), objective.gradient(changed)[[1, 4]])
    np.testing.assert_allclose(
        plane.hessian([0.3, -2.0]), objective.hessian(changed)[np.ix_([1, 4], [1, 4])], atol=1e-14
    )


def test_over_any_two_directions_its_derivatives_are_those_that_one_measures(risk):
    objective, theta = risk
    plane = Plane(objective, theta, np.random.default_rng(2).normal(size=(2, theta.size)))
    here = np.array([0.4, -0.3])
    assert gradient_check(plane, here).agrees
    columns = [(plane.gradient(here + e) - plane.gradient(here - e)) / 2e-6 for e in 1e-6 * np.eye(2)]
    np.testing.assert_allclose(plane.hessian(here), columns, rtol=1e-6, atol=1e-8)


def test_it_maps_arrays_and_can_be_walked():
    plane = Plane(Quadratic(np.diag([1.0, 2.0, 3.0]), np.zeros(3)), [0.0, 0.0, 1.0], [[1, 0, 0], [0, 1, 0]])
    a, b = np.meshgrid([0.0, 1.0], [0.0, 1.0, 2.0])
    np.testing.assert_allclose(plane(a, b), 0.5 * a**2 + b**2 + 1.5)
    assert plane(1, 2) == pytest.approx(6.0)
    *_, end = newton(plane, [3.0, -1.0], steps=1)
    np.testing.assert_allclose(end.theta, 0, atol=1e-12)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((rosenbrock, [0.0], np.eye(2)), "origin must have shape"),
        ((rosenbrock, [0.0, 0.0], np.eye(3)), "directions must have shape"),
        ((rosenbrock, [0.0, 0.0], [[1, 1], [2, 2]]), "must not be parallel"),
        ((rosenbrock, [0.0, 0.0], [[1, np.nan], [2, 2]]), "finite"),
    ],
)
def test_what_spans_no_plane_is_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        Plane(*arguments)


def test_a_parameter_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="second must be at most 1"):
        Plane.of_parameters(rosenbrock, [0.0, 0.0], 0, 2)
