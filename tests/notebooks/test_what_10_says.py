"""Numbers and code in the prose of notebook 10, each found in another way than its cells do.

A student would carry a wrong number away if one of these were wrong.
"""

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
