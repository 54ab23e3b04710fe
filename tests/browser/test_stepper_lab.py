"""The stepper in real JupyterLab, by keyboard and mouse, with the kernel idle, busy, gone."""

import re

import pytest
from playwright.sync_api import expect

from course_utils.engine import lecture_network, walkthrough
from course_utils.engine.trace.notation import short
from tests.browser.lab import (
    CELLS,
    SMALL_TEXT,
    busy_kernel,
    change_theme,
    end_kernel,
    jump,
    press,
    record_sent,
    run_all,
    run_code,
    screenshot,
    sent,
    settle,
    wait_for_kernel,
)

STEPPER = """from course_utils.engine import lecture_network, walkthrough
from course_utils.widgets import BackpropStepper
network, x, y = lecture_network()
trace = walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, updates=10_000)
stepper = BackpropStepper(trace)
stepper"""


@pytest.fixture
def open_stepper(open_notebook):
    """Return a function `(*more cells, **options) → (page, stepper)`, the stepper shown and focused."""

    def open_stepper(*more, **options):
        page = open_notebook(cells=[STEPPER, *more], **options)
        run_all(page)
        stepper = page.locator(".course-stepper").first
        stepper.wait_for()
        stepper.focus()
        return page, stepper

    return open_stepper


def place(stepper):
    """(step, update) as the header says."""
    found = re.search(r"step (\d+) of \d+ · update ([\d,]+)", stepper.locator(".course-where").inner_text())
    return int(found[1]), int(found[2].replace(",", ""))


def test_pictures_in_both_themes_which_change_under_it(open_stepper):
    page, stepper = open_stepper(viewport=(1060, 760), theme="dark")
    press(page, *["ArrowRight"] * 15)
    expect(stepper).to_have_attribute("data-theme", "dark")
    check_projector(page, stepper, "dark")
    change_theme(page, "light")
    expect(stepper).to_have_attribute("data-theme", "light")
    page.set_viewport_size({"width": 1060, "height": 760})
    check_projector(page, stepper, "light")


def check_projector(page, stepper, theme):
    """It goes on where it was; and JupyterLab's style makes no key and no field small for the last row."""
    screenshot(page, f"stepper-lab-{theme}")
    page.set_viewport_size({"width": 1280, "height": 720})
    stepper.focus()
    press(page, "f")
    page.wait_for_function("document.fullscreenElement")
    settle(page)
    assert place(stepper) == (16, 1)
    screenshot(page, f"stepper-projector-{theme}")
    assert page.evaluate(SMALL_TEXT) == []
    for key, panel in (("?", ".course-sheet"), ("e", ".course-edit")):
        press(page, key)
        stepper.locator(panel).wait_for()
        assert page.evaluate(SMALL_TEXT) == []
        press(page, "Escape")
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("!document.fullscreenElement")


def test_keys_step_and_leave_the_notebook_alone(open_stepper):
    page, stepper = open_stepper()
    count = page.evaluate(f"{CELLS}.length")
    active = page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex")
    press(
        page,
        "ArrowRight",
        "ArrowRight",
        "b",
        "a",
        "d",
        "d",
        "ArrowDown",
        "j",
        "Shift+ArrowRight",
        "End",
        "Home",
        "x",
    )
    assert place(stepper) == (1, 1)
    press(page, "ArrowRight", "ArrowLeft", "ArrowRight")
    assert place(stepper) == (2, 1)
    assert page.evaluate(f"{CELLS}.length") == count
    assert page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex") == active
    outputs = page.evaluate(f"{CELLS}[0].model.sharedModel.toJSON().outputs")
    assert (
        "image/png" in outputs[-2]["data"]
    )  # where widgets cannot show, this stands, and below it what to do
    assert "run the notebook" in "".join(outputs[-1]["data"]["text/plain"])


def test_stepping_sends_nothing_to_the_kernel_and_goes_on_without_it(open_stepper):
    page, stepper = open_stepper()
    record_sent(page)
    press(page, *["ArrowRight"] * 60, *["ArrowLeft"] * 5, *["Shift+ArrowRight"] * 8, "p", "?", "Escape", "p")
    assert place(stepper)[1] > 2
    assert sent(page) == []
    jump(page, stepper, 5000)
    page.wait_for_function("window.sent.length === 1")  # the counter counts
    end_kernel(page)
    press(page, "Home", *["ArrowRight"] * 55)
    assert place(stepper) == (7, 2)
    jump(page, stepper, 7000)
    page.wait_for_function("document.querySelector('.course-where').textContent.endsWith('update 7,079')")
    expect(stepper.locator(".course-notice")).to_contain_text("Update 7,000 needs Python")
    press(page, "e")
    assert "make lab" in stepper.locator(".course-edit").inner_text()


def test_rows_come_from_the_kernel_when_it_answers(open_stepper):
    page, stepper = open_stepper()
    with busy_kernel(page):
        jump(page, stepper, 5000)
        assert place(stepper) == (1, 5012)
        assert "on its way" in stepper.locator(".course-notice").inner_text()
        press(page, "ArrowRight")
        assert place(stepper) == (2, 5012)  # steps go on meanwhile
        stepper.get_by_text("Python is busy").wait_for()
    wait_for_update(page, 5000)
    assert place(stepper) == (2, 5000)
    assert not stepper.locator(".course-notice").is_visible()
    # the loss after update 9,999 and after 10,000: two places where a slip of one would show
    for update, loss in ((9_999, "3.511×10⁻⁵"), (10_000, "3.51×10⁻⁵")):
        jump(page, stepper, update)
        wait_for_update(page, update)
        box = stepper.get_by_role("slider", name="step").bounding_box()
        page.mouse.click(box["x"] + box["width"] - 2, box["y"] + 12)
        settle(page)
        assert stepper.locator(".course-result .course-slot").text_content() == loss


def wait_for_update(page, update):
    ends = "(words) => document.querySelector('.course-where').textContent.endsWith(words)"
    page.wait_for_function(ends, arg=f"update {update:,}")


def test_an_edit_is_computed_by_the_engine(open_stepper):
    page, stepper = open_stepper()
    press(page, "ArrowRight", "ArrowRight", "e")
    stepper.locator("input[data-key=i1]").fill("0,2")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.course-node .course-value').textContent === '0.2'")
    assert stepper.locator("input[data-key=i1]").evaluate("(field) => field === document.activeElement")
    assert place(stepper) == (3, 1)
    assert stepper.locator(".course-result .course-slot").text_content() == "0.5987"  # 1/(1 + e^−0.4)
    stepper.locator("select[data-key=hidden]").select_option("tanh")
    page.wait_for_function(
        "document.querySelector('.course-result .course-slot').textContent === '0.3799'"
    )  # tanh 0.4
    stepper.get_by_role("button", name="as at the start").click()
    page.wait_for_function("document.querySelector('.course-node .course-value').textContent === '0.05'")


def test_nonsense_is_red_explained_and_ignored(open_stepper):
    page, stepper = open_stepper()
    before = stepper.locator(".course-diagram").inner_html()
    press(page, "e")
    field = stepper.locator("input[data-key=w5]")
    for typed, words in (("abc", "not a number"), ("nan", "not a finite number"), ("", "not a number")):
        field.fill(typed)
        page.keyboard.press("Enter")
        stepper.get_by_text(f"“{typed}” is {words}").wait_for()
        assert field.get_attribute("aria-invalid") == "true"
        assert stepper.locator(".course-diagram").inner_html() == before
    field.fill("0.41")
    page.keyboard.press("Enter")
    page.wait_for_function("!document.querySelector('.course-edit [aria-invalid]')")
    assert not stepper.locator(".course-problem").is_visible()
    # while the engine computes, what is stale says so
    with busy_kernel(page):
        stepper.locator("input[data-key=i1]").fill("0.2")
        page.keyboard.press("Enter")
        stepper.locator(".course-notice", has_text="Recomputing").or_(
            stepper.get_by_text("Python is busy")
        ).first.wait_for()
        assert stepper.get_attribute("data-stale") == "true"
        stepper.get_by_text("Python is busy").wait_for()
    page.wait_for_function("!document.querySelector('.course-stepper').dataset.stale")
    assert stepper.locator(".course-node .course-value").first.text_content() == "0.2"


def test_two_views_and_two_steppers(open_stepper):
    page, stepper = open_stepper("stepper", "BackpropStepper(trace)", viewport=(1280, 2400))
    press(page, "ArrowRight", "e")
    stepper.locator("input[data-key=i1]").fill("0.2")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.course-node .course-value').textContent === '0.2'")
    steppers = [page.locator(".course-stepper").nth(number) for number in range(3)]
    # two views of one stepper share the trace and not the place; another stepper shares neither
    assert [view.locator(".course-node .course-value").first.text_content() for view in steppers] == [
        "0.2",
        "0.2",
        "0.05",
    ]
    assert [place(view) for view in steppers] == [(2, 1), (1, 1), (1, 1)]


def expected_after_the_edits():
    """The lecture's example with i₁ = 0.2 and a bias for every neuron, from the engine."""
    network, x, y = lecture_network()
    x[0] = 0.2
    how = {"learning_rate": 0.5, "biases": "per_neuron", "updates": 5_000}
    return walkthrough(network, x, y, "half_squared_error", **how)


def check_present(page, stepper):
    """The view shows i₁ = 0.2, and at update 5,000 the engine's loss and a difference that agrees."""
    first = stepper.locator(".course-node .course-value").first
    assert first.text_content() == "0.2"
    jump(page, stepper, 5000)
    stepper.locator(".course-where", has_text="· update 5,000").wait_for()
    assert first.text_content() == "0.2"
    stepper.focus()
    press(page, "Shift+ArrowRight", "Shift+ArrowRight")
    loss = expected_after_the_edits().value("L", update=4999)
    assert stepper.locator(".course-loss-value .course-number").text_content() == short(loss)
    for _ in range(10):
        press(page, "ArrowRight")
        if stepper.locator(".course-check").is_visible():
            break
    assert stepper.locator(".course-check").inner_text().endswith("✓")
    press(page, "Home")


def test_every_view_opened_after_an_edit_shows_the_present_trace(open_stepper):
    """In a second cell, in a view beside the notebook, and after a reload of the page."""
    page, stepper = open_stepper("shown = 2\nstepper", viewport=(1280, 1600))
    press(page, "e")
    stepper.locator("input[data-key=i1]").fill("0.2")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.course-node .course-value').textContent === '0.2'")
    stepper.locator("select[data-key=biases]").select_option("per_neuron")
    stepper.locator("input[data-key=b_h1]").wait_for()
    run = "() => { const lab = window.jupyterapp; lab.shell.currentWidget.content.activeCellIndex = 1;"
    page.evaluate(run + " return lab.commands.execute('notebook:run-cell').then(() => null); }")
    wait_for_kernel(page)
    check_present(page, page.locator(".jp-CodeCell").nth(1).locator(".course-stepper"))
    page.evaluate("window.jupyterapp.commands.execute('notebook:create-output-view').then(() => null)")
    beside = page.locator(".jp-LinkedOutputView .course-stepper, .jp-OutputArea-output .course-stepper").last
    beside.wait_for()
    assert page.locator(".course-stepper").count() == 3
    check_present(page, page.locator(".jp-LinkedOutputView .course-stepper"))
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save').then(() => null)")
    page.reload()
    wait_for_kernel(page)
    again = page.locator(".jp-Notebook .course-stepper").first
    again.wait_for()
    check_present(page, again)
    again.focus()
    press(page, "e")
    again.locator("input[data-key=i2]").fill("0.3")  # and it can be edited on
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.course-node .course-value')[1].textContent === '0.3'")
    check_that_it_comes_back_when_all_is_run_after_a_reload(page)


def check_that_it_comes_back_when_all_is_run_after_a_reload(page):
    page.reload()
    wait_for_kernel(page)
    run_all(page)
    stepper = page.locator(".jp-Notebook .course-stepper").first
    stepper.focus()
    press(page, *["ArrowRight"] * 3)
    assert place(stepper) == (4, 1)


def test_a_second_page_of_the_same_notebook_follows_the_edits_of_the_first(open_stepper):
    page, stepper = open_stepper(viewport=(1280, 1000))
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save').then(() => null)")
    other = page.context.new_page()
    other.goto(page.url)
    wait_for_kernel(other)
    theirs = other.locator(".course-stepper").first
    theirs.wait_for()
    press(page, "e")
    stepper.locator("input[data-key=i1]").fill("0.2")
    page.keyboard.press("Enter")
    for each in (page, other):
        each.wait_for_function("document.querySelector('.course-node .course-value').textContent === '0.2'")
    theirs.focus()
    press(other, "e")
    theirs.locator("input[data-key=i2]").fill("0.3")
    other.keyboard.press("Enter")
    for each in (page, other):
        each.wait_for_function(
            "document.querySelectorAll('.course-node .course-value')[1].textContent === '0.3'"
        )
    other.close()


def test_two_edits_in_flight_are_both_made(open_stepper):
    page, stepper = open_stepper()
    press(page, "e")
    with busy_kernel(page):
        jump(page, stepper, 5000)  # rows that the edits make old
        for key, text in (("i1", "0.2"), ("i2", "0.3")):
            stepper.locator(f"input[data-key={key}]").fill(text)
            page.keyboard.press("Enter")
        stepper.get_by_text("Python is busy").wait_for()
    page.wait_for_function("!document.querySelector('.course-stepper').dataset.stale")
    wait_for_update(page, 5000)
    values = stepper.locator(".course-node .course-value").all_text_contents()[:2]
    fields = [stepper.locator(f"input[data-key={key}]").input_value() for key in ("i1", "i2")]
    assert values == fields == ["0.2", "0.3"]


def test_a_remote_is_never_stuck_in_a_field(open_stepper):
    page, stepper = open_stepper(viewport=(1280, 720))
    press(page, "f")
    page.wait_for_function("document.fullscreenElement")
    press(page, "p", "ArrowRight", "0", ".", "5", "Enter")
    assert stepper.locator(".course-verdict").inner_text() == "Not yet: 0.5 is too large."
    screenshot(page, "stepper-not-yet")
    press(page, "PageDown", "PageDown")
    assert place(stepper) == (3, 1)
    press(page, "p", "e")
    stepper.locator("select[data-key=hidden]").focus()
    press(page, "PageDown")
    assert place(stepper) == (4, 1)
    stepper.locator("input[data-key=i1]").focus()
    press(page, "PageDown")
    assert place(stepper) == (5, 1)
    assert stepper.evaluate("(root) => root === document.activeElement")


def test_a_cell_sends_every_view_to_a_step(open_stepper):
    page, _ = open_stepper("stepper", viewport=(1280, 1600))
    run_code(page, "stepper.show('dL/dw5', update=5000)")
    views = [page.locator(".course-stepper").nth(number) for number in (0, 1)]
    for view in views:
        view.locator(".course-where", has_text="step 16 of 49 · update 5,000").wait_for()
    press(page, "Home")
    assert [place(view) for view in views] == [(1, 1), (16, 5000)]
    run_code(page, "stepper.show('dL/dw5', update=5000)")  # once more, for the one that has gone on
    views[0].locator(".course-where", has_text="step 16 of 49 · update 5,000").wait_for()


def test_a_part_is_pointed_at_and_the_keys_stay_with_the_stepper(open_stepper):
    page, stepper = open_stepper(viewport=(1280, 720))
    press(page, *["ArrowRight"] * 15)
    before = page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex")
    stepper.locator(".course-part[aria-label^='w₁']").click()
    assert stepper.locator(".course-title").inner_text() == "How does the loss change with w₁?"
    stepper.locator(".course-part[aria-label^='out o₂']").hover()
    screenshot(page, "stepper-lab-pointed-at")
    press(page, "ArrowLeft")
    assert place(stepper)[0] > 1 and stepper.evaluate("(root) => root === document.activeElement")
    press(page, "Tab", "ArrowDown", "ArrowDown", "ArrowDown", "Enter", "c")
    assert page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex") == before
    assert stepper.locator(".course-listing [aria-current=step]").count() == 1
    screenshot(page, "stepper-lab-code")
