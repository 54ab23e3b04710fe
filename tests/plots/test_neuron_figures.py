"""Whole figures: who cannot see one reads its description, so the description must say what is drawn."""

import numpy as np
import pytest

from course_utils.plots import DARK, LIGHT, neuron_figures
from tests.plots.whole_figure import check_whole_figure

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = np.array([0, 1, 1, 0])
HIDDEN = (np.array([[1, 1], [1, 1]]), np.array([-0.5, -1.5]))
OUTPUT = (np.array([[1, -2]]), np.array([-0.5]))
H = (X @ HIDDEN[0].T + HIDDEN[1] > 0).astype(int)

LEARNED = {"OR": (XOR, (1, 1), 0), "XY": (XOR, (1, 0), 0)}

FIGURES = {
    "letters": (lambda look: neuron_figures.letters_figure([np.eye(20)] * 3, "ABC", look), "letters A, B, C", 3),
    "lines": (lambda look: neuron_figures.lines_figure(X, LEARNED, look), "OR and XY", 2),
    "neuron": (neuron_figures.neuron_figure, "w₁, w₂ and b (synapses)", 1),
    "layers": (lambda look: neuron_figures.layers_figure([3, 5, 2], look), "W (5, 3) and b (5,), then W (2, 5)", 1),
    "hidden": (
        lambda look: neuron_figures.hidden_layer_figure(X, XOR, H, HIDDEN, OUTPUT, look),
        "squares at (1, 0), circles at (0, 0) and (1, 1)",
        2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_each_is_drawn_in_both_looks_and_described(name, look):
    make, words, axes = FIGURES[name]
    check_whole_figure(make(look), words, axes)


def test_layers_without_a_hidden_one_are_named_too():
    figure, _ = neuron_figures.layers_figure([2, 1])
    assert figure.axes[0].get_title(loc="left") == "2 inputs → 1 outputs"
