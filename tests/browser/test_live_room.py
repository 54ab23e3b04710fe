"""A live figure in its room: everything is in sight in JupyterLab's window, and large on a projector."""

import re

import pytest
from matplotlib.text import Text
from playwright.sync_api import expect

from course_utils import widgets
from course_utils.data import galaxies
from tests.browser.lab import SMALL_TEXT, run_all, screenshot
from tests.browser.plain_page import show

ROOM = 600  # pixels that JupyterLab leaves at 1280 × 720
FIGURES = [
    *(name for name in widgets.__all__ if name.endswith("Explorer") and name != "TrainingExplorer"),
    "OptimizerRace",
    "RosenblattMachine",
]
PROJECTOR = re.compile("course-projector")
SMALL = SMALL_TEXT.replace(".course-stepper", ".course-live")


def made(name):
    if name != "TrainingExplorer":
        return getattr(widgets, name)()
    predict = lambda X, w: 1 / (1 + 2.0 ** -(X @ w))  # noqa: E731
    return widgets.TrainingExplorer([[0.1, 0.2], [0.5, 0.4], [1.0, -1.0]], predict, galaxies(50, seed=0))


def settled(figure):
    figure.page.wait_for_function(
        "figure => figure.matches('[data-settled]') && figure.dataset.drawn === figure.dataset.theme",
        arg=figure.element_handle(),
    )


def test_every_figure_fits_the_room_that_jupyterlab_leaves(open_notebook):
    calls = [f"{name}()" for name in FIGURES]
    page = open_notebook(cells=["from course_utils.widgets import *", *calls], viewport=(1280, 720))
    run_all(page)
    figures = page.locator(".course-live")
    expect(figures).to_have_count(len(FIGURES))
    for place in range(len(FIGURES)):
        figures.nth(place).scroll_into_view_if_needed()
        settled(figures.nth(place))
        fits = f"figure => figure.getBoundingClientRect().height <= {ROOM}"
        page.wait_for_function(fits, arg=figures.nth(place).element_handle())
    screenshot(page, "live-room-lab")


@pytest.mark.parametrize("name", [*FIGURES, "TrainingExplorer"])
def test_a_figure_is_in_sight_beside_a_side_bar_and_large_on_a_projector(new_page, name):
    page = new_page(viewport=(1280, 720), theme="dark" if name == "OptimizerRace" else "light")
    widget = made(name)
    (figure,) = show(page, widget, width=850)
    settled(figure)
    check_what_it_folds_away_stays_in_sight(page, figure)
    check_on_a_projector_all_letters_are_large_and_all_is_in_sight(page, figure, widget)


def check_what_it_folds_away_stays_in_sight(page, figure):
    before = figure.bounding_box()
    assert before["height"] <= ROOM
    picture = figure.locator(".course-picture").bounding_box()
    for fold in figure.locator("summary").all():
        fold.click()
        inside = fold.locator("xpath=..").locator(".course-controls")
        assert inside.is_visible()
        assert figure.bounding_box() == before and figure.locator(".course-picture").bounding_box() == picture
        assert inside.bounding_box()["y"] >= before["y"]
        page.keyboard.press("Escape")
        expect(inside).to_be_hidden()
        expect(fold).to_be_focused()


def letters(figure, page_height):
    """The sizes in pixels of the page of all texts that matplotlib has drawn in a figure's picture."""
    drawing = figure.model.drawing
    texts = [text for text in drawing.figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    share = page_height / drawing.figure.bbox.height
    return {text.get_text(): text.get_fontsize() / 72 * drawing.figure.dpi * share for text in texts}


def check_on_a_projector_all_letters_are_large_and_all_is_in_sight(page, figure, widget):
    usual = figure.locator(".course-picture").bounding_box()
    figure.focus()
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement?.matches('.course-live.course-projector')")
    for _ in range(100):
        if widget.model.size is not None:
            break
        page.wait_for_timeout(50)
    settled(figure)
    screenshot(page, f"projector-{type(widget).__name__}")
    assert page.evaluate(SMALL) == []
    assert figure.evaluate(
        "root => root.scrollHeight <= root.clientHeight && root.scrollWidth <= root.clientWidth"
    )
    picture = figure.locator(".course-picture").bounding_box()
    assert tuple(widget.model.size) == (round(picture["width"]), round(picture["height"]))
    if hasattr(widget.model.drawing, "figure"):
        small = {text: size for text, size in letters(widget, picture["height"]).items() if size < 23.9}
        assert small == {}
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("!document.querySelector('.course-live').matches('.course-projector')")
    expect(figure.get_by_role("button", name="projector mode")).to_have_attribute("aria-pressed", "false")
    page.wait_for_function("window.innerHeight === 720")
    assert figure.locator(".course-picture").bounding_box() == usual
    for _ in range(100):
        if widget.model.size is None:
            return
        page.wait_for_timeout(50)
    pytest.fail("Python draws for the projector still")


def test_the_window_is_filled_where_full_screen_is_refused_and_escape_leaves(new_page):
    page = new_page(viewport=(1280, 720))
    (figure,) = show(page, made("ActivationExplorer"), width=850)
    settled(figure)
    page.evaluate("void (Element.prototype.requestFullscreen = () => Promise.reject(new Error('refused')))")
    figure.get_by_role("button", name="projector mode").click()
    expect(figure).to_have_class(PROJECTOR)
    assert figure.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 720}
    page.keyboard.press("Escape")
    expect(figure).not_to_have_class(PROJECTOR)
    figure.get_by_role("combobox").focus()
    page.keyboard.press("f")  # in a list of words a letter chooses a word
    expect(figure).not_to_have_class(PROJECTOR)
