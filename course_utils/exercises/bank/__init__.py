"""The bank: all exercises and polls, one file for each notebook.

A file nbNN.py lists `EXERCISES` and `POLLS`; their keys begin with "NN.". Files are read when one of
their keys is needed, so that no notebook pays for the others.
"""

import difflib
import pkgutil
from functools import cache
from importlib import import_module

from ...engine.validate import abbreviate

LONGEST_KEY = 100  # characters that are compared with the keys that there are


def exercise(key):
    """The Exercise of this key. Raises ValueError, with near keys, when there is none."""
    return _find(key, "EXERCISES", "exercise", "POLLS", "it is a poll: poll({!r})")


def poll(key):
    """The Poll of this key. Raises ValueError, with near keys, when there is none."""
    return _find(key, "POLLS", "poll", "EXERCISES", "it is an exercise: check({!r}, answer)")


def notebooks():
    """The numbers of the notebooks that have a file in the bank: "00", "10", …"""
    return [module.name[2:] for module in pkgutil.iter_modules(__path__) if module.name.startswith("nb")]


@cache
def entries(notebook, listing):
    """The EXERCISES or the POLLS of one notebook, by key."""
    return {entry.key: entry for entry in getattr(import_module(f".nb{notebook}", __name__), listing)}


def _find(key, listing, noun, other, words):
    if not isinstance(key, str):
        raise TypeError(f"key must be a string such as '10.sigmoid_neuron'; got {type(key).__name__}")
    key = str(key)  # of a string of NumPy
    notebook = key.partition(".")[0]
    if notebook in notebooks():
        if key in entries(notebook, listing):
            return entries(notebook, listing)[key]
        if key in entries(notebook, other):
            raise ValueError(f"key {key!r} names no {noun}; {words.format(key)}")
    raise ValueError(f"unknown {noun} {abbreviate(key)}; {_near(key, notebook, listing, other, words)}")


def _near(key, notebook, listing, other, words):
    """What may have been meant: keys of either kind spelt alike, else those of the notebook, else the notebooks."""
    key = key[:LONGEST_KEY]
    known = _keys(listing)
    near = difflib.get_close_matches(key, known + _keys(other), n=1, cutoff=0.8)
    if near and near[0] not in known:
        return f"if you mean {near[0]!r}, {words.format(near[0])}"
    alike = difflib.get_close_matches(key, known, n=3, cutoff=0.6)
    if alike:
        return f"did you mean {' or '.join(map(repr, alike))}?"
    same = [name for name in known if name.startswith(f"{notebook}.")]
    if same:
        return f"known keys are {', '.join(map(repr, same))}"
    return f"a key begins with the number of its notebook, one of {', '.join(notebooks())}"


def _keys(listing):
    return [name for number in notebooks() for name in entries(number, listing)]
