"""How a function is built: the names of the functions that it is made of, and the exponents of its powers."""

import dis
from functools import partial
from types import CodeType, FunctionType, MethodType

import numpy as np

from .trial import quietly

OURS = ("course_utils", "numpy", "math", "scipy", "functools")  # libraries: what they are made of is theirs

ATTRIBUTES = ("LOAD_ATTR", "LOAD_METHOD", "IMPORT_FROM")  # operations of dis
VARIABLES = ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF")


def names_in(function, values):
    """The names of the functions and attributes that it uses: those in its code and in that of its own helpers, and
    those of the NumPy functions that are called while it works on an array of these values.
    """
    return _names_in(function, set()) | _watch(function, values).names


def exponents_in(function, values):
    """The arrays that NumPy's exponential function is given while `function` works on an array of these values."""
    return _watch(function, values).exponents


def _names_in(thing, seen):
    """A helper of one's own counts by what it is made of, whatever it is called."""
    if id(thing) in seen:
        return set()
    seen.add(id(thing))
    library = str(getattr(thing, "__module__", None) or type(thing).__module__).partition(".")[0] in OURS
    if isinstance(thing, (partial, MethodType, np.vectorize)) or hasattr(thing, "__wrapped__"):
        parts = [
            getattr(thing, name, None) for name in ("func", "__func__", "pyfunc", "__wrapped__", "__self__")
        ]
    elif library or isinstance(thing, type):
        return {str(getattr(thing, "__name__", getattr(thing, "name", "")))}
    elif isinstance(thing, FunctionType):
        return _names_in_function(thing, seen)
    else:  # an object with a `__call__`
        parts = [vars(type(thing)).get("__call__"), *getattr(thing, "__dict__", {}).values()]
    return set().union(*(_names_in(part, seen) for part in parts if callable(part)))


def _names_in_function(function, seen):
    code = function.__code__
    cells = zip(code.co_freevars, function.__closure__ or (), strict=True)
    known = function.__globals__ | {name: cell.cell_contents for name, cell in cells}
    helpers = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
    names = set()
    for operation, name in _names_of(code):
        if operation in ATTRIBUTES:
            names.add(name)
        elif name in known:
            helpers.append(known[name])
    return names.union(*(_names_in(helper, seen) for helper in helpers if callable(helper)))


def _names_of(code):
    """The names that are looked up in a code object and in those within it, each with the operation that does it."""
    for step in dis.get_instructions(code):
        if step.opname in (*ATTRIBUTES, *VARIABLES):
            yield step.opname, step.argval
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _names_of(part)


class _Notes:
    """What was seen while a function worked: the `names` of NumPy's functions, and the `exponents` of e."""

    def __init__(self):
        self.names, self.exponents = set(), []


class _Watched(np.ndarray):
    """An array that notes in its `notes` what NumPy does with it, and to what power e, or a number, is raised."""

    def __array_finalize__(self, source):
        self.notes = getattr(source, "notes", None)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        plain = [np.asarray(thing) for thing in inputs]
        self.notes.names.add(ufunc.__name__)
        if ufunc.__name__ in ("exp", "expm1"):
            self.notes.exponents.append(np.array(plain[0]))
        if ufunc.__name__ in ("power", "float_power") and plain[0].ndim == 0:
            self.notes.exponents.append(plain[1] * np.log(plain[0]))
        if places := options.get("out"):
            options["out"] = tuple(map(np.asarray, places))
        result = getattr(ufunc, method)(*plain, **options)
        return places[0] if places else _watched(result, self.notes)


def _watched(values, notes):
    """An array of these values with these notes; a number, and what is not a real array, as it is."""
    if np.ndim(values) == 0 or np.asarray(values).dtype.kind not in "iuf":
        return values
    array = np.array(values, dtype=float).view(_Watched)
    array.notes = notes
    return array


def _watch(function, values):
    """The notes on one call; a function that cannot be watched leaves those of the part before it failed."""
    notes = _Notes()
    try:
        with quietly():
            function(_watched(values, notes))
    except Exception:  # its values were right on plain arrays; that is judged elsewhere
        pass
    return notes
