"""The playground under the hand, on a page without JupyterLab: what is pressed, pointed at, and refused.

Notebook 08 is walked through in Lab; here stands what needs no notebook.
"""

import re

import pytest
from playwright.sync_api import expect

from course_utils.widgets import Playground
from tests.browser.plain_page import show
from tests.browser.test_film_faults import FIGURES

TWO = "data=own layers=2 own=0.5:0.5:1,-0.5:-0.5:0"


def button(figure, name):
    return figure.get_by_role("button", name=name, exact=True)


@pytest.fixture
def put(new_page):
    """Return a function `(*set-ups) → ([widgets], [figures])`, all on one page."""

    def put(*setups):
        widgets = [Playground(setup) for setup in setups]
        figures = show(new_page(viewport=(1280, 720)), *widgets, width=1112)
        for figure in figures:
            expect(figure).to_have_attribute("data-settled", "")
        return widgets, figures

    return put


def test_what_the_picture_shows_large_is_chosen_and_left_by_a_click(put):
    (widget,), (figure,) = put("data=circles layers=3-2 inputs=x1")
    button(figure, "neuron 1.2: show its map large").click()
    expect(figure.locator(".course-description")).to_contain_text("Shown large: neuron 1.2.")
    button(figure, "show the answer").click()
    expect(figure.locator(".course-title")).to_have_text("What the network answers")
    assert widget.model.state.neuron == ""
    last = button(figure, "input x₁")
    last.click()
    expect(figure.locator(".course-notice")).to_contain_text("needs one or more inputs")
    expect(last).to_have_attribute("aria-pressed", "true")
    figure.get_by_title("moons").click()
    expect(figure.locator(".course-description")).to_contain_text("moons, hidden layers 3-2")
    figure.get_by_role("radio", name="moons").press("ArrowRight")
    expect(figure.locator(".course-description")).to_contain_text("spiral, hidden layers 3-2")


def test_points_that_python_refuses_are_taken_back(put):
    """Nobody may be shown a point from which nothing is learned, nor miss one that is there."""
    (widget,), (figure,) = put(TWO)
    pad, tip, keys = figure.locator(".course-pad"), figure.locator(".course-tip"), figure.page.keyboard
    there = [re.compile("x₁ = 0.5, .*class 1"), re.compile("x₁ = −0.5, .*class 0")]
    pad.focus()
    for key in ("Delete", "0"):  # both would leave no point of class 1
        keys.press("Escape")
        keys.press("ArrowRight")
        keys.press(key)
        expect(figure.locator(".course-notice")).to_contain_text("must be of both classes")
        keys.press("Escape")
        for point in there:
            keys.press("ArrowRight")
            expect(tip).to_have_text(point)
    assert widget.model.state.training.settings.own == ((0.5, 0.5, 1), (-0.5, -0.5, 0))
    figure.page.evaluate("window.end()")
    pad.click(position={"x": 5, "y": 5})
    expect(figure.locator(".course-notice")).to_contain_text("run this cell again")
    pad.focus()
    for point in there:
        keys.press("ArrowRight")
        expect(tip).to_have_text(point)


def test_points_come_and_go_by_keys_and_say_what_python_says(put):
    (widget,), (figure,) = put(TWO)
    tip, keys = figure.locator(".course-tip"), figure.page.keyboard
    figure.locator(".course-pad").focus()
    keys.press("1")
    figure.page.evaluate("window.wire.held = []")
    keys.press("Enter")
    expect(tip).to_have_text("training point: x₁ = 0, x₂ = 0class 1")  # no answer yet, and none is invented
    figure.page.evaluate("window.release()")
    expect(tip).to_contain_text("class 1, answer 0.5, loss 0.6931")  # tanh(0) = 0 in every neuron, and −log ½
    keys.press("Alt+ArrowUp")
    expect(figure.locator(".course-stage")).to_have_attribute("data-points", "3")
    expect(figure).to_have_attribute("data-settled", "")
    assert widget.model.state.training.settings.own[-1] == (0, 0.05, 1)
    keys.press("Delete")
    expect(figure.locator(".course-stage")).to_have_attribute("data-points", "2")
    expect(figure.locator(".course-stage .course-spoken")).to_have_text("point removed")


def test_two_playgrounds_on_a_page_are_two(put):
    (one, other), figures = put("data=circles layers=4", "data=xor layers=2")
    figures[0].get_by_title("spiral").click()
    expect(figures[0].locator(".course-description")).to_contain_text("spiral")
    assert figures[1].get_by_role("radio", name="XOR").is_checked()
    for figure in figures:
        button(figure, "play").click()
    for figure in figures:
        figure.page.wait_for_function(
            "line => Number(line.value) > 50", arg=figure.locator(".course-line").element_handle()
        )
    for figure in figures:
        button(figure, "pause").click()
        expect(figure).to_have_attribute("data-settled", "")
    for widget, figure in zip((one, other), figures, strict=True):
        at = widget.model.state.training.updates
        expect(figure.locator(".course-line")).to_have_value(str(at))
    assert (one.model.state.data, other.model.state.data) == ("spiral", "xor")


@pytest.mark.parametrize("name", FIGURES)
def test_everything_that_can_be_pressed_is_reached_by_tab_and_has_a_name(new_page, name):
    (figure,) = show(new_page(viewport=(1280, 720)), FIGURES[name](), width=1112)
    expect(figure).to_have_attribute("data-settled", "")
    page, reached = figure.page, []
    for _ in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate("""() => {
            const element = document.activeElement;
            if (element === document.body) return null;
            element.dataset.reached = "";
            return element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent;
        }""")
        if here is None:
            break
        reached.append(here.strip())
    assert all(reached) and len(reached) > 5
    # Radio buttons are one stop, and so are the knots of a drawing.
    missed = """() => [...document.querySelectorAll("button, input, select, textarea, summary, [role=slider]")]
        .filter((element) => element.checkVisibility() && !element.disabled && !("reached" in element.dataset))
        .filter((element) => element.type !== "radio" && !element.matches(".course-knot"))
        .map((element) => element.outerHTML.slice(0, 100))"""
    assert page.evaluate(missed) == []
