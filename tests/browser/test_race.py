"""The race in the browser: drawn by the page from film, gone back in, and edited."""

import numpy as np
import pytest
from playwright.sync_api import expect

from course_utils.widgets import OptimizerRace
from tests.browser.plain_page import show

DRAWN = "figure => figure.querySelector('.course-race .course-curves').innerHTML"


@pytest.fixture
def race(new_page):
    """Return a function `(**arguments) → (widget, figure)`, the figure with its map."""

    def race(**arguments):
        page, widget = new_page(viewport=(1280, 720)), OptimizerRace(**arguments)
        (figure,) = show(page, widget, width=1112)
        expect(figure.locator(".course-band")).not_to_have_count(0)
        return widget, figure

    return race


def test_the_line_goes_back_to_what_was_there_and_on_from_it(race):
    widget, figure = race(surface="bowl")
    step, line = figure.get_by_role("button", name="step", exact=True), figure.locator(".course-line")
    for number in range(1, 8):
        step.click()
        expect(figure.locator(".course-description")).to_contain_text(f"step {number}.")
        if number == 4:
            then = figure.evaluate(DRAWN)
    for number in (6, 5, 4):
        line.press("ArrowLeft")
        expect(figure.locator(".course-description")).to_contain_text(f"step {number}.")
    assert figure.evaluate(DRAWN) == then and widget.model.state.progress[1] == 4
    expect(line).to_have_attribute("aria-valuetext", "step 4")
    assert line.get_attribute("max") == "7"  # what lies ahead is kept until one goes on
    line.press("End")
    expect(figure.locator(".course-description")).to_contain_text("step 7.")
    line.press("Home")
    expect(figure.locator(".course-description")).to_contain_text("step 0.")


def test_a_new_rate_by_keys_by_text_and_on_the_strip_starts_anew(race):
    widget, figure = race(surface="valley")
    figure.get_by_role("button", name="step", exact=True).click()
    expect(figure.locator(".course-description")).to_contain_text("step 1.")
    slider, before = figure.get_by_role("slider", name="λ", exact=True), widget.model.state.learning_rate
    slider.press("ArrowRight")
    expect(figure.locator(".course-description")).to_contain_text("step 0.")
    assert 1 < widget.model.state.learning_rate / before < 1.02
    figure.get_by_text("λ exactly").click()
    figure.get_by_role("textbox", name="λ =").fill("0.0399")
    figure.get_by_role("textbox", name="λ =").press("Enter")
    expect(figure.locator(".course-description")).to_contain_text("λ = 0.0399")
    figure.get_by_role("slider", name="λ in steps of 0.0001").press("ArrowRight")
    expect(figure.locator(".course-description")).to_contain_text("λ = 0.04:")
    figure.get_by_role("textbox", name="λ =").fill("a lot")
    figure.get_by_role("textbox", name="λ =").press("Enter")
    expect(figure.locator(".course-notice")).to_contain_text("The learning rate λ must be a number")
    assert widget.model.state.learning_rate == 0.04
    figure.get_by_role("slider", name="learning rate").press("Home")
    expect(figure.locator(".course-description")).to_contain_text("λ = 0.0001:")


def test_the_start_is_where_the_handle_and_the_walk_are(race):
    widget, figure = race(surface="bowl")
    start, svg = figure.get_by_role("slider", name="start"), figure.locator(".course-race").bounding_box()
    start.press("Home")
    expect(figure.locator(".course-description")).to_contain_text("(−2.000, ")
    figure.get_by_role("button", name="to the end").click()
    expect(figure.locator(".course-description")).to_contain_text("arrived")
    where = widget.model.drawing.place(*widget.model.state.start)
    box = start.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    assert middle == pytest.approx(
        (svg["x"] + where[0] * svg["width"], svg["y"] + where[1] * svg["height"]), abs=1.5
    )
    first = figure.locator(".course-walks .course-walk").first.get_attribute("d").split("L")[0]
    x, y = map(float, first.removeprefix("M").split())
    assert (x / 820, y / 410) == pytest.approx(where, abs=2e-3)


def test_the_others_run_beside_each_in_a_line_of_its_own(race):
    """Heavy ball, v ← 0.9 v − λ∇f, and Adam, whose first step is λ along each axis, from the start of all."""
    _, figure = race(surface="valley", learning_rate=0.03)
    figure.get_by_label("the others beside").check()
    figure.get_by_role("button", name="step", exact=True).click()
    expect(figure.locator(".course-description")).to_contain_text("Beside them, with the same λ: momentum (")
    expect(figure.locator(".course-walks .course-walk.course-beside")).to_have_count(2)
    walks = figure.locator(
        ".course-walks .course-walk"
    ).evaluate_all("""walks => walks.map((walk) => ({
        at: walk.getAttribute("d").slice(1).split("L").map((place) => place.trim().split(/[ ,]+/).map(Number)),
        beside: walk.classList.contains("course-beside"), dashes: getComputedStyle(walk).strokeDasharray }))""")
    assert len({walk["dashes"] for walk in walks if walk["beside"]} | {"none"}) == 3
    starts = {tuple(walk["at"][0]) for walk in walks}
    assert len(starts) == 1
    drop = {walk["dashes"]: np.subtract(walk["at"][1], walk["at"][0]) for walk in walks if walk["beside"]}
    along = next(walk for walk in walks if not walk["beside"] and walk["dashes"] == "none")["at"]
    assert drop["7px, 4px"] == pytest.approx(np.subtract(along[1], along[0]), abs=0.02), "v is 0 at first"
    adam = drop["2px, 3px"]
    assert abs(adam[0]) == pytest.approx(abs(adam[1]), abs=0.02) and abs(adam[0]) > 0.5
