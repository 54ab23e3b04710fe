"""What makes a page of the book alive: the first state of its widgets, and what a worker with Python needs.

A page holds its widgets as they are at first, so that it shows them without Python, and the texts of its cells. The
scripts of `front/page` show the one and start the other, when somebody touches what only Python can answer. The
worker then runs the notebook's own cells (`python/`), with the course and what it needs from one archive.
"""

import hashlib
import json
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from course_utils.exercises.ballot_view import DECIDE
from course_utils.live.front_end import FrontEnd

from . import program
from .wheels import contents, course_wheel, installed_wheel, zipped

HERE = Path(__file__).resolve().parent
PYTHON = HERE / "python"
FRONT = FrontEnd(HERE / "front" / "page", ())
EDITOR = HERE / "vendor" / "codemirror" / "codemirror.js"
PROCESSES = 2
PACKAGES = ("numpy", "matplotlib")  # of Pyodide's; others come when a cell asks for them
SHIPPED = ("latex2mathml",)  # what the course needs there beside them


def settings(folder, python, work):
    """Write what all pages need to `folder`; returns what each page gives its script, as a dict.

    `python` says where Pyodide is: `pyodide.place_for_pages`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(EDITOR, folder / "editor.js")
    shutil.copy(HERE / "front" / "worker.js", folder / "worker.js")
    return {
        "worker": f"../{folder.name}/worker.js",
        "editor": f"../{folder.name}/editor.js",
        "course": f"../{folder.name}/{_archive(folder, work)}",
        "packages": list(PACKAGES),
    } | python


def _archive(folder, work):
    """The course, what it needs and the host of pages in one file; returns its name, another for other content."""
    files = {}
    for wheel in (course_wheel(work), *(installed_wheel(name, work) for name in SHIPPED)):
        files |= contents(wheel)
    sources = (path for path in PYTHON.rglob("*.py") if path.name != "first.py")
    files |= {path.relative_to(PYTHON).as_posix(): path.read_bytes() for path in sources}
    path = zipped(files, folder / "course.zip")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
    return path.rename(folder / f"course-{digest}.zip").name


# --- the first state of widgets ---------------------------------------------------------------------------


def first_states(notebooks, numbers, pages):
    """For each notebook {place of a code cell: [its widgets]}; the steppers' pages are written to `pages`.

    `numbers` name the notebooks. Raises RuntimeError that names the notebook and the cell where one fails.
    """
    pages.mkdir(parents=True, exist_ok=True)
    asked = [_asked(*pair, pages) for pair in zip(notebooks, numbers, strict=True)]
    found = [{}] * len(asked)
    with ThreadPoolExecutor(PROCESSES) as pool:
        parts = (asked[start::PROCESSES] for start in range(PROCESSES))
        for start, states in enumerate(pool.map(_states, parts)):
            found[start::PROCESSES] = states
    return found


def _asked(notebook, number, pages):
    """What `first.py` is given of a notebook."""
    code = code_cells(notebook)
    places = [place for place, cell in enumerate(code) if any(map(is_widget, cell.outputs))]
    return {
        "sources": [cell.source for cell in code],
        "places": places,
        "pages": str(pages),
        "number": number,
    }


def _states(asked):
    """The states of several notebooks, one after the other in one program; none where nothing shows a widget."""
    if not any(entry["places"] for entry in asked):
        return [{} for _ in asked]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg"}
    command = [sys.executable, PYTHON / "first.py"]
    failure = "what widgets show first could not be found out:\n"
    printed = program.output(command, failure, input=json.dumps(asked), env=environment)
    return [{int(place): widgets for place, widgets in states.items()} for states in json.loads(printed)]


def code_cells(notebook):
    """The code cells of a notebook."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def is_widget(output):
    """Whether an output, as it is stored, is the picture of a widget, or a poll with its discussion folded away."""
    pictured = "of" in output.get("metadata", {}).get("image/png", {})
    return pictured or DECIDE in output.get("data", {}).get("text/html", "")


def module_file(text, folder):
    """Write a front end to `folder`; returns the file's name, the same for the same text."""
    name = f"front-{hashlib.sha256(text.encode()).hexdigest()[:10]}.js"
    (folder / name).write_text(text, encoding="utf-8")
    return name


# --- what stands in the page ------------------------------------------------------------------------------


def scripts(notebook, page_settings):
    """The page's script, with the texts of its cells and the settings."""
    sources = [cell.source for cell in code_cells(notebook)]
    return (
        f"{data_script('python-settings', page_settings)}\n{data_script('python-cells', sources)}\n"
        f'<script type="module">\n{FRONT.module()}</script>'
    )


def data_script(name, value):
    """A value that scripts of the page read, by its name."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>'
