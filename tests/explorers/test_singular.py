"""A count of one is written in the singular, in every figure: 1 update, not 1 updates."""

import re

import numpy as np
import pytest

from course_utils.explorers.gini import sample
from course_utils.widgets import (
    GiniExplorer,
    LossSurfaceExplorer,
    OptimizerRace,
    Playground,
    RiskExplorer,
    RosenblattMachine,
)
from tests.explorers.test_training import SKY, STATES, TrainingExplorer, predict


def training():
    model = TrainingExplorer(STATES, predict, SKY).model
    model.step()
    return model.description


def playground():
    model = Playground().model
    model.step()
    return f"{model.description} {[table.caption for table in model.tables()]}"


def race():
    model = OptimizerRace("bowl").model  # a quadratic: Newton arrives at once
    model.step()
    return model.description


def gini():
    x = np.sort(sample("U−V")[0])
    return GiniExplorer(first=float(x[:2].mean())).model.description


def surface():
    model = LossSurfaceExplorer().model
    model.set("steps", 1)
    return model.description


SAID = {
    "1 update:": training,
    "after 1 update. ": playground,
    "after 1 step arrived": race,
    "1 galaxy, ": gini,
    "σ = 0.3, 1 term. ": lambda: RiskExplorer(terms=1).model.description,
    "1 update with": surface,
    "by up to 1 cell.": lambda: RosenblattMachine(shift=1).model.description,
}


@pytest.mark.parametrize("words", SAID)
def test_one_is_said_as_one(words):
    said = SAID[words]()
    assert words in said
    assert not re.search(r"(?<![\d.,])1 (updates|steps|galaxies|terms|cells|points|neurons)\b", said)
