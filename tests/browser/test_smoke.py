"""If these fail, no other browser test means anything."""

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser import lab
from tests.browser.lab import (
    KERNEL,
    cell,
    change_theme,
    end_kernel,
    record_sent,
    run_all,
    run_code,
    screenshot,
    sent,
)

PICTURE = "display({'image/png': 'iVBORw0KGgo='}, raw=True)"
SLIDER = "import ipywidgets\nslider = ipywidgets.IntSlider(3, 0, 10)\nslider"


def test_a_widget_shows_and_moves_by_keyboard_in_both_themes(open_notebook):
    page = open_notebook(cells=[SLIDER], theme="dark")
    body = page.locator("body")
    expect(body).to_have_attribute("data-jp-theme-light", "false")
    run_all(page)
    handle = cell(page, 0).get_by_role("slider")
    handle.focus()
    record_sent(page)
    assert sent(page) == []
    handle.press("ArrowRight")
    cell(page, 0).get_by_text("4", exact=True).wait_for()  # Lab may count something, too
    page.wait_for_function("window.sent.includes('comm_msg')")
    screenshot(page, "smoke-dark")
    change_theme(page, "light")
    expect(body).to_have_attribute("data-jp-theme-light", "true")
    screenshot(page, "smoke-light")


def test_a_failing_cell_is_reported(open_notebook):
    page = open_notebook(cells=["1 / 0"])
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        run_all(page)


def test_a_text_that_is_not_the_stored_one_is_reported(open_notebook, monkeypatch, tmp_path):
    """Two cells say something else than is stored: one prints it, one gives it back. Pictures may differ."""
    cells = ["print('one')", "1 + 1", "print('three')", PICTURE]
    picture = nbformat.v4.new_output("display_data", {"image/png": ""})
    stored = [
        nbformat.v4.new_output("stream", name="stdout", text="two\n"),
        nbformat.v4.new_output("execute_result", {"text/plain": "3"}),
        nbformat.v4.new_output("stream", name="stdout", text="three\n"),
        picture,
    ]
    both = zip(cells, stored, strict=True)
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source, outputs=[output]) for source, output in both]
    )
    nbformat.write(notebook, tmp_path / "untrue.ipynb")
    monkeypatch.setattr(lab, "NOTEBOOKS", tmp_path)
    page = open_notebook(cells=cells)
    with pytest.raises(AssertionError) as failure:
        lab.run_as_stored(page, "untrue")
    told = str(failure.value)
    assert "'two\\n'" in told and "'3'" in told and "three" not in told and "png" not in told


def test_the_kernel_obeys_and_the_page_outlives_it(open_notebook):
    page = open_notebook(cells=[SLIDER])
    run_all(page)
    run_code(page, "slider.value = 7")
    cell(page, 0).get_by_text("7", exact=True).wait_for()
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        run_code(page, "1 / 0")
    end_kernel(page)
    expect(cell(page, 0).get_by_role("slider")).to_be_visible()


def test_a_notebook_finds_nothing_of_the_one_before(open_notebook, lab_window):
    page = open_notebook(cells=[SLIDER])
    run_all(page)
    kernel = page.evaluate(f"{KERNEL}.id")
    lab_window.leave()
    page = open_notebook(cells=["1 + 1"])
    assert page.evaluate(f"{KERNEL}.id") == kernel
    expect(page.locator(".jp-Notebook")).to_have_count(1)
    run_code(page, "assert 'slider' not in globals()")
    run_code(page, "from ipywidgets.widgets import widget; assert not widget._instances")


def test_a_page_cannot_leave_this_machine(new_page, page_problems):
    page = new_page()
    page.set_content("<img src='http://192.0.2.1/x.png'><img src='https://example.org/x.png'>")
    page.wait_for_load_state("networkidle")
    asked = [problem for problem in page_problems if problem.startswith("asked for")]
    refused = [problem for problem in page_problems if "ERR_NAME_NOT_RESOLVED" in problem]
    assert len(asked) == len(refused) == 2
    page_problems.clear()
