"""Kepler's planets as a picture: which planets were fitted and which were kept apart must be told apart."""

import numpy as np
import pytest

from course_utils.data import kepler_period, planets
from course_utils.plots import DARK, LIGHT, new_figure
from course_utils.plots.kepler import draw_fits, draw_law, draw_planets


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
    draw_fits(ax, kepler_period, lambda r: r**2)
    law, other = ax.lines[:2]
    assert np.allclose(law.get_ydata(), law.get_xdata() ** 1.5)
    assert np.allclose(other.get_ydata(), other.get_xdata() ** 2)
    assert law.get_linestyle() != other.get_linestyle()
    assert [text.get_text() for text in ax.texts] == ["power law", "quintic"]
