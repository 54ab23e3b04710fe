"""How a function is built: the names that it uses, and the exponents of its powers."""

from functools import partial
from types import CodeType, FunctionType, MethodType

import numpy as np

OURS = ("course_utils", "numpy", "math")  # libraries: what they are made of is theirs


def names_in(function, _seen=None):
    """The names of functions and attributes that it uses, and that its own helpers use."""
    seen = set() if _seen is None else _seen
    if isinstance(function, partial):
        function = function.func
    if isinstance(function, MethodType):
        function = function.__func__
    if (
        not isinstance(function, FunctionType)
        or str(function.__module__).partition(".")[0] in OURS
        or function in seen
    ):
        return {str(getattr(function, "__name__", getattr(function, "name", "")))}
    seen.add(function)
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    known = function.__globals__ | {name: cell.cell_contents for name, cell in cells}
    names = _names_of(function.__code__)
    used = [known[name] for name in names | set(function.__code__.co_freevars) if name in known]
    return names.union(*(names_in(thing, seen) for thing in used if callable(thing)))


def _names_of(code):
    inner = (_names_of(part) for part in code.co_consts if isinstance(part, CodeType))
    return set(code.co_names).union(*inner)


class _Watched(np.ndarray):
    """An array that notes, in its list `exponents`, to what power NumPy raises e, or another number, with it."""

    def __array_finalize__(self, source):
        self.exponents = getattr(source, "exponents", None)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        plain = [np.asarray(thing) for thing in inputs]
        if ufunc.__name__ in ("exp", "expm1"):
            self.exponents.append(plain[0])
        if ufunc.__name__ in ("power", "float_power") and plain[0].ndim == 0:
            self.exponents.append(plain[1] * np.log(plain[0]))
        return watched(getattr(ufunc, method)(*plain, **options), self.exponents)


def watched(values, exponents):
    """An array of these values that notes its exponents in this list; a number as it is."""
    if np.ndim(values) == 0:
        return values
    array = np.array(values, dtype=float).view(_Watched)
    array.exponents = exponents
    return array


def exponents_in(function, values):
    """The arrays that NumPy's exponential function is given while `function` works on an array of these values."""
    exponents = []
    function(watched(values, exponents))
    return exponents
