"""Notebook 00 in real JupyterLab: the first ten minutes of a student, from the self-test to the first poll."""

from tests.browser.lab import cell_with, check_question, run_cell, screenshot, walk

NAME = "00_start_here"


def test_the_first_ten_minutes(open_notebook):
    with walk(open_notebook, NAME) as page:
        cell_with(page, "self_test()").get_by_text("This environment is sound.").wait_for()
        stepper = cell_with(page, "BackpropStepper(circuit(f))").locator(".course-stepper")
        stepper.click(position={"x": 20, "y": 20})
        check_question(stepper, "What is q?")
        page.keyboard.press("ArrowRight")
        check_question(stepper, "What is f?")
        page.keyboard.press("End")
        check_question(stepper, "How does f change with y?")
        stepper.evaluate("stepper => stepper.scrollIntoView({block: 'center'})")
        screenshot(page, "notebook-00")
        check_that_an_answer_that_is_typed_in_is_judged(page)


def check_that_an_answer_that_is_typed_in_is_judged(page):
    practice = cell_with(page, 'check("00.practice", answer)')
    run_cell(practice, 'answer = 3\ncheck("00.practice", answer)')
    practice.get_by_text("Correct.").wait_for()
