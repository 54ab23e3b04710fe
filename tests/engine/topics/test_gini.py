"""Gini impurity and the best cut, against sums done by hand, pairs counted one by one, and scikit-learn's tree."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.tree import DecisionTreeClassifier

from course_utils.engine.topics.gini import best_split, candidates, gini, split_gini, two_cut_table

# By hand: 1 − (½² + ½²); 1 − (¾² + ¼²); 1 − 3 · (⅓)²; one class alone.
BY_HAND = [([0, 0, 1, 1], 1 / 2), ([1, 0, 0, 0], 3 / 8), ([4, 7, 9], 2 / 3), ([5, 5, 5], 0)]


@pytest.mark.parametrize(("labels", "impurity"), BY_HAND)
def test_gini_by_hand(labels, impurity):
    assert gini(labels) == pytest.approx(impurity, abs=1e-15)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_gini_is_the_share_of_pairs_that_differ(labels):
    pairs = [one != other for one, other in product(labels, labels)]  # drawn with replacement
    assert gini(labels) == pytest.approx(np.mean(pairs), abs=1e-12)


# S S Q S Q Q S Q cut after each galaxy: (n_l G_l + n_r G_r) / 8 with G = 2 p (1 − p), by hand.
EIGHT, AFTER = [0, 0, 1, 0, 1, 1, 0, 1], [3 / 7, 1 / 3, 7 / 15, 3 / 8, 7 / 15, 1 / 2, 3 / 7]


@pytest.mark.parametrize(("count", "weighted"), list(enumerate(AFTER, start=1)))
def test_a_cut_by_hand(count, weighted):
    assert split_gini(range(1, 9), EIGHT, count + 0.5) == pytest.approx(weighted)


def test_a_value_at_the_threshold_goes_left_and_an_empty_side_counts_nothing():
    assert split_gini([1, 2, 3], [0, 0, 1], 2) == 0
    assert split_gini([1, 2, 3], [0, 0, 1], 9) == pytest.approx(gini([0, 0, 1]))


def test_thresholds_may_come_in_any_order():
    # Three groups of two: 0 | ½ | 0, weighted by a third each.
    x, y = range(6), [0, 0, 0, 1, 1, 1]
    assert split_gini(x, y, 3.5, 1.5) == split_gini(x, y, 1.5, 3.5) == pytest.approx(1 / 6)


def test_candidates_lie_half_way_between_different_values():
    assert candidates([3.0, 1.0, 1.0, 2.0]).tolist() == [1.5, 2.5]


@pytest.mark.parametrize("seed", range(8))
def test_the_best_split_is_that_of_scikit_learn(seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(40, 3))
    y = (X @ [0.3, 1.0, -0.5] + rng.normal(size=40) > 0).astype(int)
    feature, threshold, impurity = best_split(X, y)
    tree = DecisionTreeClassifier(max_depth=1, random_state=0).fit(X, y).tree_
    assert feature == tree.feature[0] and threshold == pytest.approx(tree.threshold[0])
    assert impurity == pytest.approx(np.dot(tree.n_node_samples[1:], tree.impurity[1:]) / 40)


def test_the_table_of_two_cuts_is_each_pair_cut_by_itself():
    rng = np.random.default_rng(0)
    x, y = np.round(rng.normal(size=50), 1), rng.integers(0, 2, size=50)  # values that tie, and meet the grid
    grid = np.round(np.linspace(-2, 2, 9), 1)
    table = two_cut_table(x, y, grid)
    for (i, one), (j, other) in product(enumerate(grid), repeat=2):
        assert table[i, j] == pytest.approx(split_gini(x, y, one, other), abs=1e-12)


BAD = [
    (lambda: gini([]), "y must be one or more labels"),
    (lambda: gini([[0, 1]]), "y must be one or more labels"),
    (lambda: split_gini([1, 2], [0], 1.5), "same length"),
    (lambda: split_gini([], [], 1.5), "same length"),
    (lambda: split_gini([1, np.nan], [0, 1], 1.5), "x must"),
    (lambda: split_gini([1, 2], [0, 1], np.nan), "thresholds must"),
    (lambda: split_gini([1, 2], [0, 1], "1"), "thresholds must"),
    (lambda: candidates([1, np.inf]), "x must"),
    (lambda: best_split([[1.0], [1.0]], [0, 1]), "nothing to cut"),
    (lambda: best_split([[1.0], [2.0]], [0, 1, 1]), "same length"),
    (lambda: two_cut_table([1, 2], [0, 2], [1.5]), "y must"),
]


@pytest.mark.parametrize(("call", "words"), BAD)
def test_what_cannot_be_cut_is_refused_in_words(call, words):
    with pytest.raises((ValueError, TypeError), match=words):
        call()
