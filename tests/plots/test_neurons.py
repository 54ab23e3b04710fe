"""Neurons as pictures: a reader judges by the line and the shaded side, so both must be where the neuron has them."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from course_utils.plots import DARK, LIGHT, neurons, new_figure


@pytest.fixture
def ax():
    return new_figure()[1]


@pytest.mark.parametrize(("w", "b"), [((1, 0), 0.5), ((0, -2), 1.0), ((1, 1), -1.5), ((-0.3, 2), 0.0)])
def test_the_shaded_side_is_where_the_neuron_answers_1(w, b):
    corners = neurons.half_plane(np.array(w), b)
    assert (corners @ w + b >= -1e-9).all() and (corners @ w + b > 1e-9).any()
    # Its area, by the shoelace rule, is the share of a fine grid that is answered with 1.
    x, y = corners.T
    area = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    grid = np.linspace(-neurons.REACH, neurons.REACH, 401)
    share = np.mean(w[0] * grid[:, None] + w[1] * grid + b > 0)
    assert area == pytest.approx(share * (2 * neurons.REACH) ** 2, rel=0.02)


def test_a_neuron_that_never_or_always_answers_1():
    assert len(neurons.half_plane(np.zeros(2), -1.0)) == 0
    assert len(neurons.half_plane(np.zeros(2), 1.0)) == 4


def test_the_line_is_where_the_neuron_is_undecided():
    ends = neurons.line_ends((1, 2), -3)
    np.testing.assert_allclose(ends @ (1, 2) - 3, 0, atol=1e-9)
    assert np.linalg.norm(ends[1] - ends[0]) > 4 * neurons.REACH
    assert np.isnan(neurons.line_ends((0, 0), 1)).all()


def test_labels_differ_in_colour_and_in_shape(ax):
    neurons.draw_points(ax, [[0, 0], [1, 1], [2, 1]], [0, 1, 1])
    zero, one = ax.collections
    assert len(zero.get_offsets()) == 1 and len(one.get_offsets()) == 2
    assert to_hex(zero.get_edgecolor()[0]) == LIGHT["backward"].lower()
    assert to_hex(one.get_facecolor()[0]) == LIGHT["forward"].lower()
    assert zero.get_paths()[0].vertices.shape != one.get_paths()[0].vertices.shape


def test_a_named_line_says_its_name(ax):
    neurons.draw_plane(ax)
    neurons.draw_line(ax, (1, 1), -1, name="h₁")
    assert [text.get_text() for text in ax.texts] == ["h₁"]


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
