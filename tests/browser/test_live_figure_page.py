"""A live figure on a page without JupyterLab: moved by pointer and buttons, while Python answers, waits or fails."""

import re

import pytest
from playwright.sync_api import expect

from course_utils import widgets
from course_utils.plots import new_figure
from course_utils.widgets import Button, Drawing, Handle, LiveFigure, Slider
from tests.browser.lab import button, slider
from tests.browser.plain_page import show, wait_at_rest

WIDTHS = (870, 750, 630, 450, 294)  # from as wide as a figure becomes to as narrow as JupyterLab makes it

# What is wrong with where a figure's controls lie: over one another by more than a hair's breadth, or outside.
OUT_OF_PLACE = """figure => {
    const parts = [...figure.querySelectorAll(
        ".course-controls :is(.course-name, input, .course-reading, select, button)")];
    const boxes = parts.map((part) => part.getBoundingClientRect()), frame = figure.getBoundingClientRect();
    const shared = (one, other, start, end) => Math.min(one[end], other[end]) - Math.max(one[start], other[start]);
    const wrong = parts.filter((_, place) =>
        boxes[place].left < frame.left || boxes[place].right > frame.right ||
        boxes.slice(0, place).some((other) => shared(boxes[place], other, "left", "right") > 1 &&
            shared(boxes[place], other, "top", "bottom") > 1));
    if (!parts.length || figure.scrollWidth > figure.clientWidth) wrong.push(figure);
    return wrong.map((part) => part.outerHTML.slice(0, 100));
}"""


def counter():
    """A figure that counts as it plays, and refuses a limit below its count."""

    def draw(look):
        figure, ax = new_figure(3, 2, look=look)
        ax.set(xlim=(0, 100), ylim=(0, 10))
        (dot,) = ax.plot([], [], "o")

        def update(state):
            if state.limit < state.count:
                raise ValueError("the count must stay below the limit")
            dot.set_data([state.count], [state.pad[1]])

        return Drawing(figure, update, [dot])

    def more(state):
        return {"count": state.count + 1}

    return LiveFigure(
        draw,
        [Slider("limit", 0, 1000, 1000, step=10), Button("more", more, "one more")],
        [Handle("pad", 10, 5, bounds=((0, 100), (0, 10)))],
        describe=lambda state: f"A dot at count {state.count} and at the pad {state.pad}.",
        title="A counter",
        state={"count": 0},
        advance=more,
    )


@pytest.fixture
def shown(new_page):
    """Return a function `(*live figures) → their views`, all on one page, their exact pictures shown."""

    def shown(*figures):
        views = show(new_page(viewport=(WIDTHS[0], 900)), *figures)
        for view in views:
            settled(view)
        return views

    return shown


def settled(figure):
    expect(figure).to_have_attribute("data-settled", "")


def says(figure, words):
    """The description, which is the picture's alternative text too, arrives at these words."""
    description = figure.locator(".course-description")
    expect(description).to_contain_text(words)
    expect(figure.locator("img")).to_have_attribute("alt", description.text_content())


def source(figure):
    return figure.locator("img").get_attribute("src")


def test_every_control_changes_the_picture(shown):
    (figure,) = shown(widgets.ActivationExplorer())
    for act, words in (
        (lambda: slider(figure, "pre-activation z").press("End"), "z = 6"),
        (lambda: slider(figure, "pre-activation z").press("Shift+ArrowLeft"), "z = 5"),
        (lambda: figure.get_by_role("combobox").select_option("ReLU"), "ReLU at z = 5"),
        (lambda: slider(figure, "leak").press("End"), "ReLU"),
        (lambda: figure.get_by_label("show all five").click(), "ReLU"),
    ):
        before = source(figure)
        act()
        expect(figure.locator("img")).not_to_have_attribute("src", before)
        says(figure, words)


def test_no_control_lies_on_another_at_any_width_and_choices_of_two_figures_are_two(shown):
    figures = shown(
        widgets.CutExplorer(), widgets.GiniExplorer(), widgets.NeuronExplorer(), widgets.RiskExplorer()
    )
    page = figures[0].page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("width => innerWidth === width", arg=width)
        wait_at_rest(page)
        assert [figure.evaluate(OUT_OF_PLACE) for figure in figures] == [[]] * 4, width

    # Radio buttons of one name are one group on the whole page: the last figure would take the others' marks.
    figures[1].get_by_text("V−J", exact=True).click()
    says(figures[1], "V−J cut")
    for figure in figures[:3]:
        expect(figure.locator("input[type=radio]:checked")).to_have_count(1)


def test_a_handle_follows_the_pointer_at_once_and_the_picture_later(shown):
    (figure,) = shown(widgets.ActivationExplorer())
    page, point = figure.page, slider(figure, "point")
    picture, box = figure.locator("img").bounding_box(), point.bounding_box()
    page.mouse.move(box["x"] + 14, box["y"] + 14)
    page.mouse.down()
    middle = picture["x"] + 0.3 * picture["width"]
    page.evaluate("window.wire.held = []")
    page.mouse.move(middle, box["y"], steps=20)
    page.wait_for_function("window.wire.held.length === 1")
    assert abs(point.bounding_box()["x"] + 14 - middle) < 2
    says(figure, "z = 1:")  # the picture waits for Python
    page.evaluate("window.release()")
    says(figure, "z = −3.2:")
    page.mouse.up()
    expect(slider(figure, "pre-activation z")).to_have_value("28")


def test_the_picture_is_a_pad_for_its_only_handle(shown):
    (figure,) = shown(counter())
    picture = figure.locator("img").bounding_box()
    place = picture["x"] + 0.6 * picture["width"], picture["y"] + 0.3 * picture["height"]
    figure.page.mouse.click(*place, button="right")  # opens the browser's menu
    slider(figure, "pad").click(button="right")
    wait_at_rest(figure.page)
    assert figure.page.evaluate("window.wire.sent.flatMap(({ events = [] }) => events)") == []
    figure.page.mouse.click(*place)
    expect(figure.locator(".course-description")).not_to_contain_text("(10.0, 5.0)")
    point = slider(figure, "pad")
    for keys, words in (("Home", "(0"), ("End", "(100"), ("PageDown", "(100")):
        point.press(keys)
        says(figure, words)


def test_a_finger_that_scrolls_the_page_over_a_pad_moves_nothing_and_a_tap_does(new_page):
    (figure,) = show(new_page(viewport=(390, 600), has_touch=True), counter())
    settled(figure)
    page = figure.page
    page.locator("body").evaluate("body => (body.style.paddingBottom = '900px')")
    picture = figure.locator("img").bounding_box()
    place = {"x": picture["x"] + 0.6 * picture["width"], "y": picture["y"] + 0.6 * picture["height"]}
    fingers = [[place | {"y": place["y"] - 10 * step}] for step in range(10)]
    finger = page.context.new_cdp_session(page)
    for number, points in enumerate(fingers):
        finger.send(
            "Input.dispatchTouchEvent",
            {"type": "touchMove" if number else "touchStart", "touchPoints": points},
        )
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("scrollY > 0")
    page.evaluate("scrollTo(0, 0)")
    wait_at_rest(page)
    assert page.evaluate("window.wire.sent.flatMap(({ events = [] }) => events)") == []
    page.touchscreen.tap(**place)
    expect(figure.locator(".course-description")).not_to_contain_text("(10.0, 5.0)")


def test_playing_stops_at_once_and_every_press_counts(shown):
    widget = counter()
    (figure,) = shown(widget)
    figure.get_by_label("speed").select_option("250")
    button(figure, "play").click()
    expect(figure.locator(".course-description")).to_contain_text(re.compile(r"count \d\d"))
    button(figure, "pause").click()
    wait_at_rest(figure.page)  # who goes on playing sends on
    count = widget.model.state.count
    says(figure, f"count {count} ")
    button(figure, "step").click()
    says(figure, f"count {count + 1} ")
    for _ in range(5):
        button(figure, "one more").click()
    says(figure, f"count {count + 6} ")


def test_a_second_view_follows_and_leads(shown):
    widget = counter()
    one, other = shown(widget, widget)
    button(one, "play").click()
    expect(other.locator(".course-description")).to_contain_text(re.compile("count [2-9]"))
    button(one, "pause").click()
    slider(other, "limit").press("ArrowLeft")
    expect(slider(one, "limit")).to_have_value("99")
    wait_at_rest(one.page)
    for view in (one, other):
        settled(view)
        expect(view.locator(".course-description")).to_have_text(widget.model.description)


def test_on_paper_a_dark_picture_is_light_before_python_has_drawn_it_anew(new_page):
    page = new_page(theme="dark")
    (figure,) = show(page, counter())
    expect(figure).to_have_attribute("data-drawn", "dark")
    wait_at_rest(page)
    page.evaluate("window.wire.held = []")
    page.emulate_media(media="print")
    expect(figure).to_have_attribute("data-theme", "light")
    expect(figure.locator("img")).to_have_css("opacity", "1")
    expect(figure.locator("img")).to_have_css("filter", "invert(1) hue-rotate(180deg) brightness(1.1)")
    page.evaluate("window.release()")
    expect(figure).to_have_attribute("data-drawn", "light")
    expect(figure.locator("img")).to_have_css("filter", "none")


def test_a_closed_view_leaves_its_element_empty(shown):
    """JupyterLab keeps the elements of views that were open: a cell that is run again would keep its old figure."""
    (figure,) = shown(counter())
    figure.page.evaluate("window.element = document.querySelector('body > div')")
    figure.page.evaluate("window.views[0].close()")
    assert figure.page.evaluate("window.element.childNodes.length") == 0


def test_what_fails_is_said_in_words_and_the_last_picture_stays(shown):
    (figure,) = shown(counter())
    button(figure, "one more").click()
    says(figure, "count 1 ")
    settled(figure)  # the exact picture has come
    before, notice = source(figure), figure.locator(".course-notice")
    slider(figure, "limit").press("Home")
    expect(notice).to_contain_text("The count must stay below the limit.")
    assert source(figure) == before
    expect(slider(figure, "limit")).to_have_value("100")
    slider(figure, "limit").press("ArrowLeft")
    expect(notice).to_be_hidden()
