"""Gini impurity and the best cut, against sums done by hand, pairs counted one by one, and scikit-learn's tree."""

from fractions import Fraction
from itertools import pairwise, product

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
    (lambda: candidates([[1.0, 2.0]]), r"x must have shape \(n,\)"),
    (lambda: best_split([[1.0], [1.0]], [0, 1]), "nothing to cut"),
    (lambda: best_split([[1.0], [2.0]], [0, 1, 1]), "same length"),
    (lambda: two_cut_table([1, 2], [0, 2], [1.5]), "y must"),
]


@pytest.mark.parametrize(("call", "words"), BAD)
def test_what_cannot_be_cut_is_refused_in_words(call, words):
    with pytest.raises((ValueError, TypeError), match=words):
        call()


# --- exactly ------------------------------------------------------------------------------------------


def exact_gini(labels):
    return 1 - sum(Fraction(labels.count(k), len(labels)) ** 2 for k in set(labels))


def exact_split(x, y, threshold):
    left = [label for place, label in zip(x, y, strict=True) if place <= threshold]
    right = [label for place, label in zip(x, y, strict=True) if place > threshold]
    return sum(Fraction(len(part), len(y)) * exact_gini(part) for part in (left, right) if part)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=30))
def test_impurities_are_the_nearest_floats_to_the_true_fractions(points):
    x, y = (list(row) for row in zip(*points, strict=True))
    assert gini(y) == float(exact_gini(y))
    assert split_gini(x, y, 2.5) == float(exact_split(x, y, 2.5))


def test_what_is_nearly_pure_keeps_its_digits():
    # One of a million: 1 − (1 − ε)² − ε² = 2ε − 2ε² with ε = 10⁻⁶.
    assert gini(np.arange(10**6) == 0) == float(Fraction(2, 10**6) - Fraction(2, 10**12))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), min_size=2, max_size=14))
def test_of_equally_good_cuts_the_first_one_wins(points):
    """Two that are equally good may differ in the last digit where each is summed in its own order."""
    x, y = (list(row) for row in zip(*points, strict=True))
    places = sorted(set(x))
    if len(places) < 2:
        return
    cuts = [
        (Fraction(one + other, 2), exact_split(x, y, (one + other) / 2)) for one, other in pairwise(places)
    ]
    first, impurity = min(cuts, key=lambda cut: (cut[1], cut[0]))
    assert best_split(np.array(x)[:, None], y) == (0, float(first), float(impurity))


EDGES = [(1.6e308, 1.7e308), (-1.7e308, 1.7e308), (0.0, 5e-324), (1 + 2**-52, 1 + 2**-51), (-1e-320, 3e-320)]


@pytest.mark.parametrize(("low", "high"), EDGES)
def test_a_candidate_parts_its_neighbours_at_the_edges_of_float64_too(low, high):
    """1 + 2⁻⁵¹ is half-way between 1 + 2⁻⁵² and itself when rounded: a cut there would leave nothing on the right."""
    (threshold,) = candidates([high, low])
    assert low <= threshold < high
    middle = (Fraction(low) + Fraction(high)) / 2
    assert threshold == float(middle) or float(middle) == high
    assert split_gini([low, high], [0, 1], threshold) == 0 == best_split([[low], [high]], [0, 1])[2]


def test_labels_in_small_floats_are_counted_like_any_others():
    """A sum of half-precision ones stands still at 2,048."""
    x, y = np.arange(6000.0), (np.arange(6000) % 3 > 0).astype(float)
    table = two_cut_table(x, y, [2999.5, 4499.5])
    small = two_cut_table(x.astype(np.float32), y.astype(np.float16), np.float32([2999.5, 4499.5]))
    # In each part a third is 0: every group is as mixed as the whole, 2 · ⅓ · ⅔.
    assert small.tolist() == table.tolist() and table == pytest.approx(np.full((2, 2), 4 / 9), rel=1e-12)


def test_a_table_of_cuts_has_an_upper_end():
    """20,000 thresholds are 400 million entries, and minutes."""
    with pytest.raises(ValueError, match="grid must hold at most 2,000 thresholds; got 20,000"):
        two_cut_table([0.0, 1.0], [0, 1], np.linspace(0, 1, 20_000))
    assert two_cut_table([0.0, 1.0], [0, 1], np.linspace(0, 1, 2000)).shape == (2000, 2000)
