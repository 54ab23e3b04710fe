"""The numbers of a playground: its risks so far, and every parameter with its gradient."""

import numpy as np

from ..plots.tables import Table, curve, written

RISKS = {"train": "training", "test": "test", "true": "true"}


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
    return Table(f"Parameters after {training.updates:,} updates", ("parameter", "value", "gradient"), rows)
