"""The controls of a live figure: each turns the whole-numbered positions that the browser knows into values.

A control has `positions`, how many steps lie between its ends; `value_at(position)`; and
`position_of(value)`, the nearest one. The browser holds the text of every position and calculates nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..engine.validate import abbreviate, as_list, check_int, function, instance, one_of, text, true_or_false
from .slider import Slider
from .state import identifier

__all__ = ["Button", "Choice", "Fold", "Slider", "Text", "Toggle"]

FEW = 4  # choices that still fit side by side, as radio buttons
LONGEST = 5000  # characters of a string


@dataclass(frozen=True)
class Choice:
    """One of several `options`: a list of words, or a dict from the value in the state to the words on the screen.

    The state holds the `value`, by default the first, under the name; `label` is shown beside the control. Raises
    TypeError or ValueError for what is not two or more strings, and for a value that is none of them.
    """

    name: str
    options: dict | list | tuple
    value: str | None = None
    label: str | None = None

    def __post_init__(self):
        identifier(self.name)
        if not isinstance(self.options, (dict, list, tuple)):
            raise TypeError(f"options must be a dict or a list; got {abbreviate(self.options)}")
        if not all(isinstance(option, str) for option in self.options):
            raise TypeError(f"options must be strings; got {abbreviate(self.options)}")
        words = (
            self.options if isinstance(self.options, dict) else {option: option for option in self.options}
        )
        if len(words) < 2 or not all(isinstance(word, str) for word in [*words, *words.values()]):
            raise ValueError(f"options must be two or more different strings; got {abbreviate(self.options)}")
        vars(self)["options"] = dict(words)
        vars(self)["value"] = self.checked(next(iter(words)) if self.value is None else self.value)

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
    """Something that is on (True) or off (False): its first `value`, under its name in the state.

    `label` is shown beside it. Raises TypeError for another value.
    """

    name: str
    value: bool = False
    label: str | None = None
    positions = 1

    def __post_init__(self):
        identifier(self.name)
        self.checked(self.value)

    def checked(self, value):
        """value, if it is True or False; raises TypeError otherwise."""
        return true_or_false(value, self.name)

    def value_at(self, position):
        return bool(position)

    def position_of(self, value):
        return int(value)

    def text(self, value):
        return "on" if value else "off"

    def spec(self):
        return {"kind": "toggle", "label": self.label or self.name}


@dataclass(frozen=True)
class Text:
    """Text to be typed and applied with Enter; `check(text)` returns it as the state holds it, or raises ValueError.

    The state holds what `check` makes of the first `value`, under the name. `label` is shown before it; `lines` is its
    height, `width` how many characters fit in a line, `button` the word on a button that applies it as Enter
    does, if there is one; `longest` is how many characters the text may have.
    """

    name: str
    check: Callable
    value: str = ""
    label: str | None = None
    lines: int = 1
    width: int = 12
    button: str = ""
    longest: int = LONGEST
    positions = 0

    def __post_init__(self):
        identifier(self.name)
        function(self.check, "check", of="the text", takes=1)
        for name in ("lines", "width", "longest"):
            vars(self)[name] = check_int(getattr(self, name), name)
        vars(self)["value"] = self.checked(self.value)

    def checked(self, value):
        """What `check` makes of a string; raises TypeError for anything else, ValueError for a bad or endless one."""
        return self.check(text(value, self.name, self.longest))

    def position_of(self, value):
        return 0

    def text(self, value):
        return str(value)

    def spec(self):
        label = self.label or self.name
        return {
            "kind": "text",
            "label": label,
            "lines": self.lines,
            "width": self.width,
            "button": self.button,
        }


@dataclass(frozen=True)
class Fold:
    """`controls` that are grouped below a word, `label`, folded away until somebody asks for them, unless `open`."""

    label: str
    controls: list | tuple
    open: bool = False

    def __post_init__(self):
        text(self.label, "label")
        true_or_false(self.open, "open")
        for control in as_list(self.controls, "controls"):
            instance(control, "each of controls", (Slider, Choice, Toggle, Text, Button))
        vars(self)["controls"] = tuple(self.controls)

    def spec(self):
        return {"label": self.label, "open": self.open}


def unfolded(controls):
    """The controls, and the Fold of each that is in one: a list, and {name: Fold}."""
    flat, folds = [], {}
    for control in as_list(controls, "controls"):
        instance(control, "each of controls", (Slider, Choice, Toggle, Text, Button, Fold))
        inside = control.controls if isinstance(control, Fold) else [control]
        flat += inside
        folds |= {part.name: control for part in inside if part is not control}
    return flat, folds


@dataclass(frozen=True)
class Button:
    """Something to be done: `action(state)` returns what it changes, a dict such as {"seed": state.seed + 1}.

    `press` finds it by its name; `label`, by default the name, is written on it.
    """

    name: str
    action: Callable
    label: str | None = None

    def __post_init__(self):
        identifier(self.name)
        function(self.action, "action", of="the state", takes=1)

    def spec(self):
        return {"kind": "button", "label": self.label or self.name}
