"""Reading: what somebody gave as an answer, turned into numbers, or into words that say why not.

A number may come as any kind of number, as a string ("0.25", "0,25", "1/4", "¼", "−3", "2.5·10^-1"), or alone in a
list or an array.
"""

import ast
import functools
import re
import unicodedata
from collections.abc import Generator
from decimal import Decimal
from numbers import Complex, Real
from types import BuiltinFunctionType, FunctionType, MethodType

import numpy as np

from ...engine.trace.notation import rounded
from ...engine.typed_numbers import typed_number

CORRECT, NOT_YET, NOT_ATTEMPTED = "correct", "not yet", "not attempted"
LONGEST = 1000  # characters of a string that is read as numbers
MOST_SHOWN = 12  # numbers of an array that are written out
FUNCTIONS = (FunctionType, BuiltinFunctionType, MethodType, functools.partial, np.ufunc, np.vectorize)
NAN = "NaN (not a number): look for 0/0, ∞ − ∞ or 0 · ∞, and for a root or logarithm of something negative."
INFINITE = "an infinite number: look for an overflow, a division by zero or the logarithm of 0."

# How a power of ten is written where × is not at hand: 8·10^-6, 8 * 10**(−6), 8⋅10⁻⁶.
TIMES_TEN = re.compile(r"\s*[*·⋅×]\s*10(?:\s*(?:\^|\*\*)\s*\(?([-+−–]?\d+)\)?|(?=[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]))")


class Refused(Exception):
    """An answer that cannot be judged by its values; its text says why, for the person who gave it."""


class Unreadable(Refused):
    """An answer that cannot be read as numbers."""


def when_tried(judge):
    """A kind's `judge`, asked where something was tried; what it refuses is not right yet, for the reason it gives."""

    @functools.wraps(judge)
    def judged(kind, given):
        if blank(given):
            return NOT_ATTEMPTED, ""
        try:
            return judge(kind, given)
        except Refused as reason:
            return NOT_YET, str(reason)

    return judged


def blank(given):
    """Whether nothing was tried: `...`, None, an empty string, or a container of nothing else. (NaN is something.)"""
    if given is ... or given is None:
        return True
    if isinstance(given, str):
        return not given.strip(" .…?_")
    if isinstance(given, dict):
        given = given.values()
    elif isinstance(given, np.ndarray):
        given = given.ravel().tolist()
    elif not isinstance(given, (list, tuple, set, frozenset)):
        return False
    return all(blank(entry) for entry in given)


def to_array(given, text=True, one=False):
    """The answer as a float array of any shape. Raises Unreadable with words for everything else.

    `text` tells whether numbers may be strings; `one`, that a single number is meant: "4 810" is one then, not two.
    """
    if isinstance(given, (set, frozenset)) and len(given) == 1:
        (given,) = given
    if isinstance(given, str) and text:
        given = _from_text(given, one)
    _refuse_other_things(given)
    try:
        array = np.asarray(given)
    except Exception as error:
        raise Unreadable("Its rows have different lengths, or it is not an array of numbers.") from error
    if array.dtype.kind == "O" or (array.dtype.kind == "U" and text):
        array = _floats(array, text)
    if array.dtype.kind == "b":
        raise Unreadable("It holds True or False where numbers are expected.")
    if array.dtype.kind == "c":
        raise Unreadable("It holds complex numbers where real ones are expected.")
    if array.dtype.kind not in "iuf":
        raise Unreadable("It holds text or other things where numbers are expected.")
    with np.errstate(over="ignore"):
        array = array.astype(float)  # of a larger kind of number what is beyond float64 is infinite
    verb = "holds" if array.ndim else "is"
    if np.isnan(array).any():
        raise Unreadable(f"It {verb} {NAN}")
    if np.isinf(array).any():
        raise Unreadable(f"It {verb} {INFINITE}")
    return array


def by_name(given, names):
    """The entries of a dict, or of a table of pandas, in the order of the names; anything else as it is.

    Raises Unreadable for a dict with other names; a table with others is an array.
    """
    if not hasattr(given, "keys"):
        return given
    entries = {as_typed(name): given[name] for name in given.keys()}
    if len(entries) == len(given.keys()) and set(entries) == set(map(as_typed, names)):
        return [entries[as_typed(name)] for name in names]
    if not isinstance(given, dict):
        return np.asarray(given)
    raise Unreadable(
        f"The names expected are {join(names)}." if names else "Please give numbers rather than a dict."
    )


def as_typed(name):
    """A name as a keyboard has it: w11 for w₁₁."""
    return unicodedata.normalize("NFKC", name) if isinstance(name, str) else name


def _refuse_other_things(given):
    if isinstance(given, str):
        raise Unreadable(f"Please give numbers, not text: {brief(given)} has quotation marks.")
    if isinstance(given, (bytes, bytearray, memoryview)):
        raise Unreadable(f"Please give numbers; got {kind_of(given)}.")
    if hasattr(given, "value") and hasattr(given, "grad"):
        raise Unreadable("That is a Node; give a number: its `.value` or its `.grad`.")
    if callable(given):
        what = kind_of(given)
        if what == "a function":
            raise Unreadable("That is a function; call it, and give what it returns.")
        raise Unreadable(f"Expected numbers; got {what}.")
    if isinstance(given, (set, frozenset)):
        raise Unreadable("A set has no order; give a list or an array.")
    if np.ma.is_masked(given):
        raise Unreadable("Some of its entries are masked: numbers are missing.")


def _from_text(text, one=False):
    """The number in a string, or a list of several: "0,25", "6, 4, −2", "[[2, 3], [1, 0]]"."""
    typed = text.strip()
    text = TIMES_TEN.sub(lambda found: "×10^" + found[1] if found[1] else "×10", typed)
    if one:
        try:
            return typed_number(text)
        except ValueError:
            pass  # a fraction, a list of one, or words for what is neither
    if len(text) <= LONGEST and text[:1] in "[(":
        try:
            return ast.literal_eval(text.replace("−", "-"))
        except (ValueError, SyntaxError, MemoryError, RecursionError) as error:
            raise _no_number(typed) from error
    separators = r"\s*[;,]\s*" if "." in text and "," in text else r"\s*;\s*|,\s+|(?<![/×\s])\s+(?![/×\s])"
    numbers = [_number_in(part, typed) for part in re.split(separators, text)[:LONGEST]]
    return numbers[0] if len(numbers) == 1 else numbers


def _number_in(text, whole=None):
    """The number that a string stands for, by the grammar of all typed numbers; here a fraction is welcome too.

    `whole` is all that was typed, if the string is a part of it: what cannot be read is shown as it was typed.
    """
    try:
        if len(text.lstrip("+-−")) == 1:
            text = unicodedata.normalize("NFKC", text)  # "−¼" becomes "−1⁄4"
        parts = [typed_number(part) for part in re.split("[/⁄]", text, maxsplit=1)]
        return parts[0] if len(parts) == 1 else parts[0] / parts[1]
    except ValueError as error:
        raise (Unreadable(str(error)) if "two ways" in str(error) else _no_number(whole or text)) from error
    except ZeroDivisionError as error:
        raise _no_number(whole or text) from error


def _no_number(text):
    before, *after = re.split(r"\d[\d.,]*(?:e[-+]?\d+)?", text)
    if len(after) == 1 and any(sign.isalpha() or sign in "%=≈~≤±" for sign in before + after[0]):
        return Unreadable(f"Please give the number alone, without a unit or a word; got {brief(text)}.")
    return Unreadable(f"Please give numbers, not text: {brief(text)} cannot be read as a number.")


def _floats(array, text):
    """Objects such as fractions, numbers in texts, or a list with a forgotten `...`, entry by entry."""
    entries = array.ravel().tolist()
    if any(map(blank, entries)):
        raise Unreadable("Some entries are still empty.")
    numbers = [_float(_number_in(entry) if text and isinstance(entry, str) else entry) for entry in entries]
    return np.array(numbers).reshape(array.shape)


def _float(entry):
    _refuse_other_things(entry)
    if isinstance(entry, (bool, np.bool_)):
        raise Unreadable("It holds True or False where numbers are expected.")
    try:
        return float(entry)
    except OverflowError as error:
        raise Unreadable(f"It holds {INFINITE}") from error
    except Exception as error:
        raise Unreadable(f"Expected numbers; got {kind_of(entry)}.") from error


def brief(thing):
    """A string or a number as it was typed, cut to forty characters; anything else by its kind."""
    if not isinstance(thing, (str, int, float, complex)) or thing != thing:
        return kind_of(thing)
    try:
        text = " ".join(repr(str(thing) if isinstance(thing, str) else thing).split())
    except ValueError:  # Python writes out no more than 4,300 digits
        return "a number of thousands of digits"
    return text if len(text) <= 40 else f"{text[:39]}…"


def kind_of(thing):
    """What a thing is, in words for people: "a string", "a function", "an array of shape (3,)"."""
    if isinstance(thing, np.ndarray):
        return f"an array of shape {thing.shape}"
    if isinstance(thing, (float, np.floating)) and np.isnan(thing):
        return "NaN (not a number)"
    if isinstance(thing, type):
        return "a class"
    if isinstance(thing, FUNCTIONS) or (callable(thing) and isinstance(getattr(thing, "name", None), str)):
        return "a function"
    names = {
        str: "a string",
        bool: "True or False",
        int: "a number",
        float: "a number",
        complex: "a complex number",
        tuple: "a tuple",
        list: "a list",
        dict: "a dict",
        set: "a set",
        frozenset: "a set",
        bytes: "bytes",
        bytearray: "bytes",
        memoryview: "bytes",
        type(None): "None",
        type(...): "`...`",
    }
    if isinstance(thing, Generator):
        return "a generator"
    if isinstance(thing, (Complex, Decimal)) and type(thing) not in names:
        return "a number" if isinstance(thing, (Real, Decimal)) else "a complex number"
    return names.get(type(thing), f"an object of type {type(thing).__name__}")


def show(number, digits=6):
    """A number for people: up to six significant digits and a proper minus sign."""
    return "NaN" if number != number else rounded(number, digits)


def show_all(array, digits=6):
    """Numbers for people: `2`, `(2, −1)`, `((1, 0), (0, 1))`."""
    array = np.asarray(array)
    if array.ndim == 0:
        return show(float(array), digits)
    if array.size > MOST_SHOWN:
        return f"an array of shape {array.shape}"
    return "(" + ", ".join(show_all(part, digits) for part in array) + ")"


def show_apart(came, right):
    """Two strings, what was given and what is right, with as many digits as it takes to tell them apart."""
    for digits in range(6, 18):
        texts = show_all(came, digits), show_all(right, digits)
        if texts[0] != texts[1]:
            break
    return texts


def join(parts, word="and"):
    """a, b and c."""
    *head, last = parts
    return f"{', '.join(head)} {word} {last}" if head else last
