"""A live figure's numbers: what a page hears when somebody asks for them."""

import math

import numpy as np
import pytest

from course_utils.live.drawing import Drawing, Pixels
from course_utils.live.model import LiveFigureModel
from course_utils.live.slider import Slider
from course_utils.playground.widget import Playground
from course_utils.plots import new_figure
from course_utils.race.surfaces import surface_named
from course_utils.race.widget import OptimizerRace
from course_utils.widgets import ActivationExplorer, LossSurfaceExplorer

ASK = {"id": 7, "type": "tables"}


def rows(reply, caption):
    """The rows of the one table whose caption has these words."""
    (table,) = (table for table in reply["tables"] if caption in table["caption"])
    return table["rows"]


def test_the_reply_holds_the_numbers_of_the_present_state():
    """σ(−2) = 1 / (1 + e²)."""
    model = ActivationExplorer().model
    model.set("z", -2)
    reply, picture = model.reply(ASK)
    assert picture is None
    assert (reply["id"], reply["type"]) == (7, "tables")
    assert reply["description"] == model.description
    points = [
        row for table in reply["tables"] if "single points" in table["caption"] for row in table["rows"]
    ]
    said = {name: float(value.replace("−", "-")) for name, _, value in points}
    s = 1 / (1 + math.exp(2))
    assert said["value at z"] == pytest.approx(s, rel=6e-4)
    assert said["slope at z"] == pytest.approx(s * (1 - s), rel=6e-4)


def test_asking_changes_nothing():
    model = LossSurfaceExplorer().model
    state, version, picture = model.state, model.version, model.picture().bytes
    model.reply(ASK)
    assert (model.state, model.version) == (state, version)
    assert model.picture().bytes == picture


def test_a_playground_lists_risks_and_parameters():
    model = Playground("data=xor layers=2 updates=3").model
    reply, _ = model.reply(ASK)
    training = model.state.training
    assert [row[0] for row in rows(reply, "Risk")] == ["0", "1", "2", "3"]
    listed = rows(reply, "Parameters after 3 updates")
    assert len(listed) == training.theta.size
    for name, value, _ in listed:
        exact = training.theta[training.settings.places[name]]
        assert float(value.replace("−", "-")) == pytest.approx(exact, rel=6e-4)


def test_a_race_lists_where_each_walk_has_been():
    """A bowl is quadratic: Newton is at its lowest point, where no slope is left, after one step."""
    race = OptimizerRace("bowl", learning_rate=0.01)
    race.model.step(1)
    reply, _ = race.model.reply(ASK)
    descent, newton = (rows(reply, method) for method in ("gradient descent", "Newton"))
    assert [row[0] for row in descent] == [row[0] for row in newton] == ["0", "1"]
    assert descent[0][1:] == newton[0][1:]
    lowest = [float(text.replace("−", "-")) for text in newton[1][1:3]]
    assert surface_named("bowl").objective.gradient(lowest) == pytest.approx([0, 0], abs=1e-9)


def test_a_picture_without_axes_has_none():
    painted = Pixels(lambda state: np.zeros((4, 6, 3), np.uint8))
    model = LiveFigureModel(
        lambda look: painted, describe=lambda state: "A picture all in black, nothing more."
    )
    assert model.reply(ASK)[0]["tables"] == []


def test_what_fails_is_said_in_words():
    def draw(look):
        figure, ax = new_figure(look=look)
        (line,) = ax.plot([], [])

        def update(state):
            if state.a > 1 and calls.append(state.a) is None and len(calls) > 1:
                raise ValueError("a is too large now")
            line.set_data([0, 1], [state.a, 2])

        return Drawing(figure, update, [line])

    calls = []
    model = LiveFigureModel(
        draw, [Slider("a", 0, 3, 0)], describe=lambda state: f"A line that begins at {state.a}."
    )
    model.set("a", 2)
    reply, _ = model.reply(ASK)
    assert (reply["type"], reply["words"]) == ("error", "A is too large now.")
