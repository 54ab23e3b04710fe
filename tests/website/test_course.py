"""The map of notebook 00 is the list that every page is built from: a notebook that it forgets is in no book."""

import re

import nbformat
import pytest

from website.course import NOTEBOOKS, course, here

ROWS = """| | notebook | the question | minutes |
|:--|:--|:--|--:|
| 00 | **Start here** | Is it ready? | 10 |
| 01 | [**Supervised learning**](01_a.ipynb) | Is this machine learning? | 35 |
| 02 | Risk | Why hope? | 35 |"""


@pytest.fixture
def folder(tmp_path):
    """A folder with a map, and with the notebooks 00 and 01."""
    for name, text in (("00_start.ipynb", ROWS), ("01_a.ipynb", "# A")):
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)]), tmp_path / name)
    return tmp_path


def test_titles_lose_their_marks_and_missing_notebooks_stay_in_the_map(folder):
    rows = [(entry.number, entry.title, entry.minutes, entry.path is None) for entry in course(folder)]
    assert rows == [
        ("00", "Start here", 10, False),
        ("01", "Supervised learning", 35, False),
        ("02", "Risk", 35, True),
    ]
    assert [entry.page for entry in here(folder)] == ["00_start.html", "01_a.html"]


def test_a_notebook_that_the_map_forgets_is_named(folder):
    (folder / "07_new.ipynb").write_text("{}")
    with pytest.raises(ValueError, match=r"00_start.ipynb does not list 07_new.ipynb: give it a row"):
        course(folder)


def test_without_notebook_00_there_is_no_map(tmp_path):
    with pytest.raises(ValueError, match="no map of the course"):
        course(tmp_path)


def test_the_map_of_the_course_lists_thirteen():
    assert [entry.number for entry in course()] == [f"{number:02}" for number in range(13)]
    assert {entry.path for entry in here()} == set(NOTEBOOKS.glob("*.ipynb"))
    assert not any(re.search(r"[*\[\]]", entry.title) for entry in course())
