"""Every exercise and poll of the bank: right answers, each known mistake, garbage, hints, solution, texts.

The expected values are the lecture's, computed elsewhere with 50 digits or derived by hand here. A student
would lose a right answer if one of them were wrong, and the way forward if a mistake got another's words.
"""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.engine import Node, half_squared_error, lecture_network, maximum, walkthrough
from course_utils.exercises import bank, check, hint, solution
from course_utils.exercises.answers import Array, Choice, Expression, Number
from course_utils.exercises.answers.tolerance import agrees

KEYS = [key for notebook in bank.notebooks() for key in bank.entries(notebook, "EXERCISES")]
POLLS = [key for notebook in bank.notebooks() for key in bank.entries(notebook, "POLLS")]


def node_of(gradient):
    """An expression of x and y with this gradient."""
    x, y = Node(0.3, "x"), Node(-0.7, "y")
    return gradient[0] * x + gradient[1] * y


SIGMOID_NEURON = [
    -0.1966119332414819,
    0.3932238664829637,
    -0.3932238664829637,
    -0.5898357997244456,
    0.1966119332414819,
]
OUT_H1 = 0.1384985616285569659824 * 0.4 - 0.038098236516556216531 * 0.5  # 50-digit error signals times w5, w7


def max_by_where(a, b, upstream):
    return np.where(a > b, upstream, 0), np.where(a > b, 0, upstream)


def max_by_engine(a, b, upstream):
    a, b = Node(a), Node(b)
    f = upstream * maximum(a, b)
    f.backward()
    return a.grad, b.grad


def sigma(z):
    return 1 / (1 + np.exp(-z))


def forward_by_example(X, W_h, b_h, W_o, b_o):
    hidden = [np.tanh(W_h @ x + b_h) for x in X]
    return hidden, [sigma(W_o @ a + b_o) for a in hidden]


def backward_by_example(X, y, W_h, b_h, W_o, b_o):
    """The chain rule for one example after the other, with outer products, then the mean."""
    sums = [np.zeros_like(part) for part in (W_h, b_h, W_o, b_o)]
    for x, target in zip(X, y, strict=True):
        a = np.tanh(W_h @ x + b_h)
        delta_o = sigma(W_o @ a + b_o) - target
        delta_h = (W_o.T @ delta_o) * (1 - a) * (1 + a)
        for total, part in zip(
            sums, (np.outer(delta_h, x), delta_h, np.outer(delta_o, a), delta_o), strict=True
        ):
            total += part / len(X)
    return sums


def measured_by_complex_step(f, theta):
    """Exact to rounding: Im f(θ + ih) / h (the functions of the exercise are analytic)."""
    return [f(theta + 1e-30j * axis).imag / 1e-30 for axis in np.eye(len(theta))]


def measured_one_by_one(f, theta):
    slopes = []
    for i in range(len(theta)):
        above, below = theta.copy(), theta.copy()
        above[i] += 1e-4
        below[i] -= 1e-4
        slopes.append((f(above) - f(below)) / 2e-4)
    return slopes


def updated_in_a_copy(parameters, gradients, learning_rate):
    """The notebook gives a list, which has a copy of its own."""
    new = parameters.copy()
    for place, gradient in enumerate(gradients):
        new[place] = new[place] - learning_rate * gradient
    return new


RIGHT = {
    "00.practice": [3],
    "01.ceres": [4.6027, 4.60, 4.6],  # √21.1848
    "01.redshifts": ["c", "C)", ["c"]],
    "01.targets": ["ad", "a, d", ["d", "a"], {"a", "d"}],
    "01.purity": [2 / 3, 0.667],  # 90 of 135
    "01.scores": [
        lambda called, y: (np.sum(called * y) / np.sum(called), np.sum(called * y) / np.sum(y)),
        lambda called, y: (np.mean(y[called == 1]), np.mean(called[y == 1])),
    ],
    "02.empirical_risk": [
        lambda W, features, y: np.mean((features @ W - y) ** 2),
        lambda W, features, y: sum((f @ W - t) ** 2 for f, t in zip(features, y, strict=True)) / len(y),
    ],
    "02.gap": [0.0090],  # 2 · 0.09 · 6 / 120
    "02.score": [0.04],  # √0.16 / 10
    "02.leak": ["bd", "B, D", ["d", "b"], " b) d) "],
    "03.best_split": [0.16],  # ½ (1 − 0.8² − 0.2²)
    "03.gini": [
        lambda y: 1 - sum(np.mean(np.asarray(y) == k) ** 2 for k in set(y.tolist())),
        lambda y: np.mean([[one != other for one in y] for other in y]),
    ],
    "03.match": ["acd", "a, c, d", ["D", "c", "a"]],
    "03.interval": [1.2583057, 1.26],  # 100 √(0.05 × 0.95 / 300)
    "04.and_bound": [51],  # R² = 3, γ² = 1/17
    "04.xor": [
        [1, 1, -0.5, 1, 1, -1.5, 1, -2, -0.5],
        (-1, -1, 1.5, 1, 1, -0.5, 1, 1, -1.5),  # NAND and OR
        np.array([1, -1, -0.5, -1, 1, -0.5, 1, 1, -0.5]),  # one corner each
    ],
    "04.shapes": [32],  # 15 + 5 + 10 + 2
    "04.absorb": [[[2, -1, 1], [0, 3, -4]], np.array([[2.0, -1, 1], [0, 3, -4]])],
    "04.layer": [
        lambda W, b, X: 1 / (1 + np.exp(-(X @ W.T + b))),
        lambda W, b, X: [1 / (1 + np.exp(-(W @ x + b))) for x in X],
    ],
    "05.collapse": [[[2, 3, 5], [2, -1, -7]], np.array([[2.0, 3, 5], [2, -1, -7]])],  # 2·1 + 1·0, 2·2 − 1, …
    "05.tanh_from_sigmoid": [lambda z: 2 / (1 + np.exp(-2 * z)) - 1, lambda z: 1 - 2 / (1 + np.exp(2 * z))],
    "05.same_neuron": [[6, 4, -2, -2.5], (-6.0, -4.0, 2.0, 3.5)],  # σ(−z) = 1 − σ(z)
    "05.softplus": [
        lambda z: max(0, z) + np.log1p(np.exp(-abs(z))),
        lambda z: np.logaddexp(0, z),
        lambda z: z + np.log1p(np.exp(-z)) if z > 0 else np.log1p(np.exp(z)),
    ],
    "07.best_constant": [
        [0.25, 0, 0.25],
        (1 / 4, 0.0, 1 / 4),
        {"squared": 0.25, "absolute": 0, "binary_cross_entropy": 0.25},
    ],
    "07.weighted": [11.2],  # (10 + 16/4) / (1 + 1/4)
    "07.why_infinite": ["c", "C)", ["c"]],
    "07.bce_from_logits": [
        lambda z, y: np.logaddexp(0, (1 - 2 * y) * z),
        lambda z, y: np.logaddexp(0, -z) if y == 1 else np.logaddexp(0, z),
        lambda z, y: max(0, (1 - 2 * y) * z) + np.log1p(np.exp(-abs(z))),
    ],
    "07.softmax_gradient": [[0.5, -0.75, 0.25], np.array([2, 1, 1]) / 4 - [0, 1, 0]],
    "09.limit": [0.0019968038, 0.001997, 0.002],  # 2 / (501 + √(301² + 400²))
    "09.basin": [0.4472136, 0.447],
    "09.bytes": [8],
    "09.damped": [
        lambda W, gradient, H, learning_rate, damping: (
            W - learning_rate * np.linalg.inv(H + np.diag([damping] * len(W))) @ gradient
        ),
        lambda W, gradient, H, learning_rate, damping: (
            W - np.linalg.lstsq(H + damping * np.identity(W.size), learning_rate * gradient)[0]
        ),
    ],
    "09.which": ["a", "A)", ["a"]],
    "06.pieces": [10],  # π / √0.1 = 9.93
    "06.bump": [
        [100, -30, 0.8, 100, -50, -0.8, 0],
        (100, -50, -0.8, 100, -30, 0.8, 0),
        np.array([100, -30, 0.8, -100, 50, 0.8, -0.8]),  # σ(−z) = 1 − σ(z)
        [-100, 30, -0.8, -100, 50, 0.8, 0],
    ],
    "06.weights": [
        lambda values: [
            (len(values) - 1) * (values[j + 1] - values[j] - (values[j] - values[j - 1] if j else 0))
            for j in range(len(values) - 1)
        ],
    ],
    "06.depth": [[10, 20], (10.0, 20.0), {"k": 10, "ReLUs": 20}],  # 512 < 1000 ≤ 1024
    "06.exact": ["ace", "A, C, E", ["e", "a", "c"]],
    "08.parameters": [25],  # 8 + 4 + 8 + 2 + 2 + 1
    "08.relus": [2],  # |x₁ − x₂| takes two
    "08.reach": [
        "data=spiral points=400 layers=8-8 rate=1 updates=2500",
        "data=spiral points=400 layers=8-8-8 rate=0.01 optimizer=adam updates=300",
        "updates=1500 points=400 rate=0.3 data=spiral layers=16 inputs=x1,x2,x1^2,x2^2,x1*x2,sin(x1),sin(x2)",
    ],
    "10.branches_sum": [7, 7.0001],
    "10.multiply_swaps": [[-8, 6], (-8.0, 6.0), np.array([-8, 6]), {"a": -8, "b": 6}, [np.float64(-8), 6]],
    "10.sigmoid_neuron": [
        SIGMOID_NEURON,
        np.array(SIGMOID_NEURON),
        np.round(SIGMOID_NEURON, 3),
        (-0.197, 0.393, -0.393, -0.590, 0.197),
    ],
    "10.max_backward": [
        max_by_where,
        max_by_engine,
        lambda a, b, upstream: [upstream * (a > b), upstream * (b >= a)],
    ],
    "10.expression": [node_of((2, -1)), Node(-1, "x") * Node(2, "y"), (2 * Node(1, "x")) - Node(1, "y")],
    "10.slopes": [5],  # 4⁴ = 256 < 1000 < 4⁵ = 1024
    "11.out_h1": [OUT_H1, 0.0364, 0.0363, 0.0554 - 0.0190],
    "11.w1_updated": [0.1497807161327628, 0.14978, 0.149781],
    "11.first_below": [173],
    "11.in_place": ["b", "B", " b) ", ["b"], ("B",)],
    "12.layer": [
        lambda A, W, b: np.einsum("ni,oi->no", A, W) + b,
        lambda A, W, b: [W @ a + b for a in A],
        lambda A, W, b: np.column_stack([A, np.ones(len(A))]) @ np.column_stack([W, b]).T,
    ],
    "12.forward": [forward_by_example],
    "12.loss": [
        lambda A_o, y: -np.mean(np.log(np.where(y == 1, A_o, 1 - A_o))),
        lambda A_o, y: float(np.sum(-np.log(np.abs(A_o - (1 - y)))) / y.size),
    ],
    "12.delta_output": [
        lambda A_o, y: (A_o - y) / A_o.shape[0],
        lambda A_o, y: np.where(y == 1, A_o - 1, A_o) / y.size,
    ],
    "12.layer_gradients": [
        lambda delta, A: (sum(np.outer(d, a) for d, a in zip(delta, A, strict=True)), sum(delta)),
        lambda delta, A: [np.einsum("no,ni->oi", delta, A), np.ones(len(A)) @ delta],
    ],
    "12.delta_hidden": [
        lambda delta_o, W_o, A_h: (W_o.T @ delta_o.T).T * (1 - A_h) * (1 + A_h),
        lambda delta_o, W_o, A_h: delta_o @ W_o / np.cosh(np.arctanh(A_h)) ** 2,
    ],
    "12.backward": [backward_by_example],
    "12.update": [
        lambda parameters, gradients, learning_rate: tuple(
            p + -learning_rate * g for p, g in zip(parameters, gradients, strict=True)
        ),
        updated_in_a_copy,
    ],
    "12.measured_gradient": [measured_one_by_one, measured_by_complex_step],
    "12.parameters": [4810],  # 65 · 64 + 65 · 10
}


def test_every_exercise_is_in_the_table_of_right_answers():
    assert set(RIGHT) == set(KEYS) and len(KEYS) == len(set(KEYS))
    assert not set(KEYS) & set(POLLS)


@pytest.mark.parametrize(
    ("key", "answer"),
    [(key, answer) for key in RIGHT for answer in RIGHT[key]],
    ids=lambda a: getattr(a, "__name__", "a set" if isinstance(a, set) else str(a)[:30]),
)
def test_right_answers_are_correct(key, answer):
    verdict = check(key, answer)
    assert verdict.state == "correct"
    assert bank.exercise(key).remark in verdict.words
    assert repr(verdict).startswith("Correct.")


@pytest.mark.parametrize("key", KEYS)
def test_not_attempted_asks_calmly(key):
    for verdict in (check(key), check(key, ...), check(key, None), check(key, [...])):
        assert verdict.state == "not attempted"
        assert repr(verdict).startswith("Not attempted yet.") and bank.exercise(key).question in verdict.words
        assert f'hint("{key}")' in repr(verdict)


@pytest.mark.parametrize("key", KEYS)
def test_each_known_mistake_gets_its_own_words(key):
    kind = bank.exercise(key).answer
    if isinstance(kind, Choice):
        wrong = [(letter, words) for letter, words in kind.why.items()]
        assert set(kind.why) | set(kind.right) == set(kind.options)
    elif isinstance(kind, Expression):
        wrong = [(node_of(value), words) for value, words in kind.mistakes.items()]
    else:
        wrong = list(kind.mistakes.items())
    assert wrong
    for answer, words in wrong:
        verdict = check(key, answer)
        assert verdict.state == "not yet"
        assert words in verdict.words
    assert len({words for _, words in wrong}) == len(wrong)


class Hostile:
    """An object that raises at whatever is done with it."""

    def __getattribute__(self, name):
        raise RuntimeError(name)

    def _refuse(self, *arguments):
        raise RuntimeError("no")

    __repr__ = __eq__ = __array__ = __float__ = __len__ = __iter__ = __bool__ = __call__ = _refuse
    __hash__ = None


@pytest.mark.parametrize("key", KEYS)
def test_an_object_that_raises_at_everything_is_not_yet(key):
    verdict = check(key, Hostile())
    assert verdict.state == "not yet" and verdict.words


things = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | st.text()
    | st.binary()
    | st.just(...)
    | st.sampled_from([len, print, Node(1.0, "x"), lambda *a: a, lambda *a, **k: {}, object(), np.float32]),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(), inner)
        | st.builds(np.array, st.floats())
    ),
)


@given(key=st.sampled_from(KEYS), answer=things)
def test_no_answer_makes_check_raise(key, answer):
    assert check(key, answer).state in {"correct", "not yet", "not attempted"}


@pytest.mark.parametrize("key", KEYS)
def test_the_solutions_code_passes_its_own_check(key):
    seen = []
    exec(
        bank.exercise(key).code,
        {"check": lambda *arguments: seen.append((arguments[0], check(*arguments).state))},
    )
    assert seen == [(key, "correct")]


def numbers_in(text):
    return [float(found.replace("−", "-")) for found in re.findall(r"−?(?<![\w.])\d+(?:\.\d+)?", text)]


@pytest.mark.parametrize("key", KEYS)
def test_hints_keep_the_answer_to_themselves_until_the_last(key):
    exercise = bank.exercise(key)
    assert len(exercise.hints) >= 2 and len(set(exercise.hints)) == len(exercise.hints)
    if isinstance(exercise.answer, (Number, Array)):
        for expected in np.ravel(exercise.answer.expected):
            given_away = [
                n
                for text in exercise.hints[:-1]
                for n in numbers_in(text)
                if agrees(n, expected, exercise.answer.digits)
            ]
            assert not given_away or str(given_away[0]) in str(numbers_in(exercise.question))


@pytest.mark.parametrize("key", KEYS)
def test_hints_come_one_by_one_and_end_with_the_solution(key):
    hints = bank.exercise(key).hints
    for index, text in enumerate(hints):
        shown = repr(hint(key))
        assert shown.startswith(f"Hint {index + 1} of {len(hints)}.") and text.replace("**", "") in shown
    for _ in range(2):
        assert repr(hint(key)).startswith("No more hints.") and f'solution("{key}")' in repr(hint(key))


@pytest.mark.parametrize("key", KEYS)
def test_a_solution_is_always_shown_and_kindly_so_before_a_try(key):
    untouched, exercise = repr(solution(key)), bank.exercise(key)
    assert exercise.code.rstrip() in untouched and f'hint("{key}")' in untouched
    check(key)
    assert repr(solution(key)) == untouched, "an answer of ... is not an attempt"
    check(key, "x")
    assert f'hint("{key}")' not in repr(solution(key)) and exercise.code.rstrip() in repr(solution(key))


def texts(entry):
    """Everything of an exercise or a poll that people read."""
    if hasattr(entry, "choices"):
        return [entry.question, entry.closing, *entry.choices.values(), *entry.discussion.values()]
    kind = entry.answer
    words = (kind.why if isinstance(kind, Choice) else kind.mistakes).values()
    return [entry.question, entry.remark, entry.solution, kind.asks, *entry.hints, *words]


@pytest.mark.parametrize(
    "entry", [bank.exercise(k) for k in KEYS] + [bank.poll(k) for k in POLLS], ids=lambda e: e.key
)
def test_texts_are_calm_and_typeset(entry):
    for text in filter(None, texts(entry)):
        assert "!" not in text and "  " not in text and text.strip() == text
        assert text.rstrip(")")[-1] in ".?", text
        assert not re.search(r"(?<![\w`])-\d", text), f"a hyphen for a minus sign: {text}"


@pytest.mark.parametrize("key", POLLS)
def test_polls_discuss_each_choice(key):
    poll = bank.poll(key)
    assert list(poll.choices) == list(poll.discussion) and all(poll.discussion.values())
    assert poll.question.endswith("?")


# --- what the texts of notebook 11 claim ----------------------------------------------------------------


def test_the_numbers_in_notebook_11s_texts_are_the_lectures():
    assert (
        "0.291027924" in bank.exercise("11.in_place").question
        and "0.291027774" in bank.exercise("11.in_place").question
    )
    assert (
        "0.2858" in bank.exercise("11.in_place").answer.why["c"]
        and "0.2805" in bank.exercise("11.in_place").answer.why["c"]
    )
    assert "0.0554 through o₁ and −0.019 through o₂" in bank.exercise("11.out_h1").remark
    # 0.0821670405642307788 / 0.00043856773447434673
    assert "187 times less" in bank.poll("11.w1_or_w5").discussion["d"]


def test_single_precision_is_no_explanation_of_the_in_place_number():
    x, y, W, V = (
        np.float32(v)
        for v in ([0.05, 0.1], [0.01, 0.99], [[0.15, 0.2], [0.25, 0.3]], [[0.4, 0.45], [0.5, 0.55]])
    )

    def forward(W, V):
        h = 1 / (1 + np.exp(-(W @ x + np.float32(0.35))))
        return h, 1 / (1 + np.exp(-(V @ h + np.float32(0.6))))

    h, out = forward(W, V)
    delta = (out - y) * out * (1 - out)
    half = np.float32(0.5)
    _, out = forward(W - half * np.outer((V.T @ delta) * h * (1 - h), x), V - half * np.outer(delta, h))
    loss = half * ((out - y) ** 2).sum()
    assert loss.dtype == np.float32 and f"{loss:.7f}" == "0.2910278"


def test_the_network_answers_alike_at_the_input_it_has_never_seen():
    network, x, y = lecture_network()
    trace = walkthrough(network, x, y, half_squared_error, learning_rate=0.5, updates=10_000)
    W = [trace.value(f"w{i}", update=10_000) for i in range(1, 9)]

    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    def answer(x):
        return sigmoid(np.reshape(W[4:], (2, 2)) @ sigmoid(np.reshape(W[:4], (2, 2)) @ x + 0.35) + 0.6)

    np.testing.assert_allclose(answer(x), (0.016, 0.984), atol=5e-4)  # as the question says
    np.testing.assert_allclose(answer([0.9, 0.1]), (0.01, 0.99), atol=5e-3)  # as choice c says


WORDS = [  # what a plausible wrong answer is told
    (
        "04.layer",
        lambda W, b, X: np.stack([1 / (1 + np.exp(-(X @ W[j] + b[j]))) for j in range(W.shape[1])], axis=1),
        "A has shape (1, 2); (1, 3) is expected.",
    ),
    ("04.and_bound", 12, "That is the largest number of mistakes in any order"),
    ("07.bce_from_logits", lambda z, y: np.logaddexp(0, z) - y * z, "it computes 40 − 40"),
    ("07.bce_from_logits", lambda z, y: max(z, 0) + np.log1p(np.exp(-abs(z))) - z * y, "it computes 40 − 40"),
    (
        "12.loss",
        lambda A_o, y: -np.mean(y * np.log(A_o + 1e-7) + (1 - y) * np.log(1 - A_o + 1e-7)),
        "right to five digits, not to seven",
    ),
    ("01.ceres", 1681, "in days"),
    ("01.purity", 0.135, "are called quiescent"),
    (
        "01.scores",  # the confusion matrix read for the other class
        lambda called, y: tuple(np.sum((called == 0) & (y == 0)) / np.sum(of == 0) for of in (called, y)),
        "for the star-forming galaxies",
    ),
    ("02.empirical_risk", lambda W, features, y: np.std(features @ W - y) ** 2, "variance of the errors"),
    ("02.score", 0.016, "variance of a single loss"),
    ("02.score", 0.08, "p/√N"),  # 0.8/10, or two standard deviations
    ("02.score", 0.08, "two standard deviations"),
    ("02.score", 0.02, "(1 − p)/√N"),
    ("03.interval", 0.289, "That is p/√N"),  # 5/√300
    ("03.interval", 0.274, "variance of a single loss"),  # 4.75/√300
    ("02.score", 0.0447, "The factor for being right"),  # √(0.2/100)
    ("03.best_split", 0.122, "Weight each part by its share"),  # (0 + 1 − (6/7)² − (1/7)²) / 2
    ("03.best_split", 0.361, "weighted entropy."),  # ½ (0.8 log₂ 1.25 + 0.2 log₂ 5)
    ("03.best_split", 0.25, "natural logarithms"),
    ("03.gini", lambda y: np.sum(y[:, None] != y) / max(len(y) * (len(y) - 1), 1), "without replacement"),
    (
        "03.gini",
        lambda y: sum(-np.mean(y == k) * math.log(np.mean(y == k)) for k in set(y)),
        "natural logarithms",
    ),
    ("03.interval", 0.000158, "the variance"),
    ("04.and_bound", 0.176, "do not multiply"),  # 3/17
    ("04.layer", lambda W, b, X: 1 / (1 + np.exp(X @ W.T + b)), "has a minus"),
    ("04.layer", lambda W, b, X: 1 / (1 + np.exp(-X @ W.T)) + b, "before the activation"),
    ("04.shapes", 20, "the hidden layer alone"),
    # two mistakes that lead to the same number: both are said
    ("06.pieces", 20, "M h²/2 ≤ ε gives 20"),  # √(4π² / (2 × 0.05)) = 19.87
    ("06.pieces", 20, "one ReLU, not two"),
    ("06.pieces", 98.7, "it is for n²"),
    ("07.weighted", 14, "divide it by the sum of the weights"),  # 10 + 16/4
    ("07.weighted", 14, "If you weighted by σ"),  # (10 × 1 + 16 × 2) / 3
    ("08.parameters", 16, "2 × 4 × 2 × 1"),
    ("08.parameters", 16, "8 + 8, the weights of the hidden layers alone"),
    ("09.bytes", 4, "Since H is symmetric"),
    ("09.bytes", 4, "4-byte floats"),
    ("10.branches_sum", 9, "value of x·x"),
    ("10.branches_sum", 9, "3 × 3 × 1"),
    # the same values, made in different ways: what is said holds for both
    (
        "05.softplus",
        lambda z: np.logaddexp(0, z) if z > -36 else 0.0,
        "At z = −40, however, it gives 0 instead",
    ),
    (
        "05.softplus",
        lambda z: max(0, z) + np.log(1 + np.exp(-abs(z))),
        "1 + e^(−40) is rounded to 1: np.log1p(u)",
    ),
    (
        "07.bce_from_logits",
        lambda z, y: max(0, -z) + np.log(1 + np.exp(-abs(z))) if y else np.logaddexp(0, z),
        "If it takes log(1 + e⁻⁴⁰), the sum is rounded to 1",
    ),
    ("12.backward", lambda *given: backward_by_hand(*given, flat=True), "(N, 1) minus (N,) makes (N, N)"),
    ("12.backward", lambda *given: backward_by_hand(*given, flat=False), "`delta_o.T @ A_h`"),
    (
        "12.loss",
        lambda A_o, y: -np.mean((1 - y) * np.log(A_o) + y * np.log(1 - A_o)),
        "or y and 1 − y",
    ),
    ("07.bce_from_logits", lambda z, y: np.logaddexp(0, (1 - 2 * y) * -z), "and at the sign of z"),
    ("10.sigmoid_neuron", np.zeros(5), "None of the five is 0."),  # z(1 − z) at z = 1, or a guess
    # what is small is not 0, and a hundred times a count is no per cent
    (
        "10.sigmoid_neuron",
        sigma(7) * sigma(-7) * np.array([-1, 2, -2, -3, 1]),
        "None of the entries is right",
    ),
    ("06.depth", (1000, 2000), "A further layer does not add one piece."),
    ("12.loss", lambda A_o, y: -np.mean(np.log(np.clip(np.abs(A_o - (1 - y)), 0.1, 0.9))), "the loss is"),
    # two numbers that differ do not look alike
    (
        "10.max_backward",
        lambda a, b, u: (u / 2, u / 2) if abs(a - b) < 1e-6 else (u * (a > b), u * (b > a)),
        "For a = 1, b = 1.000000001, upstream = 2 it gives",
    ),
]


def backward_by_hand(X, y, W_h, b_h, W_o, b_o, flat):
    """With y made flat, or with δ as it is where it should be transposed: both fail in the same product's shapes."""
    A_h = np.tanh(X @ W_h.T + b_h)
    delta_o = (sigma(A_h @ W_o.T + b_o) - (y.ravel() if flat else y)) / len(y)
    delta_h = (delta_o @ W_o) * (1 - A_h**2)
    of_W_o = (delta_o.T if flat else delta_o) @ A_h
    return delta_h.T @ X, delta_h.sum(axis=0), of_W_o, delta_o.sum(axis=0)


@pytest.mark.parametrize(("key", "answer", "words"), WORDS)
def test_plausible_wrong_answers_are_told_what_is_wrong(key, answer, words):
    state, reason = bank.exercise(key).answer.judge(answer)
    assert state == "not yet" and words in reason


def test_only_the_product_of_x_and_y_is_praised():
    x, y = Node(-1, "x"), Node(2, "y")
    praise = bank.exercise("10.expression").answer.remark
    assert "single product" in praise(x * y)
    assert praise(2 * (x - y / 2)) == "" == praise((2 * x - y) * 1)


def test_gradients_by_nudges_are_right_and_are_not_praised_as_backpropagation():
    from course_utils.exercises.bank import two_layers

    def nudged(X, y, *parameters):
        shapes = [part.shape for part in parameters]
        ends = np.cumsum([part.size for part in parameters])[:-1]

        def risk(theta):
            parts = [part.reshape(shape) for part, shape in zip(np.split(theta, ends), shapes, strict=True)]
            return two_layers.loss(two_layers.forward(X, *parts)[1], y)

        slopes = two_layers.measured_gradient(risk, np.concatenate(parameters, axis=None))
        return tuple(part.reshape(shape) for part, shape in zip(np.split(slopes, ends), shapes, strict=True))

    verdict = bank.exercise("12.backward").judge(nudged)
    assert verdict.state == "correct" and not re.search(
        r"[Tt]h(at|is) is backprop|forward once", verdict.words
    )
