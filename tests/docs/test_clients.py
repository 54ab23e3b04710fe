"""Other clients than JupyterLab: what the page promises of exports, and that no client finds less than a picture."""

import re
from functools import cache

import nbformat
import pytest
from bs4 import BeautifulSoup  # comes with nbconvert
from nbconvert import HTMLExporter, MarkdownExporter, SlidesExporter

from course_utils.live.showing import NOTE
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
TEMPLATES = ROOT / "docs" / "nbconvert"
STEM = "05_activation_functions"
NO_WORDS = "No description has been provided"


@pytest.fixture(scope="module")
def notebook():
    """Exercises, polls, figures and live figures, as they are stored."""
    return stored(STEM)


def exported(kind, notebook, template=None):
    """What nbconvert makes of a notebook, with its own template or one of ours."""
    return exporter(kind, template).from_notebook_node(notebook)[0]


@cache
def exporter(kind, template):
    """Nbconvert's for a kind of file, which keeps the templates that it has read."""
    ours = {"template_name": template, "extra_template_basedirs": [str(TEMPLATES)]} if template else {}
    return kind(**ours)


@cache
def plain(kind):
    """The notebook in nbconvert's own template, which several tests read."""
    return exported(kind, stored(STEM))


def stored(stem):
    """A notebook of the course."""
    return nbformat.read(ROOT / "notebooks" / f"{stem}.ipynb", as_version=4)


def without_texts(notebook):
    """A copy of a notebook that has outputs only: to mark up texts and programs is most of what an export costs."""
    cells = [cell | {"source": ""} for cell in notebook.cells if cell.get("outputs")]
    return nbformat.from_dict(notebook | {"cells": cells})


def pictures(notebook):
    """The descriptions of all stored pictures."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [
        output.metadata["image/png"]["alt"] for output in outputs if "image/png" in output.get("data", {})
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_an_export_shows_a_picture_and_words_for_each_widget(path):
    """With nbconvert's own template, which everybody has; and nothing in it waits for a model."""
    notebook = stored(path.stem)
    html = exported(HTMLExporter, without_texts(notebook))
    made = sum(cell.source.count("poll(") for cell in notebook.cells if cell.cell_type == "code")
    notes = html.count(f'<p class="{NOTE}">')
    assert notes >= made
    assert html.count("<img") >= len(pictures(notebook)) >= notes - made
    assert "widget-view+json" not in html


@pytest.mark.parametrize(("kind", "template"), [(HTMLExporter, "course"), (SlidesExporter, "course-slides")])
def test_our_templates_give_each_picture_its_description(kind, template, notebook, caplog):
    assert NO_WORDS in plain(kind), "nbconvert now does it itself: delete our template"
    caplog.clear()
    html = exported(kind, notebook, template)
    assert NO_WORDS not in html and "missing" not in caplog.text
    for words in pictures(notebook):
        assert f'alt="{words}"' in html


def test_a_description_is_escaped():
    words = 'a < b, and "quoted" [1]'
    output = nbformat.v4.new_output(
        "display_data", {"image/png": "aGk="}, metadata={"image/png": {"alt": words}}
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("f", outputs=[output])])
    page = BeautifulSoup(exported(HTMLExporter, notebook, "course"), "html.parser")
    assert page.find("img")["alt"] == words
    text = exported(MarkdownExporter, notebook, "course-markdown")
    assert '![a < b, and "quoted" (1)](' in text


def test_a_markdown_file_holds_words_and_no_style_sheets(notebook):
    assert "<style>" in exported(MarkdownExporter, notebook), "there is none to take out"
    text = exported(MarkdownExporter, notebook, "course-markdown")
    assert "<style" not in text and "style=" not in text and "![png]" not in text
    assert text.count("![") == len(pictures(notebook))
    assert text.count("*To move this figure, run the notebook up to here.*") == 2
    assert "Decide first, then read the discussion" in text and "Not attempted yet." in text
    assert text.count("<summary>The numbers of this figure</summary>") == len(pictures(notebook)) - 2


@pytest.mark.parametrize("kind", [HTMLExporter, SlidesExporter])
def test_an_export_has_the_numbers_of_every_figure(kind, notebook):
    """Also those of a live figure, which stand beside the words that say how to move it."""
    page = BeautifulSoup(plain(kind), "html.parser")
    folded = page.select("details.course-values")
    assert len(folded) == len(pictures(notebook))
    assert all(details.select("table caption") and details.select("td") for details in folded)


def test_the_commands_name_templates_that_there_are():
    named = re.findall(r"--template docs/nbconvert/([\w-]+) ", PAGE)
    assert sorted(named) == sorted(path.name for path in TEMPLATES.iterdir())


def test_the_page_says_who_cannot_answer_an_exercise():
    rows = {row.split("|")[1].strip(): row for row in re.findall(r"^\| .*$", PAGE, re.MULTILINE)}
    assert "nobody can answer an exercise" in rows["Voilà"]
    assert {"Colab", "VS Code", "GitHub, nbviewer", "Voilà", "marimo", "papermill", "jupytext"} <= rows.keys()
    assert all(len(row.split("|")) == 6 for row in rows.values())
