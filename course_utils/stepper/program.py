"""The program that makes the steps: notebook 12's lines in NumPy, for the network of a trace; the line of each step.

    Z_h = X @ W_h.T + b_h                                             what comes in
    A_h = sigmoid(Z_h)                                                what goes out
    delta_o = half_squared_error.gradient(A_o, y) * sigmoid.derivative(Z_o)
    ...

X and y hold one example as a row, the functions are the engine's, and the lines are true to the conventions of the
trace: which biases learn, and the in-place bug. A test runs them and finds the numbers of the trace.
"""

import re

from ..engine import LOSSES

PROBABILITIES = {name for name, loss in LOSSES.items() if loss.output_activation}  # with the logits at hand


def page_data(trace):
    """What a page needs to show a trace by itself: its `data()`, and the program that makes its steps."""
    data = trace.data()
    return data | {"program": program(data)}


def program(data):
    """{"lines": texts, "at": the line of each step, or None} for a trace's `data()`; None for a circuit."""
    if data["kind"] != "network":
        return None
    layers, choices = _layers(data), _choices(data)
    lines = dict(_lines(layers, choices))
    places = {key: place for place, key in enumerate(lines)}
    at = [places.get(_key(step, data, layers)) for step in data["steps"]]
    return {"lines": list(lines.values()), "at": at}


def _choices(data):
    groups = [group.get("choices", []) for group in data["settings"]]
    chosen = {choice["key"]: choice["value"] for choices in groups for choice in choices}
    return chosen | {"loss": chosen["loss"].removesuffix("(as given)")}


def _layers(data):
    """The endings of the layers' names and their neurons: {"h": ["h1", "h2"], "o": ["o1", "o2"]}."""
    columns = {}
    for node in data["diagram"]["nodes"]:
        columns.setdefault(node["x"], []).append(node["id"])
    _, *rest = [columns[x] for x in sorted(columns)]
    names = ["h", "o"] if len(rest) == 2 else [*(f"h{place + 1}" for place in range(len(rest) - 1)), "o"]
    return dict(zip(names, rest, strict=True))


def _lines(layers, choices):
    """(key, text) of each line, in order; a key is a kind and the ending of a layer's name."""
    names = list(layers)
    functions = _functions(names, choices)
    arriving = dict(zip(names, ["X", *(f"A_{name}" for name in names)], strict=False))
    for name in names:
        yield ("in", name), f"Z_{name} = {arriving[name]} @ W_{name}.T + b_{name}"
        yield ("out", name), f"A_{name} = {functions[name]}(Z_{name})"
    probabilities = choices["loss"] in PROBABILITIES
    yield ("loss", ""), f"L = {choices['loss']}" + (".from_logits(Z_o, y)" if probabilities else "(A_o, y)")
    for name, after in zip(reversed(names), [None, *reversed(names)], strict=False):
        if after is None and probabilities:  # A_o − y, with its digits where A_o is nearly y
            yield ("delta", name), f"delta_o = {choices['loss']}.gradient_from_logits(Z_o, y)"
        else:
            upstream = f"(delta_{after} @ W_{after})" if after else f"{choices['loss']}.gradient(A_o, y)"
            yield ("delta", name), f"delta_{name} = {upstream} * {functions[name]}.derivative(Z_{name})"
        yield ("gradient", name), f"dW_{name} = delta_{name}.T @ {arriving[name]}"
        if choices["biases"] != "fixed":
            total = "delta_{0}.sum(axis=0)" if choices["biases"] == "per_neuron" else "delta_{0}.sum()"
            yield ("bias", name), f"db_{name} = {total.format(name)}"
        if choices["in_place"] == "on":
            yield from _update(name, choices)
    if choices["in_place"] != "on":
        for name in reversed(names):
            yield from _update(name, choices)


def _update(name, choices):
    yield ("update", name), f"W_{name} = W_{name} - learning_rate * dW_{name}"
    if choices["biases"] != "fixed":
        yield ("update bias", name), f"b_{name} = b_{name} - learning_rate * db_{name}"


def _functions(names, choices):
    """The activation of each layer, by the ending of its name."""
    hidden = choices.get("hidden", "").split(", ") if len(names) > 1 else []
    hidden = hidden * (len(names) - 1) if len(hidden) == 1 else hidden
    return dict(zip(names, [*hidden, choices["output"]], strict=True))


def _key(step, data, layers):
    """The key of the line that makes a step; None for the start."""
    if step["result"] is None:
        return None
    name = data["quantities"][step["result"]]["name"]
    of_neuron = {label: layer for layer, labels in layers.items() for label in labels}
    goal = {edge["id"]: of_neuron[edge["to"]] for edge in data["diagram"]["edges"]}
    of_bias = {re.split(" at ", note["id"])[0]: of_neuron[note["about"]["of"]] for note in _biases(data)}
    if name.startswith("L"):
        return ("loss", "")
    if name.endswith("+"):
        owner = name[:-1]
        return ("update", goal[owner]) if owner in goal else ("update bias", of_bias[owner])
    if "/" not in name:
        kind, _, label = name.partition("_")
        return kind, of_neuron[label]
    below = name.split("/")[1][1:].partition("|")[0]
    if below in of_bias:
        return ("bias", of_bias[below])
    if below in goal:
        return ("gradient", goal[below])
    return ("delta", of_neuron[below.partition("_")[2]])


def _biases(data):
    return [note for note in data["diagram"]["notes"] if "about" in note]
