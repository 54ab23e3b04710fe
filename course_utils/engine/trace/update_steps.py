"""Update: old value minus λ times gradient, then forward once more to see whether it helped."""

from .formula import Formula, descended, given
from .network_diagram import note
from .plan import forward_formulas
from .step import Step
from .symbols import plain
from .words import beside


def update_steps(plan, layer):
    """The new value of every learned parameter of one layer."""
    for label, _, row, _ in plan.cells(layer):
        for weight in row:
            yield _update(weight, label, {"edges": {weight: "update"}})
    if plan.biases != "fixed":
        for shift in dict.fromkeys(plan.shifts[layer]):
            sharing = [label for label, *_, name in plan.cells(layer) if name == shift]
            yield _update(shift, sharing[0], {"nodes": dict.fromkeys(sharing, "update")})


def _update(parameter, group, light):
    shown = descended(f"{parameter}+", parameter, f"dL/d{parameter}")
    stored = Formula(
        shown.result, shown.text, lambda values: values[f"next {parameter}"]
    )  # the very bits of the next state
    forgot = Formula(f"?no λ {parameter}", "", lambda v: v[parameter] - v[f"dL/d{parameter}"])
    climbed = Formula(f"?up {parameter}", "", lambda v: 2 * v[parameter] - v[f"next {parameter}"])
    change = Formula(f"?change {parameter}", "", lambda v: v[parameter] - v[f"next {parameter}"])
    return Step(
        "update",
        group,
        f"What is the new {plain(parameter)}?",
        (("old − λ × gradient", None),),
        stored,
        light=light,
        guesses=(
            (forgot, "You forgot the learning rate λ."),
            (climbed, "You went uphill: descent subtracts the gradient."),
            (change, "That is the change; take it away from the old value."),
        ),
        colours=((f"dL/d{parameter}", "backward"),),
    )


def answer_step(plan, places):
    """Forward once more, with the new parameters: did the update help?"""
    fixed = (
        []
        if plan.biases != "fixed"
        else list(dict.fromkeys(name for shifts in plan.shifts for name in shifts))
    )
    *before, formula = forward_formulas(plan, after="+")
    kept = tuple(given(f"{name}+", name) for name in fixed)
    return Step(
        "update",
        "answer",
        "Did the update help?",
        (("forward again, with the new weights", None),),
        formula,
        notes=(note("before", *beside(places[plan.neurons[-1][-1]]), "loss", "L before", ["L"]),),
        light={"nodes": dict.fromkeys(plan.neurons[-1], "loss")},
        before=(*kept, *before),
        reveals=tuple(f.result for f in before),
        sign_words="A loss is never negative.",
    )
