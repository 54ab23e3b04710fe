"""The picture of a training: the border lies where the answer is ½, and the marks where the risks are."""

import numpy as np
from matplotlib.figure import Figure

from course_utils.data import galaxies
from course_utils.explorers.training.picture import TrainingPicture, borders, grid


def test_the_border_is_where_the_answer_is_one_half():
    X = grid()
    (pieces,) = borders([0.5 + X[:, 1] - X[:, 0]])
    points = np.concatenate(pieces)
    np.testing.assert_allclose(points[:, 0], points[:, 1], atol=1e-9)
    assert np.ptp(points[:, 0]) > 2


def test_where_nothing_is_undecided_there_is_no_border():
    assert borders(np.full((2, len(grid())), 0.2)) == [[], []]


def test_the_marks_follow():
    left, right = Figure().subplots(1, 2)
    updates, training, true = np.array([0, 1, 9]), np.array([0.7, 0.5, 0.1]), np.array([0.7, 0.6, 0.2])
    picture = TrainingPicture(left, right, galaxies(20), updates, training, true, 0.12)
    piece = np.array([[0.5, 0.5], [1.0, 1.0]])
    picture.move([piece], 9, (0.1, 0.2))
    line, here, *dots = picture.moving
    np.testing.assert_array_equal(line.get_segments()[0], piece)
    assert list(here.get_xdata()) == [9, 9]
    assert [(dot.get_xdata()[0], dot.get_ydata()[0]) for dot in dots] == [(9, 0.1), (9, 0.2)]
    assert {text.get_text() for text in right.texts} == {"training", "true", "Bayes"}


def test_the_highest_risk_is_inside():
    left, right = Figure().subplots(1, 2)
    risks = np.array([0.7, 2.0, 0.1])
    TrainingPicture(left, right, galaxies(20), np.array([0, 1, 2]), risks, risks / 2, 0.12)
    assert right.get_ylim()[1] > 2
