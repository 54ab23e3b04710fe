"""A function as an answer: it is tried on several inputs, and compared with one that is right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ...engine.trace.notation import some
from .array import TRANSPOSED, shape_reason
from .mistakes import factor
from .reading import (
    CORRECT,
    MOST_SHOWN,
    NOT_ATTEMPTED,
    NOT_YET,
    Unreadable,
    blank,
    by_name,
    join,
    kind_of,
    show_apart,
    to_array,
)
from .trial import Refused, Unwritten, at, before_trying, call, check_arguments, does_something

DIGITS = 7  # a function computes in float64, so that no rounding by hand has to be allowed for
ZERO = 1e-12  # what a computation with numbers of size 1 may leave where the right answer is 0


@dataclass(frozen=True)
class Function:
    """A function that gives the same values as `reference` in every one of `cases`, and of `further` ones.

    Both are tuples of arguments; `arguments` and `returns` name what goes in and comes out. `mistakes` hold wrong
    functions of the same arguments, and are recognised by `cases`, which are few and telling; `further` are many,
    at every scale, so that nothing wrong gets through. A function that changes its arguments is sent back, and so
    is one of which `built(function)` says, in words, that it is not made as the exercise asks.
    """

    reference: Callable
    cases: tuple[tuple, ...]
    arguments: tuple[str, ...]
    returns: tuple[str, ...] = ()
    mistakes: Mapping = field(default_factory=dict)
    further: tuple[tuple, ...] = ()
    built: Callable | None = None

    @property
    def asks(self):
        returns = f" that returns ({', '.join(self.returns)})" if self.returns else ""
        return f"A function of ({', '.join(self.arguments)}){returns}; give it without calling it."

    def judge(self, given):
        """State and reason for what was given."""
        if early := before_trying(given):
            return early
        try:
            check_arguments(given, self.arguments)
            results = [self._attempt(given, case) for case in self.cases]
            if all(result is None for result in results) and does_something(given):
                return NOT_YET, "The function returns None: let every branch end in `return`."
            if all(map(_nothing, results)):
                return NOT_ATTEMPTED, "The function returns nothing yet: fill in its body, up to `return`."
            if all(isinstance(result, Unwritten) for result in results):
                return NOT_ATTEMPTED, "The function raises NotImplementedError: fill in its body."
            self._compare(list(map(self._read, results, self.cases, self._rights)))
            again = (*self.further, self.cases[0])  # the first once more: the same must come out again
            for case, right in zip(again, (*self._further_rights, self._rights[0]), strict=True):
                self._compare_one(self._read(self._attempt(given, case), case, right), case, right)
        except Refused as reason:
            return NOT_YET, str(reason)
        if words := self.built and self.built(given):
            return NOT_YET, words
        return CORRECT, ""

    def _attempt(self, function, case):
        """What the function returns, or the Refused that says why it returns nothing."""
        try:
            return call(function, self.arguments, case, self._where)
        except Refused as reason:
            return reason

    def _where(self, case):
        return at(self.arguments, case)

    @cached_property
    def _rights(self):
        return [self._right(case) for case in self.cases]

    @cached_property
    def _further_rights(self):
        return [self._right(case) for case in self.further]

    def _right(self, case):
        """What the reference gives, as an array."""
        return np.asarray(call(self.reference, self.arguments, case), dtype=float)

    def _read(self, result, case, right):
        """The result as an array, or the Refused that says why it is not one."""
        if isinstance(result, Refused):
            return result
        if result is None:
            return Refused(f"{self._where(case)} it returns None: let every branch end in `return`.")
        try:
            result = by_name(result, self.returns)
            if self.returns and (reason := _not_all(result, self.returns)):
                return Refused(reason)
            array = to_array(result, text=False)
        except Unreadable as reason:
            return Refused(f"{self._where(case)} it returns something unexpected. {reason}")
        return fitted(array, right)

    def _compare(self, outcomes):
        """Raise Refused with words unless all the outcomes of `cases` are right."""
        rights = self._rights
        if all(map(same, outcomes, rights)):
            return
        for wrong, words in self.mistakes.items():
            wrongs = [
                self._read(self._attempt(wrong, case), case, right)
                for case, right in zip(self.cases, rights, strict=True)
            ]
            if all(map(same, outcomes, wrongs, rights)):
                raise Refused(words)
        first = next(i for i, pair in enumerate(zip(outcomes, rights, strict=True)) if not same(*pair))
        try:
            self._compare_one(outcomes[first], self.cases[first], rights[first])
        except Refused as reason:
            raise Refused(f"{reason} {self._pattern(outcomes, rights)}".strip()) from None

    def _compare_one(self, outcome, case, right):
        """Raise Refused with words unless the outcome is right in this case."""
        if isinstance(outcome, Refused):
            raise outcome
        if outcome.shape != right.shape:
            raise Refused(f"{self._where(case)}: {shape_reason(outcome, right, DIGITS)}")
        if not same(outcome, right):
            if right.size > MOST_SHOWN:
                raise Refused(f"{self._where(case)}: {first_wrong('the result', outcome, right)}")
            came, wanted = show_apart(outcome, right)
            raise Refused(f"{self._where(case)} it gives {came}; {wanted} is right.")

    def _pattern(self, outcomes, rights):
        """What all cases have in common, or nothing."""
        if any(getattr(o, "shape", None) != right.shape for o, right in zip(outcomes, rights, strict=True)):
            return ""
        if all(same(array.T, right) for array, right in zip(outcomes, rights, strict=True)):
            return TRANSPOSED
        if self.returns and all(same(a[::-1], right) for a, right in zip(outcomes, rights, strict=True)):
            return f"The order should be {', '.join(self.returns)}."
        return factor(_joined(outcomes), _joined(rights), DIGITS) or ""


def same(given, value, right=None):
    """Whether an outcome is `value`: arrays to seven digits of the largest entry, a Refused for the same reason.

    A value of 0 has no digits of its own: it is compared at the size of `right`, what is right in its place.
    """
    if isinstance(given, Refused) or isinstance(value, Refused):
        return isinstance(given, Refused) and isinstance(value, Refused) and str(given) == str(value)
    right = value if right is None else right
    if isinstance(value, list):
        return len(given) == len(value) and all(map(same, given, value, right))
    if given.shape != value.shape:
        return False
    scale = np.abs(value).max(initial=0.0) or np.abs(right).max(initial=0.0)
    return bool((np.abs(given - value) <= (10.0**-DIGITS * scale or ZERO)).all())


def _nothing(result):
    """Whether a function returned nothing; an empty list or array is something, which was computed."""
    return blank(result) and not (hasattr(result, "__len__") and len(result) == 0)


def _not_all(result, names):
    """What to say where one thing came back, or a row of another length, in place of a value for each name."""
    if isinstance(result, np.ndarray) and result.ndim:
        return ""  # its shape is told
    expected = f"It should return {len(names)} values, {join(names)}"
    if not isinstance(result, (tuple, list)):
        return f"{expected}; got {'one' if kind_of(result) == 'a number' else kind_of(result)}."
    nested = any(isinstance(part, (tuple, list, np.ndarray)) for part in result)  # its shape is told
    return "" if len(result) == len(names) or nested else f"{expected}; got {len(result)}."


def first_wrong(name, array, right):
    """How many entries of an array are wrong, and what the first of them is."""
    wrong = np.abs(array - right) > 10.0**-DIGITS * np.abs(right).max()
    place = tuple(int(index) for index in np.argwhere(wrong)[0])
    where = f"{name if ' ' not in name else ''}[{', '.join(map(str, place))}]"
    came, wanted = show_apart(array[place], right[place])
    count = some(wrong.sum(), wrong.size, f"entries of {name}", "wrong")
    return f"{count}; {where} is {came}, {wanted} is right."


def fitted(array, right):
    """The array, as a number where one number is right and one came."""
    return array.reshape(()) if right.ndim == 0 and array.size == 1 else array


def _joined(arrays):
    return np.concatenate([array.ravel() for array in arrays])
