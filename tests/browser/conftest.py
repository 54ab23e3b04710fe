"""Real JupyterLab in a real Chromium: one server, one browser and one window of Lab for the session.

    def test_it(open_notebook):
        page = open_notebook("11_follow_a_network", theme="dark")      # or open_notebook(cells=["1 + 1"])
        run_all(page)

The notebooks are copies, each opening has its own, and the window holds nothing of the test before. A page can reach
this machine only, and a test fails when a page asked for something else, threw an error, or logged one.
"""

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.lab import NOTEBOOKS, screenshot
from tests.browser.server import LabServer
from tests.browser.window import LabWindow
from tools.browser import launched

HERE = {"127.0.0.1", "localhost", None}  # data: and blob: addresses have no host
# anywidget calls a widget failed that has not begun after two seconds, which a busy machine may need.
PATIENT = "AbortSignal.timeout = ((usual) => (ms) => usual(20 * ms))(AbortSignal.timeout.bind(AbortSignal))"
WAIT_MS = 30_000  # for whatever should happen: a busy machine needs more than Playwright's five seconds
expect.set_options(timeout=WAIT_MS)
MOST_OPENED = 24  # in one page of Lab, a notebook of the course counting as 8: four of these took 820 MB
# What Lab itself logs or throws when a kernel or a notebook ends under it.
LABS_OWN = (
    "Could not restore the debugger state",
    "Canceled future for ",
    "WebSocket connection to 'ws://127.",
)


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory):
    """One JupyterLab for all tests."""
    server = LabServer(tmp_path_factory.mktemp("lab"))
    try:
        server.wait_until_ready()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests, which reaches nothing but this machine."""
    with launched() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def all_problems():
    """What went wrong on any page since it was last asked for, a list of strings."""
    return []


@pytest.fixture
def page_problems(all_problems):
    """What went wrong on the test's pages, a list of strings that must be empty in the end."""
    yield all_problems
    found = list(all_problems)
    all_problems.clear()
    assert found == []


@pytest.fixture(scope="session")
def contexts(browser):
    """Return a function `(**options) → browser context`, the same for the same options.

    A page of a context that is there costs half of what one in a context of its own does, and the course's pages keep
    nothing in the browser that the next could find.
    """
    made = {}

    def context(**options):
        key = tuple(sorted(options.items()))
        if key not in made:
            made[key] = browser.new_context(**options)
        return made[key]

    return context


@pytest.fixture
def new_page(contexts, page_problems):
    """Return a function `(viewport=(1280, 800), theme="light", **context options) → page`, an empty page."""
    used = []

    def new_page(viewport=(1280, 800), theme="light", **options):
        width, height = viewport
        used.append(contexts(**options))
        page = watched_page(used[-1], page_problems)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        return page

    yield new_page
    for context in used:
        for page in context.pages:
            page.close()


@pytest.fixture(scope="session")
def lab_window(lab_server, browser, all_problems):
    """The window in which all tests open their notebooks, one after the other."""
    context = browser.new_context()
    context.add_init_script(PATIENT)
    return LabWindow(lab_server, lambda: watched_page(context, all_problems))


@pytest.fixture
def open_notebook(lab_server, lab_window, page_problems, request):
    """Return a function `(name=None, *, cells=None, viewport=…, theme="light") → page`, its kernel ready.

    `name` is a notebook of the course without ".ipynb"; `cells` makes one from code cells instead.
    """
    pages = []
    test = re.sub(r"\W+", "-", f"{request.module.__name__.rpartition('.')[2]}-{request.node.name}").strip("-")

    def open_notebook(name=None, *, cells=None, viewport=(1280, 800), theme="light"):
        path = f"{test}-{len(pages)}/{name or 'scratch'}.ipynb"
        place = lab_server.folder / path
        place.parent.mkdir()
        if cells is None:
            shutil.copy(NOTEBOOKS / place.name, place)
        else:
            write_notebook(place, cells)
        pages.append(lab_window.open(path, viewport, theme, share_kernel=name is None))
        return pages[-1]

    yield open_notebook
    failed = getattr(request.node, "failed", False)
    if failed:
        for number, page in enumerate(pages):
            screenshot(page, f"failed-{test}-{number}")
    if failed or lab_window.opened >= MOST_OPENED:
        lab_window.give_up()
    else:
        lab_window.leave()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Note on the test whether it failed, so that `open_notebook` can take a picture."""
    report = yield
    item.failed = getattr(item, "failed", False) or report.failed
    return report


def watched_page(context, problems: list[str]):
    """Return an empty page of a browser context, whose problems are collected."""
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    watch(page, problems)
    return page


def watch(page, problems: list[str]) -> None:
    """Collect errors that the page throws or logs, and requests to other machines."""

    def check_log(message):
        if message.type == "error" and not message.text.startswith(LABS_OWN):
            problems.append(f"logged {message.text}")

    def check_error(error):
        if not any(words in error.message for words in LABS_OWN):
            problems.append(f"threw {error}")

    def check_address(thing):
        if urlsplit(thing.url).hostname not in HERE:
            problems.append(f"asked for {thing.url}")

    page.on("pageerror", check_error)
    page.on("console", check_log)
    page.on("request", check_address)
    page.on("websocket", check_address)


def write_notebook(path: Path, cells: list[str]) -> None:
    """Write a notebook of code cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in cells])
    notebook.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
    }
    nbformat.write(notebook, path)
