"""The training explorer: both ends of its slider, playing, what it says, and a program that does not answer."""

import numpy as np
import pytest

from course_utils.data import GalaxyPopulation, bayes_risk, galaxies, population_risk
from course_utils.widgets import TrainingExplorer

SKY = galaxies(60, seed=3)


def predict(X, state):
    """A line in the plane that is moved and made steeper by the state."""
    return 1 / (1 + np.exp(-state * (X[:, 1] - 0.9 * X[:, 0] - 0.6)))


STATES = [0.01 * t for t in range(301)]


@pytest.fixture(scope="module")
def explorer():
    return TrainingExplorer(STATES, predict, SKY)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_slider_goes_to_both_ends(explorer, theme):
    model = explorer.model
    model.change_theme(theme)
    pictures = set()
    for end in (0, model.controls["picture"].high):
        model.set("picture", end)
        pictures.add(model.frame(settled=False).picture)
    assert len(pictures) == 2
    assert model.description.startswith("After 300 updates:")


def test_it_says_the_risks(explorer):
    explorer.model.set("picture", 0)
    # σ(0) = ½ everywhere: the cross-entropy of a coin, seen or unseen, is log 2.
    assert "After 0 updates: training risk 0.6931, true risk 0.6931" in explorer.model.description
    assert (
        f"Bayes risk {bayes_risk(GalaxyPopulation(), 'binary_cross_entropy'):.4g}"
        in explorer.model.description
    )
    explorer.model.set("picture", explorer.model.controls["picture"].high)
    true = population_risk(lambda X: predict(X, 3.0), GalaxyPopulation(), "binary_cross_entropy")
    assert f"true risk {true:.4g}" in explorer.model.description
    right = np.sum((predict(SKY.X, 3.0) > 0.5) == SKY.y)
    assert f"{right} of 60 galaxies are right" in explorer.model.description


def test_it_plays_to_the_end_and_stops():
    model = TrainingExplorer(STATES[:5], predict, SKY).model
    said = [model.description]
    while not model.ended:
        model.step()
        said.append(model.description)
    assert said[0].startswith("After 0 updates") and said[-1].startswith("After 4 updates")
    assert said[-1] == said[-2] and len(set(said)) == len(said) - 1
    assert model.state.picture == model.controls["picture"].high


def test_its_text_is_stable(explorer):
    assert repr(explorer) == repr(explorer) and "0x" not in repr(explorer)


def column(X, state):
    return predict(X, state)[:, None]


def test_a_column_of_answers_is_as_good():
    assert (
        TrainingExplorer(STATES, column, SKY).model.description
        == TrainingExplorer(STATES, predict, SKY).model.description
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((3, predict, SKY), "states"),
        ((STATES[:1], predict, SKY), "states"),
        ((STATES, "predict", SKY), "predict"),
        ((STATES, predict, SKY.X), "galaxies"),
        ((STATES, lambda X, state: 5 + X[:, 0], SKY), "prediction|probabilities"),
        ((STATES, lambda X, state: X, SKY), "shape"),
    ],
)
def test_what_it_cannot_show_is_refused_in_words(arguments, words):
    with pytest.raises((TypeError, ValueError), match=words):
        TrainingExplorer(*arguments)
