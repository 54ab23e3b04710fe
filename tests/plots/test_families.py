"""Families side by side: a ground in the wrong class's colour or a ring in the wrong place would teach nonsense."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from course_utils.data import galaxies
from course_utils.plots import DARK, LIGHT, families, new_figure
from course_utils.plots.families import draw_tree
from course_utils.plots.figure import DOTS_PER_INCH

SKY = galaxies(60, seed=0)


def red(X):
    """Quiescent above U−V = 1.5."""
    return (X[:, 1] > 1.5).astype(int)


def contours(ax):
    return [drawn for drawn in ax.collections if type(drawn).__name__ == "QuadContourSet"]


def test_a_classifier_is_asked_at_the_point_that_it_answers_for():
    VJ, UV, labels = families.asked(lambda X: 10 * X[:, 0] + X[:, 1], cells=5)
    assert labels[3, 1] == pytest.approx(10 * VJ[1] + UV[3])
    for wrong in (lambda X: X, lambda X: X[:3, 0]):
        with pytest.raises(ValueError, match="one label for each"):
            families.asked(wrong, cells=5)


def test_a_round_boundary_is_drawn_round():
    """Notebook 03 asks which boundary has corners: the grid on which a classifier is asked must not add any."""
    centre, radius = np.array([1.4, 1.5]), 1.0
    inside = {str(k): lambda X: np.hypot(*(X - centre).T) < radius for k in range(4)}
    figure, _ = families.boundaries(inside, SKY, best=inside["0"])
    figure.draw_without_rendering()
    ax = figure.axes[0]
    _, line, _ = contours(ax)
    points = np.concatenate(line.allsegs[0])
    outwards = centre + radius * (points - centre) / np.hypot(*(points - centre).T)[:, None]
    off = np.hypot(*(ax.transData.transform(points) - ax.transData.transform(outwards)).T)
    assert off.max() * DOTS_PER_INCH / figure.dpi < 1.5  # pixels


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_ground_has_the_colour_of_the_answer(look):
    _, ax = new_figure(look=look)
    families.draw_family(ax, red, SKY, "one cut", best=families.asked(red), look=look)
    ground, line, dotted = contours(ax)
    colours = [to_hex(colour).upper() for colour in ground.get_facecolor()]
    assert colours == [look["forward"], look["backward"]]
    blue, orange = ground.get_paths()
    assert orange.contains_point((1.0, 2.5)) and not orange.contains_point((1.0, 0.5))
    assert blue.contains_point((1.0, 0.5)) and not blue.contains_point((1.0, 2.5))
    cell = 2.6 / (families.CELLS - 1)  # the line runs between two rows of the grid
    for drawn in (line, dotted):
        assert np.allclose(np.vstack(drawn.allsegs[0])[:, 1], 1.5, atol=cell)
    assert ax.get_title("left") == "one cut"


def test_only_support_vectors_are_ringed_and_the_margin_is_where_the_score_is_one():
    svm = SVC(C=1.0, kernel="linear").fit(SKY.X, SKY.y)
    _, ax = new_figure()
    families.draw_margin(ax, svm, SKY, "margin")
    (lines,) = contours(ax)
    for level, segments in zip((-1, 0, 1), lines.allsegs, strict=True):
        assert np.allclose(svm.decision_function(np.vstack(segments)), level, atol=1e-6)
    rings = ax.collections[-1].get_offsets()
    # By the definition of the machine: those with t s(x) ≤ 1 are support vectors, and no others.
    inside = (2 * SKY.y - 1) * svm.decision_function(SKY.X) <= 1 + 1e-3
    assert {tuple(p) for p in np.asarray(rings)} == {tuple(p) for p in SKY.X[inside]}


def test_scores_stand_at_their_per_cents_in_the_row_of_their_family():
    scores, true = {"tree": [0.05, 0.07], "net": [0.04, 0.04]}, {"tree": [0.06, 0.06], "net": [0.05, 0.05]}
    _, ax = new_figure()
    families.draw_scores(ax, scores, true, 0.045)
    circles = [line for line in ax.lines if line.get_marker() == "o"]
    diamonds = [line for line in ax.lines if line.get_marker() == "D"]
    assert [np.round(line.get_xdata(), 9).tolist() for line in circles] == [[5, 7], [4, 4]]
    assert [np.round(line.get_xdata(), 9).tolist() for line in diamonds] == [[6, 6], [5, 5]]
    assert [np.rint(line.get_ydata()).tolist() for line in (*circles, *diamonds)] == [[0, 0], [1, 1]] * 2
    means = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "None"]
    assert np.allclose(means, [6, 6, 4, 5, 4.5])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["tree", "net"]
    (word,) = [text for text in ax.texts if text.get_text().strip() == "Bayes risk"]
    ax.figure.draw_without_rendering()
    line = ax.transData.transform((4.5, 0))[0]
    assert word.get_window_extent().x1 <= line  # the true risks, right of the line, stay readable
    assert ax.yaxis_inverted()  # the first family is the upper one
    with pytest.raises(ValueError, match="same families"):
        families.draw_scores(ax, scores, {"tree": [0.06]}, 0.045)


def test_times_are_milliseconds_told_apart_by_shape():
    _, ax = new_figure()
    families.draw_times(ax, {"tree": (0.002, 0.0001), "net": (0.5, 0.004)})
    points = [(line.get_marker(), float(line.get_xdata()[0])) for line in ax.lines]
    expected = [("o", 2), ("s", 0.1), ("o", 500), ("s", 4)]
    assert [marker for marker, _ in points] == [marker for marker, _ in expected]
    assert np.allclose([value for _, value in points], [value for _, value in expected])
    assert ax.get_xscale() == "log" and "ms" in ax.get_xlabel()
    assert [text.get_text() for text in ax.texts] == ["2 ms", "0.1 ms", "500 ms", "4 ms"]


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_four_panels_share_their_axes_and_the_look(look):
    figure, axes = families.four_panels(look)
    assert len(axes) == 4 and to_hex(figure.get_facecolor()).upper() == look["ground"]
    axes[0].set_xlim(0, 7)
    assert axes[3].get_xlim() == (0, 7)


X_TREE = np.array([[0.0, 5.0], [1.0, 5.0], [2.0, 5.0], [3.0, 5.0]])
TREE_NAMES = ("V−J", "U−V"), ("star-forming", "quiescent")


def drawn(y, look=LIGHT):
    ax = new_figure(look=look)[1]
    tree = DecisionTreeClassifier(random_state=0).fit(X_TREE, y)
    draw_tree(ax, tree, *TREE_NAMES, look)
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
        for name in TREE_NAMES[1]
    }
    assert colours == {"star-forming": look["forward"], "quiescent": look["backward"]}


def test_yes_goes_left():
    _, texts = drawn([0, 0, 1, 1])
    small, large = (texts[f"{name}\nGini 0.000\n2 galaxies"].get_position()[0] for name in TREE_NAMES[1])
    assert small < large  # the star-forming ones have the small V−J
    assert texts["  yes  "].get_position()[0] < texts["  no  "].get_position()[0]


def test_boxes_of_a_larger_tree_lie_apart_and_children_below():
    rng = np.random.default_rng(0)
    sample, y = rng.normal(size=(200, 2)), rng.integers(0, 2, size=200)
    tree = DecisionTreeClassifier(max_leaf_nodes=4, random_state=0).fit(sample, y)
    figure, ax = new_figure(7.5, 3.6)
    draw_tree(ax, tree, *TREE_NAMES)
    figure.draw_without_rendering()
    boxes = [text.get_bbox_patch().get_window_extent() for text in ax.texts if text.get_bbox_patch()]
    assert len(boxes) == 7 and len(ax.lines) == 6
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    assert all(line.get_ydata()[1] < line.get_ydata()[0] for line in ax.lines)


def test_a_tree_that_asks_nothing_is_one_box():
    _, texts = drawn([1, 1, 1, 0])
    assert {"V−J ≤ 2.50\nGini 0.375, 4 galaxies", "star-forming\nGini 0.000\n1 galaxy"} <= set(texts)
    pure = DecisionTreeClassifier().fit(X_TREE, [1, 1, 1, 1])
    ax = new_figure()[1]
    draw_tree(ax, pure, TREE_NAMES[0], ["quiescent"])
    assert len(ax.texts) == 1 and not ax.lines
    title = families.tree(pure, TREE_NAMES[0], ["quiescent"])[0].axes[0].get_title(loc="left")
    assert title == "0 questions, 1 leaf"


@pytest.mark.parametrize("names", [(["V−J"], TREE_NAMES[1]), (TREE_NAMES[0], ["quiescent"])])
def test_too_few_names_are_refused(names):
    tree = DecisionTreeClassifier().fit(X_TREE, [0, 0, 1, 1])
    with pytest.raises(ValueError, match="the tree has 2 features and 2 classes"):
        draw_tree(new_figure()[1], tree, *names)


MACHINES = {"Line": SVC(kernel="linear").fit(SKY.X, SKY.y), "Kernel": SVC().fit(SKY.X, SKY.y)}


def test_each_margin_says_how_many_support_vectors_it_has():
    figure, _ = families.margins(MACHINES, SKY)
    titles = [ax.get_title(loc="left") for ax in figure.axes]
    assert titles == [
        f"{name}: {len(machine.support_)} support vectors" for name, machine in MACHINES.items()
    ]
