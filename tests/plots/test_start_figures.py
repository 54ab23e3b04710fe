"""The figure of random starts: its lines are the variances, and its description says where they end."""

import numpy as np
import pytest

from course_utils.plots import DARK, LIGHT, start_figures

FORWARD = {"halved": 0.5 ** np.arange(10), "kept": np.ones(10)}
BACKWARD = {"halved": 0.5 ** np.arange(1, 11), "kept": np.ones(10)}


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_run_the_way_the_signal_does(look):
    figure, words = start_figures.signals(FORWARD, BACKWARD, look)
    figure.canvas.draw()
    there, back = (ax.lines[0] for ax in figure.axes)
    assert list(there.get_xdata()) == list(range(1, 11)) and there.get_ydata()[-1] == 0.5**9
    assert list(back.get_xdata()) == list(range(10, 0, -1)) and back.get_ydata()[-1] == 0.5**10
    assert there.get_color() == look["forward"] and back.get_color() == look["backward"]
    assert "halved: values 1 → 0.002, gradients reach layer 1 with 0.00098" in words and "10 layers" in words


def test_names_stand_inside_the_axes():
    figure, _ = start_figures.signals(FORWARD, BACKWARD)
    figure.canvas.draw()
    for ax in figure.axes:
        frame = ax.get_window_extent()
        for text in ax.texts:
            box = text.get_window_extent()
            assert frame.x0 <= box.x0 and box.x1 <= frame.x1


@pytest.mark.parametrize(
    ("forward", "backward", "words"),
    [
        (FORWARD, {"kept": np.ones(10)}, "same starts"),
        ({}, {}, "one to 4"),
        ({str(n): [1.0] for n in range(5)}, {str(n): [1.0] for n in range(5)}, "one to 4"),
        ({"a": [1.0, 2.0]}, {"a": [1.0]}, r"each layer; got \[1, 2\]"),
        ({"a": [1.0]}, {"a": [0.0]}, "positive"),
    ],
)
def test_what_cannot_be_drawn_is_refused(forward, backward, words):
    with pytest.raises(ValueError, match=words):
        start_figures.signals(forward, backward)
