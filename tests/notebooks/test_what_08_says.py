"""What the prose of notebook 08 states and no cell prints: the playground's random start.

A student would carry a wrong rule away if it were another.
"""

import numpy as np
import pytest

from course_utils.playground import play
from tests.notebooks.stored import stored

NOTEBOOK = stored("08")
PROSE = NOTEBOOK.prose


def starts(activation):
    """The weights (16, 16) of the second layer from 30 starts, and their biases."""
    layers = [
        play(f"data=blobs layers=16-16 activation={activation} points=10 seed={seed}", 0).network.layers[1]
        for seed in range(30)
    ]
    return np.array([layer.W for layer in layers]), np.array([layer.b for layer in layers])


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "identity"])
def test_glorot_start_is_uniform(activation):
    W, b = starts(activation)
    limit = np.sqrt(6 / 32)
    assert not b.any() and np.abs(W).max() <= limit and np.abs(W).max() > 0.99 * limit
    assert W.var() == pytest.approx(limit**2 / 3, rel=0.05), "7,680 draws: four standard errors are 4 %"
    assert r"\pm\sqrt{6/(n_\text{in} + n_\text{out})}" in PROSE


def test_he_start_is_normal_with_variance_two_over_n_in():
    W, b = starts("relu")
    assert not b.any() and W.var() == pytest.approx(2 / 16, rel=0.07), "four standard errors are 6.5 %"
    assert (W**4).mean() / W.var() ** 2 == pytest.approx(3, rel=0.1), "a normal distribution's kurtosis"
    assert r"variance $2/n_\text{in}$" in PROSE


def test_more_updates_leave_the_corner_of_xor_on_the_wrong_side():
    """The risk still falls, by less and less; the same points stay wrong, all of them in one corner."""
    later = [play("data=xor noise=0.2 rate=0.3 layers=2 seed=0", updates) for updates in (1000, 5000, 50_000)]
    risks = [course.risks.train for course in later]
    assert risks[0] > risks[1] > risks[2] > risks[1] - (risks[0] - risks[1]) > 0.25
    X, y = later[-1].trainer.sample.train
    wrong = X[((later[-1].network(X) > 0.5) != (y == 1)).ravel()]
    assert len({tuple(corner) for corner in np.sign(wrong)}) == 1 and len(wrong) > len(X) / 8
    assert "stays on the wrong side even after 50,000 updates" in PROSE
