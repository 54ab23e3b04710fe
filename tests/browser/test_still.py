"""Widgets that are not alive, in JupyterLab: a reader who opens a notebook sees pictures, and what to do."""

import nbformat
from playwright.sync_api import expect

from tests.browser.lab import run_all, screenshot, wait_for_kernel
from tests.browser.window import CLOSE, OPEN
from tools.store_notebooks import tidy

CELLS = [
    "from course_utils.engine import Node, circuit\nfrom course_utils.exercises import poll\n"
    "from course_utils.widgets import ActivationExplorer, BackpropStepper",
    "ActivationExplorer()",
    "BackpropStepper(circuit(Node(2, 'x') * Node(3, 'y')))",
    "poll('10.not_descent')",
]
WORDS = ["To move this figure", "To step through this figure", "To answer this poll"]
KINDS = [".course-live", ".course-stepper", ".course-poll"]
NOTES = "p.course-when-still"


def saved(page):
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("!window.jupyterapp.shell.currentWidget.context.model.dirty")


def opened_again(page):
    """All that is left of a notebook is its file."""
    path = page.evaluate("window.jupyterapp.shell.currentWidget.context.path")
    page.evaluate(CLOSE)
    page.evaluate(OPEN, [path, None])
    wait_for_kernel(page)


def test_a_widget_lives_is_opened_again_and_is_stored(open_notebook, lab_server, page_problems):
    page = open_notebook(cells=CELLS)
    run_all(page)
    check_that_a_living_widget_needs_no_words(page)
    saved(page)
    lab_server.shut_down_kernels()
    opened_again(page)
    check_that_what_was_saved_says_what_to_do(page)
    run_all(page)
    check_that_a_living_widget_needs_no_words(page)
    saved(page)
    lab_server.shut_down_kernels()
    path = lab_server.folder / page.evaluate("window.jupyterapp.shell.currentWidget.context.path")
    nbformat.write(tidy(nbformat.read(path, as_version=4)), path)
    opened_again(page)
    check_that_what_is_stored_shows_pictures_and_says_what_to_do(page)
    assert all("model not found" in problem for problem in page_problems)  # what ipywidgets says
    page_problems.clear()


def check_that_a_living_widget_needs_no_words(page):
    for kind in KINDS:
        expect(page.locator(kind)).to_be_visible()
    expect(page.locator(NOTES)).to_have_count(3)
    for place in range(3):
        expect(page.locator(NOTES).nth(place)).to_be_hidden()


def check_that_what_was_saved_says_what_to_do(page):
    for place, words in enumerate(WORDS):
        expect(page.locator(NOTES).nth(place)).to_be_visible()
        expect(page.locator(NOTES).nth(place)).to_contain_text(words)
    screenshot(page, "still-opened-again")


def check_that_what_is_stored_shows_pictures_and_says_what_to_do(page):
    pictures = page.locator(".jp-RenderedImage img")
    expect(pictures).to_have_count(2)
    for place in range(2):
        assert pictures.nth(place).evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
    for place, words in enumerate(WORDS):
        expect(page.locator(NOTES).nth(place)).to_contain_text(words)
    page.get_by_text("Decide first, then read the discussion").click()
    expect(page.get_by_text("Exactly this, and nothing else")).to_be_visible()
    screenshot(page, "still-stored")
