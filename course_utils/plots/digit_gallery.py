"""Handwritten digits that were read wrongly, each with what it is and what was read: mistakes to look at."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from ..engine.validate import check_int, examples, labels
from .figure import MOST_COLUMNS, checked_look, new_figure
from .look import LIGHT

SIDE = 8  # pixels


def misread(X, y, answers, count=8, look=LIGHT):
    """A figure with the first images X (N, 64) whose answer (N,) is not the label y (N,), and its description.

    At most `count` are shown. Raises ValueError where none was misread.
    """
    X, y, answers = examples(X, name="X"), labels(y), labels(answers, "answers")
    if X.shape[1] != SIDE**2:
        raise ValueError(f"X must have shape (N, {SIDE**2}), the pixels of each image; got {X.shape}")
    for name, given in (("y", y), ("answers", answers)):
        if given.shape != (len(X),):
            raise ValueError(f"{name} must have shape ({len(X)},), one for each image; got {given.shape}")
    if (y.dtype.kind in "US") != (answers.dtype.kind in "US"):
        raise TypeError(f"answers must be of the kind of y; got {answers.dtype} and {y.dtype}")
    count = check_int(count, "count", at_most=MOST_COLUMNS)
    checked_look(look)
    wrong = np.flatnonzero(answers != y)[:count]
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
