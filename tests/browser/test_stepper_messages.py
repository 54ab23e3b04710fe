"""The stepper between a page and Python, with every message in the test's hands: late, out of order, or lost.

Then two views of one stepper, and what each of them says while the other is played, edited and asked.
"""

import json
import re

import pytest
from playwright.sync_api import expect

from course_utils.engine.trace.notation import short
from tests.browser.lab import jump, press, screenshot, settle
from tests.browser.stepper_wire import (
    Wire,
    check_given,
    check_loss_and_difference,
    check_place,
    field,
    followed,
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


@pytest.fixture
def two_views(page, page_problems, lecture_trace):
    """Return (wire, the two views of one stepper, one below the other)."""
    return Wire(page, lecture_trace, viewport=(1280, 1700)), open_second(page)


def test_a_view_opened_after_an_edit_shows_what_the_engine_holds(page, wire):
    press(page, "e")
    type_in(page, view(page), "i1", "0.2")
    wire.answer_all()
    field(view(page), "biases").select_option("per_neuron")
    wire.answer_all()
    later = open_second(page)[1]
    check_given(later, "0.2", "0.1")
    jump(page, later, 500)
    wire.answer_all()
    check_given(later, "0.2", "0.1")
    check_loss_and_difference(page, later)


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


# --- two views ------------------------------------------------------------------------------------------

# Note in `seen` what the views show, each time that one of them has been drawn.
LOOK = """() => {
  window.seen = new Set();
  const views = [...document.querySelectorAll('.course-stepper')];
  const look = () => views.forEach((view) => window.seen.add(JSON.stringify({
    where: view.querySelector('.course-where').textContent,
    title: view.querySelector('.course-title').textContent,
    result: view.querySelector('.course-result .course-slot')?.textContent ?? '',
    first: view.querySelector('.course-node .course-value').textContent,
  })));
  const observer = new MutationObserver(look);
  views.forEach((view) => observer.observe(view, { subtree: true, childList: true, characterData: true }));
}"""
UPDATES = range(1, 31)  # that a slow machine may come to play


def shown_by(trace):
    """{(where, title): result} of every step of the first updates."""
    steps, rows = trace.data()["steps"], trace.numbers(list(UPDATES))
    return {
        (f"step {at + 1} of {len(steps)} · update {update}", step["title"]): ""
        if step["result"] is None
        else short(row[step["result"]])
        for update, row in zip(UPDATES, rows, strict=True)
        for at, step in enumerate(steps)
    }


def test_one_plays_while_the_other_is_edited(page, two_views):
    """Each picture on the way is one of a trace: its step, its question and its number belong together."""
    wire, (playing, edited) = two_views
    page.evaluate(LOOK)
    press(page, "?")
    playing.get_by_role("group", name="per second").get_by_text("10", exact=True).click()
    press(page, "Escape", *["Shift+ArrowRight"] * 3, " ")
    edited.focus()
    press(page, "e")
    type_in(page, edited, "i1", "0.2")
    wire.answer_all()
    check_given(playing, "0.2")
    field(edited, "biases").select_option("per_neuron")
    wire.answer_all()
    expect(playing.locator(".course-where")).to_contain_text("of 57")
    expect(playing.locator(".course-where")).to_contain_text(re.compile("update ([2-9]|[0-9]{2})"))
    playing.focus()
    press(page, " ")
    check_place(edited, 1)
    traces = {
        ("0.05", "49"): shown_by(followed()),
        ("0.2", "49"): shown_by(followed(i1=0.2)),
        ("0.2", "57"): shown_by(followed(i1=0.2, biases="per_neuron")),
    }
    seen = [json.loads(text) for text in page.evaluate("[...window.seen]")]
    assert len({each["where"] for each in seen}) > 10
    for each in seen:
        steps = each["where"].split(" of ")[1].split(" ")[0]
        assert traces[each["first"], steps][each["where"], each["title"]] == each["result"], each


def test_predict_theme_and_what_is_being_typed_are_a_views_own(page, two_views):
    wire, (one, other) = two_views
    press(page, "ArrowRight", "p", "e")
    other.focus()
    press(page, "ArrowRight", "?")
    other.get_by_role("group", name="theme").get_by_text("dark").click()
    press(page, "Escape")
    results = [each.locator(".course-result .course-slot") for each in (one, other)]
    expect(results[0]).to_have_text("?")
    expect(results[1]).to_have_text("0.3775")
    expect(one).to_have_attribute("data-theme", "light")
    expect(other).to_have_attribute("data-theme", "dark")
    press(page, "e")
    field(one, "w5").fill("0.75")  # not sent yet
    expect(field(other, "w5")).to_have_value("0.4")
    field(other, "i1").fill("0.2")
    press(page, "Enter")
    wire.answer_all()
    for each in (one, other):
        check_given(each, "0.2")
        expect(field(each, "w5")).to_have_value("0.75")
    screenshot(page, "stepper-two-views-typed")
    expect(results[0]).to_have_text("?")
    expect(results[1]).to_have_text("0.4")


def test_words_about_the_numbers_go_with_the_numbers(page, two_views):
    """“b₁ is given here and not learned”, said by one view, was left standing when the other had made it learn."""
    wire, (one, other) = two_views
    press(page, "ArrowRight")
    one.locator(".course-part[aria-label^='b₁']").first.click()
    expect(one.locator(".course-notice")).to_contain_text("not learned")
    other.focus()
    press(page, "e")
    field(other, "biases").select_option("shared")
    wire.answer_all()
    expect(one.locator(".course-where")).to_contain_text("of 53")
    expect(one.locator(".course-notice")).to_be_hidden()
    other.get_by_role("button", name="as at the start").click()
    wire.answer_all()
    for each in (one, other):
        expect(each.locator(".course-where")).to_contain_text("of 49")


def test_edits_of_both_at_once_are_both_made_and_undone_for_both(page, two_views):
    wire, views = two_views
    for each, key, text in zip(views, ("i1", "i2"), ("0.2", "0.3"), strict=True):
        each.focus()
        press(page, "e")
        type_in(page, each, key, text)
    for each in views:
        expect(each).to_have_attribute("data-stale", "true")
    wire.answer_all()
    check_inputs(views, "0.2", "0.3")
    views[1].get_by_role("button", name="as at the start").click()
    wire.answer_all()
    check_inputs(views, "0.05", "0.1")


def check_inputs(views, *texts):
    """Both views come to show these inputs, in the diagram and in the fields, and none of them is stale."""
    for each in views:
        check_given(each, *texts)
        for key, text in zip(("i1", "i2"), texts, strict=True):
            expect(field(each, key)).to_have_value(text)
        expect(each).not_to_have_attribute("data-stale", "true")
