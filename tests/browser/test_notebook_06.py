"""Notebook 06 in real JupyterLab: it runs untouched, a target is drawn by pointer and keys, a poll takes an answer."""

import re

from playwright.sync_api import expect

from tests.browser.lab import changed, live, screenshot, walk

NAME = "06_universal_approximation"


def test_a_student_works_through_the_notebook(open_notebook):
    with walk(open_notebook, NAME) as page:
        explorer = live(page, "ApproximationExplorer(")
        changed(explorer, lambda: slider(explorer, "neurons").press("End"), "120 sigmoids")
        changed(explorer, lambda: slider(explorer, "steepness of sigmoids").press("Home"), "of steepness 5")
        changed(explorer, lambda: explorer.get_by_text("ReLU pieces").click(), "built of 120 ReLU pieces")
        for _ in range(11):
            slider(explorer, "neurons").press("Shift+ArrowLeft")
        changed(explorer, lambda: slider(explorer, "neurons").press("ArrowRight"), "ReLU pieces")
        keep = explorer.get_by_role("button", name="keep my best score")
        changed(explorer, lambda: slider(explorer, "ε").press("Home"), "outside the band ε = 0.01")
        keep.click()
        expect(explorer.locator(".course-description")).to_contain_text("Not kept: the sup-error")
        changed(explorer, lambda: slider(explorer, "ε").press("End"), "the band ε = 0.3")
        screenshot(page, "notebook-06-explorer")

        draw(page, explorer)
        screenshot(page, "notebook-06-drawing")
        changed(
            explorer,
            lambda: explorer.get_by_role("button", name="train one to the end").click(),
            "1500 updates",
        )
        screenshot(page, "notebook-06-trained")


def draw(page, explorer):
    """A stroke from knot to knot, out of the square at its end, then the keys."""
    before = heights(explorer)
    knots = explorer.locator(".course-handle.course-knot")
    expect(knots).to_have_count(21)
    places = [knots.nth(number).bounding_box() for number in (4, 16)]
    start, end = ((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in places)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 40, start[1] + 60, steps=4)
    page.mouse.move(end[0], start[1] - 400, steps=3)  # far above the square: the curve stays in it
    page.mouse.up()
    expect(explorer.locator(".course-description")).to_contain_text("your own drawing")
    expect(explorer).to_have_attribute("data-settled", "")
    after = heights(explorer)
    assert after[:3] == before[:3] and after[18:] == before[18:], "knots beyond the stroke have moved"
    assert all(now != then for now, then in zip(after[4:16], before[4:16], strict=True)), (
        "a knot was jumped over"
    )
    assert after[16] == max(after), "the stroke went out at the top"

    first = knots.nth(16)
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(knots.nth(17)).to_be_focused()
    changed(explorer, lambda: page.keyboard.press("PageUp"), "your own drawing")
    expect(knots.nth(17)).to_have_attribute("aria-valuenow", str(after[17] + 10))
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")  # no further
    expect(knots.nth(17)).to_have_attribute("aria-valuenow", "200")
    expect(explorer.locator(".course-handle.course-knot[tabindex='0']")).to_have_count(
        1
    )  # one stop for the Tab key


def heights(explorer):
    """The position of each knot, 0 to 200."""
    return explorer.locator(".course-handle.course-knot").evaluate_all(
        "all => all.map(knot => Number(knot.ariaValueNow))"
    )


def slider(figure, name):
    """A slider of a live figure, not a knot."""
    return figure.locator("input").and_(figure.get_by_role("slider", name=re.compile(f"^{name}$")))
