"""The words about a playground: its headings, its present state in sentences, and its numbers as tables."""

import numpy as np

from ..engine.trace.notation import short, some
from ..engine.validate import counted
from ..plots.tables import Table, curve, written
from .setup import DATA, layers_text

HIGHER = 1.1  # times the first risk
RISKS = {"train": "training", "test": "test", "true": "true"}
HEADS = {"answer": "What the network answers", "decision": "What it decides"}


def head(state):
    """What the large map shows."""
    if state.space:
        return "The space of two neurons"
    return f"What neuron {state.neuron} answers" if state.neuron else HEADS[state.large]


def picked_words(training, parameter, between=", "):
    """The picked parameter with its value and the gradient there."""
    place = training.settings.places[parameter]
    value, gradient = short(training.theta[place]), short(training.gradient[place])
    return f"{parameter} = {value}{between}∂R/∂{parameter} = {gradient}"


def describe(state):
    """The network, where its training stands, its risks and mistakes, what is picked, and what went wrong."""
    training, settings = state.training, state.training.settings
    now = training.risks
    hidden = f"hidden layers {layers_text(settings.layers)}" if settings.layers else "no hidden layer"
    known = settings.data != "own"
    risks = {"train": now.train} | (
        {"test": now.test, "true": now.true, "Bayes": training.bayes} if known else {}
    )
    words = [
        f"{DATA[settings.data]}, {hidden}, {len(settings.parameters)} parameters, after "
        f"{counted(training.updates, 'update')}. "
        f"Risk: {', '.join(f'{kind} {short(risk)}' for kind, risk in risks.items())}."
    ]
    if not known:
        words.append("Nobody knows the true risk of points that somebody chose.")
    if not settings.is_regression:
        seen, held = training.wrong
        words.append(
            f"Wrong answers: train {100 * seen:.0f} %{f', test {100 * held:.0f} %' if known else ''}."
        )
    if state.space:
        words.append(f"Shown large: where neurons {state.space} take the points.")
    elif state.neuron:
        words.append(f"Shown large: neuron {state.neuron}.")
    words.append(f"Picked: {picked_words(training, state.parameter)}.")
    return " ".join([*words, *troubles(training)])


def in_brief(training):
    """What goes wrong in a training, in one line; "" where nothing does."""
    return " ".join(words.split(":")[0].removesuffix(".") + "." for words in troubles(training))


def troubles(training):
    """What goes wrong in a training, in sentences."""
    if training.risks.train > HIGHER * training.history[0].train and training.updates:
        yield "The risk is higher than at the start: the learning rate may be too large."
    dead, relus = training.dead if "relu" in training.settings.activations else (0, 0)
    if dead:
        yield (
            f"{some(dead, relus, 'ReLU neurons', 'dead')}: 0 for every point learned from, so "
            "no gradient reaches their weights."
        )


# --- as tables --------------------------------------------------------------------------------------------


def numbers(training):
    """The tables of a TrainingRun, a list of `Table`."""
    return [risks(training), parameters(training)]


def risks(training):
    """The risks that were noted on the way, and those of this moment."""
    rows = [*(row for row in training.history if row.updates < training.updates), training.risks]
    updates = np.array([row.updates for row in rows], dtype=float)
    columns = [np.array([getattr(row, kind) for row in rows], dtype=float) for kind in RISKS]
    known = {
        name: values
        for name, values in zip(RISKS.values(), columns, strict=True)
        if np.isfinite(values).any()
    }
    return curve("Risk", ("updates", *known), [updates, *known.values()])


def parameters(training):
    """Every weight and bias, with the gradient of the risk there."""
    places = training.settings.places
    values, gradients = (
        written(numbers[list(places.values())]) for numbers in (training.theta, training.gradient)
    )
    rows = tuple(zip(places, values, gradients, strict=True))
    caption = f"Parameters after {counted(training.updates, 'update')}"
    return Table(caption, ("parameter", "value", "gradient"), rows)
