"""The scripts behind the commands: where they go wrong, somebody cannot start or stores what is not true."""

import shutil
import subprocess
import sys

import nbformat
import pytest

from tools import browser, store_notebooks
from tools.imports import ROOT

# --- the browser -------------------------------------------------------------------------------------------


def test_a_program_that_is_no_browser_is_not_taken(monkeypatch):
    monkeypatch.setenv("CHROMIUM", shutil.which("true"))
    with pytest.raises(FileNotFoundError, match="make browser"):
        browser.find()


def test_the_named_browser_is_the_only_candidate(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert list(browser.candidates()) == ["/nowhere/chromium"]
    assert not browser.starts("/nowhere/chromium")


def test_without_a_browser_and_a_way_to_install_it_says_so(monkeypatch, capsys):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "starts", lambda path: False)
    monkeypatch.setattr(browser, "install_with_playwright", lambda: None)
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    assert browser.main() == 1
    printed = capsys.readouterr()
    assert "No apt-get, dnf or brew here." in printed.out
    assert "none could be installed" in printed.err


def test_a_wrong_choice_is_not_replaced_by_another_browser(monkeypatch, capsys):
    monkeypatch.setenv("CHROMIUM", shutil.which("true"))
    monkeypatch.setattr(browser, "attempt", lambda *_, **__: pytest.fail("it tried to install one"))
    assert browser.main() == 1
    assert "does not start as a browser" in capsys.readouterr().err


def test_what_failed_is_shown(capsys):
    assert not browser.attempt([sys.executable, "-c", "print('no such server'); raise SystemExit(3)"], env={})
    assert "no such server" in capsys.readouterr().out


# --- storing notebooks -------------------------------------------------------------------------------------


def write(path, *sources):
    metadata = {"tags": ["kept"], "vscode": "left out"}
    cells = [nbformat.v4.new_code_cell(source, metadata=metadata) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"widgets": {}, "own": 1}), path)
    return path


def test_stored_notebooks_hold_outputs_and_nothing_of_this_machine(tmp_path):
    slider = "import ipywidgets; ipywidgets.IntSlider()"
    path = write(tmp_path / "a.ipynb", "print('one')", slider, "print('two')\n2")
    assert store_notebooks.main([str(path)]) == 0
    stored = nbformat.read(path, as_version=4)
    assert [cell.execution_count for cell in stored.cells] == [1, 2, 3]
    assert stored.cells[0].outputs[0].text == "one\n"
    assert stored.cells[2].outputs[1].data == {"text/plain": "2"}
    assert stored.metadata == store_notebooks.METADATA
    assert {tuple(cell.metadata) for cell in stored.cells} == {("tags",)}
    first = path.read_bytes()
    assert store_notebooks.main([str(path)]) == 0
    assert path.read_bytes() == first, "a second run shows no difference, widgets included"


def test_a_notebook_with_an_error_is_left_as_it_was(tmp_path, capsys):
    path = write(tmp_path / "b.ipynb", "1 / 0")
    before = path.read_bytes()
    assert store_notebooks.main([str(path)]) == 1
    assert path.read_bytes() == before
    assert "ZeroDivisionError" in capsys.readouterr().err


# --- nbval, as pytest is set up here -----------------------------------------------------------------------


def addition(stored):
    """Return a cell that computes 2 + 2 and stores that it gave `stored`."""
    result = nbformat.v4.new_output("execute_result", data={"text/plain": stored}, execution_count=1)
    return nbformat.v4.new_code_cell("2 + 2", execution_count=1, outputs=[result])


def test_a_stored_output_that_is_not_true_fails(tmp_path):
    path = tmp_path / "c.ipynb"
    cells = [addition("4"), addition("5")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=store_notebooks.METADATA), path)
    options = ["-c", ROOT / "pyproject.toml", "--rootdir", tmp_path, "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, path],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=tmp_path,
    )
    assert done.returncode == 1
    assert "1 failed, 1 passed" in done.stdout, done.stdout


# --- the first step ----------------------------------------------------------------------------------------


def test_an_old_python_is_refused_in_words(tmp_path):
    old = tmp_path / "python"
    old.write_text('#!/bin/sh\ntest "$1" = --version && echo Python 3.9.7\nexit 1\n')
    old.chmod(0o755)
    done = subprocess.run(
        ["sh", ROOT / "tools/venv.sh", old, tmp_path / "venv"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "Python 3.9.7" in done.stderr
    assert not (tmp_path / "venv").exists()
