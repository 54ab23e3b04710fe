"""The stepper between a page and Python, with every message in the test's hands: late, out of order, or lost."""

import pytest
from playwright.sync_api import expect

from course_utils.engine import lecture_network, walkthrough
from course_utils.engine.trace.notation import short
from tests.browser.lab import jump, press, screenshot, settle
from tests.browser.stepper_wire import (
    Wire,
    check_given,
    check_place,
    field,
    loaded_page,
    open_second,
    type_in,
    view,
)


@pytest.fixture(scope="module")
def page(browser, all_problems):
    with loaded_page(browser, all_problems) as page:
        yield page


@pytest.fixture
def wire(page, page_problems, lecture_trace):
    return Wire(page, lecture_trace)


def edited_by_hand():
    """The lecture's example with i₁ = 0.2 and a bias for every neuron."""
    network, x, y = lecture_network()
    x[0] = 0.2
    return walkthrough(
        network, x, y, "half_squared_error", learning_rate=0.5, updates=1000, biases="per_neuron"
    )


def test_a_view_opened_after_an_edit_shows_what_the_engine_holds(page, wire):
    press(page, "e")
    type_in(page, view(page), "i1", "0.2")
    wire.answer_all()
    field(view(page), "biases").select_option("per_neuron")
    wire.answer_all()
    later, expected = open_second(page)[1], edited_by_hand()
    check_given(later, "0.2", "0.1")
    jump(page, later, 500)
    wire.answer_all()
    check_given(later, "0.2", "0.1")
    later.focus()
    press(page, *["Shift+ArrowRight"] * 2)
    loss = short(expected.value("L", update=499))
    expect(later.locator(".course-loss-value .course-number")).to_have_text(loss)
    for _ in range(10):
        press(page, "ArrowRight")
        if not later.locator(".course-check").is_hidden():
            assert later.locator(".course-check").inner_text().endswith("✓")


def test_rows_of_an_older_trace_are_ignored_and_asked_for_again(page, wire):
    stepper = view(page)
    jump(page, stepper, 500)
    check_place(stepper, 1, update=501)
    expect(stepper.locator(".course-notice")).to_contain_text("500 is on its way from Python; showing 501")
    (asked,) = wire.sent()
    rows = wire.answer(asked)  # still on the wire
    press(page, "e")
    type_in(page, stepper, "i1", "0.2")
    field(stepper, "biases").select_option("per_neuron")
    wire.answer_all()
    check_given(stepper, "0.2", "0.1")
    assert wire.model.version == 2
    wire.deliver(rows)
    settle(page)
    check_given(stepper, "0.2", "0.1")
    (again,) = wire.sent()
    assert again["around"] == 500
    wire.deliver(wire.answer(again))
    check_place(stepper, 1, update=500)
    check_given(stepper, "0.2", "0.1")


def test_edits_from_either_view_reach_both(page, wire):
    views = open_second(page)
    for each in views:
        each.focus()
        press(page, "e")
    type_in(page, views[1], "i1", "0.2")
    expect(views[1].locator(".course-notice")).to_have_text("Recomputing …")
    wire.answer_all()
    type_in(page, views[0], "i2", "0.3")
    wire.answer_all()
    for each in views:
        check_given(each, "0.2", "0.3")
        expect(field(each, "i1")).to_have_value("0.2")
        expect(field(each, "i2")).to_have_value("0.3")
        expect(each.locator(".course-notice")).to_be_hidden()
    views[0].get_by_role("button", name="as at the start").click()
    expect(views[0].locator(".course-notice")).to_have_text("Recomputing …")
    wire.answer_all()
    for each in views:
        check_given(each, "0.05", "0.1")


def test_what_is_being_typed_survives_the_trace_of_another_edit(page, wire):
    stepper = view(page)
    press(page, "e")
    type_in(page, stepper, "i1", "0.2")
    type_in(page, stepper, "i2", "0.3")
    first, second = wire.sent()
    field(stepper, "w1").click()
    page.keyboard.type("77")
    typed = field(stepper, "w1").input_value()
    assert "77" in typed
    wire.deliver(wire.answer(first))
    settle(page)
    expect(field(stepper, "i2")).to_have_value("0.3")  # on its way to Python
    expect(field(stepper, "w1")).to_have_value(typed)
    expect(field(stepper, "w1")).to_be_focused()
    wire.deliver(wire.answer(second))
    check_given(stepper, "0.2", "0.3")
    expect(field(stepper, "w1")).to_have_value(typed)
    press(page, "Escape")  # nothing is sent of what was only typed
    assert wire.sent() == []
    press(page, "e")
    expect(field(stepper, "w1")).to_have_value("0.15")


def test_nonsense_is_red_explained_and_ignored(page, wire):
    stepper = view(page)
    before = stepper.locator(".course-diagram").inner_html()
    press(page, "e")
    for typed, words in (("abc", "not a number"), ("nan", "not a finite number"), ("", "not a number")):
        type_in(page, stepper, "w5", typed)
        wire.answer_all()
        expect(stepper.locator(".course-problem")).to_contain_text(f"“{typed}” is {words}")
        expect(field(stepper, "w5")).to_have_attribute("aria-invalid", "true")
        assert stepper.locator(".course-diagram").inner_html() == before
    type_in(page, stepper, "w5", "0.41")
    expect(stepper).to_have_attribute("data-stale", "true")
    wire.answer_all()
    expect(stepper).not_to_have_attribute("data-stale", "true")
    expect(field(stepper, "w5")).not_to_have_attribute("aria-invalid", "true")
    expect(stepper.locator(".course-problem")).to_be_hidden()


def test_a_refused_edit_keeps_its_text_until_the_next(page, wire):
    stepper = view(page)
    press(page, "e")
    type_in(page, stepper, "i1", "1,000")
    wire.answer_all()
    words = "“1,000” can be read in two ways. Write 1.0 or 1000."
    expect(stepper.locator(".course-problem")).to_have_text(words)
    expect(field(stepper, "i1")).to_have_value("1,000")
    type_in(page, stepper, "i2", "0.3")
    wire.answer_all()
    expect(stepper.locator(".course-problem")).to_be_hidden()
    expect(field(stepper, "i1")).to_have_value("0.05")
    expect(field(stepper, "i2")).to_have_value("0.3")
    field(stepper, "hidden").select_option("relu")
    (asked,) = wire.sent()
    refused = {"type": "error", "field": None, "words": "Not so.", "version": 1}
    wire.deliver({"id": asked["id"]} | refused)
    expect(field(stepper, "hidden")).to_have_value("sigmoid")


def test_escape_takes_a_refused_edit_back(page, wire):
    """It sent the old value as an edit, which made all numbers anew and hid again what had been predicted."""
    stepper = view(page)
    press(page, "e")
    type_in(page, stepper, "i1", "abc")
    wire.answer_all()
    expect(stepper.locator(".course-problem")).to_be_visible()
    press(page, "Escape")
    assert wire.sent() == []
    press(page, "e")
    expect(field(stepper, "i1")).to_have_value("0.05")
    expect(field(stepper, "i1")).not_to_have_attribute("aria-invalid", "true")
    expect(stepper.locator(".course-problem")).to_be_hidden()


@pytest.mark.parametrize("lost", ["the timeline", "a field of the old trace", "a field without Python"])
def test_the_keys_go_on_when_what_had_them_is_taken_away(page, wire, lost):
    stepper = view(page)
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
    expect(stepper).to_be_focused()
    press(page, "PageDown")
    check_place(stepper, 2)


def test_a_remote_is_never_stuck_in_a_field(page, wire):
    stepper = view(page)
    press(page, "f")
    page.wait_for_function("document.fullscreenElement")
    press(page, "p", "ArrowRight", "0", ".", "5", "Enter")
    expect(stepper.locator(".course-verdict")).to_have_text("Not yet: 0.5 is too large.")
    screenshot(page, "stepper-not-yet")
    press(page, "PageDown", "PageDown")
    check_place(stepper, 3)
    press(page, "p", "e")
    for step, key in ((4, "hidden"), (5, "i1")):
        field(stepper, key).focus()
        press(page, "PageDown")
        check_place(stepper, step)
    expect(stepper).to_be_focused()
    press(page, "Escape", "Escape")  # the panel, then the full screen
    page.wait_for_function("!document.fullscreenElement")


def test_a_view_that_was_closed_hears_no_more(page, wire):
    before = page.evaluate("window.listeners()")
    open_second(page)
    assert page.evaluate("window.listeners()") == 2 * before > 0
    page.evaluate("window.views.pop()()")
    assert page.evaluate("window.listeners()") == before
    wire.answer({"id": 1, "type": "edit", "values": {"i1": "0.2"}, "choices": {}})
    check_given(view(page), "0.2", "0.1")
    expect(page.locator(".course-stepper")).to_have_count(1)


def test_what_an_interrupt_loses_is_said_or_asked_for_again(page, wire):
    """A message that never reached the model, as the echo tells that follows it."""
    press(page, "e")
    type_in(page, view(page), "i1", "0.2")
    wire.echo()
    alert = view(page).get_by_role("alert").filter(has_text="no answer")
    expect(alert).to_contain_text("try again")
    type_in(page, view(page), "i1", "0.3")
    wire.answer_all()
    check_given(view(page), "0.3")
    expect(alert).to_be_hidden()
    jump(page, view(page), 500)
    wire.echo()
    assert [message["type"] for message in wire.sent()] == ["rows"]


def test_the_edit_panel_says_that_it_scrolls_until_its_end_was_seen(page, wire):
    """The last fields, the learning rate and the choices, are out of sight: nobody looks for what no sign points to."""
    page.set_viewport_size({"width": 1000, "height": 720})
    press(page, "e")
    panel = view(page).locator(".course-edit")
    more = panel.locator(".course-more[data-more]")
    expect(more).to_have_text("↓ more below")
    box, words = panel.bounding_box(), more.bounding_box()
    assert box["y"] < words["y"] and words["y"] + words["height"] <= box["y"] + box["height"] + 1
    panel.evaluate("panel => panel.scrollTo(0, panel.scrollHeight)")
    expect(more).to_have_count(0)
    expect(panel.locator("[data-key=in_place]")).to_be_visible()
