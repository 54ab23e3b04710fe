"""Numbers in the prose of notebook 04, each computed in another way than its cells do.

A student would carry a wrong number away if one of these were wrong.
"""

from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog

from course_utils.data import galaxies
from tests.notebooks.stored import stored

NOTEBOOK = stored("04")
PROSE = NOTEBOOK.prose
INPUTS = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
OR, AND = np.array([-1, 1, 1, 1]), np.array([-1, -1, -1, 1])


def test_the_average_of_the_signed_examples_is_the_best_separator_of_or():
    signed = [[Fraction(int(entry)) for entry in row] for row in OR[:, None] * INPUTS]
    assert signed[0] == [0, 0, -1] and "its sign is turned: $-(0, 0, 1) = (0, 0, -1)$" in PROSE
    weights = [Fraction(5, 9), Fraction(2, 9), Fraction(2, 9)]
    average = [sum(w * row[place] for w, row in zip(weights, signed, strict=False)) for place in range(3)]
    assert average == [Fraction(2, 9), Fraction(2, 9), Fraction(-1, 9)]
    assert sum(entry**2 for entry in average) == Fraction(1, 9), "a vector of length 1/3"


@pytest.mark.parametrize(("signs", "bound"), [(OR, 27), (AND, 51)])
def test_no_unit_vector_has_a_larger_margin(signs, bound):
    """A million directions: R² = 3, so a margin above √(3 / bound) would make the bound smaller."""
    directions = np.random.default_rng(0).normal(size=(1_000_000, 3))
    directions /= np.linalg.norm(directions, axis=1)[:, None]
    best = (directions @ (signs[:, None] * INPUTS).T).min(axis=1).max()
    assert best <= np.sqrt(3 / bound) and best == pytest.approx(np.sqrt(3 / bound), rel=0.01)


@pytest.mark.parametrize(("w", "b", "signs"), [((2, 1), -2, AND), ((1, 1), 0, OR)])
def test_both_learned_lines_pass_through_a_point_with_label_0(w, b, signs):
    z = INPUTS[:, :2] @ w + b
    assert [label for label, value in zip(signs, z, strict=True) if value == 0] == [-1]
    assert "In both panels a point with label 0 lies exactly on the line" in PROSE


def test_four_weight_vectors_return_for_xor():
    w, seen = np.zeros(3), []
    for _ in range(20):
        for x, label in zip(INPUTS, (0, 1, 1, 0), strict=True):
            if int(w @ x > 0) != label:
                w = w + (label - int(w @ x > 0)) * x
                seen.append(tuple(w))
    assert len(set(seen[1:])) == 4 and seen[1:5] == seen[5:9] == seen[9:13]


def test_no_line_gets_all_200_galaxies_right():
    """By linear programming: no weights give every galaxy a margin of 1, and so, scaled, none any margin."""
    assert "no line gets *all* of them right" in PROSE
    sky = galaxies(200, seed=0)
    signed = (2 * sky.y - 1)[:, None] * np.column_stack([sky.X, np.ones(200)])
    found = linprog(np.zeros(3), A_ub=-signed, b_ub=-np.ones(200), bounds=[(None, None)] * 3)
    assert found.status == 2, "infeasible"
