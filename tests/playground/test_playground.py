"""The playground without a screen: every control to both ends, exact reset, one update, and set-ups as texts.

What the numbers should be comes from calculations in here: gradients from the network's public methods or by hand,
risks from `population_risk` on ten times as many points.
"""

import copy
import itertools
import json
import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.data import GalaxyPopulation, ToyPopulation, bayes_risk, galaxies, hills, population_risk
from course_utils.engine import Network, fit
from course_utils.live.controls import Button, Choice, Text
from course_utils.playground import after, again, begin, changed, play, run
from course_utils.playground.panels import Places
from course_utils.playground.setup import (
    ACTIVATIONS,
    DATA,
    INPUTS,
    LEARNING,
    MOST_CHANGES,
    MOST_UPDATES,
    OPTIMIZERS,
    REGRESSIONS,
    SEEDS,
    Change,
    Settings,
    Setup,
)
from course_utils.playground.setup_text import LONGEST, read, write
from course_utils.widgets import Playground

GALAXY = Settings("galaxies", layers=(16, 16), points=200, train=0.9, rate=0.3)


def galaxy_network():
    return Network.random([2, 16, 16, 1], "tanh", "sigmoid", seed=0)


def image(model):
    return np.array(model.pixels)


# --- one update, exactly --------------------------------------------------------------------------------


def test_it_starts_with_the_galaxy_network_of_the_course():
    assert (begin(GALAXY).theta == galaxy_network().theta).all()


@pytest.mark.parametrize(("l2", "l1"), [(0.0, 0.0), (0.01, 0.0), (0.0, 0.02), (0.01, 0.02)])
def test_one_update_is_one_step_of_gradient_descent(l2, l1):
    training, network, sky = (
        after(begin(Settings(**vars(GALAXY) | {"l2": l2, "l1": l1}))),
        galaxy_network(),
        galaxies(200, seed=0),
    )
    _, gradient = network.gradient(sky.X[:180], sky.y[:180], "binary_cross_entropy")
    weights = np.concatenate(
        [np.r_[np.ones(layer.W.size), np.zeros(layer.b.size)] for layer in network.layers]
    )
    gradient = gradient + weights * (l2 * network.theta + l1 * np.sign(network.theta))
    expected = network.theta - 0.3 * gradient
    np.testing.assert_allclose(begin(training.settings).gradient, gradient, rtol=0, atol=1e-15)
    assert training.updates == 1
    np.testing.assert_allclose(training.theta, expected, rtol=0, atol=1e-15)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_forty_updates_are_forty_epochs_of_fit(optimizer):
    training = after(begin(Settings(**vars(GALAXY) | {"optimizer": optimizer, "rate": 0.01})), 40)
    network, sky = galaxy_network(), galaxies(200, seed=0)
    how = {"learning_rate": 0.01, "epochs": 40, "optimizer": optimizer}
    fit(network, sky.X[:180], sky.y[:180], "binary_cross_entropy", **how)
    np.testing.assert_allclose(training.theta, network.theta, rtol=0, atol=1e-12)


def test_a_batch_is_a_part_of_the_data_and_an_epoch_uses_each_example_once():
    training = begin(Settings("xor", points=100, batch="16", layers=(2,)))
    trainer = training.trainer
    parts = [trainer._batch("16", t)[0] for t in range(4)]
    assert [len(part) for part in parts] == [16, 16, 16, 2]
    assert sorted(map(tuple, np.concatenate(parts))) == sorted(map(tuple, trainer.sample.train[0]))
    assert not np.array_equal(trainer._batch("16", 4)[0], parts[0])
    assert after(training, 8).epochs == 2


@pytest.mark.parametrize("batch", ["all", "16", "1"])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_it_does_not_matter_how_updates_are_grouped(batch, optimizer):
    start = begin(Settings("moons", layers=(3,), batch=batch, optimizer=optimizer, rate=0.01))
    single = start
    for _ in range(30):
        single = after(single)
    together = after(after(start, 17), 13)
    assert (single.theta == together.theta).all() and single.history == together.history


# --- risks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [name for name in DATA if name not in (*REGRESSIONS, "own")])
@pytest.mark.parametrize("loss", ["binary_cross_entropy", "squared"])
def test_true_and_bayes_risk_are_those_of_the_population(data, loss):
    training = after(begin(Settings(data, layers=(8,), loss=loss, rate=0.3)), 300)
    population = GalaxyPopulation() if data == "galaxies" else ToyPopulation(data)
    network = Network.random([2, 8, 1], "tanh", "sigmoid")
    network.theta = training.theta
    if loss == "squared":
        true = population_risk(network, population, "squared")
    else:
        true = population_risk(
            lambda X: network.forward(X).Z[-1], population, "binary_cross_entropy_from_logits"
        )
    assert training.risks.true == pytest.approx(true, rel=0.01)
    assert training.trainer.true_risk.bayes == pytest.approx(bayes_risk(population, loss), rel=0.01)


def test_the_risk_of_the_plane_is_an_integral_and_its_bayes_risk_the_noise():
    """Without hidden layer and from zero, f = 0: the mean of (x₁ − ½x₂ + 0.2)² over the square is ⅓ + ¼·⅓ + 0.04."""
    training = begin(Settings("plane", layers=(), start="zero", noise=0.2))
    assert training.trainer.true_risk.bayes == pytest.approx(0.04)
    assert training.risks.true == pytest.approx(1 / 3 + 1 / 12 + 0.04 + 0.04, rel=1e-12)
    learned = after(begin(Settings("plane", layers=(), noise=0.2, rate=0.1)), 2000)
    np.testing.assert_allclose(learned.theta, (1, -0.5, 0.2), atol=0.1)


def test_the_l1_penalty_leaves_few_weights_and_the_l2_penalty_many_small_ones():
    """XOR from seven inputs of which one is enough: what is smaller than a step of the penalty counts as gone."""
    many = Settings("xor", inputs=tuple(INPUTS), layers=(4,), rate=0.1, seed=1)
    left = {}
    for penalty in ("l1", "l2"):
        training = after(begin(replace(many, **{penalty: 0.01})), 5000)
        weights = training.theta[[name.startswith("w") for name in training.settings.parameters]]
        assert training.wrong[1] < 0.05
        left[penalty] = int(np.sum(np.abs(weights) > 0.1 * 0.01))
    assert left["l1"] < len(weights) / 2 < left["l2"]


def test_the_risk_of_the_hills_is_an_integral_and_a_network_learns_them():
    """From zero, f = 0: the mean of F² over the square, from ten thousand places of a lattice."""
    training = begin(Settings("hills", layers=(8, 4), start="zero", noise=0.1))
    x = (np.arange(100) + 0.5) / 50 - 1
    places = np.stack(np.meshgrid(x, x), axis=-1).reshape(-1, 2)
    assert training.trainer.true_risk.bayes == pytest.approx(0.01)
    assert training.risks.true == pytest.approx(np.mean(hills(places) ** 2) + 0.01, rel=1e-3)
    learned = after(begin(Settings("hills", points=1000, layers=(8, 4), optimizer="adam", rate=0.01)), 3000)
    assert learned.risks.true < 0.25 * training.risks.true


def test_all_weights_zero_learn_only_the_output_bias():
    """Every hidden neuron answers 0, so all gradients but that of the output's bias are 0, and stay so."""
    training = after(begin(Settings("galaxies", layers=(4, 2), start="zero", rate=1.0)), 500)
    assert np.count_nonzero(training.theta[:-1]) == 0
    y = training.trainer.sample.train[1]
    assert 1 / (1 + np.exp(-training.theta[-1])) == pytest.approx(y.mean(), abs=1e-6)


# --- the same again ---------------------------------------------------------------------------------------


def test_reset_is_exact():
    model = Playground("data=xor layers=3 batch=16 optimizer=adam rate=0.01").model
    first, setup = model.state.training, model.state.setup
    before = image(model)
    model.step(120)
    assert not np.array_equal(image(model), before)
    reached = model.state.training
    model.press("reset")
    assert (model.state.training.theta == first.theta).all() and model.state.training.history == first.history
    assert model.state.setup == setup and np.array_equal(image(model), before)
    model.step(120)
    assert (
        model.state.training.theta == reached.theta
    ).all() and model.state.training.history == reached.history


def test_reset_keeps_weights_that_were_edited_at_the_start_and_no_others():
    start = changed(begin(Settings("xor", layers=(2,))), "w1.1.1", 0.25)
    later = changed(after(start, 10), "b2.1", -3.0)
    same = again(later)
    assert (same.theta == start.theta).all() and same.setup == start.setup


def test_new_start_and_new_data_are_new_and_can_be_repeated():
    model = Playground("data=moons layers=2").model
    first = model.state.training
    model.press("new_start")
    assert model.state.training.settings.seed == 1
    assert not (model.state.training.theta == first.theta).any(where=first.theta != 0)
    model.press("new_data")
    assert model.state.training.settings.draw == 1
    assert not np.array_equal(model.state.training.trainer.sample.train[0], first.trainer.sample.train[0])
    assert (run(read(model.state.setup)).theta == model.state.training.theta).all()


def test_nothing_in_an_earlier_state_is_changed():
    model = Playground("data=circles layers=4 optimizer=adam rate=0.01").model
    model.step(3)
    state, theta = model.state, model.state.training.theta.copy()
    model.step(50)
    model.set("value", "9")
    assert (state.training.theta == theta).all() and not state.training.theta.flags.writeable
    assert (after(state.training, 50).theta[1:] == model.state.training.theta[1:]).all()


@pytest.mark.parametrize("setup", ["data=circles layers=4", "data=plane layers=2 loss=squared"])
def test_nothing_that_a_training_hands_out_can_be_written_to(setup):
    """What a student computes with in a cell is what the figure shows, and what other figures share."""
    model = Playground(setup).model
    training = model.state.training
    words, gradient = model.description, training.gradient.copy()
    held = [training.gradient, training.theta, training.trainer.true_risk.points, training.trainer.grid(9)]
    for array in [*held, *training.trainer.sample.train, *training.trainer.sample.test]:
        with pytest.raises(ValueError, match="read-only"):
            array *= 0.1
    assert (training.gradient == gradient).all() and model.description == words


def test_it_ends_at_a_hundred_thousand_updates():
    model = Playground("data=blobs layers=none points=10 updates=99990").model
    model.step(1000)
    assert model.state.training.updates == 100_000
    model.step(1)
    assert model.ended and model.state.training.updates == 100_000


# --- set-ups as texts -------------------------------------------------------------------------------------

EVERYTHING = (
    "data=spiral noise=0.08 points=300 train=0.7 draw=4 inputs=x1,x2,sin(x1) layers=5-3 activation=relu "
    "loss=squared rate=0.05 l2=0.001 l1=0.0001 batch=16 optimizer=momentum start=random seed=7 updates=60 "
    "change=0:w1.2.3=-0.125 change=20:rate=0.01 change=20:b3.1=1e-05 change=40:optimizer=adam change=60:batch=all"
)


def test_a_set_up_comes_back_exactly():
    assert write(read(EVERYTHING)) == EVERYTHING
    playground = Playground(EVERYTHING)
    assert playground.setup == EVERYTHING
    other = Playground()
    other.load(EVERYTHING)
    ours, theirs = playground.model.state, other.model.state
    assert (
        ours.training.theta == theirs.training.theta
    ).all() and ours.training.history == theirs.training.history
    assert (theirs.rate, theirs.batch, theirs.optimizer, theirs.layers) == (0.01, "all", "adam", "5-3")
    assert np.array_equal(image(playground.model), image(other.model))


def test_what_a_person_did_is_in_the_text_and_comes_back():
    model = Playground("data=xor layers=2").model
    for act in (
        lambda: model.set("value", "−0.7"),
        lambda: model.step(30),
        lambda: model.set("rate", 0.1),
        lambda: model.press("next"),
        lambda: model.set("value", "0.3333333333333333"),
        lambda: model.step(25),
        lambda: model.set("l2", 0.01),
        lambda: model.set("l1", 0.003),
        lambda: model.set("batch", "4"),
        lambda: model.step(45),
    ):
        act()
    text = model.state.setup
    assert "change=0:w1.1.1=-0.7 " in text and "change=30:w1.1.2=0.3333333333333333" in text
    copy = run(read(text))
    assert (copy.theta == model.state.training.theta).all() and copy.history == model.state.training.history
    assert copy.learning == model.state.training.learning


def test_a_change_and_back_leaves_no_trace_but_the_optimisers_memory_begins_anew():
    training = after(begin(Settings("xor", layers=(2,), optimizer="momentum")), 5)
    there = changed(training, "rate", 0.01)
    assert changed(there, "rate", 0.3).setup == training.setup
    back = changed(changed(training, "optimizer", "sgd"), "optimizer", "momentum")
    assert (after(run(back.setup)).theta == after(back).theta).all()
    assert not (after(back).theta == after(training).theta).all()


@given(st.data())
def test_any_settings_come_back(data):
    draw = data.draw
    kind = draw(st.sampled_from(list(DATA)))
    settings = Settings(
        kind,
        noise=draw(st.floats(0.04, 1)),
        points=draw(st.integers(10, 1000)),
        train=draw(st.floats(0.1, 0.9)),
        draw=draw(st.integers(0, 10**6)),
        inputs=tuple(draw(st.sets(st.sampled_from(list(INPUTS)), min_size=1))),
        layers=tuple(draw(st.lists(st.integers(1, 16), max_size=6))),
        activation=draw(st.sampled_from(list(ACTIVATIONS))),
        optimizer=draw(st.sampled_from(OPTIMIZERS)),
        start=draw(st.sampled_from(["random", "zero"])),
        loss="squared" if kind in REGRESSIONS else draw(st.sampled_from(["squared", "binary_cross_entropy"])),
        rate=draw(st.floats(0.0001, 10)),
        l2=draw(st.floats(0, 1)),
        l1=draw(st.floats(0, 1)),
        batch=draw(st.sampled_from(["1", "4", "16", "64", "all"])),
        seed=draw(st.integers(0, 10**9 - 1)),
    )
    setup = Setup(settings, (Change(3, "w1.1.1", draw(st.floats(-1e6, 1e6))),), 5)
    assert read(write(setup)) == setup


def check_same(ours, theirs):
    """Two Courses are the same to the bit, and go on alike."""
    assert ours.setup == theirs.setup and ours.learning == theirs.learning
    assert ours.theta.tobytes() == theirs.theta.tobytes() and ours.history == theirs.history
    if ours.updates < MOST_UPDATES - 3:
        assert after(ours, 3).theta.tobytes() == after(theirs, 3).theta.tobytes()


def act_at_random(model, random):
    """One thing that a person may do: a control, a button, a text, a handle or some updates."""
    name = random.choice([*model.controls, "updates", "value", "value", "next"])
    control = model.controls.get(name)
    if name == "updates":
        model.step(int(random.integers(1, 40)))
    elif name == "value":
        sizes = 10.0 ** random.integers([-300, -20, -3], [-200, -3, 4])
        model.set("value", repr(float(random.normal() * random.choice(sizes))))
    elif name == "layers":
        model.set("layers", str(random.choice(["none", "3", "2-2", "16-1"])))
    elif name == "parameter":
        model.set(name, str(random.choice(model.state.training.settings.parameters)))
    elif name == "neuron":
        model.set(name, str(random.choice(["", "1.1", "2.1"])))
    elif name == "activations":
        model.set(name, str(random.choice(["relu", "tanh,relu", "sigmoid,identity"])))
    elif name == "own":
        points = np.c_[random.uniform(-1.7, 1.7, (20, 2)).round(3), random.integers(0, 2, 20)]
        model.set(name, ",".join(f"{x}:{y}:{label:.0f}" for x, y, label in points))
    elif isinstance(control, Text):
        model.set(name, getattr(model.state, name))
    elif isinstance(control, Button):
        model.press(name)
    else:
        model.set(name, control.value_at(int(random.integers(control.positions + 1))))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_a_person_does_is_in_the_text_to_the_bit(seed):
    random, done = np.random.default_rng(seed), 0
    model = Playground("data=xor layers=2 points=40").model
    for step in range(60):
        try:
            act_at_random(model, random)
        except (ValueError, ArithmeticError):
            continue
        done += 1
        if step % 6 == 0:
            check_same(run(read(model.state.setup)), model.state.training)
    check_same(run(read(model.state.setup)), model.state.training)
    assert done > 40


def test_single_examples_after_whole_batches_leave_the_training_set_as_it_is():
    """One example is no batch "all", though True == 1."""
    model = Playground("data=xor layers=2 points=40 batch=all").model
    model.step(1)
    X, Y = model.state.training.trainer.examples
    before = X.copy(), Y.copy()
    model.set("batch", "1")
    model.step(1)
    np.testing.assert_array_equal(X, before[0])
    np.testing.assert_array_equal(Y, before[1])
    check_same(run(read(model.state.setup)), model.state.training)


def test_a_long_session_of_edits_can_be_loaded():
    """150 edits by hand, at as many moments, in the widget itself."""
    playground = Playground("data=xor layers=2 points=40")
    model = playground.model
    for number in range(150):
        model.step(1)
        model.press("next")
        model.set("value", repr(-1.0 / (3 + number)))
    assert len(playground.setup) > 5000
    other = Playground()
    other.load(playground.setup)
    assert other.setup == playground.setup
    check_same(other.model.state.training, model.state.training)


def test_every_weight_of_the_largest_network_many_times():
    settings = Settings("xor", layers=(16,) * 6, inputs=tuple(INPUTS), points=20, train=0.5)
    random = np.random.default_rng(0)
    names = settings.parameters
    assert len(names) == 1505
    changes = [
        Change(at, name, float(value) * 1e-300**part)
        for at in (0, 1, 7)
        for name, value, part in zip(names, random.normal(size=1505), random.random(1505), strict=True)
    ]
    setup = Setup(settings, tuple(changes), 9)
    assert read(write(setup)) == setup
    training, again = run(setup), run(read(write(setup)))
    check_same(training, again)
    assert len({risks.updates for risks in training.history}) == len(training.history)
    last = {change.name: change.value for change in changes if change.at == 7}
    at_seven = run(Setup(settings, tuple(changes), 7))
    assert at_seven.theta.tolist() == [last[name] for name in names]


def test_the_longest_text_that_can_be_written_can_be_read():
    """As many changes as there may be, each as long as it can be, below settings with all their digits."""
    settings = Settings(
        "spiral", noise=0.12345678901234567, train=0.12345678901234567, points=1000, draw=SEEDS - 1,
        inputs=tuple(INPUTS), layers=(16,) * 6, activation="leaky_relu", loss="binary_cross_entropy",
        rate=0.00012345678901234567, l2=1.2345678901234567e-300, l1=1.2345678901234567e-300, batch="all",
        optimizer="momentum", seed=SEEDS - 1,
    )  # fmt: skip
    change = Change(MOST_UPDATES, "w7.16.16", -1.2345678901234567e-300)
    with pytest.raises(ValueError, match=r"no 'w7\.16\.16'"):  # the output layer has one neuron
        Setup(settings, (change,), MOST_UPDATES)
    changes = (change._replace(name="w6.16.16"),) * MOST_CHANGES
    text = write(Setup(settings, changes, MOST_UPDATES))
    assert 0.9 * LONGEST < len(text) <= LONGEST - 20_000, "so much is left for points of one's own"
    assert read(text) == Setup(settings, changes, MOST_UPDATES)
    with pytest.raises(ValueError, match="10,000 changes"):
        Setup(settings, (*changes, changes[0]), MOST_UPDATES)


def test_one_change_too_many_is_refused_and_nothing_changes():
    changes = tuple(Change(1, "w1.1.1", 1.0) for _ in range(MOST_CHANGES))
    training = run(Setup(Settings("xor", layers=(), points=20), changes, 1))
    with pytest.raises(ValueError, match="start anew"):
        changed(after(training), "w1.1.2", 0.5)
    assert run(read(write(training.setup))).setup == training.setup


def test_new_starts_and_new_data_stay_within_what_can_be_written():
    model = Playground(f"data=xor layers=2 seed={SEEDS - 1} draw={SEEDS - 1}").model
    for press in ("new_start", "new_data"):
        model.press(press)
        check_same(run(read(model.state.setup)), model.state.training)
    assert (model.state.training.settings.seed, model.state.training.settings.draw) == (0, 0)
    with pytest.raises(ValueError, match="seed must be below 1,000,000,000"):
        Settings(seed=SEEDS)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda thing: pickle.loads(pickle.dumps(thing))]
)
def test_a_course_can_be_copied_and_goes_on_alike(copied, optimizer):
    training = after(begin(Settings("moons", layers=(3,), batch="16", optimizer=optimizer, rate=0.01)), 20)
    training = after(changed(training, "w1.1.1", 0.5), 5)
    _ = (
        training.risks,
        training.gradient,
        training.trainer,
        training.wrong,
    )  # what is kept once it was asked for
    twin = copied(training)
    check_same(twin, training)
    assert (twin.risks, twin.wrong, twin.epochs) == (training.risks, training.wrong, training.epochs)
    assert not twin.theta.flags.writeable and twin.trainer is training.trainer
    assert copied(training.setup) == training.setup and copied(training.settings) == training.settings
    assert copied(training.trainer) is training.trainer


BAD = {
    "": f"1 to {LONGEST:,} characters",
    "hello": "words like layers=4-2; got 'hello'",
    '{"data": "xor"}': "words like layers=4-2",
    "data=stars": "data must be one of",
    "data=xor data=xor": "data is given twice",
    "colour=red": "no setting 'colour'",
    "data=": "words like",
    "layers=4--2": "written like 4-2",
    "layers=17": "at most 6 with 16 neurons",
    "layers=2-2-2-2-2-2-2": "at most 6",
    "layers=0": "at least 1",
    "rate=fast": "rate must be a number",
    "rate=nan": "rate must be a number",
    "rate=1e999": "rate must be a number",
    "rate=20": "rate must lie between",
    "points=5": "points must lie between",
    "points=12.5": "whole number",
    "train=1": "train must be",
    "noise=0.01": "noise must be",
    "inputs=x3": "inputs must be one of",
    "inputs=x1,x1": "each once",
    "loss=mse": "loss must be one of",
    "data=plane loss=binary_cross_entropy": "needs two classes",
    "optimizer=newton": "optimizer must be one of",
    "updates=1000000": "at most 100,000",
    "updates=-1": "whole number",
    "change=5:rate=0.1": "none after the last update",
    "updates=9 change=5:rate=0.1 change=4:rate=0.2": "in order",
    "layers=2 change=0:w3.1.1=1": "there is no 'w3.1.1'",
    "change=0:__class__=1": "nothing called",
    "change=0:w1.1.1=__import__('os')": "must be a number",
    "change=0": "written like 50:rate",
    "data=circles points=10 train=0.2": "too few: 2 to learn from",
    "data=blobs points=10 train=0.4 draw=25": "of class",
    "x" * (LONGEST + 1): "characters",
    "rate=1,000": "“1,000” can be read in two ways. write 1.0 or 1000.",
    "points=1_000": "whole number",
    "points=1,000": "whole number",
    "points=２００": "whole number",
    "layers=４": "written like 4-2",
    "seed=1000000000": "whole number",
    "seed=-1": "seed must be a whole number from 0 to 999,999,999",
    "updates=5 change=٥:rate=0.1": "written like 50:rate",
    "change=0:w１.1.1=1": "written like 50:rate",
    "data=xor\0": "data must be one of",
    "data=xor version=2 layers=3": "no setting 'version'",
    "#activation=tanh&batchSize=10&dataset=circle": "no setting '#activation'",
    "data=xor layers=2 " + "change=0:w1.1.1=1 " * 10_001: "can hold 10,000 changes",
}


@pytest.fixture(scope="module")
def unmoved():
    """One model for all that must change nothing, and its picture."""
    model = Playground("data=xor layers=2 updates=7").model
    return model, image(model)


@pytest.mark.parametrize(("text", "words"), BAD.items(), ids=lambda text: text[:40])
def test_a_bad_set_up_is_refused_in_words_and_nothing_changes(unmoved, text, words):
    model, before = unmoved
    state = model.state
    events = [{"type": "set", "name": "setup", "text": text}]
    answer, picture = model.reply({"id": 1, "type": "events", "events": events})
    assert (answer["type"], picture) == ("error", None) and words.lower() in answer["words"].lower()
    json.dumps(answer)
    assert model.state is state
    assert np.array_equal(image(model), before)


def test_a_link_is_read_like_the_set_up_that_it_holds_and_a_broken_one_refused():
    there = "https://course.example/book/08.html?x=1#"
    assert read(there + "playground=data%3Dxor+layers%3D3-3+updates%3D20") == read(
        "data=xor layers=3-3 updates=20"
    )
    for broken, words in {
        "playground=data%3Dxor+laye": "got 'laye'",
        "playground=colour%3Dred": "no setting 'colour' in this version",
        "playground=": "no setting",
        "activation=tanh&dataset=circle": "no setting",
    }.items():
        with pytest.raises(ValueError, match=words):
            read(there + broken)


@pytest.mark.parametrize(
    "text", ["'data=xor layers=2'", "“data=xor layers=2”", "data=xor, layers=2", " data=xor; layers=2;\n"]
)
def test_quotation_marks_and_commas_that_came_with_a_set_up_are_passed_over(text):
    assert read(text) == read("data=xor layers=2")


def test_a_set_up_written_before_the_loss_was_called_binary_means_the_same():
    assert read("data=xor loss=cross_entropy updates=3") == read(
        "data=xor loss=binary_cross_entropy updates=3"
    )
    assert "loss=binary_cross_entropy" in write(read("data=xor loss=cross_entropy"))


@pytest.mark.parametrize("text", [None, 7, ["data=xor"], b"data=xor"])
def test_a_set_up_that_is_no_text_is_refused(text):
    with pytest.raises(TypeError):
        read(text)


# --- every control ----------------------------------------------------------------------------------------


def ends(control):
    if isinstance(control, Choice):
        return list(control.options)
    return [control.value_at(0), control.value_at(control.positions)]


def test_every_control_goes_to_both_ends_and_the_training_goes_on():
    model = Playground("data=xor layers=2 points=40").model
    for name, control in model.controls.items():
        if isinstance(control, Button):
            model.press(name)
        elif not isinstance(control, Text):
            for end in ends(control):
                model.set(name, end)
                assert getattr(model.state, name) == end
            model.set(name, control.value)
        model.step(2)
        assert np.isfinite(model.state.training.theta).all()
        assert model.description
        assert run(read(model.state.setup)).setup == model.state.training.setup


@pytest.mark.parametrize("data", DATA)
def test_every_data_set_can_be_seen_and_learned(data):
    model = Playground(f"data={data} layers=8 rate=0.1").model
    before, risk = in_both_themes(model), model.state.training.risks.train
    model.step(200)
    for then, now in zip(before, in_both_themes(model), strict=True):
        assert not np.array_equal(then, now)
    assert model.state.training.risks.train < risk


def in_both_themes(model):
    """The picture, dark and light."""
    images = []
    for theme in ("dark", "light"):
        model.change_theme(theme)
        images.append(image(model))
    return images


def test_choosing_the_plane_and_back_brings_the_loss_that_suits():
    model = Playground("data=xor layers=2 noise=0.5").model
    model.set("data", "plane")
    assert (model.state.loss, model.state.noise) == ("squared", 0.1)
    with pytest.raises(ValueError, match="needs two classes"):
        model.set("loss", "binary_cross_entropy")
    assert "Wrong answers" not in model.description
    model.set("data", "circles")
    assert model.state.loss == "binary_cross_entropy" and "Wrong answers" in model.description


def test_layers_come_and_go_while_it_trains():
    model = Playground("data=moons layers=none").model
    for press, layers in (
        *[("more_layers", wanted) for wanted in ("2", "2-2", "2-2-2")],
        ("fewer_layers", "2-2"),
        ("fewer_layers", "2"),
        ("fewer_layers", "none"),
    ):
        model.step(5)
        model.press(press)
        assert (model.state.layers, model.state.training.updates) == (layers, 0)
        assert model.state.parameter in model.state.training.settings.parameters
    with pytest.raises(ValueError, match="left to take away"):
        model.press("fewer_layers")
    model.set("layers", "16-16-16-16-16-16")
    with pytest.raises(ValueError, match="at most"):
        model.press("more_layers")
    with pytest.raises(ValueError, match="at most"):
        model.set("layers", "17")


def test_the_last_input_cannot_be_taken_away():
    model = Playground("inputs=x1 layers=2").model
    with pytest.raises(ValueError, match="one or more inputs"):
        model.set("input_0", False)
    model.set("input_4", True)
    assert model.state.training.settings.inputs == ("x1", "x1*x2")


def test_what_is_learned_with_goes_on_and_what_is_learned_starts_anew():
    model = Playground("data=xor layers=2").model
    model.step(10)
    for name, value in {"rate": 1.0, "l2": 0.01, "l1": 0.003, "batch": "16", "optimizer": "adam"}.items():
        model.set(name, value)
        assert model.state.training.updates == 10 and model.state.training.learning[name] == value
    model.set("activation", "relu")
    assert model.state.training.updates == 0 and not model.state.training.setup.changes
    assert {name: getattr(model.state, name) for name in LEARNING} == model.state.training.learning


# --- weights ----------------------------------------------------------------------------------------------


def test_a_weight_is_set_to_an_exact_number():
    model = Playground("data=circles layers=4-2").model
    names = model.state.training.settings.parameters
    assert len(names) == 25 and (names[0], names[8], names[-1]) == ("w1.1.1", "b1.1", "b3.1")
    for _ in range(8):
        model.press("next")
    assert model.state.parameter == "b1.1"
    for text in ("0,1", " 0.1 "):
        model.set("value", text)
        assert model.state.training.theta[8] == 0.1 and model.state.value == "0.1"
    model.press("previous")
    assert model.state.parameter == names[7] and "Picked: w1.4.2 = " in model.description
    for bad in ("", "nan", "inf", "1e7", "1,000,5", "one", "1_000", "<b>1</b>"):
        with pytest.raises(ValueError):
            model.set("value", bad)
    assert model.state.training.theta[8] == 0.1


def test_the_gradient_shown_is_that_of_the_next_update():
    model = Playground("data=galaxies layers=4 rate=1 l2=0.01").model
    training = model.state.training
    moved = after(training).theta
    np.testing.assert_allclose(training.theta - moved, training.gradient, atol=1e-14)
    before = image(model)
    model.set("edges", "gradients")
    assert not np.array_equal(image(model), before)


@pytest.mark.parametrize("sizes", [(2, 1), (2, 4, 2, 1), (2, 16, 16, 1), (7, 8, 8, 8, 8, 8, 8, 1)])
def test_every_panel_lies_in_the_picture(sizes):
    places = Places(sizes)
    for column in places.panels:
        heights = [(bottom, bottom + side) for _, bottom, side in column]
        assert all(low > 0 and high < 412 for low, high in heights)
        assert all(above[0] >= below[1] for above, below in itertools.pairwise(heights))
    assert len(places.edges) == sum(a * b for a, b in itertools.pairwise(sizes))


def test_every_weight_and_bias_is_picked_by_its_name():
    model = Playground("data=circles layers=4-2").model
    for name in model.state.training.settings.parameters:
        model.set("parameter", name)
        assert model.state.parameter == name and f"Picked: {name} = " in model.description
    for bad in ("w9.1.1", "", "theta", "b1.5"):
        with pytest.raises(ValueError, match="no weight or bias"):
            model.set("parameter", bad)
    model.set("layers", "1")
    assert model.state.parameter == "w1.1.1", "b3.1 is no more"


# --- what goes wrong --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("unhurried")
def test_divergence_is_said_and_the_last_good_state_kept():
    model = Playground("data=plane layers=none rate=10 activation=identity").model
    model.step(3)
    state, picture = model.state, image(model)
    assert "learning rate may be too large" in model.description
    answer, sent = model.reply({"id": 1, "events": [{"type": "step", "count": 10_000}]})
    assert answer["type"] == "error" and "diverged" in answer["words"] and sent is None
    assert model.state is state and np.array_equal(image(model), picture)
    model.press("reset")
    model.set("rate", 0.1)
    model.step(100)
    assert model.state.training.risks.train < 0.1


@pytest.mark.parametrize(
    ("setup", "updates"),
    [
        ("data=circles layers=4 activation=sigmoid", 30),
        ("data=circles layers=4 activation=relu", 30),
        ("data=galaxies layers=16-16 points=200", 30),
        ("data=xor layers=8-8 activation=relu", 3),
    ],
)
def test_a_learning_rate_far_too_high_is_said_while_the_answer_is_worse_than_at_first(setup, updates):
    training = play(f"{setup} rate=10", updates)
    assert training.risks.train > 1.25 * play(setup).risks.train, "where it begins"
    model = Playground(f"{setup} rate=10 updates={updates}").model
    assert "The risk is higher than at the start: the learning rate may be too large." in model.description
    model.press("reset")
    assert "too large" not in model.description
    calm = Playground(f"{setup} rate=0.03 updates={updates}").model
    assert "too large" not in calm.description


def test_too_little_data_is_said_in_words():
    model = Playground("data=xor layers=2").model
    model.set("points", 10)
    with pytest.raises(ValueError, match="too few: 1 to learn from"):
        model.set("train", 0.1)
    assert model.state.train == 0.5


# --- the widget -------------------------------------------------------------------------------------------


def test_hidden_controls_are_not_on_the_page_but_keep_their_values():
    playground = Playground(
        "data=xor layers=2 optimizer=adam rate=0.01", hide=["Learning", "data", "new_start"]
    )
    shown = playground._layout["controls"]
    assert {"optimizer", "loss", "l2", "batch", "start", "data", "new_start"}.isdisjoint(shown)
    assert {"rate", "reset", "layers"} <= shown.keys()
    assert playground.model.state.optimizer == "adam"
    with pytest.raises(ValueError, match="hide names no control: 'Optimiser'"):
        Playground(hide=["Optimiser"])
    with pytest.raises(TypeError, match="list of names"):
        Playground(hide="Learning")


def test_first_sight_is_calm():
    controls = Playground()._layout["controls"]
    assert len([name for name, spec in controls.items() if "fold" not in spec]) <= 10
    assert controls["optimizer"]["fold"]["label"] == "Learning" and not controls["optimizer"]["fold"]["open"]


def test_a_small_weight_can_be_typed_as_it_is_shown():
    model = Playground().model
    model.set("value", "0.000035")
    assert model.state.value == "3.5×10⁻⁵"
    model.set("value", model.state.value)
    assert model.state.training.theta[0] == 0.000035


def test_more_updates_than_there_are_is_refused():
    with pytest.raises(ValueError, match="updates must be at most 90 here; got 100"):
        play("data=blobs layers=none points=10 updates=99910", 100)


@pytest.mark.parametrize("data", ["circles", "plane", "own"])
def test_the_points_that_trainings_share_cannot_be_written_to(data):
    """Two trainings with the same set-up learn from the same arrays: who changes one would change the other."""
    trainer = play(f"data={data} layers=1 points=20").trainer
    held = [
        *trainer.sample.train,
        *trainer.sample.test,
        *([] if data == "own" else [trainer.true_risk.points]),
    ]
    assert [array.flags.writeable for array in held] == [False] * len(held)
