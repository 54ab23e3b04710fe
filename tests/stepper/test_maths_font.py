"""The font of formulas: a sign that it lacks would be drawn by another font, in another size and place."""

import html
import json
import re

import nbformat
import pytest

from course_utils.engine import lecture_network, walkthrough
from course_utils.engine.trace.template import mathml
from course_utils.stepper.maths_font import FONT, font_face
from course_utils.stepper.saved_page import saved_page
from tests.conftest import ROOT
from tools.maths_font import BOLD, GREEK, ITALIC, LATIN, SIGNS
from website.cells import markdown
from website.page import page

HELD = {*map(chr, (*LATIN, *GREEK, *ITALIC, *BOLD)), *SIGNS}
SPACE = '<mspace width="0.17em"></mspace>'


def signs(text):
    """The characters of all formulas in a page."""
    found = re.findall(r"<math.*?</math>", text, re.DOTALL)
    return set(html.unescape(re.sub(r"<[^>]*>", "", "".join(found)))) - {"\n"}


def texts():
    """Everything in which a formula may stand, as HTML."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                yield markdown(cell.source)
            for output in cell.get("outputs", []):
                yield markdown(output.get("data", {}).get("text/markdown", ""))
    for path in sorted((ROOT / "docs").rglob("*.md")):
        yield markdown(path.read_text("utf-8"))
    for biases in ("fixed", "shared", "per_neuron"):
        trace = walkthrough(*lecture_network(), "half_squared_error", learning_rate=0.5, biases=biases)
        yield json.dumps(trace.data(), ensure_ascii=False)


def test_the_font_has_every_sign_of_every_formula():
    used = set().union(*map(signs, texts()))
    assert len(used) > 100
    assert used - HELD == set()


def test_the_font_is_small_and_its_licence_lies_beside_it():
    assert FONT.read_bytes()[:4] == b"wOF2"
    assert FONT.stat().st_size < 60_000
    licence = FONT.with_name("LICENSE.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert "The STIX Fonts Project Authors" in licence


def test_pages_with_formulas_bring_it_and_others_do_not(tmp_path):
    trace = walkthrough(*lecture_network(), "half_squared_error", learning_rate=0.5)
    assert font_face() in saved_page(trace, tmp_path / "page.html").read_text("utf-8")
    assert font_face() in page("a", markdown("$x^2$"), "book")
    assert "@font-face" not in page("a", "<p>no formula</p>", "book")


@pytest.mark.parametrize(
    ("tex", "spaces"),
    [
        (r"\log T", ["log␣T"]),
        (r"-y \log p - (1 - y) \log(1 - p)", ["y␣log␣p", ")␣log("]),
        (r"2 \tanh z", ["2␣tanh␣z"]),
        (r"\log(x)", ["log(x"]),
        (r"\frac{1}{2} \log x", ["2␣log␣x"]),
    ],
)
def test_the_name_of_a_function_stands_apart(tex, spaces):
    plain = html.unescape(re.sub(r"<[^>]*>", "", mathml(tex).replace(SPACE, "␣")))
    assert all(part in plain for part in spaces)


@pytest.mark.parametrize("tex", [r"e^{\log}", r"\log_2 x", r"x^\log", r"\frac{\log x}{\log y}"])
def test_no_space_is_a_child_too_many(tex):
    """A power has two children, whatever they are."""
    for tag in ("msup", "msub", "mfrac"):
        for inside in re.findall(rf"<{tag}>((?:(?!<{tag}).)*?)</{tag}>", mathml(tex)):
            depth, children = 0, 0
            for closing, closed in re.findall(r"<(/?)\w+[^>]*?(/?)>", inside):
                children += not closing and depth == 0
                depth += 0 if closed else -1 if closing else 1
            assert children == 2
