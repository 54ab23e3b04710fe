"""The figure of notebook 12: two losses, and for how many updates the wrong one is the lower one."""

import numpy as np

from course_utils.plots import from_scratch_figures


def test_it_counts_the_updates_at_which_the_wrong_gradient_is_ahead():
    right, wrong = np.array([1.0, 0.9, 0.8, 0.4, 0.2]), np.array([1.0, 0.8, 0.7, 0.5, 0.3])
    figure, description = from_scratch_figures.right_and_wrong(right, wrong)
    ax = figure.axes[0]
    assert ax.get_title(loc="left") == "For 2 updates the wrong gradient is ahead"
    assert {text.get_text() for text in ax.texts} == {"backward", "forgetful"}
    assert "lower one for 2 updates; at the end it is 0.300, and the right one's 0.200." in description
