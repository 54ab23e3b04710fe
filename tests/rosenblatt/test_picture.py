"""The machine as a picture: needles turn with their weights, units that fire are lit, the bound is where it is said."""

import numpy as np
import pytest

from course_utils.plots import LIGHT, images, new_figure
from course_utils.rosenblatt import picture as rosenblatt


@pytest.fixture
def ax():
    return new_figure()[1]


def tips(collection):
    """Where the needles of a collection point: (n, 2), upwards as plus."""
    return np.array([(end - start) * (1, -1) for start, end in collection.get_segments()])


def test_a_needle_points_up_at_zero_and_turns_clockwise_with_its_weight(ax):
    needles = rosenblatt.Needles(ax, 4)
    needles.turn(np.array([0.0, 4.0, -4.0, 100.0]), np.array([False, False, False, True]))
    quiet, turned = needles.moving
    np.testing.assert_allclose(tips(quiet) / rosenblatt.NEEDLE, [(0, 1), (1, 0), (-1, 0)], atol=1e-9)
    np.testing.assert_allclose(tips(turned) / rosenblatt.NEEDLE, [(0, -1)], atol=1e-9)  # at its stop
    assert [line.get_colors().shape[0] for line in needles.moving] == [1, 1]


def test_potentiometers_stand_below_their_units(ax):
    units, needles = rosenblatt.Units(ax, 512), rosenblatt.Needles(new_figure()[1], 512)
    fires = np.arange(512) % 3 == 0
    units.fire(fires)
    needles.turn(np.zeros(512), fires)
    (lit,), (_, turned) = units.moving, needles.moving
    np.testing.assert_array_equal(lit.get_offsets(), [s[0] for s in turned.get_segments()])
    assert len({tuple(place) for place in rosenblatt.places(512)}) == 512


def test_what_turned_is_marked(ax):
    rosenblatt.Needles(ax, 16).turn(np.ones(16), np.arange(16) < 3)
    assert [len(c.get_segments()) for c in ax.collections[1:]] == [13, 3]


def test_the_count_is_drawn_against_the_bound(ax):
    count = rosenblatt.MistakeCount(ax)
    count.scale(20, 7.6, 3)
    count.count([0, 1, 1, 2])
    steps, dot = count.moving
    assert list(steps.get_xdata()) == [0, 1, 2, 3] and list(steps.get_ydata()) == [0, 1, 1, 2]
    assert (dot.get_xdata()[0], dot.get_ydata()[0]) == (3, 2)
    bound = next(line for line in ax.lines if line.get_color() == LIGHT["warning"])
    assert bound.get_ydata()[0] == 7.6 < ax.get_ylim()[1]
    assert "never more than 7" in ax.texts[0].get_text()


def test_no_bound_is_drawn_where_there_is_none(ax):
    count = rosenblatt.MistakeCount(ax)
    count.scale(20, np.inf, 12)
    assert not any(artist.get_visible() for artist in (*ax.texts, ax.lines[0]))
    assert ax.get_ylim()[1] > 12


def test_a_picture_is_ink_on_ground(ax):
    picture = np.eye(20)
    image = images.draw_picture(ax, picture)
    np.testing.assert_array_equal(image.get_array(), picture)
    dark, light = image.cmap(1.0)[:3], image.cmap(0.0)[:3]
    assert sum(dark) < sum(light)


def test_pictures_stand_under_their_names():
    _, axes = new_figure(columns=2)
    images.draw_pictures(axes, [np.eye(20)] * 2, ["one", "two"])
    assert [ax.get_title(loc="left") for ax in axes] == ["one", "two"]
