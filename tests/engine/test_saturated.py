"""Saturated neurons: where a sigmoid or tanh is rounded to its limit, gradients keep the digits that are left of it.

The references are decimals of 400 digits: forward and backward written out once more, from the textbook's formulas.
"""

from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from course_utils.engine import (
    EmpiricalRisk,
    Network,
    Node,
    Replay,
    fit,
    gradient_check,
    unroll,
    walkthrough,
)
from course_utils.engine.functions.activations import ACTIVATIONS

FAR = [3.0, 7.5, 12.0, 20.0, 36.0, 40.0, 100.0, 340.0, 700.0]
EVERYWHERE = [sign * z for z in FAR for sign in (1, -1)]


@pytest.fixture(autouse=True)
def many_digits():
    """1 + e⁻⁷⁰⁰ needs 305 digits to be more than 1."""
    with localcontext() as context:
        context.prec = 400
        yield


def exact(value):
    """The decimal that a float is."""
    value = Fraction(float(value))
    return Decimal(value.numerator) / Decimal(value.denominator)


@cache  # an exponential of so many digits takes milliseconds
def sigmoid(z):
    return 1 / (1 + (-z).exp())


def sigmoid_slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


@cache
def tanh(z):
    e = z.exp()
    return (e - 1 / e) / (e + 1 / e)


def tanh_slope(z):
    return 1 - tanh(z) ** 2


SLOPES = {"sigmoid": (sigmoid, sigmoid_slope), "tanh": (tanh, tanh_slope)}


def close(found, wanted, tolerance=1e-12):
    """Relative, and below what a float64 can hold nothing."""
    found, wanted = np.ravel(found), [float(value) for value in wanted]
    return np.allclose(found, wanted, rtol=tolerance, atol=1e-300)


def thrice(network, X, Y, loss):
    """The gradient by the network, and by its risk: answered plainly, recorded, and played again."""
    yield network.gradient(X, Y, loss)[1]
    risk = EmpiricalRisk(network, X, Y, loss)
    for _ in range(3):
        yield risk.gradient(network.theta)


@pytest.mark.parametrize("z", EVERYWHERE)
def test_each_output_keeps_its_digits_beside_others(z):
    """One sigmoid is all but right, the other is not: the mean loss is large."""
    network = Network.from_parameters([([[z], [0.5]], [0.0, 0.0])], output="sigmoid")
    for target in (0.0, 1.0):
        slopes = [(sigmoid(exact(w)) - exact(y)) / 2 for w, y in ((z, target), (0.5, 1.0))]
        for gradient in thrice(network, [[1.0]], [[target, 1.0]], "binary_cross_entropy"):
            assert close(gradient, [*slopes, *slopes])


def test_the_smallest_example():
    network = Network.from_parameters([([[36.0], [0.5]], [0.0, 0.0])], output="sigmoid")
    _, gradient = network.gradient([[1.0]], [[1.0, 1.0]], "binary_cross_entropy")
    assert close(gradient[0], [-(1 - sigmoid(Decimal(36))) / 2])
    assert f"{gradient[0]:.3e}" == "-1.160e-16"


@pytest.mark.parametrize("z", EVERYWHERE)
def test_each_example_keeps_its_digits_beside_others(z):
    """Each of two examples has an input, and so a weight, of its own."""
    network = Network.from_parameters([([[z, 0.5]], [0.0])], output="sigmoid")
    slopes = [(sigmoid(exact(w)) - 1) / 2 for w in (z, 0.5)]
    for gradient in thrice(network, np.eye(2), [1.0, 1.0], "binary_cross_entropy"):
        assert close(gradient[:2], slopes)


@pytest.mark.parametrize("z", EVERYWHERE)
def test_each_row_of_a_softmax_keeps_its_digits_beside_others(z):
    rows, labels = [(z, 0.0, 1.0), (0.3, 0.2, 0.1)], [0, 2]
    network = Network.from_parameters([(np.array(rows).T, [0.0] * 3)], output="softmax")
    wanted = []
    for row, label in zip(rows, labels, strict=True):
        powers = [exact(value).exp() for value in row]
        wanted.append([(p / sum(powers) - (j == label)) / 2 for j, p in enumerate(powers)])
    for gradient in thrice(network, np.eye(2), labels, "cross_entropy"):
        assert close(gradient[:6], [wanted[n][j] for j in range(3) for n in range(2)])


@pytest.mark.parametrize("z", EVERYWHERE)
def test_squares_keep_the_digits_of_a_softmax(z):
    """∂L/∂zⱼ = aⱼ Σ aᵢ (uⱼ − uᵢ), u = a − t: beside a share of nearly 1 what the others leave is small."""
    row, targets = (z, 0.0, 1.0), [0.25, -0.5, 2.0]
    network = Network.from_parameters([(np.array([row]).T, [0.0] * 3)], output="softmax")
    powers = [exact(value).exp() for value in row]
    a = [power / sum(powers) for power in powers]
    u = [share - exact(target) for share, target in zip(a, targets, strict=True)]
    wanted = [
        aj * sum(ai * (uj - ui) for ai, ui in zip(a, u, strict=True)) for aj, uj in zip(a, u, strict=True)
    ]
    for gradient in thrice(network, [[1.0]], [targets], "half_squared_error"):
        assert close(gradient, wanted + wanted)


@pytest.mark.parametrize("z", np.linspace(4, 16, 25))
def test_no_loss_is_just_above_a_limit(z):
    """A loss of 1.2e-6 had ten digits only."""
    network = Network.from_parameters([([[z]], [0.0])], output="sigmoid")
    for gradient in thrice(network, [[1.0]], [1.0], "binary_cross_entropy"):
        assert close(gradient, [sigmoid(exact(z)) - 1] * 2)


@pytest.mark.parametrize("hidden", SLOPES)
@pytest.mark.parametrize("z", EVERYWHERE)
def test_hidden_neurons_and_squares_keep_the_digits_of_their_slopes(z, hidden):
    """A saturated hidden neuron beside one that is not, and a saturated output whose target is on the other side."""
    if hidden == "tanh":
        z = z / 2  # 1 − tanh² z is as small as the sigmoid's slope at 2z
    g, slope = SLOPES[hidden]
    network = Network.from_parameters(
        [([[z], [0.4]], [0.0, 0.0]), ([[0.7, -0.2]], [z / 2])], hidden, output="sigmoid"
    )
    ins = [exact(z), exact(0.4)]
    v = [exact(0.7), exact(-0.2)]
    last = sum(w * g(value) for w, value in zip(v, ins, strict=True)) + exact(z / 2)
    target = Decimal(0 if z > 0 else 1)
    delta = (sigmoid(last) - target) * sigmoid_slope(last)
    behind = [delta * w * slope(value) for w, value in zip(v, ins, strict=True)]
    wanted = [*behind, *behind, *(delta * g(value) for value in ins), delta]
    target = [float(target)]
    x = np.array([1.0])
    for gradient in thrice(network, x[None], [target], "half_squared_error"):
        assert close(gradient, wanted)
    for bug in (False, True):
        trace = walkthrough(
            network, x, target, "half_squared_error", learning_rate=1e-300, biases="per_neuron", in_place=bug
        )
        names = ["w1", "w2", "b_h1", "b_h2", "w3", "w4", "b_o1"]
        assert close([trace.value(f"dL/d{name}", update=1) for name in names], wanted)
    nodes = unroll(network, x, target, "half_squared_error", biases="per_neuron")
    nodes["L"].backward()
    assert close([nodes[name].grad for name in names], wanted)
    replay = Replay(nodes["L"])
    _, slopes = replay([nodes[name].value for name in replay.leaves])
    played = dict(zip(replay.leaves, slopes, strict=True))
    assert [played[name] for name in names] == [nodes[name].grad for name in names]
    risk = EmpiricalRisk(network, x[None], [target], "half_squared_error")
    assert gradient_check(risk, network.theta).agrees


@pytest.mark.parametrize("hidden", SLOPES)
@pytest.mark.parametrize("z", [z for z in EVERYWHERE if abs(z) <= 100])
def test_the_hessian_keeps_the_digits_of_a_saturated_neuron(z, hidden):
    """L = ½ (v g(w) − y)²: ∂²L/∂v∂w = (2 v g − y) g′, and g″ comes from g′ and g."""
    if hidden == "tanh":
        z = z / 2
    g, slope = SLOPES[hidden]
    network = Network.from_parameters([([[z]], [0.0]), ([[0.7]], [0.0])], hidden)
    a, s, v, y = g(exact(z)), slope(exact(z)), exact(0.7), exact(0.25)
    bend = -2 * a * s if hidden == "tanh" else s * (1 - 2 * a)
    hessian = EmpiricalRisk(network, [[1.0]], [0.25], "half_squared_error").hessian(network.theta)
    assert close(hessian[0, 0], [(v * s) ** 2 + (v * a - y) * v * bend])
    assert close(hessian[0, 2], [(2 * v * a - y) * s])
    assert close(hessian[2, 2], [a * a])


@pytest.mark.parametrize("function", SLOPES)
@pytest.mark.parametrize("z", EVERYWHERE)
def test_a_node_keeps_the_digits_of_a_slope(z, function):
    if function == "tanh":
        z = z / 2
    x = Node(z, "x")
    ACTIVATIONS[function](x).backward()
    assert close(x.grad, [SLOPES[function][1](exact(z))])


def test_training_takes_differences_as_they_are():
    """The bound that it states: A − Y is right to 2e-16."""
    for z in (5.0, 20.0, 36.0, 40.0):
        network = Network.from_parameters([([[z]], [0.0])], output="sigmoid")
        fit(network, [[1.0]], [1.0], "binary_cross_entropy", learning_rate=1e15, epochs=1)
        moved = (exact(network.theta[0]) - exact(z)) / Decimal(10) ** 15
        assert abs(moved - (1 - sigmoid(exact(z)))) < Decimal("2.3e-16")
