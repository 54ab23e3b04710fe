"""The live figure in real JupyterLab: its keys, its themes and pages, its kernel busy, started again and gone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.lab import (
    busy_kernel,
    button,
    cell,
    change_theme,
    end_kernel,
    run_all,
    run_code,
    slider,
    wait_for_kernel,
    wait_until,
)

EXPLORER = "from course_utils.widgets import ActivationExplorer\nexplorer = ActivationExplorer()\nexplorer"
RACE = "from course_utils.widgets import OptimizerRace\nOptimizerRace('valley')"
NEW_VIEW = """() => {
    const panel = window.jupyterapp.shell.currentWidget;
    panel.content.activeCellIndex = 0;
    panel.content.select(panel.content.activeCell);
    return window.jupyterapp.commands.execute("notebook:create-output-view");
}"""
Z = "pre-activation z"
GONE = re.compile("stopped.*run this cell again")


@pytest.fixture
def open_figure(open_notebook):
    """Return a function `(*cells) → (page, first live figure)`, its exact picture shown."""

    def open_figure(*cells):
        page = open_notebook(cells=cells)
        run_all(page)
        figure = page.locator(".course-live").first
        expect(figure).to_have_attribute("data-settled", "")
        return page, figure

    return open_figure


def says(figure, words):
    expect(figure.locator(".course-description")).to_contain_text(words)


def test_keys_move_a_handle_and_the_notebook_keeps_still(open_figure):
    page, figure = open_figure(EXPLORER)
    point = slider(figure, "point")
    for keys, words in (
        ("ArrowRight", "z = 1.1"),
        ("Shift+ArrowLeft", "z = 0.1"),
        ("End", "z = 6"),
        ("Home", "z = −6"),
    ):
        point.press(keys)
        says(figure, words)
    expect(point).to_have_attribute("aria-valuetext", figure.locator(".course-description").text_content())
    for _ in range(30):  # faster than pictures: the browser adds up
        page.keyboard.press("ArrowUp")
    says(figure, "z = −3:")
    expect(slider(figure, Z)).to_have_value("30")
    page.keyboard.press("b")
    assert page.locator(".jp-Notebook .jp-Cell").count() == 1
    check_a_busy_python_is_named_and_then_answers(page, figure)
    check_a_python_that_was_started_again_is_named(page, figure)


def check_a_busy_python_is_named_and_then_answers(page, figure):
    with busy_kernel(page):
        slider(figure, Z).press("End")
        figure.get_by_text("Python is busy").wait_for()
        expect(figure.locator(".course-number").first).to_have_text("6")
    expect(figure.locator(".course-description")).to_contain_text("z = 6:")
    expect(figure.locator(".course-notice")).to_be_hidden()


def check_a_python_that_was_started_again_is_named(page, figure):
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    wait_for_kernel(page)
    slider(figure, Z).press("Home")
    expect(figure.locator(".course-notice")).to_contain_text("run this cell again")
    expect(figure.locator("img")).to_be_visible()


IN_THEME = """([image, theme]) => {
    if (!image.complete || !image.naturalWidth) return false;
    const pen = new OffscreenCanvas(1, 1).getContext("2d");
    pen.drawImage(image, 0, 0);
    return Math.max(...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)) > 128 === (theme === "light");
}"""


def check_shows(figure, words, theme):
    """The figure's words, and a picture on the ground of a theme, which an exact one may replace meanwhile."""
    expect(figure).to_have_attribute("data-drawn", theme)
    says(figure, words)
    wait_until(figure.locator("img"), IN_THEME, theme)


def test_every_view_shows_the_present_picture_in_the_theme_of_its_page(open_figure, lab_server):
    """On a second page that begins in another theme, under which the theme changes, and opened when Python has gone."""
    page, figure = open_figure(EXPLORER, RACE)
    slider(figure, Z).press("End")
    says(figure, "z = 6")
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save').then(() => null)")
    lab_server.set_theme("dark")
    other = page.context.new_page()
    other.goto(page.url)
    wait_for_kernel(other)
    theirs = other.locator(".course-live").first
    check_shows(theirs, "z = 6", "dark")
    for mover, key, words in ((theirs, "Home", "z = −6"), (figure, "End", "z = 6")):
        slider(mover, Z).press(key)
        check_shows(figure, words, "light")
        check_shows(theirs, words, "dark")
    change_theme(other, "light")
    check_shows(theirs, "z = 6", "light")
    other.close()
    check_what_is_shown_stays_when_python_has_gone(page, figure, cell(page, 1).locator(".course-live"))


def check_what_is_shown_stays_when_python_has_gone(page, figure, race):
    button(race, "play").click()
    says(race, re.compile("step [1-9]"))
    end_kernel(page)
    expect(race.locator(".course-notice")).to_contain_text(GONE)
    expect(button(race, "play")).to_be_visible()
    says(race, re.compile("step [1-9]"))
    slider(figure, Z).press("Home")
    page.evaluate(NEW_VIEW)
    views = page.locator(".course-live:not(.course-film)")
    expect(views).to_have_count(2)
    for view in views.all():
        # Said at once, or after a while where a message was under way as Python ended.
        expect(view.locator(".course-notice")).to_contain_text(GONE)
        check_shows(view, "z = 6", "light")


def test_two_figures_and_two_views_of_one_and_a_new_one_needs_no_python(open_figure):
    page, _ = open_figure(EXPLORER, "other = ActivationExplorer('relu')\nother", "explorer")
    first, other, again = (cell(page, place).locator(".course-live") for place in range(3))
    slider(first, Z).press("End")
    says(first, "sigmoid at z = 6")
    says(again, "sigmoid at z = 6")
    says(other, "ReLU at z = 1")
    run_code(page, "other.set('z', -2.0)")
    says(other, "ReLU at z = −2")
    slider(again, Z).press("Home")
    says(first, "sigmoid at z = −6")
    expect(first).to_have_attribute("data-settled", "")
    words = first.locator(".course-description").text_content()
    with busy_kernel(page):
        page.evaluate(NEW_VIEW)
        views = page.locator(".course-live")
        expect(views).to_have_count(4)
        for view in (first, again, views.last):
            expect(view.locator(".course-description")).to_have_text(words)
            expect(slider(view, Z)).to_have_value("0")
