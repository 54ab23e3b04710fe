"""Functions and objectives of a student's own: what they return is checked, and what they do to arguments is theirs.

A target that works in place, or an objective that returns a column, would else give a wrong number in silence, here or
in the next cell.
"""

import numpy as np
import pytest

from course_utils import data
from course_utils.data.legendre import CurvePopulation, repeated_fits
from course_utils.engine import Network, adam, fit, gradient_check, gradient_descent, momentum, newton
from course_utils.engine.objectives import Plane
from course_utils.engine.topics.approximation import errors, relu_pieces, sigmoid_bumps, towers
from course_utils.engine.topics.polynomials import best_polynomial
from course_utils.engine.topics.triangle import triangle_map


def square(x):
    return x**2


def square_in_place(x):
    x *= x
    return x


# --- in place ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("work", [square, square_in_place], ids=["new array", "in place"])
def test_a_function_may_work_in_place(work):
    pieces, straight = relu_pieces(work, 4), Network.from_parameters([([[1.0]], [0.0])])
    # Between knots h apart a chord lies above x² by at most h²/4, with h = ¼.
    assert pieces([[0.25], [0.5], [0.75]])[:, 0] == pytest.approx([1 / 16, 1 / 4, 9 / 16], abs=1e-15)
    assert errors(pieces, work).sup == pytest.approx(1 / 64, rel=1e-12)
    # |x − x²| is largest at ½, where it is ¼.
    assert errors(straight, work)[::2] == (pytest.approx(0.25), (0.5,))
    # The nearest straight line to x² on [0, 1] is x − ⅛, and misses by ⅛ (P. Chebyshev).
    line, sup = best_polynomial(work, 1)
    assert (line(0.0), line(1.0), sup) == pytest.approx((-1 / 8, 7 / 8, 1 / 8), rel=1e-3)
    # The mean of (x²)² over [−1, 1] is 1/5.
    population = CurvePopulation(work, noise=0.3)
    assert population.risk(lambda x: 0 * x) == pytest.approx(0.29, rel=1e-12)
    assert CurvePopulation(square, noise=0.3).risk(work) == pytest.approx(0.09, rel=1e-12)


def test_a_function_that_works_in_place_leaves_the_next_answers_right():
    population = CurvePopulation(np.sin, noise=0.0)

    def erases(x):
        x[...] = 0.0
        return x

    # ½ ∫ sin² x dx from −1 to 1 = ½ − sin(2) / 4.
    expected = 0.5 - np.sin(2) / 4
    assert population.risk(erases) == pytest.approx(expected, rel=1e-12)
    assert population.risk(np.sin) == 0.0
    assert population.risk(lambda x: 0.0) == pytest.approx(expected, rel=1e-12)


def test_examples_drawn_from_a_curve_keep_their_places():
    drawn = CurvePopulation(square_in_place, noise=0.0).draw(20, seed=1)
    assert (drawn.X < 0).any() and drawn.y == pytest.approx(drawn.X[:, 0] ** 2, rel=1e-15)
    there, in_place = (repeated_fits(CurvePopulation(F), 3, 10, 5) for F in (square, square_in_place))
    assert in_place.true.tolist() == there.true.tolist()


# --- what they return, and take ----------------------------------------------------------------------

RETURNS = {  # what a function of x gives: the error, words
    "nothing": (
        lambda x, *more: None,
        TypeError,
        "returns must be a number or an array of numbers; got None",
    ),
    "a column": (lambda x, *more: x[:, None], ValueError, "must return one number for each of"),
    "too few": (lambda x, *more: x[:1], ValueError, "must return one number for each of"),
    "complex numbers": (lambda x, *more: x * 1j, TypeError, "returns must be real"),
    "NaN": (lambda x, *more: x * np.nan, ValueError, "returns must be finite; it holds NaN"),
    "far numbers": (
        lambda x, *more: 0 * x - 1e200,
        ValueError,
        r"returns must lie between −1e\+100 and 1e\+100; got 1e\+200",
    ),
    "words": (lambda x, *more: "a", TypeError, "returns must be a number or an array of numbers; got 'a'"),
}
TAKE_FUNCTIONS = {
    "target of errors": lambda f: errors(triangle_map(1), f),
    "target of relu_pieces": lambda f: relu_pieces(f, 3),
    "target of sigmoid_bumps": lambda f: sigmoid_bumps(f, 3),
    "target of towers": lambda f: towers(f, 3),
    "target of best_polynomial": lambda f: best_polynomial(f, 2),
    "F of CurvePopulation": CurvePopulation,
    "f of risk": CurvePopulation(np.sin).risk,
}


@pytest.mark.parametrize("given", RETURNS)
@pytest.mark.parametrize("taker", TAKE_FUNCTIONS)
def test_what_a_function_returns_is_judged_in_words(taker, given):
    function, error, words = RETURNS[given]
    with pytest.raises(error, match=words) as caught:
        TAKE_FUNCTIONS[taker](function)
    assert f"{taker.split()[0]} " in str(caught.value)


def test_a_curve_that_returns_another_shape_only_later_is_refused_when_it_draws():
    drawn = CurvePopulation(lambda x: x if len(x) == 64 else x[:, None])
    with pytest.raises(
        ValueError, match=r"F must return one number for each of \(3,\) places; got shape \(3, 1\)"
    ):
        drawn.draw(3)


CALLS = {
    "target": lambda f: best_polynomial(f, 2),
    "F": CurvePopulation,
    "predict": lambda f: data.population_risk(f, data.ToyPopulation("blobs"), points=1000),
    "learning_rate": lambda f: gradient_descent(Bowl(), [1.0, 2.0], learning_rate=f, steps=1),
    "callback": lambda f: fit(
        Network.random([1, 1]), [[1.0]], [1.0], "mean_squared_error", learning_rate=0.1, epochs=1, callback=f
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_function_of_other_arguments_is_refused_when_it_is_handed_in(name):
    for wrong in (lambda: 0.0, lambda a, b, c: 0.0, lambda *, x: 0.0):
        with pytest.raises(TypeError, match=f"{name} must be a function of .* cannot be called like that"):
            CALLS[name](wrong)


# --- objectives --------------------------------------------------------------------------------------


class Bowl:
    """½ ‖θ‖² as a student writes it, whose answers can be replaced."""

    def __init__(self, **answers):
        self.answers = {"value": None, "gradient": None, "hessian": None, "product": None} | answers

    def _answer(self, question, right):
        wrong = self.answers[question]
        return right if wrong is None else wrong(right)

    def value(self, theta):
        return self._answer("value", 0.5 * float(theta @ theta))

    def gradient(self, theta):
        return self._answer("gradient", theta.copy())

    def value_and_gradient(self, theta):
        return self.value(theta), self.gradient(theta)

    def hessian(self, theta):
        return self._answer("hessian", np.eye(2))

    def hessian_vector_product(self, theta, direction):
        return self._answer("product", direction.copy())

    size = 2


WALKS = {
    "gradient descent": lambda f: [*gradient_descent(f, [1.0, 2.0], learning_rate=0.5, steps=1)],
    "momentum": lambda f: [*momentum(f, [1.0, 2.0], learning_rate=0.5, steps=1)],
    "adam": lambda f: [*adam(f, [1.0, 2.0], learning_rate=0.5, steps=1)],
    "newton": lambda f: [*newton(f, [1.0, 2.0], steps=1)],
    "check": lambda f: gradient_check(f, [1.0, 2.0]),
    "plane": lambda f: Plane(f, [1.0, 2.0], np.eye(2)).value_and_gradient([0.0, 0.0]),
}
WRONG = {
    "value: an empty tuple": ({"value": lambda right: ()}, ValueError, "must be a number; got shape"),
    "value: words": ({"value": str}, TypeError, "must be a number or an array of numbers; got '2.5'"),
    "value: a list": ({"value": lambda right: [right]}, ValueError, r"must be a number; got shape \(1,\)"),
    "value: complex": ({"value": complex}, TypeError, "must be real; got complex numbers"),
    "gradient: a sum": ({"gradient": np.sum}, ValueError, r"must have shape \(2,\); got shape \(\)"),
    "gradient: a column": (
        {"gradient": lambda right: right[:, None]},
        ValueError,
        r"must have shape \(2,\); got shape \(2, 1\)",
    ),
    "gradient: too long": ({"gradient": lambda right: np.ones(3)}, ValueError, r"got shape \(3,\)"),
    "gradient: complex": ({"gradient": lambda right: right * 1j}, TypeError, "must be real"),
    "gradient: a hole": ({"gradient": lambda right: [1.0, None]}, ValueError, "no missing values"),
}


@pytest.mark.parametrize("answer", WRONG)
@pytest.mark.parametrize("walk", WALKS)
def test_what_an_objective_answers_is_judged_in_words(walk, answer):
    answers, error, words = WRONG[answer]
    with pytest.raises(
        error, match=rf"what objective\.(value|gradient|value_and_gradient) returns .*{words}"
    ):
        WALKS[walk](Bowl(**answers))


def test_second_derivatives_of_an_objective_are_judged_too():
    with pytest.raises(ValueError, match=r"what objective\.hessian returns must have shape \(2, 2\)"):
        WALKS["newton"](Bowl(hessian=lambda right: right[0]))
    plane = Plane(Bowl(product=lambda right: right[:, None]), [1.0, 2.0], np.eye(2))
    with pytest.raises(ValueError, match=r"what objective\.hessian_vector_product returns must have shape"):
        plane.hessian([0.0, 0.0])


@pytest.mark.parametrize("kind", [list, tuple, np.float32, lambda right: right.astype(object)])
def test_an_objective_may_answer_in_any_kind_of_numbers(kind):
    bowl = Bowl(gradient=kind, value=np.float64, hessian=lambda right: right.tolist())
    assert WALKS["gradient descent"](bowl)[-1].theta.tolist() == [0.5, 1.0]
    assert WALKS["newton"](bowl)[-1].theta.tolist() == [0.0, 0.0]
    assert WALKS["check"](bowl).agrees
    assert WALKS["plane"](bowl)[1].tolist() == [1.0, 2.0]


def test_an_objective_may_change_the_directions_it_is_given():
    class Spoils(Bowl):
        def hessian_vector_product(self, theta, direction):
            product = direction.copy()
            direction[...] = 7.0
            return product

    plane = Plane(Spoils(), [1.0, 2.0], np.eye(2))
    for _ in range(2):
        assert plane.hessian([0.0, 0.0]).tolist() == [[1.0, 0.0], [0.0, 1.0]]
