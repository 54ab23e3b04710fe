"""A step of a program as an answer: a function whose arguments and results are whole arrays.

It is tried as any function is, but spoken of in shapes, because arrays are too large to be read out. The first case
is square wherever it can be, so that a transposed matrix still multiplies and gets its own words; the shapes of
the later ones all differ. `probes` are uses of the step in a network that computes: arguments, and what comes out
of them there, computed by somebody else.
"""

import functools
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .array import TRANSPOSED
from .function import DIGITS, Function, first_wrong, fitted, same
from .mistakes import factor
from .reading import Refused, Unreadable, blank, by_name, join, kind_of, show, show_apart, to_array
from .trial import call

NEARLY = 1e-5  # of the largest entry: two numbers that look alike when they are written out


class Probe(NamedTuple):
    """One use of a step: the names of what it returns, its arguments, and the true values of the returned arrays."""

    names: tuple[str, ...]
    arguments: tuple
    values: tuple


@dataclass(frozen=True)
class Step(Function):
    """A function that gives the same arrays as `reference` in every one of `cases`.

    `cases` are tuples of arguments, named by `arguments`; `returns` names the arrays that come out, one or several.
    `mistakes` hold wrong functions of the same arguments. A function that changes its arguments is sent back.
    """

    probes: tuple[Probe, ...] = ()

    @property
    def asks(self):
        return f"A function of ({', '.join(self.arguments)}) that returns {join(self.returns)}."

    def values(self, function, arguments):
        """The arrays that `function` returns, or None where it fails or returns something else."""
        try:
            arrays = self._read(self._attempt(function, arguments), arguments, self._right(arguments))
        except KeyboardInterrupt:
            raise
        except BaseException:  # whatever a student's function or its result may do
            return None
        return None if isinstance(arrays, Refused) else arrays

    def in_form(self, function):
        """A right function, to be used by others: what it returns in another form is turned into arrays."""
        result = call(function, self.arguments, self.cases[0])
        came = (result,) if len(self.returns) == 1 else result
        if isinstance(came, (tuple, list)) and all(map(_as_asked, came, self._rights[0])):
            return function

        @functools.wraps(function)
        def with_arrays(*arguments):
            arrays = self._arrays(function(*arguments))
            return arrays if len(arrays) > 1 else arrays[0]

        return with_arrays

    def _where(self, case):
        """The arguments in words: "With A (4, 3), W (3, 3), b (3,)"."""
        return "With " + ", ".join(
            f"{name} {_shape(value)}".rstrip() for name, value in zip(self.arguments, case, strict=True)
        )

    def _right(self, case):
        return self._arrays(call(self.reference, self.arguments, case))

    def _read(self, result, case, right):
        """What came back, as one array for each of `returns`, or the Refused that says why it is not."""
        if isinstance(result, Refused):
            return result
        try:
            return list(map(fitted, self._arrays(result), right))
        except Refused as reason:
            return reason

    def _arrays(self, result):
        """What came back, as one array for each of `returns`. Raises Refused."""
        count = len(self.returns)
        result = (result,) if count == 1 else by_name(result, self.returns)
        if not isinstance(result, (tuple, list, np.ndarray)) or len(result) != count:
            some = isinstance(result, (tuple, list))
            got = f"{kind_of(result)} of {len(result)}" if some else kind_of(result)
            raise Refused(f"It should return {count} arrays, {join(self.returns)}; got {got}.")
        arrays = []
        for name, value in zip(self.returns, result, strict=True):
            if blank(value):
                raise Refused(f"{_sentence(name)} is still empty.")
            try:
                arrays.append(to_array(value, text=False))
            except Unreadable as reason:
                raise Refused(f"{_sentence(name)} is not what it should be. {reason}") from reason
        return arrays

    def _compare_one(self, outcome, case, right):
        """Raise Refused with words unless these are the arrays of the reference."""
        if isinstance(outcome, Refused):
            raise outcome
        if same(outcome[::-1], right) and not same(outcome, right):
            raise Refused(f"The order should be {', '.join(self.returns)}.")
        for name, array, wanted in zip(self.returns, outcome, right, strict=True):
            if not same(array, wanted):
                raise Refused(f"{self._where(case)}: {_difference(name, array, wanted)}")

    def _pattern(self, outcomes, rights):
        return ""


def _sentence(name):
    """The name of an array, as it is, or "The loss" at the beginning of a sentence."""
    return name.replace("the ", "The ", 1) if name.startswith("the ") else name


def _shape(value):
    if isinstance(value, (tuple, list)):
        return f"of shapes {', '.join(str(np.shape(part)) for part in value)}"
    if callable(value):
        return ""
    return str(np.shape(value)) if np.ndim(value) else f"= {show(value)}"


def _as_asked(value, right):
    return np.shape(value) == right.shape and (type(value) is np.ndarray or right.ndim == 0)


def _difference(name, array, right):
    """What is wrong with one array: its shape, a transposition, a factor, or its first wrong entry."""
    if same(array.T, right):
        return f"{name}: {TRANSPOSED}"
    if array.shape != right.shape:
        wanted = f"{right.shape} is expected" if right.ndim else "one number is expected"
        return f"{name} {f'has shape {array.shape}' if array.ndim else 'is one number'}; {wanted}."
    if np.abs(array - right).max(initial=0.0) <= NEARLY * np.abs(right).max(initial=0.0):
        why = "is something rounded, a small number added, or a step taken to one side?"
        return f"{name} is right to five digits, not to seven: {why}"
    if pattern := factor(array, right, DIGITS):
        return f"{name}: {pattern}"
    if not right.ndim:
        came, wanted = show_apart(array, right)
        return f"{name} is {came}; {wanted} is right."
    return first_wrong(name, array, right)
