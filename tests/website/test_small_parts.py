"""Slides by their types, the worksheet without a browser, the command: what goes wrong is said in words."""

import nbformat
import pytest

from website import worksheet
from website.__main__ import main
from website.formulas import formulas
from website.slides import stacks

KINDS = ["slide", "-", "fragment", "subslide", "skip", "notes", "fragment", "slide"]


def test_slide_types_make_stacks():
    cells = [
        nbformat.v4.new_markdown_cell(f"cell {number}", metadata={"slideshow": {"slide_type": kind}})
        for number, kind in enumerate(KINDS)
    ]
    found = stacks(nbformat.v4.new_notebook(cells=cells))
    words = [[[part.split("cell ")[1][0] for part, _ in slide] for slide in stack] for stack in found]
    assert words == [[["0", "1", "2"], ["3", "6"]], [["7"]]]
    assert [waits for _, waits in found[0][0]] == [None, None, 2]


def test_a_notebook_without_a_slide_still_shows():
    cells = [nbformat.v4.new_markdown_cell("a"), nbformat.v4.new_markdown_cell("b")]
    assert [len(stack[0]) for stack in stacks(nbformat.v4.new_notebook(cells=cells))] == [2]


def test_the_page_of_formulas_says_nothing_to_those_who_edit_it(tmp_path):
    text = formulas(tmp_path).read_text("utf-8")
    assert "beside the code that computes them, notebook by notebook.</p>" in text
    assert "formula_index" not in text


def test_without_a_browser_there_are_pages_and_a_word_about_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tools.browser.candidates", list)
    pages = worksheet.worksheets(tmp_path)
    assert worksheet.printed(pages) == []
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".pdf"] == []
    assert sorted(path.name for path in pages) == ["worksheet-key.html", "worksheet.html"]
    said = capsys.readouterr().err
    assert "No PDF was made: No Chromium that starts was found" in said
    assert "print them" in said


@pytest.mark.parametrize(
    "problem", [ValueError("the map does not list it"), RuntimeError("no wheel"), OSError("full")]
)
def test_what_fails_is_said_in_words(problem, tmp_path, monkeypatch, capsys):
    def fail(out, pyodide):
        raise problem

    monkeypatch.setattr("website.__main__.PARTS", {"site": fail})
    assert main(["site", "--out", str(tmp_path)]) == 1
    assert str(problem) in capsys.readouterr().err
