"""Film: chunks of frames ahead of the picture, versions, stops and jumps that are exact, and a line that stays small.

The run is x ← 3.9 x (1 − x): what is not continued from the same bits is soon somewhere else altogether.
"""

import json

import numpy as np
import pytest

from course_utils import widgets
from course_utils.live.checkpoints import Checkpoints
from course_utils.live.controls import Button, Slider
from course_utils.live.film import FilmModel, as_text, pack
from course_utils.live.page_drawing import Scale
from course_utils.playground import play
from course_utils.playground.setup_text import write

pytestmark = pytest.mark.usefixtures("unhurried")
LAST = 5000


class Growth(FilmModel):
    def number_of(self, run):
        return run.step

    def frame_of(self, state):
        if state.step == 77:
            raise ValueError("77 cannot be drawn")
        return {
            "x": np.array([state.x], dtype=np.float32),
            "map": np.full((2, 3), state.step % 256, dtype=np.uint8),
        }

    def scene(self, state):
        return {"title": "growth", "rate": state.rate}


def growth():
    def advance(state):
        if state.step == LAST:
            return None
        x = state.rate * state.x * (1 - state.x)
        if not np.isfinite(x) or abs(x) > 1e6:
            raise ArithmeticError("it diverged")
        return {"x": x, "step": state.step + 1}

    return Growth(
        lambda look: pytest.fail("no picture was asked for") if look is None else Nothing(),
        [Slider("rate", 1, 9, value=3.9), Button("reset", lambda state: {"x": 0.3, "step": 0})],
        state={"x": 0.3, "step": 0},
        describe=lambda state: f"the value is {state.x:.3f} after {state.step} steps",
        advance=advance,
    )


class Nothing:
    size = 10, 10

    def pixels(self, state):
        return np.zeros((10, 10, 4), dtype=np.uint8)


def value(step, rate=3.9):
    x = 0.3
    for _ in range(step):
        x = rate * x * (1 - x)
    return x


def film(model, **more):
    ask = {"id": 1, "type": "frames", "version": model.version, "every": 5, "count": 4, "seconds": 1.0}
    answer, buffer = model.reply(ask | more)
    json.dumps(answer)
    return answer, buffer


def say(model, *events):
    answer, buffer = model.reply({"id": 2, "type": "events", "events": list(events), "settled": True})
    json.dumps(answer)
    return answer, buffer


def stop(model, at):
    return {"type": "stop", "at": at, "version": model.version}


def test_chunks_follow_each_other_and_hold_what_the_engine_computed():
    model = growth()
    first, buffer = film(model)
    second, _ = film(model)
    assert (first["at"], second["at"]) == ([5, 10, 15, 20], [25, 30, 35, 40])
    assert first["layout"] == [["x", "f4", [1]], ["map", "u1", [2, 3]]]
    frames = np.frombuffer(buffer, dtype=[("x", "<f4"), ("map", "u1", (2, 3)), ("room", "u1", 2)])
    assert list(frames["x"]) == [np.float32(value(step)) for step in first["at"]]
    assert (frames["map"][:, 1, 2] == first["at"]).all()
    assert first["words"][0] == f"the value is {value(5):.3f} after 5 steps"
    assert model.state.step == 0, "what is ahead of the screen is not the state"


def test_the_state_follows_the_screen():
    model = growth()
    film(model)
    version = model.version
    film(model, shown=15)
    assert (model.state.step, model.state.x, model.version) == (15, value(15), version)
    assert "after 15 steps" in model.description


def test_a_stop_goes_back_to_the_frame_on_the_screen_and_forgets_what_was_ahead():
    model = growth()
    film(model)
    answer, _ = say(model, stop(model, 10))
    assert (answer["at"], answer["reached"], model.state.x) == (10, 10, value(10))
    assert film(model)[0]["at"] == [15, 20, 25, 30]


def test_a_stop_of_an_older_version_changes_nothing():
    model = growth()
    film(model)
    late = stop(model, 15)
    model.set("rate", 2.0)
    answer, _ = say(model, late)
    assert (answer["type"], answer["at"]) == ("state", 0)


def test_an_edit_happens_to_the_frame_on_the_screen():
    model = growth()
    film(model)
    rate = model.sliders["rate"].position_of(2.0)
    answer, _ = say(model, stop(model, 10), {"type": "set", "name": "rate", "position": rate})
    assert answer["at"] == 10 and model.state.rate == pytest.approx(2, abs=0.05)
    film(model, count=1, every=1)
    x = value(10)
    assert model.checkpoints.last.x == model.state.rate * x * (1 - x)


def test_a_request_of_an_older_version_gets_the_present_state():
    model = growth()
    old = model.version
    film(model)
    say(model, stop(model, 5))
    answer, buffer = film(model, version=old)
    assert answer["type"] == "state" and answer["at"] == 5 and buffer
    assert model.checkpoints.reached == 5, "nothing was made for it"


def test_one_goes_to_any_number_and_back_and_on_from_there():
    model = growth()
    film(model, count=100)
    say(model, stop(model, 500))
    for step in (3, 499, 0, 77 + 5, 250):
        answer, _ = say(model, {"type": "go", "at": step})
        assert (answer["at"], answer["reached"], model.state.x) == (step, 500, value(step))
    assert film(model)[0]["at"] == [255, 260, 265, 270]
    assert model.checkpoints.reached == 270


@pytest.mark.parametrize("at", [501, -1, 2.5, None, "3", True, 10**30])
def test_there_is_no_going_beyond_the_line(at):
    model = growth()
    film(model, count=100)
    before = model.state, model.checkpoints
    answer, buffer = say(model, {"type": "go", "at": at})
    assert (answer["type"], buffer) == ("error", None)
    assert (model.state, model.checkpoints) == before


def test_frames_before_a_fault_are_shown_and_the_fault_is_said():
    model = growth()
    answer, buffer = film(model, every=7, count=20)
    assert answer["at"] == [7, 14, 21, 28, 35, 42, 49, 56, 63, 70]
    assert answer["trouble"] == "77 cannot be drawn." and len(buffer) == 10 * 12
    wild = growth()
    wild.set("rate", 9.0)
    answer, _ = film(wild, every=1, count=50)
    assert answer["trouble"] == "It diverged." and len(answer["at"]) == wild.checkpoints.reached > 1


def test_a_film_says_how_far_the_line_goes_for_who_stops_it():
    """What lay ahead of where it began is forgotten, so the line in the page must not lead there."""
    model = growth()
    say(model, {"type": "step", "count": 50})
    say(model, {"type": "go", "at": 10})
    chunk, _ = film(model)
    assert (chunk["at"], chunk["reached"]) == ([15, 20, 25, 30], [15, 20, 25, 30])
    answer, _ = say(model, stop(model, 20))
    assert answer["reached"] == 20


def test_controls_that_follow_from_what_plays_follow_it():
    """The set-up and the picked weight of a playground, and the machine's pen, are those of the state in Python."""
    model = widgets.Playground("data=circles layers=4 seed=3").model
    film(model, count=2)
    chunk, _ = film(model, count=2, shown=10)
    assert model.state.training.updates == 10
    assert chunk["controls"]["setup"]["text"] == write(play("data=circles layers=4 seed=3", 10).setup)
    assert float(chunk["controls"]["value"]["text"].replace("−", "-")) == model.state.training.theta[0]
    machine = widgets.RosenblattMachine().model
    machine.set("pen", "ink")
    film(machine, every=1)
    chunk, _ = film(machine, every=1, shown=2)
    assert chunk["controls"]["pen"]["text"] == machine.controls["pen"].text("away")


def test_the_end_is_said():
    model = growth()
    answer, _ = film(model, every=2000, count=9)
    assert answer["at"] == [2000, 4000, 5000] and answer["ended"] and not answer["trouble"]
    answer, buffer = film(model)
    assert answer["at"] == [] and answer["ended"] and buffer == b""


@pytest.mark.parametrize(
    "wrong",
    [
        {"every": 0},
        {"every": "5"},
        {"count": 10**9},
        {"seconds": float("nan")},
        {"seconds": 1e9},
        {"count": None},
    ],
)
def test_a_bad_request_is_answered_in_words(wrong):
    model = growth()
    answer, _ = film(model, **wrong)
    assert answer["at"] == [] and next(iter(wrong)) in answer["trouble"].lower()


def test_an_interrupt_leaves_what_was_made():
    model, made = growth(), []

    def interrupted(run, count, seconds):
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(FilmModel.after(model, run, count, seconds))
        return made[-1]

    model.after = interrupted
    answer, _ = film(model)
    assert answer["at"] == [5, 10] and "interrupted" in answer["trouble"]
    del model.after
    assert film(model)[0]["at"] == [15, 20, 25, 30]


def test_a_film_that_changes_its_shape_is_refused():
    with pytest.raises(ValueError, match="map must keep its shape"):
        pack([{"map": np.zeros(3, np.uint8)}, {"map": np.zeros(4, np.uint8)}])
    with pytest.raises(TypeError, match="map must be an array of f4"):
        pack([{"map": np.zeros(3)}])


def test_a_line_is_thinner_where_it_is_older_and_never_too_large():
    line = Checkpoints(room=1000)
    for number in range(0, 5000, 5):
        line = line.noted(number, f"run {number}", 10)
        assert sum(line.sizes) <= 1000
    gaps, ages = np.diff(line.numbers), 4995 - np.array(line.numbers[1:])
    assert line.numbers[0] == 0 and line.numbers[-10:] == tuple(range(4950, 5000, 5))
    assert (gaps <= 0.15 * ages + 10).all(), "one trains again for a small part of what lies between"
    assert line.nearest(4997) == "run 4995" and line.nearest(-1) is None
    assert 4995 in line and 4997 not in line and 5 not in Checkpoints()
    assert line.until(4900).reached == 4900


def test_after_a_stop_another_view_that_played_gets_the_present_state_and_no_film():
    """It holds frames that were forgotten: film from here on would lead it back in time."""
    model = growth()
    old = model.version
    film(model)
    film(model, shown=15)  # Python is where the screen is, so the stop changes no state
    say(model, stop(model, 15))
    answer, _ = film(model, version=old, shown=35)
    assert (answer["type"], answer["at"]) == ("state", 15)


def test_scene_and_frame_may_not_speak_of_two_things_by_one_name(monkeypatch):
    monkeypatch.setattr(Growth, "scene", lambda self, state: {"map": [0, 0, 10, 10]})
    with pytest.raises(ValueError, match="both have map"):
        growth()


def test_words_travel_as_bytes_and_none_is_cut_in_the_middle_of_a_sign():
    assert bytes(as_text("λ = 1", 8)).decode() == "λ = 1  "
    assert bytes(as_text("aλ", 2)).decode() == "a "


@pytest.mark.parametrize(
    ("scale", "value", "share"), [(Scale(-2, 2), 1, 0.75), (Scale(1, 100, log=True), 10, 0.5)]
)
def test_a_scale_leads_there_and_back(scale, value, share):
    assert scale.share(value) == pytest.approx(share) and scale.value(share) == pytest.approx(value)
    assert scale.ticks({value: "here"}) == [(pytest.approx(share), "here")]


def test_a_picture_is_drawn_only_where_it_is_asked_for():
    model = growth()
    film(model)
    assert model._pixels is None
    assert model.picture().bytes.startswith(b"\x89PNG")


@pytest.mark.parametrize("older", [0, 1], ids=["film", "an older version"])
def test_an_interrupt_while_a_chunk_is_packed_is_answered(monkeypatch, older):
    """Nobody waits for ever for film that an interrupt has cost."""
    model, packed = growth(), []

    def interrupted(*arguments):
        packed.append(arguments)
        if len(packed) == 1:
            raise KeyboardInterrupt
        return pack(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr("course_utils.live.film.pack", interrupted)
        if older:
            patch.setattr(model, "answer", lambda: interrupted([]))
        answer, buffer = film(model, version=model.version - older)
    assert packed and (answer["type"], answer["at"], buffer) == ("frames", [], b"")
    assert "interrupted" in answer["trouble"] and answer["version"] == model.version
    assert film(model)[0]["at"]


@pytest.mark.parametrize(
    "change", [{"type": "theme", "theme": "dark"}, {"type": "size", "size": [1200, 600]}]
)
@pytest.mark.parametrize(
    "kind", ["ApproximationExplorer", "OptimizerRace", "Playground", "RosenblattMachine"]
)
def test_a_film_goes_on_where_it_was_when_theme_or_size_change_while_it_plays(kind, change):
    model = getattr(widgets, kind)().model
    ask = {
        "id": 1,
        "type": "frames",
        "version": model.version,
        "every": 1,
        "count": 4,
        "seconds": 1.0,
        "shown": 0,
    }
    first, _ = model.reply(ask)
    model.reply({"id": 2, "type": "events", "events": [change]})
    second, _ = model.reply(ask)
    assert second["type"] == "frames" and second["at"][0] > first["at"][-1]


@pytest.mark.parametrize("at", [0, 4])
@pytest.mark.parametrize(
    "kind", ["ApproximationExplorer", "OptimizerRace", "Playground", "RosenblattMachine"]
)
def test_what_lies_ahead_of_where_one_goes_back_to_is_kept(kind, at):
    """The start too: nobody has gone on from there, so one can still go to where one was."""
    model = getattr(widgets, kind)().model
    say(model, {"type": "step", "count": 4})
    say(model, {"type": "step", "count": 4})
    words = model.description
    answer, _ = say(model, {"type": "go", "at": at})
    assert (answer["at"], answer["reached"]) == (at, 8)
    answer, _ = say(model, {"type": "go", "at": 8})
    assert (answer["at"], model.description) == (8, words)


@pytest.mark.parametrize(
    "kind", ["ApproximationExplorer", "OptimizerRace", "Playground", "RosenblattMachine"]
)
def test_what_lay_ahead_of_an_edit_is_gone_for_later_events_of_its_message(kind):
    """An edit and a way on the line that wait together, because Python was busy, do what they do one by one."""
    apart, together = (getattr(widgets, kind)().model for _ in range(2))
    name = next(name for name in ("rate", "neurons", "learning_rate", "noise") if name in apart.sliders)
    ahead = [{"type": "step", "count": 3}, {"type": "step", "count": 3}, {"type": "go", "at": 2}]
    edit = [{"type": "set", "name": name, "position": 0}, {"type": "go", "at": 5}]
    for model in (apart, together):
        assert model.reply({"id": 1, "events": ahead})[0]["type"] == "state"
    assert [apart.reply({"id": 1, "events": [event]})[0]["type"] for event in edit] == ["state", "error"]
    assert together.reply({"id": 1, "events": edit})[0]["type"] == "error"
