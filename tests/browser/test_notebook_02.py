"""Notebook 02 in real JupyterLab: it runs untouched, its explorer follows keys and buttons, its polls take answers."""

from playwright.sync_api import expect

from tests.browser.lab import (
    changed,
    check_exercises_are_calm,
    check_polls_answer,
    in_the_dark,
    live,
    run_as_stored,
    screenshot,
)

NAME = "02_risk"
EXERCISES = ("02.score", "02.empirical_risk", "02.gap", "02.leak")
POLLS = {
    "02.double_n": ("It falls to a quarter.", "Yes, once there are many more examples"),
    "02.best_of_hundred": ("89 %.", "Yes: 89.4 % on average"),
}


def test_a_student_works_through_the_notebook(open_notebook):
    page = open_notebook(NAME, viewport=(1280, 720))
    run_as_stored(page, NAME)

    explorer = live(page, "RiskExplorer(")
    expect(explorer.locator(".course-description")).to_contain_text("Draw 1: N = 40, σ = 0.3, 6 terms.")
    changed(explorer, lambda: explorer.get_by_role("slider", name="terms").press("ArrowRight"), "7 terms.")
    changed(explorer, explorer.get_by_role("button", name="draw new data").click, "Draw 2: N = 40")
    screenshot(page, "notebook-02-light")

    check_exercises_are_calm(page, EXERCISES)
    check_polls_answer(page, POLLS)
    in_the_dark(page, "notebook-02")
