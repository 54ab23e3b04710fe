"""A decision in the plane: the shaded side must be the one that the classifier answers with class 1."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.engine import Network
from course_utils.plots import DARK, LIGHT
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
