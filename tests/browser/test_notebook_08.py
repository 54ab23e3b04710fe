"""Notebook 08 in real JupyterLab: it runs untouched, and the playground does what a person asks of it."""

import re

from playwright.sync_api import expect

from tests.browser.lab import (
    SMALL_TEXT,
    busy_kernel,
    button,
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


def test_it_plays_while_a_person_changes_it(open_notebook):
    page = open_notebook(cells=[PLAYGROUND], viewport=(1280, 900))
    check_that_it_plays_and_stops_and_controls_answer_meanwhile(page, fresh(page))
    check_that_layers_are_typed_and_changed_while_it_plays(fresh(page))
    check_that_what_is_typed_survives_pictures_that_come_meanwhile(page, fresh(page))
    check_that_one_goes_back_along_the_line_and_on_from_there(page, fresh(page))


def test_its_network_and_its_points_are_picked_and_edited(open_notebook):
    page = open_notebook(cells=[PLAYGROUND], viewport=(1280, 900))
    check_that_a_weight_is_picked_in_the_picture_and_edited(page, fresh(page))
    check_that_neurons_points_and_inputs_are_pressed_and_looked_at(page, fresh(page))
    check_that_points_of_ones_own_are_added_moved_and_removed(page, fresh(page))


def test_its_set_up_travels_and_it_fills_a_hall(open_notebook):
    page = open_notebook(cells=[PLAYGROUND], viewport=(1280, 900))
    check_that_a_set_up_is_saved_and_loaded_and_a_broken_one_refused(fresh(page))
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


def check_that_a_weight_is_picked_in_the_picture_and_edited(page, figure):
    stage = figure.locator(".course-stage").bounding_box()
    first = figure.get_by_role("button", name="neuron 1.3: show its map large").bounding_box()
    last = figure.get_by_role("button", name="neuron 2.1: show its map large").bounding_box()
    start, end = first["x"] + first["width"], last["x"]
    x = start + 0.25 * (end - start)  # in the middle it crosses another
    y = 0.75 * first["y"] + 0.25 * last["y"] + first["height"] / 2
    page.mouse.move(x, y)
    tip = figure.locator(".course-tip")
    expect(tip).to_contain_text(re.compile(r"^w2\.1\.3 = −?\d\.\d{3,}$"))
    assert stage["y"] < tip.bounding_box()["y"] < stage["y"] + stage["height"]
    page.mouse.click(x, y)
    expect(words(figure)).to_contain_text("Picked: w2.1.3 = ")
    unfold(figure, "Weights")
    changed(figure, button(figure, "next").click, "Picked: ")
    value = figure.get_by_role("textbox", name="value of the picked one")
    value.fill("−0.25")
    changed(figure, lambda: value.press("Enter"), "= −0.25, ")
    picked = words(figure).text_content()
    value.fill("a lot <b>")
    value.press("Enter")
    expect(figure.locator(".course-notice")).to_contain_text("“a lot <b>” is not a number")
    expect(value).to_have_attribute("aria-invalid", "true")
    expect(value).to_have_value("a lot <b>")
    screenshot(page, "playground-refused")
    value.press("Escape")
    expect(value).to_have_value("−0.25")
    expect(words(figure)).to_have_text(picked)
    page.keyboard.press("b")  # which would insert a cell if JupyterLab heard it
    figure.get_by_label("gradients").check()
    expect(figure).to_have_attribute("data-settled", "")
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(1)
    screenshot(page, "playground-gradients")


def check_that_a_set_up_is_saved_and_loaded_and_a_broken_one_refused(figure):
    for _ in range(3):
        button(figure, "one update").click()
    expect(words(figure)).to_contain_text("after 3 updates")
    unfold(figure, "Save and load")
    setup = figure.get_by_role("textbox", name="set-up")
    expect(setup).to_have_value(re.compile(r"^data=circles noise=0\.12 .*updates=3$"))
    saved, said = setup.input_value(), words(figure).text_content()
    setup.fill("data=spiral layers=8-8 rate=1 updates=50")
    changed(
        figure, button(figure, "load").click, "spiral, hidden layers 8-8, 105 parameters, after 50 updates"
    )
    expect(figure.get_by_role("textbox", name="hidden layers")).to_have_value("8-8")
    setup.fill("colour=red")
    setup.press("Enter")
    expect(figure.locator(".course-notice")).to_contain_text("There is no setting 'colour'")
    expect(words(figure)).to_contain_text("spiral")
    setup.fill(saved)
    setup.press("Enter")
    expect(words(figure)).to_have_text(said)
    expect(figure.locator(".course-notice")).to_be_hidden()


def check_that_layers_are_typed_and_changed_while_it_plays(figure):
    button(figure, "play").click()
    expect(words(figure)).to_contain_text(re.compile("after [1-9]"))
    button(figure, "− layer").click()
    expect(words(figure)).to_contain_text("hidden layers 4, 17 parameters")
    layers = figure.get_by_role("textbox", name="hidden layers")
    layers.fill("3-5-2")
    layers.press("Enter")
    expect(words(figure)).to_contain_text("hidden layers 3-5-2, 44 parameters")
    button(figure, "pause").click()


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


def check_that_neurons_points_and_inputs_are_pressed_and_looked_at(page, figure):
    neuron = figure.get_by_role("button", name="neuron 1.2: show its map large")
    title = figure.locator(".course-title")
    neuron.hover()
    expect(title).to_have_text("What neuron 1.2 answers")
    figure.locator(".course-updates").hover()
    expect(title).to_have_text("What the network answers")
    changed(figure, neuron.click, "Shown large: neuron 1.2. Picked: w1.1.1")
    expect(neuron).to_have_attribute("aria-pressed", "true")
    changed(figure, figure.get_by_role("button", name="input x₁x₂").click, "29 parameters")
    changed(
        figure, figure.get_by_role("button", name="one more neuron in layer 2").click, "hidden layers 4-3"
    )
    figure.get_by_label("activation of layer 2").select_option("ReLU")
    pad = figure.locator(".course-pad")
    pad.focus()
    page.keyboard.press("ArrowRight")
    expect(figure.locator(".course-tip")).to_contain_text(
        re.compile(r"training point: x₁ = .*class [01], answer 0\.\d+, loss")
    )
    unfold(figure, "Weights")
    axes = figure.get_by_role("textbox", name="two neurons of a layer as axes")
    axes.fill("2.1 2.3")
    changed(figure, lambda: axes.press("Enter"), "where neurons 2.1 2.3 take the points")
    unfold(figure, "Weights")
    button(figure, "one update").click()
    expect(words(figure)).to_contain_text("after 1 update")
    screenshot(page, "playground-space")


def check_that_points_of_ones_own_are_added_moved_and_removed(page, figure):
    figure.get_by_title("your own points").click()
    expect(words(figure)).to_contain_text("Nobody knows the true risk")

    before = int(figure.locator(".course-stage").get_attribute("data-points"))
    pad = figure.locator(".course-pad").bounding_box()
    page.mouse.click(pad["x"] + 12, pad["y"] + 12)
    expect(figure.locator(".course-stage")).to_have_attribute("data-points", str(before + 1))
    tip = figure.locator(".course-tip")
    expect(tip).to_contain_text("class 0")
    page.keyboard.press("1")
    expect(tip).to_contain_text("class 1")
    page.mouse.move(pad["x"] + 12, pad["y"] + 12)
    page.mouse.down()
    page.mouse.move(pad["x"] + 30, pad["y"] + 40, steps=4)
    page.mouse.up()
    last = "playground.model.state.training.settings.own[-1]"
    wait_for_python(page, f"(lambda x1, x2, label: x1 > -1.5 and x2 < 1.3 and label == 1)(*{last})")
    page.keyboard.press("Delete")
    expect(figure.locator(".course-stage")).to_have_attribute("data-points", str(before))
    screenshot(page, "playground-own")


def check_that_one_goes_back_along_the_line_and_on_from_there(page, figure):
    figure.get_by_label("speed").select_option("100")
    button(figure, "play").click()
    expect(words(figure)).to_contain_text(re.compile(r"after \d,\d{3} updates"), timeout=60_000)
    reached = str(stopped(figure))
    line = figure.get_by_label("where the run stands")
    expect(line).to_have_attribute("max", reached)
    line.fill("333")
    expect(words(figure)).to_contain_text("after 333 updates")
    run_code(
        page,
        "from course_utils.playground import play\n"
        "ours = playground.model.state.training.theta\n"
        "assert ours.tobytes() == play('data=circles layers=4-2', 333).theta.tobytes()",
    )
    expect(line).to_have_attribute("max", reached)
    line.press("ArrowLeft")
    expect(words(figure)).to_contain_text("after 332 updates")
    changed(figure, button(figure, "one update").click, "after 333 updates")
    expect(line).to_have_attribute("max", "333")


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
    height = "figure => figure.getBoundingClientRect().height <= 600"
    figure.page.wait_for_function(height, arg=figure.element_handle())


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
