"""A slow reply is marked within a moment, in a live figure as in the stepper; a quick one never is."""

import base64
import json

import pytest
from playwright.sync_api import expect

from course_utils.live.figure import FRONT_END
from course_utils.widgets import OutlierExplorer
from tests.browser.lab import busy_kernel, change_theme, live, run_all, screenshot

PAGE = """<!DOCTYPE html><meta charset="utf-8"><body><style>{style}</style><script type="module">
{module}
const heard = {{}};
const bytes = Uint8Array.from(atob({picture}), (sign) => sign.charCodeAt(0));
const state = {{ _layout: {layout}, _reply: {reply}, _picture: bytes }};
window.answers = true;
window.moves = 0;  // that were answered
const model = {{
  get: (name) => state[name],
  on: (name, act) => (heard[name] ??= new Set()).add(act),
  off: (name, act) => heard[name]?.delete(act),
  send: (message) => {{
    window.asked = message;
    if (window.answers) setTimeout(window.answer, 60);
  }},
}};
window.answer = () => {{
  const reply = {{ ...state._reply, id: window.asked.id }};
  window.moves += window.asked.events.length;
  window.hear(reply, [bytes]);
}};
window.hear = (...what) => heard["msg:custom"].forEach((act) => act(...what));
window.marks = 0;
const host = document.createElement("main");
document.body.append(host);
createLiveFigure(host, model);
const root = document.querySelector(".course-live");
new MutationObserver(() => (window.marks += 1)).observe(root, {{ attributes: true, attributeFilter: ["data-busy"] }});
</script>"""
MARK = "getComputedStyle(document.querySelector('.course-live .course-picture'), '::after').visibility"


@pytest.fixture
def figure(new_page, tmp_path):
    state = OutlierExplorer().get_state()
    parts = {
        "style": FRONT_END.style(),
        "module": FRONT_END.module("live.js"),
        "layout": json.dumps(state["_layout"]),
        "reply": json.dumps(state["_reply"]),
        "picture": json.dumps(base64.b64encode(state["_picture"]).decode()),
    }
    (tmp_path / "page.html").write_text(PAGE.format(**parts), encoding="utf-8")
    page = new_page()
    page.goto((tmp_path / "page.html").as_uri())
    page.locator(".course-live[data-settled]").wait_for()
    return page


def test_a_slow_reply_is_marked_until_it_comes(figure):
    page = figure
    page.evaluate("window.answers = false")
    page.evaluate("addEventListener('keydown', () => (window.pressed = performance.now()), true)")
    page.evaluate("""new MutationObserver(() => (window.marked ??= performance.now()))
        .observe(document.querySelector(".course-live"), { attributeFilter: ["data-busy"] })""")
    page.locator(".course-handle").first.press("ArrowRight")
    began = page.evaluate("performance.now()")
    page.wait_for_function(f"{MARK} === 'visible'", polling=10)
    assert page.evaluate("window.marked - window.pressed") > 150  # not at once: a quick reply is never marked
    assert page.evaluate("performance.now()") - began < 1500  # a moment, on a machine that may be busy
    assert not page.locator(".course-notice").is_visible()  # the sentence comes after three seconds
    page.evaluate("window.answer()")
    page.wait_for_function(f"{MARK} === 'hidden'")


def test_quick_replies_are_never_marked(figure):
    page = figure
    for number in range(1, 6):
        page.locator(".course-handle").first.press("ArrowRight")
        page.wait_for_function("number => window.moves === number", arg=number)
    page.locator(".course-live[data-settled]").wait_for()
    assert page.evaluate("window.marks") == 0


def test_the_mark_stays_beside_the_sentence(figure):
    page = figure
    page.evaluate("window.answers = false")
    page.locator(".course-handle").first.press("ArrowRight")
    page.wait_for_function(f"{MARK} === 'visible'")
    page.locator(".course-notice").wait_for()
    assert page.evaluate(MARK) == "visible"


def test_a_busy_kernel_is_seen_at_once_in_a_notebook(open_notebook):
    code = "from course_utils.widgets import OutlierExplorer\nOutlierExplorer()"
    page = open_notebook(cells=[code], viewport=(1280, 720))
    run_all(page)
    figure = live(page, "OutlierExplorer()")
    expect(figure).to_have_attribute("data-settled", "")
    with busy_kernel(page):
        figure.locator(".course-handle").first.press("ArrowRight")
        expect(figure).to_have_attribute("data-busy", "")
        screenshot(page, "busy-light")
        change_theme(page, "dark")
        expect(figure).to_have_attribute("data-theme", "dark")
        screenshot(page, "busy-dark")
    expect(figure).not_to_have_attribute("data-busy", "")


def test_a_message_that_an_interrupt_lost_is_asked_for_again(figure):
    """The kernel dropped the event: it answers the echo that follows, and then what it is asked for anew."""
    page = figure
    page.evaluate("window.answers = false")
    page.get_by_role("slider").first.press("ArrowRight")
    page.wait_for_function("window.asked.type === 'echo'")
    assert page.locator(".course-live").get_attribute("data-stuck") is not None
    page.evaluate("window.hear({ type: 'echo', in_order: true, id: window.asked.id })")
    assert page.evaluate("[window.asked.type, window.asked.events.length]") == ["events", 0]
    page.evaluate("window.answer()")
    expect(page.locator(".course-live")).not_to_have_attribute("data-stuck", "")
    page.evaluate("window.answers = true")
    page.get_by_role("slider").first.press("ArrowRight")
    page.wait_for_function("window.asked.events?.length === 1")
