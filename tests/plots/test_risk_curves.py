"""The pictures of risks: each line must be the number that it stands for, and no name on top of another."""

from math import comb

import numpy as np
import pytest

from course_utils.data.legendre import CurvePopulation
from course_utils.engine import Network, fit
from course_utils.explorers import risk_picture
from course_utils.plots import DARK, LIGHT, new_figure, risk_curves
from course_utils.plots.risk_curves import (
    KINDS,
    draw_best_of,
    draw_laws,
    draw_surveys,
    draw_training,
    kind_style,
)
from tests.plots.words import faults


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_kinds_of_risk_are_told_apart_without_colour(look):
    styles = [kind_style(kind, look) for kind in KINDS]
    assert len({(style["linestyle"], style["linewidth"]) for style in styles}) == len(KINDS)
    assert len({style["color"] for style in styles}) == len(KINDS)


def test_surveys_bars_are_the_shares_and_the_lines_the_risks():
    _, ax = new_figure()
    draw_surveys(ax, np.array([0.01, 0.02, 0.02, 0.04]), 0.03, 0.015)
    bars = {round(bar.get_x() + bar.get_width() / 2, 6): bar.get_height() for bar in ax.patches}
    assert bars == {0.01: 0.25, 0.02: 0.5, 0.04: 0.25}
    assert [line.get_xdata()[0] for line in ax.lines] == [0.03, 0.015]
    assert "0.030" in ax.texts[0].get_text() and "0.015" in ax.texts[1].get_text()
    assert faults(ax.figure) == ([], [])


def test_laws_are_named_apart_even_where_they_end_together():
    _, ax = new_figure()
    counts = np.array([100, 1000])
    laws = {"one": np.array([1.0, 0.3]), "two": np.array([1.1, 0.301]), "three": np.array([1.0, 0.1])}
    draw_laws(ax, counts, laws, theory=1 / counts)
    theory, *curves = ax.lines
    assert np.allclose(theory.get_ydata(), 1 / counts)
    for curve, values in zip(curves, laws.values(), strict=True):
        assert (curve.get_ydata() == values).all() and (curve.get_xdata() == counts).all()
    assert faults(ax.figure) == ([], [])
    assert {text.get_text() for text in ax.texts} == set(laws)
    with pytest.raises(ValueError, match="at most 3"):
        draw_laws(ax, counts, laws | {"four": counts})


def test_training_marks_the_epoch_that_was_kept():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(30, 2)), np.arange(30) % 2
    network = Network.random([2, 3, 1], output="sigmoid", seed=0)
    options = {"learning_rate": 0.1, "epochs": 20, "validation": (X[:10], y[:10])}
    history = fit(network, X[10:], y[10:], "binary_cross_entropy", **options)
    _, ax = new_figure()
    draw_training(ax, history, [5, 10, 15, 20], [0.7, 0.7, 0.69, 0.7], 0.1)
    training, validation, true, bayes, kept = ax.lines
    assert (training.get_ydata() == history.train_loss).all()
    assert (validation.get_ydata() == history.validation_loss).all()
    assert list(true.get_xdata()) == [5, 10, 15, 20] and set(bayes.get_ydata()) == {0.1}
    assert set(kept.get_xdata()) == {history.best_epoch}
    assert faults(ax.figure) == ([], [])


def test_best_of_draws_the_probabilities():
    one = np.array([comb(20, k) * 0.8**k * 0.2 ** (20 - k) for k in range(21)])
    best = np.diff(np.cumsum(one) ** 10, prepend=0)
    _, ax = new_figure()
    draw_best_of(ax, one, best)
    heights = [bar.get_height() for bar in ax.patches]
    assert sum(heights) == pytest.approx(2, abs=0.005)  # two distributions, without their thinnest tails
    assert max(heights) == pytest.approx(best.max())
    assert faults(ax.figure) == ([], [])


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_picture_of_a_fit_moves_every_line(look):
    figure, axes = new_figure(8, 4, columns=2, look=look)
    picture = risk_picture.RiskPicture(*axes, np.sin(risk_picture.X), most=5, ghosts=2, look=look)
    data = CurvePopulation(np.sin).draw(10, seed=0)
    levels = {"training": 0.1, "validation": 0.4, "true": 0.3, "Bayes": 0.2}
    risks = {kind: value * np.arange(1, 6) for kind, value in levels.items()}
    picture.move(data, np.cos(risk_picture.X), [risk_picture.X], risks, terms=3)
    drawn = [tuple(np.ravel(line.get_ydata())) for line in picture.moving]
    assert (
        tuple(risk_picture.X) in drawn and tuple(np.cos(risk_picture.X)) in drawn and tuple(data.y) in drawn
    )
    for values in risks.values():
        assert tuple(values) in drawn and (values[2],) in drawn
    assert () in drawn  # the second earlier fit is not there yet
    figure.draw_without_rendering()


def test_a_training_risk_of_zero_lies_on_the_edge_of_logarithmic_axes():
    figure, _ = risk_curves.descent(
        np.array([100, 200, 400]), np.array([0.1, 0, 0]), np.array([0.2, 0.5, 0.1]), 0.03, 200
    )
    training, true = figure.axes[0].lines[:2]
    assert training.get_ydata().tolist() == [0.1, risk_curves.LEAST, risk_curves.LEAST]
    assert true.get_ydata().tolist() == [0.2, 0.5, 0.1]
