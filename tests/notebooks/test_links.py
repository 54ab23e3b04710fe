"""Links between notebooks: one that leads nowhere ends a lesson with an error."""

import re

import nbformat
import pytest

from tests.conftest import ROOT

FOLDER = ROOT / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
REMOTE = ("http:", "https:", "mailto:", "#")


def links(path):
    """Return the targets of all Markdown links of a notebook that lead to files."""
    cells = nbformat.read(path, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    return [target.partition("#")[0] for target in targets if not target.startswith(REMOTE)]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_link_leads_to_a_file(path):
    assert [target for target in links(path) if not (FOLDER / target).is_file()] == []


def test_the_map_leads_to_every_notebook():
    start = next(path for path in PATHS if path.name.startswith("00"))
    others = {path.name for path in PATHS} - {start.name}
    assert others - set(links(start)) == set()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_reader_can_go_on_from_the_last_cells(path):
    last = nbformat.read(path, as_version=4).cells[-1]
    assert re.search(r"\]\([^)]+\.ipynb\)", last.source), (
        "the last cell links to the next or a previous notebook"
    )
