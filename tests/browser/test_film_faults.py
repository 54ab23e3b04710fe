"""Film when something goes wrong: Python gone, interrupted or slow, a hidden tab, two views, another window.

All five figures that show film share one player, so each fault is tried on one or two of them, and what a figure may do
differently on all, one thing after the other on one page.
"""

import re

import pytest
from playwright.sync_api import expect

from course_utils import widgets
from tests.browser.lab import button, resize_screen, settle, wait_until
from tests.browser.plain_page import show, wait_at_rest
from tests.browser.test_film_words import training

FIGURES = {
    "OptimizerRace": lambda: widgets.OptimizerRace("rosenbrock"),
    "RosenblattMachine": widgets.RosenblattMachine,
    "ApproximationExplorer": widgets.ApproximationExplorer,
    "Playground": lambda: widgets.Playground("data=circles layers=4"),
    "TrainingExplorer": lambda: training(0),
}
# One whose picture is SVG, and one that has a canvas and speeds of its own.
PLAYERS = ["RosenblattMachine", "Playground"]
# A speed at which it does not end while one looks, and draws no more than it must.
SPEED = {"Playground": "1", "TrainingExplorer": "2"}


def at(figure):
    """Where the line stands: the number of the frame on the screen."""
    return int(figure.locator(".course-line").input_value())


def play(figure, name, beyond):
    figure.get_by_label("speed").select_option(SPEED.get(name, "10"))
    button(figure, "play").click()
    wait_beyond(figure, beyond)


def pause(figure):
    """Press pause, and return when Python has answered all that it was sent."""
    button(figure, "pause").click()
    wait_at_rest(figure.page)


def wait_beyond(figure, number):
    wait_until(figure.locator(".course-line"), "([line, number]) => Number(line.value) > number", number)


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


# A mark and the property that must stand out where a reader chose the colours.
MARKS = {
    "RosenblattMachine": [
        ".course-lit fill",
        ".course-cells fill",
        ".course-needle stroke",
        ".course-bound stroke",
    ],
    "ApproximationExplorer": [".course-built stroke", ".course-worst stroke", ".course-parts stroke"],
    "OptimizerRace": [".course-here fill", ".course-frame stroke", ".course-title fill", ".course-rate fill"],
}
HIDDEN_MARKS = """marks => {
    const colours = ["CanvasText", "LinkText", "GrayText", "Canvas"].map((name) => {
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.forcedColorAdjust = "none";
        probe.style.color = name;
        return getComputedStyle(probe).color;
    });
    const ground = colours.pop();
    return marks.filter((mark) => {
        const [name, role] = mark.split(" "), colour = getComputedStyle(document.querySelector(name))[role];
        return colour === ground || !colours.includes(colour);
    });
}"""
# Notes the words of the first figure, and each change of them: when it came, where the line stood, and which frame of
# the film has these words.
NOTE_PICTURES = """() => {
    const frames = {}, [view] = window.views, { hear } = view;
    view.hear = (reply, buffers) => {
        if (reply.type === "frames") reply.words.forEach((words, place) => (frames[words] = reply.at[place]));
        hear(reply, buffers);
    };
    const line = document.querySelector(".course-line"), words = document.querySelector(".course-description");
    const picture = () => ({ time: performance.now(), at: Number(line.value), frame: frames[words.textContent] ?? 0 });
    window.pictures = [picture()];
    window.noting?.disconnect();
    window.noting = new MutationObserver(() => window.pictures.push(picture()));
    window.noting.observe(words, { childList: true, characterData: true, subtree: true });
}"""


@pytest.mark.parametrize("name", FIGURES)
def test_every_film_stands_what_may_befall_it(shown, name):
    widget, (one, other) = shown(name, views=2)
    check_pause_shows_both_views_the_frame_to_which_python_goes_back(name, widget, one, other)
    one.page.evaluate("window.views[1].close()")
    check_in_forced_colours_marks_stand_out_and_differ_by_their_line(name, one)
    if name in PLAYERS:
        check_with_less_motion_it_plays_as_far_in_fewer_pictures(name, one)
        check_a_window_that_changes_its_size_while_it_plays_never_shows_the_past(name, widget, one)
        check_when_python_goes_the_last_picture_stays_and_nothing_pretends_to_play(name, one)


def check_pause_shows_both_views_the_frame_to_which_python_goes_back(name, widget, one, other):
    play(one, name, 3)
    wait_beyond(other, 2)
    expect(button(other, "play")).to_be_visible()
    button(one, "pause").click()
    here, words = at(one), one.locator(".course-description").text_content()
    wait_at_rest(one.page)
    assert (at(one), number(widget)) == (here, here)
    assert one.locator(".course-description").text_content() == words == widget.model.description
    expect(other.locator(".course-line")).to_have_value(str(here))
    expect(other.locator(".course-description")).to_have_text(words)


def check_with_less_motion_it_plays_as_far_in_fewer_pictures(name, figure):
    """A picture a second from the first on: on a busy machine one may come late, and the next in less than that."""
    page, here = figure.page, at(figure)
    page.emulate_media(reduced_motion="reduce")
    figure.get_by_label("speed").select_option({"Playground": "1"}.get(name, "10"))
    page.evaluate(NOTE_PICTURES)
    button(figure, "play").click()
    page.wait_for_function("window.pictures[1] && performance.now() > window.pictures[1].time + 500")
    seen = "window.pictures.slice(1).filter(({ time }) => time < window.pictures[1].time + 500)"
    (picture,) = page.evaluate(seen)
    pause(figure)
    assert picture["at"] - here >= 5
    if name != "Playground":
        assert picture["at"] - here <= 20, "ten steps a second are ten steps a second"
    page.emulate_media(reduced_motion="no-preference")


def check_in_forced_colours_marks_stand_out_and_differ_by_their_line(name, figure):
    page = figure.page
    page.emulate_media(forced_colors="active")
    assert page.evaluate(HIDDEN_MARKS, MARKS.get(name, [])) == []
    style = "(line, role) => getComputedStyle(line)[role]"
    if name == "RosenblattMachine":
        turned, quiet = (
            figure.locator(mark).first.evaluate(style, "strokeWidth")
            for mark in (".course-turned", ".course-needle:not(.course-turned)")
        )
        assert float(turned.removesuffix("px")) > 2 * float(quiet.removesuffix("px"))
    if name == "ApproximationExplorer":
        trained, built = (
            figure.locator(mark).last.evaluate(style, "strokeDasharray")
            for mark in (".course-trained", ".course-built")
        )
        assert built == "none" != trained
    page.emulate_media(forced_colors="none")


def check_a_window_that_changes_its_size_while_it_plays_never_shows_the_past(name, widget, figure):
    page = figure.page
    figure.locator(".course-line").press("Home")
    expect(figure.locator(".course-line")).to_have_value("0")
    figure.focus()
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement?.matches('.course-projector')")
    wait_at_rest(page)
    page.evaluate(NOTE_PICTURES)
    play(figure, name, 1)
    for width in (1180, 1240):
        resize_screen(page, width, 700)
        page.wait_for_function("width => innerWidth === width", arg=width)
        wait_beyond(figure, at(figure) + 1)
    frames = [picture["frame"] for picture in page.evaluate("window.pictures")]
    assert frames[-1] > 0 and frames == sorted(frames), "the past was shown"
    pause(figure)
    assert number(widget) == at(figure)
    page.keyboard.press("f")
    page.wait_for_function("!document.fullscreenElement")


def check_when_python_goes_the_last_picture_stays_and_nothing_pretends_to_play(name, figure):
    play(figure, name, at(figure))
    figure.page.evaluate("window.end()")
    expect(figure.locator(".course-notice")).to_contain_text(re.compile("stopped.*run this cell again"))
    here, words = at(figure), figure.locator(".course-description").text_content()
    for _ in range(3):  # what waits is not let out bit by bit
        button(figure, "play").click()
        settle(figure.page)
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
    figure.get_by_label("speed").select_option("50")
    button(figure, "play").click()
    ends = "line => Number(line.value) > 3 && [Number(line.value), Number(line.max)]"
    value, most = figure.page.wait_for_function(ends, arg=line.element_handle()).json_value()
    assert value == most < 61


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
        wait_at_rest(figure.page)  # the picture has settled since
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
    wait_at_rest(figure.page)
    here = at(figure)
    assert number(widget) == here
    expect(figure.locator(".course-notice")).to_contain_text("must be a number")
    button(figure, "step").click()
    expect(figure.locator(".course-description")).to_contain_text(f"step {here + 1:,}.")


def test_a_slow_python_is_waited_for_and_the_film_goes_on(shown):
    _, (figure,) = shown("OptimizerRace")
    play(figure, "OptimizerRace", 1)
    figure.page.evaluate("() => { window.wire.held = []; window.wire.sent = [] }")
    expect(figure.locator(".course-notice")).to_contain_text("Python is busy")
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
    pause(other)
    expect(one.locator(".course-line")).to_have_value(str(number(widget)))
    assert at(other) == number(widget)
