"""Notebook 10 in real JupyterLab: it runs untouched, its circuits follow the keys, its polls take an answer."""

import re

import nbformat
from playwright.sync_api import expect

from tests.browser.lab import NOTEBOOKS, cell_with, check_question, run_cell, screenshot, walk

NAME = "10_backpropagation"
CIRCUITS = 6
UNREAD = re.compile(r"\$|\\frac")
OWN = """\
a, b = Node(2, "a"), Node(-0.25, "b")
BackpropStepper(circuit((tanh(a * b) + a * a).named("mine")))"""


def test_a_student_works_through_the_notebook(open_notebook):
    with walk(open_notebook, NAME) as page:
        expect(page.locator(".course-stepper")).to_have_count(CIRCUITS)
        stepper = page.locator(".course-stepper").first
        stepper.scroll_into_view_if_needed()
        stepper.click(position={"x": 20, "y": 20})
        page.keyboard.press("ArrowRight")
        check_question(stepper, "What is f?")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("ArrowRight")
        check_question(stepper, "How does f change with q?")
        expect(stepper.locator(".course-check")).to_contain_text("finite difference")
        stepper.evaluate("stepper => stepper.scrollIntoView({block: 'center'})")
        screenshot(page, "notebook-10")
        check_that_every_formula_is_set(page)
        check_that_a_circuit_of_ones_own_can_be_written_and_stepped(page)


def check_that_every_formula_is_set(page):
    """MathJax replaces each formula; what it cannot read stays as dollars, or turns red."""
    prose = [
        each for each in nbformat.read(NOTEBOOKS / f"{NAME}.ipynb", 4).cells if each.cell_type == "markdown"
    ]
    shown = page.locator(".jp-MarkdownCell .jp-MarkdownOutput")
    expect(shown).to_have_count(len(prose))
    expect(shown.filter(has_text=UNREAD)).to_have_count(0)
    expect(page.locator("mjx-merror, merror")).to_have_count(0)
    expect(page.locator("mjx-container").first).to_be_attached()


def check_that_a_circuit_of_ones_own_can_be_written_and_stepped(page):
    run_cell(cell_with(page, "mine = (maximum"), "from course_utils.engine import tanh\n" + OWN)
    own = page.locator(".jp-CodeCell").filter(has_text="tanh(a * b)").locator(".course-stepper")
    own.wait_for()
    own.click(position={"x": 20, "y": 20})
    page.keyboard.press("End")
    check_question(own, "How does mine change with b?")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    own.get_by_text("branches sum").first.wait_for()
