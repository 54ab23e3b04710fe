"""Whole figures of notebook 01, each as (figure, description), ready for `show(*…)`."""

import numpy as np

from . import colour_plot, kepler, neurons
from .figure import new_figure
from .look import LIGHT

ROC_STYLES = (("update", "--"), ("loss", "-"), ("forward", ":"))


def law(planets, power_law, seen=6, look=LIGHT):
    """`Planets` and a power law on logarithmic axes; the first `seen` planets were fitted."""
    figure, ax = new_figure(look=look)
    kepler.draw_planets(ax, planets, seen, look)
    kepler.draw_law(ax, power_law, look)
    ax.set_title("Two planets that the fit never saw lie on its line")
    return figure, (
        f"Period against semi-major axis, both logarithmic: {len(planets.names)} planets on one straight line, "
        f"{seen} of them fitted."
    )


def fits(planets, power_law, quintic, seen=6, look=LIGHT):
    """A power law and a quintic through the same planets, on plain axes."""
    figure, ax = new_figure(look=look)
    kepler.draw_planets(ax, planets, seen, look, names=False)
    kepler.draw_fits(ax, power_law, quintic, look)
    ax.set_title("Both pass through six planets; one finds the next two")
    return figure, (
        "Period against distance: the power law meets Uranus and Neptune, the quintic falls below zero after Saturn."
    )


def level_and_bent(galaxies, level, score, look=LIGHT):
    """`Galaxies` with a level line at U−V = `level` and the boundary score(X) = ½."""
    figure, ax = new_figure(look=look)
    colour_plot.draw_galaxies(ax, galaxies, look)
    colour_plot.draw_wedge(ax, [(0, level), (3, level)], look)
    colour_plot.draw_boundary(ax, score, look=look)
    ax.set_title("Dust makes star-forming galaxies red too")
    return figure, (
        "Simulated galaxies in two colours: a level line cuts through the dusty star-forming ones, a learned boundary "
        "bends round them."
    )


def two_clouds(X, y, look=LIGHT):
    """Points X (N, 2) of two classes whose means and scatters agree."""
    figure, ax = new_figure(4.2, 4.0, look=look)
    neurons.draw_plane(ax, look=look)
    neurons.draw_points(ax, X, y, look, size=26)
    ax.set_title("Same mean, same scatter")
    return figure, (
        "Two classes in opposite corners: squares upper left and lower right, circles lower left and upper right."
    )


def published_cut(galaxies, redshift, look=LIGHT):
    """`Galaxies` with the published wedge for a redshift."""
    figure, ax = new_figure(look=look)
    colour_plot.draw_galaxies(ax, galaxies, look)
    colour_plot.draw_cut(ax, redshift, look)
    ax.set_title("A published boundary between two kinds of galaxies")
    return figure, (
        "Simulated galaxies in V−J and U−V with the published wedge: most quiescent ones lie inside, upper left."
    )


def error_curve(intercepts, wrong, published, look=LIGHT):
    """The fraction of wrong answers (k,) against the intercept (k,) of the slanted edge."""
    figure, ax = new_figure(look=look)
    colour_plot.draw_error_curve(ax, intercepts, wrong, published, look)
    ax.set_title("The intercept that 1,000 labelled galaxies prefer")
    return figure, (
        "Fraction of wrong answers against the intercept: a valley whose lowest point lies near the published value."
    )


def two_sets(labelled, survey, look=LIGHT):
    """`Galaxies` with labels beside colours X (N, 2) without."""
    figure, (left, right) = new_figure(8, 3.6, columns=2, look=look)
    colour_plot.draw_galaxies(left, labelled, look)
    colour_plot.draw_unlabelled(right, survey, look)
    left.set_title("Training set: x and y")
    right.set_title("Unlabelled set: x alone")
    return figure, (
        "Left: galaxies marked quiescent or star-forming. Right: a similar cloud of grey crosses without labels."
    )


def roc(curves, point, look=LIGHT):
    """ROC curves, {name: (false-positive rate (k,), completeness (k,))}, and the published cut as one point."""
    figure, ax = new_figure(4.8, 4.4, look=look)
    ax.plot([0, 1], [0, 1], color=look["line"], linewidth=1)
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
