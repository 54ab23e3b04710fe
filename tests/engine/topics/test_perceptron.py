"""Rosenblatt's rule on the gates that the lecture shows."""

import numpy as np
import pytest

from course_utils.engine import Perceptron

INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


@pytest.mark.parametrize(("labels", "bound"), [([0, 0, 0, 1], 51), ([0, 1, 1, 1], 27)], ids=["AND", "OR"])
def test_separable_gates_are_learned_within_novikoffs_bound(labels, bound):
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]):
        perceptron = Perceptron().fit(INPUTS[order], np.array(labels)[order])
        assert perceptron.converged and 0 < len(perceptron.mistakes) <= bound
        np.testing.assert_array_equal(perceptron(INPUTS), labels)


def test_xor_never_stops():
    perceptron = Perceptron().fit(INPUTS, [0, 1, 1, 0], passes=200)
    assert not perceptron.converged and perceptron.passes == 200
    assert len(perceptron.mistakes) >= 200  # at least one in each pass
    assert (perceptron(INPUTS) != [0, 1, 1, 0]).any()


def test_the_rule_by_hand():
    perceptron = Perceptron().fit([[2.0], [-1.0]], [1, 0])
    # Zero weights answer 0: a mistake on (2, 1), whose label is 1; then 2·(−1) + 1 < 0 is right.
    assert [(m.pass_number, m.example, m.weights.tolist()) for m in perceptron.mistakes] == [
        (1, 0, [2.0, 1.0])
    ]
    assert perceptron.passes == 2 and perceptron.weights.tolist() == [2.0, 1.0]
    assert repr(perceptron) == "Perceptron: 1 mistake in 2 passes, the last one clean"


def test_every_mistake_moves_by_its_example():
    perceptron = Perceptron().fit(INPUTS, [0, 0, 0, 1])
    before = np.zeros(3)
    for mistake in perceptron.mistakes:
        x = np.append(INPUTS[mistake.example], 1)
        label = [0, 0, 0, 1][mistake.example]
        np.testing.assert_array_equal(mistake.weights - before, (label - (before @ x > 0)) * x)
        before = mistake.weights


def test_fitting_again_starts_from_zero():
    perceptron = Perceptron().fit(INPUTS, [0, 1, 1, 0], passes=3)
    perceptron.fit(INPUTS, [0, 1, 1, 1])
    fresh = Perceptron().fit(INPUTS, [0, 1, 1, 1])
    np.testing.assert_array_equal(perceptron.weights, fresh.weights)
    assert len(perceptron.mistakes) == len(fresh.mistakes)


@pytest.mark.parametrize("far", [1e141, 1e200, 1e308, -1.7e308])
def test_inputs_whose_products_are_no_numbers_are_refused(far):
    X = np.array([[far, -far], [far, far], [0.0, 1.0]])
    with pytest.raises(ValueError, match=r"X must lie between −1e\+140 and 1e\+140"):
        Perceptron().fit(X, [0, 1, 1])
    with pytest.raises(ValueError, match=r"X must lie between −1e\+140 and 1e\+140"):
        Perceptron().fit(INPUTS, [0, 1, 1, 1])(X)


def test_inputs_as_large_as_allowed_are_learned():
    X = np.array([[1e140], [-1e140]])
    perceptron = Perceptron().fit(X, [1, 0])
    assert perceptron.converged and perceptron(X).tolist() == [1, 0]
