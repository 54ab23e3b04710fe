"""The picture of a circuit: what a reader without a kernel sees, so its numbers must be the trace's."""

import pytest

from course_utils.engine import Node, circuit, maximum, sigmoid
from course_utils.plots import LIGHT, new_figure
from course_utils.plots.circuits import TALLEST, WIDEST, describe_circuit, diagram, draw_circuit


@pytest.fixture
def trace():
    x, y, z = Node(-2, "x"), Node(5, "y"), Node(-4, "z")
    return circuit(((x + y).named("q") * z).named("f"))


def by_colour(ax, role):
    return {text.get_text() for text in ax.texts if text.get_color() == LIGHT[role]}


def test_values_are_blue_and_gradients_orange(trace):
    _, ax = new_figure()
    draw_circuit(ax, trace)
    assert by_colour(ax, "forward") == {"−2", "5", "−4", "q = 3", "f = −12"}
    assert by_colour(ax, "backward") == {"∂f/∂x = −4", "∂f/∂y = −4", "∂f/∂z = 3", "∂f/∂q = −4", "∂f/∂f = 1"}


def test_values_stand_above_their_gradients(trace):
    _, ax = new_figure()
    draw_circuit(ax, trace)
    ax.figure.canvas.draw()
    height = {text.get_text(): ax.transData.transform(text.get_position())[1] for text in ax.texts}
    assert height["q = 3"] > height["+"] > height["∂f/∂q = −4"]


def test_the_way_back_can_be_left_out(trace):
    figure, description = diagram(trace, gradients=False)
    assert by_colour(figure.axes[0], "backward") == set()
    assert by_colour(figure.axes[0], "forward") == {"−2", "5", "−4", "q = 3", "f = −12"}
    assert "gradient" not in description


def test_the_description_says_every_number(trace):
    said = describe_circuit(trace)
    for words in ("x −2", "gradient of x −4", "q 3", "gradient of q −4", "f −12", "gradient of f 1"):
        assert words in said


def test_a_large_circuit_fits_a_screenful_and_its_words_do_not_meet():
    values = {"w0": 2, "x0": -1, "w1": -3, "x1": -2, "w2": -3}
    w0, x0, w1, x1, w2 = (Node(value, name) for name, value in values.items())
    figure, _ = diagram(circuit(maximum(sigmoid(w0 * x0 + w1 * x1 + w2), 0.5)))
    assert figure.get_figwidth() <= WIDEST + 1e-9
    assert figure.get_figheight() <= TALLEST + 1e-9
    figure.canvas.draw()
    boxes = [text.get_window_extent(figure.canvas.get_renderer()) for text in figure.axes[0].texts]
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])
