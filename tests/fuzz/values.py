"""What is handed in: things that no argument expects, and the same number in other clothes."""

from decimal import Decimal
from fractions import Fraction

import numpy as np


class Stubborn:
    """An object of a student's own, all of whose special methods fail."""

    def __repr__(self):
        raise RuntimeError("no words")

    def __len__(self):
        raise RuntimeError("no length")

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("no array")


class NAType:
    """Stands for pandas' NA, whose truth value is ambiguous."""

    def __bool__(self):
        raise TypeError("boolean value of NA is ambiguous")

    def __repr__(self):
        return "<NA>"


class Column:
    """Stands for a column of pandas, with a missing value in it or without."""

    def __init__(self, *values):
        self.values = values

    def __array__(self, dtype=None, copy=None):
        return np.array(self.values, dtype=dtype or (object if NAType in map(type, self.values) else float))

    def __len__(self):
        return len(self.values)

    def apply(self, function):
        return Column(*(function(value) for value in self.values))

    def __bool__(self):
        raise ValueError("the truth value of a Column is ambiguous")


def _masked(*mask):
    return np.ma.masked_array([1.0, 2.0], mask=mask)


def _inside_itself():
    entries = [1.0]
    entries.append(entries)
    return entries


# Each is made anew for every call.
STRANGE = {
    "None": lambda: None,
    "True": lambda: True,
    "False": lambda: False,
    "np.True_": lambda: np.True_,
    "0": lambda: 0,
    "-1": lambda: -1,
    "1.5": lambda: 1.5,
    "10**9": lambda: 10**9,
    "10**20": lambda: 10**20,
    "10**5000": lambda: 10**5000,
    "-10**400": lambda: -(10**400),
    "1e200": lambda: 1e200,
    "-1e308": lambda: -1e308,
    "5e-324": lambda: 5e-324,
    "nan": lambda: float("nan"),
    "inf": lambda: float("inf"),
    "-inf": lambda: -float("inf"),
    "np.nan32": lambda: np.float32("nan"),
    "1j": lambda: 1j,
    "Fraction": lambda: Fraction(1, 3),
    "Decimal": lambda: Decimal("0.1"),
    "Decimal NaN": lambda: Decimal("NaN"),
    "Decimal sNaN": lambda: Decimal("sNaN"),
    "Decimal large": lambda: Decimal("1e999"),
    "object": object,
    "a class": lambda: int,
    "a function": lambda: lambda *a, **k: None,
    "stubborn": Stubborn,
    "empty string": lambda: "",
    "a word": lambda: "a",
    "a number in words": lambda: "1.0",
    "a long string": lambda: "x" * 100_000,
    "bytes": lambda: b"1",
    "empty list": list,
    "empty tuple": tuple,
    "empty dict": dict,
    "a dict": lambda: {"a": 1},
    "a set": lambda: {1, 2},
    "a generator": lambda: (i for i in range(3)),
    "range": lambda: range(3),
    "ragged": lambda: [[1.0, 2.0], [3.0]],
    "nested": lambda: [[[1.0]]],
    "words in a list": lambda: ["1", "2"],
    "None in a list": lambda: [1.0, None],
    "stubborn in a list": lambda: [Stubborn()],
    "large in a list": lambda: [10**400, 1],
    "nan in a list": lambda: [1.0, float("nan")],
    "empty array": lambda: np.empty(0),
    "empty rows": lambda: np.empty((0, 2)),
    "one entry": lambda: np.array([0.5]),
    "0-d": lambda: np.array(0.5),
    "1e308 in rows": lambda: np.full((3, 2), 1e308),
    "nan in rows": lambda: np.full((3, 2), np.nan),
    "int8": lambda: np.array([1, 2, 3], np.int8),
    "uint64": lambda: np.array([2**64 - 1], np.uint64),
    "float16": lambda: np.array([[1, 2], [3, 4]], np.float16),
    "longdouble": lambda: np.array([np.finfo(np.longdouble).max]),
    "bools": lambda: np.array([True, False]),
    "complex": lambda: np.array([1j, 2.0]),
    "strings": lambda: np.array(["a", "b"]),
    "objects": lambda: np.array([object(), 1], dtype=object),
    "dates": lambda: np.array(["2020-01-01"], "datetime64[D]"),
    "structured": lambda: np.zeros(2, [("a", float), ("b", int)]),
    "matrix rows": lambda: np.ones((2, 3, 4)),
    "huge": lambda: np.broadcast_to(1.0, (10**12,)),
    "huge rows": lambda: np.broadcast_to(np.float32(1.0), (10**12, 2)),
    "masked": lambda: _masked(False, True),
    "the masked constant": lambda: np.ma.masked,
    "masked inside": lambda: [_masked(False, False), _masked(True, False)],
    "masked entry": lambda: [1.0, np.ma.masked],
    "NA": NAType,
    "NA in objects": lambda: np.array([1.0, NAType()], dtype=object),
    "NA in a column": lambda: Column(1.0, NAType()),
    "a column": lambda: Column(1.0, 2.0),
    "inside itself": _inside_itself,
    "a span of time": lambda: np.timedelta64(3, "s"),
    "a function of nothing": lambda: lambda: None,
    "a cube": lambda: lambda *a, **k: np.ones((3, 3, 3)),
    "no end of a string": lambda: "a\0b",
    "half a pair": lambda: "\ud800",
    "1e200 in rows": lambda: np.array([[1e200, -1e200], [1e200, 1e150], [0.0, 0.0], [1.0, 2.0]]),
    "1e308 in a row": lambda: np.array([1e308, -1e308, 1e308, 0.0]),
    "Ellipsis": lambda: ...,
    "a large Fraction": lambda: Fraction(10**9, 7),
    "0-d large": lambda: np.array(1e9),
    "0-d object": lambda: np.array(None),
    "rows without columns": lambda: np.empty((3, 0)),
}
FLAGS = ("True", "False", "np.True_")


def with_a_hole(array):
    """Two forms of an array (…) whose first entry is missing."""
    mask = np.zeros(array.shape, bool)
    mask.flat[0] = True
    objects = array.astype(object)
    objects.flat[0] = None
    return {"masked": np.ma.masked_array(array, mask), "None in objects": objects}


def same(value):
    """The same value in other clothes, by name: what must give the same answer."""
    if isinstance(value, bool):
        return {}
    if isinstance(value, int):
        return {"int64": np.int64(value)} | ({"uint8": np.uint8(value)} if 0 <= value < 256 else {})
    if isinstance(value, float):
        return {
            "float64": np.float64(value),
            "0-d array": np.array(value),
            "Fraction": Fraction(value),
            "Decimal": Decimal(value),
            "longdouble": np.longdouble(value),
        } | _smaller(np.float64(value))
    if isinstance(value, np.ndarray) and value.dtype == float:
        return {
            "list": value.tolist(),
            "objects": value.astype(object),
            "strided": np.repeat(value, 2, axis=-1)[..., ::2],
            "read-only": np.broadcast_to(value, value.shape),
            "nothing masked": np.ma.masked_array(value),
            "fractions": _fractions(value),
            "backwards": value[::-1].copy()[::-1],
            "other bytes": value.astype(value.dtype.newbyteorder()),
            "a subclass": value.view(Subclass),
            "longdouble": value.astype(np.longdouble),
        } | _smaller(value)
    return {}


class Subclass(np.ndarray):
    """An array of a student's own kind."""


def _smaller(value):
    """The same numbers as the smaller floats that hold them exactly."""
    small = {kind.__name__: value.astype(kind) for kind in (np.float32, np.float16)}
    return {name: array for name, array in small.items() if np.array_equal(array, value)}


def _fractions(array):
    return np.array([Fraction(x) for x in array.ravel()], dtype=object).reshape(array.shape)
