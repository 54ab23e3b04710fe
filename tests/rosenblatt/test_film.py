"""Rosenblatt's machine as film: numbers that the page draws, of examples that one can go back to."""

import numpy as np
import pytest

from course_utils.rosenblatt.boxes import boxes
from course_utils.rosenblatt.model import Experiment
from course_utils.widgets import RosenblattMachine
from tests.live.frames import arrays


def film(model, **more):
    ask = {"id": 1, "type": "frames", "version": model.version, "every": 1, "count": 8, "seconds": 1.0}
    answer, buffer = model.reply(ask | more)
    return answer, arrays(answer, buffer)


@pytest.fixture
def model():
    return RosenblattMachine("T", "L", noise=0.1, shift=1).model


def test_frames_hold_what_the_rule_makes_of_each_example(model):
    run = Experiment("T", "L", 0.1, 1, 0)
    answer, frames = film(model)
    assert answer["at"] == list(range(1, 9)) and not answer["ended"]
    for shown, frame in enumerate(frames, start=1):
        row = run.example(shown)
        np.testing.assert_array_equal(frame["cells"], run.pictures[row])
        np.testing.assert_array_equal(frame["fires"], run.units[row])
        np.testing.assert_array_equal(frame["turned"], run.turned(shown))
        assert frame["mistakes"][0] == run.mistakes(shown)
        assert frame["here"][0] == pytest.approx(shown / run.length)
        assert f"answer {run.names[run.answer(shown)]}" in bytes(frame["answer"]).decode()


def test_a_needle_has_one_of_seventeen_directions_an_eighth_of_half_a_circle_apart(model):
    model.press("mistake")
    answer, buffer = model.answer()
    (frame,) = arrays(answer, buffer)
    run = Experiment("T", "L", 0.1, 1, 0)
    weights = run.weights(model.state.progress[1])[:-1]
    angles = np.clip(weights, -8, 8) * np.pi / 8
    wanted = np.column_stack([np.sin(angles), np.cos(angles)])
    np.testing.assert_allclose(frame["directions"][frame["notches"]], wanted, atol=1e-6)


def test_the_count_has_a_corner_before_and_after_each_mistake(model):
    answer, buffer = model.answer()
    (frame,) = arrays(answer, buffer)
    run = Experiment("T", "L", 0.1, 1, 0)
    top = 1.25 * max(run.bound, len(run.times), 4)
    for place, time in enumerate(run.times):
        corners = frame["count_line"][2 * place : 2 * place + 2]
        np.testing.assert_allclose(
            corners, [(time / run.length, place / top), (time / run.length, (place + 1) / top)], rtol=1e-5
        )
    assert answer["scene"]["bound"] == pytest.approx(run.bound / top)


def test_a_frame_is_small_and_the_film_ends_with_the_clean_pass(model):
    answer, frames = film(model)
    assert sum(array.nbytes for array in frames[0].values()) < 2500
    while not answer["ended"]:
        answer, _ = film(model, every=50)
    assert model.checkpoints.reached == Experiment("T", "L", 0.1, 1, 0).length


def test_the_line_leads_back_to_any_example_and_keeps_what_lies_ahead(model):
    model.step(5)
    before = model.answer()
    model.press("mistake")
    reached = model.checkpoints.reached
    answer, buffer = model.reply({"id": 2, "type": "events", "events": [{"type": "go", "at": 5}]})
    assert (answer["at"], answer["reached"], buffer) == (5, reached, before[1])
    model.set("noise", 0.2)  # another experiment has a line of its own
    assert model.checkpoints.reached == 0


def test_going_on_or_back_puts_the_pen_away_and_standing_still_does_not(model):
    model.step(3)
    draw = {"type": "place", "name": "tip", "position": [4, 4]}
    model.reply({"id": 1, "type": "events", "events": [draw]})
    film(model)
    stop = {"type": "stop", "at": 3, "version": model.version}
    model.reply({"id": 2, "type": "events", "events": [stop]})
    assert model.state.pen == "ink" and "Your drawing" in model.description
    film(model)
    film(model, shown=5)
    assert model.state.pen == "away" and model.state.drawing.any()


@pytest.mark.parametrize("size", [(760, 470, 12.5), (820, 600, 24), (1256, 430, 24), (1900, 640, 36)])
def test_panels_lie_in_the_picture_and_apart(size):
    where = list(boxes(*size).values())
    for left, top, width, height in where:
        assert min(left, top) >= 0 and min(width, height) >= 4 * size[2]
        assert left + width <= size[0] + 1e-9 and top + height <= size[1] + 1e-9
    for place, (left, top, width, height) in enumerate(where):
        for other in where[:place]:
            apart = left >= other[0] + other[2] or other[0] >= left + width
            assert apart or top >= other[1] + other[3] or other[1] >= top + height


def test_the_tip_of_the_pen_stands_in_the_middle_of_its_cell(model):
    for size in (None, (1256, 430)):
        model.change_size(size)
        left, top, side, _ = model.drawing.boxes["retina"]
        wide, high = model.drawing.size
        assert model.drawing.place(0, 19) == pytest.approx(
            ((left + side / 40) / wide, (top + side / 40) / high)
        )
        assert model.drawing.data(*model.drawing.place(7, 3)) == pytest.approx((7, 3))
    assert model.drawing.boxes["em"] == 24
