"""What a page is told about a playground: the frame, which changes with each update, and the scene, which stays.

Maps are bytes: a neuron's activation over the plane, from −1 (0) to 1 (255), with 0 between 127 and 128, so that the
sign is exact; what goes beyond is divided by its largest size. The large map uses its whole range, `scale` says what
255 stands for: so its border is sharp where the network has hardly decided anything yet. A probability p is shown as
2p − 1. The maps come from the network's own forward pass, on a coarser grid where there are many neurons.
"""

import math

import numpy as np

from ..live.film import as_text
from .sample import AXES, features, plane, reach
from .setup import ACTIVATIONS, INPUTS, MOST_UPDATES
from .setup_text import read_space
from .words import head, in_brief

LARGE = 64  # points a side of the large map
GRID = 17  # lines each way of the plane's grid in the space of two neurons
SMALL = (8, 36)  # of a small one
TICKS = (1, 100, 10_000)  # updates
EARLIEST = 0.7  # where the start, 0 updates, stands on a logarithmic axis
MANY = 300  # points
BYTES = 19_000  # of a frame, about
BRIEF = 100  # characters
LIMIT = np.finfo(np.float32).max


def frame_of(state):
    """The arrays that change from update to update."""
    training = state.training
    trainer, settings, now = training.trainer, training.settings, training.risks
    side = side_of(settings, trainer.sample, state.space != "")
    maps = [as_bytes(in_scale(layer)) for layer in trainer.maps_on(training.theta, side)]
    chosen, scale = _large(state)
    return (
        {
            "theta": single(training.theta),
            "gradient": single(training.gradient if state.edges == "gradients" else _picked(training, state)),
            "risks": single(row(now)),
            "scale": single([scale]),
            "maps": np.concatenate([np.zeros((0, side, side), np.uint8), *maps]),
            "large": chosen,
            "brief": as_text(in_brief(training), BRIEF),
        }
        | ({} if many(trainer.sample) else answers_of(training))
        | _space(state)
    )


def _space(state):
    """Where two neurons of a layer take the points and a grid of the plane, and what of their space is shown."""
    if (space := read_space(state.space, state.training.settings.layers)) is None:
        return {}
    layer, pair = space
    examples, grid = state.training.trainer.hidden(
        state.training.theta, layer, [place - 1 for place in pair], GRID
    )
    seen = np.concatenate([examples, grid.reshape(-1, 2)])
    low, high = seen.min(axis=0), seen.max(axis=0)
    room = 0.04 * (high - low) + 1e-6
    ends = np.stack([low - room, high + room], axis=1)
    return {"hidden": single(examples), "warped": single(grid), "ends": single(ends)}


def many(sample):
    """Whether there are so many points that what is answered to each does not go with every frame."""
    return len(sample.train[0]) + len(sample.test[0]) > MANY


def answers_of(training):
    """What the network answers to each point, the training set first, and the losses."""
    answers, losses = training.trainer.answers(training.theta)
    return {"answers": single(answers), "losses": single(losses)}


def _picked(training, state):
    place = training.settings.places[state.parameter]
    return training.gradient[place : place + 1]


def _large(state):
    """The large map, bytes, and the number for which its largest byte stands."""
    training, settings = state.training, state.training.settings
    layer, place = neuron_at(settings, state.neuron)
    values = training.trainer.map_of(training.theta, layer, place, LARGE)
    if layer > len(settings.layers) and not settings.is_regression:
        values = 2 * values - 1
    values = in_scale(values[None])[0]
    scale = np.abs(values).max() or 1.0
    return as_bytes(values / scale), scale


def scene(state):
    """What stays as it is during training, and the risks so far."""
    training, settings = state.training, state.training.settings
    trainer, bayes = training.trainer, training.bayes
    side = SMALL[1]
    inputs = in_scale(features(plane(settings.data, side), tuple(INPUTS)).T.reshape(-1, side, side))
    history = [*(risks for risks in training.history if risks.updates < training.updates), training.risks]
    points = [np.column_stack(part) for part in (trainer.sample.train, trainer.sample.test)]
    return {
        "sizes": list(settings.sizes),
        "parameters": settings.parameters,
        "inputs": [[label, name in settings.inputs] for name, label in INPUTS.items()],
        "activations": [ACTIVATIONS[name] for name in settings.activations],
        "regression": settings.is_regression,
        "reach": [list(ends) for ends in reach(settings.data)],
        "axes": list(AXES.get(settings.data, ("x₁", "x₂"))),
        "bayes": bayes if math.isfinite(bayes) else None,
        "top": trainer.top,
        "edges": state.edges,
        "parameter": state.parameter,
        "neuron": list(neuron_at(settings, state.neuron)),
        "head": head(state),
        "decision": state.large == "decision",
        "unseen": state.test,
        "train": single(points[0]),
        "test": single(points[1]),
        "features": as_bytes(inputs),
        "answered": training.updates if many(trainer.sample) else None,
        "history": single([row(risks) for risks in history]),
        "ticks": [[f"{tick:,}", math.log10(tick)] for tick in TICKS],
        "reached": [math.log10(EARLIEST), math.log10(MOST_UPDATES)],
        "own": settings.data == "own",
        "space": state.space.replace(",", " ").replace(";", " ").split(),
    } | (answers_of(training) if many(trainer.sample) else {})


def row(risks):
    """Risks as a row: where they stand on a logarithmic axis, and training, test and true risk."""
    return [math.log10(max(risks.updates, EARLIEST)), risks.train, risks.test, risks.true]


def neuron_at(settings, name):
    """(layer, number) of a neuron such as 1.3; "" is the network's answer."""
    if not name:
        return len(settings.layers) + 1, 1
    layer, place = name.split(".")
    return int(layer), int(place)


def side_of(settings, sample, in_space=False):
    """How many points a side the small maps have, so that a frame stays small."""
    neurons, parameters = sum(settings.layers), len(settings.parameters)
    points = 0 if many(sample) else len(sample.train[0]) + len(sample.test[0])
    points += GRID**2 + len(sample.train[0]) + len(sample.test[0]) if in_space else 0
    left = BYTES - LARGE**2 - 8 * parameters - 8 * points
    return min(max(math.isqrt(max(left, 0) // max(neurons, 1)), SMALL[0]), SMALL[1])


def in_scale(values):
    """Maps (n, side, side) within −1 … 1: what goes beyond is divided by its largest size."""
    return values / np.maximum(1, np.abs(values).max(axis=(1, 2), keepdims=True))


def as_bytes(values):
    """Numbers from −1 to 1 as bytes; those below 0 stay below 128."""
    return np.clip(np.floor(values * 127.999 + 128), 0, 255).astype(np.uint8)


def single(numbers):
    """Numbers in single precision; what lies outside of it becomes its end."""
    return np.clip(np.asarray(numbers, dtype=float), -LIMIT, LIMIT).astype(np.float32)
