"""The table of elementary functions. A wrong row would be wrong everywhere: in training, stepping and plots."""

import copy
import pickle
from decimal import Decimal, localcontext

import numpy as np
import pytest

from course_utils.engine import rosenbrock
from course_utils.engine.functions import (
    TABLE,
    Function,
    Gate,
    RowFunction,
    activations,
    gates,
    pointwise,
    softmax,
)
from course_utils.engine.functions.kinds import PointwiseLoss

FUNCTIONS = [value for value in TABLE.values() if isinstance(value, Function)]
FUNCTIONS += [activations.leaky_relu(epsilon) for epsilon in (0.0, 0.01, 0.3)]
GATES = [value for value in TABLE.values() if isinstance(value, Gate)]
ROWS = [value for value in TABLE.values() if isinstance(value, RowFunction)]
LOSSES = [gate for gate in GATES if isinstance(gate, PointwiseLoss)]
POINTS = np.array([-8.0, -3.1, -1.0, -0.2, 0.3, 1.0, 2.7, 8.0])  # away from the kinks at 0
SMALL = 1e-30  # a complex step has no cancellation: f'(z) = Im f(z + ih) / h to rounding
# Central differences with h = 1e-5 err by h² times the third derivative, and by ε/h = 2e-11 of the value.
CENTRAL = {"rtol": 1e-7, "atol": 1e-8}
IDS = {"ids": lambda row: row.name}


def arguments(gate):
    """Pairs (u, v) from the domain of a gate, away from kinks and ties."""
    if gate is gates.divide:
        return np.array([-2.0, 0.5, 3.0]), np.array([4.0, -0.5, 1.5])
    if gate in (gates.power, pointwise.binary_cross_entropy, pointwise.cross_entropy):
        return np.array([0.2, 0.5, 0.9]), np.array([0.3, 0.6, 0.8])
    return np.array([-2.0, 0.5, 3.0]), np.array([4.0, -0.6, 1.5])


def points(function):
    return np.abs(POINTS) if function is gates.log else POINTS


def slope_by_differences(f, z, h=1e-5):
    return (f(z + h) - f(z - h)) / (2 * h)


def analytic(function):
    return function.name not in ("relu", "leaky_relu", "softplus")  # NumPy has those for real numbers only


def test_the_table_is_not_empty():
    assert len(FUNCTIONS) >= 11 and len(GATES) >= 11 and len(ROWS) == 1 and len(LOSSES) >= 6


@pytest.mark.parametrize("function", [f for f in FUNCTIONS if analytic(f)], **IDS)
def test_derivative_by_complex_step(function):
    z = points(function)
    measured = function.value(z + 1j * SMALL).imag / SMALL
    np.testing.assert_allclose(function.derivative(z), measured, rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("function", FUNCTIONS, **IDS)
def test_derivatives_by_central_differences(function):
    z = points(function)
    np.testing.assert_allclose(function.derivative(z), slope_by_differences(function, z), **CENTRAL)
    np.testing.assert_allclose(
        function.second_derivative(z), slope_by_differences(function.derivative, z), **CENTRAL
    )


@pytest.mark.parametrize("function", FUNCTIONS, **IDS)
def test_floats_give_floats_and_arrays_keep_their_shape(function):
    for rule in (function, function.derivative, function.second_derivative):
        assert type(rule(0.5)) is float
        assert type(rule(np.float64(0.5))) is float
        for shape in ((3,), (2, 3), (2, 1, 3), (0,)):
            result = rule(np.full(shape, 0.5))
            assert result.shape == shape and result.dtype == float


@pytest.mark.parametrize("function", FUNCTIONS, **IDS)
def test_the_slope_from_the_value_is_the_derivative(function):
    z = points(function)
    np.testing.assert_allclose(function.slope(z, function(z)), function.derivative(z), rtol=3e-16, atol=2e-16)


@pytest.mark.parametrize("gate", GATES, **IDS)
def test_partials_and_second_derivatives_of_gates(gate):
    u, v = arguments(gate)
    by_u, by_v = gate.partials(u, v, gate.value(u, v))
    at = lambda place: lambda u, v: np.broadcast_to(gate.partials(u, v, gate.value(u, v))[place], u.shape)  # noqa: E731
    claims = [(by_u, gate.value, "u"), (by_v, gate.value, "v")]
    if gate in LOSSES:
        uu, uv, vv = gate.second(u, v)
        claims += [(uu, at(0), "u"), (uv, at(0), "v"), (uv, at(1), "u"), (vv, at(1), "v")]
    for claimed, f, along in claims:
        g = (lambda t, f=f: f(t, v)) if along == "u" else (lambda t, f=f: f(u, t))
        measured = slope_by_differences(g, u if along == "u" else v)
        np.testing.assert_allclose(np.broadcast_to(claimed, u.shape), measured, **CENTRAL)


@pytest.mark.parametrize("loss", LOSSES, **IDS)
def test_the_slope_of_a_loss_is_its_first_partial(loss):
    u, v = arguments(loss)
    np.testing.assert_array_equal(loss.slope(u, v), loss.partials(u, v, loss.value(u, v))[0])


@pytest.mark.parametrize("function", ROWS, **IDS)
def test_functions_of_a_row(function):
    z = np.random.default_rng(0).normal(size=(2, 3, 4))
    a = function(z)
    jacobian, curvature = function.derivative(z), function.second_derivative(z)
    assert a.shape == (2, 3, 4) and jacobian.shape == (2, 3, 4, 4) and curvature.shape == (2, 3, 4, 4, 4)
    for j in range(4):
        step = 1e-5 * np.eye(4)[j]
        np.testing.assert_allclose(
            jacobian[..., j], (function(z + step) - function(z - step)) / 2e-5, **CENTRAL
        )
        measured = (function.derivative(z + step) - function.derivative(z - step)) / 2e-5
        np.testing.assert_allclose(curvature[..., j], measured, **CENTRAL)
    u = np.random.default_rng(1).normal(size=(2, 3, 4))
    np.testing.assert_allclose(function.vjp(u, z, a), np.einsum("...i,...ij->...j", u, jacobian), atol=1e-15)


def test_softmax_is_a_probability_at_any_size():
    a = softmax.softmax([[1e4, 0.0, -1e4], [0.0, 0.0, 0.0], [-1e4, -1e4, -1e4]])
    np.testing.assert_allclose(a, [[1, 0, 0], [1 / 3] * 3, [1 / 3] * 3], atol=1e-16)
    for bad in (1.0, np.empty((2, 0))):
        with pytest.raises(ValueError, match="softmax needs a row of at least one number"):
            softmax.softmax(bad)


@pytest.mark.parametrize("z", [1.0, 20.0, 37.0, 50.0, 300.0, 700.0])
def test_derivatives_of_softmax_keep_their_digits_where_it_is_saturated(z):
    """Of two classes the first is σ(z): its slope σ(1 − σ) is 1.9e-22 at 50, and not 0, though σ is rounded to 1."""
    with localcontext(prec=700):
        a = 1 / (1 + (-Decimal(z)).exp())
        slope, bend = a * (1 - a), a * (1 - a) * (1 - 2 * a)
    signs = np.array([[1.0, -1.0], [-1.0, 1.0]])
    row = [z, 0.0]
    np.testing.assert_allclose(softmax.softmax.derivative(row), float(slope) * signs, rtol=9e-16)
    curvature = softmax.softmax.second_derivative(row)
    np.testing.assert_allclose(curvature, float(bend) * np.array([signs, -signs]), rtol=2e-15)


def test_derivatives_of_softmax_have_a_size_that_a_machine_can_hold():
    with pytest.raises(ValueError, match=r"the argument of softmax must give at most 100,000,000 numbers"):
        softmax.softmax.derivative(np.zeros(20_000))
    with pytest.raises(ValueError, match=r"\(2, 500\) gives 250,000,000"):
        softmax.softmax.second_derivative(np.zeros((2, 500)))
    assert softmax.softmax.derivative(np.zeros((2, 500))).shape == (2, 500, 500)


def test_softmax_cross_entropy_is_what_it_says():
    z, t = np.array([[1.0, -2.0, 0.5], [0.0, 3.0, 0.0]]), np.array([[1.0, 0, 0], [0.2, 0.3, 0.5]])
    expected = -(t * np.log(softmax.softmax(z))).sum()
    assert softmax.softmax_cross_entropy(z, t) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("row", [*FUNCTIONS, *GATES, *ROWS], **IDS)
def test_latex_has_balanced_braces(row):
    texts = [row.latex] if isinstance(row, RowFunction) else [row.form, *row.slope_forms]
    texts += [row.latex] if isinstance(row, Function) else []
    for text in texts:
        depth = 0
        for sign in text:
            depth += (sign == "{") - (sign == "}")
            assert depth >= 0, text
        assert depth == 0 and text


def test_known_values():
    assert activations.sigmoid(0) == 0.5 and activations.softplus(0) == pytest.approx(np.log(2), rel=1e-15)
    assert (
        activations.softplus(1000.0) == 1000.0
        and activations.sigmoid(-1000.0) == 0.0
        and activations.sigmoid(1000.0) == 1.0
    )
    assert activations.relu.derivative(0.0) == 0.0
    assert activations.tanh(1e-10) == pytest.approx(1e-10, rel=1e-15)
    assert activations.leaky_relu(0.1)(-2.0) == pytest.approx(0.1 * -2)
    assert activations.leaky_relu(0.1).derivative(0.0) == 0.1


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: gates.log(-1.0), ValueError, "log needs arguments above 0; got -1"),
        (lambda: gates.log.derivative([1.0, 0.0]), ValueError, "log needs arguments above 0; got 0"),
        (lambda: gates.divide(1.0, 0.0), ValueError, "division by zero"),
        (
            lambda: gates.power(-2.0, 0.5),
            ValueError,
            "a power needs a base above 0.*; got -2 to the power 0.5",
        ),
        (lambda: activations.leaky_relu(1.0), ValueError, "epsilon, .*, must be .* at least 0 and below 1"),
        (lambda: activations.sigmoid("a"), TypeError, "the argument of sigmoid must be a number"),
        (lambda: activations.tanh(None), TypeError, "the argument of tanh must be a number"),
        (lambda: activations.relu([[1, 2], [3]]), ValueError, "rows differ in length"),
    ],
)
def test_outside_the_domain(call, error, words):
    with pytest.raises(error, match=words):
        call()


# --- to the last digit ------------------------------------------------------------------------------


def exactly(rule, z):
    """A rule of decimal numbers at z, with 400 digits, as the nearest float."""
    with localcontext(prec=400, Emin=-9999, Emax=9999):
        return float(rule(Decimal(z)))


def sigma(z):
    return 1 / (1 + (-z).exp())


def sech(z):
    return 2 / (z.exp() + (-z).exp())


EXACT = {
    "sigmoid": (sigma, lambda z: sigma(z) * sigma(-z), lambda z: sigma(z) * sigma(-z) * (1 - 2 * sigma(z))),
    "tanh": (
        lambda z: 1 - 2 / (1 + (2 * z).exp()),
        lambda z: sech(z) ** 2,
        lambda z: -2 * (1 - 2 / (1 + (2 * z).exp())) * sech(z) ** 2,
    ),
    "softplus": (lambda z: (1 + z.exp()).ln(), sigma, lambda z: sigma(z) * sigma(-z)),
    "exp": (Decimal.exp,) * 3,
    "log": (Decimal.ln, lambda z: 1 / z, lambda z: -1 / (z * z)),
}
FAR = [
    s * z for z in (1e-12, 1e-5, 0.1, 1.0, 7.3, 20.0, 36.9, 40.0, 100.0, 170.0, 350.0, 700.0) for s in (1, -1)
]
NORMAL = np.finfo(float).tiny


@pytest.mark.parametrize("name", EXACT)
def test_every_digit_is_right_far_out_too(name):
    """σ'(40) is 4e-18 and not 0, though σ(40) is rounded to 1."""
    function = TABLE[name]
    places = [*np.abs(FAR), 1e-150, 1e-140, 1e140, 1e150] if name == "log" else FAR
    for rule, exact in zip(
        (function, function.derivative, function.second_derivative), EXACT[name], strict=True
    ):
        for z in places:
            wanted = exactly(exact, z)
            if abs(wanted) >= NORMAL:
                assert rule(z) == pytest.approx(wanted, rel=9e-16, abs=0), (rule, z)
            else:
                assert abs(rule(z)) <= NORMAL


@pytest.mark.parametrize("function", FUNCTIONS, **IDS)
def test_at_infinity_there_is_a_limit_or_infinity_and_no_nan(function):
    ends = [np.inf] if function is gates.log else [np.inf, -np.inf]
    for rule in (function, function.derivative, function.second_derivative):
        assert not np.isnan([rule(z) for z in ends]).any()


# --- numbers of other kinds -------------------------------------------------------------------------


@pytest.mark.parametrize("function", [*FUNCTIONS, *GATES], **IDS)
def test_a_complex_number_is_kept_or_refused_in_words(function):
    arguments = (0.4 + 1j * SMALL, 0.3)[: function.arity]
    if not function.analytic:
        for z in (arguments[0], [arguments[0]]):
            with pytest.raises(TypeError, match="is for real numbers; got a complex"):
                function(z, *arguments[1:])
        return
    value, values = function(*arguments), function([arguments[0]], *arguments[1:])
    assert type(value) is complex and values.dtype == complex and values[0] == value
    real = tuple(np.float64(argument.real) for argument in arguments)
    slope = function.partials(*real, function.value(*real))[0]
    assert value.imag / SMALL == pytest.approx(float(slope), rel=1e-14)
    if function.arity == 1:
        assert type(function.derivative(arguments[0])) is complex


class Series:
    """What matters of a pandas Series: it has `apply`, and NumPy can read it."""

    def apply(self, function):
        raise AssertionError("this is not for Nodes")

    def __array__(self, dtype=None, copy=None):
        return np.array([0.0, 1.0], dtype=dtype)


@pytest.mark.parametrize("function", [f for f in FUNCTIONS if f is not gates.log], **IDS)
def test_a_series_is_an_array(function):
    np.testing.assert_array_equal(function(Series()), function([0.0, 1.0]))
    np.testing.assert_array_equal(gates.add(Series(), 1.0), [1.0, 2.0])


# --- copies -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", [*FUNCTIONS, *GATES, *ROWS], **IDS)
def test_a_copy_of_a_row_is_the_row(row):
    assert copy.copy(row) is row and copy.deepcopy([row])[0] is row
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(row, protocol)) is row


def test_the_same_epsilon_is_the_same_function():
    assert activations.leaky_relu(0.3) is activations.leaky_relu(np.float64(0.3))
    assert activations.leaky_relu(0) is activations.leaky_relu(-0.0)
    assert activations.leaky_relu(0.3) is not activations.leaky_relu(0.1)


def test_what_is_made_on_the_spot_is_not_pickled():
    cube = Function("cube", lambda z: z**3, lambda z, a: 3 * z * z, lambda z, a: 6 * z, "⟨0⟩^3", "3 * ⟨0⟩^2")
    assert copy.deepcopy(cube) is cube
    with pytest.raises(TypeError, match="cube is not in the course's table of functions"):
        pickle.dumps(cube)


def test_the_height_of_a_surface_by_complex_step():
    height = rosenbrock(0.5 + 1j * SMALL, 2.0)
    assert type(height) is complex and height == rosenbrock([0.5 + 1j * SMALL], [2.0])[0]
    assert height.imag / SMALL == pytest.approx(
        -2 * 0.5 - 400 * 0.5 * 1.75, rel=1e-15
    )  # −2(1 − x) − 400x(y − x²)
