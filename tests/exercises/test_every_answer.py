"""More than a thousand answers: every exercise with the right one in every form, and with what students get wrong.

A right answer that is refused costs a student's trust in every later check; a wrong one that is praised costs the
lesson. `WRONG` below has to grow with the bank: a new exercise brings at least ten wrong answers of its own or of its
kind, and forms of the right one.
"""

import itertools
import math
import re
from decimal import Decimal
from fractions import Fraction
from functools import partial

import numpy as np
import pytest

from course_utils.engine import Node
from course_utils.exercises import bank
from course_utils.exercises.answers import Array, Choice, Expression, Function, Number, Step
from course_utils.exercises.answers.played import Played
from course_utils.exercises.answers.solves import Solves
from course_utils.exercises.answers.tolerance import agrees, rounded
from tests.exercises.test_bank import KEYS, RIGHT, node_of, sigma
from tests.exercises.test_kinds import GARBAGE

NOT_FOR_PEOPLE = re.compile(
    r"dtype|ndarray|NoneType|numpy\.|np\.float|object at 0x|Traceback|ufunc|core dimension|not aligned|ellipsis"
    r"|unhashable|(?<!')\bnan\b"
)

# --- the right answer in every form ---------------------------------------------------------------------


def significant(value, digits):
    """The value to so many significant digits, rounded and cut off, as decimals."""
    last = Decimal(1).scaleb(Decimal(repr(value)).adjusted() - digits + 1)
    value = Decimal(repr(float(f"{value:.12g}")))
    return [float(value.quantize(last, rounding=way)) for way in ("ROUND_HALF_EVEN", "ROUND_DOWN")]


def one_number(x, digits):
    text = f"{x:.7g}" if "e" not in f"{x:.7g}" else f"{x:.10f}"
    forms = [float(x), np.float64(x), np.float32(x), Fraction(x), Decimal(repr(float(x)))]
    forms += [np.array(x), np.array([x]), np.array([[x]]), [x], (x,), [[x]], {x}]
    forms += [text, f" {text} ", f"[{text}]", f"({text})", text.replace("-", "−"), [text], np.array(text)]
    if not re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", text):
        forms.append(text.replace(".", ","))
    if x == round(x):
        forms += [int(x), np.int64(x), f"{int(x)}", f"{int(x)}.0", np.array([int(x)]), Fraction(int(x))]
    if digits is not None:
        forms += [
            *significant(x, digits),
            *significant(x, digits + 2),
            x * (1 + 1e-6),
            np.float64(x) * (1 - 1e-6),
        ]
    return forms


def several_numbers(expected, labels):
    array = np.asarray(expected, dtype=float)
    words = np.vectorize(lambda entry: f"{entry:.10g}")(array)
    forms = [
        array,
        array.tolist(),
        array.astype(np.float32),
        tuple(map(tuple, array)) if array.ndim == 2 else tuple(array),
    ]
    forms += [
        words.tolist(),
        words,
        str(array.tolist()),
        str(array.tolist()).replace("[", "(").replace("]", ")"),
    ]
    forms.append(np.vectorize(lambda entry: Fraction(float(entry)), otypes=[object])(array))
    forms += [
        (array * (1 + 1e-10)).tolist(),
        [list(row) for row in array] if array.ndim == 2 else list(array),
    ]
    if array.ndim == 1:
        forms += [", ".join(words), "; ".join(words), " ".join(words).replace("-", "−")]
        forms.append("; ".join(word.replace(".", ",") for word in words))
    if labels:
        forms += [array[:, None], array[None], dict(zip(labels, array.tolist(), strict=True))]
        forms.append(dict(reversed(list(zip(labels, array.tolist(), strict=True)))))
    return forms


def letters(kind):
    right = list(kind.right)
    forms = [
        kind.right,
        kind.right.upper(),
        f" {kind.right} ",
        right,
        tuple(right),
        set(right),
        frozenset(right),
    ]
    forms += [
        np.array(right),
        np.array(right)[:, None],
        np.array(kind.right),
        np.str_(kind.right),
        right[::-1],
    ]
    joints = (", ", ",", " ", " and ", "/", " & ", " + ", ") ", "., ", "; ", " And ", ") and ", "|", "\n")
    forms += [joint.join(right) + end for joint in joints for end in ("", ".", ")")]
    forms += [" ".join(f"({letter})" for letter in right), "[" + ", ".join(map(repr, right)) + "]"]
    forms += ["".join(right[::-1]), [letter.upper() for letter in right], [f"{letter})" for letter in right]]
    forms += [
        [kind.options[letter] for letter in right],
        [f"{letter}) {kind.options[letter]}" for letter in right],
    ]
    forms += [f"Answer: {', '.join(right)}", f"both {' and '.join(right)}", f'"{kind.right}"', right * 2]
    return forms


class Callable:
    """A thing that can be called as the function is."""

    def __init__(self, function):
        self.function = function

    def __call__(self, *arguments):
        return self.function(*arguments)

    def method(self, *arguments):
        return self.function(*arguments)


def changed(function, change):
    """The function, with something done to what it returns."""
    return lambda *arguments: change(function(*arguments))


def each(change):
    """The change, done to a result, or to every part of a tuple or list of them."""
    return lambda result: (
        type(result)(map(change, result)) if isinstance(result, (tuple, list)) else change(result)
    )


def callables(function, kind):
    forms = [function, partial(function), Callable(function), Callable(function).method]
    forms += [lambda *arguments: function(*arguments), lambda *arguments, extra=None: function(*arguments)]
    forms.append(changed(function, each(lambda value: np.asarray(value, dtype=float).tolist())))
    forms.append(changed(function, each(lambda value: np.asarray(value, dtype=np.longdouble))))
    if kind.returns and len(kind.returns) > 1:
        forms += [changed(function, tuple), changed(function, list)]
        forms.append(changed(function, lambda result: dict(zip(kind.returns, result, strict=True))))
    elif all(np.ndim(function(*case)) == 0 for case in kind.cases):
        forms += [
            changed(function, lambda value: np.array([value])),
            changed(function, lambda value: [[value]]),
        ]
        forms += [changed(function, lambda value: (value,)), changed(function, np.asarray)]
        forms.append(changed(function, lambda value: Fraction(float(value))))
    return forms


def forms_of(key):
    kind = bank.exercise(key).answer
    if isinstance(kind, Number):
        return one_number(float(kind.expected), kind.digits)
    if isinstance(kind, Array):
        return several_numbers(kind.expected, kind.labels)
    if isinstance(kind, Solves):
        return [form for right in RIGHT[key] for form in several_numbers(right, kind.labels)]
    if isinstance(kind, Choice):
        return letters(kind)
    if isinstance(kind, Function) and "tanh_from" in key:  # how it is built counts as well
        return callables(RIGHT[key][0], kind)
    if isinstance(kind, Function):
        return callables(kind.reference, kind)
    if isinstance(kind, Played):
        return [f"  {RIGHT[key][1]}\n", RIGHT[key][1].replace(" ", "   ")]
    assert isinstance(kind, Expression)
    return [node_of(kind.gradient), node_of(np.float64(kind.gradient)), 3 + node_of(kind.gradient).named("f")]


@pytest.mark.parametrize("key", KEYS)
def test_the_right_answer_is_right_in_every_form(key):
    answers = [*RIGHT[key], *forms_of(key)]
    verdicts = [(answer, bank.exercise(key).judge(answer)) for answer in answers]
    assert [(answer, verdict) for answer, verdict in verdicts if verdict.state != "correct"] == []


# --- what is wrong, by kind -----------------------------------------------------------------------------

NO_NUMBERS = [*GARBAGE, math.nan, -math.inf, "nan", "7 mm", "50 %", "1,000", range(0, 1)]
NO_NUMBERS.append(np.ma.masked_array([1.0, 2.0], [True, False]))


def wrong_numbers(kind):
    x, unit = (
        kind.expected,
        10.0 ** (math.floor(math.log10(abs(kind.expected) * (1 + 1e-9))) - (kind.digits or 1) + 1),
    )
    wrong = [
        -x,
        2 * x,
        x / 2,
        10 * x,
        x / 10,
        100 * x,
        x / 100,
        x**2 + 7,
        x + 1,
        x - 1,
        [x, x],
        np.array([x, x]),
    ]
    wrong += [x + sign * 1.01 * unit * times for sign in (1, -1) for times in (1, 2, 10)]
    wrong += [f"{x + 3 * unit:.10f}", [x, np.nan], lambda: x, (x, ...), f"{x:.10f}, {x:.10f}"]
    return wrong + [x + 0.5, x - 0.25] * (kind.digits is None)


def wrong_arrays(kind):
    right = np.asarray(kind.expected, dtype=float)
    steps = np.eye(right.size).reshape(-1, *right.shape)
    units = 10.0 ** (np.floor(np.log10(np.abs(right).max())) - (kind.digits or 1) + 1)
    wrong = [
        -right,
        2 * right,
        right / 2,
        10 * right,
        right + 1,
        right * 0 + 77,
        right.sum(),
        right[:-1],
        right[0],
    ]
    wrong += [right + sign * 1.01 * units * step for step in steps for sign in (1, -1)]
    wrong += [np.where(step, np.nan, right) for step in steps] + [
        np.where(step, -right - 9, right) for step in steps
    ]
    wrong += [
        right[::-1] if not np.array_equal(right, right[::-1]) else right - 1,
        np.append(right, 0),
        "x",
        1j * right,
    ]
    wrong += [
        right.T if right.ndim == 2 else right[::-1] + 1,
        [right, right],
        dict(enumerate(right)),
        lambda: right,
    ]
    return [*wrong, [*right.tolist()[:-1], ...], [*right.tolist()[:-1], "x"], right.astype(str).tolist()[:-1]]


def wrong_letters(kind):
    right, known = set(kind.right), list(kind.options)
    some = [set(group) for size in (1, 2, 3) for group in itertools.combinations(known, size)]
    wrong = ["".join(sorted(group)) for group in some if group != right] + ["".join(known)] * (
        right != set(known)
    )
    wrong += [
        "z",
        "ab or c",
        "not a",
        "a-d",
        "a–d",
        "none",
        "all",
        1,
        0,
        True,
        math.nan,
        2.5,
        {"a": True},
        len,
        b"a",
    ]
    return [
        *wrong,
        "aa",
        "I think a",
        "a, but not b",
        ["a", 1],
        ["a", None],
        object(),
        np.array([1, 2]),
        Node(1, "a"),
    ]


def every_second(of, otherwise):
    """The function, but at every second call something else."""
    count = itertools.count()
    function = partial(lambda *arguments: of(*arguments) if next(count) % 2 == 0 else otherwise)
    function.remembers = True
    return function


def at_first_only(function):
    """Right when it is called with something new, and wrong with what it has seen."""
    seen = []

    def forgetful(*arguments):
        seen.append(str(arguments))
        return each(
            lambda value: value * (1.0 if seen.count(seen[-1]) < 2 else 2.0) + seen.count(seen[-1]) - 1
        )(function(*arguments))

    forgetful.remembers = True
    return forgetful


def spoiling(function):
    """Right, but with an array among its arguments changed."""

    def spoils(*arguments):
        result = function(*arguments)
        for argument in arguments:
            parts = argument if isinstance(argument, list) else [argument]
            for part in parts:
                if isinstance(part, np.ndarray):
                    part[...] = 0
        return result

    return spoils


def raises(*arguments):
    raise ValueError("no")


def undefined(*arguments):
    return never_defined(*arguments)  # noqa: F821


def deep(*arguments):
    return deep(*arguments)


def wrong_functions(kind):
    right, count = kind.reference, len(kind.arguments)
    changes = [np.negative, lambda v: 2 * v, lambda v: v / 2, lambda v: v + 1e-4, lambda v: v * (1 + 1e-6)]
    changes += [
        lambda v: np.round(v, 2),
        lambda v: np.asarray(v, dtype=np.float16),
        lambda v: np.trunc(v) + 0.0,
    ]
    changes += [
        lambda v: np.full(np.shape(v), np.nan),
        lambda v: np.full(np.shape(v), np.inf),
        lambda v: v * 1j,
    ]
    changes += [str, lambda v: np.array([v, v]), lambda v: v + np.array([1.0, 2.0, 3.0, 4.0, 5.0]).max()]
    changes += [
        lambda v: 0.0 * v + 0.3,
        lambda v: lambda: v,
        lambda v: object(),
        lambda v: (v, v, v, v, v),
        bool,
    ]
    functions = [changed(right, each(change)) for change in changes[:11]]
    functions += [changed(right, change) for change in changes[11:]]
    functions += [
        every_second(right, None),
        every_second(right, math.nan),
        at_first_only(right),
        raises,
        undefined,
    ]
    functions += [
        deep,
        lambda: 0,
        lambda *a, b: 0,
        lambda *arguments: 1,
        lambda *arguments: arguments[0],
        id,
        3.5,
    ]
    functions += [
        "a function",
        [right],
        math.nan,
        right(*kind.cases[0]),
        lambda *arguments: (_ for _ in arguments),
    ]
    functions.append(eval(f"lambda {', '.join(f'a{i}' for i in range(count + 1))}: 0"))
    if kind.returns and len(kind.returns) > 1:
        functions += [changed(right, lambda result: result[0]), changed(right, lambda result: result[::-1])]
        functions += [
            changed(right, lambda result: [*result, result[0]]),
            changed(right, lambda result: result[:-1]),
        ]
    if any(isinstance(value, (np.ndarray, list)) for value in kind.cases[0]):
        functions.append(spoiling(right))
    first = right(*kind.cases[0])
    if np.ndim(first[0] if isinstance(first, (tuple, list)) else first):
        functions += [
            changed(right, each(lambda v: np.ravel(v)[:-1])),
            changed(right, each(lambda v: v[None])),
            changed(right, each(sum)),
        ]
    return functions


def wrong_of_its_kind(kind):
    if isinstance(kind, Number):
        return NO_NUMBERS + wrong_numbers(kind)
    if isinstance(kind, Array):
        return NO_NUMBERS + wrong_arrays(kind)
    if isinstance(kind, Choice):
        return wrong_letters(kind)
    if isinstance(kind, Function):
        return wrong_functions(kind)
    return NO_NUMBERS


# --- what is wrong, by exercise -------------------------------------------------------------------------


def cut_series(u, terms=3):
    """log(1 + u) by the first terms of its series."""
    return sum((-1) ** (k + 1) * u**k / k for k in range(1, terms + 1))


def soft(threshold_low, threshold_high, low=np.exp, middle=lambda z: np.log(1 + np.exp(z)), high=lambda z: z):
    """Soft ReLU by three formulas, with the places where they meet."""
    return lambda z: low(z) if z < threshold_low else high(z) if z > threshold_high else middle(z)


def log_of_rest(z):
    """Soft ReLU by the sigmoid of +z, which is rounded to 1 where that of −z still has digits."""
    return -np.log(1 - sigma(z))


def of_logit(softplus):
    """Binary cross-entropy by somebody's soft ReLU."""
    return lambda z, y: softplus((1 - 2 * y) * z)


def from_probability(z, y, small=0.0):
    p = sigma(z)
    return -(y * np.log(p + small) + (1 - y) * np.log(1 - p + small))


SOFTPLUS = [
    lambda z: np.log(1 + np.exp(z)),
    lambda z: math.log(1 + math.exp(z)),
    soft(-30, 30),
    soft(-14, 40),
    soft(-40, 700),
    soft(-15, 30, middle=np.log1p),
    soft(-10, 10, middle=lambda z: np.log1p(np.exp(z))),
    soft(-1000, 0, middle=lambda z: cut_series(np.exp(z)), high=lambda z: z + np.log1p(np.exp(-z))),
    soft(-5, 5, low=lambda z: cut_series(np.exp(z), 2), middle=lambda z: np.log1p(np.exp(z))),
    lambda z: float(np.logaddexp(np.float32(0), np.float32(z))),
    lambda z: np.logaddexp(0, z) + 1e-12,
    lambda z: np.logaddexp(0, int(z)),
    lambda z: np.logaddexp(0, round(z, 1)) if abs(z) > 1e-6 else np.logaddexp(0, z) + z / 3,
    lambda z: np.logaddexp(0, min(z, 700)),
    lambda z: np.maximum(z, 0) + np.log1p(np.exp(-abs(z))) * (abs(z) < 36),
    lambda z: np.log2(1 + np.exp(-abs(z))) + max(z, 0),
    lambda z: abs(z) / 2 + z / 2 + np.log(1 + np.exp(-abs(z))),
    log_of_rest,
    lambda z: -np.log(sigma(-z)) if z < 30 else z,
]
BCE = [
    from_probability,
    partial(from_probability, small=1e-12),
    lambda z, y: -math.log(1 / (1 + math.exp(-z))) if y else -math.log(1 - 1 / (1 + math.exp(-z))),
    lambda z, y: (1 - y) * z + np.log1p(np.exp(-z)),
    lambda z, y: np.log1p(np.exp(-abs(z))),
    lambda z, y: np.logaddexp(0, -z),
    lambda z, y: (sigma(z) - y) ** 2,
    *(of_logit(softplus) for softplus in SOFTPLUS if softplus is not log_of_rest),
]
TANH = [
    np.tanh,
    math.tanh,
    lambda z: np.tanh(z),
    lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)),
    lambda z: np.sinh(z) / np.cosh(z),
    lambda z: np.sign(z) * (1 - np.exp(-2 * abs(z))) / (1 + np.exp(-2 * abs(z))) + 0 * np.exp(z / 300),
    lambda z: 2 * sigma(2 * z) - 0.999999,
    lambda z: 2 * sigma(2.000001 * z) - 1,
    lambda z: z - z**3 / 3 + 2 * z**5 / 15,
    lambda z: np.where(np.abs(z) < 15, 2 * sigma(2 * z) - 1, 0.0),
    lambda z: np.clip(2 * sigma(2 * z) - 1, -0.9999, 0.9999),
    lambda z: np.where(np.abs(z) < 1e-3, 0, 2 * sigma(2 * z) - 1),
    lambda z: 2 * sigma(2 * float(z)) - 1,
    lambda z: (2 * sigma(2 * z) - 1) * np.ones(3),
    lambda z: 2 * sigma(2 * np.atleast_1d(z)) - 1 if np.size(z) != 3 else z,
    lambda z: 2 * sigma(z / 2) - 1,
    lambda z: 1 - 2 * sigma(2 * z),
]
GINI = [
    lambda y: (
        1 - sum(sum(1 for _ in run) ** 2 for _, run in itertools.groupby(y)) / len(y) ** 2
    ),  # unsorted labels
    lambda y: 2 * np.mean(y == y[0]) * np.mean(y != y[0]),
    lambda y: 2 * np.mean(y) * (1 - np.mean(y)),
    lambda y: 1 - 1 / len(set(y)),
    lambda y: 1 - sum(np.mean(y == k) ** 2 for k in (0, 1, 2)),
    lambda y: 1 - sum(np.mean(y == k) ** 2 for k in range(8)),
    lambda y: 1 - sum(np.mean(y == k) for k in set(y)),
    lambda y: 1 - sum(np.mean(y == k) ** 2 for k in range(len(set(y)))),
    lambda y: 1 - sum(np.mean(y == k) ** 2 for k in y),
    lambda y: np.var(y),
    lambda y: (1 - sum(np.mean(y == k) ** 2 for k in set(y))) * len(y) / max(len(y) - 1, 1),
    lambda y: -sum(np.mean(y == k) * np.log(np.mean(y == k)) for k in set(y)),
    lambda y: 1 - np.sum(np.unique(y, return_counts=True)[1] ** 2) / 25,
    lambda y: (1 - np.sum((np.bincount(y) / len(y)) ** 2)) * (len(y) > 1) + (len(y) == 1),
]
RISK = [
    lambda W, features, y: np.sum((features @ W - y) ** 2) / len(W),
    lambda W, features, y: np.sum((features @ W - y) ** 2) / max(len(y) - 1, 1),
    lambda W, features, y: np.mean((features @ W + y) ** 2),
    lambda W, features, y: np.mean((features @ W) ** 2 - y**2),
    lambda W, features, y: np.mean((features @ W[::-1] - y) ** 2),
    lambda W, features, y: np.mean((features @ W - y[:, None]) ** 2),
    lambda W, features, y: np.var(features @ W - y),
    lambda W, features, y: np.mean((features @ W - y) ** 2) + 1e-9,
    lambda W, features, y: np.median((features @ W - y) ** 2),
    lambda W, features, y: np.mean((features.T @ W - y) ** 2),
    lambda W, features, y: np.mean((features[:, :2] @ W[:2] - y) ** 2),
]
SCORES = [
    lambda called, y: (np.sum(called * y) / np.sum(y), np.sum(called * y) / np.sum(called)),
    lambda called, y: (np.mean(called == y), np.mean(called * y)),
    lambda called, y: (np.sum(called == y) / np.sum(called), np.sum(called == y) / np.sum(y)),
    lambda called, y: (np.sum(called * y) / np.sum(called),) * 2,
    lambda called, y: np.sum(called * y) / np.sum(called),
    lambda called, y: (np.sum(called * y) // np.sum(called), np.sum(called * y) // np.sum(y)),
    lambda called, y: (
        round(np.sum(called * y) / np.sum(called), 2),
        round(np.sum(called * y) / np.sum(y), 2),
    ),
    lambda called, y: (np.mean(called[y == 1]), np.mean(y[called == 1])),
    lambda called, y: (np.sum(called * y) / np.sum(called), np.sum((1 - called) * (1 - y)) / np.sum(1 - y)),
    lambda called, y: (1 - np.sum(called * y) / np.sum(called), 1 - np.sum(called * y) / np.sum(y)),
    lambda called, y: (100 * np.sum(called * y) / np.sum(called), 100 * np.sum(called * y) / np.sum(y)),
    lambda called, y: {"purity": np.sum(called * y) / np.sum(called), "recall": 1.0},
]
WEIGHTS = [
    lambda values: np.diff(np.diff(values) * (len(values) - 1)),
    lambda values: np.diff(np.diff(values) * 4, prepend=0),
    lambda values: np.diff(np.diff(values) * (len(values) - 1), append=0),
    lambda values: np.gradient(values) * (len(values) - 1),
    lambda values: np.diff(np.diff(values) * (len(values) - 1), prepend=values[0]),
    lambda values: np.round(np.diff(np.diff(values) * (len(values) - 1), prepend=0), 6),
    lambda values: np.cumsum(np.diff(values) * (len(values) - 1)),
    lambda values: np.append(np.diff(np.diff(values) * (len(values) - 1), prepend=0), 0),
]


def newton_with(change):
    """Newton's step from changed arguments: change(W, gradient, H, λ, μ) gives those that are used."""

    def wrong(W, gradient, H, learning_rate, damping):
        W, gradient, H, learning_rate = change(W, gradient, H, learning_rate, damping)
        return W - learning_rate * np.linalg.solve(H, gradient)

    return wrong


DAMPED = [
    newton_with(lambda W, g, H, rate, mu: (W, g, H - mu * np.eye(len(W)), rate)),
    newton_with(lambda W, g, H, rate, mu: (0 * W, g, H + mu * np.eye(len(W)), rate)),
    newton_with(lambda W, g, H, rate, mu: (W, g, H + mu * np.eye(2), rate)),
    newton_with(lambda W, g, H, rate, mu: (W, g, H + mu**2 * np.eye(len(W)), rate)),
    newton_with(lambda W, g, H, rate, mu: (W, g, H + rate * mu * np.eye(len(W)), rate)),
    newton_with(lambda W, g, H, rate, mu: (W, g, np.triu(H) + mu * np.eye(len(W)), rate)),
    newton_with(lambda W, g, H, rate, mu: (W, g, H + max(mu, 1e-6) * np.eye(len(W)), rate)),
    lambda W, gradient, H, learning_rate, damping: W - learning_rate * gradient,
    lambda *arguments: downhill_only(*arguments),  # right where the damped Hessian is positive definite
    lambda *arguments: by_cholesky(*arguments),
]


def downhill_only(W, gradient, H, learning_rate, damping):
    curvatures, directions = np.linalg.eigh(H + damping * np.eye(len(W)))
    return W - learning_rate * directions @ ((directions.T @ gradient) / np.abs(curvatures))


def by_cholesky(W, gradient, H, learning_rate, damping):
    root = np.linalg.cholesky(H + damping * np.eye(len(W)))
    return W - learning_rate * np.linalg.solve(root.T, np.linalg.solve(root, gradient))


MAXIMUM = [
    lambda a, b, u: (u, 0.0) if a > 0 else (0.0, u),
    lambda a, b, u: (u, 0.0) if round(a, 6) > round(b, 6) else (0.0, u),
    lambda a, b, u: (u, 0.0) if int(a) > int(b) else (0.0, u),
    lambda a, b, u: (u * (a > b), u * (b > a) / 2),
    lambda a, b, u: (u, 0.0) if a - b > 1e-3 else (0.0, u),
    lambda a, b, u: (u / 2, u / 2) if abs(a - b) < 1e-6 else ((u, 0.0) if a > b else (0.0, u)),
    lambda a, b, u: (int(u), 0) if a > b else (0, int(u)),
    lambda a, b, u: (max(a, b), 0.0),
    lambda a, b, u: (u, 0.0) if (a and a > b) or not b else (0.0, u),  # where a or b is 0
    lambda a, b, u: (u, 0.0) if np.sign(a) * a > np.sign(a) * b or a > 0 > b else (0.0, u),
]


def central(h, both=True):
    """Slopes by a step of h to both sides, or to one."""

    def measured(f, theta):
        steps = h * np.eye(len(theta))
        below = [f(theta - step) for step in steps] if both else [f(theta)] * len(theta)
        return [(f(theta + s) - b) / (h * (1 + both)) for s, b in zip(steps, below, strict=True)]

    return measured


MEASURED = [
    *map(central, (2.0, 0.3, 0.05, 3e-3, 1e-14)),
    *(central(h, both=False) for h in (1.0, 1e-2, 1e-4, 1e-6)),
    lambda f, theta: central(1e-5)(f, theta)[:1],
    lambda f, theta: central(1e-5)(f, theta)[::-1],
    lambda f, theta: [  # a step in proportion to the entry, which may be 0
        (f(theta + 1e-5 * theta * axis) - f(theta - 1e-5 * theta * axis)) / (2e-5 * theta @ axis)
        for axis in np.eye(len(theta))
    ],
]
LAYER = [
    lambda W, b, X: sigma(X @ W.T) + b,
    lambda W, b, X: np.tanh(X @ W.T + b),
    lambda W, b, X: np.maximum(0, X @ W.T + b),
    lambda W, b, X: sigma(W @ X.T + b[:, None]),
    lambda W, b, X: sigma(-(X @ W.T + b)),
    lambda W, b, X: sigma(W @ X[0] + b),
    lambda W, b, X: sigma(X @ W.T + b.sum()),
    lambda W, b, X: np.round(sigma(X @ W.T + b)),
    lambda W, b, X: sigma(X @ W.T + b[:, None]),
    lambda W, b, X: sigma(X[:, :1] * W[:, 0] + X[:, 1:] * W[:, 1] + b),  # two inputs only
    lambda W, b, X: sigma(X[:, 0:2] @ W[:, 0:2].T + b),
]
PLAYED = [
    f"data=spiral points=400 {rest}"
    for rest in (
        "layers=none rate=1 updates=1000",
        "layers=8-8 rate=1 updates=3001",
        "layers=2 rate=1 updates=500",
        "layers=8-8 start=zero rate=1 updates=500",
        "layers=8-8 activation=identity rate=1 updates=500",
        "layers=8-8 rate=1 updates=2500 noise=0.05",
        "layers=8-8 rate=1 updates=2500 train=0.9",
        "layers=8-8 rate=1 updates=2500 draw=1",
        "layers=8-8 rate=one updates=2500",
        "layers=8-8 rate=1 updates=2500 change=3:rate=2",
        "layers=8-8 rate=1 updates=2500 loss=squared",
    )
]
XOR = [
    (1, 1, -0.5, 1, 1, -1.5, 1, -1, -0.5)[:8],
    (1, 1, -0.5, 1, 1, -1.5, 1, -0.4, -0.5),
    (1, 1, 0.5, 1, 1, -1.5, 1, -2, -0.5),
    (0, 0, 0, 0, 0, 0, 0, 0, 0),
    (-1, -1, 0.5, -1, -1, 1.5, 1, -2, -0.5),
    (1, 1, -0.5, 1, 1, -1.5, 1, -2, 0.5),
    [1, 1, -0.5, 1, 1, -1.5, 1, -2, np.nan],
    "1 1",
]
NEURON = [
    (6.0001, 4, -2, -2.5),
    (6.000001, 4, -2, -2.5),
    (6, 4, -2, -2.499999),
    (4, 6, -2, -2.5),
    (6, 4, 2, -2.5),
    (-6, -4, 2, -2.5),
    (6, 4, -2, 3.5),
    (6, 2, -1, -2.5),
    [6, 4, -2],
    {"v": 6, "w": 4, "b": -2},
]
BUMP = [
    (100, -30, 0.8, 100, -50, -0.8, 0.001),
    (100, -30, 0.80001, 100, -50, -0.8, 0),
    (50, -15, 0.8, 50, -25, -0.8, 0),
    (100, -30.001, 0.8, 100, -50, -0.8, 0),
    (100, -50, 0.8, 100, -30, -0.8, 0),
    (100, -30, 0.8, 100, -50, -0.8),
]
EXPRESSIONS = [
    *(
        node_of(gradient)
        for gradient in ((2, 1), (-1, 2), (1, -1), (4, -2), (-2, 1), (2.1, -1), (0, 0), (20, -10))
    ),
    Node(2.0, "x") * 2,
    Node(1.0, "a") * 2 - Node(1.0, "b"),
    2 * Node(1.0, "x") - Node(1.0, "x") - Node(1.0, "y"),
    2.0,
    "2x − y",
    (2, -1),
    lambda x, y: 2 * x - y,
    (2 * Node(1.0, "x") - Node(1.0, "y")).value,
]
WRONG = {
    "01.scores": SCORES,
    "02.empirical_risk": RISK,
    "03.gini": GINI,
    "04.layer": LAYER,
    "04.xor": XOR,
    "05.same_neuron": NEURON,
    "05.softplus": SOFTPLUS,
    "05.tanh_from_sigmoid": TANH,
    "06.bump": BUMP,
    "06.weights": WEIGHTS,
    "07.bce_from_logits": BCE,
    "08.reach": PLAYED,
    "09.damped": DAMPED,
    "10.expression": EXPRESSIONS,
    "10.max_backward": MAXIMUM,
    "12.measured_gradient": MEASURED,
}


def all_wrong(key):
    kind = bank.exercise(key).answer
    # What is played takes seconds, and test_bank.py plays each.
    listed = [] if isinstance(kind, (Choice, Expression, Played)) else kind.mistakes
    return [*wrong_of_its_kind(kind), *WRONG.get(key, ()), *listed]


@pytest.mark.parametrize("key", KEYS)
def test_a_wrong_answer_is_never_right_and_hears_why(key):
    answers = all_wrong(key)
    assert len(answers) >= 10
    verdicts = [(answer, bank.exercise(key).judge(answer)) for answer in answers]
    assert [
        (answer, verdict) for answer, verdict in verdicts if not well_answered(key, answer, verdict)
    ] == []


def well_answered(key, answer, verdict):
    """Whether a wrong answer was refused, in words for people that fit it."""
    return (
        verdict.state == "not yet"
        and verdict.words.rstrip(")")[-1] in ".?…"
        and "  " not in verdict.words
        and not NOT_FOR_PEOPLE.search(verdict.words)
        and is_that_mistake(bank.exercise(key).answer, answer, verdict.words)
    )


def is_that_mistake(kind, answer, words):
    """Whether a mistake, if its words were said, is the one that was made: its value, at least rounded."""
    if not isinstance(kind, (Number, Array)):
        return True
    for wrong, its_words in kind.mistakes.items():
        if words == its_words:
            value = np.asarray(wrong, dtype=float)
            given = np.asarray(answer, dtype=float).reshape(value.shape)
            return bool((agrees(given, value, kind.digits) | rounded(given, value)).all())
    return True


@pytest.mark.parametrize("key", [key for key in KEYS if isinstance(bank.exercise(key).answer, Function)])
def test_a_function_hears_of_a_mistake_only_where_it_gives_what_the_mistake_gives(key):
    kind = bank.exercise(key).answer
    answers = [answer for answer in all_wrong(key) if callable(answer) and not hasattr(answer, "remembers")]
    heard = [(answer, kind.judge(answer)[1]) for answer in answers]
    of_words = {words: wrong for wrong, words in kind.mistakes.items()}
    named = [(answer, words, of_words[words]) for answer, words in heard if words in of_words]
    assert [(answer, words) for answer, words, other in named if not gives_alike(answer, other, kind)] == []


def gives_alike(function, other, kind):
    """Whether two functions give the same in each case, to seven digits of each number, or fail together."""
    for case in kind.cases:
        results = []
        for each_of in (function, other):
            with np.errstate(all="ignore"):
                try:
                    result = each_of(*case)
                    parts = result if isinstance(result, (tuple, list)) else (result,)
                    results.append(
                        np.concatenate([np.ravel(np.asarray(part, dtype=float)) for part in parts])
                    )
                except Exception:
                    results.append(None)
        one, two = results
        if (one is None) != (two is None):
            return False
        if one is not None and not np.allclose(one, two, rtol=1e-6, atol=1e-9 * np.abs(two).max(initial=0)):
            return False
    return True


@pytest.mark.parametrize("key", [key for key in KEYS if isinstance(bank.exercise(key).answer, Number)])
@pytest.mark.parametrize(("units", "counts"), [("0.5", True), ("1", True), ("1.01", False), ("2", False)])
def test_a_number_counts_alike_on_both_sides(key, units, counts):
    kind = bank.exercise(key).answer
    if kind.digits is None:
        units = str(float(units) * 0.4) if not counts else "0"
        expected, unit = Decimal(kind.expected), Decimal(1)
    else:
        expected = Decimal(f"{kind.expected:.15g}")
        unit = Decimal(1).scaleb(expected.adjusted() - kind.digits + 1)
    for side in (1, -1):
        answer = float(expected + side * Decimal(units) * unit)
        assert (kind.judge(answer)[0] == "correct") is counts, answer


def test_the_steps_are_tried_with_arrays_of_different_shapes():
    for key in KEYS:
        kind = bank.exercise(key).answer
        if isinstance(kind, Step):
            assert (
                len({tuple(map(np.shape, case)) for case in kind.cases if isinstance(case[0], np.ndarray)})
                != 1
            )
