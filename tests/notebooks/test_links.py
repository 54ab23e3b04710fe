"""Links between notebooks: one that leads nowhere ends a lesson with an error."""

import re

import pytest

from tests.docs.teaching import links
from tests.notebooks.stored import PATHS, stored


@pytest.mark.parametrize("number", PATHS)
def test_every_link_leads_to_a_file(number):
    folder = PATHS[number].parent
    assert [target for target in links(stored(number).prose) if not (folder / target).is_file()] == []


def test_the_map_leads_to_every_notebook():
    others = {path.name for number, path in PATHS.items() if number != "00"}
    assert others - set(links(stored("00").prose)) == set()


@pytest.mark.parametrize("number", PATHS)
def test_a_reader_can_go_on_from_the_last_cells(number):
    last = stored(number).cells[-1]
    assert re.search(r"\]\([^)]+\.ipynb\)", last.source), (
        "the last cell links to the next or a previous notebook"
    )
