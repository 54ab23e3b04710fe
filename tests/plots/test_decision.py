"""A decision in the plane: the shaded side must be the one that the classifier answers with class 1."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from course_utils.engine import Network
from course_utils.plots import DARK, LIGHT, decision
from course_utils.plots.decision import draw_decision, share_right

X, y = np.array([[1.0, 0.0], [-1.0, 0.5], [0.5, -1.0]]), np.array([1, 0, 0])
RIGHT_OF_ZERO = Network.from_parameters([([[4.0, 0.0]], [0.0])], output="sigmoid")


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_line_is_where_the_answer_is_a_half(look):
    ax = Figure().subplots()
    draw_decision(ax, RIGHT_OF_ZERO, X, y, look)
    side, line = (c for c in ax.collections if type(c).__name__ == "QuadContourSet")
    (path,) = line.get_paths()
    assert np.allclose(path.vertices[:, 0], 0, atol=1e-6)
    assert side.get_paths()[0].contains_point((1, 0)) and not side.get_paths()[0].contains_point((-1, 0))


def test_share_right_counts_examples():
    assert share_right(RIGHT_OF_ZERO, X, y) == pytest.approx(2 / 3)


@pytest.mark.parametrize(("w", "b"), [((1, 0), 0.5), ((0, -2), 1.0), ((1, 1), -1.5), ((-0.3, 2), 0.0)])
def test_the_shaded_side_is_where_the_neuron_answers_1(w, b):
    corners = decision.half_plane(np.array(w), b)
    assert (corners @ w + b >= -1e-9).all() and (corners @ w + b > 1e-9).any()
    # Its area, by the shoelace rule, is the share of a fine grid that is answered with 1.
    x, y = corners.T
    area = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    grid = np.linspace(-decision.REACH, decision.REACH, 401)
    share = np.mean(w[0] * grid[:, None] + w[1] * grid + b > 0)
    assert area == pytest.approx(share * (2 * decision.REACH) ** 2, rel=0.02)


def test_a_neuron_that_never_or_always_answers_1():
    assert len(decision.half_plane(np.zeros(2), -1.0)) == 0
    assert len(decision.half_plane(np.zeros(2), 1.0)) == 4


def test_the_line_is_where_the_neuron_is_undecided():
    ends = decision.line_ends((1, 2), -3)
    np.testing.assert_allclose(ends @ (1, 2) - 3, 0, atol=1e-9)
    assert np.linalg.norm(ends[1] - ends[0]) > 4 * decision.REACH
    assert np.isnan(decision.line_ends((0, 0), 1)).all()


def test_labels_differ_in_colour_and_in_shape(ax):
    decision.draw_points(ax, [[0, 0], [1, 1], [2, 1]], [0, 1, 1])
    zero, one = ax.collections
    assert len(zero.get_offsets()) == 1 and len(one.get_offsets()) == 2
    assert to_hex(zero.get_edgecolor()[0]) == LIGHT["backward"].lower()
    assert to_hex(one.get_facecolor()[0]) == LIGHT["forward"].lower()
    assert zero.get_paths()[0].vertices.shape != one.get_paths()[0].vertices.shape


def test_a_named_line_says_its_name(ax):
    decision.draw_plane(ax)
    decision.draw_line(ax, (1, 1), -1, name="h₁")
    assert [text.get_text() for text in ax.texts] == ["h₁"]
