"""The course as a list: number, title, question and minutes of each notebook, as the map in notebook 00 has them."""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
TITLE = "Follow a network while it learns"
ROW = re.compile(r"^\| (\d\d) \| (.+?) \| (.+?) \| (\d+) \|$", re.MULTILINE)
LINK_OR_BOLD = re.compile(r"\[(.+?)\]\([^)]*\)|\*\*")


@dataclass(frozen=True)
class Entry:
    """One notebook of the map; `path` is None as long as it is not written."""

    number: str
    title: str
    question: str
    minutes: int
    path: Path | None

    @property
    def page(self):
        """The name of its page."""
        return f"{self.path.stem}.html"


def course(folder=NOTEBOOKS):
    """All rows of the map in notebook 00. Raises ValueError where there is none, or a notebook is missing from it."""
    start = next(folder.glob("00_*.ipynb"), None)
    if start is None:
        raise ValueError(f"there is no notebook 00 in {folder.name}/, and so no map of the course")
    text = "\n".join(cell.source for cell in nbformat.read(start, as_version=4).cells)
    entries = [_entry(folder, *row) for row in ROW.findall(text)]
    if missing := set(folder.glob("[0-9][0-9]_*.ipynb")) - {entry.path for entry in entries}:
        names = ", ".join(sorted(path.name for path in missing))
        raise ValueError(f"the map in {start.name} does not list {names}: give it a row there")
    return entries


def here(folder=NOTEBOOKS):
    """The rows of the map whose notebooks are written."""
    return [entry for entry in course(folder) if entry.path]


def _entry(folder, number, title, question, minutes):
    words = LINK_OR_BOLD.sub(lambda found: found[1] or "", title).replace("**", "")
    return Entry(number, words, question, int(minutes), next(folder.glob(f"{number}_*.ipynb"), None))
