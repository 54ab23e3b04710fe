"""The scalar graph: a student who writes an expression must get its value and every gradient."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.engine import Node, exp, log, maximum, relu, sigmoid, softplus, tanh

CIRCUITS = json.loads((Path(__file__).parents[1] / "data" / "references.json").read_text())["circuits"]
numbers = st.floats(-3, 3).filter(lambda value: abs(value) > 0.05)


@pytest.mark.parametrize("reference", CIRCUITS, ids=lambda reference: reference["f"])
def test_the_lectures_circuits(reference):
    leaves = {name: Node(value, name) for name, value in reference["at"].items()}
    root = eval(reference["f"], {"sigmoid": sigmoid, "max": maximum}, leaves)
    root.backward()
    assert root.value == pytest.approx(reference["value"], rel=1e-15)
    for name, gradient in reference["gradient"].items():
        assert leaves[name].grad == pytest.approx(gradient, rel=1e-14), name


def test_branches_sum():
    x = Node(3, "x")
    (x * x + x).backward()
    assert x.grad == 7  # d(x² + x)/dx = 2x + 1


def test_backward_sets_and_never_accumulates():
    x = Node(3, "x")
    y = x * x
    y.backward()
    y.backward()
    assert x.grad == 6
    (x + 1).backward()
    assert x.grad == 1


@given(numbers, numbers)
def test_gradients_agree_with_differences(a, b):
    """One expression with every operator, against central differences of plain Python arithmetic."""

    def plain(x, y):
        return (
            math.tanh(x * y)
            + math.log(math.exp(x) + 1)
            - x / y
            + (x * x) ** 1.5
            - 2**y
            + max(x, y) / (1 + math.exp(-y))
            - (-x)
        )

    x, y = Node(a, "x"), Node(b, "y")
    f = tanh(x * y) + log(exp(x) + 1) - x / y + (x * x) ** 1.5 - 2**y + maximum(x, y) * sigmoid(y) - (-x)
    f.backward()
    h = 1e-6
    assert f.value == pytest.approx(plain(a, b), rel=1e-12, abs=1e-12)
    if abs(a - b) > 2 * h:  # max has a kink where its arguments meet
        slope = ((plain(a + h, b) - plain(a - h, b)) / (2 * h), (plain(a, b + h) - plain(a, b - h)) / (2 * h))
        assert (x.grad, y.grad) == pytest.approx(
            slope, rel=2e-6, abs=2e-6
        )  # error of the difference: h² f‴ and ε f / h


def test_a_name_makes_a_step_and_keeps_the_value():
    x, y = Node(-2, "x"), Node(5, "y")
    q = (x + y).named("q")
    assert (q.name, q.value, q.parents) == ("q", 3.0, (x, y))


def test_a_node_cannot_be_changed():
    x = Node(1.0, "x")
    with pytest.raises(AttributeError, match="cannot be changed"):
        x.value = 2
    x.grad = 3.0
    assert x.grad == 3.0


def test_deep_graphs_need_no_recursion():
    x = Node(1.0, "x")
    y = x
    for _ in range(5000):
        y = y + 1
    y.backward()
    assert x.grad == 1


def test_relu_and_max_at_their_kinks():
    x = Node(0.0, "x")
    (relu(x) + 0).backward()
    assert x.grad == 0
    maximum(x, 0.0).backward()
    assert x.grad == 0  # a tie goes to the second input, so that max(x, 0) is relu(x)


x, y = Node(-2, "x"), Node(5, "y")
MISTAKES = {
    "builtin max": (lambda: max(x, y), TypeError, "maximum"),
    "array times node": (lambda: np.array([1.0, 2.0]) * x, TypeError, "one number, not an array"),
    "node times array": (lambda: x * np.array([1.0, 2.0]), TypeError, r"shape \(2,\)"),
    "NumPy function": (lambda: np.exp(x), TypeError, "the course's own functions"),
    "division by zero": (lambda: x / 0, ValueError, "division by zero"),
    "log of a negative number": (lambda: log(x), ValueError, "above 0; got -2"),
    "overflow": (lambda: exp(x * -1000), ValueError, "range of numbers"),
    "root of a negative number": (lambda: x**0.5, ValueError, "whole exponent"),
    "text as value": (lambda: Node("a", "a"), TypeError, "number; got 'a'"),
    "NaN": (lambda: Node(math.nan, "a"), ValueError, "finite"),
    "array as value": (lambda: Node(np.ones(2), "a"), TypeError, "number"),
    "a name with a space": (lambda: Node(1, "a b"), ValueError, "'a b'"),
    "text in an expression": (lambda: x + "1", TypeError, "'1'"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_told_in_words(mistake):
    act, kind, words = MISTAKES[mistake]
    with pytest.raises(kind, match=words):
        act()


def test_softplus_far_out():
    z = Node(1000.0, "z")
    softplus(z).backward()
    assert z.grad == 1.0


def test_a_number_out_of_an_array_is_a_number():
    x, two = Node(3, "x"), np.array([2.0, 5.0])[0]
    values = [(two * x).value, (two + x).value, (two - x).value, (two / x).value, (two**x).value]
    assert values == pytest.approx([6, 5, -1, 2 / 3, 8])
    with pytest.raises(TypeError, match="one Node for each entry"):
        np.array([2.0, 5.0]) * x
