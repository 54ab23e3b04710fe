"""Rosenblatt's machine: every control to both ends, and at each step what the rule demands."""

import numpy as np
import pytest

from course_utils.data import letter
from course_utils.rosenblatt.model import UNITS, Experiment, experiment, fire, random_wiring
from course_utils.widgets import RosenblattMachine


@pytest.fixture
def model():
    return RosenblattMachine("T", "L", noise=0.1, shift=1).model


def picture(model):
    return model.picture(settled=False).bytes


# --- the machine itself ---------------------------------------------------------------------------------


def test_the_wiring_is_fixed_random_and_twenty_wires_a_unit():
    wiring = random_wiring(3)
    assert wiring.shape == (UNITS, 400) and set(np.unique(wiring)) == {-1.0, 0.0, 1.0}
    assert (np.abs(wiring).sum(axis=1) == 20).all()
    np.testing.assert_array_equal(wiring, random_wiring(3))
    assert (wiring != random_wiring(4)).any()


def test_a_unit_fires_when_more_excites_than_inhibits_it():
    wiring = np.array([[1, 1, -1, 0], [-1, 1, 0, 0]])
    np.testing.assert_array_equal(fire(wiring, np.array([[1, 1, 1, 1], [0, 1, 1, 1]])), [[1, 0], [0, 1]])


def test_each_step_follows_the_rule():
    run = Experiment("C", "G", 0.1, 1, 0)
    before = np.zeros(UNITS + 1)
    for shown in range(1, run.length + 1):
        row = run.example(shown)
        x = np.append(run.units[row], 1)
        error = run.labels[row] - (before @ x > 0)
        assert run.answer(shown) == int(before @ x > 0)
        before = before + error * x
        np.testing.assert_array_equal(run.weights(shown), before)
        np.testing.assert_array_equal(run.turned(shown), (error != 0) & (run.units[row] > 0))
    assert run.history(run.length).tolist() == [run.mistakes(shown) for shown in range(run.length + 1)]
    assert run.converged and 0 < run.mistakes(run.length) <= run.bound
    assert run.mistakes(run.length - len(run.labels)) == run.mistakes(run.length)  # the last pass was clean


def test_letters_without_noise_are_the_letters():
    run = Experiment("T", "L", 0, 0, 0)
    for pixels, label in zip(run.pictures, run.labels, strict=True):
        np.testing.assert_array_equal(pixels, letter("TL"[label]).ravel())
    assert run.score(0) == 0.5 and run.score(run.length) == 1.0


def test_one_letter_cannot_be_told_from_itself():
    run = Experiment("T", "T", 0, 0, 0)
    assert not run.converged and run.bound == np.inf


# --- the widget -----------------------------------------------------------------------------------------


def test_every_control_goes_to_both_ends(model):
    pictures = set()
    for name, ends in {"first": "AZ", "second": "ZA", "noise": (0, 0.3), "shift": (0, 3)}.items():
        for end in ends:
            model.set(name, end)
            assert model.state.progress[1] == 0 or "nothing has been shown" in model.description
            pictures.add(picture(model))
    assert len(pictures) >= 7


def test_every_button_does_what_it_says(model):
    run = experiment("T", "L", 0.1, 1, 0)
    model.press("mistake")
    assert model.state.progress[1] == run.times[0]
    assert "a mistake" in model.description and "Mistakes so far: 1" in model.description
    turned = picture(model)
    model.press("restart")
    assert "nothing has been shown" in model.description and picture(model) != turned
    model.press("mistake")
    model.press("rewire")
    assert "nothing has been shown" in model.description and model.state.wiring == 1


def test_it_plays_to_the_clean_pass_and_stops(model):
    model.step()
    assert model.description.startswith("Example 1 of ") and not model.ended
    model.step(10_000)
    assert model.ended and "The last pass was clean: it has learned them." in model.description
    end = picture(model)
    model.press("mistake")  # there is none left
    assert picture(model) == end


def test_it_says_that_it_gave_up():
    model = RosenblattMachine("A", "A", noise=0, shift=0).model
    model.step(100_000)
    assert "It gave up without a clean pass." in model.description and "at most" not in model.description


def test_other_settings_start_anew_and_the_old_ones_too(model):
    model.step(5)
    model.set("noise", 0.2)
    assert "nothing has been shown" in model.description
    model.step(2)
    assert model.description.startswith("Example 2 of ")


@pytest.mark.parametrize(
    "arguments", [{"first": "Ä"}, {"second": "CG"}, {"noise": 0.5}, {"shift": 4}, {"noise": -0.1}]
)
def test_what_it_cannot_show_is_refused(arguments):
    with pytest.raises(ValueError):
        RosenblattMachine(**arguments)


# --- a drawing ------------------------------------------------------------------------------------------


def drag(model, *places, kind="drag"):
    """A stroke as the page sends it: one press, then the pointer moves."""
    events = [{"type": "drag", "name": "tip", "position": list(place)} for place in places]
    events[0]["type"] = kind
    answer, _ = model.reply({"id": 1, "type": "events", "events": events})
    assert answer["type"] == "state", answer
    return answer["description"]


def test_a_letter_that_is_drawn_is_judged_like_one_that_is_printed():
    model = RosenblattMachine("T", "L", noise=0, shift=0).model
    model.step(10_000)
    assert "Your drawing: it says L." in drag(model, (4, 17), (4, 2), (15, 2), kind="place")
    np.testing.assert_array_equal(model.state.drawing, letter("L"))  # whose strokes these are
    model.press("blank")
    assert not model.state.drawing.any()
    drag(model, (3, 17), (16, 17), kind="place")
    assert "Your drawing: it says T." in drag(model, (9, 17), (9, 2), kind="place")
    assert model.state.progress[1] == experiment("T", "L", 0, 0, 0).length  # it learned nothing from them


def test_a_press_elsewhere_lifts_the_pen():
    model = RosenblattMachine().model
    drag(model, (2, 2), kind="place")
    drag(model, (17, 17), kind="place")
    assert model.state.drawing.sum() == 2 * 5  # two dots of five cells, no line between them


def test_the_sliders_and_the_eraser_do_what_the_pointer_does(model):
    model.set("pen", "lifted")
    model.set("column", 0)
    model.set("height", 19)
    assert not model.state.drawing.any() and model.description.startswith(
        "Your drawing; nothing learned yet."
    )
    model.set("pen", "ink")
    model.set("column", 19)
    assert model.state.drawing[0].all() and model.state.drawing[1].all() and not model.state.drawing[2:].any()
    model.set("pen", "eraser")
    model.set("column", 0)
    assert not model.state.drawing.any()
    model.set("height", 0)
    assert not model.state.drawing.any()


def test_the_tip_takes_up_the_pen_wherever_it_is_taken_hold_of(model):
    assert model.state.pen == "away"
    drag(model, (3, 18))  # an arrow key, from column 1: no press before it
    assert model.state.pen == "ink" and model.state.drawing[1, 1:4].all()


def test_going_on_shows_examples_again_and_keeps_the_drawing(model):
    drag(model, (4, 4), (15, 15), kind="place")
    drawing = model.state.drawing
    model.press("mistake")
    assert model.state.pen == "away" and "shown" in model.description
    model.set("pen", "lifted")
    assert "Your drawing: it says" in model.description
    np.testing.assert_array_equal(model.state.drawing, drawing)
    model.step()
    assert model.state.pen == "away"


@pytest.mark.parametrize("position", [[20, 0], [0, -1], [4], "ink"])
def test_a_place_beside_the_retina_is_refused_and_the_drawing_stays(model, position):
    drag(model, (4, 4), (15, 15), kind="place")
    drawing = model.state.drawing
    event = {"type": "place", "name": "tip", "position": position}
    answer, picture = model.reply({"id": 2, "type": "events", "events": [event]})
    assert answer["type"] == "error" and "osition" in answer["words"] and picture is None
    assert model.state.drawing is drawing
