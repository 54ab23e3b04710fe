"""The race: every control to both ends, and at known places what it must say: the jump, saddle, singular, diverged."""

import numpy as np
import pytest

from course_utils.engine import gradient_descent, rosenbrock
from course_utils.race.model import Walk, limit, local_limit, walk_on
from course_utils.race.picture import row
from course_utils.race.surfaces import WORDS, surface_map, surface_named
from course_utils.widgets import OptimizerRace


def picture(model):
    return model.picture(settled=False).bytes


def test_every_control_goes_to_both_ends():
    model = OptimizerRace("double_well").model
    model.change_theme("dark")
    model.step(2)
    pictures, said = [picture(model)], [model.description]
    ends = {
        "surface": ("bowl", "trough"),
        "damping": ("1000", "0.01"),
        "first": ("momentum", "Adam"),
        "learning_rate": (1e-4, 10.0),
        "model": (False, True),
    }
    for name, values in ends.items():
        for value in values:
            model.set(name, value)
            model.step(2)
            assert getattr(model.state, name) == value
            pictures.append(picture(model))
            said.append(model.description)
    for corner in ((-2, -2), (2, 2)):
        model.drag("start", *corner)
        assert model.state.start == corner and "step 0." in model.description
        pictures.append(picture(model))
    for end in (1e-4, 10.0):
        model.drag("rate", x=end)
        assert model.state.learning_rate == end
        pictures.append(picture(model))
    assert len(set(pictures)) >= len(pictures) - 2 and len(set(said)) >= len(said) - 2


def test_newton_jumps_on_rosenbrock_leaves_the_picture_and_recovers():
    model = OptimizerRace("rosenbrock").model
    assert model.description.count("f = 24.2") == 2
    model.step()
    assert "f = 4.7319" in model.description
    model.step()
    assert "Newton: (0.763, −3.175), f = 1411.8, outside the picture (arrow at its edge)" in model.description
    model.step()
    assert "f = 0.055966" in model.description and "outside" not in model.description
    model.press("end")
    assert "after 26,593 steps arrived" in model.description and "after 5 steps arrived" in model.description
    model.step()
    assert model.ended
    model.press("restart")
    assert "step 0." in model.description


def test_damping_tames_the_jump():
    model = OptimizerRace("rosenbrock").model
    model.set("damping", "10")
    walk = walk_on("rosenbrock", "Newton", (-1.2, 1.0), 10.0)
    _, heights = walk.path(100)
    assert (np.diff(heights) < 0).all()


def test_an_indefinite_hessian_leads_to_the_saddle_and_is_said():
    model = OptimizerRace("double_well").model
    assert "Curvatures there: −0.52 and 1, so the Hessian is indefinite" in model.description  # 3 · 0.16 − 1
    model.press("end")
    assert "Newton: (0.000, 0.000)" in model.description and "stands still on a saddle" in model.description
    assert "Gradient descent with λ = 0.1: (1.000, 0.000), f = −0.25" in model.description


def test_a_singular_hessian_is_said_and_damping_goes_on():
    model = OptimizerRace("trough").model
    assert "the Hessian is singular, so the next step needs damping" in model.description
    model.step()
    assert "Newton: (−1.200, 1.200), f = 2.8224; after 0 steps the Hessian is singular" in model.description
    model.set("damping", "1")
    model.press("end")
    assert "singular" not in model.description.partition("step")[2]
    assert model.description.count("arrived") == 2


def test_a_learning_rate_that_diverges_leaves_the_picture_and_is_said():
    model = OptimizerRace("valley", learning_rate=0.1).model
    model.step(2)
    assert "outside the picture" in model.description and "above the limit 0.04" in model.description
    model.press("end")
    assert "the next step would overflow: λ is too large" in model.description
    kept = picture(model)
    model.step()
    assert model.ended and picture(model) == kept


def test_the_highest_learning_rate_on_every_surface_still_draws():
    for name in WORDS:
        model = OptimizerRace(name, learning_rate=10.0).model
        model.step(400)
        assert len(picture(model)) > 1000
        model.press("usual")
        assert (
            model.state.learning_rate == surface_named(name).learning_rate and "step 0." in model.description
        )


def test_other_settings_start_anew_and_the_surface_keeps_the_start():
    model = OptimizerRace("bowl").model
    model.step(3)
    model.set("surface", "double_well")
    assert "A double well, step 0." in model.description and model.state.start == (-1.5, 1.5)


def test_limits_are_two_over_the_largest_curvature():
    assert limit("rosenbrock", "gradient descent") == pytest.approx(2 / (501 + np.hypot(301, 400)))
    assert limit("valley", "gradient descent") == pytest.approx(0.04)
    assert limit("valley", "momentum") == pytest.approx(0.04 * 1.9)  # (1 + β) times as far
    assert limit("valley", "Adam") is None
    assert local_limit("double_well", "gradient descent", [0.0, 0.0]) == pytest.approx(2)  # curvatures −1, 1


@pytest.mark.parametrize(("method", "factor"), [("gradient descent", 1), ("momentum", 1.9)])
def test_just_below_the_limit_it_arrives_and_just_above_it_does_not(method, factor):
    below = walk_on("valley", method, (0.5, 0.5), 0.04 * factor * 0.98)
    above = walk_on("valley", method, (0.5, 0.5), 0.04 * factor * 1.02)
    below.to(30_000), above.to(30_000)
    assert below.end == "minimum" and above.end == "diverged"


def test_on_the_galaxy_risk_newton_may_run_off_to_a_plateau():
    model = OptimizerRace("galaxies").model
    model.press("end")
    assert "Newton: " in model.description and "outside the picture" in model.description
    model.drag("start", 1.0, -1.0)
    model.press("end")
    assert "steps arrived, within" in model.description


@pytest.mark.parametrize("name", list(WORDS))
def test_the_lowest_point_is_one_and_the_map_is_the_surface(name):
    here = surface_named(name)
    assert np.abs(here.objective.gradient(here.minimum)).max() < 1e-8
    assert np.linalg.eigvalsh(here.objective.hessian(here.minimum))[0] > -1e-12
    x, y, Z = surface_map(name)
    assert Z.min() >= here.lowest - 1e-12
    assert Z[3, 5] == pytest.approx(here.objective.value([x[5], y[3]]))


def test_iterates_are_the_engines_and_cannot_be_changed():
    walk = walk_on("rosenbrock", "Newton", (-1.2, 1.0), 0.0)
    assert walk[2].value == pytest.approx(1411.845, rel=1e-5)
    with pytest.raises(ValueError, match="read-only"):
        walk[2].theta[0] = 0
    points, heights = walk.path(3)
    assert points.shape == (4, 2) and heights[3] == rosenbrock.value(points[3])


@pytest.mark.parametrize(
    "arguments",
    [
        {"surface": "hill"},
        {"first": "Newton"},
        {"start": (3, 0)},
        {"learning_rate": 0},
        {"learning_rate": 20},
    ],
)
def test_what_it_cannot_show_is_refused(arguments):
    with pytest.raises(ValueError):
        OptimizerRace(**arguments)


def test_a_step_of_a_race_evaluates_the_surface_once(monkeypatch):
    """The height of the lowest point is known; to evaluate it at each step took a third of the way to the end."""
    place = surface_named("rosenbrock")
    place.lowest  # noqa: B018
    seen = []
    monkeypatch.setattr(type(place.objective), "value", lambda self, theta: seen.append("value"))
    options = {"learning_rate": 1e-4, "steps": 500}
    walk = Walk(lambda: gradient_descent(place.objective, (-1.2, 1.0), **options), place)
    walk.to(500)
    assert (walk.last, seen) == (500, [])


def test_what_rounds_to_zero_has_no_sign():
    """−0.0001 to three decimals is 0.000, in the words and in the table."""
    model = OptimizerRace("bowl", start=(-0.0001, 0.5)).model
    assert "(0.000, 0.500)" in model.description and "−0.000" not in model.description
    assert row(0, -0.0001, -0.25, 1.0).split() == ["0", "0.000", "−0.250", "1"]
