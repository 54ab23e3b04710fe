"""Figures of approximations: what is drawn is what the engine gives, and what cannot be shown is refused."""

import numpy as np
import pytest

from course_utils.engine.topics.approximation import relu_pieces, sigmoid_bumps, tower
from course_utils.engine.topics.triangle import triangle_map
from course_utils.explorers.approximation.picture import HIGHEST, ApproximationPicture, X
from course_utils.plots import DARK, LIGHT, approximation, new_figure, risk_curves


def sine(x):
    return np.sin(2 * np.pi * x)


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_curves_are_named_and_told_apart(look):
    figure, ax = new_figure(look=look)
    curves = {"a network": relu_pieces(sine, 4), "a function": np.cos}
    approximation.draw_curves(ax, sine, curves, look)
    figure.canvas.draw()
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == ["target", "a network", "a function"]
    target, network, function = ax.lines
    assert target.get_ydata() == pytest.approx(sine(approximation.X))
    knots = np.linspace(0, 1, 5)
    assert network.get_ydata() == pytest.approx(np.interp(approximation.X, knots, sine(knots)), abs=1e-12)
    assert function.get_ydata() == pytest.approx(np.cos(approximation.X))
    assert network.get_linestyle() != function.get_linestyle()


def test_too_many_curves_are_refused():
    with pytest.raises(ValueError, match="at most 3"):
        approximation.draw_curves(new_figure()[1], sine, dict.fromkeys("abcd", np.cos))


def test_the_parts_add_up_to_the_network():
    _, ax = new_figure()
    network = sigmoid_bumps(sine, 5)
    approximation.draw_parts(ax, network)
    assert len(ax.lines) == 5
    total = sum(line.get_ydata() for line in ax.lines)
    assert total == pytest.approx(network(approximation.X[:, None])[:, 0], abs=1e-12)


def test_heights_have_x1_to_the_right_and_x2_upwards():
    figure, ax = new_figure()
    drawn = approximation.draw_heights(ax, tower(0.6, 0.9, 0.1, 0.3), "A tower", limits=(0, 1))
    approximation.draw_scale(ax, drawn)
    figure.canvas.draw()
    row, column = np.divmod(np.argmax(drawn.get_array()), 121)
    assert 0.1 <= row / 120 <= 0.3 and 0.6 <= column / 120 <= 0.9
    assert drawn.get_clim() == (0, 1)


def test_pieces_have_a_dot_at_each_bend():
    _, ax = new_figure()
    approximation.draw_pieces(ax, triangle_map(3))
    (line,) = ax.lines
    assert line.get_xdata() == pytest.approx(np.arange(9) / 8)
    assert line.get_ydata() == pytest.approx([0, 1, 0, 1, 0, 1, 0, 1, 0])


def test_laws_can_be_those_of_an_error():
    _, ax = new_figure()
    risk_curves.draw_laws(ax, np.array([1, 2, 4]), {"error": np.array([1, 0.5, 0.25])}, role="backward")
    assert ax.lines[0].get_color() == LIGHT["backward"]


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_picture_shows_band_error_and_parts(look):
    figure, axes = new_figure(columns=2, look=look)
    picture = ApproximationPicture(*axes, look)
    picture.load("Inside?", "Parts")
    network = relu_pieces(sine, 2)  # 0 everywhere: the sine vanishes at its knots
    parts = np.array([np.where(X < 0.5, 0, -4.0), np.where(X < 0.5, 0, 2.0)])
    picture.move(sine, 0.2, network, 0.25, parts, None, "sup-error 1", "best")
    figure.canvas.draw()
    band, _, trained, built, worst, lines, words, held = picture.moving
    assert band.get_paths()[0].vertices[:, 1].max() == pytest.approx(1.2, abs=1e-3)
    assert len(trained.get_xdata()) == 0 and built.get_ydata() == pytest.approx(np.zeros(len(X)), abs=1e-12)
    assert list(worst.get_xdata()) == [0.25, 0.25] and sorted(worst.get_ydata()) == pytest.approx([0, 1])
    drawn = lines.get_ydata()
    assert np.nanmin(drawn) == -1 and np.nanmax(drawn) == 0.5  # scaled, and the flat feet left out
    assert np.isnan(drawn).sum() == 2 and np.nanmin(lines.get_xdata()) == pytest.approx(0.5)
    assert (words.get_text(), held.get_text()) == ("sup-error 1", "best")
    picture.move(lambda x: 0 * x + 5, 0.2, network, 0.0, 0 * parts, network)
    assert max(worst.get_ydata()) == HIGHEST and len(trained.get_xdata()) == len(X)  # it ends at the edge
