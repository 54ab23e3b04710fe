"""The lecturers' pages: a plan whose minutes do not add up, or a cell that is not there, is found out in the hall."""

import re

import nbformat
import pytest

from course_utils.plots.tables import FOLDED
from tests.docs import teaching
from tests.notebooks.stored import PATHS, stored

NUMBERS = list(PATHS)


@pytest.fixture(params=NUMBERS)
def number(request):
    return request.param


def test_every_notebook_has_its_page(number):
    assert (teaching.FOLDER / f"{number}.md").is_file()


def test_every_page_has_its_notebook():
    assert {path.stem for path in teaching.FOLDER.glob("[0-9]*.md")} <= set(NUMBERS)


def test_a_page_has_all_its_parts(number):
    text = teaching.page(number)
    assert text.startswith(f"# {number} ")
    assert list(teaching.sections(text)) == teaching.HEADINGS
    assert all(len(section.strip()) > 40 for section in teaching.sections(text).values())


@pytest.mark.parametrize("whole", [50, 20])
def test_the_minutes_add_up(number, whole):
    assert sum(teaching.minutes(teaching.sections(teaching.page(number))[f"In {whole} minutes"])) == whole


def test_every_cell_that_a_page_names_is_in_the_notebook(number):
    there = stored(number).headings
    named = teaching.references(teaching.page(number))
    assert named, "a plan names the headings where its cells are"
    assert [name for name in named if not any(heading.startswith(name) for heading in there)] == []


# Decimals of a page that its notebook does not store: a rounded one, or one that a widget or a derivation gives.
OWN_DECIMALS = {
    "02": {"0.0555"},  # 0.05546, rounded
    "03": {"1.665"},  # where the explorer's best single cut lies
    "05": {"1.7"},  # arcosh(1 + √3) = 1.663: beyond it the sigmoid is steeper than tanh
    "09": {"0.0001"},  # a λ to be typed
    "11": {"0.773"},  # 0.7729, rounded
}


def test_every_decimal_that_a_page_quotes_is_in_its_notebook(number):
    notebook = nbformat.read(PATHS[number], as_version=4)
    for cell in notebook.cells:  # the tables of all that a figure shows prove no number of the text
        shown = cell.get("outputs", [])
        cell.outputs = [
            output for output in shown if FOLDED not in output.get("data", {}).get("text/html", "")
        ]
    cells = nbformat.writes(notebook)
    quoted = set(re.findall(r"(?<![\w.])\d[\d,]*\.\d+", teaching.page(number)))
    assert {text for text in quoted if text not in cells} == OWN_DECIMALS.get(number, set())


def test_the_overview_leads_to_every_page():
    assert {f"{number}.md" for number in NUMBERS} <= set(teaching.links(teaching.page("README")))


# --- the reading itself --------------------------------------------------------------------------------------


def test_minutes_are_read_from_the_first_column_only():
    table = "| minutes | what | click |\n|--:|---|---|\n| 8 | 10 things | 3 |\n| 8–20 | x | y |\n"
    assert teaching.minutes(table) == [8, 12]
    assert teaching.minutes("Bumps (5), the poll (6 minutes), and at 0.5 (half) the end.") == [5, 6]


def test_a_heading_may_be_named_across_a_line_break():
    assert teaching.references("see § *Why it must stop:\n  Novikoff's bound*, then") == [
        "Why it must stop: Novikoff's bound"
    ]


# --- a set-up prepared at home -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """Return the folder and the names that the overview's code leaves, run from top to bottom as it stands."""
    folder, names = tmp_path_factory.mktemp("prepared"), {}
    blocks = teaching.code(teaching.page("README"))
    assert len(blocks) == 4
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for block in blocks:
            exec(compile(block, "docs/teaching/README.md", "exec"), names)
    return folder, names


def test_a_stepper_prepared_at_home_opens_with_its_numbers(prepared):
    trace = prepared[1]["stepper"].trace
    assert [trace.value(name) for name in ("i1", "i2", "learning_rate")] == [0.9, 0.1, 2]
    assert trace.value("b1", update=1) != trace.value("b1"), "shared biases learn"
    assert trace.updates == 10_000


def test_it_leaves_pages_that_need_no_python(prepared):
    pages = {path.name: path.read_text("utf-8") for path in prepared[0].glob("*.html")}
    assert set(pages) == {"wrong_input.html", "worksheet.html", "key.html"}
    assert pages["worksheet.html"] != pages["key.html"]
    assert not any(re.search(r"(?:src|href)=[\"']?https?:", text) for text in pages.values())


def test_a_set_up_that_does_not_fit_is_refused_in_words(prepared):
    lecture = prepared[1]["lecture"]
    for values, choices in (({"w99": 1}, {}), ({}, {"biases": "some"}), ({}, {"colour": "red"})):
        with pytest.raises(ValueError, match=r"\w+ \w+"):
            lecture.edited(values, choices)
