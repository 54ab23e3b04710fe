"""One loop of descent and one penalty: whoever goes downhill makes the same updates, and by the formula."""

import ast
import itertools
from pathlib import Path

import numpy as np
import pytest

import course_utils
from course_utils.engine import EmpiricalRisk, Network, fit, gradient_descent, lecture_network, walkthrough
from course_utils.engine.optimizers import RULES, descend, schedule
from course_utils.engine.risk import penalty_of
from course_utils.playground import play

RATE, L2, L1 = 0.25, 0.125, 0.0625


def plain(theta, gradient, updates):
    """θ ← θ − λ ∇f, as the lecture writes it."""
    for _ in range(updates):
        theta = theta - RATE * gradient(theta)
    return theta


def weighs(network):
    """1 for each weight and 0 for each bias, in the order of theta."""
    return np.concatenate([np.r_[np.ones(layer.W.size), np.zeros(layer.b.size)] for layer in network.layers])


def test_fit_a_walk_and_the_stepper_make_the_same_updates():
    network, x, y = lecture_network()
    data, loss = (x[None], y[None]), "half_squared_error"
    expected = plain(
        network.theta.copy(), lambda theta: EmpiricalRisk(network, *data, loss).gradient(theta), 5
    )
    trace = walkthrough(network, x, y, loss, learning_rate=RATE, biases="per_neuron", updates=5)
    *_, last = gradient_descent(
        EmpiricalRisk(network, *data, loss), network.theta, learning_rate=RATE, steps=5
    )
    assert np.array_equal(last.theta, expected)
    names = ["w1", "w2", "w3", "w4", "b_h1", "b_h2", "w5", "w6", "w7", "w8", "b_o1", "b_o2"]
    assert [trace.value(name, 5) for name in names] == expected.tolist()
    fit(network, *data, loss, learning_rate=RATE, epochs=5)
    assert np.array_equal(network.theta, expected)


def test_the_playground_makes_the_same_updates_with_both_penalties():
    start = play(f"layers=3 rate={RATE} l2={L2} l1={L1}")
    network, (X, Y) = start.network, start.trainer.examples
    risk, weights = EmpiricalRisk(network, X, Y, start.trainer.loss), weighs(network)
    expected = plain(
        start.theta, lambda theta: risk.gradient(theta) + weights * (L2 * theta + L1 * np.sign(theta)), 5
    )
    assert np.array_equal(play(f"layers=3 rate={RATE} l2={L2} l1={L1}", 5).theta, expected)


def test_fit_and_the_risk_have_the_same_penalty():
    network = Network.random([2, 3, 1], output="sigmoid", seed=1)
    X, y = np.random.default_rng(0).normal(size=(8, 2)), np.arange(8) % 2
    free, held = (EmpiricalRisk(network, X, y, "binary_cross_entropy", l2) for l2 in (0.0, L2))
    expected = plain(
        network.theta.copy(), lambda theta: free.gradient(theta) + L2 * weighs(network) * theta, 5
    )
    *_, last = gradient_descent(held, network.theta, learning_rate=RATE, steps=5)
    fit(network, X, y, "binary_cross_entropy", learning_rate=RATE, epochs=5, l2=L2)
    assert np.array_equal(last.theta, expected) and np.array_equal(network.theta, expected)


def test_the_penalty_by_its_formula():
    """½ · ⅛ · (1 + 4) + 1/16 · (1 + 2) for the weights 1 and −2; the bias 3 is free."""
    network = Network.from_parameters([([[1.0, -2.0]], [3.0])])
    penalty, gradient = penalty_of(network, L2, L1), np.zeros(3)
    penalty.add_gradient(gradient, network.theta)
    assert penalty.value(network.theta) == 0.5
    assert gradient.tolist() == [0.1875, -0.3125, 0.0] and penalty.curvature.tolist() == [0.125, 0.125, 0.0]
    assert penalty_of(network, 0.0) is None


@pytest.mark.parametrize("name", ["sgd", "momentum", "adam"])
def test_the_loop_subtracts_what_the_rule_says_and_counts(name):
    """At θ²/2, whose gradient is θ; the rate of each update is asked before its gradient."""
    theta, rule, asked = np.array([1.0, -2.0]), RULES[name](2), []

    def rate(t):
        asked.append(("rate", t))
        return 0.5 / (t + 1)

    def gradient(t):
        asked.append(("gradient", t))
        return theta.copy()

    assert list(itertools.islice(descend(theta, gradient, RULES[name](2), schedule(rate)), 3)) == [1, 2, 3]
    assert asked == [(what, t) for t in range(3) for what in ("rate", "gradient")]
    expected = np.array([1.0, -2.0])
    for t in range(3):
        expected = expected - rule.step(expected, 0.5 / (t + 1))
    assert np.array_equal(theta, expected)


def test_no_other_loop_asks_a_rule_for_its_step():
    """A fifth loop of descent would be found here: steps are made by `descend` alone."""
    package = Path(course_utils.__file__).parent
    found = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                calls = [call.func for call in ast.walk(node) if isinstance(call, ast.Call)]
                if any(isinstance(func, ast.Attribute) and func.attr == "step" for func in calls):
                    found.add((path.name, node.name))
    assert found == {("optimizers.py", "descend")}
