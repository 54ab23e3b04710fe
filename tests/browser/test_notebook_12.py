"""Notebook 12 in real JupyterLab: untouched it is calm; a student types one step, and it is theirs that runs.

The film follows its slider and plays, polls take answers.
"""

import shutil

from playwright.sync_api import expect

from tests.browser.lab import CELLS, cell_with, changed, live, run_cell, screenshot, walk
from tests.conftest import ROOT

NAME = "12_from_scratch"
STEPS = (
    "layer",
    "forward",
    "loss",
    "delta_output",
    "layer_gradients",
    "delta_hidden",
    "backward",
    "update",
    "measured_gradient",
)


def test_a_student_works_through_the_notebook(open_notebook, lab_server):
    with walk(open_notebook, NAME) as page:
        for name in STEPS:
            box = cell_with(page, f'yours_or_ours("12.{name}"')
            expect(box.get_by_text("Not attempted yet.").first).to_be_visible()
            expect(box.get_by_text("run with our version").first).to_be_visible()
        expect(cell_with(page, "whose(layer").get_by_text("Ours so far.")).to_be_visible()
        in_sight(cell_with(page, 'yours_or_ours("12.layer"'))
        screenshot(page, "notebook-12-not-attempted")

        film = live(page, "TrainingExplorer(")
        slider = film.get_by_role("slider", name="where the run stands")
        changed(
            film, lambda: slider.press("End"), "After 2,000 updates: training risk 0.1083, true risk 0.1303"
        )
        screenshot(page, "notebook-12-film")
        changed(film, lambda: slider.press("Home"), "After 0 updates")
        for code, name in (('forgetful": train', "losses"), ('show_table(["", "training', "risks")):
            in_sight(cell_with(page, code))
            screenshot(page, f"notebook-12-{name}")
        check_that_what_the_student_writes_is_what_runs(page)
    (lab_server.folder / "docs").mkdir(exist_ok=True)
    shutil.copy(ROOT / "docs" / "formulas.md", lab_server.folder / "docs")
    check_that_the_index_of_formulas_opens_with_its_formulas_set(page)


def check_that_the_index_of_formulas_opens_with_its_formulas_set(page):
    # Lab renders what nobody has scrolled to when it has time, and may scroll back while it measures.
    page.wait_for_function("""() => {
        const { content } = window.jupyterapp.shell.currentWidget;
        const linksThere = (cell) => cell.model.sharedModel.getSource().includes("[the index]");
        const place = content.widgets.findIndex(linksThere);
        content.scrollToItem(place);
        const links = [...content.widgets[place].node.querySelectorAll("a")];
        return links.some((link) => link.textContent === "the index" && link.checkVisibility());
    }""")
    page.get_by_role("link", name="the index").click()
    preview = page.locator(".jp-MarkdownViewer")
    preview.get_by_role("heading", name="12 · Can you write it yourself?").scroll_into_view_if_needed()
    preview.locator("mjx-container").first.wait_for(state="attached")
    screenshot(page, "notebook-12-index")


def in_sight(cell):
    """Scroll to what a cell shows, and wait for it: Lab draws a cell that comes into the window a moment later."""
    output = cell.locator(".jp-OutputArea-output").first
    output.scroll_into_view_if_needed()
    expect(output).to_be_in_viewport()


def check_that_what_the_student_writes_is_what_runs(page):
    write(page, 'yours_or_ours("12.layer"', "return A @ W + b")
    run_cell(cell_with(page, 'yours_or_ours("12.layer"'))
    box = cell_with(page, 'yours_or_ours("12.layer"')
    expect(box.get_by_text("Not yet.").first).to_be_visible()
    expect(box.get_by_text("the wrong way round").first).to_be_visible()
    screenshot(page, "notebook-12-wrong")

    write(page, 'yours_or_ours("12.layer"', "return A @ W.T + b")
    run_cell(cell_with(page, 'yours_or_ours("12.layer"'))
    run_cell(cell_with(page, "whose(layer"))
    expect(box.get_by_text("Correct.").first).to_be_visible()
    expect(box.get_by_text("3,200 of 3,200").first).to_be_visible()
    in_sight(cell_with(page, 'yours_or_ours("12.layer"'))
    screenshot(page, "notebook-12-correct")
    whose = cell_with(page, "whose(layer")
    expect(whose.get_by_text("Yours: layer.").first).to_be_visible()


def write(page, code, line):
    """Put a line in the place of the one that returns something, in the cell that contains `code`."""
    assert page.evaluate(
        f"""([code, line]) => {{
            const model = {CELLS}.map(cell => cell.model.sharedModel).find(each => each.getSource().includes(code));
            model.setSource(model.getSource().replace(/return .*/, line));
            return model.getSource().includes(line);
        }}""",
        [code, line],
    )
