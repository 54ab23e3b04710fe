"""Families of models side by side: where each one draws its boundary, how well it does, how long it takes.

Orange is what a classifier calls quiescent, blue what it calls star-forming, as the galaxies themselves. A decision
tree is also drawn as the questions that it asks, from the root down; the answer "yes" goes left.
"""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from ..data import Galaxies
from ..engine.validate import abbreviate, as_list, counted, instance, text
from .colour_plot import X_LIMITS, Y_LIMITS, draw_galaxies
from .figure import blank_figure, checked_axes, new_figure, style
from .look import LIGHT
from .names import beside
from .takes import MOST_PANELS, a_function, a_number, a_row, by_name, of, pair_of, takes

SHADE = 0.16
CELLS = 400  # a pixel or so: of the grid on which a classifier is asked, along each axis


def four_panels(look=LIGHT):
    """A figure of two by two axes in the course's style: (figure, axes in a row)."""
    figure = blank_figure(8.6, 7.0, look)
    FigureCanvasAgg(figure)
    axes = figure.subplots(2, 2, sharex=True, sharey=True).ravel()
    for ax in axes:
        style(ax, look)
    return figure, axes


def asked(predict, cells=CELLS):
    """What a classifier answers all over the colour plane: (V−J (cells,), U−V (cells,), labels (cells, cells)).

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
    rings["label"] = "_support vectors"
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
        for values, side, role, marker, alpha, kind in (
            (tests, -1, "forward", "o", 0.45, "test set"),
            (risks, 1, "loss", "D", 0.6, "true risk"),
        ):
            drawn = {"color": look[role], "alpha": alpha, "markersize": 6, "label": f"_{name}, {kind}"}
            ax.plot(100 * values, np.full(values.shape, row + side * 0.16), marker, **drawn)
            ends, mean = sorted([row + side * 0.02, row + side * 0.3]), 100 * values.mean()
            ax.plot([mean] * 2, ends, color=look[role], linewidth=2.5, label=f"_{name}, {kind}, mean")
    ax.axvline(100 * bayes, color=look["ink"], linestyle=":", linewidth=1.6)
    ax.text(100 * bayes, len(scores) - 0.58, "Bayes risk ", color=look["ink"], fontsize=10, ha="right")
    _name_rows(ax, scores, len(scores) - 0.45, look)
    ax.set(xlabel="wrong (%)", xlim=(0, None))
    for height, role, words in (
        (0.92, "forward", "circles: test set"),
        (0.82, "loss", "diamonds: true risk"),
    ):
        ax.text(0.01, height, words, color=look[role], transform=ax.transAxes, fontsize=10)


def draw_times(ax, times, look=LIGHT):
    """Draw seconds to fit and to predict, {name: (fit, predict)}, on a logarithmic axis of milliseconds."""
    style(ax, look)
    for row, (name, seconds) in enumerate(times.items()):
        for shift, role, marker, value in zip(
            (-0.15, 0.15), ("forward", "update"), "os", seconds, strict=True
        ):
            label = f"_{name}, {'fit' if shift < 0 else 'predict'}"
            ax.plot(1e3 * value, row + shift, marker, color=look[role], markersize=8, label=label)
            words, point = f"{float(f'{1e3 * value:.2g}'):g} ms", (1e3 * value, row + shift)
            beside(ax, words, point, (9, 0), look[role], va="center", fontsize=10)
    _name_rows(ax, times, len(times) - 0.5, look)
    ax.set(xscale="log", xlabel="time (ms), logarithmic")
    ax.margins(x=0.25)


def _name_rows(ax, names, lowest, look):
    """Write names at the rows 0, 1, … from above down to `lowest`."""
    ax.set(yticks=range(len(names)), yticklabels=list(names), ylim=(lowest, -0.5))
    ax.tick_params(axis="y", labelcolor=look["ink"], labelsize=11, length=0)


def draw_tree(ax, tree, features, classes, look=LIGHT):
    """Draw a fitted scikit-learn classification tree; `features` and `classes` are names in the tree's order.

    Raises ValueError where the names are not as many as the tree has.
    """
    checked_axes(ax, look)
    _fitted(tree)
    features = [text(name, "each name in features", 100) for name in as_list(features, "features")]
    classes = [text(name, "each name in classes", 100) for name in as_list(classes, "classes")]
    if len(features) != tree.n_features_in_ or len(classes) != len(tree.classes_):
        raise ValueError(
            f"the tree has {tree.n_features_in_} features and {len(tree.classes_)} classes; "
            f"got names for {len(features)} and {len(classes)}"
        )
    nodes = tree.tree_
    places = _places(nodes)
    for node, (x, y) in places.items():
        for child in (nodes.children_left[node], nodes.children_right[node]):
            if child >= 0:
                ax.plot(
                    [x, places[child][0]], [y, places[child][1]], color=look["line"], linewidth=1.3, zorder=1
                )
        _write(ax, (x, y), *_words(tree, node, features, classes), look)
    if len(places) > 1:
        for child, word in ((nodes.children_left[0], "yes"), (nodes.children_right[0], "no")):
            x, y = (places[0][axis] + places[child][axis] for axis in (0, 1))
            side = "right" if word == "yes" else "left"
            ax.text(x / 2, y / 2 + 0.12, f"  {word}  ", color=look["quiet"], ha=side)
    width = max(x for x, _ in places.values())
    ax.set(xlim=(-0.6, width + 0.6), ylim=(min(y for _, y in places.values()) - 0.5, 0.5))
    ax.axis("off")


def _fitted(tree):
    """Raise TypeError or ValueError where it is not a tree, or not fitted."""
    from sklearn.tree import DecisionTreeClassifier  # slow; loaded already where a tree was fitted

    instance(tree, "tree", DecisionTreeClassifier, "DecisionTreeClassifier().fit(X, y)")
    if not hasattr(tree, "tree_"):
        raise ValueError("tree must be fitted: tree.fit(X, y)")


def _places(nodes):
    """{node: (x, y)}: leaves side by side, every question above the middle of its two children."""
    places, leaves = {}, iter(range(nodes.node_count))

    def place(node, depth):
        left, right = nodes.children_left[node], nodes.children_right[node]
        if left < 0:
            x = float(next(leaves))
        else:
            x = (place(left, depth + 1) + place(right, depth + 1)) / 2
        places[node] = (x, -float(depth))
        return x

    place(0, 0)
    return places


def _words(tree, node, features, classes):
    """The text of a node, and its class where it is a leaf (else None)."""
    nodes = tree.tree_
    galaxies = counted(nodes.n_node_samples[node], "galaxy", "galaxies")
    counts = f"Gini {nodes.impurity[node]:.3f}, {galaxies}"
    if nodes.children_left[node] >= 0:
        return f"{features[nodes.feature[node]]} ≤ {nodes.threshold[node]:.2f}\n{counts}", None
    label = int(nodes.value[node][0].argmax())
    return f"{classes[label]}\n{counts.replace(', ', chr(10))}", label


def _write(ax, at, words, label, look):
    """A node: questions in quiet boxes, leaves in the colour of their class."""
    edge = look["line"] if label is None else look[("forward", "backward")[label]]
    box = {"boxstyle": "round,pad=0.4", "facecolor": look["panel"], "edgecolor": edge, "linewidth": 1.6}
    ax.text(*at, words, ha="center", va="center", color=look["ink"], fontsize=9, bbox=box, zorder=3)


@takes()
def tree(fitted, features, classes, look=LIGHT):
    """A fitted scikit-learn tree as the questions that it asks."""
    figure, ax = new_figure(7.5, 3.6, look=look)
    draw_tree(ax, fitted, features, classes, look)
    leaves = fitted.get_n_leaves()
    questions = counted(leaves - 1, "question")
    ax.set_title(f"{questions}, {counted(leaves, 'leaf', 'leaves')}")
    return figure, (
        f"A tree of {questions} about the two colours. Each box shows its Gini impurity and its galaxies."
    )


def a_machine(value, name):
    """A fitted support vector machine."""
    if not hasattr(value, "support_") or not hasattr(value, "decision_function"):
        raise TypeError(f"{name} must be a support vector machine that was fitted; got {abbreviate(value)}")
    return value


@takes(machines=by_name(a_machine, 2, MOST_PANELS), galaxies=of(Galaxies, "galaxies()"))
def margins(machines, galaxies, look=LIGHT):
    """Support vector machines side by side over their training set, {name: fitted machine}."""
    figure, axes = new_figure(9.6, 4.2, columns=len(machines), look=look)
    for ax, (name, machine) in zip(axes, machines.items(), strict=True):
        draw_margin(
            ax, machine, galaxies, f"{name}: {counted(len(machine.support_), 'support vector')}", look
        )
    return figure, (
        "Galaxies with the boundary and margin of two support vector machines, straight and curved; "
        "the galaxies on the edge of the margin, inside it or on the wrong side are ringed."
    )


@takes(fitted=by_name(a_function, 4, 4), galaxies=of(Galaxies, "galaxies()"), best=a_function)
def boundaries(fitted, galaxies, best, look=LIGHT):
    """What four classifiers call quiescent, {name: predict}, and where the classifier `best` draws its boundary."""
    dotted = asked(best)
    figure, axes = four_panels(look)
    for ax, (name, predict) in zip(axes, fitted.items(), strict=True):
        draw_family(ax, predict, galaxies, name, dotted, look)
    return figure, (
        "Four panels: the boundaries of tree and forest have right angles, those of support vector machine "
        "and network are smooth curves. Where there are galaxies, the dotted boundary of the best possible classifier "
        "is close to all four."
    )


@takes(tests=by_name(a_row), true=by_name(a_row), bayes=a_number)
def scores(tests, true, bayes, look=LIGHT):
    """Test errors and true risks of each family, {name: (repeats,)}, beside the Bayes risk."""
    figure, ax = new_figure(8.6, 3.8, look=look)
    draw_scores(ax, tests, true, bayes, look)
    ax.set_title("Test errors scatter more than true risks")
    return figure, (
        "For each family, eight test errors and eight true risks beside the Bayes risk. The test errors "
        "of a family spread over two to three per cent, and overlap with those of the others; its true risks spread "
        "over about one or less."
    )


@takes(seconds=by_name(pair_of(a_number, a_number)))
def times(seconds, look=LIGHT):
    """Seconds to fit and to predict, {name: (fit, predict)}."""
    figure, ax = new_figure(7.5, 3.2, look=look)
    draw_times(ax, seconds, look)
    ax.set_title("Blue circles: fit 300 galaxies. Green squares: predict 300")
    return (
        figure,
        "For each family, the time to fit 300 galaxies and the time to predict 300, on a logarithmic axis.",
    )
