"""Reading the lecturers' pages."""

import re

from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "teaching"
HEADINGS = [
    "In 50 minutes",
    "In 20 minutes",
    "Before each reveal, ask",
    "Common mistakes, and how to meet them",
    "Slides that this replaces",
    "Further",
]


def page(number: str) -> str:
    """Return the text of a notebook's page."""
    return (FOLDER / f"{number}.md").read_text(encoding="utf-8")


def sections(text: str) -> dict[str, str]:
    """Return {heading: what stands under it} of a page, in its order."""
    parts = re.split(r"^## (.*)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def minutes(section: str) -> list[float]:
    """Return the first column of the section's table, minutes as 5 or as from–to; of prose, the "(5)" in it."""
    if "|" not in section:
        return [float(number) for number in re.findall(r"\((\d+)(?: min\w*)?\)", section)]
    found = []
    for cell in re.findall(r"^\|([^|]*)\|", section, flags=re.MULTILINE):
        numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", cell)]
        if numbers:
            found.append(numbers[-1] - numbers[0] if len(numbers) == 2 else numbers[0])
    return found


def references(text: str) -> list[str]:
    """Return the headings that a page names with § *heading*."""
    return [" ".join(name.split()) for name in re.findall(r"§ \*([^*]+)\*", text)]


def code(text: str) -> list[str]:
    """Return the Python blocks of a page."""
    return re.findall(r"^```python\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def links(text: str) -> list[str]:
    """Return the targets of a page's links to files."""
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    return [target.partition("#")[0] for target in targets if not re.match(r"https?:|mailto:|#", target)]
