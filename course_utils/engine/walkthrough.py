"""The walkthrough: a network followed through every number of its learning.

One update has four phases. *Forward*: what comes into each neuron and what it sends out. *Loss*:
how wrong the answer is. *Backward*: the chain rule from the loss to every weight, factor by factor;
a hidden neuron collects one term for each path on which the loss reaches it. *Update*: old weight
minus λ times gradient, with every gradient taken at the weights from before the update.

Source: the lecture's topic "let's follow a network while it learns".
"""

import functools
import itertools

import numpy as np

from . import backprop
from .errors import Diverged
from .functions import Function
from .functions.activations import ACTIVATIONS, written
from .losses import LOSSES, loss_named
from .network import Network
from .optimizers import GradientDescent, descend, schedule
from .record import read_only
from .risk import EmpiricalRisk
from .trace import Trace
from .trace.backward import answer_step, backward_steps, update_steps
from .trace.diagrams import network_diagram
from .trace.formula import evaluated
from .trace.forward import Plan, forward_formulas, forward_steps, loss_slope, loss_steps, start_step
from .trace.notation import plain
from .trace.trace import number_fields
from .unroll import BIASES, check_biases, check_example, check_layers
from .validate import check_int, grouped, instance, number, one_of, true_or_false

LIMIT = 40  # parameters
MOST_UPDATES = 100_000


def lecture_network():
    """The lecture's 2-2-2 network and its one example: (network, x, y).

    x = (0.05, 0.10) → y = (0.01, 0.99), sigmoid neurons, the weights of the slides.
    """
    layers = [([[0.15, 0.20], [0.25, 0.30]], [0.35, 0.35]), ([[0.40, 0.45], [0.50, 0.55]], [0.60, 0.60])]
    network = Network.from_parameters(layers, hidden="sigmoid", output="sigmoid")
    return network, np.array([0.05, 0.10]), np.array([0.01, 0.99])


def walkthrough(network, x, y, loss, *, learning_rate, biases="fixed", in_place=False, updates=1):
    """Follow `network` through `updates` steps of gradient descent on one example; a `Trace`.

    x has shape (d,), y (k,); loss is a loss or its name, learning_rate above 0; the network itself is never
    changed. `biases`: "fixed" (not learned), "shared" (one learned bias per layer) or "per_neuron".
    `in_place=True` shows a common bug: the output weights are updated before the hidden gradients use them.

    On a projector of 1280 × 720 every letter of the stepper has 24 px for up to three layers (inputs count as one) of
    at most four neurons, four layers of at most three and five of at most two; larger networks are drawn smaller.

    Raises ValueError for wrong shapes or words, for more than 40 parameters or 100,000 updates and for a
    loss or an output that cannot be followed neuron by neuron; `Diverged` when a number overflows (inf or NaN).
    """
    return _followed(network, x, y, loss, learning_rate, biases, in_place, updates)


def _followed(network, x, y, loss, learning_rate, biases, in_place, updates, offered=None):
    network, loss = instance(network, "network", Network).copy(), loss_named(loss)
    x, y = map(read_only, check_example(network, x, y))
    check_biases(network, biases)
    check_layers(network)
    learning_rate = number(learning_rate, "learning_rate", above=0)
    updates = check_int(updates, "updates")
    if updates > MOST_UPDATES:
        raise ValueError(
            f"a walkthrough keeps every state, so updates may be at most {MOST_UPDATES:,}; got {grouped(updates)}"
        )
    true_or_false(in_place, "in_place")
    if network.theta.size > LIMIT:
        raise ValueError(
            f"a walkthrough shows every number, so network may have at most {LIMIT} parameters; "
            f"got {network.theta.size}. Train larger networks with fit"
        )
    if loss.pointwise is None:
        raise ValueError(
            f"{loss.name} joins all outputs and cannot be followed one by one; use binary_cross_entropy"
        )
    loss.check_output(network.layers[-1].activation)
    loss(network(x[None]), y[None])  # the loss refuses targets that it cannot judge, in its own words
    plan = Plan(network, loss, biases, bool(in_place), offered or _offered(network, loss))
    thetas = parameter_states(plan, x, y, learning_rate, updates)
    return _traced(plan, x, y, learning_rate, thetas)


# --- the numbers ------------------------------------------------------------------------------------


def parameter_states(plan, x, y, learning_rate, updates):
    """theta at the states 0 … updates, an array (updates + 1, parameters).

    Raises Diverged at the first update that is not finite.
    """
    network = plan.network.copy()
    gradient = _gradient_rule(plan, network, x, y, learning_rate)
    thetas = np.empty((updates + 1, network.theta.size))
    thetas[0] = theta = network.theta.copy()
    tie, rate = bias_rule(network, plan.biases), schedule(learning_rate)
    with np.errstate(all="ignore"):
        steps = descend(theta, lambda t: tie(gradient(theta)), GradientDescent(theta.size), rate)
        for update in itertools.islice(steps, updates):
            if not np.isfinite(theta).all():
                raise _overflow(learning_rate, update, thetas)
            thetas[update] = theta
    return thetas


def _gradient_rule(plan, network, x, y, learning_rate):
    """The gradient as a function of theta, or what the common bug makes of it."""
    if plan.in_place:
        return functools.partial(in_place_gradient, network, x, y, plan.loss, learning_rate)
    return EmpiricalRisk(network, x[None], y[None], plan.loss).gradient


def _overflow(learning_rate, update, thetas, name="theta"):
    if update == 0:
        return Diverged(f"{plain(name)} is not finite at the start: the numbers are too large")
    words = f"with learning rate {learning_rate:g} the numbers overflow in update {update}"
    return Diverged(words, thetas[update - 1].copy())


def bias_rule(network, biases):
    """The function that makes a free gradient respect the convention for biases, in a place of its own."""
    tied = np.empty_like(network.theta)
    layers = network.views(tied)

    def tie(gradient):
        np.copyto(tied, gradient)
        for _, b in layers:
            b[...] = 0.0 if biases == "fixed" else b.sum()
        return tied

    return (lambda gradient: gradient) if biases == "per_neuron" else tie


def in_place_gradient(network, x, y, loss, learning_rate, theta):
    """The gradient as a common bug computes it: layers further back see weights that are already updated."""
    network.theta = theta
    layers = network.layers
    Z, A = backprop.forward(layers, x[None])
    delta = backprop.delta_output(loss, layers[-1].activation, Z[-1], A[-1], y[None])
    parts = []
    for index in reversed(range(len(layers))):
        of_weights, of_biases = backprop.layer_gradients(delta, A[index])
        parts = [of_weights.ravel(), of_biases, *parts]
        if index:
            early = layers[index].W - learning_rate * of_weights  # right would be layers[index].W
            delta = backprop.delta_hidden(delta, early, layers[index - 1].activation, Z[index - 1], A[index])
    return np.concatenate(parts)


class _Quantities:
    """What the rows of a trace are computed from: the parameters at every state, and the example and λ, which stay."""

    def __init__(self, plan, x, y, learning_rate, thetas):
        self.names, self.thetas, self.formulas = plan.parameters(), read_only(thetas), forward_formulas(plan)
        targets = [f"target_{label}" for label in plan.neurons[-1]]
        stays = zip([*plan.neurons[0], "learning_rate", *targets], [*x, learning_rate, *y], strict=True)
        self.fixed = {name: np.float64(value) for name, value in stays}

    def at(self, states):
        """Parameters and example at the given states."""
        return dict(zip(self.names, self.thetas[states].T, strict=True)) | self.fixed

    def given(self, updates):
        """The same before the given updates, with the parameters after them."""
        after = zip(self.names, self.thetas[updates].T, strict=True)
        return self.at(updates - 1) | {f"next {name}": column for name, column in after}

    def state(self, states):
        """All quantities of the forward pass at the given states."""
        return evaluated(self.formulas, self.at(states))


def _traced(plan, x, y, learning_rate, thetas):
    """The trace of states that are known."""
    quantities, updates = _Quantities(plan, x, y, learning_rate, thetas), len(thetas) - 1
    losses = _finite_losses(plan, quantities, learning_rate)
    diagram, places = network_diagram(plan.neurons, plan.weights, plan.shifts)
    sizes = "-".join(map(str, plan.network.sizes))
    return Trace(
        kind="network",
        name=f"{sizes} network",
        description=f"A {sizes} network from left to right: values in the neurons, weights on the edges.",
        steps=tuple(network_steps(plan, places)),
        diagram=diagram,
        known=(*quantities.fixed, *dict.fromkeys(quantities.names)),
        given=quantities.given,
        state=quantities.state,
        updates=updates,
        losses=losses,
        settings=settings(plan, x, y, learning_rate),
        edit=functools.partial(edited, plan, x, y, learning_rate, updates),
        recipe=(
            _followed,
            (plan.network, x, y, plan.loss, learning_rate, plan.biases, plan.in_place, updates, plan.offered),
        ),
    )


def _finite_losses(plan, quantities, learning_rate):
    """The loss at every state; Diverged names the first number that is not finite, forward or backward."""
    # Of what comes back the slopes of the loss overflow first.
    formulas = [*quantities.formulas, *(loss_slope(plan, label) for label in plan.neurons[-1])]
    states = evaluated(formulas, quantities.at(slice(None)))
    wrong = {formula.result: ~np.isfinite(states[formula.result]) for formula in formulas}
    if (overflow := np.logical_or.reduce(list(wrong.values()))).any():
        update = int(overflow.argmax())
        name = next(name for name, at in wrong.items() if at[update])
        raise _overflow(learning_rate, update, quantities.thetas, name)
    return states["L"]


def network_steps(plan, places):
    """All steps of one update, in order; `places` are the neurons' positions in the diagram."""
    yield start_step(plan)
    yield from forward_steps(plan)
    yield from loss_steps(plan)
    for layer in range(plan.last, -1, -1):
        yield from backward_steps(plan, layer, places)
        if plan.in_place:
            yield from update_steps(plan, layer)
    if not plan.in_place:
        for layer in range(plan.last, -1, -1):
            yield from update_steps(plan, layer)
    yield answer_step(plan, places)


# --- editing ----------------------------------------------------------------------------------------


def settings(plan, x, y, learning_rate):
    """What can be changed, with its present values, grouped as an edit panel shows it."""
    start = dict(zip(plan.parameters(), plan.network.theta, strict=True))
    weights = [name for rows in plan.weights for row in rows for name in row]
    numbers = {
        "inputs": dict(zip(plan.neurons[0], x, strict=True)),
        "targets": {f"target_{label}": value for label, value in zip(plan.neurons[-1], y, strict=True)},
        "weights": {name: start[name] for name in weights},
        "biases": {name: value for name, value in start.items() if name not in weights},
        "learning rate": {"learning_rate": learning_rate},
    }
    groups = [number_fields(group, values) for group, values in numbers.items()]
    return [*groups, {"label": "choices", "choices": choices(plan)}]


def _offered(network, loss):
    """{key: {word: functions}}: what an edit may choose for the hidden layers, the output and the loss."""
    course = {name: g for name, g in ACTIVATIONS.items() if isinstance(g, Function)}
    losses = {name: (which,) for name, which in LOSSES.items() if which.pointwise is not None}
    *hidden, output = [layer.activation for layer in network.layers]
    everywhere = {name: (g,) * len(hidden) for name, g in course.items()}
    outputs = {name: (g,) for name, g in course.items()}
    known_loss = loss.name if LOSSES.get(loss.name) is loss else f"{loss.name}(as given)"
    return {
        "hidden": everywhere | {_hidden_word(hidden): tuple(hidden)} if hidden else {},
        "output": outputs | {written(output): (output,)},
        "loss": losses | {known_loss: (loss,)},
    }


def _hidden_word(functions):
    """tanh where all layers have it; tanh, relu where they differ."""
    return ", ".join(map(written, functions if len(set(functions)) > 1 else functions[:1]))


def choices(plan):
    """The conventions that can be switched, each with its options."""
    *hidden, output = [layer.activation for layer in plan.network.layers]
    now = {"hidden": tuple(hidden), "output": (output,), "loss": (plan.loss,)}
    labels = {"hidden": "hidden activation", "output": "output activation", "loss": "loss"}
    functions = [
        (key, labels[key], list(options), next(word for word, which in options.items() if which == now[key]))
        for key, options in plan.offered.items()
        if options
    ]
    table = [
        *functions,
        ("biases", "biases", list(BIASES), plan.biases),
        ("in_place", "in-place bug", ["off", "on"], "on" if plan.in_place else "off"),
    ]
    return [dict(zip(("key", "label", "options", "value"), row, strict=True)) for row in table]


def edited(plan, x, y, learning_rate, updates, values, changes):
    """The trace after an edit: `values` by name of quantity, `changes` by key of a choice."""
    offered = {choice["key"]: choice for choice in choices(plan)}
    for key, word in changes.items():
        one_of(word, one_of(key, "each name in choices", list(offered)), offered[key]["options"])
    chosen = {key: choice["value"] for key, choice in offered.items()} | changes
    functions = {key: options.get(chosen.get(key), ()) for key, options in plan.offered.items()}
    groups = settings(plan, x, y, learning_rate)
    held = {field["key"]: field["value"] for group in groups for field in group.get("fields", [])}
    for key, value in values.items():
        one_of(key, "each name in values", list(held))
        held[key] = number(value, plain(key))
    network = Network(plan.network.sizes, functions["hidden"], *functions["output"])
    network.theta = [held[name] for name in plan.parameters()]
    return _followed(
        network,
        [held[label] for label in plan.neurons[0]],
        [held[f"target_{label}"] for label in plan.neurons[-1]],
        *functions["loss"],
        held["learning_rate"],
        chosen["biases"],
        chosen["in_place"] == "on",
        updates,
        plan.offered,
    )
