"""Notebook 02 in real JupyterLab: it runs untouched, its explorer follows keys and buttons, its polls take answers."""

from playwright.sync_api import expect

from tests.browser.lab import changed, live, screenshot, walk

NAME = "02_risk"


def test_a_student_works_through_the_notebook(open_notebook):
    with walk(open_notebook, NAME) as page:
        explorer = live(page, "RiskExplorer(")
        expect(explorer.locator(".course-description")).to_contain_text("Draw 1: N = 40, σ = 0.3, 6 terms.")
        changed(
            explorer, lambda: explorer.get_by_role("slider", name="terms").press("ArrowRight"), "7 terms."
        )
        changed(explorer, explorer.get_by_role("button", name="draw new data").click, "Draw 2: N = 40")
        screenshot(page, "notebook-02")
