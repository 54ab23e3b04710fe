"""Numbers in the prose of notebook 09 that no cell prints, computed here.

A student would carry a wrong number away if one of these were wrong.
"""

import re
from time import process_time

import numpy as np
import pytest

from course_utils.data import galaxies
from course_utils.engine import EmpiricalRisk, Network, double_well, fit, gradient_descent, newton
from course_utils.race.surfaces import galaxy_risk
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


def test_the_schedule_reaches_the_limit_at_step_4_and_f_rises_up_to_there():
    assert (
        "Here it starts *above* the limit of 0.1 and reaches it at $t = 4$: up to there $f$ rises." in PROSE
    )
    rates = 0.12 / (1 + np.arange(13) / 20)
    assert rates[4] == pytest.approx(2 / 20)
    x, y = -1.8 * np.cumprod(1 - rates), 0.8 * np.cumprod(1 - 20 * rates)
    f = np.append((1.8**2 + 20 * 0.8**2) / 2, (x**2 + 20 * y**2) / 2)
    assert f.argmax() == 4 and np.all(np.diff(f[:5]) > 0) and np.all(np.diff(f[4:]) < 0)


def test_the_covariance_of_a_linear_model_does_not_need_gaussian_errors():
    """The fitted parameters are A y with A = (JᵀJ)⁻¹Jᵀ: their covariance is σ² A Aᵀ = σ² (JᵀJ)⁻¹ for any errors."""
    assert (
        "exact for a linear model with independent errors of known $\\sigma$, else an approximation" in PROSE
    )
    x, sigma = np.linspace(0, 10, 20), 0.5
    J = np.column_stack([x, np.ones(20)])
    errors = np.random.default_rng(0).uniform(-1, 1, (20, 100_000)) * sigma * 3**0.5
    scatter = np.cov(np.linalg.pinv(J) @ errors)
    assert scatter == pytest.approx(sigma**2 * np.linalg.inv(J.T @ J), rel=0.02)
    printed = float(re.search(r"slope ± (\S+);", NOTEBOOK.printed("further-covariance"))[1])
    assert scatter[0, 0] ** 0.5 == pytest.approx(printed, rel=0.01)


def test_after_400_shrinking_steps_the_risk_is_hardly_higher_than_at_the_minimum():
    assert "after 400 steps it is still some way from the minimum, along a valley so flat" in PROSE
    plane, trained = galaxy_risk()
    network = Network.random([2, 16, 16, 1], hidden="tanh", output="sigmoid", seed=0)
    fit(network, SKY.X, SKY.y, "binary_cross_entropy", learning_rate=0.02, epochs=200, optimizer="adam")
    *_, lowest = newton(plane, trained, steps=20)
    random, W = np.random.default_rng(0), np.array([1.4, 0.3])
    for t in range(400):
        ten = random.choice(200, 10, replace=False)
        network.theta = np.concatenate([W, network.theta[2:]])
        _, gradient = network.gradient(SKY.X[ten], SKY.y[ten], "binary_cross_entropy")
        W = W - 0.3 / (1 + t / 20) * gradient[:2]
    assert f"after 400 steps near ({W[0]:.1f}, −{-W[1]:.1f})" in NOTEBOOK.printed("stochastic-figure")
    assert np.hypot(*(W - lowest.theta)) > 0.2 and 0 < plane.value(W) - lowest.value < 0.001


def test_momentum_settles_first_and_adam_last():
    """From which step on each walk of the outlook stays within 0.03 of the minimum, by the formulas of the text."""
    assert "momentum swings to and fro and settles first, and Adam" in PROSE
    h, start = np.array([1.0, 20.0]), np.array([-1.8, 0.8])

    def settled(step, steps=200):
        W, walk, memory = start, [start], (0.0, 0.0)
        for t in range(1, steps + 1):
            W, memory = step(W, h * W, memory, t)
            walk.append(W)
        return np.flatnonzero(np.hypot(*np.transpose(walk)) > 0.03)[-1]

    def descent(W, gradient, memory, t):
        return W - 0.09 * gradient, memory

    def momentum(W, gradient, memory, t):
        v = 0.7 * memory[0] + gradient
        return W - 0.03 * v, (v, 0.0)

    def adam(W, gradient, memory, t):
        m, v = 0.9 * memory[0] + 0.1 * gradient, 0.999 * memory[1] + 0.001 * gradient**2
        step = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        return W - 0.2 * step, (m, v)

    assert settled(momentum) < settled(descent) < settled(adam)


def test_all_zero_with_the_best_bias_has_no_slope_and_is_no_minimum():
    """Third order: a step along (first weights, second weights, output weights) lowers the risk, however short."""
    assert "a point without slope in 337 dimensions, and yet not a minimum" in PROSE
    share = SKY.y.mean()
    theta = np.zeros(337)
    theta[-1] = np.log(share / (1 - share))
    value, gradient = RISK.value(theta), RISK.gradient(theta)
    assert np.abs(gradient).max() < 1e-12
    for length in (0.1, 0.2):
        step = np.zeros(337)
        step[1], step[48], step[320] = length, length, length  # U−V → h₁ → h₁ → the answer
        assert min(RISK.value(theta + step), RISK.value(theta - step)) < value - 1e-6


def test_between_the_rim_and_the_flat_place_newton_mostly_ends_on_the_far_side():
    assert (
        "from there to ±0.577, where the curvature is 0, it jumps, and mostly ends on the far side" in PROSE
    )
    rim, flat = 5**-0.5, 3**-0.5
    assert f"{flat:.3f}" == "0.577" and 3 * flat**2 - 1 == pytest.approx(0, abs=1e-15)
    x = np.linspace(rim, flat, 10_002)[1:-1]
    for _ in range(200):
        x = 2 * x**3 / (3 * x**2 - 1)
    assert np.abs(np.abs(x) - 1).max() < 1e-12 and 0.8 < np.mean(x < 0) < 0.95


def test_descent_from_above_the_saddle_ends_on_it_though_the_slope_is_not_0_at_its_start():
    assert "it, too, ends on the saddle: there the slope along $x$ is 0" in PROSE
    start = np.array([0.0, 1.0])
    *_, end = gradient_descent(double_well, start, learning_rate=0.5, steps=40)
    assert double_well.gradient(start)[0] == 0 != double_well.gradient(start)[1]
    np.testing.assert_allclose(end.theta, 0, atol=1e-9)
