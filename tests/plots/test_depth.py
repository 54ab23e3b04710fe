"""The figures about depth: a reader compares lines by height, so heights, names and colours must be right."""

import itertools

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.engine import relu, sigmoid, tanh
from course_utils.plots import DARK, LIGHT, depth
from course_utils.plots.depth import (
    SlopeLines,
    describe_dead_share,
    describe_depth,
    describe_products,
    draw_dead_share,
    draw_depth,
    draw_products,
    draw_quarter,
    products,
)
from tests.plots.test_activations import FIVE
from tests.plots.words import faults


def words(ax):
    return {text.get_text(): text for text in ax.texts}


def test_every_line_shows_its_numbers_in_the_colour_of_gradients(ax):
    draw_depth(ax, {"sigmoid": [1e-6, 1e-3, 1.0], "tanh": [0.2, 0.3, 0.9]})
    ax.figure.canvas.draw()
    assert [list(line.get_ydata()) for line in ax.lines] == [[1e-6, 1e-3, 1.0], [0.2, 0.3, 0.9]]
    assert [list(line.get_xdata()) for line in ax.lines] == [[1, 2, 3]] * 2
    assert {line.get_color() for line in ax.lines} == {LIGHT["backward"]}
    assert len({(line.get_linestyle(), line.get_marker()) for line in ax.lines}) == 2
    assert ax.get_yscale() == "log"
    heights = {name: text.get_window_extent().y0 for name, text in words(ax).items()}
    assert heights["sigmoid"] < heights["tanh"]


def test_names_of_lines_that_start_together_do_not_cover_each_other(ax):
    draw_depth(ax, {"tanh": [0.2, 0.3], "ReLU": [0.21, 0.3], "softplus": [0.19, 0.3]})
    assert faults(ax.figure) == ([], [])


@pytest.mark.parametrize("bad", [0.0, -1.0, float("nan")])
def test_what_a_logarithmic_axis_cannot_show_is_refused(ax, bad):
    with pytest.raises(ValueError, match=r"sizes\['relu'\] must be (positive|finite)"):
        draw_depth(ax, {"relu": [bad, 1.0]})


def test_more_lines_than_styles_are_refused(ax):
    with pytest.raises(ValueError, match="at most 4"):
        draw_depth(ax, {name: [1.0] for name in "abcde"})


def test_the_guide_falls_by_a_quarter_a_layer(ax):
    draw_quarter(ax, 0.5, 4)
    assert ax.lines[0].get_ydata() == pytest.approx([0.5 / 64, 0.5 / 16, 0.5 / 4, 0.5])


def test_dead_shares_are_percent_with_their_mean(ax):
    draw_dead_share(ax, [0.1, 1.0], [[0.0, 0.2], [0.1, 0.4]])
    mean, *dots = ax.lines
    assert [list(line.get_ydata()) for line in dots] == [[0.0, 20.0], [10.0, 40.0]]
    assert mean.get_ydata() == pytest.approx(np.array([5.0, 30.0]))
    assert "a dot: one of 2 starts" in words(ax)
    assert "%" in ax.get_ylabel()


def test_descriptions_say_the_numbers():
    assert "sigmoid from 0.001 in layer 2 to 1×10⁻⁶ in layer 1" in describe_depth(
        {"sigmoid": [1e-6, 1e-3, 1.0]}
    )
    said = describe_dead_share([0.1, 1.0], [[0.0, 0.2], [0.1, 0.4]])
    assert "5 % at a learning rate of 0.1, 30 % at 1" in said


def test_products_are_powers_of_the_slope():
    assert products(sigmoid, 0, 10)[[0, 1, 10]].tolist() == [1, 0.25, 0.25**10]
    assert products(relu, -1, 2).tolist() == [1, 0, 0]


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_lines_are_the_products(look):
    ax = Figure().subplots()
    draw_products(ax, FIVE, -1, look)
    lines = [line.get_ydata() for line in ax.lines]
    assert np.allclose(lines[1], (1 - np.tanh(1) ** 2) ** np.arange(11.0), rtol=1e-12)
    assert np.isnan(lines[2][1:]).all(), "a closed ReLU leaves nothing, which a logarithmic axis cannot show"
    assert lines[4][10] == pytest.approx(1e-10)
    assert len({(line.get_linestyle(), line.get_linewidth()) for line in ax.lines}) == 5


@pytest.mark.parametrize("z", [-6, -1, 0, 0.1, 1, 6])
def test_the_names_stand_apart_and_inside(z):
    figure = Figure(figsize=(6, 4), layout="constrained")
    ax = figure.subplots()
    lines = SlopeLines(ax, tuple(FIVE))
    lines.move(FIVE, z)
    figure.draw_without_rendering()
    boxes = sorted((text.get_window_extent() for text in ax.texts), key=lambda box: box.y0)
    assert all(below.y1 <= above.y0 + 1 for below, above in itertools.pairwise(boxes))
    assert boxes[0].y0 >= ax.bbox.y0 - 4 and boxes[-1].y1 <= ax.bbox.y1 + 4
    assert max(box.x1 for box in boxes) <= figure.bbox.x1


def test_it_is_said_in_words_and_at_most_five_are_told_apart():
    words = describe_products({"sigmoid": sigmoid, "tanh": tanh}, 0)
    assert words == "What 10 layers leave of a gradient when every z is 0: sigmoid 9.537×10⁻⁷, tanh 1."
    with pytest.raises(ValueError, match="at most 5"):
        draw_products(Figure().subplots(), {**FIVE, "sixth": tanh}, 0)


FORWARD = {"halved": 0.5 ** np.arange(10), "kept": np.ones(10)}
BACKWARD = {"halved": 0.5 ** np.arange(1, 11), "kept": np.ones(10)}


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_run_the_way_the_signal_does(look):
    figure, words = depth.signals(FORWARD, BACKWARD, look)
    figure.canvas.draw()
    there, back = (ax.lines[0] for ax in figure.axes)
    assert list(there.get_xdata()) == list(range(1, 11)) and there.get_ydata()[-1] == 0.5**9
    assert list(back.get_xdata()) == list(range(10, 0, -1)) and back.get_ydata()[-1] == 0.5**10
    assert there.get_color() == look["forward"] and back.get_color() == look["backward"]
    assert "halved: values 1 → 0.002, gradients reach layer 1 with 0.00098" in words and "10 layers" in words


def test_names_stand_inside_the_axes():
    figure, _ = depth.signals(FORWARD, BACKWARD)
    figure.canvas.draw()
    for ax in figure.axes:
        frame = ax.get_window_extent()
        for text in ax.texts:
            box = text.get_window_extent()
            assert frame.x0 <= box.x0 and box.x1 <= frame.x1


@pytest.mark.parametrize(
    ("forward", "backward", "words"),
    [
        (FORWARD, {"kept": np.ones(10)}, "same starts"),
        ({}, {}, "one to 4"),
        ({str(n): [1.0] for n in range(5)}, {str(n): [1.0] for n in range(5)}, "one to 4"),
        ({"a": [1.0, 2.0]}, {"a": [1.0]}, r"each layer; got \[1, 2\]"),
        ({"a": [1.0]}, {"a": [0.0]}, "positive"),
    ],
)
def test_what_cannot_be_drawn_is_refused(forward, backward, words):
    with pytest.raises(ValueError, match=words):
        depth.signals(forward, backward)
