"""The numbers of a figure, one key away: T shows them as tables, which a screen reader reads and axe finds right."""

import math

from playwright.sync_api import expect

from course_utils.engine import Node, circuit
from course_utils.widgets import ActivationExplorer, BackpropStepper, OptimizerRace, Playground
from tests.browser.lab import screenshot
from tests.browser.plain_page import show
from tests.browser.test_access import violations

TABLES = ".course-tables"


def rows(table):
    """The texts of a table's body, row by row."""
    return table.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )


def test_a_key_shows_the_numbers_of_a_live_figure_and_gives_the_focus_back(new_page):
    page = new_page()
    (figure,) = show(page, ActivationExplorer())
    slider = figure.get_by_role("slider", name="pre-activation z")
    slider.focus()
    page.keyboard.press("t")
    tables = figure.locator(TABLES)
    expect(tables).to_be_focused()
    points = tables.locator("table").filter(has_text="value at z")
    (name, z, value), *_ = rows(points)
    assert (name, z) == ("value at z", "1")
    assert abs(float(value) - 1 / (1 + math.exp(-1))) < 5e-5
    assert violations(page, context={"include": [[TABLES]]}) == []
    screenshot(page, "numbers-live")
    page.keyboard.press("Escape")
    expect(tables).to_be_hidden()
    expect(slider).to_be_focused()


def test_the_numbers_follow_the_figure_while_they_are_open(new_page):
    page = new_page()
    (figure,) = show(page, ActivationExplorer())
    page.evaluate("""() => {
        window.laid = 0;
        const watch = new MutationObserver(() => (window.laid += 1));
        watch.observe(document.querySelector(".course-live"), { attributeFilter: ["data-controls"] });
    }""")
    button = figure.get_by_role("button", name="numbers")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    figure.get_by_role("slider", name="pre-activation z").press("End")
    points = figure.locator("table").filter(has_text="value at z")
    expect(points.locator("tbody th + td")).to_have_text("6")
    expect(points.locator("tbody td").last).to_have_text(f"{1 / (1 + math.exp(-6)):.4f}")
    button.click()
    expect(figure.locator(TABLES)).to_be_hidden()
    assert page.evaluate("window.laid") == 0, "they take nothing from the picture"


def test_what_is_typed_into_a_field_opens_nothing(new_page):
    page = new_page()
    (figure,) = show(page, Playground("data=xor layers=2"))
    figure.get_by_role("textbox", name="hidden layers").press("t")
    expect(figure.locator(TABLES)).to_be_hidden()


def test_film_has_its_numbers_too(new_page):
    page = new_page()
    (playground,) = show(page, Playground("data=xor layers=2 updates=10"))
    playground.locator("button.course-play").focus()
    page.keyboard.press("t")
    tables = playground.locator(f"{TABLES} table")
    expect(tables).to_have_count(2)
    risk, parameters = tables.all()
    assert rows(risk)[-1][0] == "10"
    assert len(rows(parameters)) == 9  # 2·2 + 2 weights and biases of the layer, 2 + 1 of the output
    assert violations(page, context={"include": [[TABLES]]}) == []
    screenshot(page, "numbers-playground")


def test_a_race_lists_the_steps_of_each_walk(new_page):
    page = new_page()
    (race,) = show(page, OptimizerRace("bowl"))
    race.get_by_role("button", name="step", exact=True).first.focus()
    page.keyboard.press("t")
    expect(race.locator(f"{TABLES} caption")).to_contain_text(["gradient descent", "Newton"])


def test_the_steppers_numbers_go_along_and_keep_what_is_to_be_predicted(new_page, tmp_path):
    trace = circuit((Node(2, "x") * Node(3, "y")).named("q"))
    path = BackpropStepper(trace).save_html(tmp_path / "page.html")
    page = new_page(offline=True)
    page.goto(path.as_uri())
    page.locator(".course-stepper").wait_for()
    page.keyboard.press("p")  # predict: what this step computes is hidden
    page.keyboard.press("t")
    known = page.locator(".course-table")
    expect(known).to_be_focused()
    assert rows(known) == [["x", "2"], ["y", "3"], ["q", "?"]]
    page.keyboard.press("ArrowRight")
    expect(known.locator("td").last).to_have_text("6")
    page.keyboard.press("p")
    page.keyboard.press("End")
    expect(known.locator("tbody tr")).to_have_count(6)
    assert rows(known)[2:] == [["q", "6"], ["∂q/∂q", "1"], ["∂q/∂x", "3"], ["∂q/∂y", "2"]]
    assert violations(page) == []
    screenshot(page, "numbers-stepper")
    page.keyboard.press("Escape")
    expect(known).to_be_hidden()
