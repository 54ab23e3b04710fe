"""Every topic of the lecture has its place: a notebook, and a heading in it that a lecturer can jump to.

The table is data, `tests/data/coverage.json`. Whoever renames a heading or drops a topic hears of it here.
"""

import json

import pytest

from tests.conftest import ROOT
from tests.notebooks.stored import PATHS, stored

TOPICS = json.loads((ROOT / "tests/data/coverage.json").read_text(encoding="utf-8"))["topics"]
PLACES = [(entry["topic"], *place) for entry in TOPICS for place in entry["places"]]


def test_the_table_is_whole():
    assert len({entry["topic"] for entry in TOPICS}) == len(TOPICS)
    assert all(entry["places"] for entry in TOPICS)
    assert {number for _, number, _ in PLACES} == PATHS.keys(), (
        "each notebook teaches something of the lecture"
    )


@pytest.mark.parametrize("topic", TOPICS, ids=lambda entry: entry["topic"])
def test_every_topic_is_taught_under_a_heading_that_exists(topic):
    for number, heading in topic["places"]:
        assert heading is not None, f"say in coverage.json under which heading of {number} this is taught"
        assert heading in stored(number).headings


@pytest.mark.parametrize("number", PATHS)
def test_no_two_sections_of_a_notebook_have_one_name(number):
    """Otherwise a place in the table would be two."""
    found = stored(number).headings
    assert sorted(found) == sorted(set(found))
