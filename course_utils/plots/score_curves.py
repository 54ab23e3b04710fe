"""What a classifier's scores are worth: how many it finds at every threshold, and how often it is right when sure.

Each answer comes with a confidence, the probability of the class that is named. Among all answers given with a
confidence near 0.9, nine in ten should be right: then the classifier is *calibrated*, and its reliability curve is
the diagonal.
"""

import numpy as np

from .figure import new_figure
from .look import LIGHT
from .takes import a_number, a_row, by_name, pair_of, takes

ROC_STYLES = (("update", "--"), ("loss", "-"), ("forward", ":"))
EDGES = np.linspace(0.5, 1.0, 6)
FEWEST = 30  # answers in a bin, for its share to say something
STYLES = (("-", "o"), ("--", "s"), (":", "D"))


@takes(curves=by_name(pair_of(a_row, a_row)), point=pair_of(a_number, a_number))
def roc(curves, point, look=LIGHT):
    """ROC curves, {name: (false-positive rate (k,), completeness (k,))}, and the published cut as one point."""
    figure, ax = new_figure(4.8, 4.4, look=look)
    ax.plot([0, 1], [0, 1], color=look["line"], linewidth=1, label="_chance")
    ax.text(0.62, 0.56, "chance", color=look["quiet"], rotation=45, rotation_mode="anchor")
    for (name, (false, found)), (role, line) in zip(curves.items(), ROC_STYLES, strict=False):
        ax.plot(false, found, color=look[role], linestyle=line, linewidth=2, label=name)
    ax.plot(*point, "o", color=look["ink"], markersize=8, label="published cut", zorder=4)
    ax.set(xlabel="false-positive rate", ylabel="completeness", xlim=(-0.02, 1), ylim=(0, 1.02))
    ax.legend(loc="lower right", frameon=False, labelcolor=look["ink"])
    ax.set_title("Every threshold of a score at once")
    areas = ", ".join(f"{name} {np.trapezoid(found, false):.3f}" for name, (false, found) in curves.items())
    return figure, (
        f"Completeness against the false-positive rate, above the diagonal of chance. Areas under the curves: {areas}. "
        f"The published cut is a point at {point[0]:.2f}, {point[1]:.2f}."
    )


def reliability(confidence, right):
    """(mean confidence, share right) in bins of confidence from ½ to 1, two arrays; bins with few answers are left out.

    confidence (N,) lies in [½, 1], right (N,) is True where the answer is. Raises ValueError where it does not.
    """
    confidence, right = np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)
    if confidence.shape != right.shape or confidence.ndim != 1:
        raise ValueError(
            f"confidence and right must both have shape (N,); got {confidence.shape} and {right.shape}"
        )
    if confidence.min() < EDGES[0] or confidence.max() > EDGES[-1]:
        raise ValueError(
            "confidence must lie between ½ and 1, as that of the more probable of two classes does; "
            f"got {confidence.min():g} to {confidence.max():g}"
        )
    bins = np.digitize(confidence, EDGES[1:-1])
    counts = np.bincount(bins, minlength=len(EDGES) - 1)
    kept = counts >= FEWEST
    means = (
        np.bincount(bins, weights=weights, minlength=len(counts))[kept] for weights in (confidence, right)
    )
    return tuple(sums / counts[kept] for sums in means)


def draw_reliability(ax, classifiers, look=LIGHT):
    """Draw the reliability of {name: (confidence, right)}, three at most, each named at its upper end.

    Raises ValueError for more.
    """
    if len(classifiers) > len(STYLES):
        raise ValueError(
            f"classifiers must hold at most {len(STYLES)} to be told apart; got {len(classifiers)}"
        )
    ax.plot([0.5, 1], [0.5, 1], color=look["quiet"], linewidth=1, label="_calibrated")
    ax.text(0.7, 0.72, "calibrated", color=look["quiet"], rotation=36, ha="center", va="bottom")
    for (name, (confidence, right)), (line, marker) in zip(classifiers.items(), STYLES, strict=False):
        x, y = reliability(confidence, right)
        face = look["update"] if line == "-" else look["ground"]
        drawn = {"marker": marker, "markersize": 7, "mfc": face, "label": f"_{name}"}
        ax.plot(x, y, line, color=look["update"], linewidth=2, **drawn)
    words = [
        f"{marks} {name}" for name, marks in zip(classifiers, ("solid:", "dashed:", "dotted:"), strict=False)
    ]
    ax.text(0.98, 0.04, "\n".join(words), transform=ax.transAxes, ha="right", color=look["update"])
    ax.set(xlim=(0.5, 1.01), ylim=(0.3, 1.01), xlabel="confidence", ylabel="share right")


@takes(classifiers=by_name(pair_of(a_row, a_row), 3, 3))
def calibration(classifiers, look=LIGHT):
    """The reliability of one network, {when: (confidence, right)}: in time, too late, and repaired by a temperature."""
    figure, ax = new_figure(5.6, 4.4, look=look)
    draw_reliability(ax, classifiers, look)
    ax.set_title("Trained for long, it is surer than it is right")
    first, last, repaired = classifiers
    return figure, (
        f"Share right against confidence: {first} near the diagonal, {last} below it, much of it repaired by "
        f"{repaired.split(', ')[-1]}."
    )
