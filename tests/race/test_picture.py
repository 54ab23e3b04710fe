"""Beside the map of a race: heights, limit and table are read off, so each number must stand where it belongs."""

import numpy as np
import pytest

from course_utils.plots import LIGHT, new_figure
from course_utils.race.picture import (
    HIGHEST,
    LOWEST,
    HeightCurves,
    IterateTable,
    RateStrip,
    coordinate,
    height,
    row,
)


@pytest.fixture
def ax():
    return new_figure()[1]


def test_curves_show_heights_at_their_steps_and_the_start_at_zero(ax):
    curves = HeightCurves(ax)
    curves.show("Newton", np.array([24.2, 4.7, 1e9, 0.0]))
    line = curves.line("Newton")
    assert line.get_ydata().tolist() == [24.2, 4.7, HIGHEST, LOWEST]
    assert line.get_xdata()[1:].tolist() == [1, 2, 3] and line.get_color() == LIGHT["update"]
    ticks = dict(zip(ax.get_xticks(), [t.get_text() for t in ax.get_xticklabels()], strict=True))
    assert ticks[line.get_xdata()[0]] == "0"


def test_the_strip_marks_the_rate_and_shades_beyond_the_limit(ax):
    strip = RateStrip(ax, 1e-4, 10.0)
    strip.mark(0.04, "limit")
    strip.show(0.1, 0.02)
    local, here = strip.moving
    assert here.get_xdata() == [0.1] and local.get_xdata() == [0.02, 0.02] and local.get_visible()
    shaded = ax.patches[0]
    assert shaded.get_x() == 0.04 and shaded.get_x() + shaded.get_width() == pytest.approx(10.0)
    strip.mark(None, "none")
    strip.show(0.1, None)
    assert not local.get_visible() and ax.patches[0].get_width() == 0


def test_numbers_of_the_table_end_in_the_same_columns():
    rows = [
        row(2, 0.76311, -3.17503, 1411.8452),
        row(26_593, -1.2, 0.0, 1.8527e-11),
        row(253, 7e151, -9e151, 3.44e305),
    ]
    assert {len(line) for line in rows} == {len(IterateTable.HEAD)}
    assert (
        "1411.8" in rows[0] and "−3.175" in rows[0] and rows[1].endswith("1.85e−11") and "−9e151" in rows[2]
    )
    assert coordinate(-0.0) == "0.000" and height(0.0) == "0"


def test_the_page_is_the_text_that_was_written(ax):
    table = IterateTable(ax)
    table.show(0, "Newton", [row(5, 1.0, 2.0, 3.0)])
    ax.figure.canvas.draw()
    before = np.asarray(ax.figure.canvas.buffer_rgba()).copy()
    table.show(0, "Newton", [row(5, 1.0, 2.0, 4.0)])
    ax.figure.canvas.draw()
    assert (np.asarray(ax.figure.canvas.buffer_rgba()) != before).any()
