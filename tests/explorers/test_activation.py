"""The activation explorer: every control to both ends, and what it says at places that are known."""

import pytest

from course_utils.engine import sigmoid, tanh
from course_utils.widgets import ActivationExplorer

FUNCTIONS = ["sigmoid", "tanh", "relu", "softplus", "leaky_relu"]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_control_goes_to_both_ends(function):
    model = ActivationExplorer(function).model
    pictures = set()
    for name, ends in {"z": (-6, 6), "leak": (0.01, 0.5), "others": (False, True)}.items():
        for end in ends:
            model.set(name, end)
            pictures.add(model.picture(settled=False).bytes)
    for x in (-6, 6):
        model.drag("point", x=x)
        assert model.state.z == x
        pictures.add(model.picture(settled=False).bytes)
    assert len(pictures) >= 4  # the leak moves only leaky ReLU's curve, which all five show


# By hand: σ(0) = ½, σ′ = ¼, σ″ = 0; tanh′(0) = 1; relu and leaky ReLU are straight.
KNOWN = [
    ("sigmoid", 0.0, "value 0.5, slope 0.25, curvature 0. A gradient that passes is multiplied by 0.25."),
    ("sigmoid", 6.0, "Saturated"),
    ("tanh", 0.0, "value 0, slope 1, curvature 0. A gradient passes unchanged."),
    ("tanh", -4.0, "Saturated"),
    ("relu", 2.0, "slope 1, curvature 0. A gradient passes unchanged."),
    ("relu", -0.1, "Dead: the slope is exactly 0, so no gradient passes."),
    ("relu", 0.0, "at the kink itself the course sets the slope to 0"),
    ("softplus", 0.0, "value 0.6931, slope 0.5, curvature 0.25."),
    ("softplus", -6.0, "Saturated"),
    ("leaky_relu", -2.0, "value −0.2, slope 0.1, curvature 0. A gradient that passes is multiplied by 0.1."),
]


@pytest.mark.parametrize(("function", "z", "words"), KNOWN)
def test_it_says_what_becomes_of_a_gradient(function, z, words):
    assert words in ActivationExplorer(function, z).model.description


def test_the_numbers_are_the_engines():
    model = ActivationExplorer("tanh", 0.7).model
    assert f"slope {tanh.derivative(0.7):.4f}" in model.description
    model.set("function", "sigmoid")
    assert f"slope {sigmoid.derivative(0.7):.4f}" in model.description


@pytest.mark.parametrize("arguments", [{"function": "step"}, {"z": 7}, {"z": float("nan")}])
def test_what_it_cannot_show_is_refused(arguments):
    with pytest.raises(ValueError):
        ActivationExplorer(**arguments)
