"""The approximation explorer: every control to both ends, targets that are drawn, scores that are kept, training."""

import numpy as np
import pytest

from course_utils.explorers.approximation.model import (
    FORMULAS,
    HIGHEST,
    KNOTS,
    LABELS,
    STEPS,
    Training,
    target_of,
)
from course_utils.explorers.approximation.state import NAMES, heights, parts, progress, trained
from course_utils.widgets import ApproximationExplorer

ENDS = {"neurons": (2, 120), "steepness": (5, 2000), "epsilon": (0.01, 0.3)}


@pytest.mark.parametrize("kind", ["sigmoid", "relu"])
@pytest.mark.parametrize("target", list(LABELS))
def test_every_control_goes_to_both_ends(target, kind):
    model = ApproximationExplorer(target, kind).model
    for name, ends in ENDS.items():
        for end in ends:
            model.set(name, end)
            assert getattr(model.state, name) == end and len(model.picture(settled=False).bytes) > 1000


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_control_changes_the_picture(theme):
    model = ApproximationExplorer().model
    model.change_theme(theme)
    pictures = {model.picture().bytes}
    changes = [("target", "hills"), ("neurons", 30), ("steepness", 300), ("epsilon", 0.2), ("kind", "relu")]
    for name, value in changes:
        model.set(name, value)
        pictures.add(model.picture().bytes)
    model.press("finish")
    pictures.add(model.picture().bytes)
    assert len(pictures) == 7


# sin(π/10) for ten bumps; 1 − cos(π/10) for ten pieces; half a jump of 1.4 at the least.
KNOWN = [
    ({"target": "sine", "kind": "sigmoid", "neurons": 20, "steepness": 300}, "sup-error 0.309 at x = 0"),
    ({"target": "sine", "kind": "relu", "neurons": 10, "epsilon": 0.05}, "sup-error 0.04894 at x = 0.25"),
    ({"target": "sine", "kind": "relu", "neurons": 10, "epsilon": 0.05}, "inside the band ε = 0.05"),
    ({"target": "corner", "kind": "relu", "neurons": 2}, "sup-error 0 at"),
]


@pytest.mark.parametrize(("arguments", "words"), KNOWN)
def test_it_says_errors_that_are_known(arguments, words):
    assert words in ApproximationExplorer(**arguments).model.description


@pytest.mark.parametrize("kind", ["sigmoid", "relu"])
def test_a_jump_keeps_half_its_height(kind):
    model = ApproximationExplorer("jump", kind, neurons=120, steepness=2000, epsilon=0.3).model
    sup = float(model.description.split("sup-error ")[1].split(" ")[0])
    assert sup >= 0.699 and "outside the band" in model.description


@pytest.mark.parametrize("kind", ["sigmoid", "relu"])
def test_the_parts_add_up_to_what_was_built(kind):
    from course_utils.explorers.approximation.picture import X
    from course_utils.explorers.approximation.state import construction

    state = ApproximationExplorer("hills", kind, neurons=12).model.state
    network, _ = construction(state)
    shown = parts(state, network)
    assert len(shown) == (6 if kind == "sigmoid" else 12)
    assert shown.sum(axis=0) + network.layers[1].b[0] == pytest.approx(network(X[:, None])[:, 0], abs=1e-9)


# --- drawing ------------------------------------------------------------------------------------------------


def test_a_new_target_moves_the_knots_and_a_moved_knot_makes_a_drawing():
    model = ApproximationExplorer().model
    model.set("target", "cosine")
    assert heights(model.state) == pytest.approx(np.cos(2 * np.pi * KNOTS), abs=1e-4)
    model.drag(NAMES[4], y=-1.1)
    assert model.state.target == "own" and "your own drawing" in model.description
    drawn = target_of("own", heights(model.state))
    assert drawn(np.array([0.2, 0.225, 0.25])) == pytest.approx([-1.1, -0.55, 0.0], abs=1e-3)
    model.set("target", "sine")
    assert heights(model.state)[5] == 1.0
    model.set("target", "own")  # begins where the last target was
    assert heights(model.state)[5] == 1.0


def test_twenty_pieces_are_what_was_drawn():
    model = ApproximationExplorer("own", "relu", neurons=20).model
    for name, y in zip(NAMES, np.random.default_rng(0).uniform(-1.2, 1.2, len(NAMES)), strict=True):
        model.drag(name, y=float(y))
    assert (
        float(model.description.split("sup-error ")[1].split(" ")[0].replace("×10", "e").split("e")[0]) < 10
    )
    assert "inside the band" in model.description
    model.set("epsilon", 0.01)
    assert "inside the band ε = 0.01" in model.description


def test_both_ends_of_a_knot():
    model = ApproximationExplorer().model
    for end in (-HIGHEST, HIGHEST):
        model.drag(NAMES[0], y=end)
        assert heights(model.state)[0] == end


@pytest.mark.parametrize("y", [1.3, -5, float("nan"), float("inf"), "high"])
def test_drawing_outside_the_square_is_said_in_words_and_the_last_drawing_stays(y):
    model = ApproximationExplorer().model
    model.drag(NAMES[3], y=0.5)
    before = model.state, model.description
    with pytest.raises((ValueError, TypeError), match="knot3"):
        model.drag(NAMES[3], y=y)
    assert (model.state, model.description) == before


def test_a_page_that_draws_outside_gets_words():
    model = ApproximationExplorer().model
    before = model.state
    event = {"type": "drag", "name": NAMES[3], "position": [0, 201]}
    answer, picture = model.reply({"id": 1, "type": "events", "settled": False, "events": [event]})
    assert answer["type"] == "error" and "at most 200" in answer["words"] and picture is None
    assert model.state is before


def test_a_stroke_is_one_message():
    model = ApproximationExplorer().model
    events = [{"type": "drag", "name": name, "position": [0, 150]} for name in NAMES[5:9]]
    answer, picture = model.reply({"id": 1, "type": "events", "settled": False, "events": events})
    assert answer["type"] == "state" and picture
    assert heights(model.state)[5:9] == pytest.approx([0.6] * 4)  # three quarters of −1.2 … 1.2
    assert [answer["handles"][name]["position"][1] for name in NAMES[5:9]] == [150] * 4


# --- scores -------------------------------------------------------------------------------------------------


def test_only_what_is_inside_the_band_is_held_and_only_what_is_better():
    model = ApproximationExplorer("sine", "relu", neurons=12, epsilon=0.05).model
    model.press("keep")
    assert "Kept: 12 neurons" in model.description
    model.set("neurons", 8)
    assert "Your best: 12 neurons" in model.description and "Kept" not in model.description
    model.press("keep")
    assert "Not kept: the sup-error 0.07038 is above ε." in model.description
    model.set("neurons", 14)
    model.press("keep")
    assert "Your best score stays: 12 neurons" in model.description
    model.set("neurons", 10)
    model.press("keep")
    assert "Kept: 10 neurons (built, ReLU pieces), sup-error 0.04894" in model.description
    model.set("epsilon", 0.2)  # another game
    assert "best" not in model.description
    model.set("epsilon", 0.05)
    assert "Your best: 10 neurons" in model.description


def test_a_trained_network_counts_too():
    model = ApproximationExplorer("sine", "sigmoid", neurons=10, epsilon=0.1).model
    model.press("keep")
    assert "Not kept" in model.description
    model.press("finish")
    model.press("keep")
    assert "Kept: 10 neurons (trained, pairs of sigmoids)" in model.description


# --- training -----------------------------------------------------------------------------------------------


def test_training_goes_on_by_itself_ends_and_starts_anew_for_other_settings():
    model = ApproximationExplorer("sine", "relu", neurons=10).model
    assert trained(model.state) is None and "Trained" not in model.description
    model.step(3)
    assert "Trained, 45 updates" in model.description and not model.ended
    model.set("epsilon", 0.2)
    assert progress.now(model.state) == 3
    model.set("neurons", 12)
    assert progress.now(model.state) == 0 and "Trained" not in model.description
    model.press("finish")
    assert "Trained, 1500 updates" in model.description
    model.step(1)
    assert model.ended and progress.now(model.state) == STEPS


def test_training_makes_the_mean_square_smaller():
    run = Training(FORMULAS["sine"], "sigmoid", 20)
    x = np.linspace(0, 1, 101)
    first, last = (
        np.mean((run.network(step)(x[:, None])[:, 0] - np.sin(2 * np.pi * x)) ** 2) for step in (0, STEPS)
    )
    assert last < first / 100


def test_a_slider_does_not_wait_for_training(monkeypatch):
    model = ApproximationExplorer("sine", "sigmoid", neurons=120).model
    model.step(1)

    def refuse(*arguments):
        raise AssertionError("a slider has trained a network")

    monkeypatch.setattr(Training, "network", refuse)
    for neurons in (100, 102):
        model.set("neurons", neurons)
    model.set("target", "cosine")
    model.drag(NAMES[2], y=0.3)
    assert progress.now(model.state) == 0


# --- bad input ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [{"target": "x"}, {"kind": "tanh"}, {"neurons": 1}, {"neurons": 2.5}, {"steepness": 1}, {"epsilon": 0}],
)
def test_what_it_cannot_show_is_refused(arguments):
    with pytest.raises((ValueError, TypeError)):
        ApproximationExplorer(**arguments)
