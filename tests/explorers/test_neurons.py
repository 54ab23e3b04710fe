"""One neuron, and a hidden layer of two: every control to both ends, and the count of right answers."""

import numpy as np
import pytest

from course_utils.data import blobs
from course_utils.explorers.hidden_layer import SOLVED, START, hidden
from course_utils.explorers.neuron import CORNERS, GATES, answers
from course_utils.widgets import HiddenLayerExplorer, NeuronExplorer


def frame(model):
    return model.picture(settled=False).bytes


@pytest.mark.parametrize("task", [*GATES, "blobs"])
def test_every_control_of_the_neuron_goes_to_both_ends(task):
    model = NeuronExplorer(task).model
    pictures = {frame(model)}
    for name, ends in {"w1": (-2, 2), "w2": (-2, 2), "b": (-3, 3), "task": ("AND", "blobs")}.items():
        for end in ends:
            model.set(name, end)
            pictures.add(frame(model))
    for corner in ((-2, -2), (2, 2)):
        model.drag("tip", *corner)
        assert (model.state.w1, model.state.w2) == corner
        pictures.add(frame(model))
    assert len(pictures) >= 7


# By hand: (1, 1) and −1.5 is AND, −0.5 is OR; on XOR three points are the most.
@pytest.mark.parametrize(
    ("task", "w", "b", "words"),
    [
        ("AND", (1, 1), -1.5, "4 of 4 points are right. The line separates the classes."),
        ("OR", (1, 1), -0.5, "4 of 4 points are right. The line separates the classes."),
        ("XOR", (1, 1), -0.5, "3 of 4 points are right. Wrong, and crossed out: (1, 1)."),
        ("AND", (0, 0), 0, "3 of 4 points are right. Wrong, and crossed out: (1, 1)."),
        ("XOR", (0.8, -0.6), 0.3, "1 of 4 points is right. Wrong, and crossed out: (0, 0), (0, 1), (1, 1)."),
    ],
)
def test_it_counts_what_is_right(task, w, b, words):
    model = NeuronExplorer(task).model
    model.drag("tip", *w)
    model.set("b", b)
    assert words in model.description


def test_a_neuron_that_answers_0_has_class_0_of_the_blobs_right():
    model = NeuronExplorer("blobs").model
    model.drag("tip", 0, 0)
    model.set("b", -1)
    assert f"{(blobs(60, seed=1).y == 0).sum()} of 60 points are right." in model.description


def test_no_neuron_of_the_explorer_solves_xor():
    grid = np.linspace(-2, 2, 17)
    best = max(
        (answers(CORNERS, (w1, w2), b) == GATES["XOR"]).sum()
        for w1 in grid
        for w2 in grid
        for b in np.linspace(-3, 3, 25)
    )
    assert best == 3


def test_an_unknown_task_is_refused():
    with pytest.raises(ValueError, match="task"):
        NeuronExplorer("NAND")


def test_every_control_of_the_hidden_layer_goes_to_both_ends():
    model = HiddenLayerExplorer().model
    pictures = set()
    for name in START:
        for end in (-2, 2):
            model.set(name, end)
            pictures.add(frame(model))
        model.press("restart")
    assert len(pictures) >= 16
    assert {name: getattr(model.state, name) for name in START} == START


def test_the_start_fails_and_the_solution_solves():
    model = HiddenLayerExplorer().model
    assert "2 of 4 answers are right." in model.description
    model.press("solve")
    assert "XOR is solved." in model.description
    np.testing.assert_array_equal(hidden(model.state), [[0, 0], [1, 0], [1, 0], [1, 1]])  # (OR, AND)
    model.set("v2", SOLVED["v2"] + 2)
    assert "3 of 4 answers are right." in model.description
