"""A drawn tree: its questions, impurities and counts must be those of scikit-learn's tree, its leaves apart."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from sklearn.tree import DecisionTreeClassifier

from course_utils.plots import DARK, LIGHT, new_figure
from course_utils.plots.trees import draw_tree

X = np.array([[0.0, 5.0], [1.0, 5.0], [2.0, 5.0], [3.0, 5.0]])
NAMES = ("V−J", "U−V"), ("star-forming", "quiescent")


def drawn(y, look=LIGHT):
    ax = new_figure(look=look)[1]
    tree = DecisionTreeClassifier(random_state=0).fit(X, y)
    draw_tree(ax, tree, *NAMES, look)
    return ax, {text.get_text(): text for text in ax.texts}


# 0 0 1 1: one question, at 1.5, by hand: G = ½ before, 0 on both sides. 0 0 1 0 needs two, G = 1 − 9/16 − 1/16.
@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_a_tree_of_one_question_by_hand(look):
    _, texts = drawn([0, 0, 1, 1], look)
    assert set(texts) == {
        "V−J ≤ 1.50\nGini 0.500, 4 galaxies",
        "star-forming\nGini 0.000\n2 galaxies",
        "quiescent\nGini 0.000\n2 galaxies",
        "  yes  ",
        "  no  ",
    }
    colours = {
        name: to_hex(texts[f"{name}\nGini 0.000\n2 galaxies"].get_bbox_patch().get_edgecolor()).upper()
        for name in NAMES[1]
    }
    assert colours == {"star-forming": look["forward"], "quiescent": look["backward"]}


def test_yes_goes_left():
    _, texts = drawn([0, 0, 1, 1])
    small, large = (texts[f"{name}\nGini 0.000\n2 galaxies"].get_position()[0] for name in NAMES[1])
    assert small < large  # the star-forming ones have the small V−J
    assert texts["  yes  "].get_position()[0] < texts["  no  "].get_position()[0]


def test_boxes_of_a_larger_tree_lie_apart_and_children_below():
    rng = np.random.default_rng(0)
    sample, y = rng.normal(size=(200, 2)), rng.integers(0, 2, size=200)
    tree = DecisionTreeClassifier(max_leaf_nodes=4, random_state=0).fit(sample, y)
    figure, ax = new_figure(7.5, 3.6)
    draw_tree(ax, tree, *NAMES)
    figure.draw_without_rendering()
    boxes = [text.get_bbox_patch().get_window_extent() for text in ax.texts if text.get_bbox_patch()]
    assert len(boxes) == 7 and len(ax.lines) == 6
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    assert all(line.get_ydata()[1] < line.get_ydata()[0] for line in ax.lines)


def test_a_tree_that_asks_nothing_is_one_box():
    _, texts = drawn([1, 1, 1, 0])
    assert "V−J ≤ 2.50\nGini 0.375, 4 galaxies" in texts
    pure = DecisionTreeClassifier().fit(X, [1, 1, 1, 1])
    ax = new_figure()[1]
    draw_tree(ax, pure, NAMES[0], ["quiescent"])
    assert len(ax.texts) == 1 and not ax.lines


@pytest.mark.parametrize("names", [(["V−J"], NAMES[1]), (NAMES[0], ["quiescent"])])
def test_too_few_names_are_refused(names):
    tree = DecisionTreeClassifier().fit(X, [0, 0, 1, 1])
    with pytest.raises(ValueError, match="the tree has 2 features and 2 classes"):
        draw_tree(new_figure()[1], tree, *names)
