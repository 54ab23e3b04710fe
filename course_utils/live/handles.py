"""A handle: a place in a live figure that a pointer drags and arrow keys nudge.

Each of its two coordinates is of one of three kinds: a number, which starts there and is dragged within its
bounds; the name of a slider, which it moves; or a function of the state, which it follows.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..engine.validate import abbreviate, check_int, number, pair
from .state import identifier

MOST_AXES = 100
STEPS = 200  # positions of a dragged coordinate, from bound to bound


@dataclass(frozen=True)
class Handle:
    """A handle at (x, y), in the data coordinates of the figure's axes number `axes`, by default the first.

        Handle("start", -1.2, 1.0, bounds=((-2, 2), (-1, 3)))             dragged freely: state.start = (x, y)
        Handle("point", "z", lambda state: sigmoid(state.z))              moves the slider z along a curve

    `bounds` are ((lowest x, highest x), (lowest y, highest y)); a pair may be None where the coordinate is not
    a number. With one number or two, the state holds the pair (x, y) under the handle's name, where a
    coordinate of another kind is None. `label` is read out, and shown when the pointer rests on the handle.
    Handles with the same `pen`, a name, are the knots of one curve, whose x follows and whose y is a number:
    a pointer draws over them, arrow keys go from one to the next and move it up and down.
    """

    name: str
    x: float | str | Callable
    y: float | str | Callable
    bounds: tuple = (None, None)
    label: str | None = None
    axes: int = 0
    pen: str | None = None

    def __post_init__(self):
        identifier(self.name)
        axes = check_int(self.axes, "axes", at_least=0, at_most=MOST_AXES)
        vars(self).update(axes=axes, bounds=self._bounds())
        if not any(
            isinstance(coordinate, str) or self.is_own(axis) for axis, coordinate in enumerate(self.pair)
        ):
            raise ValueError(
                f"handle {self.name!r} could not be moved: give x or y a number or a slider's name"
            )
        if self.pen is not None and not (callable(self.x) and self.is_own(1)):
            raise ValueError(f"handle {self.name!r} is a knot of a pen: give x a function and y a number")
        for axis in (0, 1):
            if self.is_own(axis):
                vars(self)["xy"[axis]] = self.checked(self.pair[axis], axis)

    def _bounds(self):
        """Both pairs (low, high) as floats, None where a coordinate is not a number."""
        both = pair(self.bounds, "bounds", "((low x, high x), (low y, high y))")
        return tuple(self._ends(ends, axis) for axis, ends in enumerate(both))

    def _ends(self, ends, axis):
        if ends is None or not self.is_own(axis):
            return None
        low, high = pair(ends, f"bounds of {'xy'[axis]}", "(low, high)")
        low = number(low, f"bounds: the low {'xy'[axis]}")
        return low, number(high, f"bounds: the high {'xy'[axis]}", above=low)

    @property
    def pair(self):
        return self.x, self.y

    def is_own(self, axis):
        """Whether the state holds this coordinate (0 for x, 1 for y) under the handle's name."""
        return not (isinstance(self.pair[axis], str) or callable(self.pair[axis]))

    @property
    def start(self):
        """What the state holds at first, or None where the handle only moves sliders."""
        own = tuple(float(self.pair[axis]) if self.is_own(axis) else None for axis in (0, 1))
        return None if own == (None, None) else own

    def checked(self, value, axis):
        """value within the bounds of an axis; raises ValueError or TypeError otherwise."""
        if self.bounds[axis] is None:
            raise ValueError(
                f"bounds of handle {self.name!r} must be ((low x, high x), (low y, high y)); "
                f"got {abbreviate(self.bounds)}"
            )
        low, high = self.bounds[axis]
        value = number(value, f"{'xy'[axis]} of {self.name}")
        if not low <= value <= high:
            raise ValueError(
                f"{'xy'[axis]} of {self.name} must lie between {low:g} and {high:g}; got {value:g}"
            )
        return value

    def limits(self, axis, sliders):
        """The ends of a coordinate that can be moved, and how many steps lie between them; None for others."""
        coordinate = self.pair[axis]
        if isinstance(coordinate, str):
            slider = sliders[coordinate]
            return slider.low, slider.high, slider.positions
        return (*self.bounds[axis], STEPS) if self.is_own(axis) else None

    def place(self, state):
        """Where the handle is, (x, y) in data coordinates."""
        return tuple(self._at(axis, state) for axis in (0, 1))

    def _at(self, axis, state):
        coordinate = self.pair[axis]
        if isinstance(coordinate, str):
            return getattr(state, coordinate)
        return float(coordinate(state)) if callable(coordinate) else getattr(state, self.name)[axis]

    def spec(self):
        return {"label": self.label or self.name, "pen": self.pen}
