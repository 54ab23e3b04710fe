"""Whole figures of notebook 03: who cannot see one reads its description, so it must say what is drawn."""

import numpy as np
import pytest
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from course_utils.data import galaxies
from course_utils.plots import DARK, LIGHT, family_figures
from tests.plots.whole_figure import check_whole_figure

SKY = galaxies(60, seed=0)
TREE = DecisionTreeClassifier(max_leaf_nodes=3, random_state=0).fit(SKY.X, SKY.y)
MACHINES = {"Line": SVC(kernel="linear").fit(SKY.X, SKY.y), "Kernel": SVC().fit(SKY.X, SKY.y)}
FOUR = {name: TREE.predict for name in "abcd"}
ERRORS = {"tree": np.array([0.05, 0.06]), "forest": np.array([0.04, 0.05])}

FIGURES = {
    "tree": (lambda look: family_figures.tree(TREE, SKY.features, SKY.classes, look), "tree of 2 questions", 1),
    "margins": (lambda look: family_figures.margins(MACHINES, SKY, look), "straight and curved", 2),
    "boundaries": (lambda look: family_figures.boundaries(FOUR, SKY, TREE.predict, look), "Four panels", 4),
    "scores": (lambda look: family_figures.scores(ERRORS, ERRORS, 0.04, look), "beside the Bayes risk", 1),
    "times": (lambda look: family_figures.times({"tree": (0.01, 0.001)}, look), "logarithmic axis", 1),
    "imagenet": (family_figures.imagenet_errors, "2012 AlexNet 16.4", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_each_is_drawn_in_both_looks_and_described(name, look):
    make, words, axes = FIGURES[name]
    check_whole_figure(make(look), words, axes)


def test_each_margin_says_how_many_support_vectors_it_has():
    figure, _ = family_figures.margins(MACHINES, SKY)
    titles = [ax.get_title(loc="left") for ax in figure.axes]
    assert titles == [
        f"{name}: {len(machine.support_)} support vectors" for name, machine in MACHINES.items()
    ]
