"""The scripts behind the commands: where they go wrong, somebody cannot start or stores what is not true."""

import shutil
import subprocess
import sys

import nbformat
import pytest

from tools import browser, store_notebooks
from tools.imports import ROOT
from tools.sanitize import sanitized

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
    monkeypatch.setattr(browser, "attempt", lambda *_: False)
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    assert browser.main() == 1
    assert "None could be installed." in capsys.readouterr().err


def test_after_each_thing_that_was_installed_it_looks_again(monkeypatch, capsys):
    monkeypatch.delenv("CHROMIUM", raising=False)
    tried = []
    monkeypatch.setattr(browser, "starts", lambda path: tried and "chromium-headless-shell" in tried[-1])
    monkeypatch.setattr(
        browser, "attempt", lambda command: tried.append(command) or "playwright" not in command
    )
    monkeypatch.setattr(browser.shutil, "which", {"apt-get": "/apt-get"}.get)
    assert browser.main() == 0
    assert [command[-1] for command in tried] == ["chromium", "update", "chromium-headless-shell"]
    assert "Playwright's own Chromium" in capsys.readouterr().out


def test_a_wrong_choice_is_not_replaced_by_another_browser(monkeypatch, capsys):
    monkeypatch.setenv("CHROMIUM", shutil.which("true"))
    monkeypatch.setattr(browser, "attempt", lambda *_, **__: pytest.fail("it tried to install one"))
    assert browser.main() == 1
    assert "does not start as a browser" in capsys.readouterr().err


def test_what_failed_is_shown(capsys):
    assert not browser.attempt([sys.executable, "-c", "print('no such server'); raise SystemExit(3)"])
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


def test_a_widget_is_stored_as_its_picture_with_words(tmp_path):
    """A model that is gone would be preferred to it, and show nothing."""
    path = write(
        tmp_path / "d.ipynb", "from course_utils.widgets import ActivationExplorer\nActivationExplorer()"
    )
    assert store_notebooks.main([str(path)]) == 0
    picture, note = nbformat.read(path, as_version=4).cells[0].outputs
    assert set(picture.data) == {"image/png", "text/plain"}
    assert "sigmoid" in picture.metadata["image/png"]["alt"]
    assert "run the notebook" in note.data["text/html"]


def compared(*paths):
    """What pytest, as it is set up here, says that compares notebooks with a fresh run of them."""
    folder = paths[0].parent
    options = ["-c", ROOT / "pyproject.toml", "--rootdir", folder, "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, *paths]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=folder).stdout


def addition(stored):
    """Return a cell that computes 2 + 2 and stores that it gave `stored`."""
    result = nbformat.v4.new_output("execute_result", data={"text/plain": stored}, execution_count=1)
    return nbformat.v4.new_code_cell("2 + 2", execution_count=1, outputs=[result])


def test_what_differs_from_run_to_run_is_not_compared_and_what_is_not_true_fails(tmp_path):
    """A warning names the temporary file of its cell, or a file of a package; a training ends a little differently on
    every kind of computer, and so do the numbers of its figure. What is printed is compared as ever.
    """
    cells = "import numpy as np\n1 / np.array([0.0])", "import warnings\nwarnings.warn('mind this')"
    figure = "import os\nfrom course_utils.plots import new_figure, show\nfigure, ax = new_figure()\n"
    figure += "ax.plot([0, 1], [0, os.getpid()])\nshow(figure, 'A line that ends somewhere else each time.')"
    path = write(tmp_path / "e.ipynb", *cells, "import numpy; print(numpy.__file__); object()", figure)
    assert store_notebooks.main([str(path)]) == 0
    division, mind, paths, line = nbformat.read(path, as_version=4).cells
    assert division.outputs[0].text.startswith("cell:2: RuntimeWarning: divide by zero")
    assert mind.outputs[0].text.startswith("cell:2: UserWarning: mind this")
    assert (
        paths.outputs[0].text.startswith("numpy") and paths.outputs[1].data["text/plain"] == "<object at 0x…>"
    )
    assert "<td>" in line.outputs[-1].data["text/html"]

    untrue = tmp_path / "c.ipynb"
    cells = [addition("4"), addition("5")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=store_notebooks.METADATA), untrue)
    said = compared(path, untrue)
    assert "1 failed, 5 passed" in said and "c.ipynb::Cell 1" in said, said


@pytest.mark.parametrize(
    "path",
    [
        "/tmp/ipykernel_123/4567.py",
        "/var/folders/x_/y/T/ipykernel_8/90.py",
        r"C:\Users\me\AppData\Local\Temp\ipykernel_12\345.py",
    ],
)
def test_the_file_of_a_cell_has_one_name(path):
    assert sanitized(f"{path}:2: RuntimeWarning: overflow") == "cell:2: RuntimeWarning: overflow"


@pytest.mark.parametrize(
    "folder", ["/home/me/my course/.venv/lib/python3.11/site-packages/", r"C:\py\Lib\site-packages\\"[:-1]]
)
def test_a_package_has_one_place(folder):
    assert sanitized(f"{folder}numpy:7: UserWarning: a") == "numpy:7: UserWarning: a"


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
