"""Reading: what somebody gave as an answer, turned into numbers, or into words that say why not."""

import numpy as np

CORRECT, NOT_YET, NOT_ATTEMPTED = "correct", "not yet", "not attempted"


class Unreadable(Exception):
    """An answer that cannot be read; its text says why, for the person who gave it."""


def blank(given):
    """Whether nothing was tried: `...`, None, nan, an empty text, or a container of nothing else."""
    if given is ... or given is None:
        return True
    if isinstance(given, str):
        return not given.strip(" .…?_")
    if isinstance(given, (float, np.floating)):
        return bool(np.isnan(given))
    if isinstance(given, dict):
        given = given.values()
    elif isinstance(given, np.ndarray):
        given = given.ravel().tolist()
    elif not isinstance(given, (list, tuple, set, frozenset)):
        return False
    return all(blank(entry) for entry in given)


def to_array(given):
    """The answer as a float array of any shape. Raises Unreadable with words for everything else."""
    _refuse_other_things(given)
    try:
        array = np.asarray(given)
    except Exception as error:
        raise Unreadable("Its rows have different lengths, or it is no array of numbers.") from error
    if array.dtype.kind == "O":
        array = _floats(array)
    if array.dtype.kind == "b":
        raise Unreadable("It holds True or False where numbers are expected.")
    if array.dtype.kind == "c":
        raise Unreadable("It holds complex numbers where real ones are expected.")
    if array.dtype.kind not in "iuf":
        raise Unreadable("It holds text or other things where numbers are expected.")
    if np.isnan(array).any():
        raise Unreadable("It holds nan (not a number).")
    if np.isinf(array).any():
        raise Unreadable("It holds an infinite number: look for an overflow or a division by zero.")
    return array.astype(float)


def _refuse_other_things(given):
    if isinstance(given, (str, bytes)):
        raise Unreadable(f"Please give numbers, not text: {brief(given)} has quotation marks.")
    if hasattr(given, "value") and hasattr(given, "grad"):
        raise Unreadable("That is a Node; give a number: its `.value` or its `.grad`.")
    if callable(given):
        raise Unreadable("That is a function; call it, and give what it returns.")
    if isinstance(given, (set, frozenset)):
        raise Unreadable("A set has no order; give a list or an array.")


def _floats(array):
    """Objects such as fractions or a list with a forgotten `...`, entry by entry."""
    for entry in array.ravel():
        if blank(entry):
            raise Unreadable("Some entries are still empty.")
        _refuse_other_things(entry)
    try:
        return np.array([float(entry) for entry in array.ravel()]).reshape(array.shape)
    except Exception as error:
        raise Unreadable(f"Numbers are expected; {kind_of(array.ravel()[0])} came.") from error


def brief(thing, limit=40):
    """A text or a number as it was typed, cut to one short line; anything else by its kind."""
    if not isinstance(thing, (str, int, float, complex)):
        return kind_of(thing)
    text = " ".join(repr(thing).split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def kind_of(thing):
    """What a thing is, in words for people: "a text", "a function", "an array of shape (3,)"."""
    if isinstance(thing, np.ndarray):
        return f"an array of shape {thing.shape}"
    if isinstance(thing, type):
        return "a class"
    if callable(thing):
        return "a function"
    names = {
        str: "a text",
        bool: "True or False",
        int: "a number",
        float: "a number",
        tuple: "a tuple",
        list: "a list",
    }
    return names.get(type(thing), f"an object of type {type(thing).__name__}")


def show(number):
    """A number for people: up to six significant digits and a proper minus sign."""
    return f"{number:.6g}".replace("-", "\N{MINUS SIGN}")


def show_all(array):
    """Numbers for people: `2`, `(2, −1)`, `((1, 0), (0, 1))`."""
    array = np.asarray(array)
    if array.ndim == 0:
        return show(float(array))
    if array.size > 12:
        return f"an array of shape {array.shape}"
    return "(" + ", ".join(show_all(part) for part in array) + ")"


def join(parts, word="and"):
    """a, b and c."""
    *head, last = parts
    return f"{', '.join(head)} {word} {last}" if head else last
