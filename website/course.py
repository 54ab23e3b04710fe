"""The course as a list: number, title, question and minutes of each notebook, from notebooks/course.json.

The maps that people read, in notebook 00 and in the README, must agree with it: a test compares them.
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
    """One notebook of the list."""

    number: str
    title: str
    question: str
    minutes: int
    path: Path

    @property
    def page(self):
        """The name of its page."""
        return f"{self.path.stem}.html"


def course(folder=NOTEBOOKS):
    """All entries. Raises ValueError where the folder has no list, or list and notebooks are not the same."""
    listed = folder / LIST
    if not listed.is_file():
        raise ValueError(f"there is no {LIST} in {folder.name}/, the list of the course's notebooks")
    rows = json.loads(listed.read_text(encoding="utf-8"))
    paths = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    wanted, there = [row["number"] for row in rows], [path.name[:2] for path in paths]
    if wanted != there:
        raise ValueError(
            f"{LIST} must list the notebooks of {folder.name}/ in their order: it has {', '.join(wanted)}, "
            f"the folder {', '.join(there)}"
        )
    return [Entry(**row, path=path) for row, path in zip(rows, paths, strict=True)]
