"""The worksheet and its key in Chromium: paper that a class fills in must ask the steps and not give them away."""

import pytest

from course_utils.engine.trace.notation import short
from course_utils.widgets import BackpropStepper
from tests.browser.lab import screenshot


@pytest.fixture
def sheet(new_page, tmp_path):
    """Return a function `(trace, **options) → page` with the worksheet of the trace."""

    def open_sheet(trace, **options):
        page = new_page(offline=True)
        page.goto(BackpropStepper(trace).save_worksheet(tmp_path / "sheet.html", **options).as_uri())
        page.locator("table").first.wait_for()
        return page

    return open_sheet


def answers(trace, update=1):
    """What belongs in the blanks."""
    row = trace.numbers([update])[0]
    return [short(row[step["result"]]) for step in trace.data()["steps"] if step["result"] is not None]


ONE_LINE = """blank => {
    const range = document.createRange();
    range.selectNode(blank.previousSibling);
    const [word, line] = [range.getBoundingClientRect(), blank.getBoundingClientRect()];
    return word.top < line.bottom && line.top < word.bottom && word.right <= line.left + 1;
}"""


def last_cells(page):
    return page.locator("tr td:last-child").all_inner_texts()


@pytest.mark.parametrize("update", [1, 1000])
def test_the_key_holds_every_answer(sheet, lecture_trace, update):
    page = sheet(lecture_trace, update=update, key=True)
    assert last_cells(page) == answers(lecture_trace, update)
    assert f"update {update}: the key" in page.inner_text("h1")
    screenshot(page, f"worksheet-key-{update}")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(
        "document.documentElement.scrollWidth === 390"
    )  # a phone scrolls it down, never sideways


def test_the_sheet_holds_blanks_and_no_answer(sheet, lecture_trace):
    page = sheet(lecture_trace)
    expected = answers(lecture_trace)
    assert page.locator("td .course-blank").count() == len(expected)
    assert "".join(last_cells(page)) == ""
    known = {"0.05", "0.1", "0.5"}  # results that are inputs, or the learning rate
    text = page.inner_text("body")
    assert [answer for answer in set(expected) - known if answer in text] == []
    assert "λ = 0.5" in text
    screenshot(page, "worksheet")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.documentElement.scrollWidth === 390")
    assert [blank.evaluate(ONE_LINE) for blank in page.locator(".course-who .course-blank").all()] == [
        True,
        True,
    ]


def test_a_circuit_has_one_too(sheet, circuit_trace):
    page = sheet(circuit_trace, key=True)
    assert last_cells(page) == answers(circuit_trace)


def test_an_update_that_is_not_there(lecture_trace, tmp_path):
    with pytest.raises(ValueError, match="at most 1,000; got 1,001"):
        BackpropStepper(lecture_trace).save_worksheet(tmp_path / "sheet.html", update=1001)
