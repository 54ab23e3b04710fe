"""Forward and loss: what comes into each neuron, what it sends out, and how wrong the answer is."""

from .. import ops
from .formula import applied, given, mark, total
from .plan import forward_formulas
from .step import Step
from .symbols import latex, plain
from .words import called, listed, shown


def start_step(plan):
    """The example enters."""
    names = plan.neurons[0]
    shown = tuple(rf"{latex(name)} = {mark(name)}" for name in names)
    aims = tuple(rf"{latex(f'target_{label}')} = {mark(f'target_{label}')}" for label in plan.neurons[-1])
    return Step(
        "forward",
        "start",
        "What goes in, and what should come out?",
        (("one example: inputs and targets", None),),
        numbers=(*shown, *aims),
        light={"nodes": dict.fromkeys(names, "forward")},
        reveals=tuple(names),
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
                f"What comes into {shown(label)}?",
                (("weights × inputs + bias", None),),
                formula[f"in_{label}"],
                light={"nodes": feeders | {label: "forward"}, "edges": dict.fromkeys(row, "forward")},
                guesses=tuple(_wrong_sums(label, plan.weights[layer], j, sources, shift)),
                sign_words="The size is right, the sign is not: check the signs of the weights.",
            )
            yield Step(
                "forward",
                label,
                f"What does {shown(label)} send out?",
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
        words = f"Those weights belong to another neuron: {shown(label)} uses {listed(rows[j])}."
        yield total(f"?transposed {label}", [*leaving, (shift,)]), words


def _forgot_activation(label, function):
    if function is ops.identity:
        return ()
    return (
        (given(f"?in {label}", f"in_{label}"), f"That is what came in; now apply the {called(function)}."),
    )


def loss_steps(plan):
    """How wrong each output is, then the total."""
    gate, outputs = plan.loss.pointwise, plan.neurons[-1]
    formula = {f.result: f for f in forward_formulas(plan)}
    for label in outputs:
        pair = (f"out_{label}", f"target_{label}")
        guesses = [
            (
                applied(f"?difference {label}", ops.subtract, *pair),
                "That is the difference; the loss is not finished.",
            )
        ]
        if gate is ops.half_squared_error:
            guesses.append(
                (applied(f"?no half {label}", ops.squared_error, *pair), "You left out the factor ½.")
            )
        yield Step(
            "loss",
            label,
            f"How wrong is {shown(label)}?",
            ((gate.name, None),),
            formula[f"L_{label}"],
            light={"nodes": {label: "loss"}},
            guesses=tuple(guesses),
            sign_words="A loss is never negative.",
        )
    parts = [(f"L_{label}",) for label in outputs]
    mean = (
        total("?mean of losses", parts, 1 / len(parts)),
        "That is the mean over the outputs; this loss is their sum.",
    )
    summed = total("?sum of losses", parts), "That is the sum over the outputs; this loss is their mean."
    words = "the sum over the outputs" if plan.scale == 1 else "the mean over the outputs"
    yield Step(
        "loss",
        "total",
        "What is the total loss?",
        ((words, None),),
        formula["L"],
        light={"nodes": dict.fromkeys(outputs, "loss")},
        guesses=() if len(parts) == 1 else ((mean if plan.scale == 1 else summed),),
        sign_words="A loss is never negative.",
    )
