"""Forward and loss: what comes into each neuron, what it sends out, and how wrong the answer is.

The `Plan` is what all steps of a network are written from: its names, its functions, and the formulas of the forward
pass.
"""

from dataclasses import dataclass

from ..functions import pointwise
from ..functions.activations import identity, sigmoid
from ..functions.gates import subtract
from ..network import Network
from ..unroll import bias_names, neuron_names, weight_names
from .formula import Step, applied, difference, given, local, mark, total, weighted
from .notation import called, latex, listed, neuron_label, plain
from .probability import complement, cross_entropy, cross_entropy_difference, cross_entropy_slope


@dataclass(frozen=True, eq=False)
class Plan:
    """What the steps are written from: the network's names, functions and conventions.

    `neurons`, `weights` and `shifts` (the biases) are names, layer by layer. `offered` are the functions that an edit
    may choose, by the words for them: those of the course, and those that the walkthrough was begun with.
    """

    network: Network
    loss: object
    biases: str
    in_place: bool
    offered: dict

    def __post_init__(self):
        sizes = self.network.sizes
        shifts = bias_names(sizes, self.biases)
        vars(self).update(neurons=neuron_names(sizes), weights=weight_names(sizes), shifts=shifts)

    @property
    def scale(self):
        """The factor of one output's loss in the total."""
        return self.loss.scale(len(self.neurons[-1]))

    @property
    def last(self):
        return len(self.network.layers) - 1

    @property
    def probabilities(self):
        """Whether the outputs are probabilities, whose loss is taken from what comes before their sigmoid."""
        return self.loss.output_activation is sigmoid

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
    """in and out of every neuron, the loss of every output, L; after="+" for the new weights.

    Where the outputs are probabilities their 1 − out comes too.
    """
    formulas = []
    for layer in range(plan.last + 1):
        sources = [name + after * (layer > 0) for name in plan.sources(layer)]
        for label, function, row, shift in plan.cells(layer):
            pairs = [(weight + after, source) for weight, source in zip(row, sources, strict=True)]
            formulas.append(weighted(f"in_{label}{after}", pairs, shift + after))
            formulas.append(applied(f"out_{label}{after}", function, f"in_{label}{after}"))
    for label in plan.neurons[-1]:
        formulas += _loss_formulas(plan, label, after)
    formulas.append(total(f"L{after}", [(f"L_{label}{after}",) for label in plan.neurons[-1]], plan.scale))
    return formulas


def _loss_formulas(plan, label, after):
    if plan.probabilities:
        return complement(label, after), cross_entropy(label, after)
    return (applied(f"L_{label}{after}", plan.loss.pointwise, f"out_{label}{after}", f"target_{label}"),)


def loss_slope(plan, label):
    """∂L/∂out of an output."""
    if plan.probabilities:
        return cross_entropy_slope(label, plan.scale)
    pair = (f"out_{label}", f"target_{label}")
    return local(f"dL/dout_{label}", plan.loss.pointwise, 0, f"L_{label}", *pair, scale=plan.scale)


def differences(plan, name):
    """The finite difference of the loss for the quantity `name`."""
    if plan.probabilities and name in plan.sources(plan.last + 1):
        return cross_entropy_difference(name.removeprefix("out_"), plan.scale)
    return difference(forward_formulas(plan), name, "L")


# --- steps ------------------------------------------------------------------------------------------


def start_step(plan):
    """The example enters."""
    names = plan.neurons[0]
    inputs = tuple(rf"{latex(name)} = {mark(name)}" for name in names)
    aims = tuple(rf"{latex(f'target_{label}')} = {mark(f'target_{label}')}" for label in plan.neurons[-1])
    return Step(
        "forward",
        "start",
        "What goes in, and what should come out?",
        (("one example: inputs and targets", None),),
        numbers=(*inputs, *aims),
        light={"nodes": dict.fromkeys(names, "forward")},
        reveals=(*names, *(f"target_{label}" for label in plan.neurons[-1])),
    )


def forward_steps(plan):
    """Two steps for each neuron: what comes in, what goes out."""
    formula = {f.result: f for f in forward_formulas(plan)}
    for layer in range(plan.last + 1):
        sources = plan.sources(layer)
        for j, (label, function, row, shift) in enumerate(plan.cells(layer)):
            feeders = dict.fromkeys(plan.neurons[layer], "forward")
            yield Step(
                "forward",
                label,
                f"What comes into {neuron_label(label)}?",
                (("weights × inputs + bias", None),),
                formula[f"in_{label}"],
                light={"nodes": feeders | {label: "forward"}, "edges": dict.fromkeys(row, "forward")},
                guesses=tuple(_wrong_sums(label, plan.weights[layer], j, sources, shift)),
                sign_words="The size is right, the sign is not: check the signs of the weights.",
            )
            yield Step(
                "forward",
                label,
                f"What does {neuron_label(label)} send out?",
                ((f"{called(function)} of what came in", None),),
                formula[f"out_{label}"],
                light={"nodes": {label: "forward"}},
                guesses=_forgot_activation(label, function),
            )


def _wrong_sums(label, rows, j, sources, shift):
    pairs = [(weight, source) for weight, source in zip(rows[j], sources, strict=True)]
    yield total(f"?no bias {label}", pairs), f"You left out the bias {plain(shift)}."
    if len(rows) == len(rows[0]) > 1:
        leaving = [(rows[k][j], source) for k, source in enumerate(sources)]
        words = f"Those weights belong to another neuron: {neuron_label(label)} uses {listed(rows[j])}."
        yield total(f"?transposed {label}", [*leaving, (shift,)]), words


def _forgot_activation(label, function):
    if function is identity:
        return ()
    return (
        (given(f"?in {label}", f"in_{label}"), f"That is what came in; now apply the {called(function)}."),
    )


def loss_steps(plan):
    """How wrong each output is, then the total."""
    formula = {f.result: f for f in forward_formulas(plan)}
    for label in plan.neurons[-1]:
        yield _output_step(plan, label, formula)
    yield _total_step(plan, formula["L"])


def _output_step(plan, label, formula):
    loss, pair = plan.loss.pointwise, (f"out_{label}", f"target_{label}")
    bare = applied(f"?difference {label}", subtract, *pair)
    guesses = [(bare, "That is the difference; the loss is not finished.")]
    if loss is pointwise.half_squared_error:
        doubled = applied(f"?no half {label}", pointwise.squared_error, *pair)
        guesses.append((doubled, "You left out the factor ½."))
    rest = (formula[f"1-out_{label}"],) if plan.probabilities else ()
    return Step(
        "loss",
        label,
        f"How wrong is {neuron_label(label)}?",
        ((f"{loss.name}, with 1 − out as σ(−in)" if rest else loss.name, None),),
        formula[f"L_{label}"],
        light={"nodes": {label: "loss"}},
        guesses=tuple(guesses),
        before=rest,
        reveals=tuple(f.result for f in rest),
        sign_words="A loss is never negative.",
    )


def _total_step(plan, formula):
    outputs = plan.neurons[-1]
    parts = [(f"L_{label}",) for label in outputs]
    if plan.scale == 1:
        this, other, scale = "sum", "mean", 1 / len(parts)
    else:
        this, other, scale = "mean", "sum", 1.0
    mistaken = total(f"?{other} of losses", parts, scale)
    words = f"That is the {other} over the outputs; this loss is their {this}."
    return Step(
        "loss",
        "total",
        "What is the total loss?",
        ((f"the {this} over the outputs", None),),
        formula,
        light={"nodes": dict.fromkeys(outputs, "loss")},
        guesses=((mistaken, words),) if len(parts) > 1 else (),
        sign_words="A loss is never negative.",
    )
