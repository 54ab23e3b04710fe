"""The numbers of a race: where each method has been, and how high."""

import numpy as np

from ..plots.tables import curve
from .progress import beside, now, walk_of
from .surfaces import surface_named


def numbers(state):
    """The walks of a state so far, a list of `Table`."""
    here = surface_named(state.surface)
    return [
        _walk(method, *walk_of(state, method).path(now(state)), here)
        for method in (state.first, "Newton", *beside(state))
    ]


def _walk(method, points, heights, here):
    steps = np.arange(len(points), dtype=float)
    return curve(
        f"{here.title} – {method}", ("step", *here.names, "f"), [steps, *points.T, heights + here.lowest]
    )
