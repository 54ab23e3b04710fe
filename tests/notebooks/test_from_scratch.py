"""Notebook 12 as a student leaves it: their code in place of the dots, right or wrong, and the cells run in order.

Would be lost otherwise: that what trains on the galaxies is what the student wrote, and that a wrong line is named
where it stands instead of failing ten cells later.
"""

import numpy as np
import pytest

from course_utils.exercises import relay
from tests.notebooks.stored import stored

CELLS = {cell.id: cell.source for cell in stored("12").cells if cell.cell_type == "code"}
ORDER = list(CELLS)
DOTS = "return ..."

# What a student may write, in words of their own: not the worked solution's.
WRITTEN = {
    "layer-code": "return (W @ A.T).T + b",
    "forward-code": "H = np.tanh(layer(X, W_h, b_h))\n    return H, sigmoid(layer(H, W_o, b_o))",
    "loss-code": "losses = np.where(y == 1, -np.log(A_o), -np.log(1 - A_o))\n    return losses.sum() / len(losses)",
    "delta-output-code": "N = A_o.shape[0]\n    return A_o / N - y / N",
    "layer-gradients-code": "return (A.T @ delta).T, np.ones(len(A)) @ delta",
    "delta-hidden-code": "back = delta_o @ W_o\n    return back - back * A_h * A_h",
    "backward-code": (
        "A_h, A_o = forward(X, W_h, b_h, W_o, b_o)\n"
        "    d = delta_output(A_o, y)\n"
        "    of_W_o, of_b_o = layer_gradients(d, A_h)\n"
        "    of_W_h, of_b_h = layer_gradients(delta_hidden(d, W_o, A_h), X)\n"
        "    return [of_W_h, of_b_h, of_W_o, of_b_o]"
    ),
    "update-code": (
        "new = []\n"
        "    for old, gradient in zip(parameters, gradients):\n"
        "        new.append(old - learning_rate * gradient)\n"
        "    return new"
    ),
    "measured-code": "return np.array([(f(theta + h) - f(theta - h)) / 2e-4 for h in 1e-4 * np.eye(len(theta))])",
}

# A typical slip in each step, and words that name it.
SLIPS = [
    ("layer-code", "return A @ W + b", "the wrong way round"),
    ("layer-code", "return A.T @ W + b", "matrices whose shapes do not fit"),
    ("layer-code", "return A @ W.T", "bias is still to be added"),
    ("forward-code", "H = layer(X, W_h, b_h)\n    return H, sigmoid(layer(H, W_o, b_o))", "np.tanh"),
    (
        "forward-code",
        "return sigmoid(layer(np.tanh(layer(X, W_h, b_h)), W_o, b_o))",
        "It should return 2 arrays",
    ),
    ("loss-code", "return -np.sum(y * np.log(A_o) + (1 - y) * np.log(1 - A_o))", "sum over the examples"),
    ("loss-code", "return np.mean(y * np.log(A_o) + (1 - y) * np.log(1 - A_o))", "the sign is not"),
    ("loss-code", "return -np.mean(y * np.log(A_o) + 1 - y * np.log(1 - A_o))", "brackets"),
    ("delta-output-code", "return A_o - y", "The 1/N is missing"),
    ("delta-output-code", "return (y - A_o) / len(y)", "the sign is not"),
    ("delta-output-code", "return (A_o - y) * A_o * (1 - A_o) / len(y)", "once too often"),
    ("layer-gradients-code", "return A.T @ delta, delta.sum(axis=0)", "transposed"),
    ("layer-gradients-code", "return delta.T @ A, delta", "not summed yet"),
    ("layer-gradients-code", "return delta.T @ A, delta.mean(axis=0)", "should be a sum, not a mean"),
    ("delta-hidden-code", "return delta_o @ W_o", "slope is missing"),
    (
        "delta-hidden-code",
        "return (delta_o @ W_o) * (1 - np.tanh(A_h) ** 2)",
        "tanh is applied once too often",
    ),
    ("update-code", "return [p + learning_rate * g for p, g in zip(parameters, gradients)]", "uphill"),
    (
        "update-code",
        "for p, g in zip(parameters, gradients):\n        p -= learning_rate * g\n    return parameters",
        "changes its argument parameters",
    ),
    ("backward-code", "return undefined_name", "NameError"),
    (
        "measured-code",
        "return [(f(theta + h) - f(theta)) / 1e-5 for h in 1e-5 * np.eye(len(theta))]",
        "Step both ways",
    ),
]


@pytest.fixture
def boxes(monkeypatch):
    """The messages that appear, one for each step cell."""
    seen = []
    monkeypatch.setattr(relay, "display", seen.append)
    monkeypatch.setattr(relay, "show_table", lambda *_, **__: None)
    return seen


def run(names, written):
    """The notebook's names after these cells, with what was written in place of the dots."""
    there = {}
    for name in names:
        source = CELLS[name]
        if name in written:
            assert source.count(DOTS) == 1
            source = source.replace(DOTS, written[name])
        exec(compile(source, name, "exec"), there)
    return there


def until(last):
    return ORDER[: ORDER.index(last) + 1]


def trained(written):
    names = [name for name in until("train-fit") if not name.startswith("poll")]
    return run(names, written)


def test_every_step_is_a_cell():
    assert [name for name in ORDER if "yours_or_ours(" in CELLS[name]] == list(WRITTEN)


def test_the_students_own_code_trains_on_the_galaxies(boxes, capsys):
    there = trained(WRITTEN)
    assert [box.state for box in boxes] == 9 * ["correct"]
    steps = [there[CELLS[name].split("def ")[-1].split("(")[0]] for name in WRITTEN]
    assert relay.whose(*steps).heading == "All yours."
    assert [step.__globals__ is there for step in steps] == 9 * [True]
    printed = capsys.readouterr().out
    assert "backward  agrees with the measured slope at 65 of 65" in printed
    assert there["same"] and "all 2001 losses as the engine's: True" in printed


def test_untouched_it_trains_all_the_same(boxes, capsys):
    there = trained({})
    assert [box.state for box in boxes] == 9 * ["not attempted"]
    assert there["same"]


def test_one_step_alone_takes_part_in_the_training(boxes):
    """Only `delta_hidden` is written: ours for the rest, and theirs runs in ours."""
    counted = "global calls\n    calls = globals().get('calls', 0) + 1\n    return (delta_o @ W_o) * (1 - A_h * A_h)"
    there = run([*until("update-code"), "train-code"], {"delta-hidden-code": counted})
    before = there["calls"]
    there["train"](there["backward"], updates=7)
    assert there["calls"] - before == 7
    assert [box.state for box in boxes].count("correct") == 1


@pytest.mark.parametrize(("cell", "line", "words"), SLIPS)
def test_a_slip_is_named_where_it_stands_and_holds_nobody_up(cell, line, words, boxes):
    steps = ["setup", "start", *WRITTEN]
    there = run(steps, WRITTEN | {cell: line})
    states = dict(zip(WRITTEN, (box.state for box in boxes), strict=True))
    assert states.pop(cell) == "not yet" and set(states.values()) == {"correct"}
    box = boxes[list(WRITTEN).index(cell)]
    assert words in box.words and "our version" in box.after
    gradients = there["backward"](there["X"], there["y"], *(there[n] for n in ("W_h", "b_h", "W_o", "b_o")))
    _, flat = there["network"].gradient(there["X"], there["y"], "binary_cross_entropy")
    np.testing.assert_allclose(np.concatenate([part.ravel() for part in gradients]), flat, rtol=1e-7)


def test_the_notebook_and_the_true_values_use_the_same_network():
    from course_utils.exercises.bank import nb12

    there = run(["setup", "start"], {})
    np.testing.assert_array_equal(there["X"], nb12.X)
    np.testing.assert_array_equal(there["y"], nb12.y)
    for name, true in zip(("W_h", "b_h", "W_o", "b_o"), nb12.START, strict=True):
        np.testing.assert_array_equal(there[name], true)


RELU = """
def forward(X, W_h, b_h, W_o, b_o):
    A_h = np.maximum(0, layer(X, W_h, b_h))
    return A_h, sigmoid(layer(A_h, W_o, b_o))


def delta_hidden(delta_o, W_o, A_h):
    return (delta_o @ W_o) * (A_h > 0)
"""


def test_the_exercise_with_relu_changes_two_functions_and_the_measured_slopes_agree(boxes, capsys):
    """As the exercise says: in a new cell, then the cell with the measured slopes again."""
    there = run([name for name in until("measured-check") if not name.startswith("poll")], {})
    capsys.readouterr()
    exec(RELU, there)
    exec(CELLS["measured-check"], there)
    assert "backward  agrees with the measured slope at 65 of 65 parameters" in capsys.readouterr().out
