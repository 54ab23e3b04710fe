"""Backward and update: the chain rule from the loss to every parameter, factor by factor, then the step downhill.

    ∂L/∂w = ∂L/∂out × ∂out/∂in × ∂in/∂w
    new w = old w − λ × ∂L/∂w

For an output neuron ∂L/∂out is the slope of the loss. A hidden neuron has no target of its own: its
∂L/∂out is the sum over the neurons that it feeds, one term for each path. Finally forward once more, to see whether
the update helped.
"""

from ..functions import pointwise
from ..functions.activations import identity
from .diagrams import beside, gradient_note, note
from .formula import Formula, Step, descended, given, local, one_line_each, product_lines, total
from .forward import differences, forward_formulas, loss_slope
from .notation import called, neuron_label, plain
from .probability import sigmoid_slope

BACKWARD = (("upstream", "backward"), (" × local × local", None))


def backward_steps(plan, layer, places):
    """The chain rule for every parameter of one layer."""
    for j, cell in enumerate(plan.cells(layer)):
        label, function, row, _ = cell
        if layer == plan.last:
            yield from _loss_slope(plan, label, places)
        else:
            yield from _paths(plan, layer, j, label, places)
        yield _activation_slope(plan, label, function, places)
        for weight, source in zip(row, plan.sources(layer), strict=True):
            yield from _weight_gradient(plan, label, weight, source)
    yield from _bias_gradients(plan, layer)


def _loss_slope(plan, label, places):
    formula, guesses = loss_slope(plan, label), ()
    if plan.loss.pointwise in (pointwise.half_squared_error, pointwise.squared_error):
        words = "One factor 2 too few: the derivative of a square brings down its exponent."
        guesses = ((total(f"?half slope {label}", [(formula.result,)], 0.5), words),)
    yield Step(
        "backward",
        label,
        f"How does the loss change with the output of {neuron_label(label)}?",
        (("the loss, differentiated", None),),
        formula,
        light={"nodes": {label: "backward"}},
        notes=(gradient_note(f"dL/dout_{label}", places[label], True),),
        guesses=guesses,
        sign_words="The sign: an output above its target must come down, so its gradient is positive.",
        check=differences(plan, f"out_{label}"),
    )


def _paths(plan, layer, j, label, places):
    """One term for each neuron that `label` feeds, then their sum."""
    goals, terms = plan.cells(layer + 1), []
    whole = f"dL/dout_{label}"
    for goal, _, row, _ in goals:
        term = whole if len(goals) == 1 else _term_name(plan, layer, label, goal)
        terms.append(term)
        yield _path_step(plan, term, label, goal, row[j], places)
    if len(goals) > 1:
        yield Step(
            "backward",
            label,
            f"How does the loss change with the output of {neuron_label(label)}?",
            (("the paths add up", None),),
            total(whole, [(term,) for term in terms]),
            numbers=one_line_each(terms),
            light={
                "nodes": {label: "backward"} | {goal: "backward" for goal, *_ in goals},
                "edges": {row[j]: "backward" for _, _, row, _ in goals},
            },
            notes=(gradient_note(whole, places[label]),),
            guesses=tuple(_single_paths(terms, goals)),
            check=differences(plan, f"out_{label}"),
        )


def _term_name(plan, layer, label, goal):
    """∂L_o1/∂out_h1 where the loss is a sum over outputs; else the share of ∂L/∂out through the goal."""
    direct = layer + 1 == plan.last and plan.scale == 1
    return f"dL_{goal}/dout_{label}" if direct else f"dL/dout_{label}|{goal}"


def _path_step(plan, term, label, goal, weight, places):
    used = f"{weight}+" if plan.in_place else weight
    upstream, slope = f"dL/dout_{goal}", f"dout_{goal}/din_{goal}"
    missing = {
        slope: f"the slope of {neuron_label(goal)}, ∂out/∂in",
        used: f"the weight {plain(weight)} on the way",
    }
    guesses = _left_out(term, (upstream, slope, used), missing)
    if not plan.in_place:
        late = total(f"?late {term}", [(upstream, slope, f"next {weight}")])
        words = f"That uses {plain(weight)} after its update; the gradient belongs to the old weight."
        guesses += ((late, words),)
    return Step(
        "backward",
        label,
        f"How much reaches {neuron_label(label)} through {neuron_label(goal)}?",
        (("upstream", "backward"), (" × local × the weight on the way", None)),
        total(term, [(upstream, slope, used)]),
        light={"nodes": {goal: "backward", label: "forward"}, "edges": {weight: "backward"}},
        notes=(gradient_note(term, places[label]),),
        guesses=guesses,
        upstream=(upstream,),
    )


def _left_out(result, factors, missing):
    """The mistakes of leaving one factor out of the product `result`, for those that have words in `missing`."""
    return tuple(
        (
            total(f"?no {one} in {result}", [[factor for factor in factors if factor != one]]),
            f"You left out {words}.",
        )
        for one, words in missing.items()
    )


def _single_paths(terms, goals):
    for term, (goal, *_) in zip(terms, goals, strict=True):
        words = f"That is only the path through {neuron_label(goal)}; add the others."
        yield given(f"?only {term}", term), words


def _activation_slope(plan, label, function, places):
    name = f"dout_{label}/din_{label}"
    itself = given(f"?out {label}", f"out_{label}"), "That is the output itself, not how fast it changes."
    probability = plan.probabilities and label in plan.neurons[-1]
    return Step(
        "backward",
        label,
        f"How does the output of {neuron_label(label)} change with its input?",
        ((f"slope of the {called(function)}", None),),
        sigmoid_slope(label) if probability else local(name, function, 0, f"out_{label}", f"in_{label}"),
        light={"nodes": {label: "backward"}},
        notes=(gradient_note(name, places[label], label.startswith("o")),),
        guesses=() if function is identity else (itself,),
        sign_words="The sign: this function never falls.",
    )


def _weight_gradient(plan, label, weight, source):
    rate, slope, upstream = f"din_{label}/d{weight}", f"dout_{label}/din_{label}", f"dL/dout_{label}"
    feeder = source.removeprefix("out_")
    light = {"nodes": {feeder: "forward", label: "backward"}, "edges": {weight: "backward"}}
    mistaken = "That is the weight; its derivative is what it multiplies."
    yield Step(
        "backward",
        label,
        f"How does the input of {neuron_label(label)} change with {plain(weight)}?",
        (("what the weight multiplies", None),),
        given(rate, source),
        light=light,
        guesses=((given(f"?weight {weight}", weight), mistaken),),
    )
    factors = {
        upstream: f"the first factor, {plain(upstream)}",
        slope: f"the slope {plain(slope)}",
        rate: f"the last factor, {plain(rate)}",
    }
    yield Step(
        "backward",
        label,
        f"How does the loss change with {plain(weight)}?",
        BACKWARD,
        total(f"dL/d{weight}", [tuple(factors)]),
        light=light,
        guesses=_left_out(f"dL/d{weight}", factors, factors),
        check=differences(plan, weight),
        upstream=(upstream,),
    )


def _bias_gradients(plan, layer):
    """The gradients of the layer's biases, where they are learned."""
    labels = plan.neurons[layer + 1]
    terms = {label: (f"dL/dout_{label}", f"dout_{label}/din_{label}") for label in labels}
    if plan.biases == "per_neuron":
        groups = [(shift, [label]) for shift, label in zip(plan.shifts[layer], labels, strict=True)]
    else:
        groups = [(plan.shifts[layer][0], labels)] if plan.biases == "shared" else []
    for shift, sharing in groups:
        products = [terms[label] for label in sharing]
        words = "a term for each neuron" if len(sharing) > 1 else " × local, and ∂in/∂bias is 1"
        caption = ((words, None),) if len(sharing) > 1 else (("upstream", "backward"), (words, None))
        yield Step(
            "backward",
            shift,
            f"How does the loss change with {plain(shift)}?",
            caption,
            total(f"dL/d{shift}", products),
            numbers=product_lines(products),
            light={"nodes": dict.fromkeys(sharing, "backward")},
            check=differences(plan, shift),
            upstream=tuple(upstream for upstream, _ in products),
        )


# --- update -----------------------------------------------------------------------------------------


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
    text = descended(f"{parameter}+", parameter, f"dL/d{parameter}").text
    stored = Formula(
        f"{parameter}+", text, lambda v: v[f"next {parameter}"]
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
        upstream=(f"dL/d{parameter}",),
    )


def answer_step(plan, places):
    """Forward once more, with the new parameters: did the update help?"""
    fixed = (
        [name for shifts in plan.shifts for name in dict.fromkeys(shifts)] if plan.biases == "fixed" else []
    )
    kept = tuple(given(f"{name}+", name) for name in fixed)
    *before, formula = forward_formulas(plan, after="+")
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
