"""The playground by hand: its network, points, set-up and line, on a page without JupyterLab."""

import re

import pytest
from playwright.sync_api import expect

from course_utils.playground import play
from course_utils.widgets import Playground
from tests.browser.lab import button, screenshot
from tests.browser.plain_page import show, wait_at_rest
from tests.browser.test_notebook_08 import changed, stopped, unfold, words


@pytest.fixture
def widget():
    """The playground."""
    return Playground("data=circles layers=4-2")


@pytest.fixture
def figure(new_page, widget):
    """The playground on its page, at rest."""
    (figure,) = show(new_page(viewport=(1280, 900)), widget, width=1112)
    expect(figure).to_have_attribute("data-settled", "")
    return figure


def test_a_weight_is_picked_in_the_picture_and_edited(figure):
    page = figure.page
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
    figure.get_by_label("gradients").check()
    expect(figure).to_have_attribute("data-settled", "")
    screenshot(page, "playground-gradients")


def test_neurons_points_and_inputs_are_pressed_and_looked_at(figure):
    page = figure.page
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


def test_points_of_ones_own_are_added_moved_and_removed(widget, figure):
    page = figure.page
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
    wait_at_rest(page)
    x1, x2, label = widget.model.state.training.settings.own[-1]
    assert x1 > -1.5 and x2 < 1.3 and label == 1
    page.keyboard.press("Delete")
    expect(figure.locator(".course-stage")).to_have_attribute("data-points", str(before))
    screenshot(page, "playground-own")


def test_layers_are_typed_and_changed_while_it_plays(figure):
    button(figure, "play").click()
    expect(words(figure)).to_contain_text(re.compile("after [1-9]"))
    button(figure, "− layer").click()
    expect(words(figure)).to_contain_text("hidden layers 4, 17 parameters")
    layers = figure.get_by_role("textbox", name="hidden layers")
    layers.fill("3-5-2")
    layers.press("Enter")
    expect(words(figure)).to_contain_text("hidden layers 3-5-2, 44 parameters")
    button(figure, "pause").click()


def test_a_set_up_is_saved_and_loaded_and_a_broken_one_refused(figure):
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


def test_one_goes_back_along_the_line_and_on_from_there(widget, figure):
    page = figure.page
    figure.get_by_label("speed").select_option("100")
    button(figure, "play").click()
    expect(words(figure)).to_contain_text(re.compile(r"after \d,\d{3} updates"), timeout=60_000)
    reached = str(stopped(figure))
    line = figure.get_by_label("where the run stands")
    expect(line).to_have_attribute("max", reached)
    line.fill("333")
    expect(words(figure)).to_contain_text("after 333 updates")
    wait_at_rest(page)
    ours = widget.model.state.training.theta
    assert ours.tobytes() == play("data=circles layers=4-2", 333).theta.tobytes()
    expect(line).to_have_attribute("max", reached)
    line.press("ArrowLeft")
    expect(words(figure)).to_contain_text("after 332 updates")
    changed(figure, button(figure, "one update").click, "after 333 updates")
    expect(line).to_have_attribute("max", "333")
