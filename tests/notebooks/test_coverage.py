"""Every topic of the lecture has its place: a notebook, and a heading in it that a lecturer can jump to.

The table is data, `tests/data/coverage.json`. Whoever renames a heading or drops a topic hears of it here.
"""

import json
import re

import nbformat
import pytest

from tests.conftest import ROOT

TOPICS = json.loads((ROOT / "tests/data/coverage.json").read_text(encoding="utf-8"))["topics"]
PATHS = {path.name[:2]: path for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
NOTEBOOKS = [f"{number:02}" for number in range(13)]
PLACES = [(entry["topic"], *place) for entry in TOPICS for place in entry["places"]]
COUNT = 47  # topics in the table of the lecture


def headings(path):
    """The headings of a notebook, without their signs."""
    cells = nbformat.read(path, as_version=4).cells
    text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return [found.strip() for found in re.findall(r"^#+ +(.+)$", text, flags=re.MULTILINE)]


def test_the_table_is_whole():
    assert len(TOPICS) == COUNT and len({entry["topic"] for entry in TOPICS}) == COUNT
    assert all(entry["places"] for entry in TOPICS)
    assert sorted({number for _, number, _ in PLACES}) == NOTEBOOKS


@pytest.mark.parametrize("topic", TOPICS, ids=lambda entry: entry["topic"])
def test_every_topic_is_taught_under_a_heading_that_exists(topic):
    for number, heading in topic["places"]:
        assert heading is not None, f"say in coverage.json under which heading of {number} this is taught"
        assert heading in headings(PATHS[number])


@pytest.mark.parametrize("number", sorted(PATHS))
def test_no_two_sections_of_a_notebook_have_one_name(number):
    """Otherwise a place in the table would be two."""
    found = headings(PATHS[number])
    assert sorted(found) == sorted(set(found))
