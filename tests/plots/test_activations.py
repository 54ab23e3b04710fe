"""The picture of an activation function: a student reads slope and saturation off it, so lines must be the engine's."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.engine import relu, sigmoid, softplus, tanh
from course_utils.plots import DARK, LIGHT
from course_utils.plots.activations import draw_activation, nearly_flat


def drawn(function, z, others=(), look=LIGHT):
    upper, lower = Figure().subplots(2, 1)
    draw_activation(upper, lower, function, z, "title", others, look)
    upper.figure.draw_without_rendering()
    return upper, lower


def lines(ax, colour):
    return [line for line in ax.lines if line.get_color() == colour and line.get_visible()]


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_curve_tangent_and_derivatives_are_the_functions(look):
    upper, lower = drawn(tanh, 0.5, look=look)
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
    upper, _ = drawn(sigmoid, 0.0, [relu, tanh])
    assert len(lines(upper, LIGHT["line"])) == 2
    with pytest.raises(ValueError, match="at most 4"):
        drawn(sigmoid, 0.0, [relu] * 5)


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
