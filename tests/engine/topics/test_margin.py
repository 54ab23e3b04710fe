"""Margin and bound, against values derived by hand: a wrong bound would make a theorem look false."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.engine import Perceptron
from course_utils.engine.topics.margin import largest_margin, novikoff_bound

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
CLOSE = 1e-6  # six digits

# By hand: the best separator is a positive sum of the examples that touch the margin.
GATES = [([0, 0, 0, 1], (2, 2, -3), 1 / 17, 51), ([0, 1, 1, 1], (2, 2, -1), 1 / 9, 27)]


@pytest.mark.parametrize(("labels", "direction", "margin_squared", "bound"), GATES, ids=["AND", "OR"])
def test_the_gates_have_the_margin_found_by_hand(labels, direction, margin_squared, bound):
    w, margin = largest_margin(CORNERS, labels)
    np.testing.assert_allclose(w, np.array(direction) / np.linalg.norm(direction), atol=1e-4)
    assert margin**2 == pytest.approx(margin_squared, rel=CLOSE)
    assert novikoff_bound(CORNERS, labels) == pytest.approx(bound, rel=CLOSE)


@pytest.mark.parametrize("stretch", [1e-5, 0.01, 30, 255, 1e5])
def test_inputs_in_any_unit_have_their_margin(stretch):
    """AND on corners at 0 and s: w ∝ (2/s, 2/s, −3) has the product 1 with the three examples that touch the margin."""
    w, margin = largest_margin(stretch * CORNERS, [0, 0, 0, 1])
    assert margin == pytest.approx((8 / stretch**2 + 9) ** -0.5, rel=CLOSE)
    assert margin == pytest.approx(w[-1] / -3, rel=CLOSE)
    bound = (2 * stretch**2 + 1) * (8 / stretch**2 + 9)
    assert novikoff_bound(stretch * CORNERS, [0, 0, 0, 1]) == pytest.approx(bound, rel=CLOSE)


def test_a_margin_that_is_lost_in_rounding_counts_as_none():
    assert largest_margin(1e20 * CORNERS, [0, 0, 0, 1])[1] <= 0


@pytest.mark.parametrize(("X", "y"), [([[1], [1]], [0, 1]), ([[0], [1], [1], [0]], [0, 0, 1, 1])])
def test_equal_examples_with_different_labels_have_no_separator(X, y):
    w, margin = largest_margin(X, y)
    assert margin <= 0 and np.linalg.norm(w) == pytest.approx(1)


def test_what_nothing_separates_has_no_bound():
    assert largest_margin(CORNERS, [0, 1, 1, 0])[1] <= 0
    assert novikoff_bound(CORNERS, [0, 1, 1, 0]) == np.inf


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), count=st.integers(2, 12))
def test_no_direction_has_a_larger_margin_and_no_perceptron_makes_more_mistakes(seed, count):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(count, 2))
    hidden = rng.normal(size=3)
    inputs = np.column_stack([X, np.ones(count)])
    signs = np.where(inputs @ hidden > 0, 1, -1)
    apart = np.abs(inputs @ hidden) > 1e-3
    X, y = X[apart], (signs[apart] + 1) // 2
    if len(X) == 0:
        return
    w, margin = largest_margin(X, y)
    signed = (2 * y - 1)[:, None] * np.column_stack([X, np.ones(len(X))])
    assert np.linalg.norm(w) == pytest.approx(1) and margin == pytest.approx((signed @ w).min())
    others = rng.normal(size=(200, 3))
    others /= np.linalg.norm(others, axis=1, keepdims=True)
    assert (signed @ others.T).min(axis=0).max() <= margin * (1 + CLOSE)
    assert len(Perceptron().fit(X, y, passes=5000).mistakes) <= novikoff_bound(X, y)


@pytest.mark.parametrize(
    ("X", "y", "words"),
    [
        (CORNERS, [0, 1], r"y must have shape \(4,\), one label for each example; got \(2,\)"),
        (CORNERS, [0, 1, 2, 1], "y must hold labels 0 or 1; got 2"),
        (CORNERS, [0, 1, float("nan"), 1], "y must be finite"),
        ([1, 2], [0, 1], "X must have shape"),
    ],
)
def test_wrong_shapes_and_labels_are_refused(X, y, words):
    with pytest.raises(ValueError, match=words):
        novikoff_bound(X, y)


@pytest.mark.parametrize("search", [largest_margin, novikoff_bound])
def test_examples_whose_squares_are_no_numbers_are_refused(search):
    with pytest.raises(ValueError, match=r"X must lie between −1e\+140 and 1e\+140; got 1e\+200"):
        search([[0.0, 0.0], [1e200, -1e200]], [0, 1])
