"""Film when something goes wrong: Python gone, interrupted or slow, a hidden tab, two views, another window.

All five figures that show film share one player, so each fault is tried on one of them, and what a figure may do
differently on all.
"""

import re

import pytest
from playwright.sync_api import expect

from course_utils import widgets
from tests.browser.lab import button, resize_screen
from tests.browser.plain_page import show
from tests.browser.test_film_words import training

FIGURES = {
    "OptimizerRace": lambda: widgets.OptimizerRace("rosenbrock"),
    "RosenblattMachine": widgets.RosenblattMachine,
    "ApproximationExplorer": widgets.ApproximationExplorer,
    "Playground": lambda: widgets.Playground("data=circles layers=4"),
    "TrainingExplorer": lambda: training(0),
}
all_figures = pytest.mark.parametrize("name", FIGURES)
# A speed at which it does not end while one looks.
FAST = {"ApproximationExplorer": "10", "Playground": "1", "TrainingExplorer": "2"}


def at(figure):
    """Where the line stands: the number of the frame on the screen."""
    return int(figure.locator(".course-line").input_value())


def play(figure, name, beyond):
    figure.get_by_label("speed").select_option(FAST.get(name, "50"))
    button(figure, "play").click()
    wait_beyond(figure, beyond)


def wait_beyond(figure, number):
    figure.page.wait_for_function(
        "([line, number]) => Number(line.value) > number",
        arg=[figure.locator(".course-line").element_handle(), number],
    )


def number(widget):
    return widget.model.number_of(widget.model.run_of(widget.model.state))


@pytest.fixture
def shown(new_page):
    """Return a function `(name, views=1, **page) → (widget, views)`."""

    def shown(name, views=1, **more):
        widget = FIGURES[name]()
        figures = show(new_page(viewport=(1280, 720), **more), *[widget] * views, width=1112)
        for figure in figures:
            expect(figure).to_have_attribute("data-settled", "")
        return widget, figures

    return shown


@all_figures
def test_pause_shows_the_frame_to_which_python_goes_back(shown, name):
    widget, (figure,) = shown(name)
    play(figure, name, 3)
    button(figure, "pause").click()
    here, words = at(figure), figure.locator(".course-description").text_content()
    expect(figure).to_have_attribute("data-settled", "")
    assert (at(figure), number(widget)) == (here, here)
    assert figure.locator(".course-description").text_content() == words == widget.model.description


@all_figures
def test_when_python_goes_the_last_picture_stays_and_nothing_pretends_to_play(shown, name):
    _, (figure,) = shown(name)
    play(figure, name, 2)
    figure.page.evaluate("window.end()")
    expect(figure.locator(".course-notice")).to_contain_text(re.compile("stopped.*run this cell again"))
    here, words = at(figure), figure.locator(".course-description").text_content()
    for _ in range(3):  # what waits is not let out bit by bit
        button(figure, "play").click()
        figure.page.wait_for_timeout(60)
        expect(button(figure, "play")).to_be_visible()
    figure.locator(".course-line").press("Home")
    assert at(figure) == here, "the line would say that the picture is another one"
    assert figure.locator(".course-description").text_content() == words


def test_a_film_that_begins_behind_the_end_of_the_line_takes_the_line_along(shown):
    """What lay ahead is forgotten: the line would lead to where there is nothing any more."""
    widget, (figure,) = shown("OptimizerRace")
    line = figure.locator(".course-line")
    widget.model.step(60)
    button(figure, "step").click()
    expect(line).to_have_attribute("max", "61")
    line.press("Home")
    expect(line).to_have_value("0")
    expect(figure).to_have_attribute("data-settled", "")
    play(figure, "OptimizerRace", 3)
    assert line.evaluate("line => line.max === line.value && line.value < 61")


def test_the_set_up_of_a_playground_follows_what_plays(shown):
    """A link that is copied while it plays would lead to where it began."""
    _, (figure,) = shown("Playground")
    play(figure, "Playground", 2)
    figure.page.wait_for_function(
        "() => /updates=[1-9]/.test(document.querySelector('textarea[aria-label=\"set-up\"]').value)"
    )
    expect(button(figure, "pause")).to_be_visible()


def test_an_interrupt_is_said_and_stays_said_until_somebody_goes_on(shown, monkeypatch):
    widget, (figure,) = shown("RosenblattMachine")
    made = type(widget.model).after

    def interrupted(self, run, *more):
        if run[1] >= 12:
            raise KeyboardInterrupt
        return made(self, run, *more)

    with monkeypatch.context() as patch:
        patch.setattr(type(widget.model), "after", interrupted)
        figure.get_by_label("speed").select_option("50")
        button(figure, "play").click()
        expect(button(figure, "play")).to_be_visible()
        wait_beyond(figure, 11)
        expect(figure.locator(".course-notice")).to_contain_text("Python was interrupted")
        expect(figure).to_have_attribute("data-settled", "")
        figure.page.wait_for_timeout(400)  # the picture has settled since
        expect(figure.locator(".course-notice")).to_contain_text("Python was interrupted")
        assert at(figure) == number(widget) == 12
    button(figure, "play").click()
    wait_beyond(figure, 14)
    expect(figure.locator(".course-notice")).to_be_hidden()


def test_what_is_refused_while_it_plays_leaves_python_at_the_screen(shown):
    widget, (figure,) = shown("OptimizerRace")
    figure.get_by_text("λ exactly").click()
    play(figure, "OptimizerRace", 5)
    exact = figure.get_by_role("textbox", name="λ =")
    exact.fill("a lot")
    exact.press("Enter")
    expect(figure.locator(".course-notice")).to_contain_text("must be a number")
    expect(figure).to_have_attribute("data-settled", "")
    figure.page.wait_for_timeout(300)
    here = at(figure)
    assert number(widget) == here
    expect(figure.locator(".course-notice")).to_contain_text("must be a number")
    button(figure, "step").click()
    expect(figure.locator(".course-description")).to_contain_text(f"step {here + 1:,}.")


@pytest.mark.parametrize("name", ["OptimizerRace", "Playground"])
def test_a_slow_python_is_waited_for_and_the_film_goes_on(shown, name):
    _, (figure,) = shown(name)
    play(figure, name, 1)
    figure.page.evaluate("() => { window.wire.held = []; window.wire.sent = [] }")
    expect(figure.locator(".course-notice")).to_contain_text("Python is busy", timeout=8000)
    here = at(figure)
    asked = figure.page.evaluate("window.wire.sent.map(({ type }) => type)")
    assert asked.count("frames") <= 2 and "events" not in asked
    figure.page.evaluate("window.release()")
    wait_beyond(figure, here)
    expect(figure.locator(".course-notice")).to_be_hidden()


def test_a_hidden_tab_stands_still_and_goes_on_where_it_was(shown):
    """A browser calls no animation frame in a tab that nobody sees."""
    _, (figure,) = shown("RosenblattMachine")
    page = figure.page
    page.evaluate("""() => {
        const turn = window.requestAnimationFrame.bind(window);
        window.dark = false;
        window.kept = [];
        window.requestAnimationFrame = (act) => (window.dark ? window.kept.push(act) : turn(act));
    }""")
    figure.get_by_label("speed").select_option("10")
    button(figure, "play").click()
    wait_beyond(figure, 2)
    page.evaluate("window.dark = true")
    page.wait_for_timeout(150)
    here, asked = at(figure), page.evaluate("window.wire.sent.length")
    page.wait_for_timeout(1600)  # sixteen steps, four times what is allowed beyond the time that follows
    assert at(figure) == here and page.evaluate("window.wire.sent.length") <= asked + 1
    began = page.evaluate("""() => {
        window.dark = false;
        window.kept.splice(0).forEach((act) => requestAnimationFrame(act));
        return performance.now();
    }""")
    wait_beyond(figure, here)
    page.wait_for_timeout(400)
    now, end = page.evaluate("[document.querySelector('.course-line').value, performance.now()]")
    assert int(now) - here <= (end - began) / 100 + 4, "it has caught up for the time in which nobody looked"


@all_figures
def test_a_second_view_follows_the_one_that_plays(shown, name):
    widget, (one, other) = shown(name, views=2)
    play(one, name, 3)
    wait_beyond(other, 2)
    expect(button(other, "play")).to_be_visible()
    button(one, "pause").click()
    for figure in (one, other):
        expect(figure).to_have_attribute("data-settled", "")
    here = number(widget)
    expect(other.locator(".course-line")).to_have_value(str(here))
    assert at(one) == here
    assert other.locator(".course-description").text_content() == widget.model.description
    assert (
        one.locator(".course-description").text_content()
        == other.locator(".course-description").text_content()
    )


def test_two_views_that_play_stop_and_go_on_from_one_frame(shown):
    widget, (one, other) = shown("RosenblattMachine", views=2)
    for figure in (one, other):
        figure.get_by_label("speed").select_option("50")
        button(figure, "play").click()
    wait_beyond(one, 10)
    button(one, "pause").click()
    here = at(one)
    wait_beyond(other, here + 5)  # it goes on from there, and the first follows
    wait_beyond(one, here)
    expect(button(one, "play")).to_be_visible()
    button(other, "pause").click()
    expect(other).to_have_attribute("data-settled", "")
    expect(one.locator(".course-line")).to_have_value(str(number(widget)))
    assert at(other) == number(widget)


@all_figures
def test_a_window_that_changes_its_size_while_it_plays_never_shows_the_past(shown, name):
    widget, (figure,) = shown(name)
    page = figure.page
    figure.focus()
    page.keyboard.press("f")
    page.wait_for_function("document.querySelector('.course-projector')")
    page.evaluate("""() => {
        window.back = [];
        const line = document.querySelector(".course-line"), words = document.querySelector(".course-description");
        let last = "";
        const seen = new Set();
        new MutationObserver(() => {
            if (words.textContent !== last && seen.has(words.textContent)) window.back.push(words.textContent);
            seen.add((last = words.textContent));
        }).observe(words, { childList: true, characterData: true, subtree: true });
    }""")
    play(figure, name, 2)
    for width in (1180, 1240, 1200):
        resize_screen(page, width, 700)
        page.wait_for_timeout(250)
    wait_beyond(figure, at(figure))
    assert page.evaluate("window.back") == []
    button(figure, "pause").click()
    expect(figure).to_have_attribute("data-settled", "")
    assert number(widget) == at(figure)


@all_figures
def test_with_less_motion_it_plays_as_far_in_fewer_pictures(shown, name):
    _, (figure,) = shown(name, reduced_motion="reduce")
    page = figure.page
    page.evaluate("""() => {
        window.pictures = 0;
        new MutationObserver(() => (window.pictures += 1)).observe(
            document.querySelector(".course-description"), { childList: true, characterData: true, subtree: true });
    }""")
    figure.get_by_label("speed").select_option({"Playground": "1"}.get(name, "10"))
    button(figure, "play").click()
    wait_beyond(figure, 3)
    page.wait_for_timeout(1000)
    assert 1 <= page.evaluate("window.pictures") <= 3
    if name != "Playground":
        assert at(figure) <= 60, "ten steps a second are ten steps a second"


MARKS = {  # a mark and the property that must stand out, and how two states differ beside their colour
    "RosenblattMachine": [
        ".course-lit fill",
        ".course-cells fill",
        ".course-needle stroke",
        ".course-bound stroke",
    ],
    "ApproximationExplorer": [".course-built stroke", ".course-worst stroke", ".course-parts stroke"],
    "OptimizerRace": [".course-here fill", ".course-frame stroke", ".course-title fill", ".course-rate fill"],
}


@pytest.mark.parametrize("name", MARKS)
def test_in_forced_colours_marks_stand_out_in_colours_that_the_reader_chose(shown, name):
    _, (figure,) = shown(name, forced_colors="active")
    button(figure, "step").click()
    expect(figure.locator(".course-line")).to_have_value("1")
    expect(figure).to_have_attribute("data-settled", "")  # until then the picture may be drawn anew
    figure.page.wait_for_timeout(300)
    system = figure.page.evaluate("""() => {
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.forcedColorAdjust = "none";
        return Object.fromEntries(["Canvas", "CanvasText", "LinkText", "GrayText"].map((name) => {
            probe.style.color = name;
            return [name, getComputedStyle(probe).color];
        }));
    }""")
    ground = system.pop("Canvas")
    for mark in MARKS[name]:
        selector, role = mark.split()
        colour = figure.locator(selector).first.evaluate("(mark, role) => getComputedStyle(mark)[role]", role)
        assert colour in system.values() and colour != ground, mark


def test_in_forced_colours_what_has_turned_and_what_was_trained_differ_by_their_line(shown):
    _, (machine,) = shown("RosenblattMachine", forced_colors="active")
    turned, quiet = (
        machine.locator(name).evaluate("line => parseFloat(getComputedStyle(line).strokeWidth)")
        for name in (".course-turned", ".course-needle")
    )
    assert turned > 2 * quiet
    _, (explorer,) = shown("ApproximationExplorer", forced_colors="active")
    dashes = [
        explorer.locator(f".course-{name}").last.evaluate("line => getComputedStyle(line).strokeDasharray")
        for name in ("trained", "built")
    ]
    assert dashes[1] == "none" != dashes[0]
