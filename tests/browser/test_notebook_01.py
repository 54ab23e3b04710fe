"""Notebook 01 in real JupyterLab: it runs untouched, the cut follows keys and pointer, a poll takes an answer."""

from tests.browser.lab import changed, live, screenshot, walk

NAME = "01_supervised_learning"


def test_a_student_works_through_the_notebook(open_notebook):
    with walk(open_notebook, NAME) as page:
        figure = live(page, "CutExplorer(")
        changed(
            figure, lambda: figure.get_by_role("slider", name="lowest U−V").first.press("End"), "U−V > 2.40"
        )
        changed(figure, figure.get_by_text("the published cut").click, "Dashed, the published cut")
        screenshot(page, "notebook-01")
