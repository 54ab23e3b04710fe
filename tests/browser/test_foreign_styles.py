"""On a page with rules of its own (the classic notebook's Bootstrap 3, marimo's Tailwind) all of ours looks the same.

Every element is compared with its twin on an empty page: where it stands, whether it shows, its colours and letters.
"""

import base64
import json
from functools import cache
from pathlib import Path

import pytest

from course_utils.engine import lecture_network, walkthrough
from course_utils.exercises import bank, check
from course_utils.exercises.ballot_view import _Panel
from course_utils.plots.look import DARK, LIGHT
from course_utils.widgets import (
    BackpropStepper,
    Button,
    Choice,
    Drawing,
    Fold,
    Handle,
    LiveFigure,
    Slider,
    Text,
    Toggle,
)
from tests.browser.lab import screenshot, settle

# What these hosts say of single elements and of names that anybody might use, from their own style sheets.
FOREIGN = Path(__file__).with_name("foreign")
LOOK = (
    "display visibility opacity color background-color font-size font-weight font-style text-align text-transform "
    "text-decoration-line border-top-width border-left-width fill stroke stroke-width box-shadow outline-style"
).split()
PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>body {{ margin: 8px; font: 14px/1.4 sans-serif; color: #222; }}
{foreign}</style><style>{style}</style><body><div id="guest" style="width: 900px"></div><script type="module">
const {{ default: widget }} = await import(URL.createObjectURL(new Blob([{module}], {{ type: "text/javascript" }})));
const state = {state};
const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const get = (name) => (name === "_picture" ? bytes(state._picture) : state[name]);
window.heard = [];
const on = (name) => window.heard.push(name);
const model = {{ get, on, off() {{}}, set() {{}}, save_changes() {{}}, send() {{}} }};
widget.render({{ model, el: document.querySelector("#guest") }});
window.ready = true;
</script>"""
SEEN = "#guest > *, #guest > * *:not(.course-spoken)"
MEASURED = (
    f"(look) => [...document.querySelectorAll('{SEEN}')]"
    """.map((element) => {
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const where = [box.left, box.top, box.width, box.height].map((side) => Math.round(side));
  const name = `${element.localName}.${element.getAttribute("class") ?? ""} ${element.textContent.slice(0, 20)}`;
  const seen = element.checkVisibility({ visibilityProperty: true });
  return [name, seen, seen ? where : null, seen ? look.map((key) => `${key}: ${style.getPropertyValue(key)}`) : null];
})"""
)


@cache
def stepper():
    """(style, module, state, render) of the lecture's stepper."""
    network, x, y = lecture_network()
    widget = BackpropStepper(walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, updates=5))
    return widget._css, widget._esm, {"_trace": widget._trace}


@cache
def live():
    """The same of a figure with one control of each kind."""

    def draw(look):
        from course_utils.plots import new_figure

        figure, ax = new_figure(look=look)
        (line,) = ax.plot([0, 1], [0, 1])
        return Drawing(figure, lambda state: line.set_data([0, 1], [0, state.z]), [line])

    controls = [
        Slider("z", 0, 1, value=0.5),
        Choice("two", ["one", "other"]),
        Choice("many", [f"choice {number}" for number in range(9)]),
        Toggle("on"),
        Text("typed", check=lambda text: text, value="0.5"),
        Fold(
            "more",
            [
                Text("long", check=lambda text: text, lines=3, width=30, button="take"),
                Button("new", lambda s: {}),
            ],
            open=True,
        ),
    ]
    figure = LiveFigure(
        draw,
        controls,
        [Handle("point", "z", 0.5, bounds=((0, 1), (0, 1)))],
        describe=lambda state: f"A line of slope {state.z}.",
        title="A line",
        advance=lambda state: {"z": state.z},
    )
    state = figure.get_state()
    picture = base64.b64encode(bytes(state["_picture"])).decode()
    return (
        figure._css,
        figure._esm,
        {"_layout": state["_layout"], "_reply": state["_reply"], "_picture": picture},
    )


@cache
def poll():
    """The same of a poll that was answered, with its discussion open."""
    panel = bank.poll("11.w1_or_w5").show().panel
    state = {"content": panel.content, "choice": "a", "revealed": True, "error": "Something is wrong."}
    return _Panel._css, _Panel._esm, state


@pytest.fixture
def show(new_page, tmp_path):
    """Return a function `(kind, foreign="", **page options) → page` with one widget, among the rules of a page around.

    The model is a bare one: like marimo's, it knows one event by each name that it is given.
    """

    def show(kind, foreign="", **options):
        style, module, state = kind()
        module, state = (json.dumps(part).replace("<", "\\u003c") for part in (module, state))
        text = PAGE.format(style=style, foreign=foreign, module=module, state=state)
        (tmp_path / "page.html").write_text(text, encoding="utf-8")
        page = new_page(viewport=(1000, 1400), reduced_motion="reduce", **options)
        page.goto((tmp_path / "page.html").as_uri())
        page.wait_for_function("window.ready === true")
        if kind is stepper:
            page.locator(".course-stepper").focus()
            page.keyboard.press("ArrowRight")
        settle(page)
        assert page.evaluate("window.heard.length > 0 && !window.heard.some((name) => name.includes(' '))")
        return page

    return show


@pytest.mark.parametrize("kind", [stepper, live, poll], ids=lambda kind: kind.__name__)
def test_the_rules_of_the_page_around_change_nothing(show, kind):
    """A host's .hidden, .label or #page is none of ours, and what it says of every button is said anew."""
    alone = show(kind).evaluate(MEASURED, LOOK)
    assert any(seen for _, seen, *_ in alone)
    for host in ("bootstrap3", "tailwind"):
        foreign = (FOREIGN / f"{host}.css").read_text(encoding="utf-8")
        among = show(kind, foreign).evaluate(MEASURED, LOOK)
        assert len(alone) == len(among) > 10, host
        assert [(host, *pair) for pair in zip(alone, among, strict=True) if pair[0] != pair[1]] == []


HOSTS = [
    ({"class": "vscode-body vscode-high-contrast"}, "dark"),
    ({"class": "vscode-body vscode-high-contrast-light vscode-high-contrast"}, "light"),
    ({"class": "vscode-body vscode-dark"}, "dark"),
    ({"class": "vscode-body vscode-light"}, "light"),
    ({"data-jp-theme-light": "false"}, "dark"),
    ({"data-jp-theme-light": "true"}, "light"),
]
DRESS = """(given) => {
  for (const name of ["class", "data-jp-theme-light"]) document.body.removeAttribute(name);
  for (const [name, value] of Object.entries(given)) document.body.setAttribute(name, value);
}"""


@pytest.mark.parametrize("kind", [stepper, live, poll], ids=lambda kind: kind.__name__)
def test_everything_follows_the_theme_of_its_host_by_one_list(show, kind):
    """A figure dark on a light page, or a poll light beside a dark stepper, can hardly be read."""
    box = check("10.branches_sum", 7).to_html()
    page = show(kind)
    page.evaluate("(html) => document.body.insertAdjacentHTML('beforeend', html)", box)
    for given, theme in HOSTS:
        page.emulate_media(color_scheme={"dark": "light", "light": "dark"}[theme])
        page.evaluate(DRESS, given)  # what the host says counts, not the system
        if kind is not poll:
            page.wait_for_selector(f"#guest > [data-theme={theme}]")
        wanted = {"dark": DARK, "light": LIGHT}[theme]["correct"]
        for part in ("#guest > *", ".course-note"):
            colour = page.locator(part).evaluate(
                "part => getComputedStyle(part).getPropertyValue('--look-correct')"
            )
            assert colour.strip() == wanted, (given, part)


def different(page, one, other):
    """Whether two elements can be told apart without colours and backgrounds."""
    keys = ["borderTopWidth", "borderTopStyle", "outlineStyle", "textDecorationLine", "fontWeight", "height"]
    seen = [page.locator(part).first.evaluate("(part, keys) => keys.map(key => getComputedStyle(part)[key])", keys)
            for part in (one, other)]  # fmt: skip
    return seen[0] != seen[1]


def test_with_forced_colours_nothing_is_said_by_a_background_alone(show):
    page = show(stepper, forced_colors="active")
    page.keyboard.press("p")
    root = ".course-stepper"
    assert different(page, f"{root} .course-predict", f"{root} .course-play")
    assert different(page, f"{root} .course-first", f"{root} [aria-pressed=true]")
    assert (
        page.locator(f"{root} .course-done").first.evaluate(
            "done => parseFloat(getComputedStyle(done).borderTopWidth)"
        )
        > 3
    )
    assert (
        page.locator(f"{root} .course-thumb").evaluate(
            "thumb => parseFloat(getComputedStyle(thumb).borderTopWidth)"
        )
        > 2
    )
    page.keyboard.press("Home")
    assert different(page, f"{root} .course-first", f"{root} .course-next")  # what would lead nowhere
    page.keyboard.press("?")
    assert different(page, ".course-choice [aria-pressed=true]", ".course-choice [aria-pressed=false]")
    page.keyboard.press("Escape")
    page.locator(".course-update-field").fill("x")
    page.keyboard.press("Enter")
    assert different(page, ".course-update-field", ".course-play")
    fill = "getComputedStyle(document.querySelectorAll('.course-body')[5]).fill"
    assert page.evaluate(fill) == page.evaluate(
        "getComputedStyle(document.querySelector('.course-stepper')).backgroundColor"
    )
    screenshot(page, "stepper-forced-colours")
