"""The stepper between a page and Python, with every message in the test's hands: late, out of order, or lost.

The page has the real front end and Python the real model; the wire between them is here.
"""

import json

import pytest

from course_utils.engine import lecture_network, walkthrough
from course_utils.engine.trace.notation import short
from course_utils.stepper.model import StepperModel
from course_utils.stepper.saved_page import FRONT_END
from tests.browser.lab import jump, press, settle

PAGE = """<!DOCTYPE html><meta charset="utf-8"><body class="course-look"><style>{style}</style><script type="module">
{module}
const heard = {{}};
window.sent = [];
window.model = {{
  state: {data},
  get: (name) => (name === "_trace" ? window.model.state : undefined),
  on: (name, act) => (heard[name] ??= new Set()).add(act),
  off: (name, act) => heard[name]?.delete(act),
  send: (message) => window.sent.push(message),
}};
window.hear = (name, ...what) => [...(heard[name] ?? [])].forEach((act) => act(...what));
window.show = () => {{
  const el = document.createElement("main");
  document.body.append(el);
  return createStepper(el, window.model);
}};
window.show();
</script>"""


class Wire:
    """What a page sends is kept until the test lets Python answer it, and so are the answers."""

    def __init__(self, page, model):
        self.page, self.model = page, model

    def sent(self):
        """Take what the page has sent since the last time, but for echoes, which a slow machine asks for."""
        return [
            message for message in self.page.evaluate("window.sent.splice(0)") if message["type"] != "echo"
        ]

    def echo(self):
        """Answer the echo that the page asks for when a reply is late; whatever it sent before is lost.

        An echo that was asked for earlier, on a slow machine, tells nothing of the last message.
        """
        self.page.wait_for_function("window.sent.at(-1)?.type === 'echo'")
        for message in self.page.evaluate("window.sent.splice(0)"):
            if message["type"] == "echo":
                self.deliver(self.answer(message))
        settle(self.page)

    def answer(self, message):
        """What Python says to a message; a new trace reaches the page as state at once, as in a notebook."""
        reply = self.model.reply(message)
        if reply["type"] == "trace":
            self.page.evaluate("(data) => { model.state = data; hear('change:_trace'); }", self.model.data)
        return reply

    def deliver(self, reply):
        """The reply arrives."""
        self.page.evaluate("(reply) => hear('msg:custom', reply)", reply)

    def answer_all(self):
        for message in self.sent():
            self.deliver(self.answer(message))
        settle(self.page)


@pytest.fixture(scope="module")
def trace():
    """The lecture's, which no edit changes: the model makes another."""
    network, x, y = lecture_network()
    return walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, updates=10_000)


@pytest.fixture
def wire(new_page, tmp_path, trace):
    model = StepperModel(trace)
    parts = {
        "style": FRONT_END.style(),
        "module": FRONT_END.module("stepper.js"),
        "data": json.dumps(model.data).replace("<", "\\u003c"),
    }
    (tmp_path / "page.html").write_text(PAGE.format(**parts), encoding="utf-8")
    page = new_page(viewport=(1280, 1600))
    page.goto((tmp_path / "page.html").as_uri())
    page.locator(".course-stepper").focus()
    return Wire(page, model)


def view(page, number=0):
    return page.locator(".course-stepper").nth(number)


def given(stepper):
    """What the diagram says of i₁ and i₂."""
    return stepper.locator(".course-node .course-value").all_text_contents()[:2]


def type_in(page, stepper, key, text, then="Enter"):
    stepper.locator(f"[data-key={key}]").fill(text)
    press(page, *([then] if then else []))


def field(stepper, key):
    return stepper.locator(f"[data-key={key}]")


def edited_by_hand():
    """The lecture's example with i₁ = 0.2 and a bias for every neuron."""
    network, x, y = lecture_network()
    x[0] = 0.2
    return walkthrough(
        network, x, y, "half_squared_error", learning_rate=0.5, updates=10_000, biases="per_neuron"
    )


def test_a_view_opened_after_an_edit_shows_what_the_engine_holds(wire):
    page = wire.page
    press(page, "e")
    type_in(page, view(page), "i1", "0.2")
    wire.answer_all()
    field(view(page), "biases").select_option("per_neuron")
    wire.answer_all()
    page.evaluate("void window.show()")
    later, expected = view(page, 1), edited_by_hand()
    assert given(later) == ["0.2", "0.1"]
    jump(page, later, 5000)
    wire.answer_all()
    assert given(later) == ["0.2", "0.1"]
    later.focus()
    press(page, *["Shift+ArrowRight"] * 2)
    assert later.locator(".course-loss-value .course-number").text_content() == short(
        expected.value("L", update=4999)
    )
    for _ in range(30):
        press(page, "ArrowRight")
        if not later.locator(".course-check").is_hidden():
            assert later.locator(".course-check").inner_text().endswith("✓")


def test_rows_of_an_older_trace_are_ignored_and_asked_for_again(wire):
    page, stepper = wire.page, view(wire.page)
    jump(page, stepper, 5000)
    (asked,) = wire.sent()
    rows = wire.answer(asked)  # still on the wire
    press(page, "e")
    type_in(page, stepper, "i1", "0.2")
    field(stepper, "biases").select_option("per_neuron")
    wire.answer_all()
    assert (given(stepper), wire.model.version) == (["0.2", "0.1"], 2)
    wire.deliver(rows)
    settle(page)
    assert given(stepper) == ["0.2", "0.1"]
    (again,) = wire.sent()
    assert again["around"] == 5000
    wire.deliver(wire.answer(again))
    settle(page)
    assert stepper.locator(".course-where").inner_text().endswith("update 5,000")
    assert given(stepper) == ["0.2", "0.1"]


def test_edits_from_either_view_reach_both(wire):
    page = wire.page
    page.evaluate("void window.show()")
    for number in (0, 1):
        view(page, number).focus()
        press(page, "e")
    type_in(page, view(page, 1), "i1", "0.2")
    assert view(page, 1).locator(".course-notice").inner_text() == "Recomputing …"
    wire.answer_all()
    type_in(page, view(page, 0), "i2", "0.3")
    wire.answer_all()
    for number in (0, 1):
        assert given(view(page, number)) == ["0.2", "0.3"]
        assert [field(view(page, number), key).input_value() for key in ("i1", "i2")] == ["0.2", "0.3"]
        assert not view(page, number).locator(".course-notice").is_visible()
    view(page, 0).get_by_role("button", name="as at the start").click()
    settle(page)
    assert view(page, 0).locator(".course-notice").inner_text() == "Recomputing …"
    wire.answer_all()
    assert [given(view(page, number)) for number in (0, 1)] == [["0.05", "0.1"]] * 2


def test_what_is_being_typed_survives_the_trace_of_another_edit(wire):
    page, stepper = wire.page, view(wire.page)
    press(page, "e")
    type_in(page, stepper, "i1", "0.2")
    type_in(page, stepper, "i2", "0.3")
    first, second = wire.sent()
    field(stepper, "w1").click()
    page.keyboard.type("77")
    typed = field(stepper, "w1").input_value()
    wire.deliver(wire.answer(first))
    settle(page)
    assert field(stepper, "i2").input_value() == "0.3"  # on its way to Python
    assert field(stepper, "w1").input_value() == typed
    assert field(stepper, "w1").evaluate("(field) => field === document.activeElement")
    wire.deliver(wire.answer(second))
    settle(page)
    assert given(stepper) == ["0.2", "0.3"]
    assert field(stepper, "w1").input_value() == typed
    press(page, "Escape")  # nothing is sent of what was only typed
    assert wire.sent() == []
    press(page, "e")
    assert field(stepper, "w1").input_value() == "0.15"


def test_a_refused_edit_keeps_its_text_until_the_next(wire):
    page, stepper = wire.page, view(wire.page)
    press(page, "e")
    type_in(page, stepper, "i1", "1,000")
    wire.answer_all()
    words = "“1,000” can be read in two ways. Write 1.0 or 1000."
    assert stepper.locator(".course-problem").inner_text() == words
    assert field(stepper, "i1").input_value() == "1,000"
    type_in(page, stepper, "i2", "0.3")
    wire.answer_all()
    assert not stepper.locator(".course-problem").is_visible()
    assert [field(stepper, key).input_value() for key in ("i1", "i2")] == ["0.05", "0.3"]
    field(stepper, "hidden").select_option("relu")
    (asked,) = wire.sent()
    refused = {"type": "error", "field": None, "words": "Not so.", "version": 1}
    wire.deliver({"id": asked["id"]} | refused)
    settle(page)
    assert field(stepper, "hidden").input_value() == "sigmoid"


@pytest.mark.parametrize("lost", ["the timeline", "a field of the old trace", "a field without Python"])
def test_the_keys_go_on_when_what_had_them_is_taken_away(wire, lost):
    page, stepper = wire.page, view(wire.page)
    if lost == "the timeline":
        stepper.get_by_role("slider", name="step").focus()
        wire.answer({"id": "another", "type": "edit", "values": {"i1": "0.2"}, "choices": {}})
    elif lost == "a field of the old trace":
        wire.deliver(wire.answer({"id": 0, "type": "edit", "values": {}, "choices": {"biases": "shared"}}))
        press(page, "e")
        field(stepper, "b1").focus()
        change = {"biases": "per_neuron"}
        wire.answer({"id": "another", "type": "edit", "values": {}, "choices": change})
    else:
        press(page, "e")
        field(stepper, "i1").focus()
        page.evaluate("hear('comm_live_update')")
    settle(page)
    assert page.evaluate("document.activeElement.matches('.course-stepper')")
    press(page, "PageDown")
    assert stepper.locator(".course-where").inner_text().startswith("step 2 of")


def test_a_view_that_was_closed_hears_no_more(wire):
    page = wire.page
    page.evaluate("void (window.leave = window.show())")
    page.evaluate("void window.leave()")
    wire.answer({"id": 1, "type": "edit", "values": {"i1": "0.2"}, "choices": {}})
    settle(page)
    assert page.locator(".course-stepper").count() == 1
    assert given(view(page)) == ["0.2", "0.1"]


def test_what_an_interrupt_loses_is_said_or_asked_for_again(wire):
    """A message that never reached the model, as the echo tells that follows it."""
    page = wire.page
    press(page, "e")
    type_in(page, view(page), "i1", "0.2")
    wire.echo()
    alert = view(page).get_by_role("alert").filter(has_text="no answer")
    assert "try again" in alert.text_content()
    type_in(page, view(page), "i1", "0.3")
    wire.answer_all()
    assert given(view(page))[0] == "0.3" and not alert.is_visible()
    jump(page, view(page), 5000)
    wire.echo()
    assert [message["type"] for message in wire.sent()] == ["rows"]


def test_the_edit_panel_says_that_it_scrolls_until_its_end_was_seen(wire):
    """The last fields, the learning rate and the choices, are out of sight: nobody looks for what no sign points to."""
    page, stepper = wire.page, view(wire.page)
    page.set_viewport_size({"width": 1000, "height": 720})
    press(page, "e")
    panel, more = stepper.locator(".course-edit"), stepper.locator(".course-more").first
    panel.locator(".course-more[data-more]").wait_for()
    assert more.inner_text() == "↓ more below"
    box, words = panel.bounding_box(), more.bounding_box()
    assert box["y"] < words["y"] and words["y"] + words["height"] <= box["y"] + box["height"] + 1
    panel.evaluate("panel => panel.scrollTo(0, panel.scrollHeight)")
    page.wait_for_function("!document.querySelector('.course-edit .course-more').hasAttribute('data-more')")
    assert panel.locator("[data-key=in_place]").is_visible()
