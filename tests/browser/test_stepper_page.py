"""The saved page in Chromium with the network cut off: what a student has who got one file."""

import re
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from course_utils.engine import Network, Node, circuit, lecture_network, maximum, walkthrough
from course_utils.stepper.saved_page import FRONT_END
from course_utils.widgets import BackpropStepper
from tests.browser.conftest import watched_page
from tests.browser.lab import SMALL_TEXT, check_question, press, screenshot, settle
from tests.browser.stepper_wire import check_place

STEPS = 49  # of one update of the 2-2-2 network
WITHOUT_PAINT = Path(__file__).with_name("steps.js")
LOADS = count()
BEGIN = """
let leave = () => {};
window.begin = (behind) => {
  leave();
  history.replaceState(null, "", behind || "#");
  leave = createStepper(host, model);
  document.querySelector(".course-stepper").focus();
};
window.begin("");
"""


@pytest.fixture(scope="session")
def lecture_page(tmp_path_factory):
    """The saved page of the lecture's network, 10,000 updates."""
    network, x, y = lecture_network()
    trace = walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, updates=10_000)
    return BackpropStepper(trace).save_html(tmp_path_factory.mktemp("page") / "stepper.html")


@pytest.fixture(scope="module")
def context(browser):
    with browser.new_context(offline=True) as context:
        context.add_init_script(path=WITHOUT_PAINT)
        yield context


@pytest.fixture(scope="module")
def page_to_load(context, all_problems):
    """The page in which what is saved is loaded: one more page would cost more than twice as much."""
    return watched_page(context, all_problems)


@pytest.fixture
def saved(page_to_load, page_problems, lecture_page):
    """Return a function `(path, behind="", viewport=…, theme="light") → page` that loads the page saved at `path`.

    The stepper has the focus. `behind` is what stands behind the address, such as "#step=h1".
    """

    def load(path=lecture_page, behind="", viewport=(1280, 800), theme="light"):
        prepare(page_to_load, viewport, theme)
        page_to_load.goto(f"{path.as_uri()}?{next(LOADS)}{behind}")  # another # alone would not load the page
        page_to_load.locator(".course-stepper").wait_for()
        return page_to_load

    return load


@pytest.fixture(scope="module")
def page_to_keep(context, all_problems, lecture_page):
    """The lecture's page with a function `begin(behind)` that makes its stepper anew, at a third of a load's cost."""
    usual = lecture_page.read_text(encoding="utf-8")
    begun = usual.replace("\ncreateStepper(host, model);\n", BEGIN)
    assert begun != usual
    path = lecture_page.with_name("begun.html")
    path.write_text(begun, encoding="utf-8")
    page = watched_page(context, all_problems)
    page.goto(path.as_uri())
    return page


@pytest.fixture
def stepper(page_to_keep, page_problems):
    """Return a function `(behind="", viewport=…, theme="light") → page` that shows the lecture's page.

    Its stepper is new and has the focus. `saved` is for a test that leaves more behind than a stepper, and for a page
    that nobody has touched yet: #projector fills the screen of the others.
    """

    def begin(behind="", viewport=(1280, 800), theme="light"):
        prepare(page_to_keep, viewport, theme)
        page_to_keep.evaluate("(behind) => window.begin(behind)", behind)
        settle(page_to_keep)
        return page_to_keep

    return begin


def prepare(page, viewport, theme):
    """Give the page its size and its theme, and take away what the last test left of the kind."""
    width, height = viewport
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=theme, media="screen", reduced_motion="no-preference")
    page.mouse.move(0, 0)


def where(page):
    """(step, update) as the header says."""
    return tuple(
        int(figure.replace(",", ""))
        for figure in re.findall(r"step (\d+) of \d+ · update ([\d,]+)", page.inner_text(".course-where"))[0]
    )


def shown(page, selector):
    """The text of one element; formulas and diagrams too."""
    return page.locator(selector).text_content()


def check_result(page, text):
    """The card comes to show this as the step's result."""
    expect(page.locator(".course-result .course-slot")).to_have_text(text)


def walk(page, expression, steps=STEPS, key="ArrowRight"):
    """What a JavaScript expression gives at each step, from this one on."""
    return page.evaluate(
        f"""([steps, key]) => withoutPaint(async (press, root) => {{
        const found = [];
        for (let step = 0; step < steps; step += 1) {{
          found.push({expression});
          await press(key);
        }}
        return found;
        }})""",
        [steps, key],
    )


def go_to(page, title):
    """Step on until the question is asked."""
    page.evaluate(
        """([title, most]) => withoutPaint(async (press, root) => {
        const asked = root.querySelector(".course-title");
        for (let step = 0; step < most && asked.textContent !== title; step += 1) await press("ArrowRight");
        })""",
        [title, STEPS],
    )
    check_question(page, title)


def test_a_step_shows_the_slides_numbers(saved):
    page = saved()
    go_to(page, "How does the loss change with w₅?")
    expect(page.locator(".course-badge")).to_have_text("backward")
    assert page.locator(".course-numbers .course-slot").all_text_contents() == ["0.7414", "0.1868", "0.5933"]
    assert (
        shown(page, ".course-result .course-slot") == "0.08217"
    )  # 0.0821670405642307788464 in references.json
    expect(page.locator(".course-check")).to_have_text("finite difference 0.08217 ✓")
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
        check_place(page, *place)


def test_the_next_update_follows_and_the_way_back_is_exact(stepper):
    page = stepper()
    press(page, *["Shift+ArrowRight"] * 3)
    expect(page.locator(".course-badge")).to_have_text("update")
    seen = "[root.querySelector('.course-where').textContent, root.querySelector('.course-stage').innerHTML]"
    forth = walk(page, seen, 20)
    assert where(page)[1] == 2
    back = walk(page, seen, 21, "ArrowLeft")
    assert back[:0:-1] == forth


def test_fifty_fast_presses_all_count(stepper):
    page = stepper()
    root = page.locator(".course-stepper")
    root.evaluate(
        """(root) => { for (let n = 0; n < 50; n += 1)
        root.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true })); }"""
    )
    press(page)
    check_place(page, 2, 2)  # 49 steps lead to the first step of update 2
    next_button = page.get_by_role("button", name="Next")
    next_button.focus()
    press(page, *["Enter"] * 10)
    check_place(page, 12, 2)
    expect(next_button).to_be_focused()


def test_buttons_timeline_and_field_work_with_the_mouse(stepper):
    page = stepper()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    check_place(page, 3)
    page.get_by_role("button", name="Back").click()
    check_place(page, 2)
    box = page.get_by_role("slider", name="step").bounding_box()
    page.mouse.click(box["x"] + 10, box["y"] + 10, button="right")  # opens the browser's menu
    press(page)
    check_place(page, 2)
    page.mouse.move(box["x"] + box["width"] * 15.5 / STEPS, box["y"] + 10)
    page.mouse.down()
    press(page)
    check_place(page, 16)
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 10, steps=4)
    page.mouse.up()
    press(page)
    check_place(page, STEPS)
    page.get_by_label("update, 1 to 10,000").fill("10 000")
    page.keyboard.press("Enter")
    press(page, "ArrowLeft")
    check_place(page, STEPS - 1, 10_000)  # the keys act again without a click
    page.get_by_role("button", name="First step").click()
    check_place(page, 1)


def test_after_a_click_the_space_key_plays(stepper):
    page = stepper()
    page.get_by_role("button", name="Next").click()
    page.evaluate(
        "document.querySelector('.course-next').addEventListener('click', () => window.again = true)"
    )
    press(page, "Space")
    expect(page.get_by_role("button", name="pause")).to_be_visible()
    assert page.evaluate("window.again === undefined")  # and the button is not pressed once more


def test_playing_goes_on_and_stops_at_the_end(stepper):
    page = stepper()
    page.keyboard.press("?")
    page.get_by_role("group", name="per second").get_by_role("button", name="10").click()
    press(page, "Escape", "End", "ArrowLeft", "ArrowLeft", "Space")
    page.locator(".course-where", has_text=f"step {STEPS} of").wait_for()
    page.get_by_role("button", name="play").wait_for()
    press(page, "Home", "Space")
    page.wait_for_function("!document.querySelector('.course-where').textContent.startsWith('step 1 of')")
    press(page, "Space")
    assert where(page)[1] == 1
    expect(page.get_by_role("button", name="play")).to_be_visible()


def test_an_update_that_the_page_does_not_hold_shows_the_nearest_and_says_so(stepper):
    page = stepper()
    page.get_by_label("update, 1 to 10,000").fill("5000")
    page.keyboard.press("Enter")
    press(page)
    check_place(page, 1, 5012)  # 10^3.7
    assert (
        page.inner_text(".course-notice")
        == "Update 5,000 needs Python; showing 5,012, the nearest that this page holds."
    )
    press(page, "ArrowRight")
    expect(page.locator(".course-notice")).to_be_hidden()


def test_beyond_the_rows_held_stepping_goes_to_the_next_that_is(stepper):
    page = stepper()
    page.get_by_label("update, 1 to 10,000").fill("100")
    page.keyboard.press("Enter")
    press(page, *["Shift+ArrowRight"] * 4)
    check_place(page, 1, 112)  # 10^2.05
    assert "Update 101 needs Python" in page.inner_text(".course-notice")
    press(page, "ArrowLeft")
    check_place(page, STEPS, 100)


def test_predicting_hides_reveals_and_judges(stepper):
    page = stepper()
    go_to(page, "How does the loss change with w₅?")
    press(page, "p")
    check_result(page, "?")
    assert not any(
        "0.08217" in shown(page, part) for part in (".course-card", ".course-diagram", ".course-spoken")
    )
    for typed, words in [
        ("abc", "“abc” is not a number"),
        ("1", "Not yet: 1 is too large."),
        ("0.4398", "slope"),
    ]:
        page.get_by_label("your answer for ∂L/∂w₅").fill(typed)
        page.keyboard.press("Enter")
        press(page)
        assert words in page.inner_text(".course-verdict"), typed
        check_result(page, "?")
    page.get_by_label("your answer").fill("0,0821")  # cut instead of rounded, with a comma
    page.keyboard.press("Enter")
    press(page)
    expect(page.locator(".course-verdict")).to_have_text("✓ Right.")
    check_result(page, "0.08217")
    press(page, "ArrowRight")
    check_result(page, "?")
    press(page, "ArrowRight")  # reveals
    check_result(page, "0.5969")
    press(page, "ArrowLeft")
    check_result(page, "0.08217")  # what was revealed stays so


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
    expect(page.locator(".course-verdict")).to_have_text("Not yet: 0.5 is too large.")
    assert page.get_by_label("your answer").input_value() == "0.5"  # however fast it was typed
    press(page, "0", ".", "3", "8")  # another attempt takes the place of the first
    assert page.get_by_label("your answer").input_value() == "0.38"
    press(
        page, "ArrowLeft", "Delete", "7", "Enter"
    )  # inside a text that is being typed the arrows are the field's
    expect(page.locator(".course-verdict")).to_have_text(re.compile("^Very close"))
    check_place(page, 2)
    press(page, "ArrowRight")  # reveals
    check_result(page, "0.3775")
    press(page, "ArrowRight")
    check_place(page, 3)
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
    assert focus(page) == "stage"
    check_place(page, 2)


def part(page, name):
    """The part of the diagram of this name, such as w₅ or out h₁."""
    return page.locator(f".course-part[aria-label^='{name}']")


def test_a_click_on_a_part_leads_to_its_step_and_the_next_one_to_its_gradient(stepper):
    page = stepper()
    for name, phase, titles in [
        ("w₅", 0, ("What comes into o₁?", "How does the loss change with w₅?", "What comes into o₁?")),
        ("out h₁", 0, ("What does h₁ send out?", "How does the loss change with the output of h₁?")),
        (
            "out o₂",
            1,
            ("How wrong is o₂?", "How does the loss change with the output of o₂?", "What does o₂ send out?"),
        ),
        ("w₁", 2, ("How does the loss change with w₁?", "What comes into h₁?")),
        ("w₆", 3, ("What is the new w₆?", "How does the loss change with w₆?")),
        ("out h₁", 3, ("Did the update help?",)),
        ("i₂", 2, ("What goes in, and what should come out?",)),
    ]:
        press(page, "Home", *["Shift+ArrowRight"] * phase)
        for title in titles:
            if name == "i₂":  # an input has no gradient; where it is lit first, its number enters
                page.locator(".course-node").nth(1).click()
                expect(page.locator(".course-badge")).to_have_text("backward")
                continue
            part(page, name).click(position={"x": 12, "y": 12} if name.startswith("w") else None)
            check_question(page, title)
    assert focus(page) == "stage"
    press(page, "Home")
    page.locator(".course-diagram-note", has_text="b₁").first.click()
    check_question(page, "What comes into h₁?")
    page.locator(".course-diagram-note", has_text="b₁").first.click()
    expect(page.locator(".course-notice")).to_have_text(
        "b₁ is given here and not learned: it has no gradient."
    )


def test_the_wire_of_a_weight_can_be_clicked_where_its_label_does_not_show(saved, tmp_path):
    network = Network.random([3, 3, 2], hidden="tanh", seed=1)
    trace = walkthrough(network, [0.5, -1.0, 0.2], [1.0, 0.0], "mean_squared_error", learning_rate=0.1)
    page = saved(BackpropStepper(trace).save_html(tmp_path / "wide.html"))
    page.locator(".course-hit").first.dispatch_event("click")
    check_question(page, "What comes into h₁?")
    page.locator(".course-hit").first.dispatch_event("click")
    check_question(page, "How does the loss change with w₁?")


def test_the_parts_are_reached_by_tab_and_arrows_and_say_their_numbers(stepper):
    page = stepper()
    go_to(page, "How does the loss change with w₅?")
    press(page, "Tab")
    tip = page.locator(".course-tip")
    assert tip.inner_text() == "i₁ = 0.05"
    for _ in range(30):
        press(page, "ArrowDown")
        if tip.inner_text().startswith("w₅"):
            break
    assert tip.inner_text() == "w₅ = 0.4\n∂L/∂w₅ = 0.08217"
    focused = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused) == "w₅ = 0.4, ∂L/∂w₅ = 0.08217"
    press(page, "ArrowLeft")  # the arrows sideways still step, and the tip keeps up
    assert page.evaluate(focused) == "w₅ = 0.4, ∂L/∂w₅ not yet known"
    press(page, "Enter")
    check_question(page, "How does the loss change with w₅?")
    press(page, "Space")
    check_question(page, "What comes into o₁?")
    press(page, "Escape")
    assert focus(page) == "stage" and not tip.is_visible()


def test_a_tip_gives_nothing_away_that_is_hidden(stepper):
    page = stepper()
    go_to(page, "How does the loss change with w₅?")
    press(page, "p")
    part(page, "w₅").hover()
    expect(page.locator(".course-tip")).to_have_text("w₅ = 0.4\n∂L/∂w₅ = ?", use_inner_text=True)


def test_the_tip_stays_inside_the_stepper(stepper):
    page = stepper(viewport=(400, 900))
    found = page.evaluate("""() => [...document.querySelectorAll(".course-part")].map((part) => {
        part.dispatchEvent(new PointerEvent("pointermove", { bubbles: true }));
        const [tip, root] = [".course-tip", ".course-stepper"].map((name) =>
          document.querySelector(name).getBoundingClientRect());
        return tip.width > 0 && root.left <= tip.left && tip.right <= root.right;
        })""")
    assert len(found) == 18 and all(found)


def test_a_page_of_its_own_has_one_name_and_one_main_part(stepper):
    page = stepper()
    assert page.get_by_role("heading", level=1).all_text_contents() == ["2-2-2 network"]
    assert page.get_by_role("main").count() == 1
    clipped = (
        "name => getComputedStyle(name).clipPath !== 'none'"  # the page's name is heard; all others are seen
    )
    assert [name.evaluate(clipped) for name in page.locator("h1, .course-name").all()] == [True] + 14 * [
        False
    ]


def test_in_a_frame_escape_gives_the_keys_back_and_a_step_too_far_is_passed_on(new_page, lecture_page):
    page = new_page()
    around = lecture_page.with_name("around.html")
    around.write_text(
        f'<iframe src="{lecture_page.name}#projector" width="1270" height="670"></iframe><script>window.heard = [];'
        'addEventListener("message", ({ data }) => window.heard.push(data.courseStepper))</script>'
    )
    page.goto(around.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(".course-title").click()
    for key, place in [
        ("ArrowRight", "step 2 "), ("?", "step 2 "), ("Escape", "step 2 "), ("Escape", "step 2 "), ("End", "step 49 "),
        ("ArrowLeft", "step 48 "), ("ArrowRight", "step 49 "), ("PageDown", "step 49 "),
        ("Shift+ArrowRight", "step 49 "),
        ("Home", "step 1 "), ("ArrowLeft", "step 1 "),
    ]:  # fmt: skip
        page.keyboard.press(key)
        frame.locator(".course-where", has_text=place).wait_for()
    page.wait_for_function("window.heard.join() === 'back,next,next,previous'")
    assert "course-projector" in frame.locator(".course-stepper").get_attribute(
        "class"
    )  # the text stays large
    frame.locator("body").evaluate("dispatchEvent(new Event('beforeprint'))")
    assert frame.locator(".course-printout tr").count() == 0  # the page around would cut the table off


def test_a_page_begins_at_the_address_behind_its_hash_and_follows_it(saved):
    page = saved()
    for address, place, title in [
        ("update=2&step=dL/dw5", (16, 2), "How does the loss change with w₅?"),
        ("step=∂L/∂w₅", (16, 2), "How does the loss change with w₅?"),
        ("update=100&step=w5%2B", (41, 100), "What is the new w₅?"),
        ("step=w5+", (41, 100), "What is the new w₅?"),
        ("update=3", (1, 3), "What goes in, and what should come out?"),
        ("step=h1&update=1", (3, 1), "What does h₁ send out?"),
    ]:
        page.evaluate("(hash) => void (location.hash = hash)", address)
        page.wait_for_function(
            "(title) => document.querySelector('.course-title').textContent === title", arg=title
        )
        check_place(page, *place)
    page = saved(behind="#update=2&step=dL/dw5")
    check_place(page, 16, 2)
    press(page, "?")
    assert page.locator(".course-settings").get_by_text("#update=2&step=dL/dw5").is_visible()


def test_an_address_that_there_is_not_is_answered_in_words(stepper):
    page = stepper(behind="#step=dL/dw99")
    notice = page.locator(".course-notice")
    expect(notice).to_contain_text("There is no step “dL/dw99”: name what it computes, such as in_h1")
    for address, words in [
        ("step=", "There is no step “”"),
        ("update=20000&step=dL/dw5", "There is no update 20000: type one from 1 to 10,000."),
        ("update=x", "“x” is not a whole number."),
        ("step=%E0%A4%A", "There is no step “%E0%A4%A”"),
    ]:
        page.evaluate("(hash) => void (location.hash = hash)", address)
        expect(notice).to_contain_text(words)
        check_place(page, 1)


def test_a_link_in_the_prose_drives_the_stepper_beside_it(saved):
    page = saved()
    page.evaluate(
        """() => document.body.insertAdjacentHTML("beforeend", `<p style='margin-top: 3000px'>
        <a href='#update=2&amp;step=dL/dw5'>the step</a> <a href='#part'>a place</a></p>`)"""
    )
    page.get_by_role("link", name="the step").click()
    press(page)
    check_place(page, 16, 2)
    assert focus(page) == "stage"
    assert page.locator(".course-title").evaluate("title => title.getBoundingClientRect().top >= 0")
    page.get_by_text("a place").click()  # other links are left alone
    page.wait_for_function("location.hash === '#part'")
    check_place(page, 16, 2)


def test_the_line_of_code_that_makes_the_step_is_lit_on_request(stepper):
    page = stepper()
    go_to(page, "How does the loss change with w₅?")
    expect(page.locator(".course-code")).to_be_hidden()
    press(page, "c")
    lit = page.locator(".course-listing [aria-current=step]")
    assert lit.inner_text().replace("\n", " ") == "dW_o = delta_o.T @ A_h ◂ this step"
    press(page, "End", "ArrowLeft")
    assert lit.locator("code").inner_text() == "W_h = W_h - learning_rate * dW_h"
    box, panel = lit.bounding_box(), page.locator(".course-code").bounding_box()
    assert panel["y"] <= box["y"] and box["y"] + box["height"] <= panel["y"] + panel["height"]
    press(page, "Home")
    assert lit.count() == 0
    press(page, "Escape")
    assert not page.locator(".course-code").is_visible() and page.locator(".course-node").first.is_visible()


def test_play_goes_by_the_phase_and_by_the_update(stepper):
    page = stepper()
    press(page, "?")
    page.get_by_role("group", name="play goes by the").get_by_role("button", name="update").click()
    page.get_by_role("group", name="per second").get_by_role("button", name="50").click()
    press(page, "Escape")
    page.evaluate("void (location.hash = 'update=95&step=L')")
    check_question(page, "What is the total loss?")
    press(page, "Space")
    past = (
        "(update) => Number(document.querySelector('.course-where').textContent.split('update ')[1]) > update"
    )
    page.wait_for_function(past, arg=100)  # and on to the next one that the page holds
    assert where(page)[0] == 12
    press(page, "Space", "?")
    page.get_by_role("group", name="play goes by the").get_by_role("button", name="phase").click()
    press(page, "Home", "Space")
    page.wait_for_function(past, arg=2)
    press(page, "Space")
    assert where(page)[0] in (1, 10, 13, 41)
    press(page, "?")
    page.get_by_role("group", name="play goes by the").get_by_role("button", name="update").click()
    press(page, "Escape", "End", "Space")
    page.get_by_role("button", name="play").wait_for()  # there is no update after the last one


RIM = """[...document.querySelectorAll(".course-node")].flatMap((node) => {
  const [value, body] = [node.querySelector(".course-value"), node.querySelector(".course-body")];
  const [feet, size] = ["y", "font-size"].map((name) => Number(value.getAttribute(name)));
  const half = value.getComputedTextLength() / 2 + 2.5; // half of the line, when it is lit
  const at = Number(value.getAttribute("x") ?? 0);
  const corners = [at - half, at + half].flatMap((x) => [feet, feet - 0.73 * size].map((y) => new DOMPoint(x, y)));
  return corners.every((corner) => body.isPointInFill(corner)) ? [] : [value.textContent];
})"""


@pytest.mark.parametrize("large", [False, True])
def test_a_value_never_touches_the_rim_of_its_circle(saved, lecture_page, tmp_path, large):
    network = Network.random([2, 2, 2], hidden="tanh", output="identity", seed=4)
    trace = walkthrough(network, [-0.012345, -123.4], [-0.9, 0.5], "half_squared_error", learning_rate=1e-6)
    for path in (lecture_page, BackpropStepper(trace).save_html(tmp_path / "negative.html")):
        page = saved(path, "#projector" if large else "", viewport=(1280, 720))
        expect(page.locator(".course-stepper.course-projector")).to_have_count(int(large))
        assert [found for found in walk(page, RIM) if found] == []


def test_the_projector_uses_the_height_that_it_has(saved):
    """The picture reaches from the header to the timeline, in a wide hall and on an old projector."""
    for viewport in ((1280, 720), (1024, 768), (1920, 1080)):
        page = saved(behind="#projector", viewport=viewport)
        page.locator(".course-stepper.course-projector").wait_for()
        nodes = [node.bounding_box() for node in page.locator(".course-node").all()]
        top, bottom = min(n["y"] for n in nodes), max(n["y"] + n["height"] for n in nodes)
        stage = page.locator(".course-stage").bounding_box()
        card = page.locator(".course-card").bounding_box()
        if page.locator(".course-stepper").get_attribute("data-where") == "below":
            bottom = card["y"] + card["height"]
        assert (bottom - top) / stage["height"] > 0.75, viewport
        text = page.locator(".course-diagram").evaluate("svg => 26 * svg.getScreenCTM().a")
        assert text >= 23.99


def test_the_projector_makes_room_anew_where_only_the_height_changes(saved):
    """A window that becomes lower or higher shows what it would have shown from the start."""
    heights = ((640, "wide"), (768, "below"))
    begun = {}
    for height, where in heights:
        page = saved(behind="#projector", viewport=(1024, height))
        page.locator(f".course-stepper.course-projector[data-where={where}]").wait_for()
        begun[height] = page.locator(".course-card").bounding_box()["height"]
    press(page, "Tab")
    expect(page.locator(".course-part:focus")).to_have_count(1)
    for height, where in heights:
        page.set_viewport_size({"width": 1024, "height": height})
        page.locator(f".course-stepper[data-where={where}]").wait_for()
        page.wait_for_function(
            "high => Math.abs(document.querySelector('.course-card').getBoundingClientRect().height - high) < 2",
            arg=begun[height],
        )
    expect(page.locator(".course-stepper")).to_be_focused()  # the part that had the keys was drawn anew


ON_A_PROJECTOR = Path(__file__).with_name("on_a_projector.js").read_text(encoding="utf-8")
WILD = [-1234.5, 1.11e-16, -0.0003, 1e6]


def projected(saved, tmp_path, sizes, x=None):
    """What is found on a projector at all steps of a network of these sizes."""
    network = Network.random(sizes, hidden="tanh", output="identity", seed=3)
    x = np.linspace(-0.9, 0.7, sizes[0]) if x is None else np.resize(x, sizes[0])
    y = np.linspace(-0.3, 0.8, sizes[-1])
    trace = walkthrough(network, x, y, "half_squared_error", learning_rate=1e-9, biases="per_neuron")
    path = BackpropStepper(trace).save_html(tmp_path / "hall.html")
    page = saved(path, "#projector", viewport=(1280, 720))
    page.locator(".course-stepper.course-projector").wait_for()
    return page.evaluate(ON_A_PROJECTOR, len(trace.steps))


@pytest.mark.parametrize(
    "sizes",
    [[1, 1], [2, 2], [6, 4], [2, 2, 2], [2, 3, 2], [3, 5, 3], [2, 3, 2, 1], [3, 3, 3, 2], [2, 2, 2, 2, 2]],
    ids=lambda sizes: "-".join(map(str, sizes)),
)
def test_on_a_projector_every_letter_has_24_pixels_and_its_own_place(saved, tmp_path, sizes):
    """The sizes that `walkthrough` promises: numbers of four columns had 19 px."""
    found = projected(saved, tmp_path, sizes)
    assert found["least"] >= 23.99 and (found["hits"], found["cut"]) == ([], [])


@pytest.mark.parametrize("sizes", [[2, 2, 2], [2, 2, 2, 2]], ids=["2-2-2", "2-2-2-2"])
def test_long_numbers_have_fewer_digits_on_a_projector_and_not_smaller_ones(saved, tmp_path, sizes):
    """1.11×10⁻¹⁶ shrank to 14 px inside its circle."""
    found = projected(saved, tmp_path, sizes, WILD)
    assert found["least"] >= 23.99 and (found["hits"], found["cut"]) == ([], [])


def test_a_network_beyond_the_promise_is_smaller_and_still_whole(saved, tmp_path):
    found = projected(saved, tmp_path, [1, 13, 1])
    assert 10 < found["least"] < 24 and (found["hits"], found["cut"]) == ([], [])


def test_a_page_that_begins_on_a_projector_leaves_the_console_empty(new_page, lecture_page):
    """Full screen may only be asked for after a touch."""
    page = new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    around = lecture_page.with_name("quiet.html")
    around.write_text(f'<iframe src="{lecture_page.name}#projector" width="1270" height="670"></iframe>')
    page.goto(around.as_uri())
    page.frame_locator("iframe").locator(".course-stepper.course-projector").wait_for()
    page.goto(f"{lecture_page.as_uri()}#projector")
    page.locator(".course-stepper.course-projector").wait_for()
    assert said == []


STUCK = """(panel) => withoutPaint(async (press, root) => {
  const every = [...root.querySelectorAll("button, input, select, textarea, a[href], summary, [tabindex='0']")];
  const taking = (part) => part.isConnected && part.checkVisibility({ visibilityProperty: true }) && !part.disabled;
  const seen = () => [".course-where", ".course-result"].map((name) => root.querySelector(name)?.textContent).join();
  const stuck = [];
  const begin = async () => {
    root.focus();
    for (const key of ["Escape", "Escape"]) await press(key);
    if (root.querySelector(".course-predict").ariaPressed === "true") await press("p");
    if (panel) await press(panel);
  };
  for (const key of ["Home", "ArrowRight"]) await press(key);
  await begin();
  const places = every.filter(taking);
  for (const part of places) for (const key of ["PageDown", "Escape"]) {
    await begin();
    part.focus();
    const before = seen(), had = document.activeElement === part;
    await press(key, part);
    if (!had || (key === "Escape" ? document.activeElement !== root : seen() === before)) {
      stuck.push(`${key}: ${part.outerHTML}`);
    }
  }
  return [places.length, stuck];
})"""


def test_a_remote_steps_and_escape_leads_back_from_everything_that_takes_the_focus(stepper):
    page = stepper()
    for panel in ("", "?", "e", "p"):
        places, stuck = page.evaluate(STUCK, panel)
        assert places >= 9 - 8 * (panel == "e"), panel  # a saved page cannot edit
        assert stuck == [], panel


def test_a_step_is_never_hidden_by_the_sheet(stepper):
    page = stepper()
    press(page, "?", "PageDown")
    check_place(page, 2)
    expect(page.locator(".course-help-panel")).to_be_hidden()


def test_an_update_that_there_is_not_is_answered_in_words(stepper):
    page = stepper()
    field = page.get_by_label("update, 1 to 10,000")
    field.fill("20000")
    press(page, "Enter")
    expect(page.locator(".course-notice")).to_have_text(
        "There is no update 20000: type one from 1 to 10,000."
    )
    assert (where(page), focus(page), field.input_value()) == ((1, 1), "course-update-field", "20000")
    field.fill("−3")
    press(page, "Enter")
    expect(page.locator(".course-notice")).to_have_text("There is no update −3: type one from 1 to 10,000.")
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
    check_place(page, 9)
    press(page, "ArrowRight")
    check_place(page, 12)


def test_editing_says_which_command_it_needs(stepper):
    page = stepper()
    press(page, "e")
    assert "make lab" in page.inner_text(".course-edit")
    assert page.locator(".course-edit input:enabled").count() == 0
    press(page, "Escape")
    expect(page.locator(".course-edit")).to_be_hidden()
    press(page, "ArrowRight", "?", "Escape", "ArrowRight")  # the keys go on, whatever was closed
    check_place(page, 3)


@pytest.mark.parametrize("viewport", [(400, 900), (900, 700), (1920, 1080)])
def test_nothing_jumps_and_nothing_is_cut(stepper, viewport):
    page = stepper(viewport=viewport)
    parts = "[...root.querySelectorAll('.course-card, header, footer')]"
    cut = f"{parts}.some(part => part.scrollWidth > part.clientWidth + 1)"
    wide = "document.documentElement.scrollWidth > innerWidth"
    found = walk(page, f"[{cut} || {wide}, root.getBoundingClientRect().height]")
    assert not any(is_cut for is_cut, _ in found)
    heights = {height for _, height in found}
    assert len(heights) == 1
    if viewport[0] >= 900:
        assert heights.pop() <= 560


def test_the_projector_fills_the_screen_with_large_text(stepper):
    page = stepper(viewport=(1280, 720))
    press(page, "f")
    page.wait_for_function("document.fullscreenElement?.matches('.course-stepper')")
    found = walk(page, f"[root.scrollHeight, {SMALL_TEXT}]")
    assert max(height for height, _ in found) <= 720
    assert [texts for _, texts in found if texts] == []
    for name in ("Next", "play", "predict"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert min(box["width"], box["height"]) >= 44
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("!document.querySelector('.course-stepper').matches('.course-projector')")


def test_a_projector_left_before_the_screen_is_full_is_left(saved):
    page = saved()
    page.evaluate(
        "void (({ requestFullscreen: usual }) => Element.prototype.requestFullscreen = function () {"
        " return window.asked = usual.call(this); })(Element.prototype)"
    )
    press(page, "f", "f")
    page.evaluate("window.asked")
    page.wait_for_function("!document.fullscreenElement")
    expect(page.locator(".course-stepper.course-projector")).to_have_count(0)


def test_the_window_is_filled_where_full_screen_is_refused(saved):
    page = saved(viewport=(1280, 720))
    page.evaluate("void (Element.prototype.requestFullscreen = () => Promise.reject(new Error('refused')))")
    press(page, "f")
    page.locator(".course-stepper[popover]").wait_for()
    box = page.locator(".course-stepper").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1280, 720)
    press(page, "ArrowRight", "Escape")
    check_place(page, 2)
    assert page.locator(".course-stepper").bounding_box()["width"] < 1280


def test_the_theme_follows_the_system_and_the_switch(stepper):
    page = stepper(theme="dark")
    ground = "getComputedStyle(document.querySelector('.course-stepper')).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 23, 28)"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"{ground} === 'rgb(255, 255, 255)'")
    press(page, "?")
    page.get_by_role("group", name="theme").get_by_role("button", name="dark").click()
    page.wait_for_function(f"{ground} === 'rgb(20, 23, 28)'")


def test_reduced_motion_is_respected(stepper):
    page = stepper()
    wire = page.locator(".course-wire").first
    expect(wire).not_to_have_css("transition-duration", "0s")
    page.emulate_media(reduced_motion="reduce")
    expect(wire).to_have_css("transition-duration", "0s")


def test_a_screen_reader_hears_each_step_when_it_is_still(stepper):
    page = stepper()
    go_to(page, "How does the loss change with w₅?")
    page.locator("[aria-live=polite].course-spoken", has_text="0.7414 × 0.1868 × 0.5933 = 0.08217").wait_for(
        state="attached"
    )
    assert page.get_by_role("slider", name="step").get_attribute("aria-valuetext").startswith("step 16 of 49")
    assert page.get_by_role("group", name="A 2-2-2 network").count() == 1


def test_paper_shows_the_step_and_all_steps_of_its_update(stepper):
    page = stepper()
    go_to(page, "How does the loss change with w₅?")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".course-printout tbody tr").count() == STEPS
    assert page.locator(".course-diagram").is_visible() and page.locator(".course-card").is_visible()
    expect(page.locator("footer")).to_be_hidden()


def test_two_steppers_on_a_page_are_independent(saved):
    page = saved(viewport=(640, 400))  # as on a page at 200 %
    page.evaluate("window.second = document.createElement('main'); document.body.append(window.second)")
    page.evaluate(
        """async (text) => {
        const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
        const trace = JSON.parse(document.getElementById("course-trace").textContent);
        const model = { get: (name) => ({ _trace: trace })[name], on() {}, off() {} };
        (await import(address)).default.render({ model, el: window.second });
        }""",
        FRONT_END.module(),
    )
    second = page.locator(".course-stepper").nth(1)
    second.focus()
    press(page, "ArrowRight", "ArrowRight")
    assert ["step 1 of" in text for text in page.locator(".course-where").all_inner_texts()] == [True, False]


def test_larger_networks_and_other_choices_fit(saved, tmp_path):
    network = Network.random([3, 4, 3], hidden="tanh", output="sigmoid", seed=1)
    trace = walkthrough(
        network, [0.5, -1.0, 0.2], [1.0, 0.0, 1.0], "binary_cross_entropy",
        learning_rate=0.1, biases="per_neuron", in_place=True, updates=3,
    )  # fmt: skip
    page = saved(BackpropStepper(trace).save_html(tmp_path / "large.html"), viewport=(900, 700))
    assert not any(walk(page, "document.documentElement.scrollWidth > innerWidth", len(trace.steps)))
    check_place(page, 1, 2)
    screenshot(page, "stepper-large")


def test_a_formula_that_is_too_high_for_a_projector_stands_at_its_result(saved, tmp_path):
    """The result and its check lay below the edge of the card, and nothing said so."""
    network = Network.random([3, 3, 2, 3], hidden="tanh", output="sigmoid", seed=1)
    options = {"learning_rate": 0.1, "biases": "shared"}
    trace = walkthrough(network, [0.5, -1.0, 0.2], [1.0, 0.0, 1.0], "binary_cross_entropy", **options)
    page = saved(BackpropStepper(trace).save_html(tmp_path / "high.html"), "#projector", (1280, 720))
    page.locator(".course-stepper.course-projector").wait_for()
    below = """card => Math.max(...[...card.querySelectorAll('.course-line, p')].map((line) =>
      line.getBoundingClientRect().bottom)) - card.getBoundingClientRect().bottom"""
    assert max(walk(page, f"({below})(document.querySelector('.course-card'))", len(trace.steps))) <= 0
    page.evaluate("location.hash = 'step=dL/db1'")
    card = page.locator(".course-card")
    check_question(page, "How does the loss change with b₁?")
    caption = "card => card.querySelector('p').getBoundingClientRect().top - card.getBoundingClientRect().top"
    assert card.evaluate(caption) < 0
    screenshot(page, "stepper-high")
    card.evaluate("card => card.scrollTo(0, -card.scrollHeight)")
    assert card.evaluate(caption) >= 0


def test_a_bracket_such_as_1_minus_y_stays_on_its_line(saved, tmp_path):
    network = Network.random([1, 1], output="sigmoid", seed=1)
    trace = walkthrough(network, [0.5], [1.0], "binary_cross_entropy", learning_rate=0.1)
    page = saved(BackpropStepper(trace).save_html(tmp_path / "bracket.html"))
    go_to(page, "How wrong is o₁?")
    pieces = page.locator(".course-card .course-line math").all_text_contents()
    assert len(pieces) > 7 and all(
        piece.count("(1−") == len(re.findall(r"\(1−[^()]*\)", piece)) for piece in pieces
    )


def test_at_a_kink_the_stepper_says_that_there_is_no_difference(saved, tmp_path):
    trace = circuit(maximum(Node(2, "x"), Node(2, "y")).named("f"))
    page = saved(BackpropStepper(trace).save_html(tmp_path / "kink.html"))
    go_to(page, "How does f change with y?")
    expect(page.locator(".course-check")).to_have_text(
        "no finite difference: a kink, or one side is not defined"
    )
    assert page.get_attribute(".course-check", "data-role") is None


def test_the_page_brings_the_font_of_its_formulas(saved):
    """Without a maths font exponents float and fractions have no bar where it belongs."""
    page = saved()
    press(page, "ArrowRight", "ArrowRight")  # the first step has no formula
    page.wait_for_function("[...document.fonts].every(({ status }) => status === 'loaded')")
    faces = page.evaluate(
        "[...document.fonts].map(({ family, status }) => [family.replaceAll('\"', ''), status])"
    )
    assert faces == [["Course Maths", "loaded"]]
    family = page.locator(".course-formula math").first.evaluate("node => getComputedStyle(node).fontFamily")
    assert family.startswith('"Course Maths"')
