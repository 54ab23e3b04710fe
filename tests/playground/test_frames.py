"""What the playground's page draws: numbers of the engine, in few bytes; and going back to any update, to the bit."""

import numpy as np
import pytest

from course_utils.engine import Network, backprop
from course_utils.playground import after, play
from course_utils.playground.frame import LARGE, frame_of, side_of
from course_utils.playground.setup import ACTIVATIONS, DATA
from course_utils.widgets import Playground
from tests.live.frames import arrays

GALAXY = "data=galaxies layers=16-16 points=200 train=0.9 rate=0.03"
LARGEST = "data=spiral points=1000 layers=16-16-16-16-16-16 inputs=x1,x2,x1^2,x2^2,x1*x2,sin(x1),sin(x2)"


def film(model, **more):
    ask = {"id": 1, "type": "frames", "version": model.version, "every": 10, "count": 4, "seconds": 1.0}
    return model.reply(ask | more)


def say(model, *events):
    return model.reply({"id": 2, "type": "events", "events": list(events)})


@pytest.mark.parametrize("setup", ["data=xor layers=2", GALAXY, LARGEST + " activation=relu batch=16"])
def test_a_frame_takes_at_most_twenty_kilobytes(setup):
    answer, buffer = film(Playground(setup).model, count=3)
    words = sum(len(said.encode()) for said in answer["words"])
    assert len(answer["at"]) == 3 and len(buffer) + words <= 3 * 20_000


@pytest.mark.parametrize("setup", [GALAXY, "data=hills layers=3-2 loss=squared", "data=moons layers=none"])
def test_frames_hold_the_numbers_of_the_training(setup):
    answer, buffer = film(Playground(setup).model, every=7)
    for place, updates in enumerate(answer["at"]):
        frame, training = arrays(answer, buffer)[place], play(setup, updates)
        np.testing.assert_array_equal(frame["theta"], training.theta.astype(np.float32))
        now = training.risks
        np.testing.assert_array_equal(frame["risks"][1:], np.float32([now.train, now.test, now.true]))
        assert frame["risks"][0] == pytest.approx(np.log10(updates))
        seen, held = training.trainer.sample.train, training.trainer.sample.test
        points = np.concatenate([seen[0], held[0]])
        np.testing.assert_allclose(frame["answers"], training.network(points)[:, 0], rtol=1e-6)


@pytest.mark.parametrize("data", [data for data in DATA if data != "own"])
def test_the_losses_of_the_points_have_the_risk_as_their_mean(data):
    training = play(f"data={data} layers=4 rate=0.1", 50)
    _, losses = training.trainer.answers(training.theta)
    seen = len(training.trainer.sample.train[0])
    assert losses[:seen].mean() == pytest.approx(training.risks.train, rel=1e-12)
    assert losses[seen:].mean() == pytest.approx(training.risks.test, rel=1e-12)


def test_maps_are_the_neurons_answers_and_keep_their_sign():
    model = Playground("data=circles layers=3-2 activation=tanh,relu").model
    model.step(40)
    frame, training = frame_of(model.state), model.state.training
    x = np.linspace(-1.7, 1.7, LARGE)
    plane = np.stack(np.meshgrid(x, x[::-1]), axis=-1).reshape(-1, 2)
    answer = 2 * training.network(plane).reshape(LARGE, LARGE) - 1
    assert ((frame["large"] >= 128) == (answer >= 0)).all()
    shown = (frame["large"] - 127.5) / 127.5 * frame["scale"][0]
    assert np.abs(shown - answer).max() < 0.01 * np.abs(answer).max()
    side = side_of(training.settings, training.trainer.sample)
    assert frame["maps"].shape == (5, side, side)
    x = np.linspace(-1.7, 1.7, side)
    plane = np.stack(np.meshgrid(x, x[::-1]), axis=-1).reshape(-1, 2)
    A = training.network.forward(plane).A[0].T.reshape(3, side, side)
    assert np.abs((frame["maps"][:3] - 127.5) / 127.5 - A).max() < 0.01


@pytest.mark.parametrize("size", [1e-8, 1e-3, 1.0, 1e30])
@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_maps_hold_where_weights_are_tiny_or_huge(activation, size):
    """Where all answers lie within 1e-8 of ½, and where single precision would overflow within two layers."""
    training = play(f"data=circles layers=8-8 activation={activation}")
    trainer, theta = training.trainer, size * np.asarray(training.theta)
    network = training.network
    network.theta = theta
    x = np.linspace(-1.7, 1.7, 40)
    plane = np.stack(np.meshgrid(x, x[::-1]), axis=-1).reshape(-1, 2)
    with np.errstate(over="ignore"):
        passed = network.forward(plane)
    for layer, place, answers in ((3, 1, 2 * passed.A[-1][:, 0] - 1), (2, 5, passed.A[1][:, 4])):
        shown = trainer.map_of(theta, layer, place, 40).ravel()
        shown = 2 * shown - 1 if layer == 3 else shown
        assert np.isfinite(shown).all()
        np.testing.assert_allclose(shown, answers, rtol=0, atol=1e-5 * np.abs(answers).max())
    maps = trainer.maps_on(theta, 40)
    assert [layer.shape for layer in maps] == [(8, 40, 40)] * 2
    np.testing.assert_allclose(
        maps[1][4].ravel(), passed.A[1][:, 4], rtol=0, atol=1e-5 * np.abs(passed.A[1][:, 4]).max()
    )


def test_what_a_frame_needs_goes_through_the_network_once(monkeypatch):
    """180 and 20 examples, the population's points, and two grids: whoever plays pays for the pictures with updates."""
    model = Playground(GALAXY).model
    trainer, passed, forward = model.state.training.trainer, [], backprop.forward
    monkeypatch.setattr(backprop, "forward", lambda layers, X: passed.append(len(X)) or forward(layers, X))
    run = after(model.state.training, 250)
    passed.clear()
    state = model.in_film(model.state, run)
    model.frame_of(state), model.described(state)
    side = side_of(state.training.settings, trainer.sample)
    assert sum(passed) == 180 + 20 + len(trainer.true_risk.points) + side**2 + LARGE**2


def test_any_neuron_can_be_shown_large_and_the_answer_again():
    model = Playground("data=circles layers=3-2").model
    answer = frame_of(model.state)["large"]
    model.set("neuron", "2.1")
    assert not np.array_equal(frame_of(model.state)["large"], answer)
    assert "Shown large: neuron 2.1" in model.description
    for wrong in ("2.3", "3.2", "0.1", "x", "1"):
        with pytest.raises(ValueError, match="no neuron"):
            model.set("neuron", wrong)
    model.set("neuron", "3.1")  # the output is the answer
    assert np.array_equal(frame_of(model.state)["large"], answer)
    model.set("neuron", "2.2")
    model.set("layers", "3")
    assert model.state.neuron == ""


# --- the line ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_film_and_jumps_give_the_bits_of_play(optimizer):
    setup = f"data=xor layers=3 batch=16 optimizer={optimizer} rate=0.01"
    model = Playground(setup).model
    answer, _ = film(model, every=37, count=8)
    say(model, {"type": "stop", "at": answer["at"][5], "version": model.version})
    for updates in (222, 3, 100, 0, 221):
        answer, _ = say(model, {"type": "go", "at": updates})
        assert (answer["at"], answer["reached"]) == (updates, 222)
        expected = play(setup, updates)
        assert model.state.training.theta.tobytes() == expected.theta.tobytes()
        assert model.state.setup.endswith(f"updates={updates}")
    model.step(10)
    assert model.state.training.theta.tobytes() == play(setup, 231).theta.tobytes()
    assert model.checkpoints.reached == 231


def test_one_goes_back_edits_a_weight_and_goes_on_from_there():
    model = Playground("data=xor layers=2").model
    film(model, every=50, count=4)
    say(model, {"type": "stop", "at": 200, "version": model.version})
    say(model, {"type": "go", "at": 120})
    model.set("value", "0.25")
    assert model.checkpoints.reached == 120, "what came after belongs to another training"
    model.step(30)
    assert model.state.setup.endswith("updates=150 change=120:w1.1.1=0.25")
    assert model.state.training.theta.tobytes() == play(model.state.setup).theta.tobytes()
    say(model, {"type": "go", "at": 60})
    assert model.state.training.theta.tobytes() == play("data=xor layers=2", 60).theta.tobytes()
    say(model, {"type": "go", "at": 120})
    assert model.state.training.theta[0] == 0.25, "the edit is part of this line"


def test_one_goes_back_behind_a_set_up_that_was_loaded():
    model = Playground("data=moons layers=2").model
    model.step(30)
    text = "data=xor layers=2 updates=500 change=200:rate=0.1"
    model.set("setup", text)
    for updates in (100, 200, 450):
        say(model, {"type": "go", "at": updates})
        part = "data=xor layers=2" + " change=200:rate=0.1" * (updates >= 200) + f" updates={updates}"
        assert model.state.training.theta.tobytes() == play(part).theta.tobytes()
        assert model.checkpoints.reached == 500


def test_looking_at_something_else_keeps_the_line():
    model = Playground("data=xor layers=2").model
    film(model, every=50, count=4)
    say(model, {"type": "stop", "at": 200, "version": model.version})
    say(model, {"type": "go", "at": 20})
    for name, value in {"edges": "gradients", "large": "decision", "test": True, "neuron": "1.1"}.items():
        model.set(name, value)
        assert model.checkpoints.reached == 200
    model.set("rate", 1.0)
    assert model.checkpoints.reached == 20


def test_a_new_start_is_a_new_line():
    model = Playground("data=xor layers=2").model
    model.step(50)
    model.press("new_start")
    assert (model.checkpoints.reached, len(model.checkpoints.numbers)) == (0, 1)


def test_a_film_that_diverges_shows_its_last_good_frame():
    model = Playground("data=plane layers=none rate=10 activation=identity").model
    answer, _ = film(model, every=1, count=240)
    while not answer["trouble"]:
        answer, _ = film(model, every=100, count=240)
    assert "diverged" in answer["trouble"] and "smaller learning rate" in answer["trouble"]
    last = model.checkpoints.reached
    say(model, {"type": "stop", "at": last, "version": model.version})
    assert np.isfinite(model.state.training.theta).all() and model.state.training.updates == last


# --- what a person chooses --------------------------------------------------------------------------------


def test_each_layer_has_its_activation():
    model = Playground("data=circles layers=3-2").model
    model.set("activations", "relu,sigmoid")
    training = model.state.training
    network = Network.random([2, 3, 2, 1], ["relu", "sigmoid"], "sigmoid", seed=0)
    np.testing.assert_array_equal(training.theta, network.theta)
    assert "activation=relu,sigmoid" in model.state.setup
    model.set("layers", "3-2-4")
    assert model.state.training.settings.activations == ("relu", "sigmoid", "sigmoid")
    model.set("layers", "5")
    assert model.state.training.settings.activation == "relu"
    model.set("activation", "tanh")
    assert model.state.training.settings.activations == ("tanh",)
    model.set("layers", "3-2")
    model.set("activations", "relu,sigmoid")
    model.set("layers", "none")  # there is nothing left to differ
    assert (model.state.layers, model.state.training.settings.activation) == ("none", "relu")
    model.set("layers", "5")
    model.set("activation", "tanh")
    for wrong in ("relu,tanh", "step", "", "relu,"):
        with pytest.raises(ValueError, match="activation must be"):
            model.set("activations", wrong)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_starts_have_the_sizes_of_their_papers(activation):
    """Glorot: uniform within ±√(6 / (n_in + n_out)). He: normal of variance 2 / n_in."""
    weights = {
        start: play(f"layers=16-16 activation={activation} start={start} scale=0.7 seed=3")
        .network.layers[1]
        .W
        for start in ("glorot", "he", "own", "zero")
    }
    limit = np.sqrt(6 / 32)
    assert 0.9 * limit < np.abs(weights["glorot"]).max() <= limit
    assert weights["he"].std() == pytest.approx(np.sqrt(2 / 16), rel=0.15)
    assert weights["own"].std() == pytest.approx(0.7, rel=0.15)
    assert not weights["zero"].any()


def test_layers_are_typed_as_people_type_them():
    model = Playground().model
    for typed in ("8-8", "8 8", "8,8", "8, 8", " 8 – 8 "):
        model.set("layers", "1")
        model.set("layers", typed)
        assert model.state.layers == "8-8"
    for wrong in ("8.8", "8x8", "8--8", "-8", "8,,8"):
        with pytest.raises(ValueError, match="written like 4-2"):
            model.set("layers", wrong)


def test_dead_relus_are_counted_in_words():
    model = Playground("data=circles layers=3 activation=relu").model
    assert "dead" not in model.description
    for name, text in (("b1.2", "-50"),):
        model.set("parameter", name)
        model.set("value", text)
    assert "1 of 3 ReLU neurons is dead" in model.description
    assert frame_of(model.state)["brief"].tobytes().strip() == b"1 of 3 ReLU neurons is dead."


# --- points of one's own ----------------------------------------------------------------------------------


def test_points_of_ones_own_are_learned_and_saved():
    model = Playground("data=xor layers=4 rate=1").model
    model.set("own", "0.5:0.5:1,-0.5:-0.5:1,0.5:-0.5:0,-0.5:0.5:0,0.25:-1.7:0")
    assert "Nobody knows the true risk" in model.description and "test" not in model.description
    model.step(500)
    training = model.state.training
    assert training.wrong[0] == 0 and np.isnan(training.risks.true) and np.isnan(training.risks.test)
    assert "own=0.5:0.5:1,-0.5:-0.5:1,0.5:-0.5:0,-0.5:0.5:0,0.25:-1.7:0" in model.state.setup
    again = Playground(model.state.setup).model
    assert again.state.training.theta.tobytes() == training.theta.tobytes()
    assert again.picture().bytes == model.picture().bytes
    assert after(again.state.training, 5).theta.tobytes() == after(training, 5).theta.tobytes()


def test_one_begins_with_the_points_that_are_there():
    model = Playground("data=circles layers=2 points=40").model
    there = model.state.training.trainer.sample
    model.set("data", "own")
    points = model.state.training.trainer.sample.train[0]
    np.testing.assert_allclose(points, np.concatenate([there.train[0], there.test[0]]), atol=0.0005)
    for other in ("galaxies", "hills"):
        other = Playground(f"data={other}").model
        other.set("data", "own")
        assert len(other.state.training.trainer.sample.train[0]) == 4
    with pytest.raises(ValueError, match="not drawn"):
        model.press("new_data")


@pytest.mark.parametrize(
    ("text", "words"),
    {
        "": "of both classes",
        "0.5:0.5:1": "of both classes",
        "0.5:0.5:1,0:0:1": "of both classes",
        "0.5:0.5:1,2:0:0": "between −1.7 and 1.7",
        "0.5:0.5:1,0:-1.701:0": "between −1.7 and 1.7",
        "0.5:0.5:1,0:nan:0": "must be a number",
        "0.5:0.5:2,0:0:0": "written like",
        "0.5:0.5,0:0:0": "written like",
        "hello": "written like",
        ",".join(["0.1:0.2:1,0.3:0.4:0"] * 501): "at most 1,000 points",
    }.items(),
    ids=lambda text: text[:30],
)
def test_bad_points_are_refused_in_words_and_nothing_changes(text, words):
    model = Playground("data=own layers=2").model
    state = model.state
    answer, picture = say(model, {"type": "set", "name": "own", "text": text})
    assert (answer["type"], picture) == ("error", None) and words in answer["words"]
    assert model.state is state


def test_a_thousand_points_are_not_too_many():
    model = Playground("data=own layers=2").model
    random = np.random.default_rng(0)
    points = ",".join(f"{x:.3f}:{y:.3f}:{x > y:d}" for x, y in random.uniform(-1.7, 1.7, (1000, 2)))
    answer, _ = say(model, {"type": "set", "name": "own", "text": points})
    assert answer["type"] == "state"
    answer, _ = film(model)
    assert answer["at"] == [10, 20, 30, 40] and not answer["trouble"]
    assert len(play(model.state.setup).trainer.sample.train[0]) == 1000


# --- the space of two neurons -----------------------------------------------------------------------------


def test_two_neurons_of_a_layer_are_axes():
    model = Playground("data=spiral layers=4-3").model
    model.step(20)
    model.set("space", "2.3 2.1")
    frame, training = frame_of(model.state), model.state.training
    sample = training.trainer.sample
    A = training.network.forward(np.concatenate([sample.train[0], sample.test[0]])).A[1]
    np.testing.assert_array_equal(frame["hidden"], A[:, [2, 0]].astype(np.float32))
    x = np.linspace(-1.7, 1.7, 17)
    corner = training.network.forward(np.array([[x[0], x[-1]]])).A[1][0, [2, 0]]  # upper left
    np.testing.assert_allclose(frame["warped"][0, 0], corner, rtol=1e-6)
    assert (frame["ends"][:, 0] < frame["hidden"].min(axis=0)).all()
    assert "where neurons 2.3 2.1 take the points" in model.description
    answer, _ = film(model)
    assert answer["at"] == [30, 40, 50, 60] and not answer["trouble"]
    model.set("layers", "4")
    assert model.state.space == "", "these neurons are no more"


@pytest.mark.parametrize(
    ("typed", "words"),
    {
        "2.1": "written like",
        "2.1 1.1": "of one layer",
        "2.1 2.1": "two different",
        "2.1 2.9": "no hidden neurons",
        "3.1 3.2": "no hidden neurons",
        "a b": "written like",
    }.items(),
)
def test_other_axes_are_refused_in_words(typed, words):
    model = Playground("data=spiral layers=4-3").model
    with pytest.raises(ValueError, match=words):
        model.set("space", typed)
    assert model.state.space == ""
