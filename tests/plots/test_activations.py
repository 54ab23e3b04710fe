"""The picture of an activation function: a student reads slope and saturation off it, so lines must be the engine's."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.engine import leaky_relu, relu, sigmoid, softplus, tanh
from course_utils.plots import DARK, LIGHT
from course_utils.plots.activations import ActivationPicture, draw_column, flat_part, gallery, nearly_flat


def drawn_at(function, z, others=(), look=LIGHT):
    upper, lower = Figure().subplots(2, 1)
    picture = ActivationPicture(upper, lower, look)
    picture.show(function, "title", others)
    picture.touch(function, z)
    upper.figure.draw_without_rendering()
    return upper, lower


def lines(ax, colour):
    return [line for line in ax.lines if line.get_color() == colour and line.get_visible()]


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_curve_tangent_and_derivatives_are_the_functions(look):
    upper, lower = drawn_at(tanh, 0.5, look=look)
    curve, dot = lines(upper, look["forward"])
    assert np.allclose(curve.get_ydata(), np.tanh(curve.get_xdata()), atol=1e-12)
    assert dot.get_xydata().tolist() == [[0.5, np.tanh(0.5)]]
    (tangent,) = lines(upper, look["backward"])
    (x0, y0), (x1, y1) = tangent.get_xydata()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(1 - np.tanh(0.5) ** 2)
    assert (y0 + y1) / 2 == pytest.approx(np.tanh(0.5))  # it touches in its middle
    slope, curvature = lines(lower, look["backward"])[:2]
    assert slope.get_ydata()[300] == 1 and curvature.get_ydata()[300] == 0  # z = 0
    assert slope.get_linestyle() != curvature.get_linestyle()


def test_other_functions_are_quiet_and_at_most_four():
    upper, _ = drawn_at(sigmoid, 0.0, [relu, tanh])
    assert len(lines(upper, LIGHT["line"])) == 2
    with pytest.raises(ValueError, match="at most 4"):
        drawn_at(sigmoid, 0.0, [relu] * 5)


def test_nearly_flat_is_where_less_than_a_hundredth_of_a_gradient_passes():
    # σ′ = 0.01 at z = ln((1 + √0.96)/(1 − √0.96)) = 4.585
    assert nearly_flat(sigmoid, np.array([-4.6, -4.5, 0.0, 4.5, 4.6])).tolist() == [
        True,
        False,
        False,
        False,
        True,
    ]
    assert nearly_flat(relu, np.array([-1.0, 0.0, 0.1])).tolist() == [True, True, False]
    assert not nearly_flat(softplus, np.array(6.0))


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
