"""Whole figures of notebook 12, each as (figure, description), ready for `show(*…)`."""

import numpy as np

from .figure import new_figure
from .learning import draw_losses
from .look import LIGHT


def right_and_wrong(right, wrong, look=LIGHT):
    """The loss at the states 0, 1, … of two programs, arrays (updates + 1,): one gradient right, one forgetful."""
    ahead = int(np.sum(np.less(wrong, right)))
    figure, ax = new_figure(look=look)
    draw_losses(ax, {"backward": right, "forgetful": wrong}, look)
    ax.set_title(f"For {ahead} updates the wrong gradient is ahead")
    return figure, (
        f"Loss over updates, both axes logarithmic. Both fall. The wrong gradient's loss is the lower one for {ahead} "
        f"updates; at the end it is {wrong[-1]:.3f}, and the right one's {right[-1]:.3f}."
    )
