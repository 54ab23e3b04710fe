"""Fits to look at: what took part is told from what was kept apart, and each line is the one that was fitted."""

import numpy as np
import pytest

from course_utils.data import kepler_period, planets
from course_utils.plots import DARK, LIGHT, new_figure
from course_utils.plots.fitted_curves import draw_law, draw_law_and_quintic, draw_lines, draw_planets, spread


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_planets_kept_apart_look_otherwise(look):
    _, ax = new_figure(look=look)
    table = planets()
    draw_planets(ax, table, 6, look)
    seen, kept = ax.lines
    assert np.allclose(seen.get_xydata(), np.column_stack([table.a, table.T])[:6])
    assert np.allclose(kept.get_xydata(), np.column_stack([table.a, table.T])[6:])
    assert seen.get_color() != kept.get_color() and seen.get_marker() != kept.get_marker()
    assert [text.get_text() for text in ax.texts] == list(table.names)


@pytest.mark.parametrize("seen", [-1, 9])
def test_more_planets_than_there_are_cannot_be_seen(seen):
    with pytest.raises(ValueError, match="seen must be between 0 and 8"):
        draw_planets(new_figure()[1], planets(), seen)


def test_a_power_law_is_straight_on_its_axes():
    _, ax = new_figure()
    draw_law(ax, kepler_period)
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    slopes = np.diff(np.log(ax.lines[0].get_ydata())) / np.diff(np.log(ax.lines[0].get_xdata()))
    assert np.allclose(slopes, 1.5)


def test_both_fits_are_drawn_with_names_and_different_lines():
    _, ax = new_figure()
    draw_law_and_quintic(ax, kepler_period, lambda r: r**2)
    law, other = ax.lines[:2]
    assert np.allclose(law.get_ydata(), law.get_xdata() ** 1.5)
    assert np.allclose(other.get_ydata(), other.get_xdata() ** 2)
    assert law.get_linestyle() != other.get_linestyle()
    assert [text.get_text() for text in ax.texts] == ["power law", "quintic"]


def coloured(ax, role, look=LIGHT):
    return [line for line in ax.lines if line.get_color() == look[role]]


def test_fits_and_outliers_are_drawn_where_they_are(ax):
    x = np.array([0.0, 5.0, 10.0])
    draw_lines(ax, x, np.array([2.0, 4.0, 12.0]), {"squared": (1, 1), "absolute": (2, 0.5)}, outliers=1)
    squared, absolute = coloured(ax, "update")
    assert squared.get_xydata().tolist() == [[0, 1], [10, 11]]
    assert absolute.get_xydata().tolist() == [[0, 2], [10, 7]]
    assert squared.get_linestyle() != absolute.get_linestyle()
    assert coloured(ax, "forward")[0].get_xydata().tolist() == [[0, 2], [5, 4]]
    assert [text.get_text() for text in ax.texts if text.get_visible()] == ["squared error", "absolute error"]
    with pytest.raises(ValueError, match="squared or absolute"):
        draw_lines(ax, x, x, {"cubic": (1, 1)})


def test_names_that_are_close_are_pushed_apart_evenly():
    assert spread({"a": 1.0, "b": 1.2}, gap=1.0) == pytest.approx({"a": 0.6, "b": 1.6})
    assert spread({"a": 1.0, "b": 5.0}, gap=1.0) == {"a": 1.0, "b": 5.0}
    assert spread({"a": 1.0}, gap=1.0) == {"a": 1.0}
