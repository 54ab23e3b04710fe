"""Whole figures of notebook 02: who cannot see one reads its description, so it must say what is drawn."""

import numpy as np
import pytest

from course_utils.engine import Network, fit
from course_utils.plots import DARK, LIGHT, risk_figures

COUNTS = np.array([100, 200, 400])


def trained():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(20, 2)), rng.integers(0, 2, 20)
    network = Network.random([2, 3, 1], output="sigmoid", seed=0)
    return fit(
        network, X, y, "binary_cross_entropy", learning_rate=0.1, epochs=5, validation=(X, y), patience=5
    )


FIGURES = {
    "surveys": (lambda look: risk_figures.surveys(np.array([0.02, 0.04, 0.04]), 0.03, 0.02, look), "3 empirical risks"),
    "laws": (lambda look: risk_figures.laws(COUNTS, {"gap": 1 / COUNTS}, 1.08 / COUNTS, look), "1.08/N"),
    "training": (lambda look: risk_figures.training(trained(), [0, 5], [0.7, 0.6], 0.1, look), "validation and true"),
    "best": (lambda look: risk_figures.best_of(np.array([0.2, 0.8]), np.array([0.1, 0.9]), look), "best of a hundred"),
    "descent": (
        lambda look: risk_figures.descent(COUNTS, np.array([0.1, 0, 0]), np.array([0.2, 0.5, 0.1]), 0.03, 200, look),
        "peak of 0.5 near 200 units, and falls again, to 0.1 at 400; the Bayes risk is 0.03",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_each_is_drawn_in_both_looks_and_described(name, look):
    make, words = FIGURES[name]
    figure, description = make(look)
    figure.canvas.draw()
    assert words in description and figure.axes[0].get_title(loc="left")


def test_a_training_risk_of_zero_lies_on_the_edge_of_logarithmic_axes():
    figure, _ = risk_figures.descent(COUNTS, np.array([0.1, 0, 0]), np.array([0.2, 0.5, 0.1]), 0.03, 200)
    training, true = figure.axes[0].lines[:2]
    assert training.get_ydata().tolist() == [0.1, risk_figures.LEAST, risk_figures.LEAST]
    assert true.get_ydata().tolist() == [0.2, 0.5, 0.1]
