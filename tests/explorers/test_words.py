"""What Python writes into its pictures can be read on the smallest projector, 1024 × 768, where it was tightest."""

import pytest

from course_utils import widgets
from tests.plots.words import faults

# Room that the page leaves for the picture there, and where a control must stand for the words to need most.
CASES = {
    "CutExplorer": (422, {}),
    "LossSurfaceExplorer": (545, {"fraction": 0.0}),
    "RiskExplorer": (556, {}),
    "SlopeProductExplorer": (589, {"leak": 0.5}),
    "WeightPairExplorer": (485, {"second": 336}),
}


@pytest.mark.parametrize("name", CASES)
def test_words_are_inside_and_apart(name):
    height, values = CASES[name]
    model = getattr(widgets, name)().model
    model.drawing.fit(995, height)
    for control, value in values.items():
        model.set(control, value)
    model.drawing.pixels(model.state)
    assert faults(model.drawing.figure) == ([], [])
