"""Numbers in the prose of notebook 09 that no cell prints, computed here.

A student would carry a wrong number away if one of these were wrong.
"""

from time import process_time

import numpy as np
import pytest

from course_utils.data import galaxies
from course_utils.engine import EmpiricalRisk, Network, gradient_descent, newton
from tests.notebooks.stored import stored

NOTEBOOK = stored("09")
PROSE = NOTEBOOK.prose
SKY = galaxies(200, seed=0)
NETWORK = Network.random([2, 16, 16, 1], hidden="tanh", output="sigmoid", seed=0)
RISK = EmpiricalRisk(NETWORK, SKY.X, SKY.y, "binary_cross_entropy")


def steps(walk, goal=0.15):
    return next(point.step for point in walk if point.value <= goal)


def quickest(task, times):
    def seconds():
        began = process_time()
        task()
        return process_time() - began

    return min(seconds() for _ in range(times))


def test_about_20_steps_against_about_200():
    descent = steps(gradient_descent(RISK, NETWORK.theta, learning_rate=0.5, steps=1000))
    damped = steps(newton(RISK, NETWORK.theta, damping=1.0, steps=50))
    assert round(descent, -2) == 200 and round(damped, -1) == 20
    assert 8 < descent / damped <= 9 and "more than nine are enough" in PROSE


def test_a_step_of_newton_costs_many_times_one_of_descent():
    """50 on one machine and 260 on another were seen; arithmetic alone says about n = 337 per entry of the Hessian."""
    descent = (
        quickest(lambda: list(gradient_descent(RISK, NETWORK.theta, learning_rate=0.5, steps=50)), 5) / 50
    )
    one = quickest(lambda: list(newton(RISK, NETWORK.theta, damping=1.0, steps=1)), 3)
    assert 20 < one / descent < 1000, "an order of magnitude, and so far above nine"
    assert "as much as 50 to 250 of descent's" in PROSE


def test_damping_above_the_most_negative_curvature_makes_the_hessian_positive_definite():
    H = RISK.hessian(NETWORK.theta)
    assert np.linalg.eigvalsh(H + 0.711 * np.eye(337))[0] == pytest.approx(0, abs=1e-3)
    assert np.linalg.eigvalsh(H + 0.712 * np.eye(337))[0] > 0 and "above 0.711" in PROSE


@pytest.mark.parametrize(
    "term", ["**positive definite** if", "**singular** if", "**curvature** along", "**saddles**, where"]
)
def test_a_term_is_defined_before_it_is_used(term):
    word = term.split("**")[1]
    sources = [cell.source for cell in NOTEBOOK.cells if cell.cell_type == "markdown" and cell.id != "title"]
    first = next(source for source in sources if word in source)
    assert term in first
