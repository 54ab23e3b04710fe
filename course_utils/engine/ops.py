"""Elementary functions: the one file that knows calculus.

An elementary function is one row of a table: its value, its first and its second derivative, and
how each is written. Activation functions, losses, the gates of a circuit and every formula on the
screen read these rows; nothing else in the course differentiates anything.

A `Function` has one argument z and the value a = f(z):

    f.value(z)        f.slope(z, a) = f'(z)        f.curvature(z, a) = f''(z)

The slope may use the value that is already there: σ' = a (1 − a) costs no new exponential. Value
and slope take `out`, an array other than z to write into, so that training allocates nothing.
Far out a(1 − a) has lost its digits, as a is rounded to 1; where that happens `exact_slope(z)` has them.
A `Gate` has two arguments u, v and the value w: `partials` are (∂w/∂u, ∂w/∂v); a loss has `second`
too, (∂²w/∂u², ∂²w/∂u∂v, ∂²w/∂v²). What has a kink gives its `kink`, a number that changes its sign there.

Both work on floats, on arrays and on anything with a method `apply_function(function, *arguments)`,
which is how a `Node` of the graph joins in without this file knowing of it. In the LaTeX forms ⟨0⟩ and
⟨1⟩ stand for the arguments, ⟨out⟩ for the value, and * for a product that is written out only between
numbers.

Accuracy: values, derivatives and second derivatives are right to 4 units of the last digit wherever the
true number is a normal float64 (2e-308 to 1.8e308); below that they may be 0, above it they are infinite. Of a power
uᵛ the slope by u loses more, about |v log u| units: v − 1 is rounded before it is an exponent.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .validate import number, real, together

# NumPy converts a Python float at every call; an array without dimensions is ready at once.
_ZERO, _HALF, _ONE, _TWO = np.array(0.0), np.array(0.5), np.array(1.0), np.array(2.0)


def plain(result):
    """A float (or a complex number) for a scalar, the array otherwise."""
    result = np.asarray(result)
    return result.item() if result.ndim == 0 else result


def _everywhere(*arguments):
    """Defined for all real arguments."""


class _Row:
    """A row of the table: it never changes, so a copy is the row itself, also one that was pickled."""

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        place = next((key for key, row in globals().items() if row is self), None)
        if place:
            return place
        if self.origin:
            return self.origin
        raise TypeError(
            f"{self.name} is not a row of the course's table, and rules made on the spot cannot be pickled; "
            "pickle what builds it"
        )

    def __repr__(self):
        return self.name


class _Elementary(_Row):
    """What functions of one and of two arguments share: the call."""

    arity = 1

    def __call__(self, *arguments):
        if len(arguments) != self.arity:
            plural = "s" * (self.arity > 1)
            raise TypeError(f"{self.name} takes {self.arity} argument{plural}; got {len(arguments)}")
        for argument in arguments:
            if hasattr(argument, "apply_function"):
                return argument.apply_function(self, *arguments)
        arrays = [self._argument(argument) for argument in arguments]
        together(self.name, *arrays)
        self.check(*arrays)
        with np.errstate(all="ignore"):
            return plain(self.value(*arrays))

    def _argument(self, value):
        array = real(value, f"the argument of {self.name}")
        if array.dtype.kind == "c" and not self.analytic:
            raise TypeError(f"{self.name} is for real numbers; got a complex argument")
        return array


@dataclass(frozen=True, eq=False, repr=False)
class Function(_Elementary):
    """An elementary function of one variable.

    Call it on a float, an array of any shape or a Node; `derivative` and `second_derivative` take
    floats and arrays and return the same shape. Complex numbers are for functions that are analytic.
    Raises ValueError outside the domain and TypeError for what is not a number.
    """

    name: str
    value: Callable
    slope: Callable
    curvature: Callable
    form: str
    slope_form: str
    check: Callable = _everywhere
    exact_slope: Callable | None = None
    kink: Callable | None = None
    analytic: bool = True
    origin: tuple = ()

    def derivative(self, z):
        """f'(z), in the shape of z."""
        exact = self.exact_slope
        return self._at(self.slope if exact is None else lambda z, a: exact(z), z)

    def second_derivative(self, z):
        """f''(z), in the shape of z."""
        return self._at(self.curvature, z)

    def _at(self, rule, z):
        z = self._argument(z)
        self.check(z)
        with np.errstate(all="ignore"):
            return plain(rule(z, self.value(z)))

    def vjp(self, upstream, z, a):
        """The vector–Jacobian product: an error signal, ∂L/∂a, taken back to ∂L/∂z."""
        return upstream * self.slope(z, a)

    def partials(self, z, value):
        """The local derivative as a tuple of one, as a gate with one input has it."""
        return (self.slope(z, value),)

    @property
    def slope_forms(self):
        return (self.slope_form,)

    @property
    def latex(self):
        """The function of z in LaTeX."""
        return self.form.replace("⟨0⟩", "z").replace("*", r"\,")


@dataclass(frozen=True, eq=False, repr=False)
class Gate(_Elementary):
    """An elementary function of two variables: a gate of a circuit, or the loss of one output.

    The losses have `slope` beside the partials, ∂w/∂u alone, which like their value takes `out`, and
    the `second` derivatives.
    """

    arity = 2

    name: str
    value: Callable
    partials: Callable
    form: str
    slope_forms: tuple
    check: Callable = _everywhere
    slope: Callable | None = None
    second: Callable | None = None
    kink: Callable | None = None
    analytic: bool = True
    origin: tuple = ()


@dataclass(frozen=True, eq=False, repr=False)
class RowFunction(_Row):
    """A function of a whole row z, each of whose outputs depends on every input: softmax.

    It acts along the last axis of an array. `derivative` has one more axis, [i, j] = ∂aᵢ/∂zⱼ, and
    `second_derivative` two more, [i, j, k] = ∂²aᵢ/∂zⱼ∂zₖ. The core uses `vjp(u, z, a)`, the row
    Σᵢ uᵢ ∂aᵢ/∂zⱼ. `value` and `vjp` take `out`, and two more arrays to work in: `column` (…, 1) for
    sums along the rows, and `room` in the shape of z, where such sums are spread over the row again.
    """

    name: str
    value: Callable
    jacobian: Callable
    curvature: Callable
    vjp: Callable
    latex: str
    origin: tuple = ()

    def __call__(self, z):
        return self._at(z, lambda a: a)

    def derivative(self, z):
        """∂aᵢ/∂zⱼ, of shape (…, k, k)."""
        return self._at(z, self.jacobian)

    def second_derivative(self, z):
        """∂²aᵢ/∂zⱼ∂zₖ, of shape (…, k, k, k)."""
        return self._at(z, self.curvature)

    def _at(self, z, rule):
        z = real(z, f"the argument of {self.name}")
        if z.ndim == 0 or z.shape[-1] == 0:
            raise ValueError(f"{self.name} needs a row of at least one number; got shape {z.shape}")
        with np.errstate(all="ignore"):
            return rule(self.value(z))


# --- activation functions ---------------------------------------------------------------------------


def _constant(number):
    """A derivative that is the same everywhere, in the shape of z."""

    def rule(z, a=None, out=None):
        out = np.empty_like(z) if out is None else out
        out[...] = number
        return out

    return rule


def _step(z, out=None):
    """[z > 0] as a number; 0 at 0."""
    return np.sign(np.maximum(z, _ZERO, out=out), out)


def _sigmoid(z, out=None):
    return np.reciprocal(np.add(_ONE, np.exp(np.negative(z, out), out), out), out)


def _sigmoid_slope(z, a=None):
    """σ(z) σ(−z): 1 − σ(z) without the subtraction."""
    return _sigmoid(z) * _sigmoid(-z)


def _tanh_slope(z):
    """1 / cosh² z."""
    return np.square(np.reciprocal(np.cosh(z)))


identity = Function(
    "identity",
    lambda z, out=None: np.positive(z, out),
    _constant(1.0),
    _constant(0.0),
    "⟨0⟩",
    "1",
)
sigmoid = Function(
    "sigmoid",
    _sigmoid,
    lambda z, a, out=None: np.multiply(np.subtract(_ONE, a, out), a, out),
    lambda z, a: -_sigmoid_slope(z) * np.tanh(_HALF * z),  # 1 − 2σ(z) = −tanh(z/2)
    r"\frac{1}{1 + e^{-⟨0⟩}}",
    r"⟨out⟩ * (1 - ⟨out⟩)",
    exact_slope=_sigmoid_slope,
)
tanh = Function(
    "tanh",
    lambda z, out=None: np.tanh(z, out),
    lambda z, a, out=None: np.subtract(_ONE, np.multiply(a, a, out), out),
    lambda z, a: -2 * a * _tanh_slope(z),
    r"\tanh(⟨0⟩)",
    r"1 - ⟨out⟩^2",
    exact_slope=_tanh_slope,
)
relu = Function(
    "relu",
    lambda z, out=None: np.maximum(z, _ZERO, out=out),
    lambda z, a, out=None: _step(z, out),
    _constant(0.0),
    r"\max(0, ⟨0⟩)",
    r"[⟨0⟩ > 0]",
    kink=lambda z: z,
    analytic=False,
)
softplus = Function(
    "softplus",
    lambda z, out=None: np.logaddexp(_ZERO, z, out),  # never forms e^z, which overflows beyond z = 709
    lambda z, a, out=None: _sigmoid(z, out),
    _sigmoid_slope,
    r"\log(1 + e^{⟨0⟩})",
    r"\frac{1}{1 + e^{-⟨0⟩}}",
    analytic=False,  # NumPy has logaddexp for real numbers only
)


def leaky_relu(epsilon=0.01):
    """The lecture's leaky ReLU, εz + (1 − ε) max(0, z), as a Function; its slope at 0 is ε.

    The same ε gives the same object. Raises ValueError unless 0 ≤ ε < 1.
    """
    leak = number(epsilon, "epsilon")
    if not 0 <= leak < 1:
        raise ValueError(f"epsilon must be at least 0 and below 1 (the slope left of zero); got {leak:g}")
    return _leaky(leak + 0.0)


@functools.cache
def _leaky(leak):
    def value(z, out=None):
        return np.maximum(np.multiply(leak, z, out), z, out=out)  # the same as the formula, for 0 ≤ ε < 1

    def slope(z, a, out=None):
        return np.add(leak, np.multiply(1 - leak, _step(z, out), out), out)

    return Function(
        "leaky_relu",
        value if leak else relu.value,  # 0 · ∞ is no number
        slope,
        _constant(0.0),
        rf"{leak:g} * ⟨0⟩ + {1 - leak:g} * \max(0, ⟨0⟩)",
        rf"{leak:g} + {1 - leak:g} * [⟨0⟩ > 0]",
        kink=lambda z: z,
        analytic=False,
        origin=(leaky_relu, (leak,)),
    )


# --- other functions of one variable ----------------------------------------------------------------


def _positive(z):
    if np.any(np.asarray(z) <= 0):
        raise ValueError(f"log needs arguments above 0; got {np.min(z):g}")


exp = Function("exp", lambda z, out=None: np.exp(z, out), lambda z, a: a, lambda z, a: a, r"e^{⟨0⟩}", "⟨out⟩")
log = Function(
    "log",
    lambda z, out=None: np.log(z, out),
    lambda z, a: 1 / z,
    lambda z, a: -((1 / z) ** 2),
    r"\log(⟨0⟩)",
    r"\frac{1}{⟨0⟩}",
    _positive,
)
negative = Function("negative", np.negative, _constant(-1.0), _constant(0.0), "-⟨0⟩", "-1")

# --- gates of a circuit -----------------------------------------------------------------------------


def _nonzero(u, v):
    if np.any(np.asarray(v) == 0):
        raise ValueError("division by zero: the divisor must not be 0")


def _power_defined(u, v):
    u, v = np.asarray(u), np.asarray(v)
    if np.any((u < 0) & (v != np.round(v))) or np.any((u == 0) & (v < 0)):
        raise ValueError(
            "a power needs a base above 0, or a whole exponent (not below 0 where the base is 0)"
        )


def _power_partials(u, v, w):
    base = np.where(v == 0, 1.0, u)  # u⁰ is constant, also at u = 0
    edge = np.where(
        (u < 0) | (v == 0), np.nan, 0.0
    )  # uᵛ is not defined beside a whole v, nor 0ᵛ beside v = 0
    by_exponent = np.where(u > 0, w * np.log(np.where(u > 0, u, 1.0)), edge)
    return v * np.power(base, v - 1.0), by_exponent


add = Gate("add", np.add, lambda u, v, w: (1.0, 1.0), "⟨0⟩ + ⟨1⟩", ("1", "1"))
subtract = Gate(
    "subtract",
    np.subtract,
    lambda u, v, w: (1.0, -1.0),
    "⟨0⟩ - ⟨1⟩",
    ("1", "-1"),
)
multiply = Gate("multiply", np.multiply, lambda u, v, w: (v, u), "⟨0⟩ * ⟨1⟩", ("⟨1⟩", "⟨0⟩"))
divide = Gate(
    "divide",
    np.divide,
    lambda u, v, w: (1 / v, -w / v),
    r"\frac{⟨0⟩}{⟨1⟩}",
    (r"\frac{1}{⟨1⟩}", r"-\frac{⟨out⟩}{⟨1⟩}"),
    _nonzero,
)
power = Gate(
    "power",
    np.power,
    _power_partials,
    "⟨0⟩^{⟨1⟩}",
    (r"⟨1⟩ * ⟨0⟩^{⟨1⟩ - 1}", r"⟨out⟩ * \log(⟨0⟩)"),
    _power_defined,
)
maximum = Gate(
    "maximum",
    np.maximum,
    lambda u, v, w: (np.where(u > v, 1.0, 0.0), np.where(v >= u, 1.0, 0.0)),  # a tie goes to the second
    r"\max(⟨0⟩, ⟨1⟩)",
    (r"[⟨0⟩ > ⟨1⟩]", r"[⟨1⟩ \ge ⟨0⟩]"),
    kink=lambda u, v: u - v,
    analytic=False,
)

# --- losses of one output: u is the prediction, v the target ----------------------------------------


def _loss(name, value, slope, by_target, second, form, slope_forms, check=_everywhere, **traits):
    """A gate whose first argument is a prediction p, the second a target t."""

    def partials(p, t, w):
        return slope(p, t), by_target(p, t)

    return Gate(name, value, partials, form, slope_forms, check, slope, second, **traits)


def share(weight, part, out=None):
    """weight · part, where a weight of 0 counts nothing, however large the part."""
    return np.multiply(weight, np.where(weight == 0, 0.0, part), out)


def _probability(p, t):
    if np.any((np.asarray(p) < 0) | (np.asarray(p) > 1)):
        raise ValueError(
            f"the prediction must be a probability in [0, 1]; got values from {np.min(p):g} to {np.max(p):g}: "
            "these look like logits; use `.from_logits`"
        )


squared_error = _loss(
    "squared error",
    lambda p, t, out=None: np.square(np.subtract(t, p, out), out),
    lambda p, t, out=None: np.multiply(_TWO, np.subtract(p, t, out), out),
    lambda p, t: 2 * (t - p),
    lambda p, t: (2.0, -2.0, 2.0),
    "(⟨1⟩ - ⟨0⟩)^2",
    (r"2 * (⟨0⟩ - ⟨1⟩)", r"2 * (⟨1⟩ - ⟨0⟩)"),
)


def _half_square(p, t, out=None):
    """½ (t − p)² as 2 (½ (t − p))², which overflows only where the value does."""
    half = np.multiply(_HALF, np.subtract(t, p, out), out)
    return np.multiply(_TWO, np.square(half, out), out)


half_squared_error = _loss(
    "half squared error",
    _half_square,
    lambda p, t, out=None: np.subtract(p, t, out),
    lambda p, t: t - p,
    lambda p, t: (1.0, -1.0, 1.0),
    r"\frac{1}{2} * (⟨1⟩ - ⟨0⟩)^2",
    ("⟨0⟩ - ⟨1⟩", "⟨1⟩ - ⟨0⟩"),
)
absolute_error = _loss(
    "absolute error",
    lambda p, t, out=None: np.abs(np.subtract(t, p, out), out),
    lambda p, t, out=None: np.sign(np.subtract(p, t, out), out),
    lambda p, t: np.sign(t - p),
    lambda p, t: (0.0, 0.0, 0.0),  # away from the kink
    r"|⟨1⟩ - ⟨0⟩|",
    (r"\operatorname{sign}(⟨0⟩ - ⟨1⟩)", r"\operatorname{sign}(⟨1⟩ - ⟨0⟩)"),
    kink=lambda p, t: p - t,
    analytic=False,
)
binary_cross_entropy = _loss(
    "binary cross-entropy",
    lambda p, t, out=None: np.negative(share(t, np.log(p)) + share(1 - t, np.log1p(-p)), out),
    lambda p, t, out=None: np.subtract(share(1 - t, 1 / (1 - p)), share(t, 1 / p), out),
    lambda p, t: np.log1p(-p) - np.log(p),
    lambda p, t: (share(t, 1 / p**2) + share(1 - t, 1 / (1 - p) ** 2), -1 / (p * (1 - p)), 0.0 * p),
    r"-(⟨1⟩ * \log(⟨0⟩) + (1 - ⟨1⟩) * \log(1 - ⟨0⟩))",
    (r"\frac{⟨0⟩ - ⟨1⟩}{⟨0⟩ * (1 - ⟨0⟩)}", r"\log(1 - ⟨0⟩) - \log(⟨0⟩)"),
    _probability,
)
logit_cross_entropy = _loss(
    "binary cross-entropy from logits",
    lambda z, t, out=None: np.logaddexp(-t * z, (1 - t) * z, out),  # no cancellation, no overflow
    lambda z, t, out=None: np.subtract((1 - t) * _sigmoid(z), t * _sigmoid(-z), out),  # σ(z) − t
    lambda z, t: -z,
    lambda z, t: (_sigmoid_slope(z), -np.ones_like(z), 0.0 * z),
    r"\log(1 + e^{⟨0⟩}) - ⟨1⟩ * ⟨0⟩",
    (r"\frac{1}{1 + e^{-⟨0⟩}} - ⟨1⟩", "-⟨0⟩"),
    analytic=False,
)
cross_entropy = _loss(
    "cross-entropy",
    lambda p, t, out=None: np.negative(share(t, np.log(p)), out),
    lambda p, t, out=None: np.negative(share(t, 1 / p), out),
    lambda p, t: -np.log(p),
    lambda p, t: (share(t, 1 / p**2), -1 / p, 0.0 * p),
    r"-⟨1⟩ * \log(⟨0⟩)",
    (r"-\frac{⟨1⟩}{⟨0⟩}", r"-\log(⟨0⟩)"),
    _probability,
)

# --- functions of a whole row -----------------------------------------------------------------------


def _spread(column, room):
    """The column, written out in `room` if there is one: NumPy would allocate a buffer to repeat it."""
    if room is None:
        return column
    np.copyto(room, column)
    return room


def _row_sums(array, column, room):
    return _spread(np.add.reduce(array, axis=-1, keepdims=True, out=column), room)


def _shifted(z, out, column, room):
    """z less its largest entry, so that no power of e overflows."""
    return np.subtract(z, _spread(np.maximum.reduce(z, axis=-1, keepdims=True, out=column), room), out)


def _softmax(z, out=None, column=None, room=None):
    powers = np.exp(_shifted(z, out, column, room), out)
    return np.divide(powers, _row_sums(powers, column, room), out)


def _softmax_jacobian(a):
    return a[..., :, None] * (np.eye(a.shape[-1]) - a[..., None, :])


def _softmax_curvature(a):
    """aᵢ [(δᵢⱼ − aⱼ)(δᵢₖ − aₖ) − ∂aⱼ/∂zₖ]."""
    centred = np.eye(a.shape[-1]) - a[..., None, :]
    products = centred[..., :, :, None] * centred[..., :, None, :]
    return a[..., :, None, None] * (products - _softmax_jacobian(a)[..., None, :, :])


def _softmax_vjp(u, z, a, out=None, column=None, room=None):
    """aⱼ (uⱼ − Σᵢ uᵢ aᵢ)."""
    shared = _row_sums(np.multiply(u, a, out), column, room)
    return np.multiply(np.subtract(u, shared, out), a, out)


softmax = RowFunction(
    "softmax",
    _softmax,
    _softmax_jacobian,
    _softmax_curvature,
    _softmax_vjp,
    r"\frac{e^{z_i}}{\sum_j e^{z_j}}",
)


def softmax_cross_entropy(z, t, out=None, column=None, room=None):
    """Σ over all rows of −Σⱼ tⱼ log softmax(z)ⱼ = log Σⱼ e^zⱼ − Σⱼ tⱼ zⱼ, for rows t whose sum is 1."""
    shifted = _shifted(z, out, column, room)  # a shift changes neither side
    aimed = np.vdot(t, shifted)
    powers = np.add.reduce(np.exp(shifted, shifted), axis=-1, keepdims=True, out=column)
    return np.add.reduce(np.log(powers, powers), None) - aimed
