"""Notebook 07 in real JupyterLab: it runs untouched, its explorers follow their controls, a poll takes an answer."""

from playwright.sync_api import expect

from tests.browser.lab import changed, live, screenshot, slider, walk

NAME = "07_loss_functions"


def test_a_student_works_through_the_notebook(open_notebook):
    with walk(open_notebook, NAME) as page:
        outlier = live(page, "OutlierExplorer(")
        changed(outlier, lambda: slider(outlier, "good readings").press("Home"), "2 good readings")
        screenshot(page, "notebook-07-outlier")

        example = live(page, "LossExplorer(z")
        changed(example, lambda: slider(example, "pre-activation z").press("Home"), "81,378 times as hard")
        changed(example, lambda: example.get_by_label("class 0").check(), "y = 0, z = −12")
        screenshot(page, "notebook-07-example")

        surface = live(page, "LossSurfaceExplorer(")
        changed(surface, lambda: surface.get_by_label("binary cross-entropy").check(), "84 % right")
        screenshot(page, "notebook-07-surface")
        changed(surface, lambda: slider(surface, "quiescent fraction").press("Home"), "All labels are 0")
        screenshot(page, "notebook-07-one-class")

        pair = live(page, "WeightPairExplorer(")
        changed(pair, lambda: slider(pair, "updates t").press("Home"), "after 0 updates")
        slider(pair, "weight across").press("End")
        slider(pair, "weight upwards").press("End")
        expect(pair.get_by_text("Choose two different weights")).to_be_visible()
        screenshot(page, "notebook-07-pair")
