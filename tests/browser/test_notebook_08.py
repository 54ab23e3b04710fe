"""Notebook 08 in real JupyterLab: it runs untouched, and the playground does what a person asks of it."""

import re

from playwright.sync_api import expect

from tests.browser.lab import (
    SMALL_TEXT,
    busy_kernel,
    button,
    check_it_fits,
    live,
    run_all,
    run_code,
    screenshot,
    settle,
    wait_for_python,
    walk,
)

NAME = "08_playground"
CODE = "playground = Playground('data=circles layers=4-2')"
PLAYGROUND = f"from course_utils.widgets import Playground\n{CODE}\nplayground"


def words(figure):
    return figure.locator(".course-description")


def changed(figure, act, said):
    """Act, and wait until the words tell it."""
    act()
    expect(words(figure)).to_contain_text(said)


def stopped(figure):
    """Pause; return the number of the update whose picture is on the screen, when the words tell the same."""
    button(figure, "pause").click()
    expect(button(figure, "play")).to_be_visible()
    at = shown(figure)
    expect(words(figure)).to_contain_text(f"after {at:,} update")
    return at


def shown(figure):
    """The number of the update whose picture is on the screen."""
    return int(figure.locator(".course-stage").get_attribute("data-at"))


def unfold(figure, name):
    figure.locator("summary", has_text=name).click()


def fresh(page):
    """Run the page's cell; return the new playground, at rest."""
    run_all(page)
    figure = live(page, "Playground(")
    expect(figure).to_have_attribute("data-settled", "")
    return figure


def test_a_student_works_through_the_notebook(open_notebook):
    with walk(open_notebook, NAME) as page:
        figure = live(page, 'Playground("data=spiral')
        figure.get_by_label("speed").select_option("1000")
        button(figure, "play").click()
        expect(words(figure)).to_contain_text(re.compile(r"after ([3-9]|\d\d+),"), timeout=60_000)
        stopped(figure)
        figure.evaluate("root => root.scrollIntoView({block: 'center'})")
        screenshot(page, "notebook-08-spiral")
        changed(figure, button(figure, "reset to the same start").click, "after 0 updates")
        other = live(page, 'Playground("data=xor')
        changed(other, button(other, "one update").click, "after 1 update.")
        screenshot(page, "notebook-08-xor")


def test_it_plays_while_a_person_changes_it_fills_a_hall_and_travels(open_notebook):
    """What the picture and the controls do in any page is tried without Lab, in `test_playground_by_hand.py`."""
    page = open_notebook(cells=[PLAYGROUND], viewport=(1280, 900))
    check_that_it_plays_and_stops_and_controls_answer_meanwhile(page, fresh(page))
    check_that_what_is_typed_survives_pictures_that_come_meanwhile(page, fresh(page))
    check_that_it_fits_its_room_and_fills_a_hall(page, fresh(page))
    check_that_a_link_holds_the_set_up(page, fresh(page))


def check_that_it_plays_and_stops_and_controls_answer_meanwhile(page, figure):
    button(figure, "play").click()
    expect(words(figure)).to_contain_text(re.compile("after [1-9]"))
    figure.get_by_role("slider", name="learning rate").press("End")
    expect(figure.locator(".course-reading").first).to_have_text("10")
    unfold(figure, "Save and load")
    expect(figure.get_by_role("textbox", name="set-up")).to_have_value(re.compile("rate=10( |$)"))
    at = stopped(figure)
    wait_for_python(page, f"playground.model.state.training.updates == {at}")
    changed(figure, button(figure, "one update").click, f"after {at + 1:,} updates")
    page.keyboard.press("b")  # which would insert a cell if JupyterLab heard it
    changed(figure, button(figure, "one update").click, f"after {at + 2:,} updates")
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(1)


def check_that_what_is_typed_survives_pictures_that_come_meanwhile(page, figure):
    layers = figure.get_by_role("textbox", name="hidden layers")
    button(figure, "play").click()
    layers.fill("7-7")
    at = shown(figure)
    expect(figure.locator(".course-stage")).not_to_have_attribute("data-at", str(at))
    expect(layers).to_have_value("7-7")
    button(figure, "pause").click()
    run_code(page, "playground.load('data=moons layers=2')")
    expect(words(figure)).to_contain_text("moons, hidden layers 2")
    with busy_kernel(page):
        layers.press("Enter")
    expect(words(figure)).to_contain_text("hidden layers 7-7")


def check_that_it_fits_its_room_and_fills_a_hall(page, figure):
    page.set_viewport_size({"width": 1280, "height": 720})
    check_that_it_is_low(figure)
    unfold(figure, "Learning")
    expect(figure.locator("details[open]", has_text="Learning")).to_be_visible()
    check_that_it_is_low(figure)
    page.keyboard.press("Escape")
    figure.get_by_role("button", name="projector mode").click()
    expect(figure).to_have_class(re.compile("course-projector"))
    expect(figure).to_have_attribute("data-settled", "")
    small = SMALL_TEXT.replace(".course-stepper", ".course-film")
    page.wait_for_function(f"({small}).length === 0")
    screenshot(page, "playground-projector")
    page.keyboard.press("f")
    expect(figure).not_to_have_class(re.compile("course-projector"))


def check_that_it_is_low(figure):
    """At 1280 × 720 the figure leaves room for its cell: Python draws for the room that the page has told it."""
    settle(figure.page)
    expect(figure).to_have_attribute("data-settled", "")
    check_it_fits(figure)


def check_that_a_link_holds_the_set_up(page, figure):
    unfold(figure, "Save and load")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    button(figure, "copy a link").click()
    link = figure.get_by_label("link", exact=True)
    expect(link).to_have_value(re.compile(r"#playground=data%3Dcircles\+noise%3D0\.12"))
    figure = opened_by_link(page, "data%3Dxor+layers%3D3-3+updates%3D20")
    expect(words(figure)).to_contain_text("XOR, hidden layers 3-3, 25 parameters, after 20 updates")
    figure = opened_by_link(page, "colour%3Dred")
    expect(figure.locator(".course-notice")).to_contain_text("There is no setting 'colour'")
    expect(words(figure)).to_contain_text("circles, hidden layers 4-2")
    # The window is for other tests too.
    page.evaluate("window.history.replaceState(null, '', window.location.pathname)")
    page.evaluate("delete navigator.clipboard.writeText")


def opened_by_link(page, set_up):
    """The playground of the page's cell, run at an address that holds a set-up."""
    page.evaluate("delete document.body.dataset.coursePlaygroundLink")
    page.evaluate("(set_up) => { window.location.hash = `playground=${set_up}`; }", set_up)
    run_all(page)
    return live(page, "Playground(")
