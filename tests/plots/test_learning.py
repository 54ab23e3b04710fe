"""Curves of learning: a reader would see a wrong curve, or names that lie on each other."""

import itertools

import numpy as np
import pytest

from course_utils.plots import LIGHT, new_figure
from course_utils.plots.learning import draw_losses, draw_weights

FALLING = np.geomspace(1, 1e-4, 101)


def names(figure, ax):
    """The boxes of the texts beside the axes, in pixels."""
    figure.canvas.draw()
    return [text.get_window_extent() for text in ax.texts]


def test_the_losses_start_at_the_first_update():
    _, ax = new_figure()
    draw_losses(ax, {"L": FALLING})
    (line,) = ax.lines
    assert line.get_xdata()[0] == 1
    np.testing.assert_array_equal(line.get_ydata(), FALLING[1:])
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert line.get_color() == LIGHT["loss"]


def test_names_stand_at_the_ends_and_apart():
    figure, ax = new_figure()
    draw_losses(ax, {"one": FALLING, "other": FALLING * 1.01, "third": FALLING * 30})
    boxes = names(figure, ax)
    assert [text.get_text() for text in ax.texts] == ["third", "other", "one"]
    assert all(upper.y0 > lower.y1 for upper, lower in itertools.pairwise(boxes))
    assert all(0 < box.x0 and box.x1 < figure.bbox.width for box in boxes)
    end = ax.transData.transform((100, FALLING[-1] * 30))[1]
    assert boxes[0].y0 < end < boxes[0].y1


def test_curves_differ_by_their_lines():
    _, ax = new_figure()
    draw_losses(ax, {"one": FALLING, "other": FALLING})
    assert len({line.get_linestyle() for line in ax.lines}) == 2


def test_each_weight_has_a_path_and_each_group_a_name():
    _, ax = new_figure()
    draw_weights(ax, {"two": np.zeros((11, 2)), "four": np.ones((11, 2, 2))})
    paths = [line for line in ax.lines if len(line.get_xdata()) == 10]
    assert len(paths) == 6
    assert sorted(text.get_text() for text in ax.texts) == ["four", "two"]


def test_what_cannot_be_shown_is_refused():
    _, ax = new_figure()
    with pytest.raises(ValueError, match="must be positive"):
        draw_losses(ax, {"L": [1.0, 0.0]})
    with pytest.raises(ValueError, match="at most 4 curves"):
        draw_losses(ax, {str(k): FALLING for k in range(5)})
    with pytest.raises(ValueError, match="at most 4 groups"):
        draw_weights(ax, {str(k): np.zeros((3, 1)) for k in range(5)})
