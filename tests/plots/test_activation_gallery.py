"""The gallery: a student compares five functions in it, so each column must be its own function, and grey mean flat."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.engine import leaky_relu, relu, sigmoid, softplus, tanh
from course_utils.plots import DARK, LIGHT
from course_utils.plots.activation_gallery import draw_column, flat_part, gallery

FIVE = {
    "sigmoid": sigmoid,
    "tanh": tanh,
    "ReLU": relu,
    "soft ReLU": softplus,
    "leaky ReLU": leaky_relu(0.1),
}


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_a_column_shows_value_slope_and_curvature(look):
    upper, lower = Figure().subplots(2, 1)
    draw_column(upper, lower, tanh, "tanh", look)
    (value,) = (line for line in upper.lines if line.get_color() == look["forward"])
    slope, curvature = (line for line in lower.lines if line.get_color() == look["backward"])
    z = value.get_xdata()
    assert np.allclose(value.get_ydata(), np.tanh(z), atol=1e-12)
    assert np.allclose(slope.get_ydata(), 1 - np.tanh(z) ** 2, atol=1e-12)
    assert np.allclose(curvature.get_ydata(), -2 * np.tanh(z) * (1 - np.tanh(z) ** 2), atol=1e-12)
    assert slope.get_linestyle() != curvature.get_linestyle()


# σ′ = 0.01 at |z| = 4.585, 1 − tanh² = 0.01 at cosh z = 10, |z| = 2.993, soft ReLU′ = σ = 0.01 at z = −ln 99 = −4.595
def test_where_it_is_flat_is_said_in_words():
    assert {name: flat_part(function) for name, function in FIVE.items()} == {
        "sigmoid": "left of −4.6 and right of 4.6",
        "tanh": "left of −3 and right of 3",
        "ReLU": "left of 0",
        "soft ReLU": "left of −4.6",
        "leaky ReLU": "nowhere",
    }


def test_the_gallery_has_a_column_for_each_and_a_description():
    figure, description = gallery(FIVE)
    figure.draw_without_rendering()
    assert [ax.get_title(loc="left") for ax in figure.axes[:5]] == list(FIVE)
    assert "tanh: left of −3 and right of 3" in description
    with pytest.raises(ValueError, match="at least one"):
        gallery({})
