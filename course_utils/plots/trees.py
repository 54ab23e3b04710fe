"""A decision tree drawn as the questions that it asks, from the root down; the answer "yes" goes left."""

from ..engine.validate import as_list, instance, text
from .figure import checked_axes
from .look import LIGHT


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
    """Raise TypeError or ValueError where a tree is none, or has learned nothing."""
    from sklearn.tree import DecisionTreeClassifier  # slow to load; who has a fitted tree has it loaded

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
    counted = f"Gini {nodes.impurity[node]:.3f}, {nodes.n_node_samples[node]} galaxies"
    if nodes.children_left[node] >= 0:
        return f"{features[nodes.feature[node]]} ≤ {nodes.threshold[node]:.2f}\n{counted}", None
    label = int(nodes.value[node][0].argmax())
    return f"{classes[label]}\n{counted.replace(', ', chr(10))}", label


def _write(ax, at, words, label, look):
    """A node: questions in quiet boxes, leaves in the colour of their class."""
    edge = look["line"] if label is None else look[("forward", "backward")[label]]
    box = {"boxstyle": "round,pad=0.4", "facecolor": look["panel"], "edgecolor": edge, "linewidth": 1.6}
    ax.text(*at, words, ha="center", va="center", color=look["ink"], fontsize=9, bbox=box, zorder=3)
