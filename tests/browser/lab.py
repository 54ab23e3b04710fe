"""What a person does with a notebook in JupyterLab, as calls on a Playwright page."""

import re
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil  # comes with ipykernel
from nbformat.v4.rwbase import rejoin_lines
from nbval.plugin import coalesce_streams
from playwright.sync_api import Locator, Page, expect

from course_utils.exercises import bank
from tools.sanitize import sanitized
from tools.store_notebooks import WIDGET

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
ARTEFACTS = Path(__file__).parents[1] / "artefacts"
OPEN_MS = 120_000
RUN_MS = 300_000
ROOM = 600  # pixels that JupyterLab leaves at 1280 × 720
# Lab and its kernel as JavaScript sees them (the server is started with `expose_app_in_browser`).
CELLS = "window.jupyterapp.shell.currentWidget.content.widgets"
SOURCES = f"{CELLS}.map(({{ model }}) => model.type === 'code' ? model.sharedModel.getSource() : '')"
# Without what a picture holds: nobody compares it, and a notebook's pictures are megabytes.
OUTPUTS = f"""JSON.parse(JSON.stringify(
  {CELLS}.map(({{ model }}) => model.sharedModel.toJSON().outputs ?? []),
  (key, value) => key.startsWith("image/") ? "" : value,
))"""
KERNEL = "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel"

# Texts that are shown in letters of less than 24 px, as "text: size".
SMALL_TEXT = """[...document.querySelectorAll('.course-stepper *')].flatMap(element => {
  const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  if (!own || !element.checkVisibility({visibilityProperty: true}) || element.closest('.course-spoken')) return [];
  const svg = element.closest('svg');
  const scale = svg ? svg.getScreenCTM().a : 1;
  const size = parseFloat(getComputedStyle(element).fontSize) * scale;
  return size < 23.99 ? [`${element.textContent}: ${size}`] : [];
})"""

# What a live figure shows: the address of Python's picture, or what the page has drawn.
PICTURE = "picture => picture.querySelector('img')?.src ?? picture.querySelector('svg').innerHTML"


def wait_for_kernel(page: Page, timeout: float = OPEN_MS) -> None:
    """Return when the notebook is shown and its kernel is connected and idle."""
    page.locator("css:light=.jp-Notebook .jp-Cell").first.wait_for(timeout=timeout)
    page.wait_for_function(
        f"{KERNEL}?.connectionStatus === 'connected' && {KERNEL}?.status === 'idle'",
        polling=50,
        timeout=timeout,
    )


def run_all(page: Page, timeout: float = RUN_MS) -> list[list[dict]]:
    """Run all cells, and return the outputs of each when the last is done. AssertionError with the text of an error."""
    page.evaluate(
        "void window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => window.ranAll = true)"
    )
    # Not at each frame: the page draws while the notebook runs.
    page.wait_for_function("window.ranAll === true", polling=50, timeout=timeout)
    page.evaluate("window.ranAll = false")
    wait_for_kernel(page)
    outputs = page.evaluate(OUTPUTS)
    assert not (errors := errors_in(outputs)), "a cell failed:\n" + "\n".join(errors)
    return outputs


def run_as_stored(page: Page, name: str) -> list[dict[str, list[str]]]:
    """Run a notebook of the course in Lab, and return what each cell says, as `texts` does.

    AssertionError where a cell fails, or shows other texts than it stores.
    """
    stored = [texts(cell.get("outputs", [])) for cell in nbformat.read(NOTEBOOKS / f"{name}.ipynb", 4).cells]
    fresh = [texts(rejoined(outputs)) for outputs in run_all(page)]
    pairs = enumerate(zip(stored, fresh, strict=True))
    other = {place: pair for place, pair in pairs if pair[0] != pair[1]}
    assert not other, f"{name} shows other texts than it stores, {{cell: (stored, fresh)}}: {other}"
    return fresh


def rejoined(outputs: list[dict]) -> list[nbformat.NotebookNode]:
    """Outputs as Lab holds them, each text in one piece."""
    cell = nbformat.v4.new_code_cell(outputs=nbformat.from_dict(outputs))
    return rejoin_lines(nbformat.v4.new_notebook(cells=[cell])).cells[0].outputs


def texts(outputs: list[nbformat.NotebookNode]) -> dict[str, list[str]]:
    """What outputs say, {kind: texts in their order}, without what nbval does not compare either: pictures, widgets."""
    found = defaultdict(list)
    for output in coalesce_streams(outputs):
        said = output.get("data") or {output.get("name", "error"): output.get("text", "")}
        for kind, text in said.items():
            if not kind.startswith(("image/", WIDGET)):
                found[kind].append(sanitized(text, comparing=True))
    return dict(found)


def cell_errors(page: Page) -> list[str]:
    """Return "name: message" of every error among the notebook's outputs."""
    return errors_in(page.evaluate(OUTPUTS))


def errors_in(outputs: list[list[dict]]) -> list[str]:
    """Return "name: message" of every error among the outputs of each cell."""
    errors = [output for cell in outputs for output in cell if output["output_type"] == "error"]
    return [f"{error['ename']}: {error['evalue']}" for error in errors]


def run_code(page: Page, code: str) -> None:
    """Run `code` in the notebook's kernel without showing it. AssertionError with what it raised there."""
    reply = page.evaluate(f"code => {KERNEL}.requestExecute({{code, store_history: false}}).done", code)[
        "content"
    ]
    assert reply["status"] == "ok", f"{reply.get('ename')}: {reply.get('evalue')}"


def wait_for_python(page: Page, expression: str) -> None:
    """Return when the expression is True in the kernel: what is clicked reaches it a moment later."""
    request = "{code: '', store_history: false, user_expressions: {seen: expression}}"
    is_true = "reply => reply.content.user_expressions.seen.data?.['text/plain'] === 'True'"
    page.wait_for_function(
        f"(expression) => {KERNEL}.requestExecute({request}).done.then({is_true})", arg=expression
    )


@contextmanager
def busy_kernel(page: Page):
    """The notebook's kernel answers nothing while the block runs.

    Its process is stopped. A long calculation would not do: JupyterLab sends a widget's messages through a thread
    of their own (a subshell), which may well answer during one.
    """
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder) / "pid"
        run_code(page, f"import os, pathlib; _ = pathlib.Path({str(note)!r}).write_text(str(os.getpid()))")
        kernel = psutil.Process(int(note.read_text()))
    kernel.suspend()
    try:
        yield
    finally:
        kernel.resume()


def end_kernel(page: Page) -> None:
    """Shut the notebook's kernel down; the page stays."""
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.wait_for_function(f"!{KERNEL}")


def record_sent(page: Page) -> None:
    """From now on note what the page sends to the kernel, but for what Lab's debugger asks by itself; `sent` tells."""
    page.evaluate(f"""() => {{
        window.sent = [];
        {KERNEL}.anyMessage.connect((_, {{msg, direction}}) => {{
            const type = msg.header.msg_type;
            if (direction === "send" && type !== "debug_request") window.sent.push(type);
        }});
    }}""")


def sent(page: Page) -> list[str]:
    """Return the types of the messages that went to the kernel since `record_sent`."""
    return page.evaluate("window.sent")


def cell(page: Page, index: int) -> Locator:
    """Return the cell number `index` of the notebook in front, counted from 0 and including text cells.

    Without `css:light` Playwright would look into every element of the page for a shadow tree, each time.
    """
    return page.locator("css:light=.jp-Notebook:visible .jp-Cell").nth(index)


def cell_with(page: Page, code: str) -> Locator:
    """Return the first code cell that contains `code`, scrolled to."""
    found = cell(page, next(place for place, source in enumerate(page.evaluate(SOURCES)) if code in source))
    found.scroll_into_view_if_needed()
    return found


def live(page: Page, code: str) -> Locator:
    """Return the live figure below the cell that contains `code`, drawn in the colours of its theme."""
    figure = cell_with(page, code).locator(".course-live")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-drawn", figure.get_attribute("data-theme"))
    return figure


def check_question(stepper: Locator, question: str) -> None:
    """The stepper asks this, in its title: what a screen reader hears repeats it a moment later."""
    expect(stepper.locator(".course-title")).to_have_text(question)


def settle(page: Page) -> None:
    """Return when the page has drawn what it was told."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def press(page: Page, *keys: str) -> None:
    """Press keys, one after the other, and wait for what they draw."""
    for key in keys:
        page.keyboard.press(key)
    settle(page)


def jump(page: Page, stepper: Locator, update: int) -> None:
    """Type the number of an update into a stepper."""
    stepper.locator(".course-update-field").fill(str(update))
    press(page, "Enter")


def button(figure: Locator, name: str) -> Locator:
    """Return the button of a live figure that has just this name."""
    return figure.get_by_role("button", name=name, exact=True)


def slider(figure: Locator, name: str) -> Locator:
    """Return the only slider, or handle, of a live figure whose name contains this."""
    return figure.get_by_role("slider", name=name)


def change_theme(page: Page, theme: str) -> None:
    """Switch JupyterLab to its light or dark theme."""
    command = "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"
    page.evaluate(command, f"JupyterLab {theme.title()}")


def wait_until(found: Locator, condition: str, value=None) -> None:
    """Return when a condition, a function of [the element, a value], holds."""
    element = found.element_handle()
    found.page.wait_for_function(condition, arg=[element, value])
    element.dispose()  # it would keep the whole notebook after that is closed


def changed(figure: Locator, act, words: str) -> None:
    """Act, and check that a live figure shows another picture, described with `words`."""
    picture = figure.locator(".course-picture")
    before = picture.evaluate(PICTURE)
    act()
    expect(figure.locator(".course-description")).to_contain_text(words)
    wait_until(picture, f"([picture, before]) => ({PICTURE})(picture) !== before", before)


def run_cell(found: Locator, source: str = "") -> None:
    """Run a cell by the keyboard, with another text if one is given."""
    found.locator(".cm-content").click()
    if source:
        found.page.keyboard.press("Control+a")
        found.page.keyboard.insert_text(source)
    found.page.keyboard.press("Control+Enter")


@contextmanager
def walk(open_notebook, name: str):
    """Before the block a notebook runs as stored, its exercises are calm, a poll answers; after it all figures fit.

    JupyterLab is dark: what a notebook draws for its file is light, and so are most other tests.
    """
    page = open_notebook(name, viewport=(1280, 720), theme="dark")
    said = run_as_stored(page, name)
    check_exercises_are_calm(page, name, said)
    check_a_poll_answers(page, name)
    yield page
    check_figures_are_dark_and_fit(page, name)


def keys_of(name: str, call: str) -> list[str]:
    """The keys with which a notebook of the course calls `check` or `poll`, in the order of its cells, each once."""
    cells = nbformat.read(NOTEBOOKS / f"{name}.ipynb", 4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    return list(dict.fromkeys(re.findall(rf'^[^#\n]*\b{call}\("([^"]+)"', code, flags=re.MULTILINE)))


def check_exercises_are_calm(page: Page, name: str, said: list[dict[str, list[str]]]) -> None:
    """Every exercise says that it was not attempted, and the first one is seen to."""
    keys = keys_of(name, "check")
    cells = list(zip(page.evaluate(SOURCES), said, strict=True))
    for key in keys:
        assert "Not attempted yet." in str(
            next(words for code, words in cells if f'check("{key}", ' in code)
        ), key
    expect(cell_with(page, f'check("{keys[0]}", ').get_by_text("Not attempted yet.").first).to_be_visible()


def check_a_poll_answers(page: Page, name: str) -> None:
    """The first poll takes a vote, and its discussion says why this is the right choice, or what speaks for it."""
    poll = bank.poll(keys_of(name, "poll")[0])
    place = list(poll.choices).index(poll.right or "a")
    box = cell_with(page, f'poll("{poll.key}")')
    box.get_by_role("radio").nth(place).check()
    box.get_by_role("button", name="Show the discussion").click()
    plain = re.split(r"[`$*_\\]", poll.discussion[poll.right or "a"])[0]
    expect(box.locator("dd").nth(place)).to_contain_text(plain)
    expect(box.locator("dt").nth(place)).to_contain_text("✓ right" if poll.right else "your answer")


def check_figures_are_dark_and_fit(page: Page, name: str) -> None:
    """Every figure has JupyterLab's dark theme, and a live one fits the room that JupyterLab leaves."""
    cells = nbformat.read(NOTEBOOKS / f"{name}.ipynb", 4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    stored = [output for output in outputs if "of" in output.get("metadata", {}).get("image/png", {})]
    expect(page.locator(":is(.course-live, .course-stepper)[data-theme='dark']")).to_have_count(len(stored))
    for figure in page.locator(".course-live").all():
        check_it_is_dark_and_fits(figure)


def check_it_is_dark_and_fits(figure: Locator) -> None:
    """A live figure is drawn in the dark, and no higher than the room that JupyterLab leaves."""
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-drawn", "dark")
    check_it_fits(figure)


def check_it_fits(figure: Locator) -> None:
    """A live figure is no higher than the room that JupyterLab leaves."""
    wait_until(figure, "([figure, room]) => figure.getBoundingClientRect().height <= room", ROOM)


def resize_screen(page: Page, width: int, height: int) -> None:
    """Give the screen that a page fills another size; Playwright would resize the window, which is not there then."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    page.context.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", size)


def screenshot(page: Page | Locator, name: str) -> Path:
    """Save a picture of the page, or of one element, as tests/artefacts/`name`.png; return its path."""
    ARTEFACTS.mkdir(exist_ok=True)
    path = ARTEFACTS / f"{name}.png"
    page.screenshot(path=path)
    return path
