"""JupyterLite with Python in it and the network cut off, as in a school that brought a Pyodide with the site.

It is the site's own JupyterLite; its Pyodide is the tests' stand-in. Both notebooks use one page and one Python, as
for a reader who goes on; they run as far as a widget and a figure are shown and something is computed, because all of
it takes minutes on a busy machine. What was saved in that page is then older than the site.
"""

import json
import re

import nbformat
from playwright.sync_api import expect

from tests.browser.lab import (
    CELLS,
    KERNEL,
    OPEN_MS,
    cell_errors,
    cell_with,
    live,
    screenshot,
    wait_for_kernel,
)
from tests.browser.site_server import exposing, serving
from website.course import ROOT

SETS_UP = ("set-up", "setup")  # there matplotlib looks for its fonts, and says so
START_MS, RUN_MS = 300_000, 300_000  # on a busy machine; a quiet one needs a tenth
RUN = """async ([path, last, kernel]) => {
  const { commands, shell } = window.jupyterapp;
  const shared = kernel ? { kernel: { id: kernel } } : {};
  await commands.execute("docmanager:open", { path, factory: "Notebook", ...shared });
  const panel = shell.currentWidget;
  await panel.context.ready;
  await panel.sessionContext.ready;
  panel.content.activeCellIndex = panel.content.widgets.findIndex((cell) => cell.model.id === last) + 1;
  await commands.execute("notebook:run-all-above");
  window.ran = path;
}"""

# A reader changes the first cell, and saves: this returns when the copy is kept.
WRITE = """async (note) => {
  const { commands, shell } = window.jupyterapp;
  shell.currentWidget.content.widgets[0].model.sharedModel.setSource(note);
  await commands.execute("docmanager:save");
}"""


def texts(outputs):
    """What was printed, shown as a result and told in tables; a widget's cell ends with a result of nothing here."""
    found = []
    for output in outputs:
        if output["output_type"] == "stream":
            found.append("".join(output["text"]))
        elif data := output.get("data"):
            found.append("".join(data.get("text/markdown") or data.get("text/plain", "")))
    return found


def run(page, stem, last, kernel=None):
    """Run a notebook up to a cell; every text is the stored one, and nothing failed."""
    path = f"notebooks/{stem}.ipynb"
    page.evaluate(f"(asked) => void ({RUN})(asked)", [path, last, kernel])
    page.wait_for_function("(path) => window.ran === path", arg=path, polling=50, timeout=RUN_MS)
    assert cell_errors(page) == []
    made = page.evaluate(f"{CELLS}.map((cell) => cell.model.sharedModel.toJSON())")
    stored = nbformat.read(ROOT / path, as_version=4).cells
    for fresh, cell in zip(made, stored, strict=True):
        if cell.cell_type == "code" and cell.id not in SETS_UP:
            assert fresh["execution_count"], f"{cell.id} has not run"
            assert texts(fresh["outputs"]) == texts(cell.outputs), cell.id
            assert all(isinstance(text, str) for text in pictures(fresh)), f"{cell.id} shows no picture"
        if cell.id == last:
            return


def pictures(cell):
    """The pictures of a cell, each a text in base64 if all is well."""
    return [
        output["data"]["image/png"] for output in cell["outputs"] if "image/png" in output.get("data", {})
    ]


def shows_what_is_stored(page, stem):
    """A notebook is there with its title and lines that it stores, before anything has run."""
    cells = nbformat.read(ROOT / "notebooks" / f"{stem}.ipynb", as_version=4).cells
    title = cells[0].source.splitlines()[0].lstrip("# ")
    page.locator(".jp-RenderedMarkdown h1", has_text=title).wait_for(timeout=OPEN_MS)
    page.locator(".jp-OutputArea-output pre", has_text=re.compile("^q = 3\nf = -12\n")).wait_for(
        timeout=OPEN_MS
    )


def test_the_course_runs_in_jupyterlite_without_a_network(new_page, built_site):
    with serving(built_site) as address:
        page = new_page()
        page.route("**/lite/jupyter-lite.json", exposing)
        page.goto(f"{address}/lite/lab/index.html?path=notebooks/10_backpropagation.ipynb")
        shows_what_is_stored(page, "10_backpropagation")
        screenshot(page, "site-jupyterlite")
        wait_for_kernel(page, START_MS)
        run(page, "10_backpropagation", "local-stepper")

        stepper = cell_with(page, "BackpropStepper(bracket)").locator(".course-stepper")
        stepper.locator(".course-title").click()
        page.keyboard.press("ArrowRight")
        expect(stepper.locator(".course-where")).to_contain_text("step 2 of")
        figure = cell_with(page, "circuits.diagram(bracket)").locator(".jp-RenderedImage img")
        assert figure.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
        screenshot(page, "site-jupyterlite-10")

        run(page, "08_playground", "ex-parameters", page.evaluate(f"{KERNEL}.id"))
        playground = live(page, "data=blobs")
        playground.get_by_role("button", name="play", exact=True).click()
        expect(playground.locator(".course-description")).to_contain_text(
            re.compile(r"after [1-9][\d,]* update"), timeout=RUN_MS
        )
        playground.get_by_role("button", name="pause", exact=True).click()
        screenshot(page, "site-jupyterlite-08")
        says_that_a_copy_is_older_than_the_site(page, "08_playground.ipynb")
        page.close()


def says_that_a_copy_is_older_than_the_site(page, name):
    """The notebook in front is kept in the browser, and then corrected on the site."""
    assert page.locator("script[src='../copies.js']").count() == 1, "it looks when the page is loaded"
    told = page.locator(".course-newer")
    page.evaluate(WRITE, "My own note.")
    look_for_old_copies(page, "same")
    assert told.count() == 0, "a copy of the present version hides nothing"
    corrected = json.dumps({f"notebooks/{name}": "another"})
    answer = {"body": corrected, "content_type": "application/json"}
    # Of the context: it is JupyterLite's service worker that asks.
    page.context.route("**/versions.json", lambda route: route.fulfill(**answer))
    look_for_old_copies(page, "older")
    page.context.unroute("**/versions.json")
    expect(told).to_contain_text(f"{name}, made from an earlier version")
    screenshot(page, "site-jupyterlite-newer")
    told.get_by_role("button", name="Close").click()
    expect(told).to_have_count(0)


def look_for_old_copies(page, time):
    """Run the page's script once more; this ends when it has looked."""
    page.evaluate("(time) => import(new URL(`../copies.js#${time}`, location))", time)
