"""The address of a step: what it computes, as code writes it (dL/dw5) or as a page does (∂L/∂w₅).

A neuron (h1) stands for its output, a phase for its first step, and a number is that of the step. What is given, such
as w5 or i1, is shown by the first step that uses it. `front/address.js` reads addresses by the same rules.
"""

import re

from ..engine.validate import abbreviate, is_whole

_written = str.maketrans(
    {"∂": "d", "⁺": "+", "λ": "learningrate"} | dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
)


def plain_name(text):
    """A name without what people write in different ways: ∂L/∂w_5 and dL/dw₅ are one."""
    return re.sub(r"[\s_,]", "", text.translate(_written))


def step_at(address, data):
    """The place of the step among `data["steps"]`; `data` is a trace's `data()`.

    Raises TypeError for what is neither a string nor a number, ValueError for a step that does not exist.
    """
    count = len(data["steps"])
    if is_whole(address):
        address = f"{address:d}" if abs(address) <= 10**9 else abbreviate(address)
    if not isinstance(address, str):
        raise TypeError(
            f"step must name what it computes, such as 'dL/dw5', or be its number; got {abbreviate(address)}"
        )
    number = int(address) if re.fullmatch(r"\s*[0-9]{1,9}\s*", address) else 0
    if 1 <= number <= count:
        return number - 1
    found = steps_by_name(data).get(plain_name(address))
    if found is None:
        raise ValueError(
            f"step must name what it computes, such as {_examples(data)}, or be its number, 1 to {count}; "
            f"got {abbreviate(address)}"
        )
    return found


def steps_by_name(data):
    """{plain name: place of the step} of a trace's `data()`."""
    steps = [(entry, _step_of(place, entry, data["steps"])) for place, entry in enumerate(data["quantities"])]
    named = [(entry[key], step) for entry, step in steps for key in ("name", "symbol")]
    named += [(entry["name"][4:], step) for entry, step in steps if entry["name"].startswith("out_")]
    named += [(phase["key"], phase["first"]) for phase in data["phases"]]
    found = {}
    for name, step in named:
        if step is not None:
            found.setdefault(plain_name(name), step)
    return found


def _step_of(place, entry, steps):
    """The step that computes a quantity, or shows what is given first; None if no step does."""
    if entry["born"] is not None and entry["born"] >= 0:
        return entry["born"]
    said = re.compile(rf"\{{{place}p?\}}")
    return next((number for number, step in enumerate(steps) if said.search(step["say"])), None)


def _examples(data):
    names = [
        data["quantities"][step["result"]]["name"] for step in data["steps"] if step["result"] is not None
    ]
    return ", ".join(map(repr, (names[0], names[len(names) // 2], names[-1])))
