"""Checks of arguments: each argument of a whole figure is checked by its kind, before anything is drawn.

    @takes(intercepts=a_row, wrong=a_row, published=a_number)
    def error_curve(intercepts, wrong, published, look=LIGHT):

A *kind* is a function (value, name) → value in the form that is drawn; it raises TypeError or ValueError in words that
name the argument. `ax` and `look` are known without being named. What shows only while a figure is drawn, such as
arrays of different lengths or a function that returns too little, raises an error that names the arguments, too.
"""

import functools
import inspect
import re

import numpy as np

from ..engine.validate import (
    abbreviate,
    as_list,
    check_int,
    finite,
    function,
    instance,
    mapping,
    number,
    pair,
    text,
)
from .figure import checked_axes, checked_look
from .look import LIGHT

LARGEST = 1e100  # of the numbers in a picture: what is larger leaves float64 on the way to a pixel
MOST_PANELS = 10


def takes(**kinds):
    """A decorator: the function's arguments are of these kinds."""

    def decorate(draw):
        signature = inspect.signature(draw)
        names = [name for name in signature.parameters if name not in ("ax", "look")]
        if unknown := kinds.keys() - set(names):
            raise TypeError(f"{draw.__name__} has no argument {', '.join(unknown)}")

        @functools.wraps(draw)
        def drawn(*arguments, **named):
            bound = signature.bind(*arguments, **named)
            given = bound.arguments
            if "ax" in given:
                checked_axes(given["ax"], given.get("look", LIGHT))
            if "look" in given:
                checked_look(given["look"])
            for name in kinds.keys() & given.keys():
                given[name] = kinds[name](given[name], name)
            try:
                return draw(*bound.args, **bound.kwargs)
            except Exception as error:
                raise _in_words(error, draw.__name__, names) from error

        return drawn

    return decorate


def _in_words(error, figure, names):
    """The error, if it is one of a value and names an argument; otherwise one that names them all."""
    words = str(error)
    if isinstance(error, (TypeError, ValueError)) and any(re.search(rf"\b{n}\b", words) for n in names):
        return error
    said = words if len(words) <= 200 else words[:199] + "…"
    return ValueError(f"{' and '.join(names)} must fit together for {figure}: {type(error).__name__}, {said}")


# --- kinds ------------------------------------------------------------------------------------------------


def numbers(value, name):
    """An array of finite numbers, one at least, none beyond what can be drawn; whole ones stay whole in words."""
    array = finite(value, name)
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one number; its shape is {array.shape}")
    if np.abs(array).max() > LARGEST:
        raise ValueError(f"{name} must hold numbers of at most {LARGEST:g} in size, to be drawn")
    given = np.asarray(value)
    return given if given.dtype.kind in "iu" else array


def a_row(value, name):
    """An array (k,)."""
    array = numbers(value, name)
    if array.ndim != 1:
        raise ValueError(f"{name} must be a row of numbers, of shape (k,); got {array.shape}")
    return array


def positive(value, name):
    """An array (k,) of positive numbers, for a logarithmic axis."""
    array = a_row(value, name)
    if not (array > 0).all():
        raise ValueError(f"{name} must be positive on a logarithmic axis; got {array.min():g}")
    return array


def plane_points(value, name):
    """An array (N, 2)."""
    array = numbers(value, name)
    if array.ndim != 2 or array.shape[1] != 2:
        raise ValueError(f"{name} must be points in a plane, of shape (N, 2); got {array.shape}")
    return array


def classes(value, name):
    """An array (N,) of labels 0 and 1."""
    array = a_row(value, name)
    if not np.isin(array, (0, 1)).all():
        raise ValueError(
            f"{name} must hold only the labels 0 and 1; got {abbreviate(np.unique(array).tolist())}"
        )
    return array


def a_number(value, name):
    """A number that can be drawn."""
    return number(value, name, at_least=-LARGEST, at_most=LARGEST)


def an_int(at_least, at_most):
    """A whole number between two."""
    return lambda value, name: check_int(value, name, at_least, at_most)


def a_function(value, name):
    """A function of arrays, or a network."""
    return function(value, name, of="arrays")


def elementary(value, name):
    """A function that knows its derivatives."""
    if not hasattr(function(value, name, of="z"), "second_derivative"):
        raise TypeError(
            f"{name} must be a function with its derivatives, such as tanh; got {abbreviate(value)}"
        )
    return value


def word(value, name):
    """A short string."""
    return text(value, name, 200)


def of(kind, such_as):
    """An object of a class; `such_as` tells where to get one."""
    return lambda value, name: instance(value, name, kind, such_as)


def pair_of(first, second):
    """A pair of two kinds."""

    def check(value, name):
        one, other = pair(value, name, "(first, second)")
        return first(one, f"the first of {name}"), second(other, f"the second of {name}")

    return check


def list_of(kind, at_least=1, at_most=MOST_PANELS):
    """A list of `at_least` to `at_most` of a kind."""

    def check(value, name):
        entries = as_list(value, name)
        if not at_least <= len(entries) <= at_most:
            raise ValueError(f"{name} must hold {at_least} to {at_most} entries; got {len(entries)}")
        return [kind(entry, f"an entry of {name}") for entry in entries]

    return check


def by_name(kind, at_least=1, at_most=50):
    """{name: a kind}, `at_least` to `at_most`; a name is a string or a whole number."""

    def check(value, name):
        mapping(value, name, "by name")
        if not at_least <= len(value) <= at_most:
            raise ValueError(f"{name} must hold {at_least} to {at_most} entries; got {len(value)}")
        for key in value:
            if isinstance(key, bool) or not isinstance(key, (str, int, np.integer)):
                raise TypeError(f"{name} must have strings or whole numbers as names; got {abbreviate(key)}")
        return {key: kind(entry, f"{name}[{abbreviate(key)}]") for key, entry in value.items()}

    return check
