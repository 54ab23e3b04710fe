"""The program beside the steps: a line that is lit but does not compute what the step shows would teach a falsehood."""

import numpy as np
import pytest

from course_utils.engine import (
    ACTIVATIONS,
    LOSSES,
    Network,
    Node,
    circuit,
    lecture_network,
    walkthrough,
)
from course_utils.stepper.program import program

UPDATES = 3


def run(lines, network, x, y, learning_rate):
    """What the program leaves behind after one update from `network`."""
    layers = network.layers
    names = ["h", "o"] if len(layers) == 2 else [*(f"h{place + 1}" for place in range(len(layers) - 1)), "o"]
    space = {"X": np.array([x]), "y": np.array([y]), "learning_rate": learning_rate}
    space |= {f.name: f for f in ACTIVATIONS.values()} | {f.name: f for f in LOSSES.values()}
    for name, layer in zip(names, layers, strict=True):
        space |= {f"W_{name}": layer.W.copy(), f"b_{name}": layer.b.copy()}
    for line in lines:
        exec(line, space)
    return space, names


CASES = [
    ([2, 2, 2], "sigmoid", "sigmoid", "half_squared_error"),
    ([2, 3, 1], "tanh", "sigmoid", "binary_cross_entropy"),
    ([1, 2, 2, 1], "relu", "identity", "mean_squared_error"),
    ([3, 2], "tanh", "tanh", "mean_absolute_error"),
]


@pytest.mark.parametrize("in_place", [False, True])
@pytest.mark.parametrize("biases", ["fixed", "shared", "per_neuron"])
@pytest.mark.parametrize(("sizes", "hidden", "output", "loss"), CASES)
def test_the_lines_compute_what_their_steps_show(sizes, hidden, output, loss, biases, in_place):
    network = Network.random(sizes, hidden=hidden, output=output, seed=3)
    for layer in network.layers:
        layer.b = np.full(layer.b.shape, 0.1)  # equal, as "shared" wants it
    x, y = np.linspace(0.2, 0.6, sizes[0]), np.linspace(0.3, 0.8, sizes[-1])
    y = np.round(y) if loss == "binary_cross_entropy" else y
    trace = walkthrough(
        network, x, y, loss, learning_rate=0.3, biases=biases, in_place=in_place, updates=UPDATES
    )
    shown = program(trace.data())
    space, names = run(shown["lines"], network, x, y, 0.3)
    W = np.concatenate([space[f"W_{name}"].ravel() for name in names])
    count = len(W)
    assert W == pytest.approx([trace.value(f"w{k}", update=1) for k in range(1, count + 1)], rel=1e-12)
    gradients = np.concatenate([space[f"dW_{name}"].ravel() for name in names])
    expected = [trace.value(f"dL/dw{k}", update=1) for k in range(1, count + 1)]
    assert gradients == pytest.approx(expected, rel=1e-9, abs=1e-14)
    assert space["L"] == pytest.approx(trace.value("L"), rel=1e-12)
    for name in names:  # the biases after the update, where they learn
        labels = [node["id"] for node in trace.data()["diagram"]["nodes"] if node["id"].startswith(name[0])]
        if biases == "per_neuron" and len(names) < 3:
            after = [trace.value(f"b_{label}", update=1) for label in labels]
            assert space[f"b_{name}"] == pytest.approx(after, rel=1e-9)


def test_each_step_lights_the_line_that_assigns_its_quantity():
    network, x, y = lecture_network()
    trace = walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, biases="per_neuron")
    data = trace.data()
    shown = program(data)
    lit = {
        data["quantities"][step["result"]]["name"]: shown["lines"][place]
        for step, place in zip(data["steps"], shown["at"], strict=True)
        if step["result"] is not None
    }
    assert lit["in_h1"] == "Z_h = X @ W_h.T + b_h"
    assert lit["out_o2"] == "A_o = sigmoid(Z_o)"
    assert lit["L_o1"] == lit["L"] == lit["L+"] == "L = half_squared_error(A_o, y)"
    assert lit["dL/dout_o1"] == lit["dout_o1/din_o1"]
    assert lit["dL/dout_o1"].startswith("delta_o = half_squared_error.gradient(A_o, y) *")
    assert lit["dL_o1/dout_h1"] == lit["dL/dout_h1"] == "delta_h = (delta_o @ W_o) * sigmoid.derivative(Z_h)"
    assert lit["dL/dw5"] == lit["din_o1/dw5"] == "dW_o = delta_o.T @ A_h"
    assert lit["dL/db_h2"] == "db_h = delta_h.sum(axis=0)"
    assert lit["w1+"] == "W_h = W_h - learning_rate * dW_h"
    assert shown["at"][0] is None  # nothing is computed at the start
    assert None not in shown["at"][1:]


def test_the_bug_stands_where_it_is_made():
    network, x, y = lecture_network()
    trace = walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, in_place=True)
    lines = program(trace.data())["lines"]
    early = lines.index("W_o = W_o - learning_rate * dW_o")
    assert early < lines.index("delta_h = (delta_o @ W_o) * sigmoid.derivative(Z_h)")


def test_a_circuit_has_no_such_program():
    assert program(circuit(Node(2, "x") * Node(3, "y")).data()) is None
