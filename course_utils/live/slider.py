"""A slider: a number to be moved between two ends, over a grid of neat values."""

import math
from dataclasses import dataclass, field
from numbers import Integral

import numpy as np

from ..engine.trace.notation import short
from ..engine.validate import abbreviate, check_int, number, true_or_false
from .state import identifier

FARTHEST = 1e300  # an end of the range


@dataclass(frozen=True)
class Slider:
    """A number between `low` and `high`, both included.

    The state holds its `value`, by default `low`, under its name. `step` is the distance of two positions (without
    it there are a hundred of them), `log` spreads them by factors instead, `whole` keeps to whole numbers. `unit`
    stands behind the number, `label` before the slider. Raises ValueError for an empty range, a `log` range that is
    not positive, a value outside.
    """

    name: str
    low: float
    high: float
    value: float | None = None
    step: float | None = None
    log: bool = False
    whole: bool = False
    unit: str = ""
    label: str | None = None
    values: tuple = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        identifier(self.name)
        put = vars(self).__setitem__
        for name in ("log", "whole"):
            put(name, true_or_false(getattr(self, name), name))
        number(self.low, "low", above=0 if self.log else None, at_least=-FARTHEST)
        number(self.high, "high", above=float(self.low), at_most=FARTHEST)
        for name in ("low", "high") if self.step is None else ("low", "high", "step"):
            put(name, _plain(number(getattr(self, name), name), getattr(self, name)))
        put("values", tuple(self._grid()))
        put("value", self.checked(self.low if self.value is None else self.value))

    def _grid(self):
        if self.log:
            grid = np.geomspace(self.low, self.high, 101)
        elif self.step is None:
            grid = np.linspace(self.low, self.high, 101)
        else:
            count = (self.high - self.low) / number(self.step, "step", above=0)
            if not 0.5 < count < 1000.5:
                raise ValueError(f"step must give 1 to 1000 steps from low to high; got {count:.0f}")
            count = round(count)
            grid = np.linspace(self.low, self.high, count + 1)
        if self.whole:
            return [int(value) for value in np.unique(np.rint(grid))]
        return [float(f"{value:.10g}") for value in grid]  # 0.3 and not 0.30000000000000004

    @property
    def positions(self):
        return len(self.values) - 1

    def checked(self, value):
        """value, within the range; raises ValueError or TypeError otherwise."""
        plain = check_int(value, self.name, at_least=-math.inf) if self.whole else number(value, self.name)
        if not self.low <= plain <= self.high:
            raise ValueError(
                f"{self.name} must lie between {self.low} and {self.high}; got {abbreviate(plain)}"
            )
        return plain

    def value_at(self, position):
        return self.values[position]

    def position_of(self, value):
        values = np.asarray(self.values)
        distance = np.abs(np.log(values / value)) if self.log else np.abs(values - value)
        return int(np.argmin(distance))

    def text(self, value):
        return f"{value:,}" if self.whole else short(value).removesuffix(".0")

    def spec(self):
        return {
            "kind": "slider",
            "label": self.label or self.name,
            "unit": self.unit,
            "texts": [self.text(value) for value in self.values],
        }


def _plain(number, given):
    """A number as Python's own kind: a whole one as it was written, any other as a float."""
    return int(given) if isinstance(given, Integral) else number


@dataclass(frozen=True)
class Notches(Slider):
    """A slider whose positions are `notches`, numbers in order from `low` to `high`."""

    notches: tuple = ()

    def _grid(self):
        grid = [float(f"{value:.10g}") for value in self.notches]
        if len(grid) < 2 or sorted(set(grid)) != grid or (grid[0], grid[-1]) != (self.low, self.high):
            raise ValueError(f"notches must rise from low to high; got {self.notches}")
        return grid
