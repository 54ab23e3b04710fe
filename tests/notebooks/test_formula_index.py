"""The index of formulas: what a reader finds there is what the notebooks' Summary tables say today."""

import re

import nbformat

from tests.conftest import ROOT
from tools import formula_index

PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def notebook(*texts):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text) for text in texts])


def test_the_stored_page_is_up_to_date():
    assert formula_index.INDEX.read_text(encoding="utf-8") == formula_index.index(), (
        "run python tools/formula_index.py"
    )


def test_every_notebook_with_formulas_has_its_part_and_its_link():
    page = formula_index.index()
    linked = re.findall(r"\]\(\.\./notebooks/([^)]+)\)", page)
    # Each line of a notebook's file is a line of a cell: a row of its Summary holds a formula, or none does.
    summaries = {path.name: path.read_text(encoding="utf-8").rpartition("## Summary")[2] for path in PATHS}
    rows = {name: re.findall(r'^ *"\|.*\$', text, flags=re.MULTILINE) for name, text in summaries.items()}
    assert linked == [name for name in summaries if rows[name]] and len(linked) >= 8


def test_every_row_of_a_part_has_as_many_columns_as_its_head():
    for block in formula_index.tables(formula_index.index()):
        # A bar inside `code` or behind a backslash does not separate columns.
        columns = {len(re.findall(r"(?<!\\)\|", re.sub(r"`[^`]*`", "", line))) for line in block}
        assert len(columns) == 1, block[0]


def test_tables_of_any_width_are_taken_and_others_left():
    text = "## Summary\n\n| idea | formula |\n|:--|:--|\n| a | $x^2$ |\n\nWords.\n\n"
    text += "### Sources\n\n| who | $y$ |\n|--|--|\n| b | c |"
    (lines,) = formula_index.tables(formula_index.summary(notebook("# Why?", text)))
    assert lines == ["| idea | formula |", "|:--|:--|", "| a | $x^2$ |"]
    assert formula_index.with_formulas(lines)
    assert not formula_index.with_formulas(["| to do | in a cell |", "|:--|:--|", "| run | `f()` |"])
    assert formula_index.summary(notebook("# Why?", "## Exercises")) == ""
