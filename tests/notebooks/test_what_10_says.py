"""Numbers and code in the prose of notebook 10, each found in another way than its cells do.

A student would carry a wrong number away if one of these were wrong.
"""

import ast
import json
import re

import numpy as np
import pytest

from course_utils.engine import Network, Node, sigmoid, unroll
from tests.conftest import ROOT
from tests.notebooks.stored import stored

NOTEBOOK = stored("10")
source = NOTEBOOK.source
REFERENCE = json.loads((ROOT / "tests/data/references.json").read_text(encoding="utf-8"))["lecture_network"]


def defined(*cells):
    """The names that these cells define, and nothing else."""
    there = {"np": np, "Network": Network, "sigmoid": sigmoid, "unroll": unroll}
    for name in cells:
        exec(compile(source(name), name, "exec"), there)
    return there


class Wire(float):
    """A local derivative that counts how often it is multiplied."""

    walked = 0

    def __mul__(self, other):
        Wire.walked += 1
        return float(self) * float(other)

    __rmul__ = __mul__


@pytest.fixture
def circuit(monkeypatch):
    """The loss of a 2-2-2 network and its parameters, every wire of which counts."""
    network = Network.random([2, 2, 2], hidden=sigmoid, output=sigmoid)
    nodes = unroll(network, np.ones(2), np.ones(2), "half_squared_error", biases="per_neuron")
    plain = Node.locals
    monkeypatch.setattr(Node, "locals", lambda node: tuple(Wire(slope) for slope in plain(node)))
    monkeypatch.setattr(Wire, "walked", 0)
    return nodes["L"], [node for name, node in nodes.items() if re.fullmatch(r"w\d+|b_[ho]\d", name)]


def test_reverse_mode_walks_each_wire_once_for_all_parameters(circuit):
    loss, parameters = circuit
    defined("algorithm-code")["backward"](loss)
    assert len(parameters) == 12 and Wire.walked == 43


def test_forward_mode_walks_each_wire_once_for_each_parameter(circuit):
    loss, parameters = circuit
    slopes = [defined("modes-code")["forward_mode"](loss, leaf) for leaf in parameters]
    assert Wire.walked == 12 * 43 == 516
    gradient = defined("algorithm-code")["backward"](loss)
    np.testing.assert_allclose(slopes, [gradient[leaf] for leaf in parameters], rtol=1e-13)
    table = NOTEBOOK.cell["modes-count"].outputs[0].data["text/markdown"]
    assert "| 2-2-2 | 1 | 43 | 12 | 516 |" in table


def test_what_pytorch_prints_is_what_the_references_say():
    """The references have 50 digits and are not the engine's; the text was run with PyTorch when it was written."""
    found = re.search(r"It prints `([^`]*)`", source("frameworks-network")).group(1)
    true = [REFERENCE["loss"], REFERENCE["gradient_w5_w8"][0], REFERENCE["gradient_w1_w4"][0]]
    assert found.split() == [f"{float(number):.10g}" for number in true]
    assert "{L:.10g} {W_o.grad[0, 0]:.10g} {W_h.grad[0, 0]:.10g}" in source("frameworks-network")


def test_the_network_in_pytorch_is_the_lectures():
    text = source("frameworks-network")
    weights = re.findall(r"\d\.\d+", re.search(r"W_h = .*\nW_o = .*\n", text).group())
    assert [float(number) for number in weights] == [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55]
    assert "W_h @ x + 0.35" in text and "W_o @ out_h + 0.60" in text
    assert "torch.tensor([0.05, 0.10]), torch.tensor([0.01, 0.99])" in text


def test_parent_and_child_are_said_before_they_are_used():
    order = list(NOTEBOOK.cell)
    said = next(name for name in order if re.search(r"\bparents?\b", source(name)))
    assert said == "predict-nudge" and "**parents**" in source(said) and "**child**" in source(said)


# --- through depth -----------------------------------------------------------------------------------------------
SLOPES = {
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a)),
    "tanh": (np.tanh, lambda a: 1 - a**2),
    "relu": (lambda z: np.maximum(z, 0), lambda a: (a > 0) * 1.0),
}
X = np.random.default_rng(0).normal(size=(50, 2))
Y = np.sin(X[:, 0]) * X[:, 1]


def sizes(name, scale=1):
    """Root mean square of δ in each hidden layer, example by example, by a chain rule of our own."""
    value, slope = SLOPES[name]
    network = Network.random([2] + 10 * [32] + [1], hidden=name, seed=0)
    layers = [(scale * layer.W, layer.b) for layer in network.layers]
    arrives = [X]
    for W, b in layers[:-1]:
        arrives.append(value(arrives[-1] @ W.T + b))
    W, b = layers[-1]
    delta = 2 * (arrives[-1] @ W.T + b - Y[:, None])
    found = []
    for place in range(10, 0, -1):
        delta = (delta @ layers[place][0]) * slope(arrives[place])
        found.insert(0, np.sqrt(np.mean(delta**2)))
    return found


def test_the_sizes_of_the_table_are_those_of_a_chain_rule_written_out():
    table = NOTEBOOK.printed("depth-figure")
    for name in SLOPES:
        first, tenth = sizes(name)[0], sizes(name)[9]
        printed = re.search(rf"^{name} +(\S+) +(\S+) +(\S+)$", table, re.MULTILINE).groups()
        numbers = [float(text.replace("×10⁻⁷", "e-7").replace("×10⁻⁶", "e-6")) for text in printed]
        assert numbers == [float(f"{number:.2g}") for number in (tenth, first, first / tenth)]


def test_with_weights_twice_as_large_the_signal_grows_or_still_vanishes():
    tanh, relu, sigmoids = (sizes(name, 2)[0] / sizes(name, 2)[9] for name in ("tanh", "relu", "sigmoid"))
    said = f"grows {tanh:.0f}-fold on its way back through the tanh layers and {relu:.0f}-fold through those of ReLU."
    assert said == "grows 23-fold on its way back through the tanh layers and 714-fold through those of ReLU."
    assert said in source("depth-said") and sigmoids < 1e-3


def test_less_comes_back_through_a_row_of_sigmoids_than_the_bound_allows():
    at, slope = 0.0, 1.0
    for gates in range(1, 11):
        at = 1 / (1 + np.exp(-at))
        slope *= at * (1 - at)
        assert slope == 0.25**gates if gates == 1 else slope < 0.25**gates
    assert f"{slope:.2e}" in NOTEBOOK.printed("depth-chain")
    assert "Less comes back than the bound allows" in source("depth-chain-said")


def test_four_per_cent_are_dead_from_the_start_and_longer_steps_leave_more():
    """By the pre-activations themselves, which for a dead neuron are never above 0."""

    def share(rate, seed):
        network = Network.random([2, 64, 64, 1], hidden="relu", seed=seed)
        network.theta = network.theta - rate * network.gradient(X, Y, "mean_squared_error")[1]
        return np.mean([(Z <= 0).all(axis=0) for Z in network.forward(X).Z[:-1]])

    shares = [
        np.mean([share(rate, seed) for seed in range(8)]) for rate in (0, *10.0 ** np.arange(-2, 1.5, 0.5))
    ]
    assert round(100 * shares[0]) == 4 and shares == sorted(shares) and len(set(shares[1:])) == 7
    assert "About 4 % of the neurons are dead from the start" in source("further-dead-said")


# --- what is said of other programs, and of cells that a lecturer runs again -----------------------------------------
def test_the_numbers_of_networks_compared_are_those_of_the_page():
    page = (ROOT / "docs/verification.md").read_text(encoding="utf-8")

    def cases(library):
        table = page.partition("## Gradients")[2].partition("## ")[0]
        lines = (f"gradient of a random network = {library}", f"where {library} differs")
        rows = [line.split("|")[2] for line in table.splitlines() if line[2:].startswith(lines)]
        return sum(int(cell.replace(",", "")) for cell in rows)

    assert (cases("PyTorch"), cases("JAX")) == (10_000, 1_000)
    assert "of ten thousand random networks with PyTorch's, of a thousand with JAX's" in source(
        "frameworks-network"
    )


def test_a_stepper_shows_its_own_circuit_whichever_cells_were_run_before():
    """A lecturer goes back and runs the cell again: no later cell may have put another expression under its name."""
    assigned = [
        node.id
        for cell in NOTEBOOK.cells
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    shown = ("local-stepper", "habits-stepper", "branches-stepper", "neuron-stepper")
    names = [re.search(r"(\w+)\)+$", source(cell)).group(1) for cell in shown]
    assert [assigned.count(name) for name in names] == [1, 1, 1, 1], names


def test_three_gradients_change_sign_with_z_and_that_of_z_stays():
    def gradients(z):  # of x, y, q and z
        return [z, z, z, -2 + 5]

    assert [new / old for old, new in zip(gradients(-4), gradients(4), strict=True)] == [-1, -1, -1, 1]
    page = (ROOT / "docs/teaching/10.md").read_text(encoding="utf-8")
    assert "z = 4: the gradients of x, y and q change their sign" in page
    assert "Of the three inputs, whose gradients change sign, and whose stays" in source("local-try")
