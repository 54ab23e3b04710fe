"""A step of a program as an answer: a function whose arguments and results are whole arrays.

It is tried as any function is, but spoken of in shapes, because arrays are too large to be read out. The first case
is square wherever it can be, so that a transposed matrix still multiplies and gets its own words; the shapes of
the later ones all differ. `probes` are the step's place in a network that is at work: arguments, and what comes out
of them there, computed by somebody else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .array import TRANSPOSED
from .function import DIGITS, same
from .mistakes import Mistake, factor
from .reading import CORRECT, NOT_ATTEMPTED, NOT_YET, Unreadable, join, kind_of, show, to_array
from .trial import Refused, before_trying, call, check_arguments

NEARLY = 1e-5  # of the largest entry: two numbers that look alike when they are written out
MATRICES = (
    "the matrices of a product do not fit together. (n, k) @ (k, m) needs the same k on both sides: look for a `.T` "
    "too many or too few."
)


class Probe(NamedTuple):
    """One use of a step: the names of what it returns, its arguments, and the true values of the returned arrays."""

    names: tuple[str, ...]
    arguments: tuple
    values: tuple


@dataclass(frozen=True)
class Step:
    """A function that gives the same arrays as `reference` in every one of `cases`.

    `cases` are tuples of arguments, named by `arguments`; `returns` names the arrays that come out, one or several.
    `mistakes` hold wrong functions of the same arguments. A function that changes its arguments is sent back.
    """

    reference: Callable
    cases: tuple[tuple, ...]
    arguments: tuple[str, ...]
    returns: tuple[str, ...]
    mistakes: tuple[Mistake, ...] = ()
    probes: tuple[Probe, ...] = ()

    @property
    def asks(self):
        return f"A function of ({', '.join(self.arguments)}) that returns {join(self.returns)}."

    def judge(self, given):
        """State and reason for what was given."""
        if early := before_trying(given):
            return early
        try:
            check_arguments(given, self.arguments)
            for case in self.cases:
                result = self._call(given, case)
                if untouched(result):
                    return (
                        NOT_ATTEMPTED,
                        "The function returns nothing yet: fill in its body, up to `return`.",
                    )
                self._compare(result, case)
        except NotImplementedError:
            return NOT_ATTEMPTED, "The function raises NotImplementedError: fill in its body."
        except Refused as reason:
            return NOT_YET, str(reason)
        return CORRECT, ""

    def values(self, function, arguments):
        """The arrays that `function` returns, or None where it fails or returns something else."""
        try:
            return self._read(call(function, self.arguments, arguments, "Here"))
        except Exception:  # whatever a student's function or its result may do
            return None

    def _call(self, function, case):
        try:
            return call(function, self.arguments, case, self._with(case))
        except Refused as reason:
            if "ValueError: matmul" in str(reason):  # NumPy's own words name no names
                raise Refused(f"{self._with(case)}, {MATRICES}") from reason
            raise

    def _with(self, case):
        """The arguments in words: "With A (4, 3), W (3, 3), b (3,)"."""
        return "With " + ", ".join(
            f"{name} {_shape(value)}".rstrip() for name, value in zip(self.arguments, case, strict=True)
        )

    def _read(self, result):
        """What came back, as one array for each of `returns`. Raises Refused."""
        count = len(self.returns)
        if count == 1:
            result = (result,)
        if not isinstance(result, (tuple, list, np.ndarray)) or len(result) != count:
            raise Refused(f"It should return {count} arrays, {join(self.returns)}; {kind_of(result)} came.")
        arrays = []
        for name, value in zip(self.returns, result, strict=True):
            if untouched(value):
                raise Refused(f"{name} is still empty.")
            try:
                arrays.append(to_array(value))
            except Unreadable as reason:
                raise Refused(f"{name} is not what it should be. {reason}") from reason
        return arrays

    def _compare(self, result, case):
        """Raise Refused with words unless these are the arrays of the reference."""
        arrays, expected = self._read(result), self._read(self.reference(*case))
        if _all_same(arrays, expected):
            return
        for mistake in self.mistakes:
            wrong = self.values(mistake.value, case)
            if wrong is not None and _all_same(arrays, wrong):
                raise Refused(mistake.words)
        if _all_same(arrays[::-1], expected):
            raise Refused(f"The order should be {', '.join(self.returns)}.")
        for name, array, right in zip(self.returns, arrays, expected, strict=True):
            if not same(array, right):
                raise Refused(f"{self._with(case)}: {_difference(name, array, right)}")


def untouched(result):
    """Whether nothing came back: `...` or None, or a row of nothing else. (nan is something.)"""
    if isinstance(result, (tuple, list)):
        return all(map(untouched, result))
    return result is ... or result is None


def _shape(value):
    if isinstance(value, (tuple, list)):
        return f"of shapes {', '.join(str(np.shape(part)) for part in value)}"
    return str(np.shape(value)) if np.ndim(value) else ""


def _all_same(given, expected):
    return all(map(same, given, expected))


def _difference(name, array, right):
    """What is wrong with one array: its shape, a transposition, a factor, or its first wrong entry."""
    if same(array.T, right):
        return f"{name}: {TRANSPOSED}"
    if array.shape != right.shape:
        return f"{name} has shape {array.shape}; {right.shape} is expected."
    if np.abs(array - right).max(initial=0.0) <= NEARLY * np.abs(right).max(initial=0.0):
        return f"{name} is right to five digits, not to seven: is a small number added, or a step taken to one side?"
    if pattern := factor(array, right, DIGITS):
        return f"{name}: {pattern}"
    if not right.ndim:
        return f"{name} is {show(float(array))}; {show(float(right))} is right."
    wrong = np.abs(array - right) > 10.0**-DIGITS * np.abs(right).max()
    place = tuple(int(index) for index in np.argwhere(wrong)[0])
    where = f"{name}[{', '.join(map(str, place))}]"
    values = f"{where} is {show(array[place])}, {show(right[place])} is right"
    return f"{wrong.sum()} of {wrong.size} entries of {name} are wrong; {values}."
