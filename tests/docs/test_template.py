"""The template that lecturers start from, and what the page on adapting says about the check."""

import inspect
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbval.plugin import metadata_tags

from tests.conftest import ROOT
from tests.docs import teaching
from tests.notebooks import test_notebooks_are_finished as finished

TEMPLATE = ROOT / "docs" / "template.ipynb"
PAGE = (ROOT / "docs" / "adapting.md").read_text(encoding="utf-8")
# The course's own notebooks may not keep a cell from the check; the template shows how it is done.
EXEMPT = {"test_no_cell_is_kept_from_nbval"}
RULES = [
    rule
    for name, rule in inspect.getmembers(finished, inspect.isfunction)
    if name.startswith("test_") and "notebook" in inspect.signature(rule).parameters and name not in EXEMPT
]


@pytest.fixture
def notebook():
    return nbformat.read(TEMPLATE, as_version=4)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__.removeprefix("test_"))
def test_the_template_obeys_the_rules_of_the_course(rule, notebook):
    known = {"notebook": notebook, "path": TEMPLATE}
    rule(**{name: known[name] for name in inspect.signature(rule).parameters})


def test_there_are_rules_to_obey():
    assert len(RULES) >= 10


def test_its_links_lead_somewhere(notebook):
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert [link for link in teaching.links(text) if not (TEMPLATE.parent / link).is_file()] == []


def test_the_check_compares_all_but_the_cell_that_may_differ(tmp_path, notebook):
    """Two stored outputs are made wrong, in a cell with the tag and in one without: one of them is found."""
    copy = tmp_path / "week3.ipynb"
    for cell in notebook.cells:
        if cell.id in ("idea-code", "clock"):
            cell.outputs[0].text = "something else\n"
    nbformat.write(notebook, copy)
    options = ["-c", ROOT / "pyproject.toml", "--rootdir", tmp_path, "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, copy],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
    )
    cells = sum(cell.cell_type == "code" for cell in notebook.cells)
    assert f"1 failed, {cells - 1} passed" in done.stdout, done.stdout


def test_the_commands_of_the_page_store_a_copy_of_the_template(tmp_path):
    (tmp_path / "mine").mkdir()
    copy = shutil.copy(TEMPLATE, tmp_path / "mine" / "week3.ipynb")
    command = [sys.executable, ROOT / "tools" / "store_notebooks.py", copy]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=300).returncode == 0
    stored, given = (nbformat.read(path, as_version=4) for path in (copy, TEMPLATE))
    assert [cell.get("execution_count") for cell in stored.cells] == [
        cell.get("execution_count") for cell in given.cells
    ]
    assert stored.cells[3].outputs == given.cells[3].outputs


@pytest.mark.parametrize("tag", ["nbval-ignore-output", "nbval-skip", "raises-exception"])
def test_the_tags_of_the_page_are_those_of_the_check(tag):
    assert f"`{tag}`" in PAGE
    assert tag in metadata_tags
