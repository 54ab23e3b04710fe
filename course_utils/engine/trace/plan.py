"""The plan of a network's steps: its names, its functions, and the formulas of the forward pass."""

import functools
from dataclasses import dataclass

from .. import ops
from ..network import Network
from ..unroll import bias_names, neuron_names, weight_names
from .formula import applied, difference, total, weighted


@dataclass(frozen=True, eq=False)
class Plan:
    """What the steps are written from: the network's names, functions and conventions.

    `offered` are the functions that an edit may choose, by the words for them: those of the course, and
    those that the walkthrough was begun with.
    """

    network: Network
    loss: object
    biases: str
    in_place: bool
    offered: dict

    @functools.cached_property
    def neurons(self):
        return neuron_names(self.network.sizes)

    @functools.cached_property
    def weights(self):
        return weight_names(self.network.sizes)

    @functools.cached_property
    def shifts(self):
        return bias_names(self.network.sizes, self.biases)

    @property
    def scale(self):
        """The factor of one output's loss in the total."""
        return self.loss.scale(len(self.neurons[-1]))

    @property
    def last(self):
        return len(self.network.layers) - 1

    def parameters(self):
        """The name of each entry of theta."""
        rows_and_shifts = zip(self.weights, self.shifts, strict=True)
        return [
            name for rows, shifts in rows_and_shifts for name in [*(w for row in rows for w in row), *shifts]
        ]

    def sources(self, layer):
        """What a layer receives: the inputs, or what the layer before sends out."""
        return [label if layer == 0 else f"out_{label}" for label in self.neurons[layer]]

    def cells(self, layer):
        """(name, activation, names of its weights, name of its bias) for each neuron of a layer."""
        function = self.network.layers[layer].activation
        rows = zip(self.neurons[layer + 1], self.weights[layer], self.shifts[layer], strict=True)
        return [(label, function, row, shift) for label, row, shift in rows]


def forward_formulas(plan, after=""):
    """in and out of every neuron, the loss of every output, L; after="+" for the new weights."""
    formulas = []
    for layer in range(plan.last + 1):
        sources = [name + after * (layer > 0) for name in plan.sources(layer)]
        for label, function, row, shift in plan.cells(layer):
            pairs = [(weight + after, source) for weight, source in zip(row, sources, strict=True)]
            formulas.append(weighted(f"in_{label}{after}", pairs, shift + after))
            formulas.append(applied(f"out_{label}{after}", function, f"in_{label}{after}"))
    for label in plan.neurons[-1]:
        formulas.append(
            applied(f"L_{label}{after}", plan.loss.pointwise, f"out_{label}{after}", f"target_{label}")
        )
    formulas.append(total(f"L{after}", [(f"L_{label}{after}",) for label in plan.neurons[-1]], plan.scale))
    return formulas


def differences(plan, name):
    """The finite difference of the loss for the quantity `name`.

    Where the loss can be had from logits it is, unless `name` is the output itself: a sigmoid beside 1 has rounded
    off what its logarithm would need.
    """
    formulas = forward_formulas(plan)
    if plan.loss.output_activation is ops.sigmoid and name not in plan.sources(plan.last + 1):
        pairs = {f"L_{label}": (f"in_{label}", f"target_{label}") for label in plan.neurons[-1]}
        formulas = [
            applied(f.result, ops.logit_cross_entropy, *pairs[f.result]) if f.result in pairs else f
            for f in formulas
        ]
    return difference(formulas, name, "L")
