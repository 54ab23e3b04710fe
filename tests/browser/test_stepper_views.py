"""Two views of one stepper, and what each of them says while the other is played, edited and asked."""

import json

import pytest
from playwright.sync_api import expect

from course_utils.engine import lecture_network, walkthrough
from course_utils.engine.trace.notation import short
from tests.browser.lab import busy_kernel, run_all, screenshot
from tests.browser.test_stepper_lab import STEPPER, place, press

ON_SCREEN = """views => views.map(view => ({
  where: view.querySelector('.course-where').textContent,
  title: view.querySelector('.course-title').textContent,
  result: view.querySelector('.course-result .course-slot')?.textContent ?? '',
  first: view.querySelector('.course-node .course-value').textContent,
}))"""


@pytest.fixture
def two_views(open_notebook):
    """Return (page, the two views of one stepper, one below the other)."""
    page = open_notebook(cells=[STEPPER, "stepper"], viewport=(1280, 1700))
    run_all(page)
    views = page.locator(".course-stepper")
    expect(views).to_have_count(2)
    return page, (views.nth(0), views.nth(1))


def followed(**changes):
    """The walkthrough of the lecture after the edits."""
    network, x, y = lecture_network()
    x[0] = changes.pop("i1", x[0])
    return walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, updates=10_000, **changes)


def shown_by(trace):
    """{(where, title): result} of every step of updates 1 and 2."""
    steps, rows = trace.data()["steps"], trace.numbers([1, 2])
    return {
        (f"step {at + 1} of {len(steps)} · update {update}", step["title"]): ""
        if step["result"] is None
        else short(row[step["result"]])
        for update, row in zip((1, 2), rows, strict=True)
        for at, step in enumerate(steps)
    }


def test_one_plays_while_the_other_is_edited(two_views):
    """Each picture on the way is one of a trace: its step, its question and its number belong together."""
    page, (playing, edited) = two_views
    page.evaluate(
        f"""() => {{
        window.seen = new Set();
        const views = [...document.querySelectorAll('.course-stepper')];
        const look = () => {{
          ({ON_SCREEN})(views).forEach((seen) => window.seen.add(JSON.stringify(seen)));
          requestAnimationFrame(look);
        }};
        look(); }}"""
    )
    playing.focus()
    press(page, "?")
    playing.get_by_role("group", name="per second").get_by_text("10", exact=True).click()
    press(page, "Escape", " ")
    edited.focus()
    press(page, "e")
    edited.locator("input[data-key=i1]").fill("0.2")
    page.keyboard.press("Enter")
    expect(playing.locator(".course-node .course-value").first).to_have_text("0.2")
    edited.locator("select[data-key=biases]").select_option("per_neuron")
    expect(playing.locator(".course-where")).to_contain_text("of 57")
    expect(playing.locator(".course-where")).to_contain_text("update 2", timeout=60_000)
    playing.focus()
    press(page, " ")
    assert place(edited) == (1, 1)
    traces = {
        ("0.05", "49"): shown_by(followed()),
        ("0.2", "49"): shown_by(followed(i1=0.2)),
        ("0.2", "57"): shown_by(followed(i1=0.2, biases="per_neuron")),
    }
    seen = [json.loads(text) for text in page.evaluate("[...window.seen]")]
    assert len({each["where"] for each in seen}) > 30
    for each in seen:
        steps = each["where"].split(" of ")[1].split(" ")[0]
        assert traces[each["first"], steps][each["where"], each["title"]] == each["result"], each
    screenshot(page, "stepper-two-views")


def test_predict_theme_and_what_is_being_typed_are_a_views_own(two_views):
    page, (one, other) = two_views
    one.focus()
    press(page, "ArrowRight", "p", "e")
    other.focus()
    press(page, "ArrowRight", "?")
    other.get_by_role("group", name="theme").get_by_text("dark").click()
    press(page, "Escape")
    results = [view.locator(".course-result .course-slot") for view in (one, other)]
    expect(results[0]).to_have_text("?")
    expect(results[1]).to_have_text("0.3775")
    assert [view.get_attribute("data-theme") for view in (one, other)] == ["light", "dark"]
    one.locator("input[data-key=w5]").fill("0.7")  # not sent yet
    other.focus()
    press(page, "e")
    one.locator("input[data-key=w5]").fill("0.75")
    other.locator("input[data-key=i1]").fill("0.2")
    page.keyboard.press("Enter")
    for view in (one, other):
        expect(view.locator(".course-node .course-value").first).to_have_text("0.2")
    screenshot(page, "stepper-two-views-typed")
    expect(results[0]).to_have_text("?")
    expect(results[1]).to_have_text("0.4")


def test_words_about_the_numbers_go_with_the_numbers(two_views):
    """“b₁ is given here and not learned”, said by one view, was left standing when the other had made it learn."""
    page, (one, other) = two_views
    one.focus()
    press(page, "ArrowRight")
    one.locator(".course-part[aria-label^='b₁']").first.click()
    expect(one.locator(".course-notice")).to_contain_text("not learned")
    other.focus()
    press(page, "e")
    other.locator("select[data-key=biases]").select_option("shared")
    expect(one.locator(".course-where")).to_contain_text("of 53")
    expect(one.locator(".course-notice")).to_be_hidden()
    other.get_by_role("button", name="as at the start").click()
    for view in (one, other):
        expect(view.locator(".course-where")).to_contain_text("of 49")


def test_edits_of_both_at_once_are_both_made_and_undone_for_both(two_views):
    page, views = two_views
    with busy_kernel(page):
        for view, key, text in zip(views, ("i1", "i2"), ("0.2", "0.3"), strict=True):
            view.focus()
            press(page, "e")
            view.locator(f"input[data-key={key}]").fill(text)
            page.keyboard.press("Enter")
        for view in views:
            view.get_by_text("Python is busy").wait_for()
            assert view.get_attribute("data-stale") == "true"
    check_inputs(views, "0.2", "0.3")
    views[1].get_by_role("button", name="as at the start").click()
    check_inputs(views, "0.05", "0.1")


def check_inputs(views, *texts):
    """Both views come to show these inputs, in the diagram and in the fields, and none of them is stale."""
    for view in views:
        for at, text in enumerate(texts):
            expect(view.locator(".course-node .course-value").nth(at)).to_have_text(text)
            expect(view.locator(f"input[data-key=i{at + 1}]")).to_have_value(text)
        expect(view).not_to_have_attribute("data-stale", "true")
