"""Two views of one stepper, and what each of them says while the other is played, edited and asked."""

import json

import pytest
from playwright.sync_api import expect

from course_utils.engine import lecture_network, walkthrough
from course_utils.engine.trace.notation import short
from tests.browser.lab import press, screenshot
from tests.browser.stepper_wire import (
    Wire,
    check_given,
    check_place,
    field,
    loaded_page,
    open_second,
    type_in,
)

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
UPDATES = range(1, 6)  # that a slow machine may come to play


@pytest.fixture(scope="module")
def page(browser, all_problems):
    with loaded_page(browser, all_problems) as page:
        yield page


@pytest.fixture
def two_views(page, page_problems, lecture_trace):
    """Return (wire, the two views of one stepper, one below the other)."""
    return Wire(page, lecture_trace, viewport=(1280, 1700)), open_second(page)


def followed(**changes):
    """The walkthrough of the lecture after the edits."""
    network, x, y = lecture_network()
    x[0] = changes.pop("i1", x[0])
    return walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, updates=1000, **changes)


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
    expect(playing.locator(".course-where")).to_contain_text("update 2")
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
    results = [view.locator(".course-result .course-slot") for view in (one, other)]
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
    for view in (one, other):
        check_given(view, "0.2")
        expect(field(view, "w5")).to_have_value("0.75")
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
    for view in (one, other):
        expect(view.locator(".course-where")).to_contain_text("of 49")


def test_edits_of_both_at_once_are_both_made_and_undone_for_both(page, two_views):
    wire, views = two_views
    for view, key, text in zip(views, ("i1", "i2"), ("0.2", "0.3"), strict=True):
        view.focus()
        press(page, "e")
        type_in(page, view, key, text)
    for view in views:
        expect(view).to_have_attribute("data-stale", "true")
    wire.answer_all()
    check_inputs(views, "0.2", "0.3")
    views[1].get_by_role("button", name="as at the start").click()
    wire.answer_all()
    check_inputs(views, "0.05", "0.1")


def check_inputs(views, *texts):
    """Both views come to show these inputs, in the diagram and in the fields, and none of them is stale."""
    for view in views:
        check_given(view, *texts)
        for key, text in zip(("i1", "i2"), texts, strict=True):
            expect(field(view, key)).to_have_value(text)
        expect(view).not_to_have_attribute("data-stale", "true")
