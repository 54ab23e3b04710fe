"""Notebook 03 in real JupyterLab: it runs untouched, the threshold is dragged and nudged, polls take answers."""

from tests.browser.lab import (
    changed,
    check_exercises_are_calm,
    check_polls_answer,
    in_the_dark,
    live,
    run_as_stored,
    screenshot,
)

NAME = "03_families_of_models"
EXERCISES = ("03.best_split", "03.match", "03.interval", "03.gini")
POLLS = {
    "03.deep_tree": ("None in training, several per cent", "No two galaxies have exactly the same colours"),
    "03.imagenet": ("16 %.", "AlexNet reached 16.4 %"),
}


def test_a_student_works_through_the_notebook(open_notebook):
    page = open_notebook(NAME, viewport=(1280, 720))
    run_as_stored(page, NAME)

    explorer = live(page, "GiniExplorer(")
    handle = explorer.locator(".course-handle")
    changed(explorer, lambda: handle.press("End"), "200 galaxies, 65 quiescent, Gini 0.4387; no galaxy.")
    changed(explorer, lambda: handle.press("Shift+ArrowLeft"), "cut at 2.550 mag")
    changed(explorer, lambda: drag(page, handle, -120), "galaxies")
    changed(explorer, explorer.get_by_role("button", name="best single cut").click, "cut at 1.665 mag")
    screenshot(page, "notebook-03-light")
    changed(explorer, lambda: explorer.get_by_text("V−J", exact=True).click(), "V−J cut at 1.665 mag")
    changed(explorer, explorer.get_by_role("button", name="best pair of cuts").click, "best pair: 0.3572")

    check_exercises_are_calm(page, EXERCISES)
    check_polls_answer(page, POLLS)
    in_the_dark(page, "notebook-03")


def drag(page, handle, by):
    """Move a handle sideways with the mouse, by so many pixels."""
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y, steps=4)
    page.mouse.up()
