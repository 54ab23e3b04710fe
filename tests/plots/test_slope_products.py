"""Products of slopes: a student reads off how much of a gradient is left, and the names must stand apart to be read."""

import itertools

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.engine import leaky_relu, relu, sigmoid, softplus, tanh
from course_utils.plots import DARK, LIGHT
from course_utils.plots.slope_products import SlopeLines, describe_products, draw_products, products

FIVE = {
    "sigmoid": sigmoid,
    "tanh": tanh,
    "ReLU": relu,
    "soft ReLU": softplus,
    "leaky ReLU": leaky_relu(0.1),
}


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
