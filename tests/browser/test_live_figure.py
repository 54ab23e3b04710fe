"""The live figure in real JupyterLab: moved by pointer and keys, its kernel idle, busy and gone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.lab import (
    busy_kernel,
    cell,
    change_theme,
    end_kernel,
    run_all,
    run_code,
    screenshot,
    wait_for_kernel,
)

EXPLORER = "from course_utils.widgets import ActivationExplorer\nexplorer = ActivationExplorer()\nexplorer"
PLAYING = """from course_utils.plots import new_figure
from course_utils.widgets import Drawing, Handle, LiveFigure, Slider, Button

def draw(look):
    figure, ax = new_figure(3, 2, look=look)
    ax.set(xlim=(0, 100), ylim=(0, 10))
    (dot,) = ax.plot([], [], "o")

    def update(state):
        if state.limit < state.count:
            raise ValueError("the count must stay below the limit")
        dot.set_data([state.count], [state.pad[1]])

    return Drawing(figure, update, [dot])

figure = LiveFigure(
    draw,
    [Slider("limit", 0, 1000, 1000, step=10), Button("more", lambda state: {"count": state.count + 1}, "one more")],
    [Handle("pad", 10, 5, bounds=((0, 100), (0, 10)))],
    describe=lambda state: f"A dot at count {state.count} and at the pad {state.pad}.",
    title="A counter", state={"count": 0}, advance=lambda state: {"count": state.count + 1},
)
figure"""


NEW_VIEW = """() => {
    const panel = window.jupyterapp.shell.currentWidget;
    panel.content.activeCellIndex = 0;
    panel.content.select(panel.content.activeCell);
    return window.jupyterapp.commands.execute("notebook:create-output-view");
}"""


@pytest.fixture
def open_figure(open_notebook):
    """Return a function `(*cells, **options) → (page, first live figure)`, its exact picture shown."""

    def open_figure(*cells, **options):
        page = open_notebook(cells=cells, **options)
        run_all(page)
        figure = page.locator(".course-live").first
        settle(figure)
        return page, figure

    return open_figure


def settle(figure):
    """Return when the figure stands in the colours of its theme."""
    expect(figure.locator("img")).to_be_visible()
    theme = figure.get_attribute("data-theme")
    expect(figure).to_have_attribute("data-drawn", theme)


def says(figure, words):
    """Check the description, which is the picture's alternative text too, once it has arrived at these words."""
    expect(figure.locator(".course-description")).to_contain_text(words)
    figure.page.wait_for_function(
        "figure => figure.querySelector('img').alt === figure.querySelector('.course-description').textContent",
        arg=figure.element_handle(),
    )


def slider(figure, name):
    return figure.get_by_role("slider", name=name)


def source(figure):
    return figure.locator("img").get_attribute("src")


def test_every_control_changes_the_picture_and_the_theme_changes_under_it(open_figure):
    page, figure = open_figure(EXPLORER)
    for act, words in (
        (lambda: slider(figure, "pre-activation z").press("End"), "z = 6"),
        (lambda: slider(figure, "pre-activation z").press("Shift+ArrowLeft"), "z = 5"),
        (lambda: figure.get_by_role("combobox").select_option("ReLU"), "ReLU at z = 5"),
        (lambda: slider(figure, "leak").press("End"), "ReLU"),
        (lambda: figure.get_by_label("show all five").click(), "ReLU"),
    ):
        before = source(figure)
        act()
        page.wait_for_function(
            "([image, old]) => image.src !== old", arg=[figure.locator("img").element_handle(), before]
        )
        says(figure, words)
    slider(figure, "point").press("Home")
    for theme in ("dark", "light"):
        change_theme(page, theme)
        check_shows(figure, "Dead", theme)
        screenshot(page, f"live-figure-{theme}")


LONG = (
    """from course_utils.widgets import CutExplorer, GiniExplorer, NeuronExplorer, RiskExplorer
CutExplorer()""",
    "GiniExplorer()",
    "NeuronExplorer()",
    "RiskExplorer()",
)


def test_no_control_lies_on_another_at_any_width_and_choices_of_two_figures_are_two(open_figure):
    page, first = open_figure(*LONG, viewport=(1280, 900))
    for width in (1280, 1100, 900, 720, 400):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("figure => figure.clientWidth < innerWidth", arg=first.element_handle())
        check_controls_lie_apart(page)
    screenshot(page, "live-figure-narrow")

    # Radio buttons of one name are one group on the whole page: the last figure would take the others' marks.
    figures = page.locator(".course-live").all()[:3]
    for figure in figures:
        settle(figure)
    marks = [figure.locator("input[type=radio]:checked") for figure in figures]
    figures[1].get_by_text("V−J", exact=True).click()
    says(figures[1], "V−J cut")
    assert [mark.count() for mark in marks] == [1, 1, 1]


def check_controls_lie_apart(page):
    """No control of any figure lies on another, or outside, and nothing of a figure is cut off."""
    for figure in page.locator(".course-live").all():
        assert figure.evaluate("root => root.scrollWidth <= root.clientWidth")
        frame = figure.bounding_box()
        parts = figure.locator(
            ".course-controls :is(.course-name, input, .course-reading, select, button)"
        ).all()
        boxes = [part.bounding_box() for part in parts]
        for k, box in enumerate(boxes):
            assert frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"]
            assert not any(overlap(box, other) for other in boxes[:k]), parts[k].inner_text()


def overlap(one, other):
    """Whether two boxes share more than a hair's breadth."""
    return all(
        min(one[start] + one[size], other[start] + other[size]) - max(one[start], other[start]) > 1
        for start, size in (("x", "width"), ("y", "height"))
    )


def test_a_handle_by_keys_and_the_notebook_keeps_still(open_figure):
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
    expect(slider(figure, "pre-activation z")).to_have_value("30")
    page.keyboard.press("b")
    assert page.locator(".jp-Notebook .jp-Cell").count() == 1


def test_a_handle_follows_the_pointer_at_once_and_the_picture_later(open_figure):
    page, figure = open_figure(EXPLORER)
    point, picture = slider(figure, "point"), figure.locator("img").bounding_box()
    box = point.bounding_box()
    page.mouse.move(box["x"] + 14, box["y"] + 14)
    page.mouse.down()
    middle = picture["x"] + 0.3 * picture["width"]
    with busy_kernel(page):
        page.mouse.move(middle, box["y"], steps=20)
        assert abs(point.bounding_box()["x"] + 14 - middle) < 2
        says(figure, "z = 1:")  # the picture waits for Python
    says(figure, "z = −3.2:")
    page.mouse.up()
    expect(slider(figure, "pre-activation z")).to_have_value("28")


def test_the_picture_is_a_pad_for_its_only_handle(open_figure):
    page, figure = open_figure(PLAYING)
    picture = figure.locator("img").bounding_box()
    page.mouse.click(picture["x"] + 0.6 * picture["width"], picture["y"] + 0.3 * picture["height"])
    expect(figure.locator(".course-description")).not_to_contain_text("(10.0, 5.0)")
    point = slider(figure, "pad")
    for keys, words in (("Home", "(0"), ("End", "(100"), ("PageDown", "(100")):
        point.press(keys)
        says(figure, words)


def test_playing_stops_at_once(open_figure):
    page, figure = open_figure(PLAYING)
    figure.get_by_label("speed").select_option("250")
    figure.get_by_role("button", name="play").click()
    page.wait_for_function(
        "document.querySelector('.course-live .course-description').textContent.match(/count \\d\\d\\d/)"
    )
    figure.get_by_role("button", name="pause").click()
    expect(figure).to_have_attribute("data-settled", "")
    before = figure.locator(".course-description").text_content()
    page.wait_for_timeout(600)
    assert figure.locator(".course-description").text_content() == before
    count = int(before.split("count ")[1].split()[0])
    figure.get_by_role("button", name="step").click()
    says(figure, f"count {count + 1} ")
    for _ in range(5):  # every press counts
        figure.get_by_role("button", name="one more").click()
    says(figure, f"count {count + 6} ")


def test_what_fails_is_said_in_words_and_the_last_picture_stays(open_figure):
    _, figure = open_figure(PLAYING)
    figure.get_by_role("button", name="one more").click()
    says(figure, "count 1 ")
    expect(figure).to_have_attribute("data-settled", "")  # the exact picture has come
    before = source(figure)
    slider(figure, "limit").press("Home")
    figure.get_by_text("The count must stay below the limit.").wait_for()
    assert source(figure) == before
    expect(slider(figure, "limit")).to_have_value("100")
    slider(figure, "limit").press("ArrowLeft")
    expect(figure.locator(".course-notice")).to_be_hidden()


def test_a_busy_python_is_named_and_then_answers_and_a_restarted_one_is_named(open_figure):
    page, figure = open_figure(EXPLORER)
    with busy_kernel(page):
        slider(figure, "pre-activation z").press("End")
        figure.get_by_text("Python is busy").wait_for()
        expect(figure.locator(".course-number").first).to_have_text("6")
    expect(figure.locator(".course-description")).to_contain_text("z = 6:", timeout=10_000)
    expect(figure.locator(".course-notice")).to_be_hidden()
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    wait_for_kernel(page)
    slider(figure, "pre-activation z").press("Home")
    expect(figure.locator(".course-notice")).to_contain_text("run this cell again")
    expect(figure.locator("img")).to_be_visible()


def check_shows(figure, words, theme):
    """The figure's words, and a picture on the ground of a theme, once it has settled."""
    expect(figure).to_have_attribute("data-drawn", theme)
    says(figure, words)
    brightness = figure.locator("img").evaluate(
        """async (image) => {
            await image.decode();
            const pen = new OffscreenCanvas(1, 1).getContext("2d");
            pen.drawImage(image, 0, 0);
            return Math.max(...pen.getImageData(0, 0, 1, 1).data.slice(0, 3));
        }"""
    )
    assert (brightness > 128) == (theme == "light")


def test_every_view_shows_the_present_picture_in_the_theme_of_its_page(open_figure):
    """On a second page in another theme, on a page that is loaded again, and opened when Python has gone."""
    page, figure = open_figure(EXPLORER)
    slider(figure, "pre-activation z").press("End")
    says(figure, "z = 6")
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save').then(() => null)")
    other = page.context.new_page()
    other.goto(page.url)
    wait_for_kernel(other)
    theirs = other.locator(".course-live").first
    check_shows(theirs, "z = 6", "light")
    change_theme(other, "dark")
    check_shows(theirs, "z = 6", "dark")
    for mover, words in ((theirs, "z = −6"), (figure, "z = 6")):
        slider(mover, "pre-activation z").press("Home" if "−" in words else "End")
        check_shows(figure, words, "light")
        check_shows(theirs, words, "dark")
    other.reload()
    wait_for_kernel(other)
    theirs.wait_for()
    check_shows(theirs, "z = 6", "dark")
    other.close()
    end_kernel(page)
    slider(figure, "pre-activation z").press("Home")
    page.evaluate(NEW_VIEW)
    views = page.locator(".course-live")
    expect(views).to_have_count(2)
    for view in views.all():
        # Said at once, or after a while where a message was under way as Python ended.
        expect(view.locator(".course-notice")).to_contain_text(re.compile("stopped.*run this cell again"))
        check_shows(view, "z = 6", "light")


def test_two_figures_and_two_views_of_one(open_figure):
    page, _ = open_figure(EXPLORER, "other = ActivationExplorer('relu')\nother", "explorer")
    first, other, again = (cell(page, place).locator(".course-live") for place in range(3))
    slider(first, "pre-activation z").press("End")
    says(first, "sigmoid at z = 6")
    says(again, "sigmoid at z = 6")
    says(other, "ReLU at z = 1")
    run_code(page, "other.set('z', -2.0)")
    says(other, "ReLU at z = −2")


def test_a_second_view_follows_and_leads_and_a_new_one_needs_no_python(open_figure):
    page, figure = open_figure(PLAYING, "figure")
    again = cell(page, 1).locator(".course-live")
    figure.get_by_role("button", name="play").click()
    expect(again.locator(".course-description")).to_contain_text("count 2")
    figure.get_by_role("button", name="pause").click()
    slider(again, "limit").press("ArrowLeft")
    expect(slider(figure, "limit")).to_have_value("99")
    expect(figure).to_have_attribute("data-settled", "")
    words = figure.locator(".course-description").text_content()
    expect(again.locator(".course-description")).to_have_text(words)
    with busy_kernel(page):
        page.evaluate(NEW_VIEW)
        views = page.locator(".course-live")
        expect(views).to_have_count(3)
        for view in views.all():
            expect(view.locator(".course-description")).to_have_text(words)
            expect(slider(view, "limit")).to_have_value("99")
    screenshot(page, "live-figure-three-views")
