"""Whole figures of notebook 01: who cannot see one reads its description, so it must say what is drawn."""

import numpy as np
import pytest

from course_utils.data import galaxies, kepler_period, planets
from course_utils.plots import DARK, LIGHT, supervised_figures
from tests.plots.whole_figure import check_whole_figure

SKY = galaxies(40, seed=0)
EDGE = np.array([0.4, 0.5, 0.6])
CURVES = {
    "good": (np.array([0, 0, 1.0]), np.array([0, 1, 1.0])),
    "none": (np.array([0, 1.0]), np.array([0, 1.0])),
}

FIGURES = {
    "law": (lambda look: supervised_figures.law(planets(), kepler_period, 6, look), "8 planets on one straight", 1),
    "fits": (lambda look: supervised_figures.fits(planets(), kepler_period, np.square, 6, look), "quintic falls", 1),
    "bent": (lambda look: supervised_figures.level_and_bent(SKY, 1.6, lambda X: X[:, 1] - 1, look), "level line", 1),
    "clouds": (lambda look: supervised_figures.two_clouds(SKY.X, SKY.y, look), "opposite corners", 1),
    "cut": (lambda look: supervised_figures.published_cut(SKY, 0.7, look), "published wedge", 1),
    "errors": (lambda look: supervised_figures.error_curve(EDGE, EDGE / 9, 0.59, look), "against the intercept", 1),
    "sets": (lambda look: supervised_figures.two_sets(SKY, SKY.X, look), "without labels", 2),
    "roc": (
        lambda look: supervised_figures.roc(CURVES, (0.1, 0.8), look),
        "good 1.000, none 0.500. The published cut is a point at 0.10, 0.80",
        1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_each_is_drawn_in_both_looks_and_described(name, look):
    make, words, axes = FIGURES[name]
    check_whole_figure(make(look), words, axes)


def test_the_curves_of_a_roc_are_told_apart_without_colour():
    figure, _ = supervised_figures.roc(CURVES, (0.1, 0.8))
    _, good, none, point = figure.axes[0].lines
    assert good.get_linestyle() != none.get_linestyle()
    np.testing.assert_array_equal(good.get_xydata(), np.column_stack(CURVES["good"]))
    assert point.get_xydata().tolist() == [[0.1, 0.8]]
