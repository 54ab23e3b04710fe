"""The colour–colour diagram: a border that is drawn elsewhere than the rule calls teaches a wrong cut."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from course_utils.data import galaxies, published_cut
from course_utils.plots import DARK, LIGHT
from course_utils.plots.colour_plot import (
    X_LIMITS,
    Y_LIMITS,
    draw_boundary,
    draw_cut,
    draw_error_curve,
    draw_galaxies,
    draw_unlabelled,
    wedge_line,
)


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_each_class_has_its_colour_its_shape_and_its_name(ax, look):
    sample = galaxies(200, seed=1)
    forming, quiescent = draw_galaxies(ax, sample, look)
    assert len(forming.get_offsets()) == np.sum(sample.y == 0)
    assert np.allclose(quiescent.get_offsets(), sample.X[sample.y == 1])
    assert to_hex(quiescent.get_edgecolor()[0]).upper() == look["backward"]
    assert to_hex(forming.get_edgecolor()[0]).upper() == look["forward"]
    shapes = [len(drawn.get_paths()[0].vertices) for drawn in (forming, quiescent)]
    assert shapes[0] != shapes[1]
    assert {text.get_text() for text in ax.texts} == {"star-forming", "quiescent"}
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("V−J (mag)", "U−V (mag)")


def test_the_axes_hold_nearly_all_galaxies():
    X = galaxies(20_000, seed=3).X
    inside = (X > (X_LIMITS[0], Y_LIMITS[0])) & (X < (X_LIMITS[1], Y_LIMITS[1]))
    assert inside.all(axis=1).mean() > 0.998


@pytest.mark.parametrize("redshift", [0.2, 0.7, 1.5])
def test_the_line_of_the_published_cut_is_where_its_answer_changes(ax, redshift):
    points = draw_cut(ax, redshift).get_xydata()
    middles = (points[1:] + points[:-1]) / 2
    inwards = np.array([(0, 1), (0, 1), (-1, 0)]) * 1e-6
    assert published_cut(middles + inwards, redshift).tolist() == [1, 1, 1]
    assert published_cut(middles - inwards, redshift).tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("edges", "corners"),
    [
        ((0.59, 1.3, 1.6), [(0.8068, 1.3), (1.6, 1.998)]),  # (1.3 − 0.59)/0.88, 0.88 · 1.6 + 0.59
        ((0.59, 2.4, 1.6), [(1.6, 2.4)]),  # the slanted edge is below the corner
        ((1.5, 0.4, 1.6), [(1.6, 2.908)]),  # the lowest U−V is left of the diagram
    ],
)
def test_a_wedge_has_one_corner_or_two(edges, corners):
    assert np.allclose(wedge_line(*edges)[1:-1], corners, atol=1e-3)


def test_a_boundary_lies_where_the_score_is_a_half(ax):
    contours = draw_boundary(ax, lambda X: X[:, 1] - 0.5 * X[:, 0] - 0.5)
    (x, y) = np.vstack(contours.allsegs[0]).T
    assert len(x) > 100 and np.allclose(y - 0.5 * x, 1.0)
    with pytest.raises(ValueError, match="score must return one number"):
        draw_boundary(ax, lambda X: X)


def test_unlabelled_galaxies_show_no_class(ax):
    sample = galaxies(50, seed=1)
    draw_unlabelled(ax, sample.X)
    (crosses,) = ax.collections
    assert len(crosses.get_offsets()) == 50 and not ax.texts
    assert len({tuple(colour) for colour in crosses.get_edgecolor()}) == 1


def test_the_error_curve_marks_its_lowest_point(ax):
    draw_error_curve(ax, np.array([0.1, 0.2, 0.3]), np.array([0.3, 0.1, 0.2]), published=0.25)
    assert ax.lines[1].get_xydata().tolist() == [[0.2, 0.1]]
    assert [text.get_text() for text in ax.texts] == ["learned: 0.20", "published: 0.25"]
