"""A trial: one call of somebody's function, on fresh copies, with nothing left behind.

Whatever it prints or warns is held back; what it raises, or does to its arguments, becomes a reason in
words.
"""

import contextlib
import copy
import dis
import inspect
import io
import re
import warnings
from textwrap import shorten
from types import FunctionType

import numpy as np

from ...engine.validate import counted
from .reading import NOT_ATTEMPTED, NOT_YET, Refused, blank, kind_of, show_all

IDLE = (
    "RESUME",
    "NOP",
    "LOAD_CONST",
    "LOAD_SMALL_INT",
    "RETURN",
    "POP_TOP",
    "COPY_FREE_VARS",
    "MAKE_CELL",
)  # of dis
# NumPy's words, which name no names, where the factors of a product do not fit; and ours. Likewise for an equation.
NO_PRODUCT = re.compile(r"^matmul: .*mismatch in its core dimension|shapes .* not aligned")
NO_EQUATION = re.compile(r"^solve\d?: .*mismatch in its core dimension")
MATRICES = (
    "multiplies matrices whose shapes do not fit. (n, k) @ (k, m) needs the same k on both sides: look for a `.T` "
    "that is missing, or one too many"
)
EQUATION = (
    "solves a system of equations whose sizes do not fit: `np.linalg.solve` takes a matrix (n, n), then (n,)"
)

# NumPy's and Python's words for an array where one number is expected.
ONE_NUMBER = re.compile(r"^only .* arrays can be converted")
ONE_TRUTH = re.compile(r"^The truth value of an array")
NUMBERS = "gives an array to a function that takes one number, such as those of `math`: `np.exp` and its like take both"
TRUTHS = (
    "asks a whole array one question, by `if`, `max` or `and`: `np.where` and `np.maximum` ask entry by entry"
)
WORDS = {NO_PRODUCT: MATRICES, NO_EQUATION: EQUATION, ONE_NUMBER: NUMBERS, ONE_TRUTH: TRUTHS}


def before_trying(given):
    """State and reason where there is no function to be tried, else None."""
    if blank(given):
        return NOT_ATTEMPTED, ""
    if not callable(given):
        return NOT_YET, f"Expected a function; got {kind_of(given)}. Give its name without parentheses."
    return None


def does_something(function):
    """Whether there is more in it than `pass`, `...`, a docstring, or the return of a constant."""
    if not isinstance(function, FunctionType):
        return True
    return any(not step.opname.startswith(IDLE) for step in dis.get_instructions(function))


def check_arguments(function, names):
    """Raise Refused unless `function` takes as many arguments as there are names."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # some built-in functions have none; calling them will tell
        return
    try:
        signature.bind(*names)
    except TypeError:
        raise Refused(f"It should take {counted(len(names), 'argument')}: {', '.join(names)}.") from None
    taken = list(signature.parameters)[: len(names)]
    if taken != list(names) and sorted(taken) == sorted(names):
        raise Refused(f"It is called with {', '.join(names)}, in this order; it takes {', '.join(taken)}.")


def call(function, names, case, where=None):
    """What the function returns for copies of the arguments in `case`; `where(case)` says which, in words."""
    arguments = copy.deepcopy(case)
    try:
        with quietly():
            result = function(*arguments)
    except KeyboardInterrupt:
        raise  # an interrupt: whoever waited has pressed stop
    except BaseException as error:
        unwritten = isinstance(error, NotImplementedError)
        raise (Unwritten if unwritten else Refused)(
            f"{where(case) if where else at(names, case)} it {_raised(error)}."
        ) from error
    if inspect.iscoroutine(result):
        result.close()
        raise Refused(
            "It is an `async` function, which gives no result when it is called: write `def` alone."
        )
    for name, now, before in zip(names, arguments, case, strict=True):
        if not unchanged(now, before):
            raise Refused(
                f"It changes its argument {name}, and whoever calls it loses the old values: work on a copy."
            )
    return result


class Unwritten(Refused):
    """The function raised NotImplementedError, as one does that is still to be written."""


def unchanged(now, before):
    """Whether an argument, an array or a row of arrays, is as it was."""
    if isinstance(before, (tuple, list)):
        return len(now) == len(before) and all(map(unchanged, now, before))
    return np.array_equal(now, before)


def at(names, case):
    """The arguments in words: "For a = 2, b = −1"."""
    numbers = [value for value in case if not callable(value) and np.ndim(value) == 0]
    apart = (
        digits
        for digits in range(6, 18)
        if len({show_all(number, digits) for number in numbers}) == len(set(numbers))
    )
    digits = next(apart, 17)  # two numbers that differ look different
    words = [value.__name__ if callable(value) else show_all(value, digits) for value in case]
    return "For " + ", ".join(f"{name} = {value}" for name, value in zip(names, words, strict=True))


@contextlib.contextmanager
def quietly():
    """Nothing that the function prints, warns or overflows reaches the notebook."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield


def _raised(error):
    """What was raised, in words; a name that is not known most often comes from a cell that was not run."""
    if type(error) is NameError and error.name:
        return (
            f"raises NameError: `{error.name}` is not known. Run the notebook's first code cell, which imports what "
            f"the others use, and the cell that defines `{error.name}`, if there is one"
        )
    if isinstance(error, TypeError) and "ellipsis" in str(error):
        return "uses something that is still `...`: run, or fill in, the cell that defines it"
    if isinstance(error, TypeError) and ("bitwise_xor" in str(error) or "for ^" in str(error)):
        return "uses `^`, which is not a power in Python: write `x**2`"
    if isinstance(error, RecursionError):
        return "calls itself too many times: does it ever come to an end?"
    for pattern, words in WORDS.items():
        if pattern.search(str(error)):
            return words
    text = shorten(str(error), 120, placeholder=" …").rstrip(".")
    return f"raises {type(error).__name__}{': ' if text else ''}{text}"
