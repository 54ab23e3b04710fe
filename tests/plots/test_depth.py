"""The figures about depth: a reader compares lines by height, so heights, names and colours must be right."""

import numpy as np
import pytest

from course_utils.plots import LIGHT, new_figure
from course_utils.plots.depth import (
    describe_dead_share,
    describe_depth,
    draw_dead_share,
    draw_depth,
    draw_quarter,
)


@pytest.fixture
def ax():
    return new_figure()[1]


def words(ax):
    return {text.get_text(): text for text in ax.texts}


def test_every_line_shows_its_numbers_in_the_colour_of_gradients(ax):
    draw_depth(ax, {"sigmoid": [1e-6, 1e-3, 1.0], "tanh": [0.2, 0.3, 0.9]})
    ax.figure.canvas.draw()
    assert [list(line.get_ydata()) for line in ax.lines] == [[1e-6, 1e-3, 1.0], [0.2, 0.3, 0.9]]
    assert [list(line.get_xdata()) for line in ax.lines] == [[1, 2, 3]] * 2
    assert {line.get_color() for line in ax.lines} == {LIGHT["backward"]}
    assert len({(line.get_linestyle(), line.get_marker()) for line in ax.lines}) == 2
    assert ax.get_yscale() == "log"
    heights = {name: text.get_window_extent().y0 for name, text in words(ax).items()}
    assert heights["sigmoid"] < heights["tanh"]


def test_names_of_lines_that_start_together_do_not_cover_each_other(ax):
    draw_depth(ax, {"tanh": [0.2, 0.3], "ReLU": [0.21, 0.3], "softplus": [0.19, 0.3]})
    ax.figure.canvas.draw()
    renderer = ax.figure.canvas.get_renderer()
    boxes = [text.get_window_extent(renderer) for text in ax.texts]
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])


@pytest.mark.parametrize("bad", [0.0, -1.0, float("nan")])
def test_what_a_logarithmic_axis_cannot_show_is_refused(ax, bad):
    with pytest.raises(ValueError, match=r"sizes\['relu'\] must be positive"):
        draw_depth(ax, {"relu": [bad, 1.0]})


def test_more_lines_than_styles_are_refused(ax):
    with pytest.raises(ValueError, match="at most 4"):
        draw_depth(ax, {name: [1.0] for name in "abcde"})


def test_the_guide_falls_by_a_quarter_a_layer(ax):
    draw_quarter(ax, 0.5, 4)
    assert ax.lines[0].get_ydata() == pytest.approx([0.5 / 64, 0.5 / 16, 0.5 / 4, 0.5])


def test_dead_shares_are_percent_with_their_mean(ax):
    draw_dead_share(ax, [0.1, 1.0], [[0.0, 0.2], [0.1, 0.4]])
    *dots, mean = ax.lines
    assert [list(line.get_ydata()) for line in dots] == [[0.0, 20.0], [10.0, 40.0]]
    assert mean.get_ydata() == pytest.approx(np.array([5.0, 30.0]))
    assert "a dot: one of 2 starts" in words(ax)
    assert "%" in ax.get_ylabel()


def test_descriptions_say_the_numbers():
    assert "sigmoid from 0.001 in layer 2 to 1e-06 in layer 1" in describe_depth(
        {"sigmoid": [1e-6, 1e-3, 1.0]}
    )
    said = describe_dead_share([0.1, 1.0], [[0.0, 0.2], [0.1, 0.4]])
    assert "5 % at a learning rate of 0.1, 30 % at 1" in said
