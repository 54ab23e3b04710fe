"""Families side by side: a ground in the wrong class's colour or a ring in the wrong place would teach nonsense."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from sklearn.svm import SVC

from course_utils.data import galaxies
from course_utils.plots import DARK, LIGHT, families, new_figure

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
