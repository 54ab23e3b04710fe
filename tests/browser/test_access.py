"""What axe finds: it knows the rules by which screen readers, the keyboard and weak eyes get along with a page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab import OPEN_MS, change_theme, check_it_is_dark_and_fits, run_all, screenshot

PAPER = "worksheet/worksheet.html"  # white in every theme
PAGES = ["index.html", "formulas.html", PAPER]
PAGES += [f"{kind}/05_activation_functions.html" for kind in ("book", "slides")]
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 400, "height": 800}
CELLS = [
    "from course_utils.engine import Node, circuit\nfrom course_utils.exercises import poll\n"
    "from course_utils.widgets import ActivationExplorer, BackpropStepper, OptimizerRace, Playground",
    "ActivationExplorer()",
    "Playground()",
    "OptimizerRace()",
    "BackpropStepper(circuit(Node(2, 'x') * Node(3, 'y')))",
    "poll('10.not_descent')",
]
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
    # What violates nothing would be written down as well, which takes as long as finding it.
    found = Axe().run(page, context, {"resultTypes": ["violations"], **rules}).response["violations"]
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
    shown = [("light", NARROW, [of_the_layout]), ("light", WIDE, [of_the_layout, of_colours])]
    shown += [] if path == PAPER else [("dark", WIDE, [of_colours])]
    for theme, size, looks in shown:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size(size)
        body = "body:not([data-theme])" if path == PAPER else f"body[data-theme={theme}]"
        expect(page.locator(body)).to_be_attached()
        found[theme, size["width"]] = [one for look in looks for one in look(page)]
    assert {where: rules for where, rules in found.items() if rules} == {}


def test_a_widget_violates_no_rule(open_notebook):
    page = open_notebook(cells=CELLS, viewport=(1280, 720))
    run_all(page)
    for kind in KINDS:
        expect(page.locator(kind).first).to_be_visible()
    widgets = {"include": [[kind] for kind in KINDS]}
    assert violations(page, EVERY_RULE, widgets) == []
    in_the_dark(page)
    assert violations(page, OF_COLOURS, widgets) == []
    page.set_viewport_size(NARROW)
    assert violations(page, OF_THE_LAYOUT, widgets) == []


def in_the_dark(page):
    """Switch JupyterLab to its dark theme, which every figure must follow; a picture of each is saved."""
    change_theme(page, "dark")
    page.wait_for_selector("body[data-jp-theme-light='false']", state="attached")
    for number, figure in enumerate(page.locator(".course-live").all(), start=1):
        check_it_is_dark_and_fits(figure)
        screenshot(page, f"access-dark-live-{number}")
    stepper = page.locator(".course-stepper")
    stepper.scroll_into_view_if_needed()
    expect(stepper).to_have_attribute("data-theme", "dark")
    screenshot(page, "access-dark-stepper")
