"""The stepper in real JupyterLab, by keyboard and mouse, with the kernel idle, busy, gone."""

from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import watched_page
from tests.browser.lab import (
    CELLS,
    SMALL_TEXT,
    busy_kernel,
    change_theme,
    check_question,
    end_kernel,
    jump,
    press,
    record_sent,
    run_all,
    run_code,
    screenshot,
    sent,
    wait_for_kernel,
)
from tests.browser.stepper_wire import check_given, check_loss_and_difference, check_place, field, type_in

STEPPER = """from course_utils.engine import lecture_network, walkthrough
from course_utils.widgets import BackpropStepper
network, x, y = lecture_network()
trace = walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, updates=1_000)
stepper = BackpropStepper(trace)
stepper"""
ACTIVE_CELL = "window.jupyterapp.shell.currentWidget.content.activeCellIndex"


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


def test_pictures_in_both_themes_which_change_under_it(open_stepper):
    page, stepper = open_stepper(viewport=(1060, 760), theme="dark")
    press(page, *["ArrowRight"] * 15)
    expect(stepper).to_have_attribute("data-theme", "dark")
    screenshot(page, "stepper-lab-dark")
    change_theme(page, "light")
    expect(stepper).to_have_attribute("data-theme", "light")
    screenshot(page, "stepper-lab-light")
    check_projector(page, stepper)


def check_projector(page, stepper):
    """It goes on where it was; and JupyterLab's style makes no key and no field small for the last row."""
    page.set_viewport_size({"width": 1280, "height": 720})
    stepper.focus()
    press(page, "f")
    page.wait_for_function("document.fullscreenElement")
    check_place(stepper, 16)
    screenshot(page, "stepper-projector-light")
    assert page.evaluate(SMALL_TEXT) == []
    for key, panel in (("?", ".course-help-panel"), ("e", ".course-edit")):
        press(page, key)
        expect(stepper.locator(panel)).to_be_visible()
        assert page.evaluate(SMALL_TEXT) == []
        press(page, "Escape")
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("!document.fullscreenElement")


def test_steps_leave_the_notebook_and_the_kernel_alone(open_stepper):
    page, stepper = open_stepper(viewport=(1280, 720))
    check_keys_leave_the_notebook_alone(page, stepper)
    check_that_what_is_stored_says_what_to_do(page)
    check_nothing_is_sent(page, stepper)
    end_kernel(page)
    check_steps_go_on(page, stepper)


def check_keys_leave_the_notebook_alone(page, stepper):
    cells, active = page.evaluate(f"{CELLS}.length"), page.evaluate(ACTIVE_CELL)
    press(page, *["ArrowRight"] * 2, *"badd", "ArrowDown", "j", "Shift+ArrowRight", "End", "Home", "x")
    check_place(stepper, 1)
    press(page, "ArrowRight", "ArrowLeft", "ArrowRight")
    check_place(stepper, 2)
    press(page, *["ArrowRight"] * 14)
    stepper.locator(".course-part[aria-label^='w₁']").click()
    check_question(stepper, "How does the loss change with w₁?")
    stepper.locator(".course-part[aria-label^='out o₂']").hover()
    screenshot(page, "stepper-lab-pointed-at")
    press(page, "ArrowLeft")
    expect(stepper.locator(".course-where")).not_to_contain_text("step 1 of")
    expect(stepper).to_be_focused()
    press(page, "Tab", "ArrowDown", "ArrowDown", "ArrowDown", "Enter", "c")
    expect(stepper.locator(".course-listing [aria-current=step]")).to_have_count(1)
    assert (page.evaluate(f"{CELLS}.length"), page.evaluate(ACTIVE_CELL)) == (cells, active)
    press(page, "c", "Home")


def check_that_what_is_stored_says_what_to_do(page):
    """Where widgets cannot show, a picture stands, and below it what to do."""
    outputs = page.evaluate(f"{CELLS}[0].model.sharedModel.toJSON().outputs")
    assert "image/png" in outputs[-2]["data"]
    assert "run the notebook" in "".join(outputs[-1]["data"]["text/plain"])


def check_nothing_is_sent(page, stepper):
    stepper.focus()
    record_sent(page)
    press(page, *["ArrowRight"] * 60, *["ArrowLeft"] * 5, *["Shift+ArrowRight"] * 8, "p", "?", "Escape", "p")
    expect(stepper.locator(".course-where")).to_contain_text("update 4")
    assert sent(page) == []
    jump(page, stepper, 500)
    page.wait_for_function("window.sent.length === 1")  # the counter counts


def check_steps_go_on(page, stepper):
    press(page, "Home", *["ArrowRight"] * 55)
    check_place(stepper, 7, update=2)
    jump(page, stepper, 700)
    check_place(stepper, 7, update=708)  # 10^2.85
    expect(stepper.locator(".course-notice")).to_contain_text("Update 700 needs Python")
    press(page, "e")
    expect(stepper.locator(".course-edit")).to_contain_text("make lab")


def test_python_answers_edits_rows_and_addresses(open_stepper):
    """Two views of one stepper share the trace and not the place; another stepper shares neither."""
    page, stepper = open_stepper("stepper", "BackpropStepper(trace)", viewport=(1280, 2400))
    _, second, another = views = [page.locator(".course-stepper").nth(number) for number in range(3)]
    check_a_busy_kernel_is_waited_for(page, stepper, second)
    check_an_edit_is_computed_by_the_engine(page, stepper)
    check_given(second, "0.2", "0.3")
    check_given(another, "0.05", "0.1")
    for view, step in zip(views, (3, 1, 1), strict=True):
        check_place(view, step)
    stepper.get_by_role("button", name="as at the start").click()
    check_given(stepper, "0.05", "0.1")
    check_rows(page, stepper)
    check_addresses(page, views)


def check_a_busy_kernel_is_waited_for(page, stepper, second):
    """Rows that the edits make old are on their way; the edits of two views are both made."""
    with busy_kernel(page):
        jump(page, stepper, 500)
        check_place(stepper, 1, update=501)
        press(page, "ArrowRight")
        check_place(stepper, 2, update=501)  # steps go on meanwhile
        press(page, "e")
        type_in(page, stepper, "i1", "0,2")
        second.focus()
        press(page, "e")
        type_in(page, second, "i2", "0.3")
        for view in (stepper, second):
            view.get_by_text("Python is busy").wait_for()
            expect(view).to_have_attribute("data-stale", "true")
    for view in (stepper, second):
        expect(view).not_to_have_attribute("data-stale", "true")
        expect(view.locator(".course-notice")).to_be_hidden()
        check_given(view, "0.2", "0.3")
        expect(field(view, "i1")).to_have_value("0.2")
        expect(field(view, "i2")).to_have_value("0.3")
    expect(field(second, "i2")).to_be_focused()
    check_place(stepper, 2, update=500)


def check_an_edit_is_computed_by_the_engine(page, stepper):
    result = stepper.locator(".course-result .course-slot")
    stepper.focus()
    press(page, "Home", "ArrowRight", "ArrowRight")
    expect(result).to_have_text("0.6083")  # 1/(1 + e^−0.44)
    field(stepper, "hidden").select_option("tanh")
    expect(result).to_have_text("0.4136")  # tanh 0.44


def check_rows(page, stepper):
    """The loss after update 999 and after 1,000: two places where a slip of one would show."""
    for update, loss in ((999, "0.001116"), (1000, "0.001114")):
        jump(page, stepper, update)
        box = stepper.get_by_role("slider", name="step").bounding_box()
        page.mouse.click(box["x"] + box["width"] - 2, box["y"] + 12)
        check_place(stepper, 49, update)
        expect(stepper.locator(".course-result .course-slot")).to_have_text(loss)


def check_addresses(page, views):
    """A cell sends every view of its stepper to a step."""
    stepper = views[0]
    run_code(page, "stepper.show('dL/dw5', update=500)")
    for view in views[:2]:
        check_place(view, 16, update=500)
    stepper.focus()
    press(page, "Home")
    for view, place in zip(views, ((1, 1), (16, 500), (1, 1)), strict=True):
        check_place(view, *place)
    run_code(page, "stepper.show('dL/dw5', update=500)")  # once more, for the one that has gone on
    check_place(stepper, 16, update=500)


def check_present(page, stepper):
    """The view shows i₁ = 0.2, and at update 500 the engine's loss and a difference that agrees."""
    check_given(stepper, "0.2")
    jump(page, stepper, 500)
    check_place(stepper, 1, update=500)
    check_given(stepper, "0.2")
    check_loss_and_difference(page, stepper)
    press(page, "Home")


def test_every_view_opened_after_an_edit_shows_the_present_trace(open_stepper, page_problems):
    """In a second cell, in a view beside the notebook, and in a page of its own, as after a reload."""
    page, stepper = open_stepper("shown = 2\nstepper", viewport=(1280, 1600))
    press(page, "e")
    type_in(page, stepper, "i1", "0.2")
    check_given(stepper, "0.2")
    field(stepper, "biases").select_option("per_neuron")
    expect(field(stepper, "b_h1")).to_be_visible()
    run = "() => { const lab = window.jupyterapp; lab.shell.currentWidget.content.activeCellIndex = 1;"
    page.evaluate(run + " return lab.commands.execute('notebook:run-cell').then(() => null); }")
    wait_for_kernel(page)
    check_present(page, page.locator(".jp-CodeCell").nth(1).locator(".course-stepper"))
    page.evaluate("window.jupyterapp.commands.execute('notebook:create-output-view').then(() => null)")
    expect(page.locator(".course-stepper")).to_have_count(3)
    check_present(page, page.locator(".jp-LinkedOutputView .course-stepper"))
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save').then(() => null)")
    with closing(watched_page(page.context, page_problems)) as other:
        check_another_page(page, stepper, other)


def check_another_page(page, stepper, other):
    """A second page of the same notebook shows the same, follows the edits of the first, and can run all anew."""
    other.set_viewport_size({"width": 1280, "height": 1000})
    other.goto(page.url)
    wait_for_kernel(other)
    theirs = other.locator(".jp-Notebook .course-stepper").first
    theirs.wait_for()
    check_present(other, theirs)
    type_in(page, stepper, "i2", "0.3")
    for view in (stepper, theirs):
        check_given(view, "0.2", "0.3")
    theirs.focus()
    press(other, "e")
    type_in(other, theirs, "i1", "0.4")
    for view in (stepper, theirs):
        check_given(view, "0.4", "0.3")
    run_all(other)
    check_given(theirs, "0.05", "0.1")
    theirs.focus()
    press(other, *["ArrowRight"] * 3)
    check_place(theirs, 4)
