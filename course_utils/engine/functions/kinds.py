"""The kinds of rows: a `Function` of one number, a `Gate` of two, and a `RowFunction` of a whole row.

A `Function` has one argument z and the value a = f(z):

    f.value(z)        f.slope(z, a) = f'(z)        f.curvature(z, a) = f''(z)

The slope may use the value that is already there: σ' = a (1 − a) costs no new exponential. Far out a (1 − a) suffers
from cancellation, as a is rounded to 1; there `full_precision` takes `exact_slope(z)` instead.
A `Gate` has two arguments u, v and the value w: `partials` are (∂w/∂u, ∂w/∂v); a `PointwiseLoss` has `second`
too, (∂²w/∂u², ∂²w/∂u∂v, ∂²w/∂v²). What has a kink gives its `kink`, a number that changes its sign there.

Both work on floats, on arrays and on anything with a method `apply_function(function, *arguments)`,
which is how a `Node` of the graph joins in without this file knowing of it. In the LaTeX forms ⟨0⟩ and
⟨1⟩ stand for the arguments, ⟨out⟩ for the value, and * for a product that is written out only between
numbers.

Accuracy: values, derivatives and second derivatives are right to 4 units of the last digit wherever the
true number is a normal float64 (2e-308 to 1.8e308); below that they may be 0, above it they are infinite. Of a power
uᵛ the slope by u loses more, about |v log u| units: v − 1 is rounded before it is an exponent.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..record import Unchanging
from ..validate import MOST_NUMBERS, check_broadcast, counted, real


def plain(result):
    """A float (or a complex number) for a scalar, the array otherwise."""
    result = np.asarray(result)
    return result.item() if result.ndim == 0 else result


CANCELLED = 1e-3  # a difference of numbers of size 1 that is below this has lost three digits by cancellation


def full_precision(rounded, exact, *arguments):
    """A difference of rounded numbers of size 1, replaced by exact(*arguments) where it is small: right to 1e-12.

    An array or a number; where exact is None, nothing is lost. What records a computation has a method
    `full_precision(exact, *arguments)` of its own.
    """
    if exact is None:
        return rounded
    if hasattr(rounded, "full_precision"):
        return rounded.full_precision(exact, *arguments)
    size = np.abs(rounded)
    if not size.item(size.argmin()) < CANCELLED:  # the fastest minimum of a few numbers
        return rounded
    return np.where(size < CANCELLED, exact(*arguments), rounded)


def everywhere(*arguments):
    """Defined for all real arguments."""


def constant(number):
    """A derivative that is the same everywhere, in the shape of z."""

    def rule(z, a=None):
        result = np.empty_like(z)
        result[...] = number
        return result

    return rule


class _Row(Unchanging):
    """A row of the table; one that was pickled is the row itself, too."""

    def __reduce__(self):
        place = next((name for name, row in _table().items() if row is self), None)
        if place:
            return _row, (place,)
        if self.origin:
            return self.origin
        raise TypeError(
            f"{self.name} is not in the course's table of functions, and one made on the spot cannot be pickled; "
            "pickle what builds it"
        )

    def __repr__(self):
        return self.name


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class _Elementary(_Row):
    """What functions of one and of two arguments share: where they are defined and how smooth they are; the call."""

    check: Callable = everywhere
    kink: Callable | None = None
    analytic: bool = True
    origin: tuple = ()
    arity = 1

    def __call__(self, *arguments):
        if len(arguments) != self.arity:
            raise TypeError(f"{self.name} takes {counted(self.arity, 'argument')}; got {len(arguments)}")
        for argument in arguments:
            if hasattr(argument, "apply_function"):
                return argument.apply_function(self, *arguments)
        arrays = [self._argument(argument) for argument in arguments]
        check_broadcast(self.name, *arrays)
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
    exact_slope: Callable | None = None

    def derivative(self, z):
        """f'(z), in the shape of z."""
        return self._at(self.best_slope, z)

    def second_derivative(self, z):
        """f''(z), in the shape of z."""
        return self._at(self.curvature, z)

    def best_slope(self, z, a):
        """f'(z) with all digits, even where a = f(z) is rounded to its limit."""
        return self.slope(z, a) if self.exact_slope is None else self.exact_slope(z)

    def _at(self, rule, z):
        z = self._argument(z)
        self.check(z)
        with np.errstate(all="ignore"):
            return plain(rule(z, self.value(z)))

    def vjp(self, upstream, z, a):
        """The vector–Jacobian product: an error signal, ∂L/∂a, taken back to ∂L/∂z."""
        return upstream * full_precision(self.slope(z, a), self.exact_slope, z)

    def partials(self, z, value):
        """The local derivative as a tuple of one, as a gate with one input has it."""
        return (full_precision(self.slope(z, value), self.exact_slope, z),)

    @property
    def slope_forms(self):
        return (self.slope_form,)

    @property
    def latex(self):
        """The function of z in LaTeX."""
        return self.form.replace("⟨0⟩", "z").replace("*", r"\,")


@dataclass(frozen=True, eq=False, repr=False)
class Gate(_Elementary):
    """An elementary function of two variables: a gate of a circuit.

    Call it on two floats, on arrays that broadcast, or on Nodes. Raises ValueError outside the domain and TypeError
    for what is not a number.
    """

    arity = 2

    name: str
    value: Callable
    partials: Callable
    form: str
    slope_forms: tuple


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class PointwiseLoss(Gate):
    """The loss of one output: u is the prediction, v the target; in a graph of scalars a gate like any other.

    Beside the partials there are ∂w/∂u alone, `slope`(u, v), and the `second` derivatives. Where w or the slope
    overflows and a fraction of it does not, `part_of_value` and `part_of_slope`(u, v, fraction) have that.
    """

    slope: Callable
    second: Callable
    part_of_value: Callable
    part_of_slope: Callable


@dataclass(frozen=True, eq=False, repr=False)
class RowFunction(_Row):
    """A function of a whole row z, each of whose outputs depends on every input: softmax.

    It acts along the last axis of z, an array (…, k). `derivative` has one more axis, [i, j] = ∂aᵢ/∂zⱼ, and
    `second_derivative` two more, [i, j, k] = ∂²aᵢ/∂zⱼ∂zₖ. The core uses `vjp(u, z, a)`, the row
    Σᵢ uᵢ ∂aᵢ/∂zⱼ.
    """

    name: str
    value: Callable
    jacobian: Callable
    curvature: Callable
    vjp: Callable
    latex: str
    origin: tuple = ()

    def __call__(self, z):
        return self._at(z, lambda a: a, 0)

    def derivative(self, z):
        """∂aᵢ/∂zⱼ, of shape (…, k, k)."""
        return self._at(z, self.jacobian, 1)

    def second_derivative(self, z):
        """∂²aᵢ/∂zⱼ∂zₖ, of shape (…, k, k, k)."""
        return self._at(z, self.curvature, 2)

    def _at(self, z, rule, more):
        z = real(z, f"the argument of {self.name}")
        if z.ndim == 0 or z.shape[-1] == 0:
            raise ValueError(f"{self.name} needs a row of at least one number; got shape {z.shape}")
        if (count := z.size * z.shape[-1] ** more) > MOST_NUMBERS:
            raise ValueError(
                f"the argument of {self.name} must give at most {MOST_NUMBERS:,} numbers; {z.shape} gives {count:,}"
            )
        with np.errstate(all="ignore"):
            return rule(self.value(z))


def _table():
    from . import TABLE  # which is made of rows

    return TABLE


def _row(name):
    """A row that was pickled."""
    return _table()[name]
