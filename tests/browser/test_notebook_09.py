"""Notebook 09 in real JupyterLab: it runs untouched, its races take steps and drags, its polls take an answer."""

import re

from playwright.sync_api import expect

from tests.browser.lab import changed, live, screenshot, walk

NAME = "09_gradient_descent_and_newton"


def test_a_student_works_through_the_notebook(open_notebook):
    with walk(open_notebook, NAME) as page:
        race = live(page, 'OptimizerRace("rosenbrock"')
        step = race.get_by_role("button", name="step", exact=True)
        changed(race, step.click, "f = 4.7319")
        changed(race, step.click, "f = 1411.8, outside the picture")
        screenshot(page, "notebook-09-jump")
        start = race.get_by_role("slider", name="start")
        changed(race, lambda: start.press("ArrowRight"), "step 0.")
        changed(
            race,
            lambda: race.get_by_label("surface").select_option("a trough (singular Hessian)"),
            "A trough",
        )
        changed(race, step.click, "the Hessian is singular")
        screenshot(page, "notebook-09-trough")
        changed(race, lambda: race.get_by_label("surface").select_option("a double well"), "A double well")
        changed(
            race, lambda: race.get_by_role("slider", name="λ", exact=True).press("End"), "above the limit 1,"
        )
        changed(race, lambda: race.get_by_label("Newton's model").click(), "A double well")
        changed(race, race.get_by_role("button", name="usual start").click, "(0.400, 1.000)")
        changed(race, race.get_by_role("button", name="to the end").click, "it stands still on a saddle")
        screenshot(page, "notebook-09-saddle")

        galaxies = live(page, 'OptimizerRace("galaxies"')
        galaxies.get_by_role("button", name="play").click()
        # A busy Python shows every second one or fewer.
        expect(galaxies.locator(".course-description")).to_contain_text(re.compile("step [1-9]\\d"))
        galaxies.get_by_role("button", name="pause").click()
        screenshot(page, "notebook-09-galaxies")
