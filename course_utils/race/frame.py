"""A frame of the race: what changes from step to step, as numbers for the page to draw.

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

from ..plots.figure import CourseFigure
from ..plots.surfaces import METHODS, exit_of, levels_of, marked, nearer, sampled, within
from .grounds import WINDOW, ground, ground_map
from .local_model import LEVELS, model_lines
from .model import hessian, local_limit
from .picture import HIGH, HIGHEST, LOW, LOWEST, MOST, ROWS, ZERO, IterateTable, row

POINTS, MARKS, BENDS = 160, 65, 123  # of a walk, its markers, and a line of the model
CORNERS = np.array(WINDOW).T  # the lower left and the upper right one of the map
STEPS = np.log10([0.42, 1.3 * MOST])  # ends of the axes, all but the map's logarithmic
HEIGHTS = np.log10([LOWEST / 3, 3 * HIGHEST])
RATES = np.log10([LOW, HIGH])

DECADES = {1e-12: "10⁻¹²", 1e-8: "10⁻⁸", 1e-4: "10⁻⁴", 1: "1", 1e4: "10⁴"}


def frame(state, step, racers, others):
    """The arrays of a frame; racers are two Runners by method, the second Newton's, and others those beside."""
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
    arrays["rate"] = on_axis(rates, RATES).astype(np.float32)
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
            [on_axis(values, ends) for values, ends in zip(curve, (STEPS, HEIGHTS), strict=True)]
        ),
    }


def local_model(state, theta):
    """Lines and flat point of the quadratic that Newton sees, damping included; all NaN where it is not wanted."""
    lines, target = _nothing(LEVELS, BENDS, 2), _nothing(2)
    objective = ground(state.surface).objective
    if state.model:
        H = hessian(state.surface, theta) + float(state.damping) * np.eye(2)
        drawn, flat = model_lines(theta, objective.gradient(theta), H)
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
    first = max(0, len(points) - ROWS)
    lines = [
        row(first + index, *theta, height + ground(surface).lowest)
        for index, (theta, height) in enumerate(zip(points[first:], heights[first:], strict=True))
    ]
    wide = len(IterateTable.HEAD)
    text = "".join(f"{line.replace('−', '-'):<{wide}}"[:wide] for line in [*lines, *[""] * ROWS][:ROWS])
    return np.frombuffer(text.encode("ascii"), dtype=np.uint8).reshape(ROWS, wide)


def bands(name):
    """The map of a ground: where it is higher than each of its levels, as rings.

    {"points": (n, 2) in fractions of the map, "rings": (r, 3) of level, first point and end}. Rings of one level that
    lie in each other leave holes.
    """
    x, y, Z = ground_map(name)
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
        "points": on_map(np.concatenate(points)).astype(np.float32),
        "rings": np.array(rings, dtype=np.int32).reshape(-1, 3),
    }


def on_map(points):
    """Points (…, 2) in fractions of the map."""
    return (points - CORNERS[0]) / np.ptp(CORNERS, axis=0)


def on_axis(values, ends):
    """Values in fractions of a logarithmic axis, whose ends are given as logarithms."""
    return (np.log10(values) - ends[0]) / (ends[1] - ends[0])


def on_strip(rate):
    """λ as a fraction of its strip."""
    return float(on_axis(rate, RATES))


def at_strip(share):
    """The λ at a fraction of its strip."""
    return float(10 ** (RATES[0] + share * (RATES[1] - RATES[0])))


def off_map(shares):
    """The point (2,) at fractions of the map."""
    return CORNERS[0] + np.asarray(shares) * np.ptp(CORNERS, axis=0)


def ticks():
    """The numbers on the axes of each panel: {panel: {"x" and "y": [(fraction, text), …]}}."""
    across = [(place / 4, f"{place - 2}".replace("-", "−")) for place in range(5)]
    rates = {1e-4: "10⁻⁴", 1e-3: "10⁻³", 0.01: "0.01", 0.1: "0.1", 1: "1", 10: "10"}
    steps = {ZERO: "0"} | {10**k: f"{10**k:,}" for k in range(5)}
    return {
        "map": {"x": across, "y": across},
        "strip": {"x": _ticks(rates, RATES), "y": []},
        "curves": {"x": _ticks(steps, STEPS), "y": _ticks(DECADES, HEIGHTS)},
    }


def _ticks(texts, ends):
    return [(float(on_axis(value, ends)), text) for value, text in texts.items()]


def _nothing(*shape):
    return np.full(shape, np.nan, dtype=np.float32)
