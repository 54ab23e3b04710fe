"""The training explorer: both ends of its slider, playing, what it says, and a program that does not answer."""

import numpy as np
import pytest

from course_utils.data import GalaxyPopulation, bayes_risk, galaxies, population_risk
from course_utils.explorers.training.film import POINTS, in_one
from course_utils.widgets import TrainingExplorer
from tests.live.frames import arrays
from tests.rosenblatt.test_film import film

SKY = galaxies(60, seed=3)


def predict(X, state):
    """A line in the plane that is moved and made steeper by the state."""
    return 1 / (1 + np.exp(-state * (X[:, 1] - 0.9 * X[:, 0] - 0.6)))


STATES = [0.01 * t for t in range(301)]


@pytest.fixture(scope="module")
def explorer():
    return TrainingExplorer(STATES, predict, SKY)


def go(model, at):
    answer, buffer = model.reply({"id": 1, "type": "events", "events": [{"type": "go", "at": at}]})
    assert answer["type"] == "state", answer
    return answer, arrays(answer, buffer)[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_line_goes_to_both_ends_before_anything_has_played(explorer, theme):
    model = explorer.model
    model.change_theme(theme)
    pictures = set()
    for end in (0, model.reached):
        go(model, end)
        pictures.add(model.picture(settled=False).bytes)
    assert len(pictures) == 2
    assert model.description.startswith("After 300 updates:")


def test_it_says_the_risks(explorer):
    go(explorer.model, 0)
    # σ(0) = ½ everywhere: the cross-entropy of a coin, seen or unseen, is log 2.
    assert "After 0 updates: training risk 0.6931, true risk 0.6931" in explorer.model.description
    assert (
        f"Bayes risk {bayes_risk(GalaxyPopulation(), 'binary_cross_entropy'):.4g}"
        in explorer.model.description
    )
    go(explorer.model, explorer.model.reached)
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
    assert model.state.frame == model.reached


def test_frames_hold_the_border_and_the_risks():
    model = TrainingExplorer(STATES, predict, SKY).model
    answer, frames = film(model, count=3)
    assert answer["at"] == [1, 2, 3] and set(frames[0]) == {"border", "here"} and not answer["trouble"]
    (now,) = arrays(*model.answer())
    for at, frame in zip(answer["at"], frames, strict=True):
        shown = frame["border"][~np.isnan(frame["border"]).any(axis=1)].astype(float)
        x, y = 2.9 * shown[:, 0], 0.2 + 2.6 * shown[:, 1]
        np.testing.assert_allclose(y, 0.9 * x + 0.6, atol=1e-5)  # where the score of `predict` is 0
        assert np.ptp(x) > 2
        np.testing.assert_array_equal(frame["here"], [now["training"][at], now["true"][at]])
        assert frame["border"].nbytes < 20_000
    top = 1.08 * np.log(2)  # a coin has the largest risk: at σ(0) = ½ every answer costs log 2
    np.testing.assert_allclose(now["training"][0], [0, 1 / 1.08], rtol=1e-6)
    np.testing.assert_allclose(
        now["bayes"][:, 1], bayes_risk(GalaxyPopulation(), "binary_cross_entropy") / top, rtol=1e-5
    )
    assert len(now["open"]) + len(now["filled"]) == 60


def test_film_ends_with_the_last_state_and_one_goes_anywhere_from_there():
    model = TrainingExplorer(STATES, predict, SKY).model
    last = model.reached
    go(model, last)
    answer, _ = film(model)
    assert answer["ended"] and answer["at"] == []
    answer, _ = go(model, last - 5)
    assert (answer["at"], answer["reached"]) == (last - 5, last)
    answer, _ = model.reply({"id": 2, "type": "events", "events": [{"type": "go", "at": last + 1}]})
    assert answer["type"] == "error" and str(last) in answer["words"]


def test_a_border_of_any_length_fits_into_a_frame():
    circle = np.column_stack([np.cos(np.linspace(0, 6, 9000)), np.sin(np.linspace(0, 6, 9000))]) + 1.4
    speck = np.ones((2, 2))
    whole = in_one([speck] * 2000 + [circle])
    assert whole.shape == (POINTS, 2)
    assert np.isnan(in_one([])).all()
    x = 2.9 * whole[:, 0]
    assert np.nanmax(x) == pytest.approx(2.4, abs=1e-3)  # the large piece is there, thinned
    assert np.nanmin(x) == pytest.approx(0.4, abs=1e-2)


def test_an_infinite_risk_lies_on_the_upper_edge():
    def certain(X, state):
        return np.where(X[:, 0] > 1, 1.0, 0.0) if state else np.full(len(X), 0.5)

    model = TrainingExplorer([0, 1], certain, SKY).model
    model.step()
    assert "training risk ∞, true risk ∞" in model.description
    assert model.pixels.shape[2] >= 3
    (now,) = arrays(*model.answer())
    np.testing.assert_allclose(now["here"], [[1, 1], [1, 1]])
    np.testing.assert_allclose(now["training"][0], [0, 1 / 1.08], rtol=1e-6)


def test_what_was_recorded_stays_whatever_the_program_does_afterwards():
    """A student goes on with the same lists and arrays, and writes the same function anew."""
    program = {"slope": 0.9}
    states, sky = [np.array([0.1 * t]) for t in range(9)], galaxies(60, seed=3)

    def program_of_the_notebook(X, state):
        return 1 / (1 + np.exp(-state * (X[:, 1] - program["slope"] * X[:, 0] - 0.6)))

    models = [TrainingExplorer(states, program_of_the_notebook, sky).model for _ in range(2)]
    wanted = [go(models[0], at) for at in range(models[0].reached + 1)]
    program["slope"] = -0.9
    for state in states:
        state += 1
    sky.X[...], sky.y[...] = 1, 0
    del states[3:]
    for at, (answer, frame) in enumerate(wanted):
        later, same = go(models[1], at)
        assert later["description"] == answer["description"]
        for name in frame:
            np.testing.assert_array_equal(same[name], frame[name])


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
