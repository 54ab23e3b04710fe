"""The walkthrough: every number that a class sees while a network learns."""

import copy
import json
import pickle
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.engine import (
    Diverged,
    Network,
    Node,
    circuit,
    leaky_relu,
    lecture_network,
    unroll,
    walkthrough,
)
from tests.engine.read_mathml import evaluate_all
from tests.engine.references import REFERENCES

REFERENCE, SLIDES = REFERENCES["lecture_network"], REFERENCES["lecture_slides"]
EPSILON = 1e-14  # the references have 15 to 25 digits, float64 has 16


def lecture(**changes):
    """A walkthrough of the lecture's network, or with other arguments."""
    network, x, y = lecture_network()
    usual = {"network": network, "x": x, "y": y, "loss": "half_squared_error", "learning_rate": 0.5}
    return walkthrough(**usual | changes)


def names(pattern, count, start=1):
    return [pattern.format(i) for i in range(start, start + count)]


QUANTITIES = [
    *zip(["in_h1", "in_h2"], REFERENCE["in_h"], strict=True),
    *zip(["out_h1", "out_h2"], REFERENCE["out_h"], strict=True),
    *zip(["in_o1", "in_o2"], REFERENCE["in_o"], strict=True),
    *zip(["out_o1", "out_o2"], REFERENCE["out_o"], strict=True),
    ("L_o1", REFERENCE["loss_o1"]),
    ("L_o2", REFERENCE["loss_o2"]),
    ("L", REFERENCE["loss"]),
]
GRADIENTS = [
    *zip(names("dL/dw{}", 4), REFERENCE["gradient_w1_w4"], strict=True),
    *zip(names("dL/dw{}", 4, 5), REFERENCE["gradient_w5_w8"], strict=True),
]
UPDATED = [
    *zip(names("w{}", 4), REFERENCE["updated_w1_w4"], strict=True),
    *zip(names("w{}", 4, 5), REFERENCE["updated_w5_w8"], strict=True),
]


@pytest.mark.parametrize(("name", "value"), QUANTITIES)
def test_state_0(name, value):
    assert lecture().value(name) == pytest.approx(float(value), rel=EPSILON)


@pytest.mark.parametrize(("name", "value"), GRADIENTS)
def test_gradients_of_update_1(name, value):
    assert lecture().value(name, update=1) == pytest.approx(float(value), rel=EPSILON)


@pytest.mark.parametrize(("name", "value"), UPDATED)
def test_state_1(name, value):
    assert lecture().value(name, update=1) == pytest.approx(float(value), rel=EPSILON)
    assert lecture(updates=2).value(name, update=1) == lecture().value(name, update=1)


def test_error_signals():
    trace = lecture()
    for neuron, delta in zip(
        ["o1", "o2", "h1", "h2"], REFERENCE["delta_o"] + REFERENCE["delta_h"], strict=True
    ):
        product = trace.value(f"dL/dout_{neuron}", 1) * trace.value(f"dout_{neuron}/din_{neuron}", 1)
        assert product == pytest.approx(float(delta), rel=EPSILON)


def test_the_loss_after_1_and_10000_updates():
    trace = lecture(updates=10_000)
    assert trace.value("L", update=1) == pytest.approx(float(REFERENCE["loss_after_1_update"]), rel=EPSILON)
    assert trace.value("L", update=10_000) == pytest.approx(
        float(REFERENCE["loss_after_10000_updates"]["biases fixed"]), rel=1e-8
    )
    quoted_elsewhere = "3.51085e-05"  # as the loss after 10,000 updates
    assert f"{trace.value('L', update=9_999):.5e}" == quoted_elsewhere
    assert int(np.argmax(trace.losses < 0.01)) == 173
    shared = lecture(updates=10_000, biases="shared")
    assert shared.value("L", 10_000) == pytest.approx(
        float(REFERENCE["loss_after_10000_updates"]["shared bias updated"]), rel=1e-8
    )


@pytest.mark.parametrize(
    ("options", "reference"),
    [
        ({"biases": "per_neuron"}, "one bias per neuron, updated"),
        ({"biases": "shared"}, "one bias per layer shared, updated"),
        ({"in_place": True}, "in-place bug (w5..w8 updated before they are used)"),
    ],
)
def test_other_conventions(options, reference):
    expected = float(REFERENCE["loss_after_1_update_other_conventions"][reference])
    assert lecture(**options).value("L", 1) == pytest.approx(expected, rel=EPSILON)


def test_shared_bias_gradients():
    trace = lecture(biases="shared")
    assert trace.value("dL/db1", 1) == pytest.approx(float(REFERENCE["gradient_b1_shared"]), rel=EPSILON)
    assert trace.value("dL/db2", 1) == pytest.approx(float(REFERENCE["gradient_b2_shared"]), rel=EPSILON)


def test_every_printed_number_of_the_slides():
    """The slides truncate: each of their numbers is the full one, cut off."""
    trace = lecture()
    quantities = {
        "in_h1": "in_h1",
        "out_h1": "out_h1",
        "in_o1": "in_o1",
        "out_o1": "out_o1",
        "out_o2": "out_o2",
        "out_h2": "out_h2",
        "L_o1": "L_o1",
        "L_o2": "L_o2",
        "L_total": "L",
        "dL/dout_o1": "dL/dout_o1",
        "dout_o1/din_o1": "dout_o1/din_o1",
        "din_o1/dw5": "din_o1/dw5",
        "dL/dw5": "dL/dw5",
        "w5+": "w5+",
        "w6+": "w6+",
        "w7+": "w7+",
        "w8+": "w8+",
    }
    for printed, name in quantities.items():
        text = str(SLIDES[printed])
        full = f"{trace.value(name, update=1 if '/' in name or '+' in name else 0):.15f}"
        assert full.startswith(text), (printed, full)


def test_the_path_terms_of_the_last_slide():
    trace = lecture()
    through = [trace.value(f"dL_o{j}/dout_h1", 1) for j in (1, 2)]
    assert [f"{term:.4f}" for term in through] == ["0.0554", "-0.0190"]
    assert trace.value("dL/dout_h1", 1) == sum(through)


# --- any network ------------------------------------------------------------------------------------

ACTIVATIONS = ["sigmoid", "tanh", "relu", "softplus", "leaky_relu", "identity"]
CONVENTIONS = ["fixed", "shared", "per_neuron"]
networks = st.fixed_dictionaries(
    {
        "sizes": st.sampled_from(
            [(2, 2, 2), (1, 1), (3, 2), (2, 3, 1), (2, 2, 2, 2), (1, 2, 2, 1), (2, 4, 3)]
        ),
        "hidden": st.sampled_from(ACTIVATIONS),
        "output": st.sampled_from(ACTIVATIONS),
        "loss": st.sampled_from(
            ["half_squared_error", "mean_squared_error", "binary_cross_entropy", "mean_absolute_error"]
        ),
        "biases": st.sampled_from(CONVENTIONS),
        "in_place": st.booleans(),
        "seed": st.integers(0, 10_000),
    }
)


def random_trace(case, updates=3):
    """A walkthrough of a random network on a random example."""
    output = "sigmoid" if case["loss"] == "binary_cross_entropy" else case["output"]
    rng = np.random.default_rng(case["seed"])
    network = Network.random(case["sizes"], hidden=case["hidden"], output=output, seed=case["seed"])
    x = rng.uniform(-1, 1, case["sizes"][0])
    y = (
        rng.integers(0, 2, case["sizes"][-1]).astype(float)
        if output == "sigmoid"
        else rng.uniform(-1, 1, case["sizes"][-1])
    )
    options = {
        "learning_rate": 0.1,
        "biases": case["biases"],
        "in_place": case["in_place"],
        "updates": updates,
    }
    return walkthrough(network, x, y, case["loss"], **options), (network, x, y, case["loss"])


@given(networks)
@settings(max_examples=15)
def test_what_is_on_the_screen_is_true(case):
    """Every formula, with the numbers that the page puts into it, gives the result that it shows."""
    trace, _ = random_trace(case)
    shown = [step for step in trace.data()["steps"] if step["numbers"] and step["result"] is not None]
    for update in (1, 3):
        row = trace.numbers([update])[0]
        for step in shown:
            for side in evaluate_all(step["numbers"], row):
                assert side == pytest.approx(row[step["result"]], rel=1e-12, abs=1e-14), step["title"]


@given(networks)
@settings(max_examples=15)
def test_trace_graph_and_network_agree(case):
    """Three views of one computation give the same gradient (1e-12 for pre-activations within ±8)."""
    trace, (network, x, y, loss) = random_trace(case | {"in_place": False})
    nodes = unroll(network, x, y, loss, biases=case["biases"])
    nodes["L"].backward()
    for name, node in nodes.items():
        assert trace.value(name) == pytest.approx(node.value, rel=1e-12, abs=1e-15)
        derivative = f"dL/d{name}"
        if derivative in trace.names:
            assert trace.value(derivative, 1) == pytest.approx(node.grad, rel=1e-12, abs=1e-15), name
    value, gradient = network.gradient(x[None], y[None], loss)
    assert value == pytest.approx(nodes["L"].value, rel=1e-12, abs=1e-15)
    flat = [nodes[name].grad for name in nodes if name.startswith("w")]
    weights = np.concatenate([W.ravel() for W, _ in network.views(gradient)])
    assert weights == pytest.approx(np.array(flat), rel=1e-12, abs=1e-15)


@given(networks)
@settings(max_examples=25)
def test_updates_follow_from_their_gradients(case):
    """old − λ gradient = new for every learned parameter, and the next row starts where this one ends."""
    trace, _ = random_trace(case)
    index = {name: place for place, name in enumerate(trace.names)}
    rows = trace.numbers([1, 2, 3])
    learned = [
        name[:-1]
        for name in trace.names
        if name.endswith("+") and name[0] in "wb" and f"dL/d{name[:-1]}" in index
    ]
    assert learned
    for name in learned:
        old, new, slope = (rows[:, index[key]] for key in (name, f"{name}+", f"dL/d{name}"))
        assert new == pytest.approx(old - 0.1 * slope, rel=1e-13, abs=1e-15)
        assert (new[:-1] == old[1:]).all()
    assert rows[:, index["L+"]] == pytest.approx(trace.losses[1:], rel=1e-12)


def test_any_earlier_state_comes_back_exactly():
    trace = lecture(updates=500)
    before = trace.rows([7, 300])
    trace.rows(range(1, 500))
    assert trace.rows([7, 300]) == before
    assert trace.rows([7])["numbers"] == lecture(updates=20).rows([7])["numbers"]


def test_the_network_is_never_changed():
    network, x, y = lecture_network()
    theta = network.theta.copy()
    walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, updates=50, in_place=True)
    assert (network.theta == theta).all()


def test_what_is_done_to_network_and_example_afterwards_is_not_in_the_trace():
    """A student goes on with the same arrays; an edit of λ must not bring another example along."""
    network, x, y = lecture_network()
    options = {"learning_rate": 0.5, "updates": 20}
    trace, same = (walkthrough(network, x, y, "half_squared_error", **options) for _ in range(2))
    wanted = same.edited({"learning_rate": 0.1}, {}).data()
    network.theta[:], x[:], y[:] = 1.0, 5.0, 0.5
    assert trace.edited({"learning_rate": 0.1}, {}).data() == wanted
    assert pickle.loads(pickle.dumps(trace)).data() == trace.data() == same.data()


def test_finite_differences_confirm_the_chain_rule_but_not_the_bug():
    """A lecturer who switches the bug on must see the check beside the gradient fail."""

    def worst(trace):
        row = trace.numbers([1])[0]
        index = {name: place for place, name in enumerate(trace.names)}
        steps = [step for step in trace.steps if step.check]
        pairs = [(row[index[step.check.result]], row[index[step.formula.result]]) for step in steps]
        return max(abs(difference - exact) / abs(exact) for difference, exact in pairs)

    assert worst(lecture(biases="shared")) < 1e-6  # ε L / (h · gradient), with the smallest gradient 4e-4
    assert worst(lecture(in_place=True)) > 1e-3


def test_a_page_stays_small():
    data = json.dumps(lecture(updates=10_000).data())
    assert len(data) < 400_000
    assert len(json.loads(data)["rows"]["update"]) == 140
    assert len(json.loads(data)["curve"]["update"]) <= 500


def test_an_edit_is_a_new_walkthrough():
    trace = lecture(updates=5)
    edited = trace.edited({"w5": 0.8, "learning_rate": 0.1}, {"biases": "shared", "hidden": "tanh"})
    network, x, y = lecture_network()
    layers = [(layer.W.copy(), layer.b.copy()) for layer in network.layers]
    layers[1][0][0, 0] = 0.8
    same = Network.from_parameters(layers, hidden="tanh", output="sigmoid")
    expected = walkthrough(same, x, y, "half_squared_error", learning_rate=0.1, biases="shared", updates=5)
    assert (edited.losses == expected.losses).all()
    assert trace.value("w5") == 0.4


def test_an_edit_names_what_it_changes_and_no_more():
    """A set-up in a file may hold numbers alone, or choices alone."""
    trace = lecture()
    assert trace.edited(values={"w5": 0.8}).data() == trace.edited({"w5": 0.8}, {}).data()
    assert trace.edited(choices={"hidden": "tanh"}).data() == trace.edited({}, {"hidden": "tanh"}).data()
    assert trace.edited().data() == trace.data()


def test_choosing_biases_keeps_their_values():
    edited = lecture().edited({}, {"biases": "per_neuron"}).edited({"b_h1": 0.1}, {})
    assert edited.value("b_h1") == 0.1
    with pytest.raises(ValueError, match="one bias per layer"):
        edited.edited({}, {"biases": "shared"})


UNEQUAL = Network.from_parameters([([[1.0], [2.0]], [0.1, 0.2])])
MISTAKES = {
    "x of the wrong width": ({"x": [1, 2, 3]}, ValueError, r"x must have shape \(2,\); got \(3,\)"),
    "y of the wrong width": ({"y": [1.0]}, ValueError, r"y must have shape \(2,\)"),
    "x with NaN": ({"x": [1, np.nan]}, ValueError, "x must be finite; it holds NaN"),
    "x as text": ({"x": ["a", "b"]}, TypeError, "x must be a number"),
    "learning rate 0": ({"learning_rate": 0}, ValueError, "learning_rate .* above 0; got 0"),
    "learning rate NaN": ({"learning_rate": np.nan}, ValueError, "learning_rate"),
    "no updates": ({"updates": 0}, ValueError, "updates must be at least 1; got 0"),
    "unknown loss": ({"loss": "mse"}, ValueError, "half_squared_error"),
    "unknown biases": ({"biases": "free"}, ValueError, "'per_neuron'"),
    "too large": (
        {"network": Network.random([4, 8, 1]), "x": np.ones(4), "y": [1.0]},
        ValueError,
        "at most 40 parameters; got 49",
    ),
    "softmax": ({"network": Network.random([2, 2, 2], output="softmax")}, ValueError, "softmax"),
    "labels for BCE": ({"loss": "binary_cross_entropy"}, ValueError, "0"),
    "BCE of what is no probability": (
        {
            "network": Network.from_parameters([([[1.0, 1.0]], [0.0])], output="identity"),
            **{"x": [2.0, 3.0], "y": [1.0], "loss": "binary_cross_entropy"},
        },
        ValueError,
        "build the network with output=sigmoid",
    ),
    "unequal biases shared": ({"network": UNEQUAL, "x": [1.0], "y": [0.0, 0.0]}, ValueError, "per_neuron"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_told_in_words(mistake):
    changes, kind, words = MISTAKES[mistake]
    with pytest.raises(kind, match=words):
        lecture(**changes)


def test_divergence_names_the_update_and_keeps_the_last_state():
    steep = Network.from_parameters([([[3.0]], [0.0])], output="identity")
    with pytest.raises(Diverged, match=r"overflow.* in update") as caught:
        walkthrough(steep, [10.0], [0.0], "half_squared_error", learning_rate=1e9, updates=200)
    assert np.isfinite(caught.value.last).all()


def test_asking_for_what_is_not_there():
    trace = lecture(updates=3)
    with pytest.raises(ValueError, match="name must be a quantity"):
        trace.value("w99")
    with pytest.raises(ValueError, match="at most 3; got 4"):
        trace.value("L", update=4)
    with pytest.raises(ValueError, match="ask for update=1"):
        trace.value("dL/dw5")


# --- edits ------------------------------------------------------------------------------------------


def mixed():
    """A walkthrough whose hidden layers differ, one of them with a slope of its own."""
    network = Network.random([2, 2, 2, 1], hidden=[leaky_relu(0.3), "tanh"], output="identity", seed=3)
    return walkthrough(network, [0.3, -0.4], [0.7], "half_squared_error", learning_rate=0.1, updates=5)


def functions(trace):
    return [
        formula for step in trace.steps for formula in step.formulas() if formula.result.startswith("out_")
    ]


def chosen(trace):
    """{key: (value, options)} of the choices of an edit panel."""
    choices = trace.data()["settings"][-1]["choices"]
    return {choice["key"]: (choice["value"], choice["options"]) for choice in choices}


@pytest.mark.parametrize(
    "values", [{"learning_rate": 0.2}, {"i1": 0.3}, {"w1": 5.0}, {"b1": 0.25}, {"target_o1": -1.0}, {}]
)
def test_an_edit_of_a_number_keeps_the_functions(values):
    """The slope 0.3 became 0.01, and layers with different activations became equal."""
    edited = mixed().edited(values, {})
    assert [f.text for f in functions(edited)] == [f.text for f in functions(mixed())]
    x = [values.get("i1", 0.3), -0.4]
    network = Network.random([2, 2, 2, 1], hidden=[leaky_relu(0.3), "tanh"], output="identity", seed=3)
    theta = network.theta
    theta[0] = values.get("w1", theta[0])
    if "b1" in values:
        network.layers[0].b = [0.25, 0.25]
    expected = walkthrough(
        network,
        x,
        [values.get("target_o1", 0.7)],
        "half_squared_error",
        learning_rate=values.get("learning_rate", 0.1),
        updates=5,
    )
    assert (edited.losses == expected.losses).all()
    assert edited.data() == expected.data()


def test_the_panel_offers_what_the_walkthrough_was_begun_with():
    trace = mixed()
    there = trace.edited({"w1": 0.1}, {"hidden": "relu"}).edited({}, {"biases": "shared"})
    for shown in (trace, there):
        for value, options in chosen(shown).values():
            assert value in options and len(set(options)) == len(options)
        assert "leaky_relu(0.3), tanh" in chosen(shown)["hidden"][1]
    assert chosen(there)["hidden"][0] == "relu"
    back = there.edited({"w1": trace.value("w1")}, {"hidden": "leaky_relu(0.3), tanh", "biases": "fixed"})
    assert back.data() == trace.data()


def test_a_choice_of_one_function_keeps_the_others():
    network = Network.random([2, 2, 1], hidden=leaky_relu(0.3), output=leaky_relu(0.2), seed=1)
    trace = walkthrough(network, [0.3, -0.4], [0.7], "mean_absolute_error", learning_rate=0.1)
    assert [chosen(trace)[key][0] for key in ("hidden", "output")] == ["leaky_relu(0.3)", "leaky_relu(0.2)"]
    edited = trace.edited({}, {"hidden": "leaky_relu"})
    assert [chosen(edited)[key][0] for key in ("hidden", "output")] == ["leaky_relu", "leaky_relu(0.2)"]
    assert any("0.01" in f.text for f in functions(edited)) and any(
        "0.2" in f.text for f in functions(edited)
    )


# --- what is handed out -----------------------------------------------------------------------------


def spoil(data):
    """Change whatever can be changed, all the way down."""
    parts = (
        list(data.values()) if isinstance(data, Mapping) else data if isinstance(data, (list, tuple)) else []
    )
    for part in parts:
        spoil(part)
    if isinstance(data, (dict, list)):
        data.clear()
    elif isinstance(data, Mapping):
        with pytest.raises(TypeError):
            data["x"] = 99


@pytest.mark.parametrize(
    "made", [lambda: lecture(updates=5), lambda: circuit((Node(2.0, "x") * Node(3.0, "y")).named("f"))]
)
def test_nothing_that_a_trace_hands_out_changes_it(made):
    trace = made()
    before = trace.data()
    for handed in (trace.data(), trace.settings, trace.diagram, trace.rows([1]), trace.template.data()):
        spoil(handed)
    for step in trace.steps:
        spoil(step.light)
        spoil(step.notes)
    trace.numbers([1])[...] = 99
    for held in (trace.state(1), trace.given(np.array([1]))):
        for array in held.values():
            if isinstance(array, np.ndarray) and array.ndim:
                array[...] = 99
        held.clear()
    if trace.losses is not None:
        with pytest.raises(ValueError, match="read-only"):
            trace.losses[0] = 99
        with pytest.raises(ValueError, match="read-only"):
            trace.state(slice(0, 2))["w1"][...] = 99
    assert trace.data() == before == made().data()


@pytest.mark.parametrize(
    "made",
    [mixed, lambda: circuit((Node(2.0, "x") * Node(3.0, "y")).named("f")), lambda: mixed().edited({}, {})],
)
def test_a_trace_is_copied_and_pickled(made):
    trace = made()
    assert copy.copy(trace) is trace and copy.deepcopy(trace) is trace
    twin = pickle.loads(pickle.dumps(trace))
    assert twin.data() == trace.data() and twin.edited({}, {}).data() == trace.edited({}, {}).data()


def test_the_nodes_of_a_network_are_copied_and_pickled_together():
    nodes = unroll(*lecture_network(), "half_squared_error")
    nodes["L"].backward()
    for twins in (copy.deepcopy(nodes), pickle.loads(pickle.dumps(nodes))):
        for twin in twins.values():
            twin.grad = None
        twins["L"].backward()
        assert {name: node.grad for name, node in twins.items()} == {
            n: node.grad for n, node in nodes.items()
        }


# --- saturated, and at the ends of float64 ----------------------------------------------------------


@pytest.mark.parametrize("z", [0, 3, 9, 11.5, 14, 20, 27, 33, 36, 100, 700])
@pytest.mark.parametrize("output", ["sigmoid", "tanh", "softplus", "identity"])
@pytest.mark.parametrize("loss", ["half_squared_error", "mean_squared_error", "binary_cross_entropy"])
def test_finite_differences_agree_at_saturated_outputs(z, output, loss):
    """They were called a kink, or did not agree: log p has a slope of 1/p, and p ends at 0."""
    if loss == "binary_cross_entropy" and output != "sigmoid":
        return
    for logit, target in ((z, 0.0), (z, 1.0), (-z, 0.0), (-z, 1.0)):
        network = Network.from_parameters(
            [([[1.0]], [0.0]), ([[logit]], [0.0])], hidden="identity", output=output
        )
        trace = walkthrough(network, [1.0], [target], loss, learning_rate=1e-9, biases="per_neuron")
        row = dict(zip(trace.names, trace.numbers([1])[0], strict=True))
        for step in trace.steps:
            if step.check:
                exact, difference = row[step.formula.result], row[step.check.result]
                assert difference == pytest.approx(exact, rel=1e-4, abs=1e-8), (
                    step.title
                )  # as the stepper judges


@pytest.mark.parametrize("hidden", ["relu", "leaky_relu", leaky_relu(0.5)])
def test_a_hidden_neuron_at_its_kink_has_no_finite_difference(hidden):
    network = Network.from_parameters([([[1.0]], [-0.5]), ([[2.0]], [0.0])], hidden=hidden, output="identity")
    trace = walkthrough(network, [0.5], [1.0], "half_squared_error", learning_rate=0.1)
    row = dict(zip(trace.names, trace.numbers([1])[0], strict=True))
    assert np.isnan(row["difference w1"]) and not np.isnan(row["difference w2"])


def test_numbers_beyond_float64_are_not_shown():
    """in h1 was ∞ on the screen where a sigmoid made a finite loss of it."""
    network = Network.from_parameters([([[1e200]], [0.0]), ([[1.0]], [0.0])], hidden="sigmoid")
    with pytest.raises(Diverged, match="numbers are too large"):
        walkthrough(network, [1e200], [0.0], "half_squared_error", learning_rate=0.1)


@pytest.mark.parametrize(
    ("act", "kind", "words"),
    [
        (lambda trace: trace.rows([]), ValueError, "updates is empty"),
        (lambda trace: trace.rows("x"), TypeError, "each of updates must be a whole number; got 'x'"),
        (lambda trace: trace.rows(3), TypeError, "updates must be a list; got 3"),
        (lambda trace: trace.rows(None), TypeError, "updates must be a list; got None"),
        (lambda trace: trace.rows([0]), ValueError, "each of updates must be at least 1; got 0"),
        (lambda trace: trace.numbers([0]), ValueError, "each of updates must be at least 1; got 0"),
        (lambda trace: trace.numbers(1), TypeError, "updates must be a list"),
        (lambda trace: trace.edited(None, {}), TypeError, "values must be a dict, {} for none; got None"),
        (lambda trace: trace.edited({}, ["hidden"]), TypeError, "choices must be a dict"),
        (lambda trace: trace.edited({"w1": "a"}, {}), TypeError, "w₁ must be a number; got 'a'"),
        (lambda trace: trace.edited({3: 1.0}, {}), ValueError, "each name in values must be one of"),
        (lambda trace: trace.edited({}, {"hidden": "softmax"}), ValueError, "hidden must be one of"),
        (lambda trace: trace.value(3), ValueError, "name must be a quantity of this trace"),
        (lambda trace: trace.value([]), ValueError, "name must be a quantity of this trace"),
    ],
)
def test_what_a_trace_is_asked_wrongly(act, kind, words):
    with pytest.raises(kind, match=words):
        act(lecture())
