"""Notebook 10 in real JupyterLab: it runs untouched, its circuits follow the keys, its polls take an answer."""

import re

from playwright.sync_api import expect

from tests.browser.lab import (
    cell_with,
    check_exercises_are_calm,
    check_polls_answer,
    check_question,
    in_the_dark,
    run_as_stored,
    screenshot,
)

NAME = "10_backpropagation"
EXERCISES = [
    f"10.{name}"
    for name in ("branches_sum", "sigmoid_neuron", "multiply_swaps", "max_backward", "expression", "slopes")
]
POLLS = {
    "10.not_descent": ("It computes the gradient of the loss", "the chain rule, evaluated from the loss"),
    "10.dead_relu": ("Zero: the neuron does not learn", "the neuron is dead, unless"),
}
CIRCUITS = 6
UNREAD = re.compile(r"\$|\\frac")
OWN = """\
a, b = Node(2, "a"), Node(-0.25, "b")
BackpropStepper(circuit((tanh(a * b) + a * a).named("mine")))"""


def test_a_student_works_through_the_notebook(open_notebook):
    page = open_notebook(NAME, viewport=(1280, 720))
    run_as_stored(page, NAME)
    assert page.locator(".course-stepper").count() == CIRCUITS
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
    screenshot(page, "notebook-10-light")
    check_that_every_formula_is_set(page)
    check_exercises_are_calm(page, EXERCISES)
    check_polls_answer(page, POLLS)
    check_that_a_circuit_of_ones_own_can_be_written_and_stepped(page)
    in_the_dark(page, "notebook-10")


def check_that_every_formula_is_set(page):
    """MathJax replaces each formula; what it cannot read stays as dollars, or turns red."""
    outer = page.locator(".jp-WindowedPanel-outer").first
    height = outer.evaluate("box => box.scrollHeight")
    for top in range(0, height, 500):
        outer.evaluate("(box, top) => { box.scrollTop = top; }", top)
        expect(page.locator(".jp-MarkdownOutput").filter(has_text=UNREAD)).to_have_count(0)
        assert page.locator("mjx-merror, merror").count() == 0
    assert page.locator("mjx-container").count() > 0


def check_that_a_circuit_of_ones_own_can_be_written_and_stepped(page):
    cell = cell_with(page, "mine = (maximum")
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("from course_utils.engine import tanh\n" + OWN)
    page.keyboard.press("Control+Enter")
    own = page.locator(".jp-CodeCell").filter(has_text="tanh(a * b)").locator(".course-stepper")
    own.wait_for()
    own.click(position={"x": 20, "y": 20})
    page.keyboard.press("End")
    check_question(own, "How does mine change with b?")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    own.get_by_text("branches sum").first.wait_for()
