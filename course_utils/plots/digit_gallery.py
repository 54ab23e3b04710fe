"""Handwritten digits that were read wrongly, each with what it is and what was read: mistakes to look at."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from .figure import new_figure
from .look import LIGHT

SIDE = 8  # pixels


def misread(X, y, answers, count=8, look=LIGHT):
    """A figure with the first images X (N, 64) whose answer (N,) is not the label y (N,), and its description.

    At most `count` are shown. Raises ValueError where none was misread.
    """
    wrong = np.flatnonzero(np.asarray(answers) != np.asarray(y))[:count]
    if not wrong.size:
        raise ValueError("answers must differ from y somewhere; every image was read rightly")
    figure, axes = new_figure(1.15 * max(len(wrong), 2), 1.7, columns=max(len(wrong), 2), look=look)
    ink = LinearSegmentedColormap.from_list("ink", [look["ground"], look["ink"]])
    for ax in axes:
        ax.set_axis_off()
    for ax, index in zip(axes, wrong, strict=False):
        ax.imshow(np.reshape(X[index], (SIDE, SIDE)), cmap=ink, vmin=0, vmax=1)
        ax.set_title(f"{y[index]} read as {answers[index]}", color=look["ink"], loc="center", fontsize=10)
    return figure, "Misread digits, each with what it is and what was read in it; several of them look alike."
