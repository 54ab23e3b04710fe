"""Memory: only the figures used last keep their drawings, and none whose cell has been run again.

A drawing takes some ten megabytes, and Jupyter keeps every widget of a session, shown or not. So a figure that has not
been used for long keeps only its state, and is drawn anew when somebody wants to see it.
"""

import gc
import sys
import weakref

MOST_DRAWN = 8  # models that keep their drawings, more than one notebook shows at a time

_recent = []  # weak references, the one used last at the end
_runs = {}  # cell → (the run of it that was the last, what it made: weak references)


def used(model):
    """Note that a model was used; the least recently used ones free theirs. The caller holds the lock of drawing."""
    if _recent and _recent[-1]() is model:
        return
    _recent[:] = [other for other in _recent if other() not in (None, model)]
    _recent.append(weakref.ref(model))
    while len(_recent) > MOST_DRAWN:
        if (oldest := _recent.pop(0)()) is not None:
            oldest.free_drawings()


def made(model):
    """Note that the cell that runs made a model."""
    cell, run = present_cell()
    if cell is not None:
        last, models = _runs.get(cell, (run, []))
        _runs[cell] = run, [*(models if last == run else []), weakref.ref(model)]


def make_room():
    """Free the drawings that an earlier run of the present cell made, before this run makes them again."""
    cell, run = present_cell()
    last, models = _runs.get(cell, (run, []))
    if last == run:
        return
    del _runs[cell]
    for old in models:
        if old() is not None:
            old().free_drawings()
    gc.collect()  # a figure holds itself by its axes: without this, megabytes would wait for their collection


def present_cell():
    """(the cell that runs, this run of it), two strings; (None, None) where no notebook runs."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    parent = getattr(getattr(shell, "kernel", None), "get_parent", dict)()
    if not parent:
        return None, None
    cell = parent.get("metadata", {}).get("cellId") or parent.get("content", {}).get("code")
    return cell, parent["header"]["msg_id"]
