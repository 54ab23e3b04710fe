"""The playground under the hand, on a page without JupyterLab: what is pressed, pointed at, and refused.

Notebook 08 is walked through in Lab; here stands what needs no notebook.
"""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from course_utils.playground.frame import frame_of
from course_utils.widgets import Playground
from tests.browser.lab import button, wait_until
from tests.browser.plain_page import show, text, wait_at_rest
from tests.browser.test_film_faults import FIGURES

# What can be pressed and is in sight, but lies under something else.
COVERED = """() => [...document.querySelectorAll("button, input, select, textarea, summary, .course-handle")]
    .filter((element) => element.checkVisibility() && !element.disabled)
    .filter((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        return hit && !element.contains(hit) && !(hit.tagName === "LABEL" && hit.contains(element));
    }).map((element) => element.outerHTML.slice(0, 100))"""
# Pairs of parts of the stage that overlap.
COVERING = """() => {
    const names = ["head", "neuron", "title", "updates", "picked", "input-name", "pad"];
    const parts = [...document.querySelectorAll(names.map((name) => `.course-stage .course-${name}`).join())];
    const boxes = parts.map((part) => [part.outerHTML.slice(0, 60), part.getBoundingClientRect()]);
    return boxes.flatMap(([one, a], place) => boxes.slice(place + 1)
        .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5)
        .map(([other]) => [one, other]));
}"""
TWO = "data=own layers=2 own=0.5:0.5:1,-0.5:-0.5:0"


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


def tip_at(figure, across, up):
    """What is said of the point at this place of the large map, in shares of its sides, from below."""
    box = figure.locator(".course-pad").bounding_box()
    figure.page.mouse.move(box["x"] + across * box["width"], box["y"] + (1 - up) * box["height"])
    return figure.locator(".course-tip").inner_text()


def said_of(training, number):
    """What the page should say of a training point: x₁, x₂, class, answer, and −log of what its class was given."""
    X, y = training.trainer.sample.train
    answer, label = training.network(X)[number, 0], y[number, 0]
    return [*X[number], label, answer, -np.log(answer if label else 1 - answer)]


def numbers_in(tip):
    return [
        float(word.replace("−", "-")) for word in re.findall(r"(?:= |class |answer |loss )(−?[\d.]+)", tip)
    ]


def test_a_point_says_its_numbers_in_the_plane_and_in_the_space_of_two_neurons(put):
    (widget,), (figure,) = put("data=moons layers=3-2 points=20 rate=0.3 updates=200")
    training = widget.model.state.training
    x1, x2 = training.trainer.sample.train[0][0]
    tip = tip_at(figure, (x1 + 1.7) / 3.4, (x2 + 1.7) / 3.4)
    assert numbers_in(tip) == pytest.approx(said_of(training, 0), rel=6e-4)
    figure.locator("summary", has_text="Weights").click()
    axes = figure.get_by_role("textbox", name="two neurons of a layer as axes")
    axes.fill("1.3 1.1")
    axes.press("Enter")
    figure.page.keyboard.press("Escape")
    expect(figure.locator(".course-title")).to_have_text("The space of two neurons")
    drawn = "() => document.querySelector('.course-stage canvas').toDataURL()"
    for update in (201, 202):
        before = figure.page.evaluate(drawn)
        button(figure, "one update").click()
        expect(figure.locator(".course-description")).to_contain_text(f"after {update} updates")
        assert figure.page.evaluate(drawn) != before, "the grid and the points move with the weights"
    training = widget.model.state.training
    hidden = training.network.forward(training.trainer.sample.train[0]).A[0][:, [2, 0]]
    low, high = frame_of(widget.model.state)["ends"].T
    alone = np.argmax([np.sort(np.linalg.norm(hidden - place, axis=1))[1] for place in hidden])
    tip = tip_at(figure, *((hidden[alone] - low) / (high - low)))
    assert numbers_in(tip) == pytest.approx(said_of(training, alone), rel=6e-4)


def test_each_risk_has_a_sample_of_its_line_beside_its_number(put):
    """Whoever does not see colours tells the curves by their dashes."""
    _, (figure,) = put("data=moons layers=3 updates=20")
    page = figure.page
    page.evaluate("""() => {
        const paper = CanvasRenderingContext2D.prototype;
        const { lines, legend } = window.drawn = { lines: [], legend: [] };
        let path = [];
        const note = (name, act) => {
            const own = paper[name];
            paper[name] = function (...more) {
                act(this, ...more);
                return own.apply(this, more);
            };
        };
        note("beginPath", () => (path = []));
        note("moveTo", (_, x, y) => path.push([x, y]));
        note("lineTo", (_, x, y) => path.push([x, y]));
        note("stroke", (pen) => lines.push([pen.strokeStyle, pen.getLineDash(), pen.lineWidth, path]));
        note("fillText", (pen, words, x, y) => legend.push([words, pen.fillStyle, x, y]));
    }""")
    button(figure, "one update").click()
    page.wait_for_function("drawn.legend.some(([words]) => words.startsWith('Bayes '))")
    lines, legend = page.evaluate("[drawn.lines, drawn.legend]")
    kinds = {}
    for words, colour, x, y in legend:
        if match := re.match(r"(train|test|true|Bayes) \d", words):
            kinds[match[1]] = {
                (line, tuple(dashes), width)
                for line, dashes, width, path in lines
                if len(path) == 2
                and path[0][1] == path[1][1] == y
                and x - 30 < path[0][0] < path[1][0] < x
                and line == colour
            }
    assert kinds.keys() == {"train", "test", "true", "Bayes"}
    assert all(len(looks) == 1 for looks in kinds.values())
    looks = {name: next(iter(found)) for name, found in kinds.items()}
    assert (
        len({dashes for _, dashes, _ in looks.values()}) == 3 and looks["true"][2] > 1.3 * looks["train"][2]
    )
    for name in ("train", "test", "true"):  # and so is its curve
        assert any(
            (line, tuple(dashes), width) == looks[name] and len(path) > 2
            for line, dashes, width, path in lines
        )


def test_a_new_point_stays_while_an_answer_that_does_not_know_it_comes(put):
    (widget,), (figure,) = put(TWO)
    page = figure.page
    page.evaluate("() => { window.wire.held = []; window.wire.sent = [] }")
    figure.get_by_label("learning rate").press("ArrowRight")
    page.wait_for_function("window.wire.held.length === 1")
    figure.locator(".course-pad").click(position={"x": 12, "y": 12})
    # The rate is answered while the point is on its way.
    page.evaluate("() => { window.release(); window.wire.held = [] }")
    page.wait_for_function("window.wire.held.length === 1")
    tip = figure.locator(".course-tip")
    expect(tip).to_be_visible()
    page.keyboard.press("1")
    expect(tip).to_contain_text("class 1")
    page.evaluate("window.release()")
    expect(figure.locator(".course-stage")).to_have_attribute("data-points", "3")
    page.wait_for_function("window.wire.sent.length > 2")
    expect(figure).to_have_attribute("data-settled", "")
    assert widget.model.state.training.settings.own[-1][-1] == 1
    expect(tip).to_contain_text("class 1")


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
        wait_until(figure.locator(".course-line"), "([line]) => Number(line.value) > 5")
    for figure in figures:
        button(figure, "pause").click()
    wait_at_rest(figures[0].page)
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
    assert page.evaluate(COVERED) == []


def test_nothing_that_can_be_pressed_lies_under_something_else(put):
    """A button over the map that shows one neuron large, and the two that give a new point its class."""
    _, (figure,) = put("data=own layers=4-2")
    button(figure, "neuron 1.2: show its map large").click()
    expect(button(figure, "show the answer")).to_be_visible()
    assert figure.page.evaluate(COVERED) == []
    figure.page.keyboard.press("f")
    expect(figure).to_have_class(re.compile("course-projector"))
    wait_at_rest(figure.page)
    assert figure.page.evaluate(COVERED) == []


@pytest.mark.parametrize("setup", ["layers=4", "layers=16-16", "layers=3-2-3"])
def test_nothing_on_the_stage_lies_on_another_at_any_width(new_page, setup):
    """Captions say less where there is no room for all; on a phone the layers stand in rows."""
    widths = [288, 358, 528, 912]
    page = new_page(viewport=(1000, 800))
    (figure,) = show(page, Playground(f"data=circles {setup}"))
    for width in widths:
        page.evaluate("width => document.querySelector('body > div').style.width = `${width}px`", width)
        page.wait_for_function(
            "width => document.querySelector('.course-live').offsetWidth === width", arg=width
        )
        page.wait_for_function(f"({COVERING})().length === 0")
    expect(figure.locator(".course-picked")).to_have_text(re.compile(r"^w1\.1\.1 = [−\d.]+   ∂R"))


def test_on_paper_a_dark_figure_is_light(new_page):
    page = new_page(theme="dark")
    (figure,) = show(page, Playground("data=circles layers=4"))
    expect(figure).to_have_attribute("data-drawn", "dark")
    page.emulate_media(media="print")
    expect(figure).to_have_attribute("data-drawn", "light")
    page.emulate_media(media="screen")
    expect(figure).to_have_attribute("data-drawn", "dark")


def test_in_a_hall_one_line_says_what_goes_wrong_and_nothing_moves(put):
    """The description is not shown there: who never saw the words would take a network of dead ReLUs for a slow one."""
    dead = "data=circles layers=8-4 activation=relu rate=3 optimizer=momentum seed=3 updates=60"
    _, (figure,) = put(dead)
    brief, notice = figure.locator(".course-brief"), figure.locator(".course-notice")
    expect(brief).to_be_hidden()
    figure.focus()
    figure.page.keyboard.press("f")
    expect(brief).to_have_text("12 of 12 ReLU neurons are dead.")
    expect(brief).to_be_visible()
    wait_at_rest(figure.page)
    before = figure.locator(".course-stage").bounding_box()
    for number in range(5):
        button(figure, "+ layer").click()
        expect(figure.locator(".course-head")).to_have_count(min(3 + number, 6))
    expect(notice).to_contain_text("There can be at most 6 hidden layers.")
    expect(brief).to_be_hidden()
    assert notice.bounding_box()["height"] < 36  # pixels: one line
    assert figure.locator(".course-stage").bounding_box() == before
    assert figure.evaluate("root => root.scrollHeight - root.clientHeight") == 0


def test_views_one_after_the_other_leave_nothing_behind(put):
    """A cell that is run again closes its view and opens another: what listened to the model or the window is gone."""
    (widget,), (figure,) = put("data=circles layers=4")
    held = widget.get_state()
    kept = {name: held[name] for name in ("_layout", "_reply")}
    counts, was_open = figure.page.evaluate(
        """async ([kept, picture]) => {
        const heard = {}, host = document.createElement("div"), [counts, open] = [[], []], around = new Set();
        for (const target of [window, document, document.documentElement, document.body]) {
            for (const name of ["add", "remove"]) {
                const own = target[`${name}EventListener`].bind(target);
                target[`${name}EventListener`] = (type, act, ...more) => {
                    around[name === "add" ? "add" : "delete"](act);
                    return own(type, act, ...more);
                };
            }
        }
        const state = { ...kept, _picture: Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0)) };
        const model = {
            get: (name) => state[name], set: (name, value) => (state[name] = value), send() {},
            on: (name, act) => (heard[name] ??= new Set()).add(act), off: (name, act) => heard[name]?.delete(act),
        };
        document.body.append(host);
        for (let run = 0; run < 4; run += 1) {
            const close = await window.widget.render({ model, el: host });
            host.querySelector("button.course-play").click();
            await new Promise((done) => setTimeout(done, 60));
            open.push(around.size > 0 && heard["msg:custom"].size > 0);
            close();
            host.replaceChildren();
            counts.push([Object.values(heard).reduce((all, acts) => all + acts.size, 0), around.size]);
        }
        return [counts, open];
    }""",
        [kept, text(held["_picture"])],
    )
    assert (counts, was_open) == ([[0, 0]] * 4, [True] * 4)
