"""The stepper as a widget, moved without a browser."""

import json
import re

import anywidget
import pytest

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


def test_its_text_form_says_what_it_is_and_how_to_run_it(stepper, lecture_trace):
    text = repr(stepper)
    assert text == repr(BackpropStepper(lecture_trace))  # no address in it: stored outputs compare equal
    assert "2-2-2 network" in text and "1,000 updates" in text and "make lab" in text
    assert stepper._repr_mimebundle_()[0]["text/plain"] == text


def test_each_message_gets_one_reply(stepper, sent):
    stepper._handle_custom_msg({"id": 5, "type": "rows", "around": 700}, [])
    stepper._handle_custom_msg({"id": 6, "type": "edit", "values": {"i1": "nonsense"}, "choices": {}}, [])
    assert [(reply["id"], reply["type"]) for reply in sent] == [(5, "rows"), (6, "error")]


def test_an_edit_reaches_views_that_are_opened_later(stepper, sent):
    stepper._handle_custom_msg({"id": 7, "type": "edit", "values": {"i1": "0.2"}, "choices": {}}, [])
    assert sent == [{"id": 7, "version": 1, "type": "trace"}]
    state = stepper.get_state("_trace")["_trace"]
    assert state == stepper.trace.data() | {"version": 1}
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


@pytest.mark.parametrize("thing", [None, 3, "trace", {}])
def test_anything_but_a_trace_is_refused(thing):
    with pytest.raises(TypeError, match="walkthrough"):
        BackpropStepper(thing)


@pytest.mark.parametrize("kind", ["lecture_trace", "circuit_trace"])
def test_a_saved_page_holds_everything(kind, request, tmp_path):
    trace = request.getfixturevalue(kind)
    path = BackpropStepper(trace).save_html(tmp_path / "page.html")
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=|@import|url\(", text)
    data = re.search(r'<script type="application/json" id="course-trace">(.*?)</script>', text, re.DOTALL)[1]
    assert json.loads(data) == json.loads(json.dumps(trace.data()))


def test_a_page_cannot_be_broken_by_a_name(circuit_trace, tmp_path, monkeypatch):
    data = circuit_trace.data() | {"description": "</script><script>alert(1)</script>"}
    monkeypatch.setattr(type(circuit_trace), "data", lambda self: data)
    text = BackpropStepper(circuit_trace).save_html(tmp_path / "page.html").read_text(encoding="utf-8")
    assert text.count("</script>") == 2
