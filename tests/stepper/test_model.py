"""The stepper's Python half: one reply for each message, and the old trace kept when something is wrong."""

import base64
import json
import time
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest

from course_utils.stepper.model import NEAR, StepperModel


@pytest.fixture
def model(lecture_trace):
    return StepperModel(lecture_trace)


def edit(model, values=None, **choices):
    return model.reply({"id": 1, "type": "edit", "values": values or {}, "choices": choices})


def decoded(rows):
    numbers = np.frombuffer(base64.b64decode(rows["numbers"]), dtype="<f8")
    return numbers.reshape(len(rows["update"]), -1)


def test_rows_around_an_update_are_the_traces_own_numbers(model):
    reply = model.reply({"id": "a-7", "type": "rows", "around": 500})
    assert (reply["id"], reply["type"]) == ("a-7", "rows")
    assert reply["rows"]["update"] == list(range(500 - NEAR, 500 + NEAR + 1))
    names = [quantity["name"] for quantity in model.trace.data()["quantities"]]
    column = decoded(reply["rows"])[:, names.index("w5+")]
    assert column[NEAR] == model.trace.value("w5", update=500)


@pytest.mark.parametrize(("around", "first", "last"), [(1, 1, 1 + NEAR), (1000, 1000 - NEAR, 1000)])
def test_rows_stop_at_the_ends(model, around, first, last):
    updates = model.reply({"id": 1, "type": "rows", "around": around})["rows"]["update"]
    assert (updates[0], updates[-1]) == (first, last)


@pytest.mark.parametrize("around", [0, 1001, -1, "5", None, True, 2.5])
def test_rows_that_do_not_exist_are_refused_in_words(model, around):
    reply = model.reply({"id": 3, "type": "rows", "around": around})
    assert (reply["id"], reply["type"], reply["field"]) == (3, "error", None)
    assert "1 to 1000" in reply["words"]


@pytest.mark.parametrize("typed", ["0.2", "0,2", ".2", " 2e-1 "])
def test_an_edited_input_changes_the_numbers(model, typed):
    reply = edit(model, {"i1": typed})
    assert reply["type"] == "trace"
    # in_h1 = 0.15 × 0.2 + 0.2 × 0.1 + 0.35, by hand
    assert model.trace.value("in_h1") == pytest.approx(0.4, abs=1e-15)
    assert {"key": "i1", "label": "i₁", "value": 0.2} in model.data["settings"][0]["fields"]


def test_a_typed_minus_sign_is_a_minus(model):
    edit(model, {"w1": "−0.5"})
    assert model.trace.value("w1") == -0.5


@pytest.mark.parametrize(
    "typed",
    ["abc", "", "nan", "inf", "-inf", "1e999", "2**3", "__import__('os')", "0.1 0.2", "1,000", "1_000", "١"],
)
def test_nonsense_names_its_field_and_changes_nothing(model, typed):
    before = model.trace
    reply = edit(model, {"w5": typed})
    assert (reply["type"], reply["field"]) == ("error", "w5")
    assert "number" in reply["words"] or "two ways" in reply["words"]
    assert model.trace is before


def test_long_nonsense_is_not_repeated_in_full(model):
    assert len(edit(model, {"w5": "x" * 10_000})["words"]) < 120


def test_what_the_engine_refuses_comes_back_in_its_words(model):
    reply = edit(model, {"learning_rate": "-1"})
    assert (reply["type"], reply["field"]) == ("error", "learning_rate")
    assert reply["words"].startswith("learning_rate must be ")
    assert edit(model, {"no such": "1"})["type"] == "error"
    assert edit(model, loss="no such")["field"] is None


def test_a_learning_that_runs_away_is_an_answer_too(model):
    before = model.trace
    reply = edit(model, {"learning_rate": "1000"}, hidden="identity", output="identity")
    assert reply["type"] == "error" and "overflow" in reply["words"]
    assert model.trace is before


def test_choices_change_the_functions(model):
    assert edit(model, hidden="tanh")["type"] == "trace"
    assert model.trace.value("out_h1") == pytest.approx(np.tanh(0.3775), abs=1e-15)


CONVENTIONS = [
    ({"biases": "per_neuron"}, "one bias per neuron, updated"),
    ({"biases": "shared"}, "one bias per layer shared, updated"),
    ({"in_place": "on"}, "in-place bug (w5..w8 updated before they are used)"),
]


@pytest.mark.parametrize(("choices", "named"), CONVENTIONS)
def test_each_toggle_shows_its_own_algorithm(model, choices, named):
    reference = json.loads((Path(__file__).parents[1] / "data" / "references.json").read_text("utf-8"))
    losses = reference["lecture_network"]["loss_after_1_update_other_conventions"]
    assert edit(model, **choices)["type"] == "trace"
    assert model.trace.value("L", update=1) == pytest.approx(float(losses[named]), rel=1e-12)
    edit(model, biases="fixed", in_place="off")
    right = float(reference["lecture_network"]["loss_after_1_update"])
    assert model.trace.value("L", update=1) == pytest.approx(right, rel=1e-12)


def test_edits_add_up_and_reset_takes_them_back(model, lecture_trace):
    edit(model, {"i1": "0.2"})
    edit(model, {"i2": "0.3"})
    assert model.trace.value("i1") == 0.2
    reply = model.reply({"id": 9, "type": "reset"})
    assert (reply["type"], model.trace) == ("trace", lecture_trace)


def test_the_leaves_of_a_circuit_can_be_edited(circuit_trace):
    model = StepperModel(circuit_trace)
    edit(model, {"x": "1"})
    assert model.trace.value("q") == 6


@pytest.mark.parametrize(
    "message", [None, 3, {}, {"id": 1}, {"id": 1, "type": "no such"}, {"id": 1, "type": ["rows"]}]
)
def test_every_message_gets_a_reply(model, message):
    reply = model.reply(message)
    assert reply["type"] == "error" and reply["words"]


def test_replies_are_json(model):
    for reply in (
        edit(model, {"i1": "0.2"}),
        edit(model, {"i1": "x"}),
        model.reply({"id": 1, "type": "rows", "around": 1}),
    ):
        json.dumps(reply, allow_nan=False)


@pytest.mark.parametrize(
    "message", [{"values": []}, {"values": {"i1": None}}, {"values": {"i1": ["1"]}}, {"choices": 3}]
)
def test_malformed_edits_are_answered(model, message):
    reply = model.reply({"id": 1, "type": "edit", **message})
    assert reply["type"] == "error"


def test_every_reply_says_of_which_trace_it_speaks(model):
    """Rows that were asked for before an edit and answered after it belong to no picture of either."""
    assert model.data["version"] == model.reply({"id": 1, "type": "rows", "around": 5})["version"] == 0
    assert edit(model, {"i1": "0.2"})["version"] == model.data["version"] == 1
    assert edit(model, {"i1": "nonsense"})["version"] == 1
    rows = model.reply({"id": 2, "type": "rows", "around": 5})
    assert (rows["version"], decoded(rows["rows"]).shape[1]) == (1, len(model.data["quantities"]))
    assert model.reply({"id": 3, "type": "reset"})["version"] == model.data["version"] == 2


def test_edits_in_flight_together_are_both_made(model):
    edit(model, {"i1": "0.2"}, biases="per_neuron")
    edit(model, {"w1": "0.7"})
    fields = {
        field["key"]: field["value"] for group in model.data["settings"] for field in group.get("fields", [])
    }
    assert (fields["i1"], fields["w1"], model.version) == (0.2, 0.7, 2) and "b_h1" in fields


@pytest.mark.parametrize("when", ["edited", "data"])
@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), MemoryError("too much"), RuntimeError("a bug"), KeyError("w9")]
)
def test_an_edit_that_is_cut_short_is_answered_and_changes_nothing(model, monkeypatch, error, when):
    """Who interrupts the kernel, or meets what nobody thought of, must not wait for an answer for ever."""

    def fails(self, *rest):
        raise error

    before, data = model.trace, model.data
    monkeypatch.setattr(type(model.trace), when, fails)
    reply = edit(model, {"i1": "0.2"})
    assert (reply["id"], reply["type"], reply["version"]) == (1, "error", 0)
    named = "Python was interrupted" if isinstance(error, KeyboardInterrupt) else type(error).__name__
    assert reply["words"].startswith(named) and reply["words"].endswith(("as before.", "as it was before."))
    assert model.trace is before and model.data is data
    json.dumps(reply)


def test_edits_on_two_threads_are_both_made(model, monkeypatch):
    """Each waits for the other, and none takes a trace that another is about to replace."""
    begun, edited = Event(), type(model.trace).edited

    def slow(trace, *changes):
        begun.set()
        time.sleep(0.05)
        return edited(trace, *changes)

    monkeypatch.setattr(type(model.trace), "edited", slow)
    first = Thread(
        target=model.reply, args=({"id": 1, "type": "edit", "values": {"i1": "0.2"}, "choices": {}},)
    )
    first.start()
    assert begun.wait(10)
    model.reply({"id": 2, "type": "edit", "values": {"i2": "0.3"}, "choices": {}})
    first.join()
    assert [model.trace.value(name, update=1) for name in ("i1", "i2")] == [0.2, 0.3]
