"""Training: what `fit` does to a network, what it reports, when it stops."""

import tracemalloc
from contextlib import suppress

import numpy as np
import pytest
from tqdm.notebook import tqdm

from course_utils.engine import (
    Diverged,
    EmpiricalRisk,
    Network,
    adam,
    binary_cross_entropy,
    fit,
    gradient_descent,
    momentum,
    split,
)

WALKS = {"sgd": gradient_descent, "momentum": momentum, "adam": adam}


def two_moons_and_a_half(count=90, seed=0):
    """A small problem that needs a hidden layer."""
    random = np.random.default_rng(seed)
    X = random.normal(size=(count, 2))
    return X, (X[:, 0] * X[:, 1] + 0.3 * random.normal(size=count) > 0).astype(int)


def network(seed=1):
    return Network.random([2, 6, 1], output="sigmoid", seed=seed)


def train(model, X, y, epochs, **how):
    return fit(model, X, y, "binary_cross_entropy", **{"learning_rate": 0.1, "epochs": epochs} | how)


@pytest.mark.parametrize("optimizer", WALKS)
def test_full_batch_training_is_the_walk_on_the_empirical_risk(optimizer):
    X, y = two_moons_and_a_half()
    trained = network()
    risk = EmpiricalRisk(trained, X, y, "binary_cross_entropy", l2=0.01)
    points = list(WALKS[optimizer](risk, trained.theta, learning_rate=0.05, steps=20))
    history = train(trained, X, y, 20, learning_rate=0.05, optimizer=optimizer, l2=0.01)
    np.testing.assert_allclose(trained.theta, points[-1].theta, rtol=1e-12)
    unpenalised = EmpiricalRisk(trained, X, y, "binary_cross_entropy")
    expected = [unpenalised.value(point.theta) for point in points]
    np.testing.assert_allclose(history.train_loss, expected, rtol=1e-12)
    assert history.updates == history.epochs == 20


def test_mini_batches_go_once_through_the_data():
    """With the identity, the sum of one epoch's updates shows each example once if λ is tiny."""
    X = np.eye(5)
    model = Network.from_parameters([(np.zeros((1, 5)), [0.0])])
    history = fit(
        model, X, np.ones(5), "half_squared_error", learning_rate=1e-9, epochs=1, batch_size=2, seed=3
    )
    assert history.updates == 3
    # Two batches of 2 weigh each example by a half, the one that is left over counts fully.
    moved = np.sort(model.layers[0].W[0] / 1e-9)
    np.testing.assert_allclose(moved, [0.5, 0.5, 0.5, 0.5, 1.0], rtol=1e-6)


def test_a_batch_as_large_as_the_data_is_a_full_batch():
    X, y = two_moons_and_a_half()
    first, second = network(), network()
    for model, size in [(first, None), (second, 1000)]:
        train(model, X, y, 3, batch_size=size)
    np.testing.assert_array_equal(first.theta, second.theta)


def test_the_same_seed_gives_the_same_training_another_one_another():
    X, y = two_moons_and_a_half()
    thetas = []
    for seed in (5, 5, 6):
        model = network()
        train(model, X, y, 4, batch_size=16, seed=seed)
        thetas.append(model.theta.copy())
    np.testing.assert_array_equal(thetas[0], thetas[1])
    assert (thetas[0] != thetas[2]).any()


def test_training_learns_and_validates():
    X, y = two_moons_and_a_half(300)
    (X, y), held = split(X, y, (0.7, 0.3))
    model = network()
    history = train(model, X, y, 60, learning_rate=0.02, batch_size=20, optimizer="adam", validation=held)
    assert history.train_loss.shape == history.validation_loss.shape == (61,)
    assert history.train_loss[-1] < 0.6 * history.train_loss[0]
    assert ((model(X)[:, 0] > 0.5) == y).mean() > 0.8
    assert history.train_loss[-1] == pytest.approx(binary_cross_entropy(model(X)[:, 0], y), rel=1e-9)
    assert history.validation_loss[-1] == pytest.approx(
        binary_cross_entropy(model(held[0])[:, 0], held[1]), rel=1e-9
    )
    assert history.best_epoch == np.argmin(history.validation_loss) and history.stopped_by == "epochs"


def test_early_stopping_restores_the_best_parameters():
    X, y = two_moons_and_a_half(40)
    held = two_moons_and_a_half(200, seed=9)
    model = Network.random([2, 30, 1], output="sigmoid", seed=0)
    history = train(model, X, y, 3000, learning_rate=0.05, optimizer="adam", validation=held, patience=25)
    assert history.stopped_by == "patience"
    assert history.epochs == history.best_epoch + 25 == np.argmin(history.validation_loss) + 25
    best = history.validation_loss.min()
    assert model.gradient(*held, "binary_cross_entropy")[0] == pytest.approx(best, rel=1e-12)
    assert "stopped by patience" in repr(history) and f"after epoch {history.best_epoch}" in repr(history)


def test_the_callback_sees_every_epoch_and_can_stop():
    X, y = two_moons_and_a_half()
    seen = []

    def watch(epoch, history):
        seen.append((epoch, history.train_loss.size, history.epochs, history.updates))
        return epoch == 3

    history = train(network(), X, y, 10, callback=watch)
    assert seen == [(1, 2, 1, 1), (2, 3, 2, 2), (3, 4, 3, 3)]
    assert history.stopped_by == "callback" and history.epochs == 3


def test_a_schedule_counts_updates():
    X, y = two_moons_and_a_half(10)
    asked = []

    def rate(t):
        asked.append(t)
        return 0.1

    train(network(), X, y, 2, learning_rate=rate, batch_size=4)
    assert asked == [0, 1, 2, 3, 4, 5]


def test_history_prints_what_happened():
    X, y = two_moons_and_a_half()
    history = train(network(), X, y, 1)
    assert repr(history).startswith("History: 1 epoch, 1 update; training loss ")


def test_divergence_keeps_the_last_good_parameters():
    X, y = two_moons_and_a_half()
    model = Network.random([2, 8, 1], "relu", seed=0)
    with pytest.raises(Diverged, match=r"overflowed \(inf or NaN\) in epoch") as caught:
        fit(model, 100 * X, y, "mean_squared_error", learning_rate=10.0, epochs=1000, batch_size=30)
    assert np.isfinite(model.theta).all()
    np.testing.assert_array_equal(caught.value.last.theta, model.theta)
    assert np.isfinite(caught.value.last.value)


def test_divergence_that_a_saturated_loss_hides_is_found():
    """A sigmoid of an infinite weight is finite: only the parameters tell."""
    model = Network.from_parameters([([[1e307]], [0.0])], output="sigmoid")
    with pytest.raises(Diverged):
        fit(model, [[1.0]], [0], "binary_cross_entropy", learning_rate=1e308, epochs=5)


def test_progress_shows_a_bar(capsys):
    X, y = two_moons_and_a_half()
    train(network(), X, y, 3, progress=True)
    assert "3/3" in capsys.readouterr().err
    train(network(), X, y, 3)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("stops", "style"),
    [
        (None, "success"),
        (lambda epoch, history: epoch == 2, "success"),
        (lambda epoch, history: 1 / 0, "danger"),
    ],
)
def test_a_bar_is_red_where_training_failed_and_green_where_it_stopped_on_purpose(monkeypatch, stops, style):
    """In a notebook; tqdm colours a bar that is short of its end red."""
    bars = []
    monkeypatch.setattr(
        "tqdm.auto.tqdm", lambda **options: bars.append(tqdm(display=False, **options)) or bars[-1]
    )
    X, y = two_moons_and_a_half()
    with suppress(ZeroDivisionError):
        train(network(), X, y, 3, callback=stops, progress=True)
    assert bars[0].container.children[1].bar_style == style


CASES = {
    "squared error": ([2, 8, 1], "tanh", "identity", "mean_squared_error", "sgd"),
    "absolute error": ([2, 8, 1], "relu", "identity", "mean_absolute_error", "momentum"),
    "binary cross-entropy": ([2, 8, 1], "sigmoid", "sigmoid", "binary_cross_entropy", "adam"),
    "cross-entropy": ([2, 8, 3], "leaky_relu", "softmax", "cross_entropy", "sgd"),
    "softmax with squares": ([2, 8, 3], "softplus", "softmax", "half_squared_error", "sgd"),
}


@pytest.mark.parametrize("batch_size", [None, 100])
@pytest.mark.parametrize("case", CASES)
def test_training_allocates_nothing_per_step_after_the_first(case, batch_size):
    sizes, hidden, output, loss, optimizer = CASES[case]
    model = Network.random(sizes, hidden, output)
    X = np.random.default_rng(0).normal(size=(1000, 2))
    y = (
        np.arange(1000) % sizes[-1]
        if loss == "cross_entropy"
        else np.eye(sizes[-1])[np.arange(1000) % sizes[-1]]
    )
    held, peaks = [], []  # bytes before each epoch, and the most that came on top in it

    def measure(epoch, history):
        if epoch == 5:
            tracemalloc.start()
        if epoch >= 6:
            peaks.append(tracemalloc.get_traced_memory()[1] - held[-1])
        if epoch >= 5:
            tracemalloc.reset_peak()
            held.append(tracemalloc.get_traced_memory()[0])

    try:
        fit(
            model,
            X,
            y,
            loss,
            learning_rate=1e-3,
            epochs=15,
            batch_size=batch_size,
            optimizer=optimizer,
            l2=1e-3,
            callback=measure,
        )
    finally:
        tracemalloc.stop()
    # One column of 1000 numbers would be 8,000 bytes; Python's own small objects stay far below.
    assert max(peaks) < 3000 + _rooms_of_numpy(sizes[-1]), peaks


def _rooms_of_numpy(outputs):
    """Bytes that NumPy takes for itself, at most, and gives back: before 2.3 it sums and repeats through a buffer.

    Of an array (1000, outputs) that is one as large; the objects around it take some more.
    """
    return 0 if np.lib.NumpyVersion(np.__version__) >= "2.3.0" else 2000 + 8 * 1000 * outputs


# --- split -------------------------------------------------------------------------------------------


def test_split_deals_out_every_example_once():
    X, y = np.arange(20.0).reshape(10, 2), np.arange(10)
    parts = split(X, y, (0.6, 0.2, 0.2), seed=1)
    assert [len(part) for part, _ in parts] == [6, 2, 2]
    assert sorted(np.concatenate([labels for _, labels in parts])) == list(range(10))
    for part, labels in parts:
        np.testing.assert_array_equal(part[:, 0], 2 * labels)
        assert labels.dtype == y.dtype
    again = split(X, y, (0.6, 0.2, 0.2), seed=1)
    np.testing.assert_array_equal(parts[0][1], again[0][1])
    assert (parts[0][1] != split(X, y, seed=2)[0][1]).any()


def test_split_gives_copies():
    X, y = np.zeros((4, 1)), np.zeros(4)
    (part, labels), _ = split(X, y, (0.5, 0.5))
    part += 1
    labels += 1
    assert (X == 0).all() and (y == 0).all()
