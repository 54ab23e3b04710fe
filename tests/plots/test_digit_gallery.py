"""The gallery of misread digits: the right images, under the right numbers."""

import numpy as np
import pytest

from course_utils.plots.digit_gallery import misread

X = np.linspace(0, 1, 5 * 64).reshape(5, 64)
Y = np.array([3, 1, 4, 1, 5])


def titles(figure):
    return [ax.get_title() for ax in figure.axes if ax.images]


def test_only_what_was_misread_is_shown_with_both_numbers():
    figure, description = misread(X, Y, np.array([3, 7, 4, 1, 6]))
    assert titles(figure) == ["1 read as 7", "5 read as 6"]
    np.testing.assert_array_equal(figure.axes[1].images[0].get_array(), X[4].reshape(8, 8))
    assert len(description.split()) > 5


def test_no_more_than_asked_for():
    assert titles(misread(X, Y, Y + 1, count=3)[0]) == ["3 read as 4", "1 read as 2", "4 read as 5"]


def test_a_single_one_is_no_special_case():
    assert titles(misread(X, Y, np.array([3, 1, 4, 1, 0]))[0]) == ["5 read as 0"]


def test_nothing_misread_is_said_in_words():
    with pytest.raises(ValueError, match="every image was read rightly"):
        misread(X, Y, Y)
