"""The course as a list: number, title, question and minutes of each notebook, from notebooks/course.json.

The maps that people read, in notebook 00 and in the README, say the same: a test compares them.
"""

import json
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
LIST = "course.json"
TITLE = "Follow a network while it learns"


@dataclass(frozen=True)
class Entry:
    """One notebook of the list; `path` is None as long as it is not written."""

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
    """All entries. Raises ValueError where the folder has no list, or a notebook is missing from it."""
    listed = folder / LIST
    if not listed.is_file():
        raise ValueError(f"there is no {LIST} in {folder.name}/, the list of the course's notebooks")
    rows = json.loads(listed.read_text(encoding="utf-8"))
    entries = [Entry(**row, path=next(folder.glob(f"{row['number']}_*.ipynb"), None)) for row in rows]
    if missing := set(folder.glob("[0-9][0-9]_*.ipynb")) - {entry.path for entry in entries}:
        names = ", ".join(sorted(path.name for path in missing))
        raise ValueError(f"{LIST} does not list {names}: give it an entry there")
    return entries


def here(folder=NOTEBOOKS):
    """The entries whose notebooks are written."""
    return [entry for entry in course(folder) if entry.path]
