"""The frame of a race: what changes from step to step, as numbers for the page to draw.

All places are fractions of their panel, from its left and lower edge, so the page draws and calculates nothing. Of
each method of `METHODS` there are, NaN where it does not run or has no more points:

path    (4, 160, 2)    its walk on the map, all steps at first, later ones ever further apart
marks   (4, 65, 2)     the steps that get a marker
here    (4, 4)         where it is; off the map where it left, and in which direction
curve   (4, 160, 2)    its height above the lowest point against the step
model   (5, 123, 2)    lines of equal height of Newton's local model, and its flat point `target` (2,)
rate    (2,)           λ on its strip, and the limit that the curvature here sets
table   (2, 8, 29)     the last iterates of both racers: rows of characters
"""

import itertools

import numpy as np
from matplotlib.path import Path

from ..engine.trace.notation import short
from ..live.page_drawing import Scale, shares
from ..plots.figure import CourseFigure
from ..plots.surfaces import METHODS, exit_of, levels_of, marked, nearer, sampled, within
from .local_model import LEVELS, model_lines
from .model import local_limit, slope_and_curvature
from .picture import (
    HEIGHTS_SHOWN,
    HIGH,
    HIGHEST,
    LOW,
    LOWEST,
    ROWS,
    STEPS_SHOWN,
    ZERO,
    IterateTable,
    last_rows,
)
from .surfaces import CORNERS, WINDOW, surface_map, surface_named

POINTS, MARKS, BENDS = 160, 65, 123  # of a walk, its markers, and a line of the model
ON_MAP = Scale(*WINDOW[0]), Scale(*WINDOW[1])  # to the right, and upwards
ON_STRIP = Scale(LOW, HIGH, log=True), Scale(0, 1)
STEPS, HEIGHTS = Scale(*STEPS_SHOWN, log=True), Scale(*HEIGHTS_SHOWN, log=True)
DECADES = {1e-12: "10^−12", 1e-8: "10^−8", 1e-4: "10^−4", 1: "1", 1e4: "10^4"}


def frame(state, step, racers, others):
    """The arrays of a frame; racers are two Walks by method, the second Newton's, and others those beside."""
    arrays = {
        "path": _nothing(len(METHODS), POINTS, 2),
        "marks": _nothing(len(METHODS), MARKS, 2),
        "here": _nothing(len(METHODS), 4),
        "curve": _nothing(len(METHODS), POINTS, 2),
    }
    for method, walk in {**racers, **others}.items():
        place = list(METHODS).index(method)
        for name, values in walk_parts(*walk.path(step)).items():
            arrays[name][place, : len(values)] = values
    first, newton = racers.values()
    local = local_limit(state.surface, state.first, first[step].theta)
    rates = np.array([state.learning_rate, np.nan if local is None else local])
    arrays["rate"] = ON_STRIP[0].share(rates).astype(np.float32)
    arrays["table"] = np.stack([table(walk, step, state.surface) for walk in (first, newton)])
    return arrays | local_model(state, newton[step].theta)


def walk_parts(points, heights):
    """What a frame holds of a walk, {name: fractions}; points (steps + 1, 2), heights (steps + 1,)."""
    near = nearer(points, CORNERS)
    kept, shown = sampled(len(points), POINTS), marked(len(points))
    curve = [np.maximum(kept.astype(float), ZERO), np.clip(heights[kept], LOWEST, HIGHEST)]
    here = np.array([*on_map(near[-1]), 0.0, 0.0])
    if not within(near[-1], CORNERS):
        edge, direction = exit_of(near, CORNERS)
        here = np.array([*on_map(edge), *direction / np.ptp(CORNERS, axis=0)])
    return {
        "path": on_map(near[kept]),
        "marks": on_map(near[shown]),
        "here": here,
        "curve": np.column_stack(
            [scale.share(values) for values, scale in zip(curve, (STEPS, HEIGHTS), strict=True)]
        ),
    }


def local_model(state, theta):
    """Lines and flat point of the quadratic that Newton sees, damping included; all NaN where it is not wanted."""
    lines, target = _nothing(LEVELS, BENDS, 2), _nothing(2)
    if state.model:
        drawn, flat = model_lines(theta, *slope_and_curvature(state, theta))
        for line, points in zip(lines, drawn, strict=False):
            points = thinned(points.T)
            line[: len(points)] = on_map(points)
        if flat is not None:
            target[:] = on_map(flat)
    return {"model": lines, "target": target}


def thinned(points):
    """Every second point (n, 2) of a line, its gap between two branches included."""
    gap = np.flatnonzero(np.isnan(points[:, 0]))
    kept = np.union1d(np.arange(0, len(points), 2), gap) if len(gap) else np.arange(0, len(points), 2)
    return points[kept][:BENDS]


def table(walk, step, surface):
    """The last iterates of a walk as characters, (8, 29): ASCII, the last row the latest."""
    points, heights = walk.path(step)
    lines = last_rows(points, heights + surface_named(surface).lowest)
    wide = len(IterateTable.HEAD)
    text = "".join(f"{line.replace('−', '-'):<{wide}}"[:wide] for line in [*lines, *[""] * ROWS][:ROWS])
    return np.frombuffer(text.encode("ascii"), dtype=np.uint8).reshape(ROWS, wide)


def bands(name):
    """The map of a surface: where it is higher than each of its levels, as rings.

    {"points": (n, 2) in fractions of the map, "rings": (r, 3) of level, first point and end}. Rings of one level that
    lie in each other leave holes.
    """
    x, y, Z = surface_map(name)
    ax = CourseFigure().subplots()
    points, rings, count = [], [], 0
    for level, low in enumerate(levels_of(Z)):
        (path,) = ax.contourf(x, y, Z, levels=[low, Z.max() + 1]).get_paths()
        starts = np.flatnonzero(path.codes == Path.MOVETO)
        rings += [
            (level, count + start, count + end)
            for start, end in itertools.pairwise([*starts, len(path.vertices)])
        ]
        points.append(path.vertices)
        count += len(path.vertices)
    return {
        "points": on_map(np.concatenate(points)),
        "rings": np.array(rings, dtype=np.int32).reshape(-1, 3),
    }


def on_map(points):
    """Points (…, 2) in fractions of the map."""
    return shares(points, *ON_MAP)


def ticks():
    """The numbers on the axes of each panel: {panel: {"x" and "y": [(fraction, words), …]}}; ^ raises an exponent."""
    across = {place: short(place) for place in range(-2, 3)}
    rates = {1e-4: "10^−4", 1e-3: "10^−3", 0.01: "0.01", 0.1: "0.1", 1: "1", 10: "10"}
    steps = {ZERO: "0"} | {10**k: f"{10**k:,}" for k in range(5)}
    return {
        "map": {"x": ON_MAP[0].ticks(across), "y": ON_MAP[1].ticks(across)},
        "strip": {"x": ON_STRIP[0].ticks(rates), "y": []},
        "curves": {"x": STEPS.ticks(steps), "y": HEIGHTS.ticks(DECADES)},
    }


def _nothing(*shape):
    return np.full(shape, np.nan, dtype=np.float32)
