"""A trace: a computation as data that can be stepped through.

A `Step` is one thing that happens: a question, the formula that answers it, what lights up. The
steps of one update are the *template*, made once; the numbers of update t are a *row*. Whoever
shows the trace (the stepper, a saved page, a worksheet) fills the template's slots with a row and
calculates nothing.

State t is the parameters after t updates, t = 0 is the start; the steps of update t lead from state
t − 1 to state t.
"""

import base64
import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from ..record import Unchanging, fresh, frozen
from ..validate import abbreviate, as_list, check_int, mapping
from .formula import quantity_alone
from .notation import plain, short
from .template import Template

MOST_ROWS = 100_000  # at once
_NOTHING = frozen({})


@dataclass(frozen=True, eq=False)
class Trace(Unchanging):
    """The steps of a computation and its numbers for every update.

    `value(name, update=t)` is a float: a quantity of state t (parameters, activations, "L"), or, for
    a derivative such as "dL/dw5", the number of update t ≥ 1. `text(update)` lists all steps in
    words. `data()` is what a page needs to show the trace by itself. A trace never changes, nor does
    anything that it hands out change it, so a copy is the trace itself; it is pickled as its `recipe`,
    the function and the arguments that make it again.

    `walkthrough` and `circuit` make traces, of the `kind` "network" and "circuit". The `description` says what is
    followed, the `diagram` how it is drawn. `given(updates)` are the numbers, by name, that the formulas of the
    `steps` begin from, `known` their names, `state(update)` those that hold after an update; `losses` are the losses
    at the states 0 … `updates`, `settings` what can be edited, `edit(values, choices)` makes the edited trace.
    """

    kind: str
    name: str
    description: str
    steps: tuple
    diagram: dict
    known: tuple
    given: Callable = field(repr=False)
    state: Callable = field(repr=False)
    updates: int = 0
    losses: np.ndarray | None = field(default=None, repr=False)
    settings: list = field(default_factory=list, repr=False)
    edit: Callable | None = field(default=None, repr=False)
    recipe: tuple = field(default=(), repr=False)

    def __post_init__(self):
        own = vars(self)  # frozen from here on
        own.update(diagram=frozen(self.diagram), settings=frozen(self.settings))
        if self.losses is not None:
            own["losses"] = np.frombuffer(self.losses.tobytes())  # bytes are read-only
        formulas = {formula.result: formula for step in self.steps for formula in step.formulas()}
        shared = _shared(step_guesses(self.steps))
        kept = [formula for name, formula in formulas.items() if name not in shared]
        names = tuple(dict.fromkeys([*self.known, *(formula.result for formula in kept)]))
        index = {name: place for place, name in enumerate(names)}
        index |= {name: index[other] for name, other in shared.items()}
        own.update(names=names, _index=MappingProxyType(index), _formulas=kept)

    def __reduce__(self):
        if not self.recipe:
            raise TypeError("this trace was not made by walkthrough or circuit, so it cannot be pickled")
        return self.recipe

    # --- numbers ------------------------------------------------------------------------------------

    def numbers(self, updates):
        """The rows of the given updates: an array (len(updates), len(names))."""
        updates = np.array(self._updates(updates))
        values = dict(self.given(updates))
        for formula in self._formulas:
            formula.evaluate(values)
        return np.column_stack([np.broadcast_to(values[name], updates.shape) for name in self.names])

    def value(self, name, update=0):
        """One number, as a float; raises ValueError for an unknown name or an update out of range."""
        last = max(self.updates, 1) if self.kind == "circuit" else self.updates
        update = check_int(update, "update", 0, last)
        if not isinstance(name, str) or name not in self._index:
            raise ValueError(
                f"name must be a quantity of this trace ({', '.join(self.names[:12])}, …); got {abbreviate(name)}"
            )
        held = self.state(update)
        if name in held:
            return float(held[name])
        if update == 0 and self.kind == "network":
            raise ValueError(f"{name} belongs to an update: ask for update=1 or later; got update=0")
        return float(self.numbers([max(update, 1)])[0, self._index[name]])

    @functools.cached_property
    def template(self):
        """The steps as a page shows them."""
        return Template(self.steps, self.diagram, self.names, self._index, self.known)

    # --- the page -----------------------------------------------------------------------------------

    def rows(self, updates):
        """Rows for the front end: the updates and their numbers as base64 of little-endian float64."""
        updates = self._updates(updates)
        block = self.numbers(updates).astype("<f8")
        return {"update": updates, "numbers": base64.b64encode(block.tobytes()).decode()}

    def data(self):
        """Template, shipped rows and loss curve as one JSON-ready dict."""
        return {
            "kind": self.kind,
            "name": self.name,
            "description": self.description,
            "updates": self.updates,
            **self.template.data(),
            "rows": self.rows(shipped_updates(self.updates)),
            "curve": curve(self.losses),
            "settings": fresh(self.settings),
        }

    def edited(self, values=_NOTHING, choices=_NOTHING):
        """A new trace with some numbers and choices changed; ValueError says what does not fit.

        values are numbers by the name of their quantity, choices words by the key of what is chosen, as
        `data()["settings"]` lists them. What is not named stays as it is, to the bit.
        """
        if self.edit is None:
            raise ValueError("this trace cannot be edited")
        return self.edit(mapping(values, "values", "{} for none"), mapping(choices, "choices", "{} for none"))

    def text(self, update=1):
        """Every step of one update in words, one line each. Raises ValueError for an update that it does not have."""
        row = self.numbers([self._update(update)])[0]
        return "\n".join(
            f"{step.phase:8}  {step.title:45}  {self._said(step, row)}".rstrip() for step in self.steps
        )

    def _updates(self, updates):
        """The numbers of updates that the trace has, a list."""
        updates = as_list(updates, "updates", most=MOST_ROWS)
        updates = [self._update(update, "each of updates") for update in updates]
        if not updates:
            raise ValueError("updates is empty; give at least one update, the first is 1")
        return updates

    def _update(self, update, name="update"):
        """The number of an update that the trace has; the first is 1."""
        return check_int(update, name, at_most=max(self.updates, 1))

    def _said(self, step, row):
        def filled(found):
            text = short(row[int(found[1])])
            return f"({text})" if found[2] and text.startswith("−") else text

        return re.sub(r"\{(\d+)(p?)\}", filled, self.template.say(step))


def number_fields(group, values):
    """Numbers by their names, as a group of what can be edited."""
    fields = [{"key": name, "label": plain(name), "value": float(value)} for name, value in values.items()]
    return {"label": group, "fields": fields}


def step_guesses(steps):
    """The formulas of all likely mistakes."""
    return [guess for step in steps for guess, _ in step.guesses]


def _shared(guesses):
    """{guess: other name} for mistakes whose number the trace holds anyway: the same text, or a single quantity."""
    same, first = {}, {}
    for guess in guesses:
        if guess.text:
            name = quantity_alone(guess.text) or first.setdefault(guess.text, guess.result)
            if name != guess.result:
                same[guess.result] = name
    return same


def shipped_updates(updates):
    """The updates whose rows a page holds from the start: 1–100, then 20 per decade, and the last."""
    if updates <= 100:
        return list(range(1, max(updates, 1) + 1))
    spaced = np.round(10 ** np.arange(2, np.log10(updates), 0.05)).astype(int)
    return sorted({*range(1, 101), *(int(update) for update in spaced), updates})


def curve(losses):
    """The loss at up to 500 states, with its place in a unit square: log(1 + t) across, the loss upwards."""
    if losses is None:
        return None
    last = len(losses) - 1
    spaced = np.unique(np.round(np.geomspace(1, last + 1, 240)).astype(int) - 1)
    states = np.union1d(spaced, np.arange(min(last, 60) + 1))
    across = np.log1p(states) / np.log1p(last)
    height = losses[states] / (np.max(losses[np.isfinite(losses)]) or 1.0)
    return {
        "update": states.tolist(),
        "loss": losses[states].tolist(),
        "x": np.round(across, 5).tolist(),
        "y": np.round(height, 5).tolist(),
    }
