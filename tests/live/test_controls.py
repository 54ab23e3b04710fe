"""Controls of the live figure beside sliders: texts that are typed, notches, and folds that hold what is rare."""

import pytest

from course_utils.live.slider import Notches
from course_utils.widgets import Button, Fold, LiveFigure, LiveFigureModel, Pixels, Slider, Text, Toggle


def even(text):
    """A check that takes even numbers and writes them neatly."""
    if not text.strip().isdigit() or int(text) % 2:
        raise ValueError(f"it must be an even number; got {text}")
    return str(int(text))


def draw(look):
    import numpy as np

    return Pixels(lambda state: np.full((20, 30, 3), int(state.shade), np.uint8))


def model():
    controls = [
        Text("shade", even, "8", "shade", lines=2, width=30, button="set"),
        Fold("More", [Slider("x", 0, 1), Toggle("seen"), Button("lighter", lambda state: {"shade": "200"})]),
    ]
    return LiveFigureModel(draw, controls, describe=lambda state: f"A grey picture of shade {state.shade}.")


def events(**event):
    return {"id": 1, "type": "events", "events": [{"type": "set", "name": "shade", **event}]}


def test_a_text_is_checked_and_kept_as_the_check_returns_it():
    figure = model()
    figure.set("shade", " 0012 ")
    assert figure.state.shade == "12"
    answer, picture = figure.reply(events(text="40"))
    assert answer["controls"]["shade"] == {"position": 0, "text": "40"} and picture


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"text": "7"}, "even number; got 7"),
        ({"text": "<script>"}, "even number"),
        ({"text": 8}, "must be a string"),
        ({"text": None}, "must be a string"),
        ({"position": 0}, "must be a string"),
        ({"text": "8" * 5001}, "at most 5,000"),
    ],
)
def test_a_bad_text_is_refused_in_words_and_the_last_good_one_stays(event, words):
    figure = model()
    answer, picture = figure.reply(events(**event))
    assert answer["type"] == "error" and words in answer["words"] and picture is None
    assert figure.state.shade == "8" and answer["controls"]["shade"]["text"] == "8"


@pytest.mark.parametrize(
    "wrong", [{"check": "even"}, {"value": "7"}, {"value": 8}, {"lines": 0}, {"width": 1.5}]
)
def test_a_text_that_cannot_be_is_refused_when_it_is_made(wrong):
    with pytest.raises((TypeError, ValueError)):
        Text("shade", **{"check": even, "value": "8"} | wrong)


def test_a_fold_holds_controls_that_work_like_any_other():
    figure = model()
    assert list(figure.controls) == ["shade", "x", "seen", "lighter"]
    figure.set("x", 1.0)
    figure.press("lighter")
    assert (figure.state.x, figure.state.shade) == (1.0, "200")


def test_the_page_is_told_what_is_folded():
    controls = [Slider("y", 0, 1), Fold("More", [Slider("x", 0, 1), Text("shade", even, "8")], open=True)]
    figure = LiveFigure(draw, controls, describe=lambda state: "A grey picture, all of it.", title="Grey")
    specs = figure._layout["controls"]
    assert "fold" not in specs["y"]
    assert specs["x"]["fold"] == specs["shade"]["fold"] == {"label": "More", "open": True}
    assert specs["shade"]["kind"] == "text"


def test_two_folds_cannot_hold_the_same_name():
    with pytest.raises(ValueError, match="every name must stand for one thing"):
        LiveFigureModel(draw, [Fold("A", [Slider("x", 0, 1)]), Slider("x", 0, 1)], describe=str)


def test_notches_are_the_positions_and_what_lies_between_is_allowed():
    rate = Notches("rate", 0.001, 10, 0.1, log=True, notches=(0.001, 0.01, 0.1, 1, 10))
    assert [rate.value_at(k) for k in range(rate.positions + 1)] == [0.001, 0.01, 0.1, 1, 10]
    assert rate.checked(0.02) == 0.02 and rate.position_of(0.02) == 1
    for bad in ((), (0.001, 10, 1), (0.01, 10), (0.001, 0.001, 10)):
        with pytest.raises(ValueError, match="notches must rise"):
            Notches("rate", 0.001, 10, 0.1, notches=bad)
