"""The stepper as a widget, moved without a browser."""

import json
import re
from base64 import b64decode

import anywidget
import numpy as np
import pytest

from course_utils.engine import Network, walkthrough
from course_utils.stepper.picture import network_figure
from course_utils.stepper.program import page_data
from course_utils.widgets import BackpropStepper


@pytest.fixture
def stepper(lecture_trace):
    return BackpropStepper(lecture_trace)


@pytest.fixture
def sent(stepper, monkeypatch):
    """The messages that the stepper sends."""
    messages = []
    monkeypatch.setattr(stepper, "send", messages.append)
    return messages


def test_its_text_form_says_what_it_is(stepper, lecture_trace):
    text = repr(stepper)
    assert text == repr(BackpropStepper(lecture_trace))  # no address in it: stored outputs compare equal
    assert "2-2-2 network" in text and "1,000 updates" in text
    assert stepper._repr_mimebundle_()[0]["text/plain"] == text


def test_its_picture_says_the_numbers_of_the_start(stepper):
    """Those of the lecture's slides: 0.593, 0.597; 0.751, 0.773; the losses 0.275 and 0.024."""
    data, about = stepper._repr_mimebundle_()
    words = about["image/png"]["alt"]
    for said in ("h₁ 0.5933", "h₂ 0.5969", "o₁ 0.7514", "o₂ 0.7729", "w₁ 0.15", "L of o₁ 0.2748", "b₁ 0.35"):
        assert said in words
    assert words.count("b₁ 0.35") == 1
    assert b64decode(data["image/png"]).startswith(b"\x89PNG") and about["image/png"]["width"] > 600


def test_the_picture_of_a_circuit_says_values_and_gradients(circuit_trace):
    _, about = BackpropStepper(circuit_trace)._repr_mimebundle_()
    assert "gradient of x −4" in about["image/png"]["alt"] and "q 3" in about["image/png"]["alt"]


def test_each_number_of_the_description_stands_in_the_picture(lecture_trace):
    figure, words = network_figure(lecture_trace)
    written = " ".join(text.get_text() for text in figure.axes[0].texts).split()
    numbers = re.findall(r"−?\d+\.\d+", words)
    assert len(numbers) > 15 and set(numbers) <= set(written)


def test_the_weights_of_a_wide_network_would_cover_each_other(circuit_trace):
    network = Network.random([3, 5, 2], seed=0)
    trace = walkthrough(network, [1.0, 2.0, 3.0], [0.0, 1.0], "half_squared_error", learning_rate=0.1)
    figure, words = network_figure(trace)
    written = [text.get_text() for text in figure.axes[0].texts]
    assert len(written) == 10 + 7 + 4 and not any("w" in text for text in written)
    assert len(words) < 300


def test_each_message_gets_one_reply(stepper, sent):
    stepper._handle_custom_msg({"id": 5, "type": "rows", "around": 700}, [])
    stepper._handle_custom_msg({"id": 6, "type": "edit", "values": {"i1": "nonsense"}, "choices": {}}, [])
    assert [(reply["id"], reply["type"]) for reply in sent] == [(5, "rows"), (6, "error")]


def test_an_edit_reaches_views_that_are_opened_later(stepper, sent):
    stepper._handle_custom_msg({"id": 7, "type": "edit", "values": {"i1": "0.2"}, "choices": {}}, [])
    assert sent == [{"id": 7, "version": 1, "type": "trace"}]
    state = stepper.get_state("_trace")["_trace"]
    assert state == page_data(stepper.trace) | {"version": 1}
    assert stepper.trace.value("i1") == 0.2


def test_a_new_trace_travels_once_and_before_the_reply(stepper, monkeypatch):
    """A page's model of the stepper is its state: what travels otherwise is unknown to a view that opens later."""
    travelled = []
    monkeypatch.setattr(anywidget.AnyWidget, "send_state", lambda self, key=None: travelled.append(key))
    monkeypatch.setattr(stepper, "send", lambda reply: travelled.append(reply["type"]))
    edit = {"id": 7, "type": "edit", "values": {"i1": "0.2"}, "choices": {}}
    stepper._handle_custom_msg(edit, [])
    assert travelled == ["_trace", "trace"]
    stepper._handle_custom_msg({"id": 8, "type": "rows", "around": 5}, [])
    stepper._handle_custom_msg(edit | {"values": {"i1": "x"}}, [])
    assert travelled == ["_trace", "trace", "rows", "error"]


def test_a_page_saved_after_an_edit_is_that_of_the_edited_trace(stepper, sent, tmp_path):
    edit = {"id": 7, "type": "edit", "values": {"i1": "0.2"}, "choices": {"biases": "per_neuron"}}
    stepper._handle_custom_msg(edit, [])
    text = stepper.save_html(tmp_path / "page.html").read_text(encoding="utf-8")
    data = re.search(r'<script type="application/json" id="course-trace">(.*?)</script>', text, re.DOTALL)[1]
    assert json.loads(data)["settings"] == stepper.trace.data()["settings"]
    assert {"key": "i1", "label": "i₁", "value": 0.2} in json.loads(data)["settings"][0]["fields"]


@pytest.mark.parametrize(
    ("step", "asks"),
    [
        ("dL/dw5", "How does the loss change with w₅?"),
        ("∂L/∂w₅", "How does the loss change with w₅?"),
        ("∂L/∂w_5", "How does the loss change with w₅?"),  # as the tables of notebook 11 print it
        ("dL/dout_h1", "How does the loss change with the output of h₁?"),
        ("dL_o1/dout_h1", "How much reaches h₁ through o₁?"),
        ("dout_h1/din_h1", "How does the output of h₁ change with its input?"),
        ("out_h1", "What does h₁ send out?"),
        ("h₁", "What does h₁ send out?"),
        ("in h1", "What comes into h₁?"),
        ("w5+", "What is the new w₅?"),
        ("w₅⁺", "What is the new w₅?"),
        ("w5", "What comes into o₁?"),
        ("i1", "What goes in, and what should come out?"),
        ("learning_rate", "What is the new w₅?"),
        ("λ", "What is the new w₅?"),
        ("L", "What is the total loss?"),
        ("L+", "Did the update help?"),
        ("backward", "How does the loss change with the output of o₁?"),
        (16, "How does the loss change with w₅?"),
        (np.int64(16), "How does the loss change with w₅?"),
        ("16", "How does the loss change with w₅?"),
    ],
)
def test_a_cell_sends_every_view_to_a_step_by_its_name(stepper, step, asks):
    stepper.show(step, update=2)
    place = stepper.get_state("_shown")["_shown"]
    assert (place["update"], stepper.trace.data()["steps"][place["step"]]["title"]) == (2, asks)


def test_the_same_address_again_leads_there_again(stepper):
    """Who has stepped on must get back by running the cell once more."""
    changes = []
    stepper.observe(lambda change: changes.append(change["new"]), "_shown")
    stepper.show("dL/dw5")
    stepper.show("dL/dw5")
    assert len(changes) == 2 and changes[0]["step"] == changes[1]["step"]


@pytest.mark.parametrize(
    ("address", "error", "words"),
    [
        ({"step": "dL/dw99"}, ValueError, "step must name what it computes, such as 'in_h1'.*got 'dL/dw99'"),
        ({"step": ""}, ValueError, "step must name"),
        ({"step": 0}, ValueError, "1 to 49"),
        ({"step": 50}, ValueError, "1 to 49"),
        ({"step": None}, TypeError, "got None"),
        ({"step": True}, TypeError, "got True"),
        ({"step": 1.5}, TypeError, "got 1.5"),
        ({"step": "x" * 10_000}, ValueError, "x…"),
        ({"step": "L", "update": 0}, ValueError, "update must be at least 1"),
        ({"step": "L", "update": 1001}, ValueError, "update must be at most 1,000"),
        ({"step": "L", "update": "2"}, TypeError, "update"),
    ],
)
def test_an_address_that_there_is_not_is_refused_in_words_and_moves_nothing(stepper, address, error, words):
    stepper.show("dL/dw5", update=2)
    before = stepper._shown
    with pytest.raises(error, match=words):
        stepper.show(**address)
    assert stepper._shown is before


def test_a_gate_has_an_address_too(circuit_trace):
    stepper = BackpropStepper(circuit_trace)
    stepper.show("df/dx")
    steps = stepper.trace.data()["steps"]
    assert steps[stepper._shown["step"]]["title"] == "How does f change with x?"
    with pytest.raises(ValueError, match="at most 1"):
        stepper.show("df/dx", update=2)


@pytest.mark.parametrize("thing", [None, 3, "trace", {}])
def test_anything_but_a_trace_is_refused(thing):
    with pytest.raises(TypeError, match="walkthrough"):
        BackpropStepper(thing)


@pytest.mark.parametrize("kind", ["lecture_trace", "circuit_trace"])
def test_a_saved_page_holds_everything(kind, request, tmp_path):
    trace = request.getfixturevalue(kind)
    path = BackpropStepper(trace).save_html(tmp_path / "page.html")
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=(?!\"data:)|@import|url\((?!\"data:)", text)
    data = re.search(r'<script type="application/json" id="course-trace">(.*?)</script>', text, re.DOTALL)[1]
    assert json.loads(data) == json.loads(json.dumps(page_data(trace)))


def test_a_page_cannot_be_broken_by_a_name(circuit_trace, tmp_path, monkeypatch):
    data = circuit_trace.data() | {"description": "</script><script>alert(1)</script>"}
    monkeypatch.setattr(type(circuit_trace), "data", lambda self: data)
    text = BackpropStepper(circuit_trace).save_html(tmp_path / "page.html").read_text(encoding="utf-8")
    assert text.count("</script>") == 2
