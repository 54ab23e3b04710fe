"""A figure that moves is one of a kind: a copy of it would draw onto the same picture."""

import copy
import pickle

import pytest

from course_utils.stepper.model import StepperModel
from course_utils.widgets import BackpropStepper, NeuronExplorer, OptimizerRace

WAYS = {"copy": copy.copy, "deepcopy": copy.deepcopy, "pickle": pickle.dumps}


@pytest.fixture(scope="module")
def things(lecture_trace):
    figure, race, stepper = NeuronExplorer(), OptimizerRace(), BackpropStepper(lecture_trace)
    yield {
        "model": figure.model,
        "film": race.model,
        "figure": figure,
        "stepper": stepper,
        "stepper's model": StepperModel(lecture_trace),
    }
    for widget in (figure, race, stepper):
        widget.close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["model", "film", "figure", "stepper", "stepper's model"])
def test_a_copy_is_refused_in_words(things, name, way):
    with pytest.raises(TypeError, match="cannot be copied or pickled: make another one"):
        WAYS[way](things[name])
