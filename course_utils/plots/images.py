"""Images, and what was read in them: Rosenblatt's letters, misread digits, and the errors on ImageNet.

Letters are what 20 × 20 photocells see, 0 or 1, dark ink on a light ground; digits have 8 × 8 grey pixels. On the
ImageNet chart, deep networks are filled green circles, systems of hand-made features open orange squares; the line
joins only years with the same test set.
"""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from ..data.imagenet_errors import ENTRIES, RUNNER_UP
from ..engine.validate import check_int, examples, labels
from .figure import MOST_COLUMNS, checked_axes, checked_look, new_figure, style
from .look import LIGHT
from .names import beside
from .takes import list_of, numbers, takes, word

SIDE = 8  # pixels
# Where a name stands beside its point, in points of print.
PLACES = {
    "NEC-UIUC": (0, 10, "center"),
    "XRCE, Fisher vectors": (6, -18, "right"),
    "ISI, Fisher vectors": (10, 4, "left"),
    "Trimps-Soushen": (0, -18, "center"),
    "SENet": (0, 9, "left"),
}


def draw_pictures(axes, pictures, names, look=LIGHT):
    """Draw pictures (20, 20) of 0 and 1, one on each axes, under their names."""
    for ax, picture, name in zip(axes, pictures, names, strict=True):
        draw_picture(ax, picture, look)
        ax.set_title(name, color=look["ink"])


def draw_picture(ax, picture, look=LIGHT):
    """Draw what the photocells see (20, 20): 1 is dark ink; returns the image."""
    no_axes(ax, look)
    colours = LinearSegmentedColormap.from_list("ink", [look["panel"], look["ink"]])
    edges = (-0.5, 19.5, -0.5, 19.5)  # heights are counted upwards, for a pen that keys move
    return ax.imshow(picture, cmap=colours, vmin=0, vmax=1, interpolation="nearest", extent=edges)


def no_axes(ax, look=LIGHT):
    """Take the ticks and the box away."""
    style(ax, look)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)


@takes(pictures=list_of(numbers, 2), names=list_of(word, 2))
def letters(pictures, names, look=LIGHT):
    """Pictures (20, 20) of letters side by side, under their names."""
    figure, axes = new_figure(7, 2.4, columns=len(names), look=look)
    draw_pictures(axes, pictures, [f"the letter {name}" for name in names], look)
    return figure, f"The letters {', '.join(names)} as 20 × 20 photocells see them, black on white, blocky."


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
        raise TypeError(f"answers must hold the same type as y; got {answers.dtype} and {y.dtype}")
    count = check_int(count, "count", at_most=MOST_COLUMNS)
    checked_look(look)
    wrong = np.flatnonzero(answers != y)[:count]
    if not wrong.size:
        raise ValueError("answers must differ from y somewhere; every image was read correctly")
    figure, axes = new_figure(1.15 * max(len(wrong), 2), 1.7, columns=max(len(wrong), 2), look=look)
    ink = LinearSegmentedColormap.from_list("ink", [look["ground"], look["ink"]])
    for ax in axes:
        ax.set_axis_off()
    for ax, index in zip(axes, wrong, strict=False):
        ax.imshow(np.reshape(X[index], (SIDE, SIDE)), cmap=ink, vmin=0, vmax=1)
        ax.set_title(f"{y[index]} read as {answers[index]}", color=look["ink"], loc="center", fontsize=10)
    return figure, "Misread digits, each with what it is and what was read in it; several of them look alike."


def draw_imagenet(ax, look=LIGHT):
    """Draw top-5 error against the year, 2012's runner-up included."""
    checked_axes(ax, look)
    deep = [entry for entry in ENTRIES if entry.deep]
    ax.plot(
        [entry.year for entry in deep], [entry.error for entry in deep], color=look["update"], linewidth=1.5
    )
    for entry in (*ENTRIES, RUNNER_UP):
        _draw_entry(ax, entry, look)
    ax.axvline(2011.5, color=look["line"], linestyle=":", linewidth=1.2)
    ax.text(2011.42, 1, "own test set each year", color=look["quiet"], ha="right", fontsize=9)
    ax.text(2011.58, 1, "the same test set from here on", color=look["quiet"], fontsize=9)
    ax.set(
        xlabel="year", ylabel="top-5 error (%)", xlim=(2008.9, 2018.2), ylim=(0, 32), xticks=range(2010, 2018)
    )


def _draw_entry(ax, entry, look):
    """One point and its name."""
    role = "update" if entry.deep else "backward"
    face = look[role] if entry.deep else look["ground"]
    marker = "o" if entry.deep else "s"
    ax.plot(
        entry.year,
        entry.error,
        marker,
        color=look[role],
        mfc=face,
        markersize=8,
        markeredgewidth=1.8,
        zorder=3,
    )
    right, up, side = PLACES.get(entry.system, (6, 7, "left"))
    words = f"{entry.system} {entry.error:g}"
    beside(ax, words, (entry.year, entry.error), (right, up), look["ink"], ha=side, fontsize=10)


@takes()
def imagenet_errors(look=LIGHT):
    """The best top-5 error of each year, and the runner-up of 2012."""
    figure, ax = new_figure(9, 4.2, look=look)
    draw_imagenet(ax, look)
    ax.set_title("2012: a deep network, and the error falls by a third")
    said = "; ".join(f"{entry.year} {entry.system} {entry.error:g}" for entry in (*ENTRIES, RUNNER_UP))
    return figure, f"Top-5 error in per cent. {said}."
