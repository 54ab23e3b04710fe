"""Notebook 01 in real JupyterLab: it runs untouched, the cut follows keys and pointer, a poll takes an answer."""

from tests.browser.lab import (
    changed,
    check_exercises_are_calm,
    check_polls_answer,
    in_the_dark,
    live,
    run_as_stored,
    screenshot,
)

NAME = "01_supervised_learning"
EXERCISES = ("01.ceres", "01.redshifts", "01.targets", "01.purity", "01.scores")


def test_a_student_works_through_the_notebook(open_notebook):
    page = open_notebook(NAME, viewport=(1280, 720))
    run_as_stored(page, NAME)
    check_exercises_are_calm(page, EXERCISES)
    check_polls_answer(page, {"01.colour_plot": ("It depends.", "What counts is how W was found.")})

    figure = live(page, "CutExplorer(")
    changed(figure, lambda: figure.get_by_role("slider", name="lowest U−V").first.press("End"), "U−V > 2.40")
    changed(figure, figure.get_by_text("the published cut").click, "Dashed, the published cut")
    screenshot(page, "notebook-01-light")
    in_the_dark(page, "notebook-01")
