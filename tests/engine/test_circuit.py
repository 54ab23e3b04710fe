"""Circuits: a student steps through an expression of their own and every line must be right."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.engine import (
    Node,
    circuit,
    exp,
    leaky_relu,
    log,
    maximum,
    relu,
    sigmoid,
    softplus,
    tanh,
)
from tests.engine.read_mathml import evaluate


def build(choices, values):
    """A random expression: each choice joins two of the nodes made so far."""
    nodes = [Node(value, f"x{i}") for i, value in enumerate(values)]
    for kind, i, j in choices:
        a, b = nodes[i % len(nodes)], nodes[j % len(nodes)]
        made = [
            lambda a, b: a + b,
            lambda a, b: a * b,
            lambda a, b: a - b,
            maximum,
            lambda a, b: a / (b * b + 1),
            lambda a, b: tanh(a),
            lambda a, b: sigmoid(b),
            lambda a, b: relu(a),
            lambda a, b: softplus(b),
            lambda a, b: -a,
            lambda a, b: exp(tanh(a)),
            lambda a, b: log(b * b + 2),
            lambda a, b: tanh(a) ** 3,
        ][kind](a, b)
        nodes.append(made)
    return nodes[-1].named("f"), nodes[: len(values)]


expressions = st.tuples(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8),
    st.lists(st.floats(-2, 2), min_size=1, max_size=4),
)


@given(expressions)
def test_trace_and_graph_agree(expression):
    root, leaves = build(*expression)
    trace = circuit(root)
    root.backward()
    used = {node for node in root.order() if node.name and node.operator is None}
    for leaf in leaves:
        if leaf in used:
            assert trace.value(f"df/d{leaf.name}") == pytest.approx(leaf.grad, rel=1e-12, abs=1e-12)
    assert trace.value("f") == root.value


@given(expressions)
@settings(max_examples=50)
def test_what_is_on_the_screen_is_true(expression):
    """Every formula, with the numbers that the page puts into it, gives the result that it shows."""
    trace = circuit(build(*expression)[0])
    row = trace.numbers([1])[0]
    for step in trace.data()["steps"]:
        if step["numbers"]:
            assert evaluate(step["numbers"], row) == pytest.approx(
                row[step["result"]], rel=1e-12, abs=1e-12
            ), step["title"]


def test_branches_get_a_step_of_their_own():
    x = Node(3, "x")
    trace = circuit((x * x + x).named("f"))
    titles = [step.title for step in trace.steps]
    assert titles[-1] == "How does f change with x?"
    assert trace.steps[-1].words == (("branches sum", None),)
    assert trace.value("df/dx") == 7


def test_differences_confirm_every_gradient():
    w, x = Node(0.7, "w"), Node(-1.3, "x")
    trace = circuit((tanh(w * x) * w + exp(x)).named("f"))
    checked = judged(trace)
    assert checked.keys() >= {"df/dw", "df/dx"}
    for exact, difference in checked.values():
        assert difference == pytest.approx(exact, rel=1e-8)  # h² f‴/6 + ε f/h, h = 1e-5


@pytest.mark.parametrize(
    "expression",
    [
        lambda: Node(0.5, "m") * Node(3e4, "v") ** 2 + Node(9.8, "g") * Node(2, "h"),
        lambda: 1 / Node(1e-3, "u"),
        lambda: log(Node(1e-5, "u")),
        lambda: Node(1e9, "u") * 2,
        lambda: Node(0.0, "u") * 3 + exp(Node(2.0, "v")),
    ],
)
def test_differences_confirm_right_gradients_of_large_and_small_numbers(expression):
    for exact, difference in judged(circuit(expression().named("f"))).values():
        assert difference == pytest.approx(exact, rel=1e-4, abs=1e-8)  # as the stepper judges


@pytest.mark.parametrize(
    ("expression", "kinks"),
    [
        (lambda: maximum(Node(2, "x"), Node(2, "y")), {"df/dx", "df/dy"}),
        (lambda: relu(Node(0, "x")) + Node(1, "y"), {"df/dx"}),
        (lambda: relu(Node(1e-4, "x")) * Node(3, "y"), set()),
        (lambda: Node(0, "x") ** 2 + Node(1e6, "y"), set()),
        (lambda: softplus(200 * Node(0, "x")), set()),
    ],
)
def test_at_a_kink_there_is_no_finite_difference(expression, kinks):
    checks = judged(circuit(expression().named("f")))
    none = {name for name, (_, difference) in checks.items() if np.isnan(difference)}
    assert {name for name in none if "|" not in name} >= kinks and bool(none) == bool(kinks)


def test_constants_are_written_with_all_their_digits():
    trace = circuit((Node(1, "y") * 1e-7 + Node(2, "x") * -1234567.8 + 0.123456789 * Node(3, "u")).named("f"))
    text = " ".join(formula.text for step in trace.steps for formula in step.formulas())
    assert r"(1 \times 10^{-7})" in text and "(-1234567.8)" in text and "0.123456789" in text


def test_an_edit_gives_a_new_trace_and_keeps_the_old():
    x, y = Node(3, "x"), Node(2, "y")
    trace = circuit((x * y).named("f"))
    changed = trace.edited({"x": 5.0}, {})
    assert trace.edited(values={"x": 5.0}).data() == changed.data()
    assert (trace.value("f"), changed.value("f"), changed.value("df/dy")) == (6, 10, 5)


def many_gates():
    x = Node(1, "x")
    y = x
    for _ in range(41):
        y = y + x
    return y


x = Node(2, "x")
MISTAKES = {
    "no Node": (lambda: circuit(3.0), TypeError, "root must be a Node"),
    "a leaf": (lambda: circuit(x), ValueError, "single value"),
    "two of a name": (lambda: circuit(x + Node(3, "x")), ValueError, "two different nodes are called 'x'"),
    "too large": (lambda: circuit(many_gates()), ValueError, "at most 40"),
    "an edit that is not defined": (
        lambda: circuit((log(x)).named("f")).edited({"x": -1.0}, {}),
        ValueError,
        "above 0",
    ),
    "an edit that overflows": (
        lambda: circuit((exp(x)).named("f")).edited({"x": 1e4}, {}),
        ValueError,
        "overflows",
    ),
    "an edit of nothing": (
        lambda: circuit(exp(x)).edited({"z": 1.0}, {}),
        ValueError,
        "each name in values must be one of",
    ),
    "an edit to NaN": (lambda: circuit(exp(x)).edited({"x": np.nan}, {}), ValueError, "finite"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_told_in_words(mistake):
    act, kind, words = MISTAKES[mistake]
    with pytest.raises(kind, match=words):
        act()


def judged(trace):
    """{gradient: (exact, difference)} of every finite-difference check."""
    row = dict(zip(trace.names, trace.numbers([1])[0], strict=True))
    checks = [(step.formula.result, step.check.result) for step in trace.steps if step.check]
    return {name: (row[name], row[check]) for name, check in checks}


SMOOTH = {
    "sigmoid": sigmoid,
    "tanh": tanh,
    "softplus": softplus,
    "square": lambda x: x**2,
    "cube": lambda x: x * x * x,
    "relu of a square": lambda x: relu(x * x),
    "maximum of one thing": lambda x: maximum(3 * x, 3 * x),
    "behind a weight of 0": lambda x: relu(x - x.value) * 0,
}


@pytest.mark.parametrize("name", SMOOTH)
@pytest.mark.parametrize("z", [0.0, 1e-300, 1e-9, 1e-4, 0.3, 9.0, 20.0, 36.0, 100.0, 700.0])
def test_a_smooth_function_has_no_kink_anywhere(name, z):
    for at in (z, -z):
        exact, difference = judged(circuit(SMOOTH[name](Node(at, "x")).named("f")))["df/dx"]
        assert difference == pytest.approx(exact, rel=1e-4, abs=1e-8)


KINKED = {
    "relu": lambda x, c: relu(x - c),
    "leaky_relu": lambda x, c: leaky_relu(0.3)(x - c),
    "maximum": lambda x, c: maximum(x, c),
    "maximum of two slopes": lambda x, c: maximum(2 * (x - c), 3 * (x - c)),
    "tiny": lambda x, c: relu((x - c) * 1e-9),
    "large": lambda x, c: relu((x - c) * 1e9),
    "on a slope": lambda x, c: relu(x - c) * 1e-3 + 5 * (x - c),
    "absolute value": lambda x, c: maximum(x - c, c - x),
}


@pytest.mark.parametrize("name", KINKED)
@pytest.mark.parametrize("place", [0.0, 1.0, -3.5, 1e6, 1e-6])
def test_a_kink_is_seen_wherever_it_is(name, place):
    _, difference = judged(circuit(KINKED[name](Node(place, "x"), place).named("f")))["df/dx"]
    assert np.isnan(difference)


@pytest.mark.parametrize("name", KINKED)
def test_beside_a_kink_there_is_a_difference(name):
    for place in (1 + 1e-7, 1 - 1e-7):
        exact, difference = judged(circuit(KINKED[name](Node(place, "x"), 1.0).named("f")))["df/dx"]
        assert difference == pytest.approx(exact, rel=1e-4, abs=1e-8)


def test_editing_back_gives_the_same_trace():
    x, y = Node(3.1, "x"), Node(-2.0, "y")
    trace = circuit(((x * y + 2) ** 2 - maximum(x, 1)).named("g"))
    there = trace.edited({"x": 5.0}, {})
    assert there.value("g") == (5.0 * -2 + 2) ** 2 - 5
    assert there.edited({"x": 3.1}, {}).data() == trace.data()


def test_an_edit_to_where_there_is_no_gradient_is_refused():
    trace = circuit((Node(4.0, "x") ** 0.5).named("f"))
    with pytest.raises(ValueError, match=r"∂f/∂x is not a finite number at x = 0: it would be inf"):
        trace.edited({"x": 0.0}, {})
