"""Networks that are built to be near a function: how near, and how fast that gets better.

The expected errors are derived here, or found by SciPy's linear programming. A student who reads a slope off a figure,
or believes a bound, would be misled if one of them were wrong.
"""

import numpy as np
import pytest
from scipy.optimize import linprog  # comes with scikit-learn

from course_utils.engine import Network
from course_utils.engine.topics.approximation import errors, relu_pieces, sigmoid_bumps, tower, towers
from course_utils.engine.topics.polynomials import best_polynomial

X = np.linspace(0, 1, 501)


def sine(x):
    return np.sin(2 * np.pi * x)


def cosine(x):
    return np.cos(2 * np.pi * x)


def slope(counts, values):
    """The slope of a straight line through the logarithms."""
    return np.polyfit(np.log(counts), np.log(values), 1)[0]


# --- errors -------------------------------------------------------------------------------------------------


def test_errors_of_a_straight_line_are_those_found_by_hand():
    """|x − ½| against the constant 0: at most ½, at both ends, ¼ on average."""
    nothing = Network.from_parameters([([[0.0]], [0.0])])
    found = errors(nothing, lambda x: np.abs(x - 0.5))
    assert found.sup == pytest.approx(0.5) and found.at[0] in (0.0, 1.0)
    assert found.mean == pytest.approx(0.25, rel=1e-3)


def test_errors_in_two_dimensions_find_the_place():
    nothing = Network.from_parameters([([[0.0, 0.0]], [0.0])])
    found = errors(nothing, lambda x, y: np.exp(-50 * ((x - 0.3) ** 2 + (y - 0.8) ** 2)))
    assert found.sup == pytest.approx(1) and found.at == pytest.approx((0.3, 0.8))


def test_a_target_may_be_a_constant():
    assert errors(relu_pieces(lambda x: 0.7, 3), lambda x: 0.7).sup == pytest.approx(0, abs=1e-15)


# --- bumps --------------------------------------------------------------------------------------------------


def test_bumps_are_a_network_of_pairs_of_sigmoids():
    network = sigmoid_bumps(sine, 7)
    assert network.sizes == (1, 14, 1) and [layer.activation.name for layer in network.layers] == [
        "sigmoid",
        "identity",
    ]


def test_bumps_are_the_formula():
    """Written again with tanh: σ(z) = (1 + tanh(z/2)) / 2."""
    edges = [-1, 0.25, 0.5, 0.75, 2]
    sum_of_bumps = sum(
        sine((k + 0.5) / 4) * (np.tanh(30 * (X - edges[k])) - np.tanh(30 * (X - edges[k + 1]))) / 2
        for k in range(4)
    )
    assert sigmoid_bumps(sine, 4, steepness=60)(X[:, None])[:, 0] == pytest.approx(sum_of_bumps, abs=1e-12)


def test_bumps_that_grow_steeper_fall_with_slope_minus_one():
    """Flat tops: the sine moves by sin(π/n) within half a bump next to x = 0, where it is steepest."""
    counts = np.array([10, 20, 40, 80])
    found = [errors(sigmoid_bumps(sine, n), sine).sup for n in counts]
    assert found == pytest.approx(np.sin(np.pi / counts), rel=2e-3)
    assert slope(counts, found) == pytest.approx(-1, abs=0.02)


def test_bumps_of_fixed_steepness_stall():
    """A sigmoid of steepness s blurs over a width of about 1/s; at the end x = 0 that costs 2π log 2 / s."""
    counts = np.array([20, 40, 80, 160])
    found = np.array([errors(sigmoid_bumps(sine, n, steepness=20), sine).sup for n in counts])
    assert (found > 0.9 * 2 * np.pi * np.log(2) / 20).all()
    assert slope(counts[1:], found[1:]) > -0.3


def test_the_outer_bumps_overhang():
    """Without it cos 2πx, which is 1 at both ends, would keep an error of one half."""
    network = sigmoid_bumps(cosine, 40)
    assert errors(network, cosine).sup < 0.05
    network.layers[0].b[[0, -1]] = 0, -network.layers[0].W[0, 0]
    assert errors(network, cosine).sup == pytest.approx(0.5, abs=0.01)


# --- pieces -------------------------------------------------------------------------------------------------


def test_pieces_are_straight_lines_between_knots():
    network = relu_pieces(sine, 9)
    knots = np.linspace(0, 1, 10)
    assert network.sizes == (1, 9, 1) and network.layers[0].activation.name == "relu"
    assert network(X[:, None])[:, 0] == pytest.approx(np.interp(X, knots, sine(knots)), abs=1e-12)


@pytest.mark.parametrize("target", [sine, cosine, np.exp])
def test_pieces_keep_the_bound_and_fall_with_slope_minus_two(target):
    steepest = {sine: 4 * np.pi**2, cosine: 4 * np.pi**2, np.exp: np.e}[target]
    counts = np.array([8, 16, 32, 64, 128])
    found = np.array([errors(relu_pieces(target, n), target).sup for n in counts])
    assert (found <= steepest / 8 / counts**2).all()
    assert slope(counts, found) == pytest.approx(-2, abs=0.03)
    assert found[:-1] / found[1:] == pytest.approx(4, rel=0.07)  # the predict question


def test_ten_pieces_and_no_fewer_keep_the_sine_within_a_twentieth():
    """M h²/8 = 4π²/(8n²) ≤ 0.05 from n = 9.93 on; measured on straight lines by NumPy, not on the network."""
    fine = np.linspace(0, 1, 20_001)
    inside = [
        np.abs(np.interp(fine, knots := np.linspace(0, 1, n + 1), sine(knots)) - sine(fine)).max() <= 0.05
        for n in range(1, 15)
    ]
    assert inside.index(True) + 1 == 10 and all(inside[9:])
    assert errors(relu_pieces(sine, 10), sine).sup == pytest.approx(1 - np.cos(np.pi / 10), abs=1e-5)
    assert errors(relu_pieces(sine, 9), sine).sup > 0.059


# --- polynomials --------------------------------------------------------------------------------------------


def best_by_linear_programming(degree, count=1001):
    """The smallest e with |p(x) − sin 2πx| ≤ e at all places, over all polynomials p: a linear program."""
    x = np.linspace(0, 1, count)
    powers = np.polynomial.legendre.legvander(2 * x - 1, degree)
    one = np.ones((count, 1))
    limits = np.block([[powers, -one], [-powers, -one]])
    cost = np.append(np.zeros(degree + 1), 1)
    free = [(None, None)] * (degree + 1) + [(0, None)]
    return linprog(cost, limits, np.append(sine(x), -sine(x)), bounds=free).fun


@pytest.mark.parametrize("degree", [1, 2, 3, 4, 5])
def test_the_best_polynomial_is_that_of_linear_programming(degree):
    polynomial, sup = best_polynomial(sine, degree)
    assert sup == pytest.approx(best_by_linear_programming(degree), rel=1e-3)
    assert np.abs(polynomial(X) - sine(X)).max() == pytest.approx(sup, rel=1e-3)


def test_no_parabola_comes_near_the_sine():
    """The courses' 0.68; the best parabola is the best straight line, for the sine is odd around ½."""
    assert best_by_linear_programming(2) == pytest.approx(0.68, abs=0.005)
    assert best_polynomial(sine, 2)[1] == pytest.approx(0.6825, abs=2e-4)


def test_a_parabola_is_its_own_best_polynomial():
    polynomial, sup = best_polynomial(lambda x: 3 * x**2 - x + 2, 2)
    assert sup < 1e-10 and polynomial(0.5) == pytest.approx(2.25)


# --- towers -------------------------------------------------------------------------------------------------


def test_a_tower_stands_on_its_rectangle_and_nowhere_else():
    built = tower(0.3, 0.6, 0.2, 0.7)
    assert built.sizes == (2, 4, 1, 1)
    inside, beside, above, far = built([[0.45, 0.45], [0.8, 0.45], [0.45, 0.9], [0.9, 0.95]])[:, 0]
    assert inside == pytest.approx(1, abs=1e-3) and max(beside, above, far) < 1e-3


def test_without_the_second_hidden_layer_a_tower_is_a_cross():
    built = tower(0.3, 0.6, 0.2, 0.7)
    first = built.layers[0]
    cross = Network.from_parameters([(first.W, first.b), ([[1, -1, 1, -1]], [0])], hidden="sigmoid")
    heights = cross([[0.45, 0.45], [0.8, 0.45], [0.45, 0.9], [0.9, 0.95]])[:, 0]
    assert heights == pytest.approx([2, 1, 1, 0], abs=0.01)


def hill(x, y):
    return np.exp(-10 * ((x - 0.5) ** 2 + (y - 0.4) ** 2))


def test_towers_come_closer_with_slope_minus_one_and_leave_no_holes():
    """Flat tops again: slope × half a tower, in two directions at most √2 × √20 e^-½ × √2 / (2n)."""
    counts = np.array([8, 12, 20])
    networks = [towers(hill, n) for n in counts]
    assert [network.sizes for network in networks] == [(2, 2 * n, n * n, 1) for n in counts]
    found = np.array([errors(network, hill).sup for network in networks])
    assert (found <= 1.25 * np.sqrt(20) * np.exp(-0.5) * np.sqrt(2) / (2 * counts)).all()
    assert slope(counts, found) < -0.9
    constant = towers(lambda x, y: 1.0, 6)  # where four towers meet, too
    assert errors(constant, lambda x, y: 1.0).sup < 1e-4


# --- bad input ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: sigmoid_bumps(3, 4), TypeError, "target must be a function"),
        (lambda: sigmoid_bumps(sine, 0), ValueError, "bumps must be at least 1"),
        (lambda: sigmoid_bumps(sine, 2.5), TypeError, "bumps must be a whole number"),
        (lambda: sigmoid_bumps(sine, 4, steepness=0), ValueError, "steepness"),
        (lambda: sigmoid_bumps(lambda x: x[:1], 4), ValueError, "one number for each"),
        (lambda: sigmoid_bumps(lambda x: 1 / (0 * x - 0), 4), ValueError, "finite"),
        (lambda: relu_pieces(sine, -1), ValueError, "pieces must be at least 1"),
        (lambda: tower(0.5, 0.2, 0, 1), ValueError, "right"),
        (lambda: towers(hill, 0), ValueError, "across must be at least 1"),
        (lambda: errors(Network.random([3, 2, 1]), hill), ValueError, "one or two inputs"),
        (lambda: errors(Network.random([1, 2, 2]), sine), ValueError, "one output"),
        (lambda: best_polynomial(sine, 21), ValueError, "degree must be at most 20"),
        (lambda: best_polynomial("sine", 2), TypeError, "target must be a function"),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_what_cannot_be_built_is_said_in_words(call, error, words):
    with pytest.raises(error, match=words):
        call()
