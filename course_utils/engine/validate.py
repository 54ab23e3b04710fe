"""The boundary: each argument of a public function is checked here once, in words.

Every check returns the argument in the form that the core trusts, or raises TypeError (the wrong
kind of thing) or ValueError (the right kind, a wrong value) naming the argument, what came and what
was expected.
"""

from numbers import Integral, Real

import numpy as np


def shown(value, limit=60):
    """The value as it appears in a message, cut to a readable length."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and type {value.dtype}"
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def real(value, name):
    """value as a float64 array (0-d for a number); complex numbers pass for the complex-step test."""
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{name} must be a rectangular array; its rows differ in length: {shown(value)}"
        ) from None
    if array.dtype.kind not in "biufc":
        raise TypeError(f"{name} must be a number or an array of numbers; got {shown(value)}")
    return array if array.dtype.kind == "c" else array.astype(float, copy=False)


def finite(value, name):
    """value as a float64 array without NaN or infinity."""
    array = real(value, name)
    if array.dtype.kind == "c":
        raise TypeError(f"{name} must be real; got complex numbers")
    if not np.isfinite(array).all():
        what = "NaN" if np.isnan(array).any() else "an infinite value"
        raise ValueError(f"{name} must be finite; it holds {what}")
    return array


def together(name, *arrays):
    """Raise ValueError where arrays do not fit together, entry by entry; `name` is what takes them."""
    try:
        np.broadcast_shapes(*(array.shape for array in arrays))
    except ValueError:
        shapes = " and ".join(str(array.shape) for array in arrays)
        raise ValueError(f"{name} takes numbers, or arrays of one shape; got {shapes}") from None


def number(value, name, *, above=None, at_least=None, below=None):
    """value as a finite float within the bounds given."""
    array = isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "iuf"
    if isinstance(value, bool) or not (array or isinstance(value, Real)):
        raise TypeError(f"{name} must be a number; got {shown(value)}")
    try:
        value = float(value)
    except OverflowError:
        raise ValueError(f"{name} must be a finite number; got {shown(value)}") from None
    bounds = [
        ("above", above, above is None or value > above),
        ("at least", at_least, at_least is None or value >= at_least),
        ("below", below, below is None or value < below),
    ]
    if not np.isfinite(value) or not all(good for _, _, good in bounds):
        wanted = " and ".join(f"{word} {bound:g}" for word, bound, _ in bounds if bound is not None)
        raise ValueError(f"{name} must be a finite number{' ' + wanted if wanted else ''}; got {value}")
    return value


def whole(value, name, at_least=1):
    """value as an int, at least `at_least`."""
    if isinstance(value, bool) or not isinstance(value, (Integral, np.integer)):
        raise TypeError(f"{name} must be a whole number; got {shown(value)}")
    if value < at_least:
        raise ValueError(f"{name} must be at least {at_least}; got {value}")
    return int(value)


def one_of(value, name, known):
    """value, if it is among the known words."""
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, known))}; got {shown(value)}")
    return value


def vector(value, name, length=None):
    """value as a finite float64 array of shape (length,)."""
    array = finite(value, name)
    if array.ndim != 1 or array.size == 0 or (length is not None and array.size != length):
        expected = "(n,) with n ≥ 1" if length is None else f"({length},)"
        raise ValueError(f"{name} must have shape {expected}; got {array.shape}")
    return array


def examples(X, width=None, name="X"):
    """X as a finite float64 array of shape (N, d): rows are examples."""
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
    return X


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


def generator(seed, name="seed"):
    """A NumPy random generator from a seed, or the generator itself."""
    if isinstance(seed, np.random.Generator):
        return seed
    if isinstance(seed, bool) or not isinstance(seed, (Integral, np.integer)):
        raise TypeError(f"{name} must be a whole number or a np.random.Generator; got {shown(seed)}")
    return np.random.default_rng(whole(seed, name, at_least=0))
