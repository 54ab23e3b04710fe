"""What a public call returned is yours: no later call changes it. Otherwise plots of a history show its end only."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from course_utils.engine import (
    LOSSES,
    EmpiricalRisk,
    Perceptron,
    Quadratic,
    adam,
    double_well,
    fit,
    gradient_check,
    gradient_descent,
    momentum,
    newton,
    rosenbrock,
    split,
)
from tests.engine.random_networks import problems


def arrays(result):
    """Every array inside a result."""
    if isinstance(result, np.ndarray):
        return [result]
    if isinstance(result, (list, tuple)):
        return [array for part in result for array in arrays(part)]
    if hasattr(result, "__dict__") and not callable(result):
        return arrays(list(vars(result).values()))
    return []


def learned(perceptron):
    return [perceptron.weights, [mistake.weights for mistake in perceptron.mistakes]]


def calls(network, X, y, loss):
    """Public calls, each as a function of nothing that returns arrays."""
    risk = EmpiricalRisk(network, X, y, loss, l2=0.1)
    theta = network.theta.copy()
    target = y if loss != "cross_entropy" else np.eye(network.sizes[-1])[y]
    walk = {"learning_rate": 1e-3, "steps": 2}
    objectives = [risk, Quadratic(np.eye(theta.size), theta)]
    named = {
        "net(X)": lambda: network(X),
        "forward": lambda: network.forward(X),
        "net.gradient": lambda: network.gradient(X, y, loss),
        "loss.gradient": lambda: LOSSES[loss].gradient(network(X), target),
        "gradient check": lambda: gradient_check(risk, theta),
        "perceptron": lambda: learned(Perceptron().fit(X, np.arange(len(X)) % 2, passes=3)),
        "split": lambda: split(np.vstack([X, X]), np.zeros(2 * len(X)), (0.5, 0.5)),
        "fit": lambda: fit(network.copy(), X, y, loss, learning_rate=1e-3, epochs=2, batch_size=2),
        "minima": lambda: [rosenbrock.minima, double_well.minima],
        "copy": lambda: network.copy().theta,
    }
    for number, objective in enumerate(objectives):
        named |= {
            f"gradient {number}": lambda o=objective: o.gradient(theta),
            f"value and gradient {number}": lambda o=objective: o.value_and_gradient(theta),
            f"hessian {number}": lambda o=objective: o.hessian(theta),
            f"product {number}": lambda o=objective: o.hessian_vector_product(theta, theta),
            f"descent {number}": lambda o=objective: list(gradient_descent(o, theta, **walk)),
            f"momentum {number}": lambda o=objective: list(momentum(o, theta, **walk)),
            f"adam {number}": lambda o=objective: list(adam(o, theta, **walk)),
            f"newton {number}": lambda o=objective: list(newton(o, theta, damping=100.0, **walk)),
        }
    return named


@given(problems(), st.data())
def test_arrays_survive_every_later_call(problem, data):
    network, X, y, loss = problem
    named = calls(network, X, y, loss)
    order = data.draw(st.lists(st.sampled_from(sorted(named)), min_size=2, max_size=6))
    kept = []
    for name in order:
        found = arrays(named[name]())
        assert found, name
        kept += [(name, array, array.copy()) for array in found]
        network.theta += 0.01  # so that a second call has other numbers to write
    for name, array, copy in kept:
        np.testing.assert_array_equal(array, copy, err_msg=name)


@given(problems())
def test_calls_do_not_change_their_arguments(problem):
    network, X, y, loss = problem
    before = X.copy(), np.array(y), network.theta.copy()
    for call in calls(network, X, y, loss).values():
        call()
    for array, copy in zip((X, y, network.theta), before, strict=True):
        np.testing.assert_array_equal(array, copy)
