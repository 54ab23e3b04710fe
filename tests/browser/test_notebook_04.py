"""Notebook 04 in real JupyterLab: it runs untouched, its explorers move, its polls take an answer."""

from playwright.sync_api import expect

from tests.browser.lab import changed, live, screenshot, walk

NAME = "04_from_the_perceptron_to_a_network"


def test_a_student_works_through_the_notebook(open_notebook):
    with walk(open_notebook, NAME) as page:
        machine = live(page, "RosenblattMachine(")
        changed(
            machine, machine.get_by_role("button", name="to the next mistake").click, "Mistakes so far: 1 "
        )
        changed(machine, lambda: page.keyboard.press("Enter"), "Mistakes so far: 2 ")  # the same by keyboard
        screenshot(page, "notebook-04-machine")
        draw_an_l(page, machine)
        screenshot(page, "notebook-04-drawing")
        changed(
            machine,
            lambda: machine.get_by_label("lamp off for").select_option("T"),
            "Your drawing; nothing learned yet.",
        )

        neuron = live(page, "NeuronExplorer(")
        changed(neuron, lambda: neuron.get_by_role("slider", name="bias b").press("Home"), "b = −3")
        changed(
            neuron,
            lambda: neuron.get_by_role("slider", name="tip of the weights").press("ArrowLeft"),
            "w = (0.7, −0.6)",
        )

        hidden = live(page, "HiddenLayerExplorer(")
        changed(hidden, hidden.get_by_role("button", name="show a solution").click, "XOR is solved.")
        changed(
            hidden, lambda: hidden.get_by_role("slider", name="b₁").press("End"), "3 of 4 answers are right"
        )
        screenshot(page, "notebook-04-hidden")


def draw_an_l(page, machine):
    """With the pointer: down the left side of the retina, and along its foot; then a cell more with a key."""
    machine.locator(".course-picture").evaluate("picture => picture.scrollIntoView({ block: 'start' })")
    box = machine.locator(".course-picture").bounding_box()
    at = [
        (box["x"] + left * box["width"], box["y"] + top * box["height"])
        for left, top in ((0.16, 0.1), (0.16, 0.4), (0.3, 0.4))
    ]
    page.mouse.move(*at[0])
    page.mouse.down()
    for place in at[1:]:
        page.mouse.move(*place, steps=8)
    page.mouse.up()
    expect(machine.locator(".course-description")).to_contain_text("Your drawing: it says")
    expect(machine).to_have_attribute("data-settled", "")  # the whole stroke has arrived
    tip = machine.get_by_role("slider", name="tip of the pen")
    changed(machine, lambda: tip.press("ArrowUp"), "Your drawing: it says")
