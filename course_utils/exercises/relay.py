"""A relay: a program is written step by step, and every step is handed on, whoever wrote it.

    layer = yours_or_ours("12.layer", layer)      yours if it is right, else the worked version
    whose(layer, forward)                         who wrote what

A step that is not tried, or not right yet, holds nobody up: the worked version runs in its place and says so. It runs
among the names of the notebook, so that it uses the other steps as they are there, yours among them.
"""

from dataclasses import replace
from types import FunctionType

from IPython.display import display

from ..engine.validate import abbreviate
from ..plots.tables import show_table
from . import bank, check
from .answers import Step
from .answers.tolerance import agrees
from .message import Message

DIGITS = 6
NOT_YOURS = 'Until then the cells below run with our version; `solution("{key}")` shows it.'
YOURS = "From here on, the cells below run with yours."


def yours_or_ours(key, function):
    """Judge `function` as the step `key`, show true values beside its own, and hand on the one that works.

    Returns the function itself if it is right (one that gives lists where arrays are used is followed by a
    conversion), else the worked version of the same name. Nothing that a student gives makes it raise; a key that is
    no step of a program raises ValueError.
    """
    step = bank.exercise(key).answer
    if not isinstance(step, Step):
        raise ValueError(
            f"key must be a step of a program; {abbreviate(key)} is of another kind: use check(key, answer)"
        )
    verdict = check(key, function)
    right = verdict.state == "correct"
    words = YOURS if right else NOT_YOURS.format(key=key)
    display(replace(verdict, after=f"{verdict.after}\n\n{words}".strip()))
    show_values(step, None if verdict.state == "not attempted" else function)
    return step.in_form(function) if right else in_place_of(function, step.reference)


def in_place_of(function, worked):
    """The worked step, using what its names mean where `function` was written, if they mean something there."""
    names = function.__globals__ if type(function) is FunctionType else {}
    needed = {name for name in worked.__code__.co_names if name in worked.__globals__}
    if not needed <= set(names):
        names = worked.__globals__
    ours = FunctionType(worked.__code__, names, worked.__name__, worked.__defaults__)
    ours.worked = True
    return ours


def whose(*functions):
    """A Message that says which of these steps are the student's own."""
    yours, ours = [], []
    for function in functions:
        (ours if getattr(function, "worked", False) else yours).append(
            getattr(function, "__name__", "a step without a name")
        )
    if not ours:
        return Message("All yours.", f"Every step of it: {', '.join(yours)}.", "correct")
    if not yours:
        return Message(
            "Ours so far.",
            f"Every step that runs here is the worked version: {', '.join(ours)}. Write one, run the cells again, "
            "and it is yours that runs.",
        )
    return Message("Yours and ours.", f"Yours: {', '.join(yours)}. Still ours: {', '.join(ours)}.")


def show_values(step, function):
    """A table: for each array that the step gives in the network of the notebook, its first entries, true and yours.

    `function` None leaves the last columns empty.
    """
    rows = []
    for probe in step.probes:
        came = None if function is None else step.values(function, probe.arguments)
        for place, (name, true) in enumerate(zip(probe.names, probe.values, strict=True)):
            rows += _rows(name, true, None if came is None else came[place], function is None)
    show_table(["", "true value", "your value", "how many agree"], rows, digits=DIGITS)


def _rows(name, true, yours, empty):
    """The first entry of an array, and the last one if there are several."""
    if empty:
        count = ""
    elif yours is None:
        count = "no result"
    elif yours.shape != true.shape:
        count = f"shape {yours.shape}, not {true.shape}"
    else:
        count = f"{agrees(yours, true, DIGITS).sum():,} of {true.size:,}"
    fits = yours is not None and yours.shape == true.shape
    ends = [(0,) * true.ndim, tuple(size - 1 for size in true.shape)][: min(true.size, 2)]
    return [
        [
            f"{name}[{', '.join(map(str, index))}]" if index else name,
            float(true[index]),
            float(yours[index]) if fits else "",
            count if index == ends[0] else "",
        ]
        for index in ends
    ]
