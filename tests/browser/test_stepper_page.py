"""The saved page in Chromium with the network cut off: what a student has who got one file."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from course_utils.engine import Network, Node, circuit, lecture_network, maximum, walkthrough
from course_utils.engine.trace.notation import full, short
from course_utils.stepper.saved_page import FRONT_END
from course_utils.widgets import BackpropStepper
from tests.browser.lab import SMALL_TEXT, screenshot

STEPS = 49  # of one update of the 2-2-2 network
TYPED = json.loads((Path(__file__).parents[1] / "data" / "typed_numbers.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def lecture_page(tmp_path_factory):
    """The saved page of the lecture's network, 10,000 updates."""
    network, x, y = lecture_network()
    trace = walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, updates=10_000)
    return BackpropStepper(trace).save_html(tmp_path_factory.mktemp("page") / "stepper.html")


@pytest.fixture
def stepper(new_page, lecture_page):
    """Return a function `(**page options) → page` that shows the saved page, the stepper focused."""

    def open_page(path=lecture_page, **options):
        page = new_page(offline=True, **options)
        page.goto(path.as_uri())
        page.locator(".course-stepper").wait_for()
        return page

    return open_page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def where(page):
    """(step, update) as the header says."""
    return tuple(
        int(figure.replace(",", ""))
        for figure in re.findall(r"step (\d+) of \d+ · update ([\d,]+)", page.inner_text(".course-where"))[0]
    )


def picture(page):
    """Everything that the stepper shows."""
    return page.locator(".course-stepper .course-stage").inner_html()


def shown(page, selector):
    """The text of one element; formulas and diagrams too."""
    return page.locator(selector).text_content()


def walk(page, expression, steps=STEPS):
    """What a JavaScript expression gives at each step, from this one on."""
    return page.evaluate(
        f"""async (steps) => {{
        const root = document.querySelector(".course-stepper");
        const found = [];
        for (let step = 0; step < steps; step += 1) {{
          await new Promise(requestAnimationFrame);
          found.push({expression});
          root.dispatchEvent(new KeyboardEvent("keydown", {{ key: "ArrowRight", bubbles: true }}));
        }}
        await new Promise(requestAnimationFrame);
        return found;
        }}""",
        steps,
    )


def go_to(page, title):
    """Press → until the question is asked."""
    for _ in range(STEPS):
        if title in page.inner_text(".course-title"):
            return
        press(page, "ArrowRight")
    raise AssertionError(f"no step asks {title!r}")


def test_a_step_shows_the_slides_numbers(stepper):
    page = stepper()
    go_to(page, "How does the loss change with w₅?")
    assert page.inner_text(".course-badge") == "backward"
    assert page.locator(".course-numbers .course-slot").all_text_contents() == ["0.7414", "0.1868", "0.5933"]
    assert (
        shown(page, ".course-result .course-slot") == "0.08217"
    )  # 0.0821670405642307788464 in references.json
    assert page.inner_text(".course-check") == "finite difference 0.08217 ✓"
    assert shown(page, ".course-weight[data-role=backward] .course-name") == "w₅"


def test_every_key_goes_where_the_help_says(stepper):
    page = stepper()
    for keys, place in [
        ("ArrowRight", (2, 1)), ("PageDown", (3, 1)), ("ArrowLeft", (2, 1)), ("PageUp", (1, 1)), ("ArrowLeft", (1, 1)),
        ("Shift+ArrowRight", (10, 1)), ("Shift+PageDown", (13, 1)),
        ("Shift+ArrowLeft", (10, 1)), ("Shift+PageUp", (1, 1)),
        ("End", (STEPS, 10_000)), ("ArrowRight", (STEPS, 10_000)), ("Home", (1, 1)),
    ]:  # fmt: skip
        press(page, keys)
        assert where(page) == place, keys


def test_the_next_update_follows_and_the_way_back_is_exact(stepper):
    page = stepper()
    press(page, *["Shift+ArrowRight"] * 3)
    assert page.inner_text(".course-badge") == "update"
    seen = []
    for _ in range(20):
        seen.append((where(page), picture(page)))
        press(page, "ArrowRight")
    assert where(page)[1] == 2
    for place, shown in reversed(seen):
        press(page, "ArrowLeft")
        assert (where(page), picture(page)) == (place, shown)


def test_fifty_fast_presses_all_count(stepper):
    page = stepper()
    root = page.locator(".course-stepper")
    root.evaluate(
        """(root) => { for (let n = 0; n < 50; n += 1)
        root.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true })); }"""
    )
    press(page)
    assert where(page) == (2, 2)  # 49 steps lead to the first step of update 2
    next_button = page.get_by_role("button", name="Next")
    next_button.focus()
    for _ in range(50):
        page.keyboard.press("Enter")
    press(page)
    assert where(page) == (3, 3)
    assert next_button.evaluate("(button) => button === document.activeElement")


def test_buttons_timeline_and_field_work_with_the_mouse(stepper):
    page = stepper()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    assert where(page) == (3, 1)
    page.get_by_role("button", name="Back").click()
    assert where(page) == (2, 1)
    box = page.get_by_role("slider", name="step").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 15.5 / STEPS, box["y"] + 10)
    page.mouse.down()
    press(page)
    assert where(page) == (16, 1)
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 10, steps=4)
    page.mouse.up()
    press(page)
    assert where(page) == (STEPS, 1)
    page.get_by_label("update, 1 to 10,000").fill("10 000")
    page.keyboard.press("Enter")
    press(page, "ArrowLeft")
    assert where(page) == (STEPS - 1, 10_000)  # the keys act again without a click
    page.get_by_role("button", name="First step").click()
    assert where(page) == (1, 1)


def test_after_a_click_the_space_key_plays(stepper):
    page = stepper()
    page.get_by_role("button", name="Next").click()
    page.keyboard.press("Space")
    assert page.get_by_role("button", name="pause").is_visible()
    assert where(page) == (2, 1)


def test_playing_goes_on_and_stops_at_the_end(stepper):
    page = stepper()
    page.keyboard.press("?")
    page.get_by_role("group", name="steps a second").get_by_role("button", name="10").click()
    press(page, "Escape", "End", "ArrowLeft", "ArrowLeft", "Space")
    page.get_by_text(f"step {STEPS} of").wait_for()
    page.get_by_role("button", name="play").wait_for()
    press(page, "Home", "Space")
    page.wait_for_function("!document.querySelector('.course-where').textContent.startsWith('step 1 of')")
    press(page, "Space")
    assert where(page)[1] == 1
    assert page.get_by_role("button", name="play").is_visible()


def test_an_update_that_the_page_does_not_hold_shows_the_nearest_and_says_so(stepper):
    page = stepper()
    page.get_by_label("update, 1 to 10,000").fill("5000")
    page.keyboard.press("Enter")
    press(page)
    assert where(page) == (1, 5012)  # 10^3.7
    assert (
        page.inner_text(".course-notice")
        == "Update 5,000 needs Python; showing 5,012, the nearest that this page holds."
    )
    press(page, "ArrowRight")
    assert not page.locator(".course-notice").is_visible()


def test_beyond_the_rows_held_stepping_goes_to_the_next_that_is(stepper):
    page = stepper()
    page.get_by_label("update, 1 to 10,000").fill("100")
    page.keyboard.press("Enter")
    press(page, *["Shift+ArrowRight"] * 4)
    assert where(page) == (1, 112)  # 10^2.05
    assert "Update 101 needs Python" in page.inner_text(".course-notice")
    press(page, "ArrowLeft")
    assert where(page) == (STEPS, 100)


def test_predicting_hides_reveals_and_judges(stepper):
    page = stepper()
    go_to(page, "How does the loss change with w₅?")
    press(page, "p")
    assert shown(page, ".course-result .course-slot") == "?"
    assert not any(
        "0.08217" in shown(page, part) for part in (".course-card", ".course-diagram", ".course-spoken")
    )
    for typed, words in [
        ("abc", "“abc” is not a number"), ("1", "Not yet: 1 is too large."), ("0,07", "Not yet: 0.07 is too small."),
        ("1,000", "two ways"), ("-0.0822", "sign"), ("0.082", "three significant digits"),
        ("-0.3", "Not yet: the sign of −0.3 is wrong, and its size is too large."),
        ("0.822", "Not yet: the digits of 0.822 are right, its decimal point is not."),
        ("0.1643", "Not yet: 0.1643 is twice the result."), ("0.0411", "Not yet: 0.0411 is half the result."),
    ]:  # fmt: skip
        page.get_by_label("your answer for ∂L/∂w₅").fill(typed)
        page.keyboard.press("Enter")
        press(page)
        assert words in page.inner_text(".course-verdict"), typed
        assert shown(page, ".course-result .course-slot") == "?"
    page.get_by_label("your answer").fill("0,0821")  # cut instead of rounded, with a comma
    page.keyboard.press("Enter")
    press(page)
    assert page.inner_text(".course-verdict") == "✓ Right."
    assert shown(page, ".course-result .course-slot") == "0.08217"
    press(page, "ArrowRight")
    assert shown(page, ".course-result .course-slot") == "?"
    press(page, "ArrowRight")  # reveals
    assert shown(page, ".course-result .course-slot") == "0.5969"
    press(page, "ArrowLeft")
    assert shown(page, ".course-result .course-slot") == "0.08217"  # what was revealed stays so


def test_a_named_mistake_is_named(stepper, lecture_page):
    """Every guess that the trace carries is recognised, where it differs from the result."""
    page = stepper()
    go_to(page, "How does the loss change with w₅?")
    press(page, "p")
    for wrong in ("0.4398", "0.1385"):  # 0.7414 × 0.5933 and 0.7414 × 0.1868: a factor left out
        page.get_by_label("your answer").fill(wrong)
        page.keyboard.press("Enter")
        press(page)
        assert "Not yet" not in page.inner_text(".course-verdict"), wrong


def test_below_zero_the_size_is_judged(stepper):
    """∂L/∂w₇ = −0.0226: “too large” of −0.5 could be read in two ways."""
    page = stepper()
    go_to(page, "How does the loss change with w₇?")
    press(page, "p")
    for typed, words in [
        ("-0.5", "−0.5 has the right sign; its size is too large."),
        ("-0.01", "−0.01 has the right sign; its size is too small."),
        ("0", "0 is too large."),
        ("0.5", "the sign of 0.5 is wrong, and its size is too large."),
    ]:
        page.get_by_label("your answer").fill(typed)
        press(page, "Enter")
        assert page.inner_text(".course-verdict") == f"Not yet: {words}"


def focus(page):
    """What has the keys: "stage", or the class, label or key of the element."""
    return page.evaluate(
        """() => {
        const active = document.activeElement;
        if (active.matches(".course-stepper")) return "stage";
        return active.dataset.key ?? (active.className || active.localName);
        }"""
    )


def test_after_a_verdict_the_keys_step_again(stepper):
    """Predict, then →, an answer, Enter and → with one hand, and the remote in the other."""
    page = stepper()
    press(page, "p", "ArrowRight", "0", ".", "5", "Enter")
    assert focus(page) == "stage"
    assert "Not yet: 0.5 is too large." in page.inner_text(".course-verdict")
    assert page.get_by_label("your answer").input_value() == "0.5"  # however fast it was typed
    press(page, "0", ".", "3", "8")  # another attempt takes the place of the first
    assert page.get_by_label("your answer").input_value() == "0.38"
    press(
        page, "ArrowLeft", "Delete", "7", "Enter"
    )  # inside a text that is being typed the arrows are the field's
    assert page.inner_text(".course-verdict").startswith("Very near") or "Not yet" in page.inner_text(
        ".course-verdict"
    )
    assert where(page) == (2, 1)
    press(page, "ArrowRight")  # reveals
    assert shown(page, ".course-result .course-slot") == "0.3775"
    press(page, "ArrowRight")
    assert where(page) == (3, 1)
    for key in ("PageDown", "Escape", "ArrowRight"):
        press(page, "p", "p", "Home", "ArrowRight", "0", ".", "5")  # hidden again
        assert focus(page) == "course-answer"
        press(page, key)
        assert (focus(page) == "stage") == (key != "ArrowRight"), key


def test_an_empty_or_judged_answer_leaves_the_arrows_to_the_steps(stepper):
    page = stepper()
    press(page, "p", "ArrowRight")
    page.get_by_label("your answer").click()
    press(page, "ArrowRight")
    assert (focus(page), shown(page, ".course-result .course-slot")) == ("stage", "0.3775")
    press(page, "ArrowRight", "0", ".", "9", "Enter")
    page.get_by_label("your answer").click()
    press(page, "ArrowLeft")
    assert (focus(page), where(page)) == ("stage", (2, 1))


FOCUSABLE = "button, input, select, textarea, a[href], summary, [tabindex='0']"


@pytest.mark.parametrize("panel", ["", "?", "e", "p"])
def test_a_remote_steps_and_escape_leads_back_from_everything_that_takes_the_focus(stepper, panel):
    page = stepper()
    every = f'[...document.querySelectorAll(".course-stepper :is({FOCUSABLE})")]'

    def opened():
        page.locator(".course-stepper").focus()
        press(page, "Home", "ArrowRight", *([panel] if panel else []))
        can = f"{every}.map(part => part.checkVisibility({{visibilityProperty: true}}) && !part.disabled)"
        return [number for number, on in enumerate(page.evaluate(can)) if on]

    def closed():
        press(page, "Escape", "Escape")
        if panel == "p":
            page.locator(".course-stepper").focus()
            press(page, "p")

    places = opened()
    closed()
    assert len(places) >= 9 - 8 * (panel == "e")  # a saved page cannot edit
    for place in places:
        opened()
        page.evaluate(f"{every}[{place}].focus()")
        before = (where(page), shown(page, ".course-result .course-slot"))
        press(page, "PageDown")
        assert (where(page), shown(page, ".course-result .course-slot")) != before, place
        closed()
        opened()
        page.evaluate(f"{every}[{place}].focus()")
        press(page, "Escape")
        assert focus(page) == "stage", place
        closed()


def test_a_step_is_never_hidden_by_the_sheet(stepper):
    page = stepper()
    press(page, "?", "PageDown")
    assert where(page) == (2, 1) and not page.locator(".course-sheet").is_visible()


def test_an_update_that_there_is_not_is_answered_in_words(stepper):
    page = stepper()
    field = page.get_by_label("update, 1 to 10,000")
    field.fill("20000")
    press(page, "Enter")
    assert page.inner_text(".course-notice") == "There is no update 20000: type one from 1 to 10,000."
    assert (where(page), focus(page), field.input_value()) == ((1, 1), "course-update-field", "20000")
    field.fill("−3")
    press(page, "Enter")
    assert page.inner_text(".course-notice") == "There is no update −3: type one from 1 to 10,000."
    press(page, "Escape")
    assert (focus(page), field.input_value()) == ("stage", "1")
    assert not page.locator(".course-notice").is_visible() and field.get_attribute("aria-invalid") is None
    field.fill("1,000")  # as the field itself writes it
    press(page, "Enter")
    assert where(page)[1] == 1000


def test_the_digits_and_the_granularity_can_be_changed(stepper):
    page = stepper()
    go_to(page, "How does the loss change with w₅?")
    press(page, "?")
    page.get_by_role("group", name="digits").get_by_role("button", name="all").click()
    page.get_by_role("group", name="a step is a").get_by_role("button", name="phase").click()
    press(page, "Escape")
    assert float(shown(page, ".course-result .course-slot")) == pytest.approx(
        0.0821670405642307788464, abs=1e-16
    )
    press(page, "Home", "ArrowRight")
    assert where(page) == (9, 1)
    press(page, "ArrowRight")
    assert where(page) == (12, 1)


def test_editing_says_which_command_it_needs(stepper):
    page = stepper()
    press(page, "e")
    assert "make lab" in page.inner_text(".course-edit")
    assert page.locator(".course-edit input:enabled").count() == 0
    press(page, "Escape")
    assert not page.locator(".course-edit").is_visible()
    press(page, "ArrowRight", "?", "Escape", "ArrowRight")  # the keys go on, whatever was closed
    assert where(page) == (3, 1)


@pytest.mark.parametrize("viewport", [(400, 900), (900, 700), (1920, 1080)])
def test_nothing_jumps_and_nothing_is_cut(stepper, viewport):
    page = stepper(viewport=viewport)
    parts = "[...root.querySelectorAll('.course-card, header, footer')]"
    cut = f"{parts}.some(part => part.scrollWidth > part.clientWidth + 1)"
    assert not any(walk(page, f"{cut} || document.documentElement.scrollWidth > innerWidth"))
    press(page, "Home")
    heights = set(walk(page, "root.getBoundingClientRect().height"))
    assert len(heights) == 1
    if viewport[0] >= 900:
        assert heights.pop() <= 560


def test_the_projector_fills_the_screen_with_large_text(stepper):
    page = stepper(viewport=(1280, 720))
    press(page, "f")
    page.wait_for_function("document.fullscreenElement?.matches('.course-stepper')")
    assert max(walk(page, "root.scrollHeight")) <= 720
    press(page, "Home")
    assert [texts for texts in walk(page, SMALL_TEXT) if texts] == []
    for name in ("Next", "play", "predict"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert min(box["width"], box["height"]) >= 44
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("!document.querySelector('.course-stepper').matches('.course-projector')")


def test_the_window_is_filled_where_full_screen_is_refused(stepper):
    page = stepper(viewport=(1280, 720))
    page.evaluate("void (Element.prototype.requestFullscreen = () => Promise.reject(new Error('refused')))")
    press(page, "f")
    box = page.locator(".course-stepper").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1280, 720)
    press(page, "ArrowRight", "Escape")
    assert where(page) == (2, 1)
    assert page.locator(".course-stepper").bounding_box()["width"] < 1280


def test_the_theme_follows_the_system_and_the_switch(stepper):
    page = stepper(theme="dark")
    ground = "getComputedStyle(document.querySelector('.course-stepper')).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 23, 28)"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"{ground} === 'rgb(255, 255, 255)'")
    press(page, "?")
    page.get_by_role("group", name="theme").get_by_role("button", name="dark").click()
    assert page.evaluate(ground) == "rgb(20, 23, 28)"


def test_a_screen_reader_hears_each_step_when_it_is_still(stepper):
    page = stepper()
    go_to(page, "How does the loss change with w₅?")
    page.locator("[aria-live=polite].course-spoken", has_text="0.7414 × 0.1868 × 0.5933 = 0.08217").wait_for(
        state="attached"
    )
    assert page.get_by_role("slider", name="step").get_attribute("aria-valuetext").startswith("step 16 of 49")
    assert page.get_by_role("img", name="2-2-2 network").count() == 1


def test_reduced_motion_is_respected(stepper):
    page = stepper(reduced_motion="reduce")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.course-wire')).transitionDuration") == "0s"
    )


def test_paper_shows_the_step_and_all_steps_of_its_update(stepper):
    page = stepper()
    go_to(page, "How does the loss change with w₅?")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".course-paper tbody tr").count() == STEPS
    assert page.locator(".course-diagram").is_visible() and page.locator(".course-card").is_visible()
    assert not page.locator("footer").is_visible()


@pytest.mark.parametrize("zoom", [1, 2])
def test_two_steppers_on_a_page_are_independent(stepper, zoom):
    page = stepper(viewport=(1280 // zoom, 800 // zoom), device_scale_factor=zoom)
    page.evaluate("window.second = document.createElement('main'); document.body.append(window.second)")
    page.evaluate(
        """async (text) => {
        const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
        const trace = JSON.parse(document.getElementById("course-trace").textContent);
        (await import(address)).default.render({ model: { get: () => trace, on() {}, off() {} }, el: window.second });
        }""",
        FRONT_END.module(),
    )
    second = page.locator(".course-stepper").nth(1)
    second.focus()
    press(page, "ArrowRight", "ArrowRight")
    assert ["step 1 of" in text for text in page.locator(".course-where").all_inner_texts()] == [True, False]


def test_larger_networks_and_other_choices_fit(stepper, tmp_path):
    network = Network.random([3, 4, 3], hidden="tanh", output="sigmoid", seed=1)
    trace = walkthrough(
        network, [0.5, -1.0, 0.2], [1.0, 0.0, 1.0], "binary_cross_entropy",
        learning_rate=0.1, biases="per_neuron", in_place=True, updates=3,
    )  # fmt: skip
    page = stepper(BackpropStepper(trace).save_html(tmp_path / "large.html"), viewport=(900, 700))
    assert not any(walk(page, "document.documentElement.scrollWidth > innerWidth", len(trace.steps)))
    assert where(page) == (1, 2)
    screenshot(page, "stepper-large")


def test_at_a_kink_the_stepper_says_that_there_is_no_difference(stepper, tmp_path):
    trace = circuit(maximum(Node(2, "x"), Node(2, "y")).named("f"))
    page = stepper(BackpropStepper(trace).save_html(tmp_path / "kink.html"))
    go_to(page, "How does f change with y?")
    assert page.inner_text(".course-check") == "no finite difference: a kink, or one side is not defined"
    assert page.get_attribute(".course-check", "data-role") is None


def numbers_module(page):
    """Load numbers.js on the page as `numbers`."""
    page.evaluate(
        """async (text) => {
        const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
        window.numbers = await import(address);
        }""",
        FRONT_END.module("numbers.js")
        + "\nexport { full, grouped, matches, short, typedCount, typedNumber };",
    )


def test_the_browser_writes_numbers_as_python_does(new_page, tmp_path):
    page = new_page()
    (tmp_path / "empty.html").write_text("<title>numbers</title>")
    page.goto((tmp_path / "empty.html").as_uri())
    numbers_module(page)
    random = np.random.default_rng(0)
    values = [
        0.0,
        -0.0,
        1e-4,
        9.9995e-5,
        999949.9,
        999950.0,
        1e6,
        0.00012345,
        12345.5,
        1234.5,
        0.5,
        5e-324,
        1.7976931348623157e308,
    ]
    values += list(random.normal(size=2000) * 10.0 ** random.integers(-12, 12, size=2000))
    values += list(random.integers(-99_999, 99_999, size=1000) / 1000)  # ties
    values = [float(value) for value in values]
    shown = page.evaluate(
        "(values) => values.map(value => [numbers.short(value), numbers.full(value)])", values
    )
    assert shown == [[short(value), full(value)] for value in values]
    read = "(values) => values.map(value => numbers.typedNumber(numbers.full(value)).value)"
    assert page.evaluate(read, values) == values


def test_the_browser_reads_numbers_as_python_does(new_page, tmp_path):
    """Value by value and word by word the table that tests/engine/test_numbers.py reads."""
    page = new_page()
    (tmp_path / "empty.html").write_text("<title>numbers</title>")
    page.goto((tmp_path / "empty.html").as_uri())
    numbers_module(page)
    read = page.evaluate("(texts) => texts.map(numbers.typedNumber)", [text for text, _ in TYPED["numbers"]])
    assert read == [{"value": value} for _, value in TYPED["numbers"]]
    refused = page.evaluate(
        "(texts) => texts.map(numbers.typedNumber)", [text for text, _ in TYPED["refused"]]
    )
    assert refused == [{"words": words} for _, words in TYPED["refused"]]
    counts = TYPED["counts_to_10000"]
    read = page.evaluate(
        "(texts) => texts.map(text => numbers.typedCount(text, 10000))", [text for text, _ in counts]
    )
    assert read == [{"words" if isinstance(wanted, str) else "value": wanted} for _, wanted in counts]
    assert page.evaluate("numbers.typedCount(numbers.grouped(9999999), 9999999)") == {"value": 9_999_999}
    # less than one unit of the third significant digit of 0.35892: the slide's .358 is right, .357 is not
    assert page.evaluate("[0.358, 0.359, 0.357, 0.36].map(typed => numbers.matches(typed, 0.35892))") == [
        True,
        True,
        False,
        False,
    ]
