"""Where controls and handles stand, in the whole-numbered positions and fractions of the picture that a page knows.

A coordinate of a handle moves between two ends, in equal steps; its box is the part of the picture that lies
between the ends, as [left, top, width, height] in fractions. Upwards counts as more.
"""

import math

from ..engine.validate import abbreviate, check_int
from .handles import STEPS
from .state import known


def positions(model):
    """Where everything stands in the present state."""
    return {
        "controls": controls(model),
        "handles": {name: _handle(model, handle) for name, handle in model.handles.items()},
    }


def controls(model):
    """Where the controls stand in the present state."""
    return {name: _control(part, getattr(model.state, name)) for name, part in model.held.items()}


def _control(control, value):
    return {"position": control.position_of(value), "text": control.text(value)}


def _handle(model, handle):
    place = handle.place(model.state)
    at = model.drawing.place(*place, handle.axes)
    box, steps, position = [*at, 0, 0], [0, 0], [0, 0]
    for axis in (0, 1):
        if (limits := handle.limits(axis, model.sliders)) is None:
            continue
        low, high = (_along(model, handle, place, axis, end) for end in limits[:2])
        box[axis], box[axis + 2] = (low, high - low) if axis == 0 else (high, low - high)
        steps[axis] = limits[2]
        slider = model.sliders.get(handle.pair[axis]) if isinstance(handle.pair[axis], str) else None
        fraction = (at[axis] - low) / (high - low)
        position[axis] = slider.position_of(place[axis]) if slider else round(fraction * STEPS)
    return {"at": list(at), "box": box, "steps": steps, "position": position}


def _along(model, handle, place, axis, value):
    """The fraction of the picture at which a coordinate has a value."""
    point = list(place)
    point[axis] = value
    return model.drawing.place(*point, handle.axes)[axis]


def position_of(model, name, position):
    """The value of a control at a position."""
    control = model.held.get(name) if isinstance(name, str) else None
    if control is None:
        raise ValueError(
            f"there is no control {abbreviate(name)} to set; known: {', '.join(model.held) or 'none'}"
        )
    return control.value_at(check_int(position, "position", 0, control.positions))


def point_of(model, name, position):
    """The data coordinates (x, y) of a handle at a position [i, j]; None where it only follows."""
    handle = known(name, model.handles, "handle")
    if not isinstance(position, list) or len(position) != 2:
        raise ValueError(f"position of a handle must be [i, j]; got {abbreviate(position)}")
    return tuple(_coordinate(model, handle, axis, position[axis]) for axis in (0, 1))


def _coordinate(model, handle, axis, position):
    limits = handle.limits(axis, model.sliders)
    if limits is None:
        return None
    low, high, steps = limits
    position = check_int(position, "position", 0, steps)
    if isinstance(handle.pair[axis], str):
        return model.sliders[handle.pair[axis]].value_at(position)
    place = handle.place(model.state)
    ends = [_along(model, handle, place, axis, end) for end in (low, high)]
    point = list(model.drawing.place(*place, handle.axes))
    # Even steps in the picture, also on a log axis.
    point[axis] = ends[0] + position / steps * (ends[1] - ends[0])
    value = float(model.drawing.data(*point, handle.axes)[axis])
    digits = 4 - math.floor(math.log10(high - low))
    return min(max(round(value, digits), low), high)
