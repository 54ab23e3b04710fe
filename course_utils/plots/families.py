"""Families of models side by side: where each one draws its boundary, how well it does, how long it takes.

Orange is what a classifier calls quiescent, blue what it calls star-forming, as the galaxies themselves.
"""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from .colour_plot import X_LIMITS, Y_LIMITS, draw_galaxies
from .figure import CourseFigure, style
from .look import LIGHT

SHADE = 0.16
CELLS = 160  # of the grid on which a classifier is asked, along each axis


def four_panels(look=LIGHT, width=8.6, height=7.0):
    """A figure of two by two axes in the course's style: (figure, axes in a row)."""
    figure = CourseFigure(figsize=(width, height), layout="constrained", facecolor=look["ground"])
    FigureCanvasAgg(figure)
    axes = figure.subplots(2, 2, sharex=True, sharey=True).ravel()
    for ax in axes:
        style(ax, look)
    return figure, axes


def asked(predict, cells=CELLS):
    """What a classifier says all over the colour plane: (V−J (cells,), U−V (cells,), labels (cells, cells)).

    `predict` takes X (N, 2) and returns (N,); raises ValueError for another shape.
    """
    VJ, UV = np.linspace(*X_LIMITS, cells), np.linspace(*Y_LIMITS, cells)
    X = np.column_stack([grid.ravel() for grid in np.meshgrid(VJ, UV)])
    labels = np.asarray(predict(X), dtype=float)
    if labels.shape != (len(X),):
        raise ValueError(f"predict must return one label for each of {len(X)} rows; got shape {labels.shape}")
    return VJ, UV, labels.reshape(cells, cells)


def draw_family(ax, predict, galaxies, title, best=None, look=LIGHT):
    """Draw what a classifier calls quiescent, over the galaxies; `best`, from `asked`, becomes a dotted boundary."""
    draw_galaxies(ax, galaxies, look, size=9, names=False)
    VJ, UV, labels = asked(predict)
    ax.contourf(
        VJ,
        UV,
        labels,
        levels=[-0.5, 0.5, 1.5],
        colors=[look["forward"], look["backward"]],
        alpha=SHADE,
        zorder=0,
    )
    ax.contour(VJ, UV, labels, levels=[0.5], colors=[look["ink"]], linewidths=1.8)
    if best is not None:
        ax.contour(*best, levels=[0.5], colors=[look["ink"]], linewidths=1.3, linestyles=":")
    ax.set_title(title, color=look["ink"])
    ax.label_outer()


def draw_margin(ax, svm, galaxies, title, look=LIGHT):
    """Draw a support vector machine: boundary solid, margin dashed, support vectors ringed."""
    draw_galaxies(ax, galaxies, look, size=14, names=False)
    VJ, UV, values = asked(svm.decision_function)
    lines = {"colors": [look["ink"]], "linewidths": [1.2, 2.2, 1.2], "linestyles": ["--", "-", "--"]}
    ax.contour(VJ, UV, values, levels=[-1, 0, 1], **lines)
    rings = {"s": 60, "facecolor": "none", "edgecolor": look["ink"], "linewidth": 0.9}
    ax.scatter(*svm.support_vectors_.T, **rings)
    ax.set_title(title, color=look["ink"])


def draw_scores(ax, scores, true, bayes, look=LIGHT):
    """Draw test errors and true risks, {name: (repeats,)}, a row for each family, beside the Bayes risk.

    Raises ValueError where the two do not name the same families.
    """
    if list(scores) != list(true):
        raise ValueError(f"scores and true must name the same families; got {list(scores)} and {list(true)}")
    style(ax, look)
    for row, name in enumerate(scores):
        tests, risks = np.asarray(scores[name]), np.asarray(true[name])
        ax.plot(
            100 * tests,
            np.full(tests.shape, row - 0.16),
            "o",
            color=look["forward"],
            alpha=0.45,
            markersize=6,
        )
        ax.plot(
            100 * risks, np.full(risks.shape, row + 0.16), "D", color=look["loss"], alpha=0.6, markersize=6
        )
        ax.plot([100 * tests.mean()] * 2, [row - 0.3, row - 0.02], color=look["forward"], linewidth=2.5)
        ax.plot([100 * risks.mean()] * 2, [row + 0.02, row + 0.3], color=look["loss"], linewidth=2.5)
    ax.axvline(100 * bayes, color=look["ink"], linestyle=":", linewidth=1.6)
    ax.text(100 * bayes, len(scores) - 0.58, "Bayes risk ", color=look["ink"], fontsize=10, ha="right")
    ax.set(
        yticks=range(len(scores)),
        yticklabels=list(scores),
        ylim=(len(scores) - 0.45, -0.5),
        xlabel="wrong (%)",
    )
    ax.set_xlim(0, None)
    ax.tick_params(axis="y", labelcolor=look["ink"], labelsize=11, length=0)
    for height, role, words in (
        (0.92, "forward", "circles: test set"),
        (0.82, "loss", "diamonds: true risk"),
    ):
        ax.text(0.01, height, words, color=look[role], transform=ax.transAxes, fontsize=10)


def draw_times(ax, times, look=LIGHT):
    """Draw seconds to fit and to predict, {name: (fit, predict)}, on a logarithmic axis of milliseconds."""
    style(ax, look)
    for row, seconds in enumerate(times.values()):
        for shift, role, marker, value in zip(
            (-0.15, 0.15), ("forward", "update"), "os", seconds, strict=True
        ):
            ax.plot(1e3 * value, row + shift, marker, color=look[role], markersize=8)
            words = {"textcoords": "offset points", "va": "center", "color": look[role], "fontsize": 10}
            ax.annotate(f"{float(f'{1e3 * value:.2g}'):g} ms", (1e3 * value, row + shift), (9, 0), **words)
    ax.set(yticks=range(len(times)), yticklabels=list(times), ylim=(len(times) - 0.5, -0.5))
    ax.set(xscale="log", xlabel="time (ms), logarithmic")
    ax.margins(x=0.25)
    ax.tick_params(axis="y", labelcolor=look["ink"], labelsize=11, length=0)
