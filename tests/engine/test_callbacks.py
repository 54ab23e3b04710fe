"""Functions of the user that run in the middle of a training: what they change counts, or does not reach it."""

import copy

import numpy as np
import pytest

from course_utils.engine import Diverged, EmpiricalRisk, Network, fit

RANDOM = np.random.default_rng(1)
X = RANDOM.normal(size=(20, 2))
Y = (X.sum(axis=1) + RANDOM.normal(size=20) > 0).astype(float)
LOSS = "binary_cross_entropy"
RATE = 0.5


def network():
    return Network.random([2, 4, 1], output="sigmoid", seed=2)


def train(model, epochs, **how):
    return fit(model, X, Y, LOSS, **{"learning_rate": RATE, "epochs": epochs} | how)


CHANGES = {
    "theta in place": lambda net: net.theta.__imul__(0.5),
    "theta set": lambda net: setattr(net, "theta", net.theta * 0.5),
    "W in place": lambda net: net.layers[0].W.__imul__(3.0),
    "one weight": lambda net: net.layers[1].W.__setitem__((0, 2), -4.0),
    "b set": lambda net: setattr(net.layers[0], "b", [1.0, 2.0, 3.0, 4.0]),
    "trained": lambda net: fit(net, X[:5], Y[:5], LOSS, learning_rate=3.0, epochs=2),
}


def by_hand(change, epochs):
    """Descent on the risk, with the change after every second epoch: the parameters at the end, and the losses."""
    model = network()
    losses = [EmpiricalRisk(model, X, Y, LOSS).value(model.theta)]
    for epoch in range(1, epochs + 1):
        model.theta -= RATE * model.gradient(X, Y, LOSS)[1]
        losses.append(EmpiricalRisk(model, X, Y, LOSS).value(model.theta))
        if epoch % 2 == 0:
            change(model)
    return model.theta, losses


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("epochs", [5, 6])
def test_the_next_epoch_starts_from_what_the_callback_left(change, epochs):
    """Otherwise weight clipping, a restart or an edit in a callback gives the gradient of another network."""
    model = network()

    def callback(epoch, history):
        if epoch % 2 == 0:
            change(model)

    history = train(model, epochs, callback=callback)
    theta, losses = by_hand(change, epochs)
    np.testing.assert_allclose(model.theta, theta, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(history.train_loss, losses, rtol=1e-12)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_by_the_callback_belongs_to_its_epoch(change):
    model, kept = network(), []

    def callback(epoch, history):
        if epoch == 3:
            raise KeyboardInterrupt
        change(model)
        kept.append(model.theta.copy())

    with pytest.raises(KeyboardInterrupt):
        train(model, 9, callback=callback)
    same = network()
    train(same, 3, callback=lambda epoch, history: change(same) if epoch < 3 else None)
    np.testing.assert_array_equal(model.theta, same.theta)


def test_with_patience_a_callback_changes_the_way_but_not_what_was_measured():
    model, seen = network(), []

    def callback(epoch, history):
        seen.append(model.theta.copy())
        model.theta *= 1.5  # which helps nobody

    history = train(model, 6, validation=(X, Y), patience=6, callback=callback)
    assert history.best_epoch > 0
    np.testing.assert_array_equal(model.theta, seen[history.best_epoch - 1])
    assert EmpiricalRisk(model, X, Y, LOSS).value(model.theta) == history.validation_loss.min()


@pytest.mark.parametrize("where", ["callback", "schedule"])
@pytest.mark.parametrize("batch_size", [None, 6])
def test_a_function_that_leaves_nan_is_found_out(where, batch_size):
    model, before = network(), []

    def spoil(at, now):
        if now == at:
            before.append(model.theta.copy())
            model.theta[0] = np.nan
        return 0.1

    how = {"callback": lambda epoch, history: spoil(2, epoch)} if where == "callback" else {}
    rate = (lambda t: spoil(2 if batch_size is None else 8, t)) if where == "schedule" else 0.1
    with pytest.raises(Diverged):
        fit(model, X, Y, LOSS, learning_rate=rate, epochs=9, batch_size=batch_size, **how)
    np.testing.assert_array_equal(model.theta, before[0])


def test_a_schedule_that_changes_the_network_is_heeded():
    model, expected = network(), network()

    def rate(t):
        model.theta *= 0.9
        return RATE

    fit(model, X, Y, LOSS, learning_rate=rate, epochs=5)
    for _ in range(5):
        expected.theta *= 0.9
        expected.theta -= RATE * expected.gradient(X, Y, LOSS)[1]
    np.testing.assert_allclose(model.theta, expected.theta, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("batch_size", [None, 6])
@pytest.mark.parametrize("order", ["C", "F"])
def test_what_happens_to_the_data_during_a_training_does_not_reach_it(batch_size, order):
    quiet, disturbed = network(), network()
    how = {"learning_rate": RATE, "epochs": 5, "batch_size": batch_size}
    plain = fit(quiet, X, Y, LOSS, validation=(X[:4], Y[:4]), **how)
    mine, held = np.array(X, order=order), X[:4].copy()
    labels, told = Y.copy()[:, None], Y[:4].copy()[:, None]

    def callback(epoch, history):
        for array in (mine, held):
            array *= 2
        for array in (labels, told):
            array[...] = 1 - array

    history = fit(disturbed, mine, labels, LOSS, validation=(held, told), callback=callback, **how)
    np.testing.assert_allclose(disturbed.theta, quiet.theta, rtol=1e-13)
    np.testing.assert_allclose(history.train_loss, plain.train_loss, rtol=1e-13)
    np.testing.assert_allclose(history.validation_loss, plain.validation_loss, rtol=1e-13)


def test_a_callback_cannot_change_the_history():
    def callback(epoch, history):
        history.train_loss[:] = 0
        history.validation_loss[:] = 0
        for name in ("updates", "epochs", "best_epoch", "stopped_by", "train_loss", "validation_loss"):
            with pytest.raises(AttributeError):
                setattr(history, name, 0)

    how = {"learning_rate": RATE, "epochs": 4, "batch_size": 6, "validation": (X, Y), "patience": 3}
    model, quiet = network(), network()
    told = fit(model, X, Y, LOSS, callback=callback, **how)
    plain = fit(quiet, X, Y, LOSS, **how)
    np.testing.assert_array_equal(model.theta, quiet.theta)
    np.testing.assert_array_equal(told.train_loss, plain.train_loss)
    assert repr(told) == repr(plain)


def test_a_history_that_a_callback_keeps_stays_as_it_was():
    kept = []
    train(network(), 3, callback=lambda epoch, history: kept.append(copy.copy(history)))
    assert [history.epochs for history in kept] == [1, 2, 3]
    assert [history.train_loss.size for history in kept] == [2, 3, 4]


def test_true_is_true_in_numpy_too():
    """`return history.train_loss[-1] < 0.5` is a np.bool_."""
    history = train(network(), 300, callback=lambda epoch, history: history.train_loss[-1] < 0.5)
    assert history.stopped_by == "callback" and history.train_loss[-1] < 0.5 <= history.train_loss[-2]


def test_divergence_after_a_change_says_the_loss_of_what_the_network_keeps():
    """Weights three times as large lose more than the history says of that epoch: it was measured before."""
    model = network()

    def callback(epoch, history):
        model.theta *= 3.0
        return None

    def rate(update):
        return RATE if update < 2 else 1e200

    with pytest.raises(Diverged) as caught:
        fit(model, X, Y, LOSS, learning_rate=rate, epochs=9, l2=0.1, callback=callback)
    kept = EmpiricalRisk(model, X, Y, LOSS).value(model.theta)
    assert f"with loss {kept:.6g}" in str(caught.value)
    assert caught.value.history.train_loss[caught.value.last.step] != pytest.approx(kept, rel=1e-3)


def test_another_training_that_diverges_in_a_callback_does_not_speak_for_this_one():
    """Its words name the epoch at which it put the network back; the training around it goes further back."""
    model = network()

    def callback(epoch, history):
        if epoch == 3:
            fit(model, X, Y, LOSS, learning_rate=lambda t: RATE if t < 7 else 1e200, epochs=9)

    with pytest.raises(Diverged, match="epoch 7") as caught:
        train(model, 9, callback=callback)
    same = network()
    history = train(same, 3)
    assert np.array_equal(model.theta, same.theta)
    assert np.array_equal(caught.value.history.train_loss, history.train_loss)
    (note,) = caught.value.__notes__
    assert "in epoch 4; the network keeps the parameters of epoch 3" in note
