"""The stored notebooks as tests read them: prose, headings, cells by their ids, and what a cell prints."""

import re
from functools import cache

import nbformat

from tests.conftest import ROOT

PATHS = {path.name[:2]: path for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}


class Stored:
    """A notebook: its cells in order, `cell` by id, its prose, and its headings without their marks."""

    def __init__(self, path):
        self.cells = nbformat.read(path, as_version=4).cells
        self.cell = {cell.id: cell for cell in self.cells}
        self.prose = "\n\n".join(cell.source for cell in self.cells if cell.cell_type == "markdown")
        text = re.sub(r"```.*?```", "", self.prose, flags=re.DOTALL)
        self.headings = [found.strip() for found in re.findall(r"^#+ +(.+)$", text, flags=re.MULTILINE)]

    def source(self, cell_id):
        return self.cell[cell_id].source

    def printed(self, cell_id):
        """What a code cell stores, as text."""
        outputs = self.cell[cell_id].outputs
        return "\n".join(output.get("text") or output.data.get("text/plain", "") for output in outputs)


@cache
def stored(number):
    """The notebook of that number, such as "07"."""
    return Stored(PATHS[number])
