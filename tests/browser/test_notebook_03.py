"""Notebook 03 in real JupyterLab: it runs untouched, the threshold is dragged and nudged, polls take answers."""

from tests.browser.lab import changed, live, screenshot, walk

NAME = "03_families_of_models"


def test_a_student_works_through_the_notebook(open_notebook):
    with walk(open_notebook, NAME) as page:
        explorer = live(page, "GiniExplorer(")
        handle = explorer.locator(".course-handle")
        changed(explorer, lambda: handle.press("End"), "200 galaxies, 65 quiescent, Gini 0.4387; no galaxy.")
        changed(explorer, lambda: handle.press("Shift+ArrowLeft"), "cut at 2.550 mag")
        changed(explorer, lambda: drag(page, handle, -120), "galaxies")
        changed(explorer, explorer.get_by_role("button", name="best single cut").click, "cut at 1.665 mag")
        screenshot(page, "notebook-03")
        changed(explorer, lambda: explorer.get_by_text("V−J", exact=True).click(), "V−J cut at 1.665 mag")
        changed(explorer, explorer.get_by_role("button", name="best pair of cuts").click, "best pair: 0.3572")


def drag(page, handle, by):
    """Move a handle sideways with the mouse, by so many pixels."""
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y, steps=4)
    page.mouse.up()
