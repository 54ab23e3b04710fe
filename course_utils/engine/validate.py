"""Validation: each argument of a public function is checked here once.

Every check returns the argument in the form that the core trusts, or raises TypeError (the wrong
kind of thing) or ValueError (the right kind, a wrong value) naming the argument, what came and what
was expected.
"""

import inspect
import itertools
import os
from collections.abc import Mapping
from decimal import Decimal
from numbers import Integral, Real

import numpy as np

MOST_NUMBERS = 10**8  # in one array: 0.8 GB, what a laptop can hold a few times
FAR = 1e100  # of what is squared and summed: that is a number
MOST_CHARACTERS = 4096  # of a file's name, folders included
# What Python, pandas and NumPy write for no value.
MISSING = "NoneType", "NAType", "NaTType", "MaskedConstant"


def is_real(value):
    """Whether value is a real number of any type; True and False are not, nor are NumPy's time spans."""
    return isinstance(value, (Real, Decimal)) and not isinstance(value, (bool, np.timedelta64))


def is_whole(value):
    """Whether value is of a type of whole numbers."""
    return isinstance(value, Integral) and is_real(value)


def abbreviate(value):
    """The value as it appears in a message, cut to 60 characters; never raises."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and type {value.dtype}"
    try:
        text = repr(value)
    except Exception:  # an int of 5,000 digits has none, nor what a student's own class forbids
        if isinstance(value, int):
            return f"a whole number of {value.bit_length():,} bits"
        return f"an object of type {type(value).__name__}"
    return text if len(text) <= 60 else text[:59] + "…"


def grouped(count):
    """A whole number with its thousands apart, as 100,001; abbreviated where it has very many digits."""
    return f"{int(count):,}" if abs(count) < 10**15 else abbreviate(count)


def counted(count, one, several=None):
    """So many things of a kind: 1 update, 1,500 updates; `several` is the plural that is not made with an s."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def real(value, name):
    """value as a float64 array (0-d for a number); complex numbers pass for the complex-step test.

    Whole numbers, Fraction and Decimal are rounded to the nearest float64. Refused are missing values, a single True
    or False, and more than 10⁸ numbers.
    """
    array = value if type(value) is np.ndarray else _array(value, name)
    if array.dtype == np.float64 and array.size <= MOST_NUMBERS:
        return array
    if array.size > MOST_NUMBERS:
        raise ValueError(f"{name} must hold at most {MOST_NUMBERS:,} numbers; got {abbreviate(array)}")
    kind = array.dtype.kind
    if kind == "O":
        return _from_objects(array, value, name)
    if kind not in "biufc" or (kind == "b" and array.ndim == 0):
        raise TypeError(f"{name} must be a number or an array of numbers; got {abbreviate(value)}")
    if kind == "c":
        return array
    with np.errstate(over="ignore"):  # a long double beyond float64 becomes infinite, and is called so
        return array.astype(float, copy=False)


def _array(value, name):
    """value as a plain array of whatever type. Raises ValueError for ragged rows and for missing values."""
    refuse_missing(value, name)
    try:
        return np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{name} must be a rectangular array; its rows differ in length: {abbreviate(value)}"
        ) from None
    except Exception as error:  # whatever an object's own __array__ or __len__ raises
        raise TypeError(f"{name} must be a number or an array of numbers; got {abbreviate(value)}") from error


def is_masked_array(value):
    """Whether value is a masked array; numpy.ma, which takes as long to load as the engine, is asked in doubt only."""
    likely = isinstance(value, np.ndarray) and type(value) is not np.ndarray
    return likely and isinstance(value, np.ma.MaskedArray)


def refuse_missing(value, name, depth=0):
    """Raise ValueError where a masked array, or one inside of lists, hides an entry: a hidden entry has no value."""
    if is_masked_array(value):
        if np.ma.is_masked(value):
            raise ValueError(f"{name} must have no missing values; got a masked array with masked entries")
    elif isinstance(value, (list, tuple)) and depth < 32:
        for entry in value:
            if type(entry) is not float and type(entry) is not int:
                refuse_missing(entry, name, depth + 1)


def _from_objects(array, value, name):
    """Python's numbers of any size, one by one, as float64."""
    labels = (bool,) if array.ndim else ()  # pandas keeps bools as objects where one was missing
    entries = [_as_float(entry, name, value, labels) for entry in array.ravel().tolist()]
    return np.array(entries, dtype=float).reshape(array.shape)


def _as_float(entry, name, value, also=()):
    """One number of any real type, or of one of the types `also`, as a float."""
    if type(entry).__name__ in MISSING and value is not None:
        raise ValueError(f"{name} must have no missing values; one entry is {abbreviate(entry)}")
    if not (is_real(entry) or isinstance(entry, also)):
        raise TypeError(f"{name} must be a number or an array of numbers; got {abbreviate(value)}")
    return _rounded(entry, name)


def _rounded(value, name):
    """The nearest float64 to a number; ValueError where it is beyond the largest."""
    try:
        return float(value)
    except (OverflowError, ValueError):  # a signalling NaN of Decimal is a ValueError
        raise ValueError(f"{name} must be a finite number; got {abbreviate(value)}") from None


def finite(value, name):
    """value as a float64 array without NaN or infinity."""
    array = real(value, name)
    if array.dtype.kind == "c":
        raise TypeError(f"{name} must be real; got complex numbers")
    if not np.isfinite(array).all():
        what = "NaN" if np.isnan(array).any() else "an infinite value"
        raise ValueError(f"{name} must be finite; it holds {what}")
    return array


def within(array, name, largest):
    """array, if it is empty or none of its numbers is larger, below 0 or above."""
    if (most := np.abs(array).max(initial=0)) > largest:
        raise ValueError(f"{name} must lie between −{largest:g} and {largest:g}; got {most:g}")
    return array


def check_broadcast(name, *arrays):
    """Raise ValueError where arrays do not fit together, entry by entry; `name` is what takes them."""
    try:
        np.broadcast_shapes(*(array.shape for array in arrays))
    except ValueError:
        shapes = " and ".join(str(array.shape) for array in arrays)
        raise ValueError(f"{name} takes numbers, or arrays of one shape; got {shapes}") from None


def number(value, name, *, above=None, at_least=None, below=None, at_most=None):
    """value as a finite float within the bounds given."""
    if is_masked_array(value):
        refuse_missing(value, name)
    array = isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "iuf"
    if not (array or is_real(value)):
        raise TypeError(f"{name} must be a number; got {abbreviate(value)}")
    with np.errstate(over="ignore"):
        value = _rounded(value, name)
    bounds = [
        ("above", above, above is None or value > above),
        ("at least", at_least, at_least is None or value >= at_least),
        ("below", below, below is None or value < below),
        ("at most", at_most, at_most is None or value <= at_most),
    ]
    if not np.isfinite(value) or not all(good for _, _, good in bounds):
        # The far bound is one that nobody means to reach: it is named only where a number exceeds it.
        said = bounds[:-1] if bounds[-1][-1] else bounds[-1:]
        wanted = " and ".join(f"{word} {bound:g}" for word, bound, _ in said if bound is not None)
        raise ValueError(f"{name} must be a finite number{' ' + wanted if wanted else ''}; got {value}")
    return value


def check_int(value, name, at_least=1, at_most=None):
    """value as an int, at least `at_least` and at most `at_most`."""
    if not is_whole(value):
        raise TypeError(f"{name} must be a whole number; got {abbreviate(value)}")
    if value < at_least:
        raise ValueError(f"{name} must be at least {at_least}; got {grouped(value)}")
    if at_most is not None and value > at_most:
        raise ValueError(f"{name} must be at most {at_most:,}; got {grouped(value)}")
    return int(value)


def true_or_false(value, name):
    """value, if it is True or False."""
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{name} must be True or False; got {abbreviate(value)}")
    return bool(value)


def function(value, name, *, of, takes=None):
    """value, if it can be called, with `takes` arguments if that is given; `of` describes them in a message."""
    if not callable(value):
        raise TypeError(f"{name} must be a function of {of}; got {abbreviate(value)}")
    if takes is not None:
        try:
            inspect.signature(value).bind(*[None] * takes)
        except TypeError as error:
            raise TypeError(
                f"{name} must be a function of {of}; {abbreviate(value)} cannot be called like that: {error}"
            ) from None
        except ValueError:  # some that are written in C have no signature
            pass
    return value


def values_at(value, name, *places, of="x"):
    """value(*places) as float64 numbers up to 1e100 in the shape of the places; a single one counts for all of them.

    The function gets copies, so that it cannot change the arguments of others.
    """
    function(value, name, of=of, takes=len(places))
    returned = f"what {name} returns"
    values = within(finite(value(*(place.copy() for place in places)), returned), returned, FAR)
    shape = places[0].shape
    if values.shape not in ((), shape):
        raise ValueError(
            f"{name} must return one number for each of {shape} places; got shape {values.shape}"
        )
    return np.broadcast_to(values, shape).astype(float)


def instance(value, name, kind, such_as=""):
    """value, if it is a `kind`, or one of several; `such_as` tells where to get one."""
    if not isinstance(value, kind):
        kinds = " or ".join(each.__name__ for each in (kind if isinstance(kind, tuple) else (kind,)))
        such_as = f", such as {such_as}" if such_as else ""
        raise TypeError(f"{name} must be a {kinds}{such_as}; got {abbreviate(value)}")
    return value


def text(value, name, limit=10_000):
    """value, if it is a string of at most `limit` characters."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a string; got {abbreviate(value)}")
    if len(value) > limit:
        raise ValueError(f"{name} must have at most {limit:,} characters; got {len(value):,}")
    return value


def labels(y, name="y"):
    """Class labels as an array of numbers or of strings, none of them missing."""
    array = _array(y, name)
    if array.dtype.kind not in "biufUSO" or array.size > MOST_NUMBERS:
        raise TypeError(f"{name} must be one or more labels in a row; got {abbreviate(y)}")
    if array.dtype.kind == "f":
        return finite(array, name)  # float64: a sum of small floats would soon stand still
    if array.dtype.kind == "O":
        for entry in array.flat:
            if type(entry).__name__ in MISSING:
                raise ValueError(f"{name} must have no missing values; one entry is {abbreviate(entry)}")
        return (
            array.astype(str) if all(isinstance(entry, str) for entry in array.flat) else finite(array, name)
        )
    return array


def as_list(value, name, most=10_000):
    """value as a list of at most `most` entries."""
    try:
        entries = list(itertools.islice(value, most + 1))
    except TypeError:
        raise TypeError(f"{name} must be a list; got {abbreviate(value)}") from None
    if len(entries) > most:
        raise ValueError(f"{name} must hold at most {most:,} entries; got {abbreviate(value)}")
    return entries


def mapping(value, name, of):
    """value, if it is a dict; `of` describes its entries in a message."""
    if not isinstance(value, Mapping):
        raise TypeError(f"{name} must be a dict, {of}; got {abbreviate(value)}")
    return value


def pair(value, name, of):
    """value as a tuple of two; `of` describes them in a message."""
    is_row = isinstance(value, (tuple, list)) or (isinstance(value, np.ndarray) and value.ndim > 0)
    if not is_row or len(value) != 2:
        raise TypeError(f"{name} must be a pair {of}; got {abbreviate(value)}")
    return tuple(value)


def path(value):
    """value, if it can name a file."""
    if not isinstance(value, (str, os.PathLike)):
        raise TypeError(f"path must be a string or a Path, the name of a file; got {abbreviate(value)}")
    if not str(value) or len(str(value)) > MOST_CHARACTERS or not _names_a_file(str(value)):
        raise ValueError(
            f"path must be the name of a file, 1 to {MOST_CHARACTERS:,} characters; got {abbreviate(value)}"
        )
    return value


def _names_a_file(text):
    """Whether the system accepts a string as a file name: without NUL, and in whole characters."""
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:  # half of a pair of UTF-16
        return False


def one_of(value, name, known):
    """value, if it is among the known words."""
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, known))}; got {abbreviate(value)}")
    return value


def from_table(which, name, table, is_one, what):
    """which, where it is one of `what` already, or the entry of the table that it names."""
    known = ", ".join(table)
    if isinstance(which, str):
        if which not in table:
            raise ValueError(f"{name} must be one of {known}; got {abbreviate(which)}")
        return table[which]
    if not is_one:
        raise TypeError(f"{name} must be {what} or its name, one of {known}; got {abbreviate(which)}")
    return which


def vector(value, name, length=None):
    """value as a finite float64 array of shape (length,)."""
    array = finite(value, name)
    if array.ndim != 1 or array.size == 0 or (length is not None and array.size != length):
        expected = "(n,) with n ≥ 1" if length is None else f"({length},)"
        raise ValueError(f"{name} must have shape {expected}; got {array.shape}")
    return array


def examples(X, width=None, name="X", largest=None):
    """X as a finite float64 array of shape (N, d): rows are examples; no number is larger than `largest`."""
    X = finite(X, name)
    if X.ndim != 2:
        hint = f"; one example is a row: {name}.reshape(1, -1)" if X.ndim == 1 else ""
        raise ValueError(f"{name} must have shape (N, d), rows are examples; got {X.shape}{hint}")
    if X.size == 0:
        raise ValueError(f"{name} is empty: its shape is {X.shape}")
    if width is not None and X.shape[1] != width:
        raise ValueError(
            f"{name} must have {width} columns, one per input of the network; got shape {X.shape}"
        )
    return X if largest is None else within(X, name, largest)


def targets(y, count, width, name="y"):
    """y as a finite float64 array (count, width); (count,) is reshaped only when width = 1."""
    y = finite(y, name)
    came = y.shape
    if y.ndim == 1 and width == 1:
        y = y.reshape(-1, 1)
    if y.shape != (count, width):
        also = f" or ({count},)" if width == 1 else ""
        raise ValueError(
            f"{name} must have shape ({count}, {width}){also}: {count} examples, {width} outputs; got {came}"
        )
    return y


def generator(seed):
    """A NumPy random generator from a seed, or the generator itself."""
    if isinstance(seed, np.random.Generator):
        return seed
    if not is_whole(seed):
        raise TypeError(f"seed must be a whole number or a np.random.Generator; got {abbreviate(seed)}")
    return np.random.default_rng(check_int(seed, "seed", at_least=0))
