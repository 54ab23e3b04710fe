"""The relay: what a student wrote goes on when it is right, and nobody is held up when it is not there.

Would be lost: a right function that does not run, or a wrong one that does.
"""

import numpy as np
import pytest

from course_utils.exercises import bank, relay
from course_utils.exercises.bank import nb12
from course_utils.exercises.relay import whose, yours_or_ours
from tests.exercises.test_bank import Hostile

STEPS = {
    "12.layer": nb12.layer,
    "12.forward": nb12.forward,
    "12.loss": nb12.loss,
    "12.delta_output": nb12.delta_output,
    "12.layer_gradients": nb12.layer_gradients,
    "12.delta_hidden": nb12.delta_hidden,
    "12.backward": nb12.backward,
    "12.update": nb12.update,
    "12.measured_gradient": nb12.measured_gradient,
}


@pytest.fixture(autouse=True)
def shown(monkeypatch):
    """What was displayed: messages, then the rows of tables."""
    seen = []
    monkeypatch.setattr(relay, "display", seen.append)
    monkeypatch.setattr(relay, "show_table", lambda head, rows, **options: seen.append(rows))
    return seen


def fresh(function):
    """A function of somebody else's that does the same."""
    return lambda *arguments: function(*arguments)


@pytest.mark.parametrize("key", STEPS)
def test_a_right_step_is_handed_on_itself(key, shown):
    mine = fresh(STEPS[key])
    # The lambda takes any arguments, so that only its values are judged.
    assert yours_or_ours(key, mine) is mine
    message, rows = shown
    assert message.state == "correct" and relay.YOURS in message.after
    assert all(row[1] == pytest.approx(row[2], rel=1e-6) for row in rows)
    counts = [row[3].split(" of ") for row in rows if row[3]]
    assert counts and all(agreeing == of for agreeing, of in counts)


@pytest.mark.parametrize("key", STEPS)
@pytest.mark.parametrize(
    "given",
    [None, ..., lambda *_: ..., lambda *_: None],
    ids=["None", "dots", "returns dots", "returns None"],
)
def test_what_is_not_tried_is_replaced_calmly(key, given, shown):
    worked = yours_or_ours(key, given)
    message, rows = shown
    assert message.state == "not attempted"
    assert f'solution("{key}")' in message.after
    assert all(row[2] == "" and row[3] == "" for row in rows)
    case = bank.exercise(key).answer.cases[1]
    results = [step(*case) for step in (worked, STEPS[key])]
    for one, other in zip(*(r if isinstance(r, (tuple, list)) else [r] for r in results), strict=True):
        np.testing.assert_array_equal(one, other)


class Subclass(np.ndarray):
    """Its `*` may mean something else, as that of np.matrix does."""


@pytest.mark.parametrize("form", [np.ndarray.tolist, lambda Z: Z.view(Subclass)], ids=["lists", "a subclass"])
def test_a_right_step_that_gives_another_form_is_followed_by_a_conversion(form):
    A, W, b = bank.exercise("12.layer").answer.cases[1]
    Z = yours_or_ours("12.layer", lambda A, W, b: form(A @ W.T + b))(A, W, b)
    assert type(Z) is np.ndarray
    np.testing.assert_array_equal(Z, A @ W.T + b)


class Leaves:
    def __array__(self, *arguments, **options):
        raise SystemExit


def generator_exit(A, W, b):
    raise GeneratorExit


@pytest.mark.parametrize(
    "given",
    [
        3,
        "layer",
        Hostile,
        lambda: 1,
        lambda A, W, b: Hostile(),
        lambda A, W, b: Leaves(),
        generator_exit,
        lambda A, W, b: A @ W,
        np.nan,
    ],
    ids=[
        "number",
        "text",
        "hostile",
        "no arguments",
        "returns hostile",
        "returns what leaves",
        "ends",
        "wrong",
        "nan",
    ],
)
def test_nothing_that_a_student_gives_stops_the_notebook(given, shown):
    worked = yours_or_ours("12.layer", Hostile() if given is Hostile else given)
    A, W, b = bank.exercise("12.layer").answer.cases[1]
    np.testing.assert_allclose(worked(A, W, b), [W @ a + b for a in A])


def test_the_table_says_what_differs(shown):
    yours_or_ours("12.layer", lambda A, W, b: A @ W.T)
    yours_or_ours("12.layer_gradients", lambda delta, A: (delta.T @ A, delta))
    yours_or_ours("12.layer", lambda A, W, b: W @ A)
    no_bias, not_summed, no_product = shown[1::2]
    assert no_bias[0][3] == "0 of 3,200"
    assert [row[3] for row in not_summed if row[0].startswith("gradient_b_o")] == ["shape (200, 1), not (1,)"]
    assert no_product[0][3] == "no result"


def test_ours_uses_the_students_own_steps():
    """The worked forward calls `layer` as it is where the student's functions live."""
    calls = []

    def layer(A, W, b):
        calls.append(A.shape)
        return A @ W.T + b

    there = {"np": np, "sigmoid": nb12.sigmoid, "layer": layer}
    exec("def forward(*_): ...", there)
    worked = yours_or_ours("12.forward", there["forward"])
    A_o = worked(nb12.X, *nb12.START)[1]
    assert calls == [(200, 2), (200, 16)]
    np.testing.assert_allclose(A_o, nb12.A_o, rtol=1e-12)


def test_ours_stands_alone_where_a_name_is_missing():
    there = {}
    exec("def forward(*_): ...", there)
    np.testing.assert_allclose(
        yours_or_ours("12.forward", there["forward"])(nb12.X, *nb12.START)[1], nb12.A_o, rtol=1e-12
    )


def test_whose_tells_yours_from_ours():
    def mine(A, W, b):
        return A @ W.T + b

    layer, forward = yours_or_ours("12.layer", mine), yours_or_ours("12.forward", None)
    assert layer is mine
    assert whose(layer).heading == "All yours." and "mine" in whose(layer).words
    assert whose(forward).heading == "Ours so far." and "forward" in whose(forward).words
    both = whose(layer, forward)
    assert both.heading == "Yours and ours." and both.words == "Yours: mine. Still ours: forward."


def test_another_kind_of_exercise_is_refused():
    with pytest.raises(ValueError, match="step of a program"):
        yours_or_ours("12.parameters", 4810)
    with pytest.raises(ValueError, match=r"12\.layer"):
        yours_or_ours("12.layr", None)


# --- the true values ------------------------------------------------------------------------------------


def test_the_true_values_are_the_measured_slopes_of_the_loss():
    """Written without the engine: forward one example after the other, slopes by a complex step."""

    def risk(parameters):
        W_h, b_h, W_o, b_o = parameters
        z = [W_o @ np.tanh(W_h @ x + b_h) + b_o for x in nb12.X]
        s = 1 - 2 * nb12.y  # log(1 + e^(s z)) is the cross-entropy behind a sigmoid
        return np.mean(np.log(1 + np.exp(s * z)))

    assert nb12.LOSS == pytest.approx(risk(nb12.START), rel=1e-12)
    for place, gradient in enumerate(nb12.GRADIENTS):
        for index in ((0,) * gradient.ndim, tuple(size - 1 for size in gradient.shape)):
            nudged = [part.astype(complex) for part in nb12.START]
            nudged[place][index] += 1e-30j
            assert gradient[index] == pytest.approx(risk(nudged).imag / 1e-30, rel=1e-9)


def test_the_true_error_signals_are_those_of_single_examples():
    W_h, b_h, W_o, b_o = nb12.START
    for i in (0, 57, 199):
        a = np.tanh(W_h @ nb12.X[i] + b_h)
        delta = (1 / (1 + np.exp(-(W_o @ a + b_o))) - nb12.y[i]) / 200
        np.testing.assert_allclose(nb12.DELTA_O[i], delta, rtol=1e-9)
        np.testing.assert_allclose(nb12.DELTA_H[i], (W_o.T @ delta) * (1 - a**2), rtol=1e-9)
