"""Notebook 11 in real JupyterLab: it runs untouched, its steppers follow the keys, its polls take answers."""

from playwright.sync_api import expect

from tests.browser.lab import check_question, screenshot, walk

NAME = "11_follow_a_network"


def focused_stepper(page, number):
    """A stepper that hears the keys."""
    stepper = page.locator(".course-stepper").nth(number)
    stepper.scroll_into_view_if_needed()
    stepper.click(position={"x": 20, "y": 20})
    return stepper


def test_a_student_works_through_the_notebook(open_notebook):
    with walk(open_notebook, NAME) as page:
        stepper = focused_stepper(page, 0)
        page.keyboard.press("ArrowRight")
        check_question(stepper, "What comes into h₁?")
        stepper.get_by_text("0.3775").first.wait_for()
        screenshot(page, "notebook-11")

        check_that_links_drive_the_stepper_beside_them(page)
        check_that_the_bug_is_caught(page)
        screenshot(page, "notebook-11-in-place")


def check_that_links_drive_the_stepper_beside_them(page):
    """The links in the prose come through JupyterLab's sanitizer, and each moves the stepper next to it."""
    first, bug = (page.locator(".course-stepper").nth(number) for number in (0, 1))
    links = page.locator(".jp-RenderedMarkdown a[href='#update=1&step=dL/dout_h1']")
    links.nth(0).click()
    first.locator(".course-title", has_text="How does the loss change with the output of h₁?").wait_for()
    page.locator(".jp-RenderedMarkdown a[href='#update=1&step=dL/dw5']").click()
    first.locator(".course-title", has_text="How does the loss change with w₅?").wait_for()
    expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")
    first.locator(".course-title", has_text="How does the input of o₁ change with w₆?").wait_for()
    links.nth(1).click()
    bug.locator(".course-title", has_text="How does the loss change with the output of h₁?").wait_for()
    expect(bug.locator(".course-check")).to_contain_text("does not agree")
    page.keyboard.press("Home")


def check_that_the_bug_is_caught(page):
    """What the notebook promises: four phases on and two steps, the finite difference does not agree."""
    bug = focused_stepper(page, 1)
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    check_question(bug, "How much reaches h₁ through o₁?")
    expect(bug.locator(".course-check")).not_to_contain_text("does not agree")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    check_question(bug, "How does the loss change with the output of h₁?")
    expect(bug.locator(".course-check")).to_contain_text("does not agree")
