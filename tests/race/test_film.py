"""The race as film: numbers that the page draws, of a race that can be gone back in and interrupted."""

import numpy as np
import pytest
from matplotlib.path import Path

from course_utils.engine import adam, gradient_descent, rosenbrock
from course_utils.live.positions import controls
from course_utils.race import model as race_model
from course_utils.race.boxes import boxes
from course_utils.race.frame import POINTS, bands, ticks
from course_utils.race.model import Walk
from course_utils.race.surfaces import WORDS, surface_map, surface_named
from course_utils.widgets import OptimizerRace
from tests.live.frames import arrays

METHODS = ["gradient descent", "momentum", "Adam", "Newton"]  # as they are told to the page


def now(model):
    answer, buffer = model.answer()
    return answer, arrays(answer, buffer)[0]


def on_map(points):
    return (np.asarray(points) + 2) / 4  # the window is −2 … 2


def given(array):
    return array[~np.isnan(array[:, 0])]


def film(model, every, count, shown):
    message = {"id": 1, "type": "frames", "version": model.version, "seconds": 1.0}
    answer, buffer = model.reply(message | {"every": every, "count": count, "shown": shown})
    return answer, arrays(answer, buffer)


def test_a_frame_holds_the_iterates_of_the_engine():
    model = OptimizerRace("rosenbrock", learning_rate=0.001).model
    model.set("ghosts", True)
    model.step(40)
    _, frame = now(model)
    for method, place in ((gradient_descent, 0), (adam, 2)):
        walk = list(method(rosenbrock, (-1.2, 1.0), learning_rate=0.001, steps=40))
        np.testing.assert_allclose(given(frame["path"][place]), on_map([p.theta for p in walk]), atol=1e-6)
        heights = [np.log10(p.value * 3e12) / np.log10(9e16) for p in walk]  # from 1e-12/3 to 3e4
        np.testing.assert_allclose(given(frame["curve"][place])[:, 1], heights, atol=1e-6)
    assert not np.isnan(frame["here"][:, 0]).any()
    model.set("ghosts", False)
    _, frame = now(model)
    assert [METHODS[place] for place in np.flatnonzero(~np.isnan(frame["here"][:, 0]))] == [
        "gradient descent",
        "Newton",
    ]


def test_the_table_says_the_last_iterates_and_the_walk_that_left_has_a_direction():
    model = OptimizerRace("rosenbrock").model
    model.step(2)
    _, frame = now(model)
    rows = [bytes(row).decode().split() for row in frame["table"][1]]
    assert rows[:3] == [
        ["0", "-1.200", "1.000", "24.2"],
        ["1", "-1.175", "1.381", "4.7319"],
        ["2", "0.763", "-3.175", "1411.8"],
    ]
    x, y, across, up = frame["here"][3]
    assert y == pytest.approx(0) and 0 < x < 1 and up < 0 < across  # through the lower edge
    assert frame["here"][0, 2:].tolist() == [0, 0]


def test_a_frame_is_small_and_a_long_race_is_as_small():
    model = OptimizerRace("rosenbrock").model
    size = len(model.answer()[1])
    model.press("end")
    _, frame = now(model)
    assert len(model.answer()[1]) == size <= 20_000
    assert len(given(frame["path"][0])) > 0.9 * POINTS


def test_the_limit_and_the_rate_stand_on_one_axis():
    model = OptimizerRace("valley", learning_rate=0.04).model  # 2/h_max = 2/50
    answer, frame = now(model)
    share = np.log10(0.04 / 1e-4) / 5
    assert answer["scene"]["limit"] == pytest.approx(share) and frame["rate"][0] == pytest.approx(share)
    assert dict(map(reversed, ticks()["strip"]["x"]))["0.01"] == pytest.approx(0.4)
    model.set("first", "Adam")
    answer, frame = now(model)
    assert answer["scene"]["limit"] is None and np.isnan(frame["rate"][1])


@pytest.mark.parametrize("name", [name for name in WORDS if name != "galaxies"])
def test_the_bands_of_a_map_hold_what_is_as_high_as_they_say(name):
    parts = bands(name)
    x, y, Z = surface_map(name)
    inside = np.stack(np.meshgrid(on_map(x), on_map(y)), axis=-1)[1:-1, 1:-1].reshape(-1, 2)
    shares = []
    for level in np.unique(parts["rings"][:, 0]):
        rings = [parts["points"][start:end] for ring, start, end in parts["rings"] if ring == level]
        even = sum(Path(ring).contains_points(inside) for ring in rings) % 2 == 1
        heights = Z[1:-1, 1:-1].ravel()
        assert np.quantile(heights[~even], 0.99) <= np.quantile(heights[even], 0.01) + 1e-9
        shares.append(even.mean())
    assert shares == sorted(shares, reverse=True) and shares[0] > 0.9 and shares[-1] < 0.15


def test_film_goes_on_to_the_end_and_pause_is_where_the_screen_is():
    model = OptimizerRace("bowl").model
    answer, frames = film(model, 5, 4, 0)
    assert answer["at"] == [5, 10, 15, 20] and not answer["ended"]
    reply, _ = model.reply({"id": 2, "events": [{"type": "stop", "at": 10, "version": model.version}]})
    assert reply["at"] == 10 and "step 10." in reply["description"]
    np.testing.assert_array_equal(now(model)[1]["path"], frames[1]["path"])
    answer, _ = film(model, 1000, 9, 10)
    assert answer["ended"] and answer["at"][-1] == max(walk.last for walk in race_model_walks(model))


def race_model_walks(model):
    state = model.state
    first = race_model.walk_on(state.surface, state.first, state.start, state.learning_rate)
    return first, race_model.walk_on(state.surface, "Newton", state.start, float(state.damping))


def test_the_line_leads_back_to_any_step_even_one_that_was_jumped_over():
    model = OptimizerRace("rosenbrock").model
    model.step(7)
    _, there = now(model)
    model.press("end")
    answer, _ = now(model)
    assert answer["reached"] == answer["at"] == 26_593
    reply, buffer = model.reply({"id": 1, "events": [{"type": "go", "at": 7}]})
    assert (reply["at"], reply["reached"]) == (7, 26_593)
    for name, values in arrays(reply, buffer)[0].items():
        np.testing.assert_array_equal(values, there[name])
    refused, picture = model.reply({"id": 2, "events": [{"type": "go", "at": 26_594}]})
    assert refused["type"] == "error" and picture is None and model.state.progress[1] == 7


def test_a_new_start_is_a_new_line():
    model = OptimizerRace("bowl").model
    model.step(9)
    model.drag("start", 1.0, 1.0)
    answer, _ = now(model)
    assert (answer["at"], answer["reached"]) == (0, 0)


def test_a_map_is_told_by_name_and_another_name_is_refused():
    model = OptimizerRace("bowl").model
    answer, buffer = model.reply({"id": 5, "type": "map", "name": "trough"})
    assert (answer["id"], answer["type"], answer["name"]) == (5, "map", "trough")
    assert set(arrays(answer, buffer)[0]) == {"points", "rings"}
    for name in ("hill", None, ["bowl"]):
        answer, _ = model.reply({"id": 6, "type": "map", "name": name})
        assert answer["id"] == 6 and answer["type"] == "error" and "trough" in answer["words"]


# --- λ, and an interrupt --------------------------------------------------------------------------------


def test_the_learning_rate_can_be_typed_and_set_in_equal_steps():
    model = OptimizerRace("valley").model
    model.set("exact", "0,0399999")
    assert model.state.learning_rate == 0.0399999 and model.state.fine == 0.0399999
    assert "λ = 0.04:" in model.description and "limit" not in model.description
    model.set("fine", 0.0401)
    assert model.state.exact == "0.0401" and "above the limit 0.04" in model.description
    model.set("learning_rate", 10.0)
    assert model.state.exact == "10"
    slider = model.controls["learning_rate"]
    assert slider.positions == 1000 and slider.value_at(1) / slider.value_at(0) == pytest.approx(10**0.005)
    for wrong in ("0", "11", "much", "nan", ""):
        with pytest.raises(ValueError, match="the learning rate λ must"):
            model.set("exact", wrong)
    assert model.state.learning_rate == 10.0


def test_a_rate_beyond_the_equal_steps_is_not_said_to_be_their_end():
    typed = OptimizerRace("valley").model
    typed.set("exact", "0.5")
    for model in (typed, OptimizerRace("valley", learning_rate=0.5).model):
        assert controls(model)["fine"] == {"position": 999, "text": "0.5"}
        model.set("fine", 0.1)
        assert (model.state.learning_rate, controls(model)["fine"]["text"]) == (0.1, "0.1")


def test_the_others_run_beside_with_the_same_rate_and_are_said():
    model = OptimizerRace("bowl").model
    model.step(3)
    assert "Beside" not in model.description
    model.set("ghosts", True)
    assert "Beside them, with the same λ: momentum (" in model.description and "; Adam (" in model.description
    model.press("end")  # the race goes on until they are there too
    others = [race_model.walk_on("bowl", method, model.state.start, 0.1) for method in ("momentum", "Adam")]
    last = max(walk.last for walk in others)
    assert model.state.progress[1] == last > max(walk.last for walk in race_model_walks(model))


def test_an_interrupted_walk_goes_on_to_the_same_bits(monkeypatch):
    place = surface_named("rosenbrock")
    whole = list(adam(place.objective, (-1.2, 1.0), learning_rate=0.1, steps=60))
    walk = lambda: adam(place.objective, (-1.2, 1.0), learning_rate=0.1, steps=60)  # noqa: E731
    run, kind = Walk(walk, place), type(place.objective)
    run.to(20)
    with monkeypatch.context() as patch:
        patch.setattr(kind, "value_and_gradient", interrupt)
        with pytest.raises(KeyboardInterrupt):
            run.to(30)
    points, _ = run.path(60)
    np.testing.assert_array_equal(points, [iterate.theta for iterate in whole])


def interrupt(*_):
    raise KeyboardInterrupt


def test_an_interrupted_message_is_said_and_changes_nothing(monkeypatch):
    model = OptimizerRace("bowl", learning_rate=0.0123).model
    model.step(2)
    before = now(model)[1]
    with monkeypatch.context() as patch:
        patch.setattr(type(surface_named("bowl").objective), "value_and_gradient", interrupt)
        answer, _ = model.reply({"id": 1, "events": [{"type": "step", "count": 5}]})
    assert answer["type"] == "error" and "interrupted" in answer["words"]
    assert model.state.progress[1] == 2
    np.testing.assert_array_equal(now(model)[1]["path"], before["path"])
    model.step(5)
    assert model.state.progress[1] == 7


def test_iterates_are_kept_compactly():
    place = surface_named("rosenbrock")
    options = {"learning_rate": 1e-4, "steps": 30_000}
    walk = Walk(lambda: gradient_descent(place.objective, (-1.2, 1.0), **options), place)
    walk.to(30_000)
    kept = [part for part in vars(walk).values() if isinstance(part, np.ndarray)]
    assert (
        sum(part.nbytes for part in kept) <= 32 * 30_001
    )  # of an iterate: two places, its height, its slope


# --- places ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "size", [(820, 410, 12.5), (1250, 404, 24), (837, 632, 24), (1890, 640, 36), (600, 300, 12.5)]
)
def test_panels_lie_in_the_picture_and_beside_each_other(size):
    where = boxes(*size)
    panels = [where[name] for name in ("map", "strip", "curves")] + where["tables"]
    assert where["map"][2] >= 8 * size[2]  # letters
    for left, top, width, height in panels:
        assert min(left, top, width, height) >= 0
        assert left + width <= size[0] + 1e-9 and top + height <= size[1] + 1e-9
    for k, (left, top, width, height) in enumerate(panels):
        for other in panels[:k]:
            apart = left >= other[0] + other[2] or other[0] >= left + width
            assert apart or top >= other[1] + other[3] - 1e-9 or other[1] >= top + height - 1e-9


def test_handles_stand_where_the_page_draws_and_come_back_from_there():
    model = OptimizerRace("bowl").model
    for size in (None, (1250, 404)):
        model.change_size(size)
        answer, _ = now(model)
        left, top, side, _ = answer["scene"]["map"]
        wide, high = answer["scene"]["size"]
        assert model.drawing.place(-2, -2) == pytest.approx((left / wide, (top + side) / high))
        assert model.drawing.data(*model.drawing.place(0.5, -1.5)) == pytest.approx((0.5, -1.5))
        assert model.drawing.data(*model.drawing.place(0.02, 0.5, 1), 1) == pytest.approx((0.02, 0.5))
        at = answer["handles"]["start"]["at"]
        assert at == pytest.approx(model.drawing.place(*model.state.start))
    assert answer["scene"]["em"] == 24
