"""What axe finds: it knows the rules by which screen readers, the keyboard and weak eyes get along with a page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab import OPEN_MS, in_the_dark, run_all

PAGES = ["index.html", "formulas.html", "worksheet/worksheet.html"]
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


def violations(page, context=None):
    """Every violation of a rule, as "rule: where"."""
    found = Axe().run(page, context=context).response["violations"]
    return [f"{one['id']}: {node['target']} {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_violates_no_rule(new_page, built_site, path):
    page, found = new_page(offline=True), {}
    page.goto(f"{built_site.as_uri()}/{path}", timeout=OPEN_MS)
    for theme, size in (
        ("light", NARROW),
        ("light", WIDE),
        ("dark", WIDE),
    ):  # colours do not depend on the width
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size(size)
        paper = "body:not([data-theme])"  # which is white in every theme
        expect(page.locator(f"{paper}, body[data-theme={theme}]")).to_be_attached()
        found[theme, size["width"]] = violations(page)
    assert {where: rules for where, rules in found.items() if rules} == {}


def test_a_widget_violates_no_rule(open_notebook):
    page = open_notebook(cells=CELLS)
    run_all(page)
    for kind in KINDS:
        expect(page.locator(kind).first).to_be_visible()
        assert violations(page, {"include": [[kind]]}) == []
    in_the_dark(page, "access")
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        assert violations(page, {"include": [[kind] for kind in KINDS]}) == []
