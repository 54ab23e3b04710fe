"""A live figure in its room: everything is in sight in JupyterLab's window, and large on a projector."""

import re

import pytest
from matplotlib.text import Text
from playwright.sync_api import expect

from course_utils import widgets
from course_utils.data import galaxies
from tests.browser.lab import NOTEBOOKS, ROOM, SMALL_TEXT, resize_screen, wait_until
from tests.browser.plain_page import show, wait_at_rest
from tests.conftest import wait_for
from tests.live.random_events import KINDS

HALLS = [(1280, 720), (1024, 768)]
# Height of the picture in each of them, in its usual proportions, when all words were cut to two lines.
HEIGHTS = {
    "ActivationExplorer": (605, 570),
    "ApproximationExplorer": (444, 440),
    "CutExplorer": (465, 414),
    "GiniExplorer": (527, 522),
    "HiddenLayerExplorer": (417, 408),
    "LossExplorer": (574, 570),
    "LossSurfaceExplorer": (495, 516),
    "NeuronExplorer": (629, 575),
    "OutlierExplorer": (574, 597),
    "RiskExplorer": (520, 462),
    "SlopeProductExplorer": (574, 570),
    "WeightPairExplorer": (520, 516),
    "OptimizerRace": (388, 434),
    "RosenblattMachine": (510, 446),
    "TrainingExplorer": (546, 464),
}
WIDE = "part => part.scrollWidth > part.clientWidth"
CUT = "part => part.scrollHeight > part.clientHeight"
PROJECTOR = re.compile("course-projector")
SMALL = SMALL_TEXT.replace(".course-stepper", ".course-live")


def made(name):
    if name != "TrainingExplorer":
        return getattr(widgets, name)()
    predict = lambda X, w: 1 / (1 + 2.0 ** -(X @ w))  # noqa: E731
    return widgets.TrainingExplorer([[0.1, 0.2], [0.5, 0.4], [1.0, -1.0]], predict, galaxies(50, seed=0))


def settled(figure):
    wait_until(
        figure,
        "([figure]) => figure.matches('[data-settled]') && figure.dataset.drawn === figure.dataset.theme",
    )


def test_every_figure_stands_in_a_notebook_whose_walk_looks_whether_it_fits_its_room():
    sources = [path.read_text(encoding="utf-8") for path in NOTEBOOKS.glob("*.ipynb")]
    assert [kind for kind in KINDS if not any(f"{kind}(" in source for source in sources)] == []


@pytest.mark.parametrize("name", HEIGHTS)
def test_a_figure_is_in_sight_beside_a_side_bar_and_large_on_a_projector(new_page, name):
    page = new_page(viewport=(1280, 720), theme="dark" if name == "OptimizerRace" else "light")
    widget = made(name)
    shape = widget.model.drawing.size
    (figure,) = show(page, widget, width=850)
    settled(figure)
    check_what_it_folds_away_stays_in_sight(page, figure)
    check_on_a_projector_all_letters_are_large_and_all_is_in_sight(page, figure, widget, HEIGHTS[name], shape)


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


def hall(figure):
    """Show a figure on a projector."""
    figure.focus()
    figure.page.keyboard.press("f")
    figure.page.wait_for_function("document.fullscreenElement?.matches('.course-live.course-projector')")


def shown_in_hall(new_page, name, window=(1280, 720)):
    """(page, widget, figure) of one that is shown on a projector."""
    page, widget = new_page(viewport=window), made(name)
    (figure,) = show(page, widget, width=window[0] - 168)
    settled(figure)
    hall(figure)
    return page, widget, figure


def fitted(figure, widget):
    """The box of the picture, once Python draws for just that."""
    for _ in range(100):
        box = figure.locator(".course-picture").bounding_box()
        if widget.model.size == (round(box["width"]), round(box["height"])):
            settled(figure)
            return box
        figure.page.wait_for_timeout(50)
    pytest.fail(f"Python draws for {widget.model.size}, the page shows {box}")


def check_hall(figure, widget):
    """All is in sight in letters for the last row; returns the box of the picture."""
    wait_at_rest(figure.page)
    picture = fitted(figure, widget)
    assert figure.page.evaluate(SMALL) == []
    assert not (
        figure.evaluate(CUT) or figure.evaluate(WIDE) or figure.locator(".course-words").evaluate(CUT)
    )
    if hasattr(widget.model.drawing, "figure"):
        small = {text: size for text, size in letters(widget, picture["height"]).items() if size < 23.9}
        assert small == {}
    return picture


def check_on_a_projector_all_letters_are_large_and_all_is_in_sight(page, figure, widget, heights, shape):
    usual = figure.locator(".course-picture").bounding_box()
    hall(figure)
    for window, before in zip(HALLS, heights, strict=True):
        resize_screen(page, *window)
        page.wait_for_function(
            "width => document.querySelector('.course-words').clientWidth > 0.9 * width && innerWidth === width",
            arg=window[0],
        )
        picture = check_hall(figure, widget)
        assert min(picture["width"] * shape[1] / shape[0], picture["height"]) >= before - 40
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("!document.querySelector('.course-live').matches('.course-projector')")
    expect(figure.get_by_role("button", name="projector mode")).to_have_attribute("aria-pressed", "false")
    resize_screen(page, 1280, 720)  # last: on the projector it would be drawn once more
    again = figure.locator(".course-picture").bounding_box
    for _ in range(100):
        if widget.model.size is None and again() == usual:
            break
        page.wait_for_timeout(50)
    assert (widget.model.size, again()) == (None, usual), (
        "Python draws for the projector still, or its place stays"
    )


@pytest.mark.parametrize("name", ["ApproximationExplorer", "HiddenLayerExplorer", "Playground"])
def test_on_a_phone_a_picture_with_many_controls_has_the_whole_width(new_page, name):
    """Its controls alone are higher than the window: nothing of the height is left to the picture."""
    (figure,) = show(new_page(viewport=(390, 560)), getattr(widgets, name)(), width=358)
    expect(figure).to_have_attribute("data-controls", "below")
    wait_until(
        figure, "([figure]) => figure.querySelector('.course-picture').clientWidth > 0.9 * figure.clientWidth"
    )


def test_a_figure_that_leaves_the_hall_while_python_is_busy_is_drawn_as_usual_again(new_page):
    """Python would go on drawing for a projector that is not there: the picture that a notebook saves, too."""
    page, widget, figure = shown_in_hall(new_page, "TrainingExplorer")
    check_hall(figure, widget)
    page.evaluate("() => { window.wire.held = [] }")
    figure.get_by_role("button", name="step", exact=True).click()
    page.wait_for_function("window.wire.held.length > 0")
    page.keyboard.press("f")
    page.wait_for_function("!document.querySelector('.course-live').matches('.course-projector')")
    page.evaluate("window.release()")
    settled(figure)
    wait_for(lambda: page.wait_for_timeout(20) or widget.model.size is None, seconds=10)


def test_words_that_become_longer_on_a_projector_get_room_for_good_and_the_controls_stay(new_page):
    _, widget, figure = shown_in_hall(new_page, "CutExplorer", (1024, 768))
    before = check_hall(figure, widget)
    words, side = figure.locator(".course-words"), figure.locator(".course-side")
    controls, high = side.bounding_box(), words.bounding_box()["height"]
    figure.locator(".course-radio input").nth(1).check()
    expect(words).to_contain_text("Dashed")
    longer = check_hall(figure, widget)
    assert longer["height"] < before["height"] and words.bounding_box()["height"] > high
    assert side.bounding_box()["width"] == controls["width"]
    figure.locator(".course-radio input").nth(0).check()
    expect(words).not_to_contain_text("Dashed")
    assert check_hall(figure, widget) == longer


def test_what_goes_wrong_is_read_in_a_hall_and_moves_nothing(new_page):
    page, widget, figure = shown_in_hall(new_page, "CutExplorer")
    before = check_hall(figure, widget)
    page.evaluate("window.end()")
    expect(figure.locator(".course-notice")).to_be_visible()
    assert not figure.locator(".course-words").evaluate(CUT)
    assert figure.locator(".course-picture").bounding_box() == before


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
