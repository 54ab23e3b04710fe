"""Numbers in the prose of notebook 12, each found in another way than its cells do.

A student would carry a wrong number away if one of these were wrong.
"""

import ast
import re

import numpy as np
import pytest

from course_utils.data import digits, galaxies, split_by_form
from course_utils.engine import Network
from tests.notebooks.stored import stored

NOTEBOOK = stored("12")
source = NOTEBOOK.source


def losses(slope, updates=2000):
    """The loss after 0, 1, … updates; slope(out_h) stands for the slope of tanh on the way back."""
    sky = galaxies(200, seed=0)
    theta = np.random.default_rng(0).normal(size=65)
    W, b, v, c = theta[:32].reshape(16, 2), theta[32:48], theta[48:64], theta[64]
    for _ in range(updates + 1):
        H = np.tanh(sky.X @ W.T + b)
        z = H @ v + c
        yield np.mean(np.logaddexp(0, z) - sky.y * z)  # −log σ(z) for y = 1, −log(1 − σ(z)) for y = 0
        d = (1 / (1 + np.exp(-z)) - sky.y) / 200
        e = np.outer(d, v) * slope(H)
        W, b, v, c = W - 0.2 * e.T @ sky.X, b - 0.2 * e.sum(0), v - 0.2 * H.T @ d, c - 0.2 * d.sum()


@pytest.fixture(scope="module")
def curves():
    return [np.array(list(losses(slope))) for slope in (lambda H: 1 - H**2, np.ones_like)]


def test_the_wrong_gradient_is_ahead_for_177_updates(curves):
    right, wrong = curves
    assert np.flatnonzero(wrong < right).tolist() == list(range(2, 179))  # 177 of them
    assert "is the lower one for 177 updates" in NOTEBOOK.printed("forgetful-curves")


def test_what_pytorch_arrives_at_is_what_this_arrives_at(curves):
    """The text was run with PyTorch when it was written, from this start."""
    found = re.search(r"Its loss goes from ([\d.]+) to ([\d.]+)", source("framework")).groups()
    assert list(found) == [f"{curves[0][0]:.6f}", f"{curves[0][-1]:.6f}"]


def test_the_text_in_pytorch_is_python_and_has_the_settings_of_the_notebook():
    text = re.search(r"```python\n(.*?)```", source("framework"), re.DOTALL).group(1)
    ast.parse(text)
    assert "Linear(2, 16), nn.Tanh(), nn.Linear(16, 1)" in text and "lr=0.2" in text and "range(2000)" in text


@pytest.fixture(scope="module")
def trained():
    """The notebook's own function of a training set."""
    there = {"Network": Network, "np": np}
    exec(f"from course_utils.engine import fit\n{source('digits-code')}", there)
    return there["trained"]


def test_over_forty_splits_both_scores_are_92_and_seed_25_has_the_best(trained):
    images, right = digits(), []
    for seed in range(40):
        train_set, *others = split_by_form(images, seed=seed)
        network = trained(train_set)
        right.append([100 * np.mean(network(X).argmax(axis=1) == y) for X, y in others])
    validation, test = np.transpose(right)
    assert [f"{score.mean():.0f} ± {score.std():.0f}" for score in (validation, test)] == 2 * ["92 ± 3"]
    assert np.argmax(validation) == 25 and np.sum(validation == validation[25]) == 1
    assert "Over forty splits we measured 92 % for both, with a scatter of 3 %" in source(
        "digits-splits-said"
    )
    assert "of forty ways to deal the forms, it has the *best* validation score" in source("digits-honest")


def test_the_misread_digits_are_as_described(trained):
    images = digits()
    train_set, _, (X, y) = split_by_form(images, seed=25)
    wrong = np.flatnonzero(trained(train_set)(X).argmax(axis=1) != y)
    forms = np.array([images.form[np.flatnonzero((images.X == x).all(axis=1))[0]] for x in X[wrong]])
    assert len(wrong) == 32 and np.bincount(y[wrong]).tolist() == [0, 10, 0, 16, 0, 0, 0, 0, 3, 3]
    assert sorted(y[wrong][:8]) == 5 * [1] + 3 * [3]
    assert set(forms[:8]) == {forms[0]} and np.sum(forms == forms[0]) == 18
    said = "the first eight of 32: five ones and three threes, all from one form. Of all 32, sixteen are threes and ten"
    assert said in source("digits-honest") and "eighteen are from that form" in source("digits-honest")


def test_each_of_the_other_seven_lectures_has_its_beginning():
    assert re.findall(r"^- \*\*(\d)\.\*\*", source("begin"), re.MULTILINE) == list("2345678")
