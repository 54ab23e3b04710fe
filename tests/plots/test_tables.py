"""Tables: a reader would compare wrong digits with a slide, or miss one that differs."""

import json
from pathlib import Path

import pytest

from course_utils.engine import half_squared_error, lecture_network, walkthrough
from course_utils.plots.tables import cut, show_numbers, show_table

REFERENCES = json.loads((Path(__file__).parents[1] / "data" / "references.json").read_text())
# The slide's names for what the trace calls otherwise.
RENAMED = {"L_total": "L"}


@pytest.fixture(scope="module")
def trace():
    return walkthrough(*lecture_network(), half_squared_error, learning_rate=0.5)


@pytest.fixture
def shown(monkeypatch):
    bundles = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: bundles.append(data))
    return bundles


def printed_on_slides():
    """The slides' numbers as they print them: {name in the trace: text}."""
    slides = {name: number for name, number in REFERENCES["lecture_slides"].items() if name != "note"}
    return {RENAMED.get(name, name): str(number) for name, number in slides.items()}


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (0.3589, 3, "0.358"),
        (-0.0190491, 4, "−0.0190"),
        (0.3775, 4, "0.3775"),
        (1.1059, 3, "1.105"),
        (2.0, 0, "2"),
    ],
)
def test_cut_takes_the_digits_that_stand_there(number, decimals, text):
    assert cut(number, decimals) == text


def test_cut_is_not_fooled_by_the_last_bit():
    """0.1 + 0.2 − 0.0225 is 0.27749999…97 in a computer and 0.2775 on paper."""
    assert cut(0.3775 - 2**-54, 4) == "0.3775"


@pytest.mark.parametrize(
    ("number", "text"),
    [(10_000, "10,000"), (-3.5101877829e-05, "−3.510187783×10⁻⁵"), (1 / 3, "0.3333333333"), (0.4, "0.4")],
)
def test_numbers_are_written_for_people(shown, number, text):
    show_table(["number"], [[number]], left=0)
    assert text in shown[-1]["text/plain"].split()


def test_every_number_of_the_slides_is_ours_cut(trace, shown):
    slides = printed_on_slides()
    show_numbers(trace, slides)
    note = f"Cut to the slide's digits, {len(slides)} of {len(slides)} agree with the slide."
    assert shown[0]["text/plain"].endswith(note)


def test_a_wrong_number_is_named(trace, shown):
    show_numbers(trace, {"L": "0.298", "L_o1": "0.275"})
    assert shown[0]["text/markdown"].endswith("1 of 2 agree with the slide. Not so: L o₁.")


def test_the_formula_comes_from_the_trace(trace, shown):
    show_numbers(trace, {"out_h1": None, "w5+": None})
    markdown, text = shown[0]["text/markdown"], shown[0]["text/plain"]
    assert r"\frac{1}{1 + e^{-\text{in}_{h1}}}" in markdown
    assert "on the slide" not in markdown
    assert "1/(1 + e^(−in_h1))" in text
    assert "w_5 − λ × ∂L/∂w_5" in text
    assert "\\" not in text and "$" not in text


def test_columns_line_up(shown):
    show_table(["name", "number"], [["a", 1.5], ["longer", 10_000]], note="That is all.")
    assert shown[0]["text/plain"].splitlines() == [
        "name    number",
        "a          1.5",
        "longer  10,000",
        "That is all.",
    ]


def test_bad_rows_and_names_are_refused(trace):
    with pytest.raises(ValueError, match="must have 2 entries"):
        show_table(["a", "b"], [[1]])
    with pytest.raises(ValueError, match="'w99'"):
        show_numbers(trace, {"w99": None})
