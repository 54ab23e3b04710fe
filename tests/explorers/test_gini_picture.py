"""The picture of a cut: each class in its row, the ground in the majority's colour, the dot on the curve."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from course_utils.explorers.gini_picture import JITTER, ROWS, GiniPicture
from course_utils.plots import DARK, LIGHT, new_figure

GRID = np.array([0.0, 1.0, 2.0])
X, Y = np.array([0.2, 0.6, 1.4, 1.8]), np.array([0, 1, 0, 1])


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def picture(request):
    picture = GiniPicture(*new_figure(columns=2, look=request.param)[1], (-0.5, 2.5), GRID, request.param)
    picture.load(X, Y, "U−V (mag)", 0.5, "Which cut?")
    return picture, request.param


def visible(picture):
    """(left, right, colour) of each part of the ground."""
    return [
        (g.get_x(), g.get_x() + g.get_width(), to_hex(g.get_facecolor()).upper())
        for g in picture._groups
        if g.get_visible()
    ]


def test_each_class_stands_in_its_own_row(picture):
    for label, row in enumerate(picture[0]._rows):
        assert row.get_xdata().tolist() == X[Y == label].tolist()
        assert np.all(np.abs(row.get_ydata() - ROWS[label]) <= JITTER)
    assert JITTER < (ROWS[1] - ROWS[0]) / 2  # the rows stay apart
    names = [label.get_text() for label in picture[0].upper.get_yticklabels()]
    assert names == ["star-forming", "quiescent"]


def test_the_ground_has_the_colour_of_the_majority(picture):
    picture, look = picture
    picture.move([1.0], [0, 1], GRID / 10, 1.0)
    assert visible(picture) == [(-0.5, 1.0, look["forward"]), (1.0, 2.5, look["backward"])]
    picture.move([0.5, 1.5], [0, 1, 0], GRID / 10, 1.5)
    assert [colour for *_, colour in visible(picture)] == [look["forward"], look["backward"], look["forward"]]
    assert [edge for edge, *_ in visible(picture)] == [-0.5, 0.5, 1.5]


def test_a_part_without_galaxies_has_no_colour(picture):
    picture = picture[0]
    picture.move([2.0], [0, None], GRID / 10, 2.0)
    assert [part[:2] for part in visible(picture)] == [(-0.5, 2.0)]


def test_lines_dot_and_curve_are_where_the_numbers_are(picture):
    picture = picture[0]
    curve = np.array([0.4, 0.2, 0.3])
    picture.move([0.5, 1.0], [0, 1, 0], curve, 1.5)
    assert {line.get_xdata()[0] for line in picture._cuts} == {0.5, 1.0}
    assert picture._curve.get_xydata().tolist() == [[0, 0.4], [1, 0.2], [2, 0.3]]
    assert picture._dot.get_xydata().tolist() == [[1.5, 0.25]]  # half-way between 0.2 and 0.3
    assert picture.lower.get_xlabel() == "U−V (mag)"
