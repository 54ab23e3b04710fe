"""The figures of notebook 09: numbers in the cells, places of the rim and the kinks, and descriptions that say them."""

import numpy as np
import pytest

from course_utils.engine import double_well
from course_utils.plots import LIGHT, new_figure, optimizers
from course_utils.plots.optimizers import draw_cost, draw_matrix, measured_slope


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_a_matrix_shows_each_number_in_its_cell_and_its_names():
    ax = new_figure()[1]
    draw_matrix(ax, [[1.0, -0.25], [-0.25, 0.001]], ["a", "b"])
    cells = {(text.get_position()): text.get_text() for text in ax.texts}
    assert cells == {(0, 0): "1.00", (1, 0): "−0.25", (0, 1): "−0.25", (1, 1): "0.00"}
    assert [label.get_text() for label in ax.get_xticklabels()] == ["a", "b"]
    colours = ax.images[0].cmap(ax.images[0].norm(ax.images[0].get_array()))
    assert (
        colours[0, 0][2] > colours[0, 0][0] and colours[0, 1][0] > colours[0, 1][2]
    )  # blue above, orange below zero


@pytest.mark.parametrize("H", [np.eye(3), np.ones((2, 3)), np.ones(2)])
def test_a_matrix_that_does_not_fit_its_names_is_refused(H):
    with pytest.raises(ValueError, match="square"):
        draw_matrix(new_figure()[1], H, ["a", "b"])


def test_the_hessian_names_where_it_curves_down():
    H = np.diag([-1.0, 1, 1, 1, 1, 1, 1, 1, -2])
    figure, description = optimizers.hessian(H)
    assert "negative at w₁₁, c, else positive" in description
    assert len(texts(figure.axes[0])) == 81


def test_walks_share_a_surface_and_say_which_one_left():
    here, there = np.zeros((5, 2)), np.array([[0.0, 0.0], [0.0, 50.0]])
    panels = {"short": ("gradient descent", here), "far": ("Newton", there)}
    figure, description = optimizers.walks(double_well, ((-2, 2), (-2, 2)), panels, cells=11)
    assert [ax.get_title(loc="left") for ax in figure.axes] == ["short", "far"]
    assert "short, after 4 steps near (0, 0); far, after 1 step far off the map" in description


def test_basins_show_ends_over_starts_and_the_rim():
    starts = np.linspace(-1, 1, 5)
    ends = {"Newton": [-1, -1, 0, 1, 1], "gradient descent": [-1, -1, 0, 1, 1]}
    figure, description = optimizers.basins(starts, ends, rim=0.25)
    ax = figure.axes[0]
    np.testing.assert_allclose(ax.lines[0].get_xdata(), starts)
    np.testing.assert_allclose(ax.lines[0].get_ydata(), np.array(ends["Newton"]) + 0.05)
    assert {" 0.250", " −0.250"} <= set(texts(ax)) and "from −0.250 to 0.250" in description


def test_kinks_show_the_slope_its_sum_and_say_what_is_lost():
    b = np.array([0.0, 1.0, 2.0])
    figure, description = optimizers.kinks(
        b, np.array([0.0, 1.0, 1.0]), np.array([0.0, 1.0, 2.5]), [0.5, 1.5]
    )
    drawn = {line.get_color(): line.get_ydata() for line in figure.axes[0].lines}
    assert list(drawn[LIGHT["backward"]]) == [0, 1, 1] and list(drawn[LIGHT["update"]]) == [0, 1, 2.5]
    assert "each of 2 kinks" in description and "1.5 too high" in description


def test_costs_are_points_and_predictions_pass_through_the_last_one():
    ax = new_figure()[1]
    n = np.array([10.0, 100.0])
    draw_cost(ax, {"gradient": (n, 2 * n), "Hessian": (n, n**2)}, "seconds")
    points, line, squares, steep = ax.lines
    assert points.get_ydata().tolist() == [20, 200] and squares.get_ydata().tolist() == [100, 10_000]
    assert line.get_ydata() == pytest.approx([200, 2e6]) and steep.get_ydata() == pytest.approx([1e4, 1e12])
    assert measured_slope(n, n**2) == pytest.approx(2)
    with pytest.raises(ValueError, match="gradient, Hessian, solve"):
        draw_cost(ax, {"guess": (n, n)}, "seconds")


def test_the_cost_figure_says_nothing_that_was_measured():
    times = {"gradient": [(10, 0.0123), (100, 0.0456)]}
    memory = {"gradient": [(10, 80), (100, 800)]}
    figure, description = optimizers.cost(times, memory)
    assert len(figure.axes) == 2 and "0.0" not in description and "456" not in description
