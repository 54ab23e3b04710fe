"""Notebook 05 in real JupyterLab: it runs untouched, its explorers follow their controls, a poll takes an answer."""

from tests.browser.lab import (
    changed,
    check_exercises_are_calm,
    check_polls_answer,
    in_the_dark,
    live,
    run_as_stored,
    screenshot,
)

NAME = "05_activation_functions"
EXERCISES = ("05.collapse", "05.tanh_from_sigmoid", "05.softplus", "05.same_neuron")
POLLS = {
    "05.which_bends": ("No more than a single layer", "affine maps of affine maps are affine"),
    "05.ten_sigmoids": ("About a millionth.", "the slope is at most ¼"),
}


def test_a_student_works_through_the_notebook(open_notebook):
    page = open_notebook(NAME, viewport=(1280, 720))
    run_as_stored(page, NAME)

    tangent = live(page, "ActivationExplorer(")
    changed(tangent, lambda: slider(tangent, "pre-activation z").press("End"), "Saturated")
    words = "ReLU at z = 6: value 6, slope 1"
    changed(tangent, lambda: tangent.get_by_role("combobox").select_option("ReLU"), words)
    screenshot(page, "notebook-05-tangent-light")

    products = live(page, "SlopeProductExplorer(")
    changed(products, lambda: slider(products, "pre-activation z of every neuron").press("Home"), "ReLU 0")
    screenshot(page, "notebook-05-products-light")

    check_exercises_are_calm(page, EXERCISES)
    check_polls_answer(page, POLLS)
    in_the_dark(page, "notebook-05")


def slider(figure, name):
    """A slider of a live figure."""
    return figure.get_by_role("slider", name=name).first
