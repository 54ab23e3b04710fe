"""The Gini explorer: every control to both ends, and impurities that agree with counts made here and scikit-learn's."""

import re
from itertools import pairwise

import numpy as np
import pytest
from sklearn.tree import DecisionTreeClassifier

from course_utils.data import galaxies
from course_utils.explorers.gini import COUNT, GRID, SEED, cuts, impurity
from course_utils.widgets import GiniExplorer

SKY = galaxies(COUNT, seed=SEED)


@pytest.fixture
def model():
    return GiniExplorer().model


def weighted(x, *thresholds):
    """Σ n G / N with G = 2 p (1 − p), group by group."""
    edges = [-np.inf, *sorted(thresholds), np.inf]
    groups = [SKY.y[(x > low) & (x <= high)] for low, high in pairwise(edges)]
    return sum(2 * len(y) * y.mean() * (1 - y.mean()) for y in groups if len(y)) / len(x)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("feature", ["V−J", "U−V"])
def test_every_control_goes_to_both_ends(model, feature, theme):
    model.change_theme(theme)
    model.set("feature", feature)
    model.set("two", True)
    pictures, said = [model.picture(settled=False).bytes], [model.description]
    for name in ("first", "second"):
        for end in (0.2, 2.6):
            model.set(name, end)
            assert getattr(model.state, name) == end
            pictures.append(model.picture(settled=False).bytes)
            said.append(model.description)
        model.set(name, 1.2)
    model.set("two", False)
    pictures.append(model.picture(settled=False).bytes)
    assert len(set(pictures)) == len(pictures) and len(set(said)) == len(said)


def test_the_handle_drags_the_threshold_to_both_ends(model):
    for end in (0.2, 2.6):
        model.drag("cut", x=end)
        assert model.state.first == end and f"cut at {end:.3f} mag" in model.description
    with pytest.raises(ValueError, match="follows the state"):
        model.drag("cut", y=0.1)


@pytest.mark.parametrize("feature", [0, 1])
def test_every_impurity_is_that_of_a_count(model, feature):
    model.set("feature", SKY.features[feature])
    x = SKY.X[:, feature]
    for first in (0.2, 0.9, 1.66, 2.6):
        model.set("two", False)
        model.set("first", first)
        assert impurity(model.state) == pytest.approx(weighted(x, first))
        model.set("two", True)
        for second in (0.2, 1.3, 2.6):
            model.set("second", second)
            assert impurity(model.state) == pytest.approx(weighted(x, first, second))


@pytest.mark.parametrize("feature", [0, 1])
def test_the_best_single_cut_is_that_of_scikit_learns_tree(model, feature):
    model.set("feature", SKY.features[feature])
    model.press("best")
    stump = DecisionTreeClassifier(max_depth=1, random_state=0).fit(SKY.X[:, [feature]], SKY.y).tree_
    least = np.dot(stump.n_node_samples[1:], stump.impurity[1:]) / COUNT
    # A slider stops every 0.005 mag, and the best place lies between two galaxies that are further apart.
    assert impurity(model.state) == pytest.approx(least)
    assert model.state.first == pytest.approx(stump.threshold[0], abs=0.01)
    assert f"Best single cut: {least:.4f}." in model.description


def test_a_greedy_second_cut_keeps_the_first_and_a_pair_may_not(model):
    model.set("feature", "V−J")
    model.press("best")
    first, one = model.state.first, impurity(model.state)
    model.press("greedy")
    greedy = impurity(model.state)
    assert model.state.first == first and model.state.two
    assert greedy == pytest.approx(min(weighted(SKY.X[:, 0], first, second) for second in GRID))
    model.press("pair")
    pair = impurity(model.state)
    assert pair < greedy < one and first not in cuts(model.state)


def test_it_says_what_lies_on_each_side(model):
    model.set("first", 1.66)
    left = SKY.X[:, 1] <= 1.66
    n, q = left.sum(), SKY.y[left].sum()
    assert f"{n} galaxies, {q} quiescent" in model.description
    assert f"{COUNT - n} galaxies, {SKY.y.sum() - q} quiescent" in model.description
    before = float(re.search(r"before any cut (\S+)\.", model.description)[1])
    assert before == pytest.approx(2 * 65 * 135 / 200**2, abs=6e-5)  # 65 of 200 are quiescent


def test_a_side_without_galaxies_is_said_and_two_cuts_at_one_place_are_one(model):
    model.set("first", 2.6)
    assert "From left to right: 200 galaxies, 65 quiescent, Gini 0.4387; no galaxy." in model.description
    model.set("feature", "V−J")
    model.set("first", 1.2)
    one = impurity(model.state)
    model.set("two", True)
    model.set("second", 1.2)
    assert impurity(model.state) == one and len(cuts(model.state)) == 1


@pytest.mark.parametrize(
    "arguments", [{"feature": "J−K"}, {"first": 0.1}, {"first": 3}, {"first": float("nan")}]
)
def test_what_it_cannot_show_is_refused(arguments):
    with pytest.raises(ValueError):
        GiniExplorer(**arguments)
