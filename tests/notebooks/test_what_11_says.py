"""Numbers in the prose of notebook 11, found by an algorithm of the slides' that is written out here.

A student would carry a wrong number away if one of these were wrong.
"""

import math
from itertools import pairwise

import numpy as np
import pytest

from tests.notebooks.stored import stored

NOTEBOOK = stored("11")
PROSE = NOTEBOOK.prose


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def losses(updates):
    """The loss after 0, 1, … updates, name by name: biases fixed, all gradients before any update."""
    w1, w2, w3, w4, w5, w6, w7, w8 = 0.15, 0.20, 0.25, 0.30, 0.40, 0.45, 0.50, 0.55
    for _ in range(updates + 1):
        h1, h2 = sigmoid(0.05 * w1 + 0.1 * w2 + 0.35), sigmoid(0.05 * w3 + 0.1 * w4 + 0.35)
        o1, o2 = sigmoid(w5 * h1 + w6 * h2 + 0.6), sigmoid(w7 * h1 + w8 * h2 + 0.6)
        yield 0.5 * (0.01 - o1) ** 2 + 0.5 * (0.99 - o2) ** 2
        d1, d2 = (o1 - 0.01) * o1 * (1 - o1), (o2 - 0.99) * o2 * (1 - o2)
        e1, e2 = (d1 * w5 + d2 * w7) * h1 * (1 - h1), (d1 * w6 + d2 * w8) * h2 * (1 - h2)
        w1, w2, w3, w4 = w1 - 0.025 * e1, w2 - 0.05 * e1, w3 - 0.025 * e2, w4 - 0.05 * e2
        w5, w6, w7, w8 = w5 - 0.5 * d1 * h1, w6 - 0.5 * d1 * h2, w7 - 0.5 * d2 * h1, w8 - 0.5 * d2 * h2


@pytest.fixture(scope="module")
def curve():
    return list(losses(66_300))


def test_each_factor_of_ten_takes_more_updates_and_only_the_growth_slows(curve):
    first = [next(t for t, loss in enumerate(curve) if loss < 10.0**-power) for power in range(1, 8)]
    prices = [later - earlier for earlier, later in pairwise(first)]
    assert prices == [143, 915, 4405, 12602, 21516, 26679]
    growth = [later / earlier for earlier, later in pairwise(prices)]
    assert growth == sorted(growth, reverse=True) and min(growth) > 1
    assert [round(ratio, 1) for ratio in growth[2:]] == [2.9, 1.7, 1.2]
    assert all(4.5 < ratio < 6.5 for ratio in growth[:2])
    assert "(4,405 down to 0.0001; then 12,602, 21,516 and 26,679)" in PROSE
    assert "by a factor of 2.9, then 1.7, then 1.2" in PROSE


def test_ten_updates_take_away_a_quarter(curve):
    assert 1 - curve[10] / curve[0] == pytest.approx(0.25, abs=0.015)
    assert "In the first ten updates the loss falls by only a quarter." in PROSE


def test_the_loss_falls_by_a_factor_of_8500(curve):
    assert round(curve[0] / curve[10_000], -2) == 8500 and "by a factor of 8,500" in PROSE


def test_the_bug_takes_off_less_at_h2_than_at_h1():
    """∂L/∂out_h with the updated output weights, over the right one."""
    h, o = (
        (0.5932699921071873, 0.5968843782597671),
        (0.7513650695523157, 0.7729284653214626),
    )  # the references'
    d1, d2 = (o[0] - 0.01) * o[0] * (1 - o[0]), (o[1] - 0.99) * o[1] * (1 - o[1])

    def arrives(place, weights, step):
        of_o1, of_o2 = weights
        return d1 * (of_o1 - step * d1 * h[place]) + d2 * (of_o2 - step * d2 * h[place])

    missing = [
        1 - arrives(place, w, 0.5) / arrives(place, w, 0)
        for place, w in enumerate([(0.4, 0.5), (0.45, 0.55)])
    ]
    assert [round(100 * share) for share in missing] == [17, 15] and "17 % too small" in PROSE


@pytest.mark.parametrize(
    ("hidden", "output", "left"), [(0, 0.5, "4.0 × 10⁻⁵"), (0.5, 0, "0.288")], ids=["output", "hidden"]
)
def test_the_output_layer_does_nearly_all_of_the_learning(hidden, output, left):
    """The loss after 10,000 updates in which only one of the layers learns; λ is 0 for the other."""
    x, y = np.array([0.05, 0.1]), np.array([0.01, 0.99])
    W, V = np.array([[0.15, 0.2], [0.25, 0.3]]), np.array([[0.4, 0.45], [0.5, 0.55]])
    for _ in range(10_000):
        h = 1 / (1 + np.exp(-(W @ x + 0.35)))
        o = 1 / (1 + np.exp(-(V @ h + 0.6)))
        delta = (o - y) * o * (1 - o)
        W, V = W - hidden * np.outer(V.T @ delta * h * (1 - h), x), V - output * np.outer(delta, h)
    o = 1 / (1 + np.exp(-(V @ (1 / (1 + np.exp(-(W @ x + 0.35)))) + 0.6)))
    loss = np.sum((o - y) ** 2) / 2
    assert left == (f"{1e5 * loss:.1f} × 10⁻⁵" if loss < 1e-3 else f"{loss:.3f}")
    said = NOTEBOOK.source("weights-figure-says")
    assert "they would leave a loss of 4.0 × 10⁻⁵ after 10,000 updates instead of 3.5 × 10⁻⁵" in said
    assert "With the output weights held, 0.288 would be left." in said
