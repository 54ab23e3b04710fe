"""Checks and polls in real JupyterLab: seen in both themes, worked by keyboard and mouse, kernel or not."""

import re

from playwright.sync_api import expect

from course_utils.plots.look import DARK, LIGHT
from tests.browser.lab import (
    cell,
    change_theme,
    end_kernel,
    run_all,
    run_code,
    screenshot,
    wait_for_python,
    wait_until,
)

START = "from course_utils.exercises import check, hint, poll, solution"
BOXES = [
    START,
    'check("10.branches_sum")',
    'check("10.branches_sum", 12)',
    'check("10.branches_sum", 7)',
    'hint("10.max_backward")',
    'solution("10.max_backward")',
    'check("11.in_place")',
]
POLL = [START, 'vote = poll("10.not_descent")\nvote', 'poll("10.dead_relu")']


def colour(code):
    """A colour as the browser gives it back."""
    return f"rgb({', '.join(str(int(code[i : i + 2], 16)) for i in (1, 3, 5))})"


def test_boxes_wear_the_courses_colours_in_both_themes(open_notebook):
    page = open_notebook(cells=BOXES)
    run_all(page)
    expect(cell(page, 3).get_by_text("Correct.")).to_be_visible()
    for theme, look in (("light", LIGHT), ("dark", DARK)):
        change_theme(page, theme)
        for index, role in ((1, "quiet"), (2, "warning"), (3, "correct"), (4, "forward")):
            box = cell(page, index).get_by_role("status")
            expect(box).to_have_css("border-left-color", colour(look[role]))
        screenshot(page, f"exercises-{theme}")


def test_a_poll_by_keyboard(open_notebook):
    page = open_notebook(cells=POLL)
    run_all(page)
    poll = cell(page, 1).get_by_role("group", name="What does backpropagation do?")
    show = cell(page, 1).get_by_role("button", name="Show the discussion")
    expect(show).to_be_disabled()
    first, second = poll.get_by_role("radio").nth(0), poll.get_by_role("radio").nth(1)
    first.press("Space")
    expect(first).to_be_checked()
    first.press("ArrowDown")
    expect(second).to_be_checked()
    expect(second).to_be_focused()
    page.keyboard.press("b")  # which would insert a cell if JupyterLab heard it
    page.keyboard.press("Tab")
    expect(show).to_be_focused()
    page.keyboard.press("Enter")
    answer = cell(page, 1).get_by_role("status")
    expect(answer).to_contain_text("your answer")
    expect(answer.get_by_role("definition")).to_have_count(4)
    expect(answer.get_by_role("term").filter(has_text="✓ right")).to_have_text(
        re.compile("^b\\).*your answer$")
    )
    wait_for_python(page, "vote.choice == 'b' and vote.revealed")
    run_code(page, "vote.hide()")
    expect(answer).to_be_empty()
    page.keyboard.press("Enter")
    expect(answer).to_contain_text("your answer")
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(POLL))
    check_that_a_vote_stays_when_another_poll_is_answered(page)
    for theme in ("light", "dark"):
        change_theme(page, theme)
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", str(theme == "light").lower())
        screenshot(page, f"poll-{theme}")


def check_that_a_vote_stays_when_another_poll_is_answered(page):
    """Radio buttons of one name are one group on the whole page, whichever widget or notebook made them."""
    votes = [cell(page, index).get_by_role("radio").nth(index) for index in (1, 2)]
    votes[1].check()
    for vote in votes:
        expect(vote).to_be_checked()


def test_a_poll_by_mouse_goes_on_without_its_kernel(open_notebook, page_problems):
    page = open_notebook(cells=POLL, viewport=(500, 800))
    run_all(page)
    place = cell(page, 1)
    end_kernel(page)
    place.get_by_text("It learns: it moves the weights downhill.").click()
    place.get_by_role("button", name="Show the discussion").click()
    place.get_by_text("This is gradient descent").wait_for()
    place.get_by_role("button", name="Start again").click()
    expect(place.get_by_role("definition")).to_have_count(0)
    expect(place.get_by_role("radio").first).not_to_be_checked()
    wait_until(place.locator(".course-poll"), "([poll]) => poll.scrollWidth <= poll.clientWidth")
    # ipywidgets notes that nobody listens; anything else is a problem.
    page_problems[:] = [problem for problem in page_problems if "Could not send widget sync" not in problem]
