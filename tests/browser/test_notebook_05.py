"""Notebook 05 in real JupyterLab: it runs untouched, its explorers follow their controls, a poll takes an answer."""

import pytest

from tests.browser.lab import changed, check_exercises_are_calm, check_polls_answer, live, run_all, screenshot

NAME = "05_activation_functions"
EXERCISES = ("05.collapse", "05.tanh_from_sigmoid", "05.softplus", "05.same_neuron")
POLLS = {
    "05.which_bends": ("No more than a single layer", "affine maps of affine maps are affine"),
    "05.ten_sigmoids": ("About a millionth.", "the slope is at most ¼"),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_student_works_through_the_notebook(open_notebook, theme):
    page = open_notebook(NAME, viewport=(1280, 720), theme=theme)
    run_all(page)

    tangent = live(page, "ActivationExplorer(")
    changed(tangent, lambda: slider(tangent, "pre-activation z").press("End"), "Saturated")
    words = "ReLU at z = 6: value 6, slope 1"
    changed(tangent, lambda: tangent.get_by_role("combobox").select_option("ReLU"), words)
    screenshot(page, f"notebook-05-tangent-{theme}")

    products = live(page, "SlopeProductExplorer(")
    changed(products, lambda: slider(products, "pre-activation z of every neuron").press("Home"), "ReLU 0")
    screenshot(page, f"notebook-05-products-{theme}")

    check_exercises_are_calm(page, EXERCISES)
    check_polls_answer(page, POLLS)


def slider(figure, name):
    """A slider of a live figure."""
    return figure.get_by_role("slider", name=name).first
