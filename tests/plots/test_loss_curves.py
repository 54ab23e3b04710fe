"""The losses of one example: a student reads losses and gradients off these curves, so they must be the right ones."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from sklearn.metrics import log_loss

from course_utils.plots import DARK, LIGHT
from course_utils.plots.loss_curves import (
    NAMES,
    TARGETS,
    LossCurves,
    draw_bowls,
    draw_loss_curves,
    loss_of_one,
    losses_for,
    sized,
)

LABEL = {"one": 1, "zero": 0, "number": 0}


def by_hand(name, z, target):
    """The loss, written with NumPy for moderate z, in another form than the engine's."""
    y = LABEL[target]
    f = z if target == "number" else np.exp(z) / (1 + np.exp(z))
    return {
        "squared": (y - f) ** 2,
        "absolute": abs(y - f),
        "binary_cross_entropy": -(y * np.log(f) + (1 - y) * np.log(1 - f)) if target != "number" else None,
    }[name]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("z", [-6.0, -1.3, 0.4, 5.0])
def test_losses_and_gradients_are_those_of_the_formulas(z, target):
    for name in losses_for(target):
        loss, gradient = loss_of_one(name, z, target)
        nudged = (by_hand(name, z + 1e-5, target) - by_hand(name, z - 1e-5, target)) / 2e-5
        assert loss == pytest.approx(by_hand(name, z, target), rel=1e-10)
        assert gradient == pytest.approx(nudged, rel=1e-6, abs=1e-9)


def test_cross_entropy_is_scikit_learns():
    for z, target in ((-3.0, "one"), (2.0, "zero"), (0.5, "one")):
        p = np.exp(z) / (1 + np.exp(z))
        assert loss_of_one("binary_cross_entropy", z, target)[0] == pytest.approx(
            log_loss([LABEL[target]], [p], labels=[0, 1])
        )


def test_a_number_has_no_cross_entropy():
    assert losses_for("number") == ["squared", "absolute"]
    assert losses_for("zero") == list(NAMES)


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("target", TARGETS)
def test_curves_and_dots_agree(target, look):
    upper, lower = Figure().subplots(2, 1)
    picture = LossCurves(upper, lower, look)
    picture.show(target)
    picture.touch(-1.0, target)
    for ax, role, part in ((upper, "loss", 0), (lower, "backward", 1)):
        lines = [line for line in ax.lines if line.get_color() == look[role]]
        curves = [line for line in lines if len(line.get_xdata()) > 1 and np.isfinite(line.get_ydata()).any()]
        dots = [line for line in lines if len(line.get_xdata()) == 1]
        assert len(curves) == len(dots) == len(losses_for(target))
        assert len({line.get_linestyle() for line in curves}) == len(curves)
        drawn = sorted(float(dot.get_ydata()[0]) for dot in dots)
        wanted = [loss_of_one(name, -1.0, target)[part] for name in losses_for(target)]
        wanted = wanted if part == 0 or target == "number" else np.abs(wanted)
        assert drawn == pytest.approx(sorted(np.ravel(wanted)))
    upper.figure.draw_without_rendering()


def test_the_two_gradients_stand_side_by_side():
    left, right = Figure().subplots(1, 2)
    draw_loss_curves(left, right, z=-10.0, target="one")
    dots = [line.get_ydata()[0] for line in right.lines if len(line.get_xdata()) == 1]
    assert max(dots) == pytest.approx(1, rel=1e-4)
    assert max(dots) / sorted(dots)[1] == pytest.approx(1 + np.cosh(10))
    assert left.get_xlabel() == right.get_xlabel() != ""


def test_a_size_too_small_for_the_axis_stays_on_it():
    assert sized(np.array([-1e-20, -0.5]), signed=False).tolist() == [1e-11, 0.5]
    assert sized(np.array([-1e-20, -0.5]), signed=True).tolist() == [-1e-20, -0.5]


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_each_bowl_is_marked_at_its_lowest_point(ax, look):
    c = np.linspace(0, 4, 401)
    draw_bowls(ax, [1, 3], c, {"squared": (c - 1.5) ** 2, "absolute": abs(c - 0.5) + 1}, look)
    dots = [line.get_xydata()[0].tolist() for line in ax.lines if line.get_color() == look["update"]]
    assert dots == [[1.5, 0], [0.5, 1]]
    assert [text.get_text() for text in ax.texts] == ["squared: 1.5", "absolute: 0.5"]
    with pytest.raises(ValueError, match="at most 3"):
        draw_bowls(ax, [1], c, {name: c for name in "abcd"})


def test_the_lowest_constant_may_be_below_zero():
    """−2, with the sign that figures write, in the picture and in words."""
    y = np.array([-2.0, -2.0, -2.0])
    constants = np.linspace(-4, 0, 5)
    losses = {"squared": (constants + 2) ** 2}
    ax = Figure().subplots()
    draw_bowls(ax, y, constants, losses, LIGHT)
    assert "squared: −2" in [text.get_text() for text in ax.texts]
