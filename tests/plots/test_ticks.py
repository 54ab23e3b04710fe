"""Ticks that are found once in a drawing: the picture is matplotlib's own, and the axes are as they were."""

import numpy as np
import pytest
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from course_utils.plots import new_figure


def logarithmic(figure):
    ax = figure.axes[0]
    ax.loglog([1, 50], [1e-3, 1e3])


def offset(figure):
    figure.axes[0].plot([0, 1], [1e9, 1e9 + 1])


def square(figure):
    """An axis whose limits the drawing itself changes, and beside it a title of two lines."""
    left, right = figure.axes
    left.plot([0, 1], [0, 5])
    left.set_aspect("equal", adjustable="datalim")
    right.set_title("two\nlines")


def aligned(figure):
    left, right = figure.axes
    left.set(ylim=(0, 1e6), xlabel="x", ylabel="y")
    right.set(ylim=(0, 1), xlabel="$x_1^2$")
    right.tick_params(axis="x", rotation=60)
    figure.align_xlabels()


def twins(figure):
    """Two axes that format the labels of the one they share by the same formatter."""
    left, right = figure.axes
    left.twinx().plot([0, 1], [0, 1000])
    right.sharey(left)


CASES = [logarithmic, offset, square, aligned, twins]


def drawn(figure):
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.array(canvas.buffer_rgba())


@pytest.mark.parametrize("case", CASES)
def test_a_picture_is_the_same_to_the_pixel(case, monkeypatch):
    figures = [new_figure(6, 3, columns=2)[0] for _ in range(2)]
    for figure in figures:
        case(figure)
    first = drawn(figures[0])
    figures[0].axes[0].set_ylim(2, 30)
    second = drawn(figures[0])
    monkeypatch.setattr(type(figures[1]), "draw", Figure.draw)
    assert np.array_equal(first, drawn(figures[1]))
    figures[1].axes[0].set_ylim(2, 30)
    assert np.array_equal(second, drawn(figures[1]))


def test_an_axis_finds_its_ticks_once_where_it_stands(monkeypatch):
    """Where it stands before the layout, after the first round of it, and after the second."""
    figure, ax = new_figure()
    ax.set(title="A", xlabel="x", ylabel="y")
    found, find = [], Axis._update_ticks
    monkeypatch.setattr(Axis, "_update_ticks", lambda axis: (found.append(axis), find(axis))[1])
    figure.canvas.draw()
    assert found.count(ax.xaxis) == found.count(ax.yaxis) == 3


def test_a_drawing_that_fails_leaves_the_axes_as_they_were():
    figure, ax = new_figure()
    before = set(vars(ax.xaxis))
    ax.set_title("$\\frac{$")
    with pytest.raises(ValueError):
        figure.canvas.draw()
    assert set(vars(ax.xaxis)) <= before | {"_tick_position"}


def test_a_matplotlib_that_works_otherwise_draws_as_it_does(monkeypatch):
    figure, _ = new_figure()
    expected = drawn(figure)
    monkeypatch.setattr("course_utils.plots.ticks.METHODS", ("_update_ticks", "_of_another_version"))
    assert np.array_equal(drawn(figure), expected)
