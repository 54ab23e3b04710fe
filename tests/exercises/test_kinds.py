"""Each kind of answer: right in every form, wrong with a reason, not attempted when nothing was tried.

A student would lose trust in all checks if one of them praised an empty answer, refused a right one for
its form, or stopped with a traceback.
"""

import math

import numpy as np
import pytest

from course_utils.engine import Network, Node, double_well, gradient_descent, newton, rosenbrock
from course_utils.exercises import check
from course_utils.exercises.answers import Array, Choice, Expression, Function, Number, Step
from course_utils.exercises.answers.solves import Solves

EMPTY = [
    ...,
    None,
    "",
    "...",
    " ? ",
    [],
    (),
    {},
    [...],
    (..., None),
    np.array([...]),
    np.array([]),
]


def loses_count(*arguments):
    raise RecursionError("deep")


with np.errstate(over="ignore"):
    BEYOND = np.longdouble(10) ** 400  # of float64; on some machines of this kind of number, too
GARBAGE = [
    "text",
    b"bytes",
    True,
    [True, False],
    1j,
    float("inf"),
    [1, "a"],
    [1, [2, 3]],
    {1, 2},
    {"a": 1},
    object(),
    len,
    int,
    lambda: None,
    loses_count,
    (n for n in range(3)),
    np.array(["a"]),
    np.zeros((3, 4, 5)),
    10**400,
    10**5000,
    BEYOND,
    [1, ...],
    [1, np.nan],
    Node(1.0, "x"),
    ValueError("x"),
    np.datetime64("2020-01-01"),
    range(0),
    slice(1),
]

KINDS = {
    "number": Number(1.5),
    "array": Array([[1.0, 2.0], [3.0, 5.0]]),
    "vector": Array([1.0, 2.0, 4.0], labels=("u", "v", "w")),
    "function": Function(lambda a, b: a - b, ((1.0, 2.0), (3.0, 5.0)), ("a", "b")),
    "choice": Choice({"a": "one", "b": "two", "c": "three"}, "ac", {"b": "no"}),
    "expression": Expression(("x", "y"), (2.0, -1.0)),
    "step": Step(lambda a, b: (a - b, a + b), ((np.ones(2), np.ones(2)),), ("a", "b"), ("c", "d")),
    "solves": Solves(("a", "b"), lambda numbers: [numbers.sum()], (3.0,), ("the sum",)),
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("given", EMPTY, ids=repr)
def test_nothing_tried_is_not_attempted(kind, given):
    assert kind.judge(given)[0] == "not attempted"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("given", GARBAGE, ids=lambda given: type(given).__name__)
def test_garbage_is_not_yet_with_a_reason(kind, given):
    state, reason = kind.judge(given)
    assert state == "not yet"
    assert reason.endswith(".") and "0x" not in reason


class Ends(BaseException):
    """What is raised by nobody who means an error."""


@pytest.mark.parametrize("error", [SystemExit, GeneratorExit, Ends, StopIteration, NotImplementedError])
def test_nothing_that_an_answer_raises_gets_through(error):
    class Hostile:
        def __array__(self, *arguments, **options):
            raise error("no")

    def fails_later(X):
        if len(X) < 3:
            raise error("no")
        return X.mean(axis=0)

    state, reason = MEAN.judge(fails_later)
    assert state == "not yet" and f"it raises {error.__name__}" in reason
    for key in ("01.ceres", "04.absorb", "04.xor", "02.leak", "10.expression"):
        assert check(key, Hostile()).state == "not yet"


def test_stopping_a_kernel_stops_it():
    def stopped(X):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        MEAN.judge(stopped)


# --- numbers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["4 810", "4'810", "4810,0", "9620/2", "4\u00a0810", "[4810]"])
def test_a_number_counts_as_it_is_typed(given):
    assert Number(4810, digits=None).judge(given) == ("correct", "")


@pytest.mark.parametrize(
    "given",
    ["2.5·10^-3", "2.5 * 10**-3", "2,5*10**(−3)", "2.5⋅10⁻³", "2.5 × 10^(-3)", "0.25·10^-2", "[2.5e-3]"],
)
def test_a_power_of_ten_may_be_written_with_any_sign_of_a_product(given):
    assert Number(2.5e-3).judge(given) == ("correct", "")
    assert Array([2.5e-3, 1.0]).judge(f"{given.strip('[]')}; 1") == ("correct", "")


@pytest.mark.parametrize(("given", "number"), [("½", 0.5), ("−¾", -0.75), ("⅔", 2 / 3), ("1⁄3", 1 / 3)])
def test_a_fraction_is_one_character_too(given, number):
    assert Number(number).judge(given) == ("correct", "")
    assert Array([number, 1.0]).judge(f"{given}; 1") == ("correct", "")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("2½", "not text: '2½'"),
        ("3 neurons", "without a unit or a word; got '3 neurons'"),
        ("50 %", "without a unit or a word; got '50 %'"),
        ("x = 3", "the number alone, without a unit or a word; got 'x = 3'"),
        ("≈ 3.0 neurons", "the number alone, without a unit or a word; got '≈ 3.0 neurons'"),
        ("3e0 ± 1", "'3e0 ± 1' cannot be read"),
        ("2+1", "'2+1' cannot be read"),
        ("2**3**2", "'2**3**2' cannot be read"),
        ("3·10^0^1", "'3·10^0^1' cannot be read"),
        ("0.3*10", "'0.3*10' cannot be read"),
        (b"3", "got bytes"),
        (bytearray(b"3"), "got bytes"),  # not 51, the code of its character
        (int, "got a class"),
        (Network.random([1, 1]), "got an object of type Network"),
        (len, "That is a function; call it"),
    ],
)
def test_what_is_no_number_is_called_what_it_is(given, words):
    state, reason = Number(3, digits=None).judge(given)
    assert state == "not yet" and words in reason


@pytest.mark.parametrize(
    ("expected", "given", "counts"),
    [  # one unit of the third significant digit is 0.0001 for 0.03635, 1 for 173, 0.01 for 7
        (0.036350306, 0.0363, True),
        (0.036350306, 0.0364, True),
        (0.036350306, 0.03646, False),
        (0.036350306, 0.03624, False),
        (7, 7.009, True),
        (7, 7.011, False),
        (-7, -6.991, True),
        (173, 173.9, True),
        (173, 174.1, False),
        (1e-9, 0, False),
        (0, 0.009, True),
        (0, 0.011, False),  # a zero has no digits of its own: it is compared as a number of size 1
    ],
)
def test_a_number_counts_within_one_unit_of_the_third_digit(expected, given, counts):
    assert (Number(expected).judge(given)[0] == "correct") is counts


@pytest.mark.parametrize(("given", "words"), [(4800, "should be exact"), (4900, "inputs"), (4874, "inputs")])
def test_a_count_that_was_rounded_is_no_named_mistake(given, words):
    """4800 is 4810, rounded; that it is 4874 cut off, too, blamed somebody for a mistake that was not made."""
    count = Number(4810, digits=None, mistakes={4874: "The inputs have no biases."})
    state, reason = count.judge(given)
    assert state == "not yet" and words in reason


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (-0.4, "sign is not"),
        (0.8, "twice"),
        (0.2, "half"),
        (-0.8, "twice"),
        (40, "hundred times"),
        (0.004, "hundredth"),
        (0.41, "Close"),
        (0.7, "too large"),
        (0.1, "too small"),
        (-3, "wrong sign"),
        ([0.4, 0.4], "One number"),
        ("four", "not text"),
    ],
)
def test_common_mistakes_of_a_number_are_named(given, words):
    state, reason = Number(0.4).judge(given)
    assert state == "not yet" and words in reason


def test_a_right_answer_that_was_rounded_is_close_even_beside_a_mistake():
    """1.258 rounded to 1.3 is nobody's mistake 1.291, though within its tolerance."""
    answer = Number(1.258, mistakes={1.291: "A factor is missing."})
    assert "Round only at the end" in answer.judge(1.3)[1]
    assert answer.judge(1.291)[1] == answer.judge(1.29)[1] == "A factor is missing."
    assert "too small" in answer.judge(1)[1]  # a single digit says too little


def test_a_mistake_of_zeros_is_no_small_number():
    """A zero has no digits of its own: it is as exact as what is right in its place."""
    number = Number(0.5, mistakes={0: "It is not 0."})
    assert [number.judge(given)[1] for given in (0, 0.0009)] == ["It is not 0."] * 2
    assert number.judge(0.003)[1] == "0.003 is too small."


def test_an_exercises_own_mistakes_come_first():
    assert Number(2.0, mistakes={-2.0: "own words"}).judge(-2)[1] == "own words"


# --- arrays -----------------------------------------------------------------------------------------

MATRIX = np.array([[1.0, 2.0], [3.0, 5.0]])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (MATRIX.T, "transposed"),
        (-MATRIX, "sign is not"),
        (2 * MATRIX, "twice"),
        (MATRIX.ravel(), "the shape is not"),
        (MATRIX[0], "shape is not right"),
        (1.0, "got one number"),
        (MATRIX * [[1, -1], [1, 1]], "sign of [0, 1]"),
        (MATRIX[::-1], "another order"),
        (MATRIX + np.diag([0, 9]), "3 of 4 entries are right; look again at [1, 1]"),
        (MATRIX + 50, "None of the entries"),
        (MATRIX * 1.014, "Close"),
    ],
)
def test_common_mistakes_of_an_array_are_named(given, words):
    state, reason = Array(MATRIX).judge(given)
    assert state == "not yet" and words in reason


def test_a_matrix_that_is_not_square_is_recognised_transposed():
    assert "transposed" in Array(np.arange(6.0).reshape(2, 3)).judge(np.arange(6.0).reshape(2, 3).T)[1]


def test_a_vector_may_come_by_name_and_is_answered_by_name():
    vector = KINDS["vector"]
    assert vector.judge({"w": 4, "u": 1, "v": 2})[0] == "correct"
    assert "look again at v" in vector.judge([1, 7, 4])[1]
    assert "names expected are u, v and w" in vector.judge({"u": 1, "v": 2})[1]
    assert "u, v, w" in vector.judge([4, 2, 1])[1]


def test_a_name_counts_as_a_keyboard_has_it():
    pair = Array([1.0, 2.0], labels=("w₁₁", "b₂"))
    assert pair.judge({"b2": 2, "w11": 1}) == pair.judge({"b₂": 2, "w₁₁": 1}) == ("correct", "")
    assert "names expected are w₁₁ and b₂" in pair.judge({"w11": 1, "w₁₁": 1, "b2": 2})[1]


def test_small_entries_are_judged_by_their_own_size():
    assert Array([1000.0, 0.001]).judge([1000.0, 0.002])[0] == "not yet"


# --- functions --------------------------------------------------------------------------------------

X = np.array([[1.0, 2.0], [3.0, -4.0], [0.5, 6.0]])


def column_mean(X):
    return X.mean(axis=0)


def endless(X):
    return endless(X)


async def asynchronous(X):
    return X.mean(axis=0)


MEAN = Function(
    column_mean,
    ((X,), (X[:2],), (X[:1],)),
    ("X",),
    mistakes={(lambda X: X.sum(axis=0)): "sum for mean"},
)
PAIR = Function(lambda a, b: (b, -a), ((2.0, 3.0), (-1.0, 0.5)), ("a", "b"), returns=("da", "db"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (lambda X: X.sum(axis=0), "sum for mean"),
        (lambda X: -X.mean(0), "sign is not"),
        (lambda X: 2 * X.mean(0), "twice"),
        (lambda X: X.mean(1), "shape is not right"),
        (lambda X: X.mean(0)[:, None], "the shape is not"),
        (lambda X: X.mean(), "one number"),
        (lambda X: 1 / 0, "raises ZeroDivisionError: division by zero"),
        (lambda: 0, "1 argument: X"),
        (lambda X, y: 0, "1 argument: X"),
        (lambda X: "a", "not text"),
        (lambda X: None if len(X) < 3 else X.mean(0), "returns None"),
        (lambda X: X.mean(0) * np.nan if len(X) == 1 else X.mean(0), "NaN"),
        (lambda X: np.nan * X[0], "NaN"),
        (lambda X: (_ for _ in X), "Expected numbers"),
        (lambda X: exit(), "raises SystemExit"),
        (lambda X: [], "expected (2,), got (0,)"),
        (lambda X: X[:0].ravel(), "expected (2,), got (0,)"),
        (lambda X: np.linalg.solve(X.T @ X, np.ones(len(X) + 3)), "solves a system of equations"),
        (lambda X: X @ X, "multiplies matrices"),
        (lambda X: math.exp(X), "`np.exp` and its like take both"),
        (lambda X: X.mean(0) if X > 0 else X, "`np.where` and `np.maximum`"),
        (lambda X: max(0, X.mean(0)), "`np.where` and `np.maximum`"),
        (endless, "calls itself too many times"),
        (lambda X: np.mean(X ^ 2, axis=0), "write `x**2`"),
        (lambda X: [sum(float(x) ^ 2 for x in column) for column in X.T], "write `x**2`"),
        (asynchronous, "write `def` alone"),
        (X, "got an array of shape (3, 2)"),
        (3, "got a number"),
        (column_mean(X), "without parentheses"),
    ],
)
def test_what_is_wrong_with_a_function_is_said(given, words):
    state, reason = MEAN.judge(given)
    assert state == "not yet" and words in reason


@pytest.mark.parametrize(
    ("result", "got"),
    [
        (3.0, "one."),
        (np.float32(3), "one."),
        ("ab", "a string."),
        ({1.0, 2.0}, "a set."),
        (np.nan, "NaN (not a number)."),
        ((n for n in (1, 2)), "a generator."),
        ((1.0,), "1."),
        ((1.0, 2.0, 3.0), "3."),
        (np.float64, "a class."),
    ],
)
def test_what_is_not_a_pair_is_called_what_it_is(result, got):
    state, reason = PAIR.judge(lambda a, b: result)
    assert state == "not yet" and reason == f"It should return 2 values, da and db; got {got}"


def test_arguments_in_another_order_are_told_the_order():
    """They are given by their places: with their names exchanged, a right body has the wrong values."""
    state, reason = PAIR.judge(lambda b, a: (b, -a))
    assert state == "not yet" and reason == "It is called with a, b, in this order; it takes b, a."
    assert PAIR.judge(lambda x, a: (a, -x))[0] == "correct"


def test_a_long_result_is_told_its_first_wrong_entry():
    long = Function(lambda n: np.arange(n) + 1.0, ((2,), (40,)), ("n",))
    words = "For n = 40: 27 of 40 entries of the result are wrong; [13] is 13, 14 is right."
    assert long.judge(lambda n: np.arange(n) + (np.arange(n) < 13)) == ("not yet", words)


def test_a_pair_in_another_shape_is_told_its_shape():
    state, reason = PAIR.judge(lambda a, b: [[b, -a]])
    assert (
        state == "not yet" and "The numbers are right, the shape is not: expected (2,), got (1, 2)." in reason
    )


def test_a_pair_of_unequal_things_is_read():
    state, reason = PAIR.judge(lambda a, b: ([1.0, 2.0], 3.0))
    assert state == "not yet" and "different lengths" in reason


def empty(X): ...


def todo(X):
    raise NotImplementedError


def explained(X):
    """The mean of each column."""
    pass


def without_return(X):
    mean = X.mean(axis=0)  # noqa: F841


@pytest.mark.parametrize("given", [without_return, print, lambda X: X.sort()])
def test_a_function_that_forgets_to_return_was_tried(given):
    state, reason = MEAN.judge(given)
    assert state == "not yet" and ("returns None" in reason or "changes its argument" in reason)


@pytest.mark.parametrize(
    "given", [empty, todo, explained, lambda X: None, lambda X: ..., lambda X: (..., ...)]
)
def test_a_function_with_nothing_in_it_is_not_attempted(given):
    assert MEAN.judge(given)[0] == "not attempted"


def test_a_function_that_changes_its_argument_is_sent_back_and_harms_nothing():
    def in_place(X):
        X -= 1
        return X.mean(axis=0) + 1

    before = X.copy()
    state, reason = MEAN.judge(in_place)
    assert state == "not yet" and "changes its argument X" in reason
    np.testing.assert_array_equal(X, before)


def test_what_a_function_prints_or_warns_stays_out_of_the_notebook(capsys):
    def noisy(X):
        print("here")
        np.log(np.zeros(1))
        return X.mean(axis=0)

    assert MEAN.judge(noisy)[0] == "correct"
    assert capsys.readouterr().out == ""


def test_a_pair_may_be_an_array_but_not_in_the_other_order():
    assert PAIR.judge(lambda a, b: np.array([b, -a]))[0] == "correct"
    assert "order should be da, db" in PAIR.judge(lambda a, b: (-a, b))[1]


def test_a_matrix_function_that_transposes_is_told_so():
    product = Function(
        lambda A, x: np.outer(A, x),
        ((np.arange(2.0), np.arange(3.0)), (np.ones(3), np.arange(3.0))),
        ("A", "x"),
    )
    assert "transposed" in product.judge(lambda A, x: np.outer(x, A))[1]


# --- choices ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        "“a” and “c”",
        "The answer is a and c.",
        "‘a’, ‘c’",
        "«a» «c»",
        "a • c",
        "a·c",
        "only a and c",
        "Ａ, Ｃ",
        "a, c?",
    ],
)
def test_letters_count_between_all_signs(given):
    assert KINDS["choice"].judge(given)[0] == "correct"


@pytest.mark.parametrize("given", ["!b", "a, !c", "¬b", "~b", "a – c", "a=c", "all but b", "a, c (not b)"])
def test_letters_that_may_be_meant_otherwise_are_asked_for(given):
    state, reason = KINDS["choice"].judge(given)
    assert state == "not yet" and "Answer with letters" in reason


@pytest.mark.parametrize("given", ["b", "B", " b ", "b)", "b.", ["b"], "two", "Two"])
def test_one_letter_or_its_text_counts(given):
    assert Choice({"a": "one", "b": "two"}, "b", {"a": "no"}).judge(given)[0] == "correct"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("b", "b: no"),
        ("abc", "b: no"),
        ("a", "1 more letter is missing."),
        ("d", "a, b or c"),
        (1, "a, b or c"),
        ("one", "1 more"),
    ],
)
def test_wrong_letters_are_answered(given, words):
    state, reason = KINDS["choice"].judge(given)
    assert state == "not yet" and words in reason


def test_all_letters_at_once_are_no_answer_to_a_single_choice():
    assert "Only one" in Choice({"a": "one", "b": "two"}, "b", {"a": "no"}).judge("ab")[1]


# --- expressions ------------------------------------------------------------------------------------


def leaves():
    return Node(-1.0, "x"), Node(2.0, "y")


@pytest.mark.parametrize(
    "build",
    [lambda x, y: 2 * x - y, lambda x, y: x * y, lambda x, y: x + x - y, lambda x, y: (2 * x - y).named("f")],
)
def test_any_expression_with_the_right_gradients_counts(build):
    assert KINDS["expression"].judge(build(*leaves()))[0] == "correct"


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda x, y: y - 2 * x, "sign is not"),
        (lambda x, y: 2 * y - x, "another order"),
        (lambda x, y: 2 * x + y, "sign of y"),
        (lambda x, y: 2 * x, "no leaf named y"),
        (lambda x, y: 2 * Node(1, "x") - y + x, "2 Nodes named x"),
        (lambda x, y: 2.0, "got a number"),
        (lambda x, y: lambda: x, "Call the function"),
        (lambda x, y: 3 * x - y, "look again at x"),
    ],
)
def test_wrong_expressions_are_answered(build, words):
    state, reason = KINDS["expression"].judge(build(*leaves()))
    assert state == "not yet" and words in reason


def test_a_right_answer_on_the_wrong_side_of_a_limit_hears_what_happens_there():
    """Rounded up, a limit is right as a number, and what was asked for fails: both are said, and both hold."""
    on_the_limit, beyond = check("09.limit", 0.001996), check("09.limit", 0.002)
    assert "The limit itself" not in on_the_limit.words
    assert "The limit itself is 0.0019968; at 0.002, which is rounded up, distances already" in beyond.words
    steepest = np.array([2.0, -1.0]) / math.hypot(2, 1)  # nearly the direction of largest curvature
    for rate, grows in ((0.001996, False), (0.002, True)):
        walk = gradient_descent(rosenbrock, 1 + 1e-9 * steepest, learning_rate=rate, steps=200)
        distances = [np.linalg.norm(point.theta - 1) for point in walk]
        assert (distances[-1] > distances[100]) == grows
    inside, outside = check("09.basin", 0.447), check("09.basin", 0.448)
    assert "The limit itself" not in inside.words
    assert "at 0.448, which is rounded up, Newton already ends in a minimum" in outside.words
    for start, end in ((0.447, 0.0), (0.448, 1.0)):
        *_, last = newton(double_well, [start, 0.0], steps=50)
        assert abs(last.theta[0]) == pytest.approx(end, abs=1e-9)


def test_a_name_that_no_cell_has_defined_points_to_the_first_cell():
    """As in a notebook of which only the later cells were run."""

    def softplus(z):
        return np_of_the_first_cell.log1p(z)  # noqa: F821

    state, reason = Function(lambda z: z, ((1.0,),), ("z",)).judge(softplus)
    assert state == "not yet"
    assert "`np_of_the_first_cell` is not known. Run the notebook's first code cell" in reason


# --- tables with names, such as those of pandas, which the course does without --------------------------


class Table:
    """What pandas' Series and DataFrame have of a dict and of an array: names, entries by name, and NumPy's form."""

    def __init__(self, **entries):
        self.entries = entries

    def keys(self):
        return self.entries.keys()

    def __getitem__(self, name):
        return self.entries[name]

    def __array__(self, dtype=None, copy=None):
        return np.array(list(self.entries.values()))


def test_a_table_is_read_by_its_names_and_otherwise_in_its_order():
    vector, pair = KINDS["vector"], Table(db=-2.0, da=3.0)
    assert vector.judge(Table(w=4, u=1, v=2))[0] == "correct"
    assert vector.judge(Table(w=[4], u=[1], v=[2]))[0] == "correct"
    assert vector.judge(Table(a=1, b=2, c=4))[0] == "correct"
    assert Number(1.5).judge(Table(x=1.5))[0] == "correct"
    assert (
        Function(lambda a, b: (b, -a), ((2.0, 3.0),), ("a", "b"), ("da", "db")).judge(lambda a, b: pair)[0]
        == "correct"
    )
    assert PAIR.judge(lambda a, b: Table(x=b, y=-a))[0] == "correct"
    assert "order should be da, db" in PAIR.judge(lambda a, b: Table(x=-a, y=b))[1]
    assert KINDS["choice"].judge(Table(x="a", y="c"))[0] == "correct"
