"""Every page of the project: a link that leads nowhere, or a command that is not there, stops a reader."""

import re

import pytest

from tests.conftest import ROOT
from tests.docs.teaching import links
from tests.project.makefile import targets

FOLDERS = ("", "benchmarks", "deploy", "docs", "docs/teaching", "website/vendor")
PAGES = [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.md"))]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())


@every_page
def test_links_lead_somewhere(page):
    found = links(page.read_text(encoding="utf-8"))
    assert [link for link in found if not (page.parent / link).exists()] == []


@every_page
def test_the_commands_are_those_of_the_makefile(page):
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"(?:`|^ *)make ([a-z][\w-]*)", text, flags=re.MULTILINE)) <= targets()


def test_links_and_commands_are_found():
    """A pattern that finds nothing would find no fault."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert "docs/formulas.md" in links(text) and "README.md" in links(text)
    assert links("[a](b.md#c) [d](https://e) [f](#g)") == ["b.md"]
