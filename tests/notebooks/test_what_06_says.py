"""Statements in the prose of notebook 06, each computed in another way than its cells do.

A student would carry a wrong one away if one of these were wrong.
"""

import math
import re
from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.special import expit

from tests.notebooks.stored import stored

NOTEBOOK = stored("06")
PROSE, printed = NOTEBOOK.prose, NOTEBOOK.printed


def best_in_sup(columns, target):
    """The smallest largest error of a sum of columns, by linear programming, at the places of the rows."""
    ones = np.ones((len(target), 1))
    bounds = [(None, None)] * columns.shape[1] + [(0, None)]
    above, below = np.hstack([columns, -ones]), np.hstack([-columns, -ones])
    cost = np.r_[np.zeros(columns.shape[1]), 1]
    return linprog(cost, np.vstack([above, below]), np.r_[target, -target], bounds=bounds)


def test_no_fixed_number_of_neurons_is_dense():
    """A zigzag of 16 pieces stays ½ away from every sum of 10 ReLUs, wherever these bend."""
    assert "For a *fixed* $N$ the sums are not dense" in PROSE
    x = np.linspace(0, 1, 17)
    zigzag, rng = np.arange(17) % 2, np.random.default_rng(0)
    for _ in range(50):
        bends, sides = rng.random(10), rng.choice([-1, 1], 10)
        columns = np.maximum(0, sides * (x[:, None] - bends))
        assert best_in_sup(np.hstack([columns, np.ones((17, 1))]), zigzag).fun >= 0.5 - 1e-9
    enough = np.maximum(0, x[:, None] - x[:16])  # 16 ReLUs: one for each piece
    assert best_in_sup(enough, zigzag).fun == pytest.approx(0, abs=1e-9)


def test_the_best_parabola_is_a_line_that_errs_four_times_alike():
    x = np.linspace(0, 1, 2001)
    found = best_in_sup(np.column_stack([np.ones_like(x), x, x**2]), np.sin(2 * np.pi * x))
    assert f"{found.fun:.2f}" == "0.68" and found.x[2] == pytest.approx(0, abs=1e-6)
    error = found.x[0] + found.x[1] * x + found.x[2] * x**2 - np.sin(2 * np.pi * x)
    signs = np.sign(error[np.abs(error) > found.fun - 1e-9])
    assert np.count_nonzero(np.diff(signs)) == 3, "four places, with alternating sign"


@pytest.mark.parametrize("n", [5, 10, 20])
def test_towers_with_crosses_of_their_own_leave_a_hole_that_does_not_become_shallower(n):
    """The constant 1 as n × n towers, each cut from its own cross: at an inner corner their sum is 0."""
    edges = np.linspace(0, 1, n + 1)
    s = 100 * n

    def rise(at, low, high):
        return expit(s * (at - low)) - expit(s * (at - high))

    def total(x, y):
        across = [rise(x, *pair) for pair in pairwise(edges)]
        up = [rise(y, *pair) for pair in pairwise(edges)]
        return sum(expit(50 * (p + q - 1.5)) for p in across for q in up)

    corner, middle = edges[2], (edges[2] + edges[3]) / 2
    assert total(middle, middle) == pytest.approx(1, abs=1e-6)
    assert total(corner, middle) == pytest.approx(1, abs=1e-6), "on an edge two halves add up"
    assert total(corner, corner) < 1e-6


def test_the_error_of_bumps_is_pi_over_n_nearly():
    errors = [float(text) for text in re.findall(r"0\.\d+", printed("slopes-table").splitlines()[1])[:5]]
    for bumps, error in zip((5, 10, 20, 40, 80), errors, strict=True):
        # at an end the top is at the sine of half a width: sin(π/n)
        assert error == pytest.approx(math.sin(math.pi / bumps), abs=1e-5)
        assert error == pytest.approx(math.pi / bumps, rel=0.07)


def test_towers_fall_to_half_or_less_and_ten_inputs_cost_ten_to_the_thirteen():
    five, ten, twenty = (float(line.split()[-1]) for line in printed("towers-code").splitlines()[:3])
    assert ten <= five / 2 and twenty <= ten / 2 and five > 1
    assert math.log10(20**10) == pytest.approx(13, abs=0.02)


@pytest.mark.parametrize("n", [10, 40])
def test_bumps_err_most_at_both_ends_and_less_at_the_steep_middle(n):
    assert "The error is largest at both ends" in PROSE
    x = np.linspace(0, 1, 4001)
    edges = np.r_[-1, np.arange(1, n) / n, 2]
    rises = expit(16 * n * (x[:, None] - edges))
    tops = np.sin(2 * np.pi * (np.arange(n) + 0.5) / n)
    error = np.abs((rises[:, :-1] - rises[:, 1:]) @ tops - np.sin(2 * np.pi * x))
    assert [error[0], error[-1]] == pytest.approx([error.max()] * 2)
    near = np.abs(x - 0.5) < 0.5 / n
    assert error[near].max() < 0.7 * error.max()


def test_no_sum_of_bumps_in_one_input_each_is_a_tower():
    """On the corners of a rectangle p(x₁) + q(x₂) has equal sums across: with three corners at 0 the fourth is 0."""
    assert "of the form $p(x_1) + q(x_2)$, and no tower is" in PROSE
    corners = np.array(
        [[1, 0, 1, 0], [1, 0, 0, 1], [0, 1, 1, 0], [0, 1, 0, 1]]
    )  # p(in), p(out), q(in), q(out)
    inside_alone = np.array([1, 0, 0, 0])
    nearest = np.linalg.lstsq(corners, inside_alone)[0]
    np.testing.assert_allclose(corners @ nearest, [0.75, 0.25, 0.25, -0.25], atol=1e-12)
