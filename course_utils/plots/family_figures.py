"""Whole figures of notebook 03, each as (figure, description), ready for `show(*…)`."""

from ..data.imagenet_errors import ENTRIES, RUNNER_UP
from . import families, imagenet, trees
from .figure import new_figure
from .look import LIGHT


def tree(fitted, features, classes, look=LIGHT):
    """A fitted scikit-learn tree as the questions that it asks."""
    figure, ax = new_figure(7.5, 3.6, look=look)
    trees.draw_tree(ax, fitted, features, classes, look)
    leaves = fitted.get_n_leaves()
    ax.set_title(f"{leaves - 1} questions, {leaves} leaves")
    return figure, (
        f"A tree of {leaves - 1} questions about the two colours. Each box shows its Gini impurity and its galaxies."
    )


def margins(machines, galaxies, look=LIGHT):
    """Support vector machines side by side over their training set, {name: fitted machine}."""
    figure, axes = new_figure(9.6, 4.2, columns=len(machines), look=look)
    for ax, (name, machine) in zip(axes, machines.items(), strict=True):
        families.draw_margin(ax, machine, galaxies, f"{name}: {len(machine.support_)} support vectors", look)
    return figure, (
        "Galaxies with the boundary and margin of two support vector machines, straight and curved; "
        "the galaxies on the margin or beyond it are ringed."
    )


def boundaries(fitted, galaxies, best, look=LIGHT):
    """What four classifiers call quiescent, {name: predict}, and where the classifier `best` draws its boundary."""
    asked = families.asked(best)
    figure, axes = families.four_panels(look)
    for ax, (name, predict) in zip(axes, fitted.items(), strict=True):
        families.draw_family(ax, predict, galaxies, name, asked, look)
    return figure, (
        "Four panels: the boundaries of tree and forest have right angles, those of support vector machine "
        "and network are smooth curves. The dotted boundary of the best possible classifier is close to all."
    )


def scores(tests, true, bayes, look=LIGHT):
    """Test errors and true risks of each family, {name: (repeats,)}, beside the Bayes risk."""
    figure, ax = new_figure(8.6, 3.8, look=look)
    families.draw_scores(ax, tests, true, bayes, look)
    ax.set_title("Test errors scatter more than true risks")
    return figure, (
        "For each family, eight test errors and eight true risks beside the Bayes risk. The test errors "
        "of a family spread over two to three per cent, its true risks over about one or less; the ranges overlap."
    )


def times(seconds, look=LIGHT):
    """Seconds to fit and to predict, {name: (fit, predict)}."""
    figure, ax = new_figure(7.5, 3.2, look=look)
    families.draw_times(ax, seconds, look)
    ax.set_title("Blue circles: fit 300 galaxies. Green squares: predict 300")
    return (
        figure,
        "For each family, the time to fit 300 galaxies and the time to predict 300, on a logarithmic axis.",
    )


def imagenet_errors(look=LIGHT):
    """The best top-5 error of each year, and the runner-up of 2012."""
    figure, ax = new_figure(9, 4.2, look=look)
    imagenet.draw_imagenet(ax, look)
    ax.set_title("2012: a deep network, and the error falls by a third")
    said = "; ".join(f"{entry.year} {entry.system} {entry.error:g}" for entry in (*ENTRIES, RUNNER_UP))
    return figure, f"Top-5 error in per cent. {said}."
