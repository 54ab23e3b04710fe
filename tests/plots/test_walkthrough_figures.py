"""The figures of notebook 11: what is drawn, and descriptions whose numbers come from it."""

import numpy as np

from course_utils.plots import walkthrough_figures


def test_the_loss_is_drawn_on_two_logarithmic_axes_and_described_by_its_ends():
    losses = 0.4 / np.arange(1.0, 1002.0)
    figure, description = walkthrough_figures.losses_over_updates(losses)
    ax = figure.axes[0]
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), losses[1:])
    assert "1,000 updates" in description and "from 0.4 " in description and "down to 0.0004." in description


def test_weights_are_grouped_by_the_neuron_that_they_enter():
    hidden, output = np.zeros((3, 2, 2)), np.zeros((3, 2, 2))
    hidden[-1], output[-1] = 1, [[-4, -2], [5, 7]]  # the row of o₁, then that of o₂
    figure, description = walkthrough_figures.weights_over_updates(hidden, output)
    assert "w₅, w₆ from 0.00 to −3.0" in description and "w₇, w₈ from 0.00 to 6.0" in description
    assert "w₁ … w₄ from 0.00 to 1.0" in description
    assert {"w₅, w₆", "w₇, w₈", "w₁ … w₄"} <= {text.get_text() for text in figure.axes[0].texts}


def test_each_convention_is_a_curve_with_its_name_and_its_end():
    losses = {"fixed": np.geomspace(0.3, 3e-5, 50), "shared": np.geomspace(0.3, 4e-6, 50)}
    figure, description = walkthrough_figures.conventions(losses)
    assert {"fixed", "shared"} <= {text.get_text() for text in figure.axes[0].texts}
    assert "At the end: fixed 3e-05, shared 4e-06." in description
