"""notebooks/course.json is the list that every page is built from: a notebook that it forgets is in no book."""

import json
import re

import nbformat
import pytest

from website.course import NOTEBOOKS, ROOT, course

ROWS = [
    {"number": "00", "title": "Start here", "question": "Is it ready?", "minutes": 10},
    {"number": "01", "title": "Supervised learning", "question": "Is this machine learning?", "minutes": 35},
]
LINK_OR_BOLD = re.compile(r"\[(.+?)\]\([^)]*\)|\*\*")


@pytest.fixture
def folder(tmp_path):
    """A folder with a list, and with the notebooks 00 and 01."""
    (tmp_path / "course.json").write_text(json.dumps(ROWS))
    for name in ("00_start.ipynb", "01_a.ipynb"):
        nbformat.write(nbformat.v4.new_notebook(), tmp_path / name)
    return tmp_path


def map_rows(text):
    """(number, title, the other columns) of each row of a map that people read, without links and marks."""
    rows = re.findall(r"^\| *(\d\d) *\| (.+) \|$", text, re.MULTILINE)
    bare = [(number, LINK_OR_BOLD.sub(lambda found: found[1] or "", rest)) for number, rest in rows]
    return [(number, *rest.replace("**", "").split(" | ")) for number, rest in bare]


def test_an_entry_has_a_notebook_and_a_page(folder):
    assert [entry.page for entry in course(folder)] == ["00_start.html", "01_a.html"]


@pytest.mark.parametrize(
    ("change", "there"), [("07_new.ipynb", "00, 01, 07"), ("01_b.ipynb", "00, 01, 01"), ("01_a.ipynb", "00")]
)
def test_a_notebook_that_the_list_forgets_or_names_in_vain_is_named(folder, change, there):
    path = folder / change
    path.unlink() if path.exists() else path.write_text("{}")
    with pytest.raises(ValueError, match=rf"course.json must list .*: it has 00, 01, the folder {there}$"):
        course(folder)


def test_without_the_list_there_is_no_course(tmp_path):
    with pytest.raises(ValueError, match=r"there is no course.json"):
        course(tmp_path)


def test_the_list_names_all_that_are_there():
    assert [entry.number for entry in course()] == [f"{number:02}" for number in range(len(course()))]
    assert {entry.path for entry in course()} == set(NOTEBOOKS.glob("*.ipynb"))


def start_text():
    """What notebook 00 says."""
    notebook = nbformat.read(next(NOTEBOOKS.glob("00_*.ipynb")), as_version=4)
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("text", [start_text, (ROOT / "README.md").read_text], ids=["notebook 00", "README"])
def test_the_maps_that_people_read_say_what_the_list_says(text):
    listed = [(entry.number, entry.title, entry.question, str(entry.minutes)) for entry in course()]
    assert [row for row in map_rows(text()) if len(row) == 4] == listed
