"""Curves of learning: a reader would see a wrong curve, or names that lie on each other."""

import itertools

import numpy as np
import pytest

from course_utils.plots import DARK, LIGHT, learning_curves, new_figure
from course_utils.plots.learning_curves import draw_losses, draw_weights

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


def test_the_loss_is_drawn_on_two_logarithmic_axes_and_described_by_its_ends():
    losses = 0.4 / np.arange(1.0, 1002.0)
    figure, description = learning_curves.losses_over_updates(losses)
    ax = figure.axes[0]
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), losses[1:])
    assert "1,000 updates" in description and "from 0.4 " in description and "down to 0.0004." in description


def test_weights_are_grouped_by_the_neuron_that_they_enter():
    hidden, output = np.zeros((3, 2, 2)), np.zeros((3, 2, 2))
    hidden[-1], output[-1] = 1, [[-4, -2], [5, 7]]  # the row of o₁, then that of o₂
    figure, description = learning_curves.weights_over_updates(hidden, output)
    assert "w₅, w₆ from 0.00 to −3.0" in description and "w₇, w₈ from 0.00 to 6.0" in description
    assert "w₁ … w₄ from 0.00 to 1.0" in description
    assert {"w₅, w₆", "w₇, w₈", "w₁ … w₄"} <= {text.get_text() for text in figure.axes[0].texts}


def test_each_convention_is_a_curve_with_its_name_and_its_end():
    losses = {"fixed": np.geomspace(0.3, 3e-5, 50), "shared": np.geomspace(0.3, 4e-6, 50)}
    figure, description = learning_curves.conventions(losses)
    assert {"fixed", "shared"} <= {text.get_text() for text in figure.axes[0].texts}
    assert "At the end: fixed 3×10⁻⁵, shared 4×10⁻⁶." in description


def test_it_counts_the_updates_at_which_the_wrong_gradient_is_ahead():
    right, wrong = np.array([1.0, 0.9, 0.8, 0.4, 0.2]), np.array([1.0, 0.8, 0.7, 0.5, 0.3])
    figure, description = learning_curves.right_and_wrong(right, wrong)
    ax = figure.axes[0]
    assert ax.get_title(loc="left") == "For 2 updates the wrong gradient is ahead"
    assert {text.get_text() for text in ax.texts} == {"backward", "forgetful"}
    once = learning_curves.right_and_wrong([1.0, 0.9, 0.8], [1.0, 0.8, 0.8])[0]
    assert once.axes[0].get_title(loc="left") == "For 1 update the wrong gradient is ahead"
    assert "lower one for 2 updates; at the end it is 0.300, and the right one's 0.200." in description


@pytest.mark.parametrize(
    ("low", "labels"),
    [
        (0.1, {"0.1", "0.2", "0.3", "0.4", "0.6"}),  # less than two decades: plain numbers
        (0.001, {f"$\\mathdefault{{10^{{{power}}}}}$" for power in (-3, -2, -1)}),
    ],
)
@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_numbers_of_a_logarithmic_axis_can_be_read(low, labels, look):
    figure, ax = new_figure(look=look)
    ax.set(yscale="log", ylim=(low, 0.8))
    figure.canvas.draw()
    ticks = [*ax.yaxis.get_major_ticks(), *ax.yaxis.get_minor_ticks()]
    assert {tick.label1.get_text() for tick in ticks if low <= tick.get_loc() <= 0.8} - {""} == labels
    assert {tick.label1.get_color() for tick in ticks} == {look["quiet"]}
    assert {tick.tick1line.get_color() for tick in ticks} == {look["quiet"]}
