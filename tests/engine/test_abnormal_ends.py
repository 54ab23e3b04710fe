"""What training leaves behind when it does not end as planned: a network and a history that one can go on with."""

import sys
from collections import defaultdict
from itertools import count
from pathlib import Path

import numpy as np
import pytest

import course_utils.engine
from course_utils.engine import (
    Diverged,
    EmpiricalRisk,
    Network,
    Perceptron,
    Quadratic,
    adam,
    fit,
    gradient_descent,
    momentum,
    newton,
)

ENGINE = str(Path(course_utils.engine.__file__).parent)
# What runs thousands of lines before a training begins, and changes nothing of the network.
RECORDING = ("_Recording", "_Call", "_Symbol", "_shape", "_unchanged")
RANDOM = np.random.default_rng(0)
X = RANDOM.normal(size=(12, 2))
Y = (X[:, 0] * X[:, 1] + 0.5 * RANDOM.normal(size=12) > 0).astype(int)
HELD = X[:9] + 0.3, Y[:9]  # near enough for the validation loss to fall first
LOSS = "binary_cross_entropy"
INTERRUPTED = 2  # epochs, when every line is tried: the time grows with their square
FEW = 4  # times, as often as two epochs of two batches come to a line


def network():
    return Network.random([2, 3, 1], output="sigmoid", seed=4)


HOW = {
    "full batch": {},
    "validation": {"validation": HELD},
    "patience": {"validation": HELD, "patience": 4, "optimizer": "momentum"},
    "batches and patience": {"batch_size": 8, "validation": HELD, "patience": 4, "optimizer": "adam"},
    "callback": {"callback": lambda epoch, history: False},
    "schedule": {"learning_rate": lambda t: 0.9 / (1 + t)},
}
# Between them they come to each line to which those come.
ALL_LINES = {
    "full batch": HOW["full batch"],
    "validation and momentum": HOW["validation"] | {"optimizer": "momentum"},
    "batches and patience": HOW["batches and patience"],
    "callback and schedule": HOW["callback"] | HOW["schedule"],
}


def train(model, how, epochs=4):
    return fit(model, X, Y, LOSS, **{"learning_rate": 0.9, "epochs": epochs} | how)


def line_by_line(model, how, at_line):
    """Train, and call at_line(frame) before each line of the engine."""

    def each_line(frame, event, argument):
        if event == "line":
            at_line(frame)
        return each_line

    def trace(frame, event, argument):
        code = frame.f_code
        recording = code.co_qualname.startswith(RECORDING) and code.co_filename.endswith("fast.py")
        return each_line if code.co_filename.startswith(ENGINE) and not recording else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        return train(model, how, INTERRUPTED)
    finally:
        sys.settrace(before)


def places(how):
    """Where to interrupt: each line of the engine the first and the last few times that training comes to it."""
    reached, number = defaultdict(list), count()
    line_by_line(
        network(), how, lambda frame: reached[frame.f_code.co_filename, frame.f_lineno].append(next(number))
    )
    return sorted({place for times in reached.values() for place in (*times[:FEW], *times[-FEW:])})


def interrupted(model, how, place):
    """Train, with an interrupt before the line with that number, as the kernel might send it."""
    number = count()

    def stop(frame):
        if next(number) == place:
            sys.settrace(None)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        line_by_line(model, how, stop)
    return caught.value


def promised(how, history):
    """The parameters and the losses that the docstring of `fit` promises after so many complete epochs."""
    if history is None or history.epochs < 1:  # nothing is trained yet
        return network().theta, None
    model = network()
    return model.theta, train(model, how, epochs=history.epochs)


@pytest.mark.parametrize("how", ALL_LINES.values(), ids=ALL_LINES)
def test_an_interrupt_anywhere_leaves_the_last_complete_epoch(how):
    """As if `epochs` had been that number: otherwise a network is left that no history describes."""
    ends, expected = set(), {}
    untrained, trained = network().theta, promised_end(how)
    for place in places(how):
        model = network()
        history = getattr(interrupted(model, how, place), "history", None)
        if history is None:  # before or after the training
            assert any((model.theta == theta).all() for theta in (untrained, trained))
            continue
        epochs = history.epochs
        if epochs not in expected:
            expected[epochs] = promised(how, history)
        theta, same = expected[epochs]
        np.testing.assert_array_equal(model.theta, theta, err_msg=f"{place}: {history}")
        if same is not None:
            np.testing.assert_array_equal(history.train_loss, same.train_loss)
            assert (history.updates, history.best_epoch) == (same.updates, same.best_epoch)
            assert history.stopped_by == "interrupt" or epochs == INTERRUPTED
        ends.add(epochs)
    assert ends == set(range(-1, INTERRUPTED + 1)), "the interrupts did not reach every epoch"


def promised_end(how):
    model = network()
    train(model, how, INTERRUPTED)
    return model.theta


@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, SystemExit])
def test_an_error_in_the_callback_undoes_what_it_changed(how, error):
    model = network()

    def callback(epoch, history):
        if epoch == 2:
            model.theta *= 2
            raise error("no more")

    with pytest.raises(error, match="no more") as caught:
        train(model, how | {"callback": callback})
    theta, same = promised(how, caught.value.history)
    np.testing.assert_array_equal(model.theta, theta)
    np.testing.assert_array_equal(caught.value.history.train_loss, same.train_loss)
    assert caught.value.history.epochs == 2
    assert caught.value.history.stopped_by == ("interrupt" if error is KeyboardInterrupt else "error")
    assert f"stopped by {caught.value.history.stopped_by}" in repr(caught.value.history)
    assert "keeps the parameters of epoch" in caught.value.__notes__[0]
    assert "sys.last_value.history" in caught.value.__notes__[0]


@pytest.mark.parametrize("batch_size", [None, 5])
@pytest.mark.parametrize("wrong", [-1, np.nan, "fast", None])
def test_a_schedule_that_fails_leaves_the_last_complete_epoch(batch_size, wrong):
    model, how = network(), {"batch_size": batch_size}
    with pytest.raises((ValueError, TypeError), match=r"learning_rate\(3\)") as caught:
        train(model, how | {"learning_rate": lambda t: wrong if t == 3 else 0.9})
    history = caught.value.history
    assert history.epochs == (3 if batch_size is None else 1) and history.updates == history.epochs * (
        1 if batch_size is None else 3
    )
    theta, same = promised(how, history)
    np.testing.assert_array_equal(model.theta, theta)
    np.testing.assert_array_equal(history.train_loss, same.train_loss)


def test_after_an_interrupt_training_goes_on():
    model, straight = network(), network()
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            train(model, {"callback": lambda epoch, history: interrupt_at(epoch, 3)})
    train(straight, {}, epochs=6)
    np.testing.assert_array_equal(model.theta, straight.theta)


def interrupt_at(epoch, last):
    if epoch == last:
        raise KeyboardInterrupt


def test_divergence_with_patience_leaves_the_parameters_with_the_lowest_validation_loss():
    """One input: the loss is (1 − w − b)². The first update helps, then wild ones throw the weights away."""
    model = Network.from_parameters([([[0.0]], [0.0])])
    rates = [0.2, 1e3, *[1e200] * 10]
    how = {"validation": ([[1.0]], [1.0]), "patience": 50}
    with pytest.raises(Diverged, match="of epoch 1, those with the lowest validation loss") as caught:
        fit(model, [[1.0]], [1.0], "mean_squared_error", learning_rate=rates.__getitem__, epochs=12, **how)
    error = caught.value
    # w and b move by 0.2 · 2 (1 − 0): the loss there is 0.2², its gradient −2 · 0.2 for each.
    np.testing.assert_allclose(model.theta, [0.4, 0.4], rtol=1e-15)
    np.testing.assert_array_equal(error.last.theta, model.theta)
    assert error.history.best_epoch == error.last.step == 1 and error.history.epochs > 1
    assert error.last.value == pytest.approx(0.04) and error.last.gradient_norm == pytest.approx(0.4 * 2**0.5)


def test_divergence_with_patience_keeps_the_best_of_a_walk_away():
    model = network()
    how = {"validation": HELD, "patience": 500, "l2": 0.1}
    with pytest.raises(Diverged) as caught:
        train(model, how | {"learning_rate": lambda t: 0.05 if t < 40 else 1e308}, epochs=60)
    history, last = caught.value.history, caught.value.last
    best = int(np.argmin(history.validation_loss))
    np.testing.assert_array_equal(model.theta, last.theta)
    assert history.best_epoch == last.step == best and history.stopped_by == "error"
    risk = EmpiricalRisk(model, *HELD, LOSS)
    assert risk.value(model.theta) == history.validation_loss.min()
    penalised = EmpiricalRisk(model, X, Y, LOSS, l2=0.1)
    assert last.value == penalised.value(model.theta)
    assert not last.theta.flags.writeable
    assert not getattr(caught.value, "__notes__", None), "the message says it already"


def test_a_start_that_is_not_finite_has_an_empty_history():
    model = Network.from_parameters([([[1e200]], [0.0])])
    with pytest.raises(Diverged, match="at the start") as caught:
        fit(model, [[1e200]], [0.0], "mean_squared_error", learning_rate=0.1, epochs=5)
    assert repr(caught.value.history) == "History: nothing yet" and caught.value.last is None
    assert model.theta.tolist() == [1e200, 0]


def test_an_interrupt_closes_the_bar(monkeypatch):
    closed = []

    class Bar:
        def update(self):
            raise KeyboardInterrupt

        def close(self):
            closed.append(True)

    monkeypatch.setattr("course_utils.engine.training._bar", lambda epochs: Bar())
    model = network()
    with pytest.raises(KeyboardInterrupt) as caught:
        train(model, {"progress": True})
    assert closed and caught.value.history.epochs == 0
    np.testing.assert_array_equal(model.theta, network().theta)


# --- walks and the perceptron --------------------------------------------------------------------------

WALKS = {"descent": gradient_descent, "momentum": momentum, "adam": adam, "newton": newton}


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_whatever_ends_a_walk_holds_its_last_iterate(walk, error):
    bowl, calls = Quadratic([[2.0, 0.0], [0.0, 1.0]], [1.0, 1.0]), count()

    class Fails(Quadratic):
        def _value_and_gradient(self, theta):
            if next(calls) == 3:
                raise error
            return super()._value_and_gradient(theta)

    walked = list(walk(bowl, [3.0, 4.0], learning_rate=0.1, steps=2))
    with pytest.raises(error) as caught:
        list(walk(Fails(bowl.A, bowl.b), [3.0, 4.0], learning_rate=0.1, steps=9))
    assert caught.value.last.step == 2 and caught.value.last.value == walked[2].value
    np.testing.assert_array_equal(caught.value.last.theta, walked[2].theta)


def test_a_schedule_that_fails_in_a_walk_leaves_the_last_iterate():
    bowl = Quadratic([[2.0]], [1.0])
    with pytest.raises(ValueError, match=r"learning_rate\(3\) must be .* above 0; got -1") as caught:
        list(gradient_descent(bowl, [3.0], learning_rate=lambda t: -1 if t == 3 else 0.1, steps=9))
    assert caught.value.last.step == 3


def test_an_interrupted_perceptron_knows_what_the_complete_passes_taught(monkeypatch):
    inputs, labels = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]
    from course_utils.engine.topics import perceptron as module

    original, calls = module.Mistake, count()
    whole = Perceptron().fit(inputs, labels, passes=6)
    assert len(whole.mistakes) > 12
    for place in range(12):
        calls = count()

        def stop(*values, place=place, calls=calls):
            if next(calls) == place:
                raise KeyboardInterrupt
            return original(*values)

        monkeypatch.setattr(module, "Mistake", stop)
        interrupted = Perceptron()
        with pytest.raises(KeyboardInterrupt):
            interrupted.fit(inputs, labels, passes=6)
        monkeypatch.setattr(module, "Mistake", original)
        complete = whole.mistakes[place].pass_number - 1
        assert interrupted.passes == complete and not interrupted.converged
        assert [m.pass_number for m in interrupted.mistakes] == [
            m.pass_number for m in whole.mistakes if m.pass_number <= complete
        ]
        if complete:
            same = Perceptron().fit(inputs, labels, passes=complete)
            np.testing.assert_array_equal(interrupted.weights, same.weights)
            np.testing.assert_array_equal(interrupted(inputs), same(inputs))
        else:
            assert interrupted.weights.tolist() == [0, 0, 0]


def test_in_a_notebook_the_history_of_an_interrupted_training_can_be_had(capsys):
    """Who presses stop loses the value of `fit`; the last line of the traceback says where the history is."""
    from IPython.core.interactiveshell import InteractiveShell

    shell, model = InteractiveShell(), network()
    stop = {"callback": lambda epoch, history: interrupt_at(epoch, 3)}
    shell.push({"train": train, "model": model, "stop": stop})
    shell.run_cell("history = train(model, stop)")
    assert "sys.last_value.history" in capsys.readouterr().out
    shell.run_cell("import sys; history = sys.last_value.history")
    assert shell.user_ns["history"].epochs == 3
