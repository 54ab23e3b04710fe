"""The controls of a live figure: each turns the whole-numbered positions that the browser knows into values.

A control has `positions`, how many steps lie between its ends; `value_at(position)`; and
`position_of(value)`, the nearest one. The browser holds the text of every position and calculates nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..engine.validate import one_of, shown
from .live_slider import Slider
from .live_state import identifier

__all__ = ["Button", "Choice", "Slider", "Toggle"]

FEW = 4  # choices that still fit side by side, as radio buttons


@dataclass(frozen=True)
class Choice:
    """One of several `options`: a list of words, or a dict from the value in the state to the words on the screen."""

    name: str
    options: dict | list | tuple
    value: str | None = None
    label: str | None = None

    def __post_init__(self):
        identifier(self.name)
        if not isinstance(self.options, (dict, list, tuple)):
            raise TypeError(f"options must be a dict or a list; got {shown(self.options)}")
        words = (
            self.options if isinstance(self.options, dict) else {option: option for option in self.options}
        )
        if len(words) < 2 or not all(isinstance(word, str) for word in [*words, *words.values()]):
            raise ValueError(f"options must be two or more different strings; got {shown(self.options)}")
        object.__setattr__(self, "options", dict(words))
        object.__setattr__(
            self, "value", self.checked(next(iter(words)) if self.value is None else self.value)
        )

    @property
    def positions(self):
        return len(self.options) - 1

    def checked(self, value):
        """value, if it is an option; raises ValueError otherwise."""
        return one_of(value, self.name, list(self.options))

    def value_at(self, position):
        return list(self.options)[position]

    def position_of(self, value):
        return list(self.options).index(value)

    def text(self, value):
        return self.options[value]

    def spec(self):
        kind = "radio" if len(self.options) <= FEW else "select"
        return {"kind": kind, "label": self.label or self.name, "texts": list(self.options.values())}


@dataclass(frozen=True)
class Toggle:
    """Something that is on (True) or off (False)."""

    name: str
    value: bool = False
    label: str | None = None
    positions = 1

    def __post_init__(self):
        identifier(self.name)
        self.checked(self.value)

    def checked(self, value):
        """value, if it is True or False; raises TypeError otherwise."""
        if not isinstance(value, (bool, np.bool_)):
            raise TypeError(f"{self.name} must be True or False; got {shown(value)}")
        return bool(value)

    def value_at(self, position):
        return bool(position)

    def position_of(self, value):
        return int(value)

    def text(self, value):
        return "on" if value else "off"

    def spec(self):
        return {"kind": "toggle", "label": self.label or self.name}


@dataclass(frozen=True)
class Button:
    """Something to be done: `action(state)` returns what it changes, a dict such as {"seed": state.seed + 1}."""

    name: str
    action: Callable
    label: str | None = None

    def __post_init__(self):
        identifier(self.name)
        if not callable(self.action):
            raise TypeError(f"action must be a function of the state; got {shown(self.action)}")

    def spec(self):
        return {"kind": "button", "label": self.label or self.name}
