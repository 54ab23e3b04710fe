"""A function as an answer: it is tried on several inputs, and compared with one that is right."""

import copy
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .array import TRANSPOSED, shape_reason
from .mistakes import Mistake, factor
from .reading import CORRECT, NOT_ATTEMPTED, NOT_YET, Unreadable, blank, join, kind_of, show_all, to_array
from .trial import Refused, at, call, check_arguments

DIGITS = 7  # a function computes in float64, so that no rounding by hand has to be allowed for


@dataclass(frozen=True)
class Function:
    """A function that gives the same values as `reference` in every one of `cases`.

    `cases` are tuples of arguments; `arguments` and `returns` name what goes in and comes out;
    `mistakes` hold wrong functions of the same arguments. A function that changes its arguments is sent
    back.
    """

    reference: Callable
    cases: tuple[tuple, ...]
    arguments: tuple[str, ...]
    returns: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @property
    def asks(self):
        returns = f" that returns ({', '.join(self.returns)})" if self.returns else ""
        return f"A function of ({', '.join(self.arguments)}){returns}; give it without calling it."

    def judge(self, given):
        """State and reason for what was given."""
        if blank(given):
            return NOT_ATTEMPTED, ""
        if not callable(given):
            return (
                NOT_YET,
                f"A function is expected; {kind_of(given)} came. Give its name without parentheses.",
            )
        try:
            check_arguments(given, self.arguments)
            results = [call(given, self.arguments, case) for case in self.cases]
            if all(blank(result) for result in results):
                return NOT_ATTEMPTED, "The function returns nothing yet: fill in its body, up to `return`."
            return self._compare([self._read(*pair) for pair in zip(results, self.cases, strict=True)])
        except NotImplementedError:
            return NOT_ATTEMPTED, "The function raises NotImplementedError: fill in its body."
        except Refused as reason:
            return NOT_YET, str(reason)

    def _read(self, result, case):
        """The result as an array of the shape that the reference gives. Raises Refused."""
        where = at(self.arguments, case)
        if result is None:
            raise Refused(f"{where} it returns None: let every branch end in `return`.")
        if self.returns and np.ndim(result) == 0:
            raise Refused(f"It should return {len(self.returns)} values, {join(self.returns)}; one came.")
        try:
            array = to_array(result)
        except Unreadable as reason:
            raise Refused(f"{where} it returns something unexpected. {reason}") from reason
        (expected,) = self._values(self.reference, [case])
        if array.shape != expected.shape:
            raise Refused(f"{where}: {shape_reason(array, expected, DIGITS)}")
        return array

    def _values(self, function, cases):
        """What one of our own functions gives, as arrays."""
        return [np.asarray(function(*copy.deepcopy(case)), dtype=float) for case in cases]

    def _compare(self, arrays):
        expected = self._values(self.reference, self.cases)
        if same(arrays, expected):
            return CORRECT, ""
        for mistake in self.mistakes:
            if same(arrays, self._values(mistake.value, self.cases)):
                return NOT_YET, mistake.words
        return (
            NOT_YET,
            f"{self._first_difference(arrays, expected)} {self._pattern(arrays, expected)}".strip(),
        )

    def _first_difference(self, arrays, expected):
        for case, array, right in zip(self.cases, arrays, expected, strict=True):
            if not same(array, right):
                return f"{at(self.arguments, case)} it gives {show_all(array)}; {show_all(right)} is right."

    def _pattern(self, arrays, expected):
        """What all cases have in common, or nothing."""
        if same([array.T for array in arrays], expected):
            return TRANSPOSED
        if self.returns and same([array[::-1] for array in arrays], expected):
            return f"The order should be {', '.join(self.returns)}."
        return factor(_joined(arrays), _joined(expected), DIGITS) or ""


def same(given, expected):
    """Whether two arrays, or two lists of them, agree to seven digits of the largest entry."""
    if isinstance(given, list):
        return all(same(*pair) for pair in zip(given, expected, strict=True))
    scale = np.abs(expected).max(initial=0.0) or 1.0
    return given.shape == expected.shape and bool((np.abs(given - expected) <= 10.0**-DIGITS * scale).all())


def _joined(arrays):
    return np.concatenate([array.ravel() for array in arrays])
