"""What axe finds: it knows the rules by which screen readers, the keyboard and weak eyes get along with a page."""

import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course_utils.engine import Node, circuit
from course_utils.exercises import bank
from course_utils.widgets import ActivationExplorer, BackpropStepper, OptimizerRace, Playground
from tests.browser.lab import OPEN_MS, screenshot
from tests.browser.plain_page import load, show

PAPER = "worksheet/worksheet.html"  # white in every theme
# At a desk these show parts that a phone hides.
REARRANGED = [f"{kind}/05_activation_functions.html" for kind in ("book", "slides")]
PAGES = ["index.html", "formulas.html", PAPER, *REARRANGED]
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 400, "height": 800}
THEMES = Path(sys.prefix, "share/jupyter/lab/themes/@jupyterlab")
GROUND = (
    "body { background: var(--jp-layout-color0); font-family: var(--jp-content-font-family, sans-serif); }"
)
KINDS = [".course-live", ".course-stepper", ".course-poll"]
# The rules that look at colours take most of the time, and how a page is laid out does not change what they find.
COLOURS = ["color-contrast", "link-in-text-block"]
EVERY_RULE = {}
OF_COLOURS = {"runOnly": {"type": "rule", "values": COLOURS}}
OF_THE_LAYOUT = {"rules": {rule: {"enabled": False} for rule in COLOURS}}

# Marks three at most of the texts that look alike on grounds that look alike: what axe says of their colours holds for
# the others. Of a single letter it says nothing.
MARK = """() => {
  const found = {};
  const marked = (element) => {
    const { color, fontSize, fontWeight } = getComputedStyle(element), look = [color, fontSize, fontWeight];
    look.push(element.localName, element.textContent.trim().length === 1);
    look.push(element.closest(":disabled, [aria-disabled=true]") !== null);
    for (let holder = element; holder; holder = holder.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(holder);
      if (backgroundColor !== "rgba(0, 0, 0, 0)" || backgroundImage !== "none" || opacity !== "1")
        look.push(backgroundColor, backgroundImage, opacity);
    }
    found[look] = (found[look] ?? 0) + 1;
    return found[look] <= 3;
  };
  const written = ({ childNodes }) => [...childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  for (const element of document.querySelectorAll("body *")) {
    const asked = element.matches("input, select, textarea") || (written(element) && element.checkVisibility());
    element.toggleAttribute("data-sample", asked && marked(element));
  }
}"""


def violations(page, rules=EVERY_RULE, context=None):
    """Every violation of one of the rules, as "rule: where"."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    # What violates nothing would be written down as well, which takes as long as finding it.
    options = {"resultTypes": ["violations"], **rules}
    run = "([context, options]) => axe.run(context ?? document, options)"
    found = page.evaluate(run, [context, options])["violations"]
    return [f"{one['id']}: {node['target']} {node['html'][:120]}" for one in found for node in one["nodes"]]


def of_the_layout(page):
    """Every violation of a rule that does not look at colours."""
    return violations(page, OF_THE_LAYOUT)


def of_colours(page):
    """Every violation of a rule about colours, found in examples of all that is written on the page."""
    page.evaluate(MARK)
    return violations(page, OF_COLOURS, {"include": [["[data-sample]"]]})


@pytest.mark.parametrize("path", PAGES)
def test_a_page_violates_no_rule(new_page, built_site, path):
    page, found = new_page(offline=True), {}
    page.goto(f"{built_site.as_uri()}/{path}", timeout=OPEN_MS)
    at_a_desk = [of_the_layout, of_colours] if path in REARRANGED else [of_colours]
    shown = [("light", NARROW, [of_the_layout]), ("light", WIDE, at_a_desk)]
    shown += [] if path == PAPER else [("dark", WIDE, [of_colours])]
    for theme, size, looks in shown:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size(size)
        body = "body:not([data-theme])" if path == PAPER else f"body[data-theme={theme}]"
        expect(page.locator(body)).to_be_attached()
        found[theme, size["width"]] = [one for look in looks for one in look(page)]
    assert {where: rules for where, rules in found.items() if rules} == {}


@pytest.fixture
def widgets(new_page):
    """A page with the colours of JupyterLab's light theme and all that can be worked in a notebook."""
    page = new_page(viewport=(1280, 720))
    show(page, ActivationExplorer(), Playground(), OptimizerRace())
    stepper = BackpropStepper(circuit(Node(2, "x") * Node(3, "y")))
    add(page, stepper, {"_trace": stepper._trace})
    panel = bank.poll("10.not_descent").show().panel
    add(page, panel, {"content": panel.content, "choice": "a", "revealed": True, "error": "Not so."})
    page.evaluate("[document.documentElement.lang, document.title] = ['en', 'Widgets']")
    wear(page, "light")
    return page


def add(page, widget, state):
    """Show a widget that says nothing to Python."""
    load(page, widget)
    page.add_style_tag(content=widget._css)
    page.evaluate(
        """(state) => {
        const el = document.body.appendChild(document.createElement("div"));
        const model = { get: (name) => state[name], set() {}, on() {}, off() {}, send() {}, save_changes() {} };
        window.widget.render({ model, el });
        }""",
        state,
    )


def wear(page, theme):
    """Give the page the colours of a theme of JupyterLab, which every widget must follow."""
    colours = (THEMES / f"theme-{theme}-extension" / "index.css").read_text(encoding="utf-8")
    page.add_style_tag(content=colours + GROUND)
    page.evaluate("(light) => (document.body.dataset.jpThemeLight = light)", theme == "light")
    drawn = page.locator(f".course-live[data-drawn={theme}], .course-stepper[data-theme={theme}]")
    expect(drawn).to_have_count(4)


def test_a_widget_violates_no_rule(widgets):
    for kind in KINDS:
        expect(widgets.locator(kind).first).to_be_visible()
    inside = {"include": [[kind] for kind in KINDS]}
    assert violations(widgets, EVERY_RULE, inside) == []
    wear(widgets, "dark")
    screenshot(widgets, "access-dark")
    assert violations(widgets, OF_COLOURS, inside) == []
    widgets.set_viewport_size(NARROW)
    assert violations(widgets, OF_THE_LAYOUT, inside) == []
