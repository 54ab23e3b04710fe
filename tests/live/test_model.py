"""The live figure's model: what a person does, what a page sends, and that a failure changes nothing."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from course_utils.live.messages import in_words, sentence
from course_utils.plots import new_figure
from course_utils.plots.look import DARK, LIGHT
from course_utils.widgets import Button, Choice, Drawing, Handle, LiveFigureModel, Pixels, Slider, Toggle

CALLS = []


def draw(look):
    """A dot at (x, height) on a still curve, dashed if asked for; refuses x above 9."""
    figure, ax = new_figure(3, 2, look=look)
    ax.set(xlim=(0, 10), ylim=(-1, 1))
    (curve,) = ax.plot([0, 10], [-1, 1], color=look["forward"])
    (dot,) = ax.plot([], [], "o", color=look["backward"], markersize=12)

    def background(state):
        CALLS.append(state.style)
        curve.set_linestyle(state.style)

    def update(state):
        if state.x > 9:
            raise ValueError("x must stay below 9")
        dot.set_data([state.x], [state.start[1]])
        dot.set_visible(state.visible)

    return Drawing(figure, update, [dot], ("style",), background)


def describe(state):
    return f"A dot at {state.x} and at {state.start}, sample {state.seed}."


def broken(state):
    raise KeyError("lost")


def controls():
    return [
        Slider("x", 0, 10, 1, step=0.5, unit="cm"),
        Slider("N", 10, 1000, 100, log=True, whole=True),
        Choice("style", {"-": "solid", "--": "dashed"}),
        Toggle("visible", True),
        Button("redraw", lambda state: {"seed": state.seed + 1}, "new sample"),
        Button("broken", broken),
    ]


def handles():
    return [
        Handle("start", 2.0, 0.5, bounds=((0, 8), (-1, 1))),
        Handle("point", "x", lambda state: 0.2 * state.x - 1),
    ]


def count(state):
    return {"seed": state.seed + 1} if state.seed < 5 else None


@pytest.fixture
def model():
    CALLS.clear()
    return LiveFigureModel(draw, controls(), handles(), describe=describe, state={"seed": 0}, advance=count)


def image(picture):
    return np.asarray(Image.open(io.BytesIO(picture.bytes))).astype(int)


def send(model, *events, **more):
    return model.reply({"id": 1, "type": "events", "events": list(events)} | more)


# --- what a person does ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "ends"), [("x", (0, 9)), ("N", (10, 1000)), ("style", ("-", "--")), ("visible", (True, False))]
)
def test_a_control_goes_to_both_ends(model, name, ends):
    for value in (*ends, ends[0]):
        model.set(name, value)
        assert getattr(model.state, name) == value
        assert model.error == ""


def test_the_picture_shows_the_state(model):
    first = image(model.picture())
    model.set("x", 5.0)
    assert np.abs(image(model.picture()) - first).max() > 100
    model.set("x", 1.0)
    assert np.array_equal(image(model.picture()), first)


def test_blitting_gives_the_picture_that_drawing_afresh_gives(model):
    model.set("style", "--")
    model.set("x", 7.0)
    model.drag("start", 1, -0.2)
    kept = image(model.picture())
    model.change_theme("light")
    assert np.array_equal(kept, image(model.picture()))


def test_the_axes_stay_where_they_are_wherever_something_moves():
    def far(look):
        figure, ax = new_figure(3, 2, look=look)
        ax.set(xlim=(0, 10), ylim=(-1, 1))
        (dot,) = ax.plot([], [], "o", clip_on=False)
        return Drawing(figure, lambda state: dot.set_data([5], [state.y]), [dot], redraw=("y",))

    model = LiveFigureModel(
        far, [Slider("y", -1, 3)], describe=lambda state: f"A dot at a height of {state.y}."
    )
    before = model.drawing.place(0, 0)
    model.set("y", 3)
    assert model.drawing.place(0, 0) == before


def test_what_stands_still_is_drawn_only_when_it_changes(model):
    for x in range(9):
        model.set("x", x)
    assert CALLS == ["-"]
    model.set("style", "--")
    model.set("x", 3)
    assert CALLS == ["-", "--"]


def test_handles_move_their_own_place_or_a_slider(model):
    model.drag("start", x=1.5)
    assert model.state.start == (1.5, 0.5)
    model.drag("start", 8, -1)
    assert model.state.start == (8, -1)
    model.drag("point", x=4.5)
    assert model.state.x == 4.5


def test_buttons_and_steps(model):
    model.press("redraw")
    assert model.state.seed == 1
    model.step(2)
    assert (model.state.seed, model.ended) == (3, False)
    model.step(10)
    assert (model.state.seed, model.ended) == (5, True)


def follow(before, after):
    """The seed counts how often x was changed; a dot that is hidden goes home."""
    changes = {"seed": after.seed + 1} if after.x != before.x else {}
    return changes if after.visible else changes | {"start": (0.0, 0.0)}


@pytest.mark.parametrize(
    ("act", "seed"),
    [
        (lambda model: model.set("x", 3), 1),
        (lambda model: model.drag("point", x=4), 1),
        (lambda model: model.set("x", 1), 0),  # where it was
        (lambda model: model.press("redraw"), 1),  # what was pressed, and nothing after it
        (lambda model: send(model, {"type": "drag", "name": "point", "position": [8, 0]}), 1),
    ],
)
def test_more_may_follow_from_what_a_person_changes(act, seed):
    model = LiveFigureModel(
        draw, controls(), handles(), describe=describe, state={"seed": 0}, advance=count, follow=follow
    )
    act(model)
    assert model.state.seed == seed and model.state.start == (2.0, 0.5)
    model.set("visible", False)
    assert model.state.start == (0.0, 0.0)


def test_what_follows_and_cannot_be_leaves_all_as_it_was():
    arguments = {"describe": describe, "state": {"seed": 0}, "advance": count}
    model = LiveFigureModel(draw, controls(), handles(), follow=lambda before, after: {"y": 1}, **arguments)
    before = model.state
    answer, picture = send(model, {"type": "set", "name": "x", "position": 5})
    assert answer["type"] == "error" and "no 'y'" in answer["words"] and picture is None
    assert model.state is before
    with pytest.raises(TypeError, match="follow must be a function"):
        LiveFigureModel(draw, controls(), handles(), follow=3, **arguments)


def test_themes_draw_afresh(model):
    for theme, look in (("dark", DARK), ("light", LIGHT)):
        model.change_theme(theme)
        assert tuple(image(model.picture())[0, 0]) == tuple(bytes.fromhex(look["ground"][1:]))


def test_a_frame_is_exact_when_settled_and_close_while_moving(model):
    exact, quick = model.picture(), model.picture(settled=False)
    assert (exact.format, quick.format) == ("image/png", "image/jpeg")
    assert np.abs(image(exact) - image(quick)).mean() < 1  # of 255: the quality was chosen for that
    assert exact.description == "A dot at 1.0 and at (2.0, 0.5), sample 0."


WRONG = [
    (lambda model: model.set("x", 11), ValueError, "between 0 and 10"),
    (lambda model: model.set("x", float("nan")), ValueError, "x must be a finite number"),
    (lambda model: model.set("x", "3"), TypeError, "x must be a number"),
    (lambda model: model.set("N", 20.5), TypeError, "whole number"),
    (lambda model: model.set("style", "wavy"), ValueError, "'-', '--'"),
    (lambda model: model.set("visible", 1), TypeError, "True or False"),
    (lambda model: model.set("no", 1), ValueError, "known: x, N"),
    (lambda model: model.set("redraw", 1), ValueError, "press it"),
    (lambda model: model.press("x"), ValueError, "set it"),
    (lambda model: model.press("broken"), KeyError, "lost"),
    (lambda model: model.drag("start", 9), ValueError, "between 0 and 8"),
    (lambda model: model.drag("point", y=0), ValueError, "follows"),
    (lambda model: model.drag("no", 1), ValueError, "known: start, point"),
    (lambda model: model.set("x", 9.5), ValueError, "below 9"),
    (lambda model: model.change_theme("pink"), ValueError, "'light', 'dark'"),
    (lambda model: model.step(0), ValueError, "at least 1"),
]


@pytest.mark.parametrize(("act", "kind", "words"), WRONG)
def test_what_cannot_be_is_refused_and_changes_nothing(model, act, kind, words):
    before, picture = vars(model.state).copy(), image(model.picture())
    with pytest.raises(kind, match=words):
        act(model)
    assert vars(model.state) == before
    assert np.array_equal(image(model.picture()), picture)


def test_the_state_cannot_be_changed_in_place(model):
    with pytest.raises(AttributeError, match="read only"):
        model.state.x = 3
    assert repr(model.state).startswith("State(x=1")


# --- messages -------------------------------------------------------------------------------------------


def test_positions_and_values_agree(model):
    for position in (0, 7, 18):
        answer, _ = send(model, {"type": "set", "name": "x", "position": position})
        assert model.state.x == 0.5 * position
        assert answer["controls"]["x"]["position"] == position
        assert answer["handles"]["point"]["position"] == [position, 0]


def test_a_dragged_handle_comes_back_at_its_position(model):
    for position in ([0, 0], [200, 200], [50, 120], [133, 7]):
        answer, _ = send(model, {"type": "drag", "name": "start", "position": position})
        assert answer["handles"]["start"]["position"] == position
    # 133/200 of 0 … 8, 7/200 of −1 … 1
    assert model.state.start == pytest.approx((5.32, -0.93), abs=1e-9)


def test_a_handle_lies_where_its_point_is_drawn(model):
    model.set("visible", False)
    empty = image(model.picture())
    model.set("visible", True)
    rows, columns = np.nonzero(np.abs(image(model.picture()) - empty).sum(axis=2))
    model.drag("start", 1.0, 0.5)  # the dot is drawn at (x, start[1]) = (1, 0.5)
    left, top = send(model)[0]["handles"]["start"]["at"]
    height, width = empty.shape[:2]
    assert (left * width, top * height) == pytest.approx((columns.mean(), rows.mean()), abs=1)


def test_even_positions_on_a_logarithmic_axis(model):
    def log_draw(look):
        figure, ax = new_figure(3, 2, look=look)
        ax.set(xscale="log", xlim=(1, 100), ylim=(0, 1))
        return Drawing(figure, lambda state: None)

    handle = Handle("start", 10, 0.5, bounds=((1, 100), (0, 1)))
    model = LiveFigureModel(
        log_draw, handles=[handle], describe=lambda state: "Nothing moves in this picture."
    )
    assert send(model)[0]["handles"]["start"]["position"] == [100, 100]
    send(model, {"type": "drag", "name": "start", "position": [50, 100]})
    assert model.state.start[0] == pytest.approx(10**0.5, rel=1e-3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("learning_rate must be above 0", "learning_rate must be above 0."),
        ("w5 must be finite", "w5 must be finite."),
        ("h₁ overflows", "h₁ overflows."),
        ("λ is too large", "λ is too large."),
        ("a network needs a layer", "A network needs a layer."),
        ("layers can be at most 6", "Layers can be at most 6."),
        ("the next step would overflow.", "The next step would overflow."),
    ],
)
def test_a_sentence_begins_with_a_capital_but_a_name_stays_a_name(words, said):
    """X is not x, and nobody can look up Learning_rate."""
    assert sentence(ValueError(words)) == said


def test_presses_count_and_all_events_of_a_message_make_one_picture(model):
    press = {"type": "press", "name": "redraw"}
    answer, picture = send(model, press, press, {"type": "set", "name": "x", "position": 4}, press)
    assert (model.state.seed, model.state.x) == (3, 2.0)
    assert answer["description"] == model.description and picture[:2] == b"\xff\xd8"


def test_a_failure_comes_back_in_words_with_everything_as_it_was(model):
    press, too_far = {"type": "press", "name": "redraw"}, {"type": "set", "name": "x", "position": 20}
    answer, picture = send(model, press, too_far)
    assert (answer["type"], answer["words"], picture) == ("error", "x must stay below 9.", None)
    assert answer["controls"]["x"]["position"] == 2 and model.state.seed == 0
    assert model.error == "x must stay below 9."
    answer, _ = send(model, {"type": "press", "name": "broken"})
    assert answer["words"] == "KeyError: 'lost'."
    send(model, press)
    assert model.error == ""


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"type": "set"},
        {"type": "set", "name": "x"},
        {"type": "set", "name": ["x"], "position": 1},
        {"type": "set", "name": "x", "position": 21},
        {"type": "set", "name": "x", "position": -1},
        {"type": "set", "name": "x", "position": 1.5},
        {"type": "set", "name": "redraw", "position": 1},
        {"type": "drag", "name": "start", "position": 3},
        {"type": "drag", "name": "start", "position": [1, 201]},
        {"type": "drag", "name": "no", "position": [1, 1]},
        {"type": "press", "name": None},
        {"type": "step", "count": "many"},
        {"type": "theme", "theme": "pink"},
    ],
)
def test_every_message_gets_a_reply(model, event):
    before = vars(model.state).copy()
    assert send(model, event)[0]["type"] == "error"
    assert vars(model.state) == before


@pytest.mark.parametrize("message", [None, 3, {}, {"id": 1, "events": 3}, {"id": 1, "events": [3]}])
def test_malformed_messages_are_answered(model, message):
    assert model.reply(message)[0]["type"] == "error"


def test_answers_are_json(model):
    for event in ({"type": "press", "name": "redraw"}, {"type": "step", "count": 9}, {"type": "no"}):
        json.dumps(send(model, event)[0], allow_nan=False)


def test_a_long_run_of_steps_is_cut_so_that_pause_is_heard():
    import time

    def slow(state):
        time.sleep(0.05)
        return {"seed": state.seed + 1}

    model = LiveFigureModel(draw, controls(), handles(), describe=describe, state={"seed": 0}, advance=slow)
    send(model, {"type": "step", "count": 1000})
    assert 1 <= model.state.seed <= 5


# --- building -------------------------------------------------------------------------------------------


BUILDS = [
    ({"controls": [Slider("x", 0, 1), Toggle("x")]}, "one thing"),
    ({"state": {"x": 1}}, "one thing"),
    ({"handles": [Handle("point", "nothing", lambda state: 0)]}, "not a slider"),
    ({"describe": lambda state: "Too short."}, "sentence"),
]


@pytest.mark.parametrize(("change", "words"), BUILDS)
def test_arguments_that_do_not_fit_are_refused(change, words):
    arguments = {
        "controls": controls(),
        "handles": handles(),
        "describe": describe,
        "state": {"seed": 0},
    } | change
    with pytest.raises(ValueError, match=words):
        LiveFigureModel(draw, **arguments)


@pytest.mark.parametrize(
    ("make", "kind", "words"),
    [
        (lambda: Slider("x", 1, 1), ValueError, "high"),
        (lambda: Slider("x", 0, 1, log=True), ValueError, "low"),
        (lambda: Slider("x", 0, 1, 2), ValueError, "between"),
        (lambda: Slider("x", 0, 1, step=1e-5), ValueError, "1 to 1000 steps"),
        (lambda: Slider("two words", 0, 1), ValueError, "label"),
        (lambda: Choice("c", ["one"]), ValueError, "two or more"),
        (lambda: Choice("c", ["one", "two"], "three"), ValueError, "'one', 'two'"),
        (lambda: Choice("c", 3), TypeError, "dict or a list"),
        (lambda: Toggle("t", 2), TypeError, "True or False"),
        (lambda: Button("b", 3), TypeError, "function"),
        (lambda: Handle("h", 1, 2), ValueError, "bounds"),
        (lambda: Handle("h", 1, 2, bounds=((0, 1), (0, 1))), ValueError, "between 0 and 1"),
        (lambda: Handle("h", abs, abs), ValueError, "could not be moved"),
        (lambda: Handle("h", 1, abs, ((0, 2), None), pen="p"), ValueError, "knot of a pen"),
        (lambda: Drawing(new_figure()[0], 3), TypeError, "update"),
        (lambda: Pixels(3), TypeError, "paint"),
    ],
)
def test_parts_check_their_arguments(make, kind, words):
    with pytest.raises(kind, match=words):
        make()


def test_sliders_have_neat_values():
    assert Slider("x", 0, 1, step=0.1).values == (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1)
    N = Slider("N", 10, 1000, 100, log=True, whole=True)
    assert (N.values[0], N.values[-1], N.text(1000)) == (10, 1000, "1,000")
    assert list(N.values) == sorted(set(N.values))


def test_a_picture_may_be_computed():
    def draw(look):
        def paint(state):
            picture = np.zeros((20, 40, 3), np.uint8)
            picture[10, 5] = 255
            return picture if state.good else picture[:5]

        return Pixels(paint, extent=(0, 40, 0, 20), width=400)

    handle = Handle("pad", 5, 10, bounds=((0, 40), (0, 20)))
    model = LiveFigureModel(
        draw, [Toggle("good", True)], [handle], describe=lambda state: "One white point on black ground."
    )
    assert image(model.picture())[10, 5].tolist() == [255, 255, 255]
    assert model.drawing.size == (400, 200)
    assert send(model)[0]["handles"]["pad"]["at"] == [0.125, 0.5]
    send(model, {"type": "drag", "name": "pad", "position": [100, 50]})
    assert model.state.pad == (20, 5)
    with pytest.raises(ValueError, match="one shape"):
        model.set("good", False)


def test_an_error_without_words_is_called_by_its_name():
    assert [in_words(error) for error in (ValueError(), RuntimeError(" "))] == [
        "ValueError.",
        "RuntimeError.",
    ]
    assert in_words(RuntimeError("it broke")) == "RuntimeError: it broke."
