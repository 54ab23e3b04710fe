"""The approximation explorer as film: the trained network's curve alone changes, and any step can be gone back to."""

import numpy as np
import pytest

from course_utils.explorers.approximation import model as model_of
from course_utils.explorers.approximation.film import thinned
from course_utils.explorers.approximation.model import FORMULAS, Training
from course_utils.widgets import ApproximationExplorer
from tests.live.frames import arrays
from tests.rosenblatt.test_film import film

X = np.linspace(0, 1, 501)


def test_frames_hold_what_the_trained_network_answers():
    model = ApproximationExplorer("sine", "sigmoid", neurons=8).model
    (before,) = arrays(*model.answer())
    assert np.isnan(before["trained"][:, 1]).all()
    answer, frames = film(model, count=3)
    assert answer["at"] == [1, 2, 3]
    run = Training(FORMULAS["sine"], "sigmoid", 8)
    for step, frame in zip(answer["at"], frames, strict=True):
        y = run.network(step)(X[:, None])[:, 0]
        np.testing.assert_allclose(frame["trained"][:, 1], (y + 1.55) / 3.1, atol=1e-6)
    assert set(frames[0]) == {"trained"} and frames[0]["trained"].nbytes < 5000


def test_the_scene_has_target_band_and_what_was_built():
    model = ApproximationExplorer("corner", "relu", neurons=2, epsilon=0.2).model
    (now,) = arrays(*model.answer())
    corner = (1 - 4 * np.abs(X - 0.5) + 1.55) / 3.1
    for name in ("target", "built"):  # two ReLUs are a corner
        np.testing.assert_allclose(now[name][:, 1], corner, atol=1e-6)
    np.testing.assert_allclose(corner - now["band"][:501, 1], 0.2 / 3.1, atol=1e-6)
    np.testing.assert_allclose(now["target"][:, 0], (X + 0.015) / 1.03, atol=1e-6)


def test_film_ends_after_the_last_update_and_the_line_leads_back():
    model = ApproximationExplorer("sine", "relu", neurons=6).model
    model.press("finish")
    assert model.checkpoints.reached == 100
    answer, _ = film(model)
    assert answer["ended"] and answer["at"] == []
    answer, _ = model.reply({"id": 2, "type": "events", "events": [{"type": "go", "at": 40}]})
    assert (answer["at"], answer["reached"]) == (40, 100) and "600 updates" in answer["description"]
    model.set("neurons", 8)
    assert model.checkpoints.reached == 0


def test_an_interrupted_training_goes_on_to_the_same_bits(monkeypatch):
    whole = Training(FORMULAS["hills"], "sigmoid", 6)
    broken = Training(FORMULAS["hills"], "sigmoid", 6)
    broken.network(2)
    kind = type(broken._risk)

    def interrupt(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(kind, "value_and_gradient", interrupt)
        with pytest.raises(KeyboardInterrupt):
            broken.network(5)
    np.testing.assert_array_equal(broken.network(5).theta, whole.network(5).theta)


def test_an_interrupt_while_it_plays_is_said_and_the_film_goes_on(monkeypatch):
    model_of.training.cache_clear()
    model = ApproximationExplorer("hills", "relu", neurons=6).model
    film(model, count=2)

    def interrupt(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Training, "_go_on", interrupt)
        answer, _ = film(model)
    assert answer["at"] == [] and "interrupted" in answer["trouble"]
    assert film(model, count=2)[0]["at"] == [3, 4]


def test_what_is_left_out_of_a_straight_line_is_not_missed():
    places = np.tile(np.append(X, np.nan), 2)
    heights = np.concatenate([np.maximum(X - 0.333, 0), [np.nan], np.tanh(40 * (X - 0.5)), [np.nan]])
    points = thinned(places, heights)
    assert len(points) < 0.35 * len(places)
    ends = np.flatnonzero(np.isnan(points[:, 0]))
    np.testing.assert_array_equal(ends, np.flatnonzero(np.isnan(points[:, 1])))
    for line, whole in (
        (points[: ends[0]], heights[:501]),
        (points[ends[0] + 1 : ends[1]], heights[502:1003]),
    ):
        np.testing.assert_allclose(np.interp(X, *line.T), whole, atol=0.012)
