"""Networks as diagrams: every neuron, wire and shape that a reader counts must be there."""

from course_utils.plots import DARK, neurons


def test_a_neuron_shows_its_formula_and_its_analogy(ax):
    neurons.draw_neuron(ax)
    assert {"x₁", "x₂", "1", "w₁", "w₂", "b", "Σ", "z", "g", "g(z)"} <= {text.get_text() for text in ax.texts}
    neurons.draw_analogy(ax)
    assert {"dendrites", "synapses", "cell body", "axon"} <= {text.get_text() for text in ax.texts}


def test_layers_have_their_circles_wires_and_shapes(ax):
    neurons.draw_layers(ax, [3, 5, 2])
    texts = [text.get_text() for text in ax.texts]
    assert len(ax.lines) == 3 * 5 + 5 * 2
    assert sum(text.strip() == "" for text in texts) == 10
    assert {"W (5, 3)\nb (5,)", "W (2, 5)\nb (2,)"} <= set(texts)


def test_circles_can_be_named_and_dark(ax):
    neurons.draw_layers(ax, [1, 1], names=[["x"], ["f"]], look=DARK)
    assert {"x", "f"} <= {text.get_text() for text in ax.texts}
    assert {line.get_color() for line in ax.lines} == {DARK["line"]}


def test_layers_without_a_hidden_one_are_named_too():
    figure, _ = neurons.layers([2, 1])
    assert figure.axes[0].get_title(loc="left") == "2 inputs → 1 outputs"
