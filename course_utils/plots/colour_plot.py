"""The colour–colour diagram: each galaxy a point at (V−J, U−V), and the wedge that calls it quiescent.

Quiescent galaxies are filled orange circles, star-forming ones open blue triangles: colour and shape say the same.
A wedge has three edges: a slanted one, U−V = slope · (V−J) + intercept; a lowest U−V; a highest V−J.
"""

import numpy as np

from ..data import Galaxies, axis_label, cut_intercept
from ..data.uvj_cut import HIGHEST_VJ, LOWEST_UV, SLOPE
from ..engine.trace.notation import fixed, rounded
from .figure import new_figure, style
from .look import LIGHT
from .names import beside
from .takes import a_function, a_number, a_row, of, plane_points, takes

X_LIMITS, Y_LIMITS = (0.0, 2.9), (0.2, 2.8)  # mag; holds 99.8 % of the simulated galaxies
NAMES_AT = {"quiescent": (0.08, 2.55), "star-forming": (2.86, 0.32)}
# For each class: its role in the look, its marker, and whether the marker is filled.
SIGNS = (("forward", "^", False), ("backward", "o", True))


def draw_axes(ax, look=LIGHT):
    """Empty axes for two colours, in magnitudes."""
    style(ax, look)
    ax.set(xlim=X_LIMITS, ylim=Y_LIMITS, xlabel=axis_label("V−J", "mag"), ylabel=axis_label("U−V", "mag"))


def draw_galaxies(ax, galaxies, look=LIGHT, size=16, names=True):
    """Draw `Galaxies`: orange circles are quiescent, blue triangles star-forming; returns the two collections.

    Points outside the axes are not shown. `names` writes each class's name into its corner.
    """
    draw_axes(ax, look)
    drawn = []
    for label, (role, marker, filled) in enumerate(SIGNS):
        points = galaxies.X[galaxies.y == label]
        face = look[role] if filled else "none"
        drawn.append(
            ax.scatter(
                *points.T,
                s=size,
                marker=marker,
                facecolor=face,
                edgecolor=look[role],
                linewidth=0.8,
                alpha=0.7,
                label=f"_{galaxies.classes[label]}",
            )
        )
        if names:
            name = galaxies.classes[label]
            side = "left" if name == "quiescent" else "right"
            ax.text(*NAMES_AT[name], name, color=look[role], ha=side, fontweight="bold", fontsize=11)
    return drawn


def draw_unlabelled(ax, X, look=LIGHT):
    """Draw galaxies X (N, 2) of unknown class: grey crosses."""
    draw_axes(ax, look)
    ax.scatter(
        *np.asarray(X).T,
        s=16,
        marker="x",
        color=look["quiet"],
        linewidth=0.8,
        alpha=0.8,
        label="_unlabelled",
    )


def wedge_line(intercept, lowest=LOWEST_UV, highest=HIGHEST_VJ):
    """The border of a wedge from the left edge of the axes to their upper edge: points (3 or 4, 2).

    Where the slanted edge meets the lowest U−V beyond the highest V−J, it is cut off and one corner is left.
    """
    left, top = X_LIMITS[0] - 1, Y_LIMITS[1] + 1
    meets = (lowest - intercept) / SLOPE
    start, end = [left, lowest], [highest, top]
    if meets >= highest:
        return np.array([start, [highest, lowest], end])
    if meets <= left:
        start = [left, SLOPE * left + intercept]
        return np.array([start, [highest, SLOPE * highest + intercept], end])
    return np.array([start, [meets, lowest], [highest, SLOPE * highest + intercept], end])


def draw_wedge(ax, line, look=LIGHT, **style_of_line):
    """Draw the border of a wedge, points (n, 2); returns the line."""
    return ax.plot(
        *np.asarray(line).T, **({"color": look["ink"], "linewidth": 2, "label": "_border"} | style_of_line)
    )[0]


def draw_cut(ax, redshift=0.7, look=LIGHT, **style_of_line):
    """Draw the published cut of Williams et al. (2009) at one redshift; returns the line."""
    return draw_wedge(ax, wedge_line(float(cut_intercept(redshift))), look, **style_of_line)


def draw_boundary(ax, score, look=LIGHT, **style_of_line):
    """Draw where a function of the colours, score(X) → (N,), is ½; returns the contour set.

    Raises ValueError where score does not return one number for each row.
    """
    VJ, UV = np.meshgrid(np.linspace(*X_LIMITS, 160), np.linspace(*Y_LIMITS, 160))
    X = np.column_stack([VJ.ravel(), UV.ravel()])
    values = np.asarray(score(X), float)
    if values.size != len(X):
        raise ValueError(f"score must return one number for each of {len(X)} rows; got shape {values.shape}")
    drawn = {"colors": [look["update"]], "linewidths": 2.2, "linestyles": ["--"]} | style_of_line
    return ax.contour(VJ, UV, values.reshape(VJ.shape), levels=[0.5], **drawn)


def draw_error_curve(ax, intercepts, errors, published, look=LIGHT):
    """Draw the fraction of wrong answers against the intercept of the slanted edge, and mark its minimum."""
    style(ax, look)
    best = int(np.argmin(errors))
    ax.plot(intercepts, errors, color=look["loss"], linewidth=2)
    ax.plot(intercepts[best], errors[best], "o", color=look["update"], markersize=9, zorder=4)
    words = f"learned: {fixed(intercepts[best], 2)}"
    beside(ax, words, (intercepts[best], errors[best]), (0, -16), look["update"], ha="right")
    ax.axvline(published, color=look["ink"], linestyle=":", linewidth=1.4)
    ax.text(
        published + 0.01,
        0.97 * max(errors),
        f"published: {rounded(published, 6)}",
        color=look["ink"],
        va="top",
    )
    ax.set(xlabel="intercept of the slanted edge (mag)", ylabel="fraction wrong", ylim=(0, None))


@takes(galaxies=of(Galaxies, "galaxies()"), level=a_number, score=a_function)
def level_and_bent(galaxies, level, score, look=LIGHT):
    """`Galaxies` with a level line at U−V = `level` and the boundary score(X) = ½."""
    figure, ax = new_figure(look=look)
    draw_galaxies(ax, galaxies, look)
    draw_wedge(ax, [(0, level), (3, level)], look)
    draw_boundary(ax, score, look=look)
    ax.set_title("Dust makes star-forming galaxies red too")
    return figure, (
        "Simulated galaxies in two colours: a level line cuts through the dusty star-forming ones, a learned boundary "
        "bends round them."
    )


@takes(galaxies=of(Galaxies, "galaxies()"), redshift=a_number)
def published_cut(galaxies, redshift, look=LIGHT):
    """`Galaxies` with the published wedge for a redshift."""
    figure, ax = new_figure(look=look)
    draw_galaxies(ax, galaxies, look)
    draw_cut(ax, redshift, look)
    ax.set_title("A published boundary between two kinds of galaxies")
    return figure, (
        "Simulated galaxies in V−J and U−V with the published wedge: most quiescent ones lie inside, upper left."
    )


@takes(intercepts=a_row, wrong=a_row, published=a_number)
def error_curve(intercepts, wrong, published, look=LIGHT):
    """The fraction of wrong answers (k,) against the intercept (k,) of the slanted edge."""
    figure, ax = new_figure(look=look)
    draw_error_curve(ax, intercepts, wrong, published, look)
    ax.set_title("The intercept that 1,000 labelled galaxies prefer")
    return figure, (
        "Fraction of wrong answers against the intercept: a valley whose lowest point lies near the published value."
    )


@takes(labelled=of(Galaxies, "galaxies()"), survey=plane_points)
def two_sets(labelled, survey, look=LIGHT):
    """`Galaxies` with labels beside colours X (N, 2) without."""
    figure, (left, right) = new_figure(8, 3.6, columns=2, look=look)
    draw_galaxies(left, labelled, look)
    draw_unlabelled(right, survey, look)
    left.set_title("Training set: x and y")
    right.set_title("Unlabelled set: x alone")
    return figure, (
        "Left: galaxies marked quiescent or star-forming. Right: a similar cloud of grey crosses without labels."
    )
