"""The cut explorer: every control to both ends, and scores that agree with counts made here."""

import math

import numpy as np
import pytest

from course_utils.data import GalaxyPopulation, population_risk
from course_utils.data.uvj_cut import in_wedge
from course_utils.explorers.cut import other, wedge, yours
from course_utils.explorers.cut_model import learned, scores, terms, unseen
from course_utils.widgets import CutExplorer

ENDS = {"slanted": (0.9, 2.4), "lowest": (0.4, 2.4), "highest": (0.3, 2.7), "fraction": (0.02, 0.6)}
HANDLES = {"slope": ("y", "slanted"), "floor": ("y", "lowest"), "wall": ("x", "highest")}
PUBLISHED = {"slanted": 1.47, "lowest": 1.3, "highest": 1.6}  # 0.88 · 1 + 0.59


@pytest.fixture
def model():
    return CutExplorer().model


@pytest.fixture
def at_published(model):
    """A wedge of which every edge can be seen."""
    for name, value in PUBLISHED.items():
        model.set(name, value)
    return model


@pytest.mark.parametrize("name", ENDS)
def test_every_slider_goes_to_both_ends(at_published, name):
    pictures = {at_published.picture(settled=False).bytes}
    for end in ENDS[name]:
        at_published.set(name, end)
        pictures.add(at_published.picture(settled=False).bytes)
    assert len(pictures) == 3


@pytest.mark.parametrize("handle", HANDLES)
def test_every_edge_is_dragged_to_both_ends(at_published, handle):
    axis, name = HANDLES[handle]
    pictures = {at_published.picture(settled=False).bytes}
    for end in ENDS[name]:
        at_published.drag(handle, **{axis: end})
        assert getattr(at_published.state, name) == end
        pictures.add(at_published.picture(settled=False).bytes)
    assert len(pictures) == 3


def test_each_rule_beside_yours_changes_the_picture(model):
    pictures, words = set(), []
    for rule in ("none", "published", "learned"):
        model.set("rule", rule)
        pictures.add(model.picture(settled=False).bytes)
        words.append("Dashed" in model.description)
    assert len(pictures) == 3 and words == [False, True, True]


def test_other_galaxies_are_other_galaxies_and_the_cut_stays(model):
    before, words = model.state, model.description
    model.press("redraw")
    assert wedge(model.state) == wedge(before) and model.description != words


def test_your_cut_at_the_published_edges_scores_as_the_published_cut(at_published):
    at_published.set("rule", "published")
    assert yours(at_published.state) == other(at_published.state)


# Eight galaxies by hand: 4 called, of which 3 are quiescent; 5 are quiescent; 5 of 8 answers are right.
CALLED, TRUE = [1, 1, 1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 1, 1, 0, 0]


def test_scores_are_the_fractions_that_their_names_say():
    assert scores(CALLED, TRUE) == (5 / 8, 3 / 4, 3 / 5)
    nothing = scores(np.zeros(8), TRUE)
    assert nothing.accuracy == 3 / 8 and math.isnan(nothing.purity) and nothing.completeness == 0
    assert math.isnan(scores(np.zeros(4), np.zeros(4)).completeness)
    with pytest.raises(ValueError, match="same shape"):
        scores(CALLED, TRUE[:3])


def test_the_wedge_is_open_at_its_edges():
    X = [(1.0, 1.48), (1.0, 1.46), (0.2, 1.31), (0.2, 1.29), (1.59, 2.5), (1.61, 2.5)]
    assert in_wedge(X, 0.59, 1.3, 1.6).tolist() == [True, False, True, False, True, False]


def test_where_nothing_is_called_quiescent_it_says_so_and_accuracy_misleads(model):
    model.set("fraction", 0.06)
    for name, value in {"lowest": 2.4, "highest": 0.3}.items():
        model.set(name, value)
    result = yours(model.state)
    assert result.accuracy > 0.92 and result.completeness == 0
    assert "no purity, for nothing is called quiescent" in model.description
    assert f"have accuracy {result.accuracy:.3f}" in model.description


def test_nothing_was_learned_on_the_galaxies_that_judge():
    galaxies = unseen(0.3, 0)
    assert len(galaxies.y) == 2000
    risk = population_risk(
        lambda X: (terms(X) @ learned(0.3) > 0.5).astype(float), GalaxyPopulation(0.3), points=10_946
    )
    seen = np.mean((terms(galaxies.X) @ learned(0.3) > 0.5) != galaxies.y)
    assert abs(seen - risk) < 4 * np.sqrt(risk * (1 - risk) / 2000)  # four standard errors


@pytest.mark.parametrize("fraction", [0, 0.7, float("nan")])
def test_a_fraction_outside_is_refused(fraction):
    with pytest.raises(ValueError):
        CutExplorer(fraction)
