"""What a figure is handed: a wrong argument is named before anything is drawn."""

import numpy as np
import pytest

from course_utils.engine import tanh
from course_utils.plots import activations, colour_plot, decision, depth, neurons, risk_curves
from course_utils.plots.takes import takes

X, Y = np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([0, 1])
MASKED = np.ma.masked_array([1.0, 2.0], mask=[False, True])


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda: colour_plot.error_curve([1, 2], [1.0], 0.5), "intercepts and wrong and published must fit"),
        (lambda: colour_plot.error_curve([1, np.nan], [1, 2], 0.5), "intercepts must be finite"),
        (lambda: colour_plot.error_curve(MASKED, [1, 2], 0.5), "intercepts must have no missing values"),
        (lambda: colour_plot.two_sets(X, X), "labelled must be a Galaxies, such as galaxies"),
        (lambda: decision.two_clouds(X, [0, 2]), "y must hold only the labels 0 and 1"),
        (lambda: decision.two_starts({"a": tanh}, X, Y), "networks must hold 2 to 10 entries; got 1"),
        (lambda: neurons.layers([2, 10**20]), "an entry of sizes must be at most 20"),
        (lambda: neurons.layers([2, 3], look="dark"), "look must be LIGHT or DARK"),
        (lambda: depth.draw_quarter(None, 0.5, 4), "ax must be a"),
        (
            lambda: activations.gallery({"mine": abs}),
            "functions.'mine'. must be a function with its derivatives",
        ),
        (lambda: risk_curves.penalty(3, 4, 0.5), "free and held and bayes must fit together for penalty"),
    ],
)
def test_a_wrong_argument_is_named(draw, words):
    with pytest.raises((TypeError, ValueError), match=words):
        draw()


def test_a_decorator_names_arguments_that_there_are():
    with pytest.raises(TypeError, match="no argument z"):
        takes(z=None)(lambda x: x)
