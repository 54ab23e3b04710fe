"""Notebook 05 in real JupyterLab: it runs untouched, its explorers follow their controls, a poll takes an answer."""

from tests.browser.lab import changed, live, screenshot, slider, walk

NAME = "05_activation_functions"


def test_a_student_works_through_the_notebook(open_notebook):
    with walk(open_notebook, NAME) as page:
        tangent = live(page, "ActivationExplorer(")
        changed(tangent, lambda: slider(tangent, "pre-activation z").press("End"), "Saturated")
        words = "ReLU at z = 6: value 6, slope 1"
        changed(tangent, lambda: tangent.get_by_role("combobox").select_option("ReLU"), words)
        screenshot(page, "notebook-05-tangent")

        products = live(page, "SlopeProductExplorer(")
        changed(
            products, lambda: slider(products, "pre-activation z of every neuron").press("Home"), "ReLU 0"
        )
        screenshot(page, "notebook-05-products")
