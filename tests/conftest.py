"""What every test relies on: one BLAS thread; the engine first, then what is fast, the notebooks, and the browser."""

import gc
import math
import os
import subprocess
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples at every run, and no time limits: a test fails because the code changed.
settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")

# Before NumPy is loaded, for plain `pytest` too; notebook kernels inherit it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

TESTS = Path(__file__).parent
ROOT = TESTS.parent
# The tests of a folder carry its marker, the first that fits, and run in the order of the markers. Playwright leaves an
# event loop running in this thread, which the notebooks' kernel clients would trip over, so the browser comes last.
ORDER = ("foundation", None, "project", "notebooks", "browser")
MARKED = {
    TESTS / "project/test_layers.py": "foundation",
    TESTS / "engine": "foundation",
    TESTS / "project": "project",
    TESTS / "notebooks": "notebooks",
    ROOT / "notebooks": "notebooks",
    ROOT / "docs": "notebooks",
    TESTS / "browser": "browser",
}


@cache
def marker_of(path: Path) -> str | None:
    """The marker that the tests of a file carry."""
    return next((marker for part, marker in MARKED.items() if path.is_relative_to(part)), None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark each test by its folder, and sort the slow kinds to the end.

    Of the browser's files those with the most tests come first: a long one at the end would keep a single core busy.
    """
    tests_in = Counter(item.path for item in items)

    def place(item):
        marker = marker_of(item.path)
        return ORDER.index(marker), -tests_in[item.path] if marker == "browser" else 0

    for item in items:
        if marker := marker_of(item.path):
            item.add_marker(marker)
    items.sort(key=place)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """Tell the garbage collector that what is loaded by now stays: else it looks through all of it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def closed_widgets():
    """Close every widget that the test made: Jupyter's register would keep it to the end of the session."""
    before = set(open_widgets())
    yield
    for name in set(open_widgets()) - before:
        if widget := open_widgets().get(name):
            widget.close()


@pytest.fixture
def unhurried(monkeypatch):
    """A figure takes as many steps in a reply as it is asked for: else a clock decides, on a busy machine too soon."""
    monkeypatch.setattr("course_utils.live.messages.BUDGET", math.inf)


def open_widgets() -> dict:
    """Return Jupyter's register of widgets, {} where nobody has loaded it."""
    module = sys.modules.get("ipywidgets.widgets.widget")
    if module is None:
        return {}
    return (
        module._instances if hasattr(module, "_instances") else module.Widget.widgets
    )  # ipywidgets 8, and 7


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def built_site(tmp_path_factory) -> Path:
    """The folder of the whole website, built once as `make site PYODIDE=…` builds it: with a Pyodide of its own.

    Workers that run side by side share it: the first builds, the others wait.
    """
    from tests.browser.site_server import local_pyodide

    place = tmp_path_factory.getbasetemp()
    place = (place.parent if "PYTEST_XDIST_WORKER" in os.environ else place) / "website"
    folder, said = place / "site", place / "said"
    try:
        place.mkdir()
    except FileExistsError:
        wait_for(said.exists, seconds=1900)
    else:
        command = [sys.executable, "-m", "website", "site", "--out", folder, "--pyodide", local_pyodide()]
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1800)
            words = "" if done.returncode == 0 else done.stderr or f"exit status {done.returncode}"
        except subprocess.TimeoutExpired as late:
            words = str(late)
        (place / "saying").write_text(words, "utf-8")
        (place / "saying").rename(said)
    failure = said.read_text("utf-8")
    assert failure == ""
    return folder


def wait_for(condition, seconds: float) -> None:
    """Return when `condition()` holds. TimeoutError when it does not in so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{condition} does not hold after {seconds} s")
        time.sleep(0.1)


@pytest.fixture(scope="session")
def lecture_trace():
    """The lecture's 2-2-2 network, 1,000 updates."""
    from course_utils.engine import lecture_network, walkthrough

    return walkthrough(*lecture_network(), "half_squared_error", learning_rate=0.5, updates=1000)


@pytest.fixture(scope="session")
def circuit_trace():
    """(x + y) z at −2, 5, −4."""
    from course_utils.engine import Node, circuit

    return circuit((Node(-2, "x") + Node(5, "y")).named("q") * Node(-4, "z"))
