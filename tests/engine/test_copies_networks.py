"""Copies: what `copy`, `deepcopy` and `pickle` give lives a life of its own, and is as good as the original."""

import copy
import inspect
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import engine
from course_utils.engine import (
    Diverged,
    EmpiricalRisk,
    GradientCheck,
    Iterate,
    Network,
    Perceptron,
    Quadratic,
    adam,
    double_well,
    errors,
    fast,
    fit,
    gradient_check,
    gradient_descent,
    history,
    layers,
    leaky_relu,
    momentum,
    network,
    newton,
    objectives,
    optimizers,
    record,
    risk,
    rosenbrock,
    training,
)
from course_utils.engine.fast import ForwardBackward
from course_utils.engine.objectives import Plane
from course_utils.engine.optimizers import RULES
from course_utils.engine.topics import approximation, perceptron
from course_utils.engine.training import Batches
from tests.engine.random_networks import problems

WAYS = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {n}": lambda thing, n=n: pickle.loads(pickle.dumps(thing, n)) for n in range(2, 6)},
}
X = np.random.default_rng(0).normal(size=(12, 2))
Y = (X.sum(axis=1) > 0).astype(int)
LOSS = "binary_cross_entropy"


def net():
    return Network.random([2, 3, 2, 1], ["tanh", leaky_relu(0.2)], "sigmoid", seed=1)


def a_risk():
    return EmpiricalRisk(net(), X, Y, LOSS, l2=0.1)


def a_history():
    return fit(net(), X, Y, LOSS, learning_rate=0.1, epochs=3, validation=(X, Y), patience=3)


def a_divergence():
    with pytest.raises(Diverged) as caught:
        fit(net(), X, Y, LOSS, learning_rate=lambda t: 0.1 if t < 3 else 1e308, epochs=9, l2=0.1)
    return caught.value


# --- networks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [*WAYS.values(), Network.copy], ids=[*WAYS, "net.copy"])
@settings(max_examples=30)
@given(problem=problems())
def test_a_copied_network_is_trained_by_itself_and_as_the_original(way, problem):
    original, inputs, targets, loss = problem
    twin, theta, before = way(original), original.theta.copy(), original(inputs)
    np.testing.assert_array_equal(twin.theta, theta)
    np.testing.assert_array_equal(twin(inputs), before)
    assert repr(twin) == repr(original) and twin.sizes == original.sizes
    assert [layer.activation for layer in twin.layers] == [layer.activation for layer in original.layers]
    check_views(twin)
    check_views(original)
    how = {"learning_rate": 1e-2, "epochs": 2, "batch_size": 2}
    history = fit(twin, inputs, targets, loss, **how)
    np.testing.assert_array_equal(original.theta, theta)
    np.testing.assert_array_equal(original(inputs), before)
    assert repr(fit(original, inputs, targets, loss, **how)) == repr(history)
    np.testing.assert_array_equal(twin.theta, original.theta)
    np.testing.assert_array_equal(twin(inputs), original(inputs))


def check_views(some):
    """W and b are views on theta, in both directions, and predictions follow."""
    for (W, b), part in zip(some.views(some.theta), some.layers, strict=True):
        assert np.shares_memory(part.W, some.theta) and np.shares_memory(part.b, some.theta)
        np.testing.assert_array_equal(part.W, W)
        np.testing.assert_array_equal(part.b, b)
    theta, inputs = some.theta.copy(), np.ones((1, some.sizes[0]))
    before = some(inputs)
    some.theta = np.arange(1.0, theta.size + 1)
    assert some.layers[-1].b[-1] == theta.size and some.layers[0].W[0, 0] == 1
    some.layers[0].W[0, 0] = -5
    some.layers[-1].b = some.layers[-1].b * 0 + 7
    assert some.theta[0] == -5 and some.theta[-1] == 7
    np.testing.assert_array_equal(some(inputs), some.forward(inputs).A[-1])
    some.theta[:] = theta
    np.testing.assert_array_equal(some(inputs), before)


@pytest.mark.parametrize("way", list(WAYS.values())[1:], ids=list(WAYS)[1:])
def test_what_belongs_together_is_copied_together(way):
    """A model that keeps a network, one of its layers and its theta would come apart otherwise."""
    original = net()
    kept = {"layer": original.layers[1], "net": original, "theta": original.theta, "all": original.layers}
    twin = way(kept)
    assert twin["theta"] is twin["net"].theta and twin["layer"] is twin["net"].layers[1] is twin["all"][1]
    twin["theta"][:] = 3
    assert (twin["layer"].W == 3).all() and (twin["net"].layers[0].b == 3).all()
    assert (original.theta != 3).all()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_layer_alone_becomes_independent(way):
    original = net()
    kept = original.theta.copy()
    twin = way(original.layers[1])
    assert repr(twin) == repr(original.layers[1]) and twin.activation is original.layers[1].activation
    np.testing.assert_array_equal(twin.W, original.layers[1].W)
    twin.W *= 2
    twin.b = [1.0, 2.0]
    np.testing.assert_array_equal(original.theta, kept)
    original.theta = 0 * kept
    assert (twin.W != 0).any()


class Named(Network):
    """A network that knows more."""


@pytest.mark.parametrize("way", [*WAYS.values(), Network.copy], ids=[*WAYS, "net.copy"])
def test_a_subclass_stays_one_and_keeps_what_it_knows(way):
    original = Named.random([2, 3, 1])
    original.title = "mine"
    twin = way(original)
    assert type(twin) is Named and twin.title == "mine"
    check_views(twin)


def test_a_network_that_diverged_can_still_be_copied():
    original = net()
    original.theta[0] = np.nan
    for way in (*WAYS.values(), Network.copy):
        assert np.isnan(way(original).theta[0])


# --- everything else ---------------------------------------------------------------------------------


def numbers_of(thing):
    """What a thing says when it is asked, as arrays and words, to compare."""
    if isinstance(thing, Network):
        return [thing(X), thing.theta, repr(thing)]
    if hasattr(thing, "hessian_vector_product"):
        theta = np.linspace(-0.5, 0.7, thing.size)
        named = [thing.value(theta), *thing.value_and_gradient(theta), thing.hessian(theta), repr(thing)]
        return [*named, thing.hessian_vector_product(theta, theta)]
    if isinstance(thing, Perceptron):
        return [repr(thing), thing.weights, thing(X), [m.weights for m in thing.mistakes], thing.passes]
    if isinstance(thing, history.History):
        return [repr(thing), thing.train_loss, thing.validation_loss, thing.best_epoch]
    if isinstance(thing, BaseException):
        return [str(thing), numbers_of(thing.last)]
    if isinstance(thing, layers.Layer):
        return [repr(thing), thing.W, thing.b]
    if isinstance(thing, tuple):
        return [type(thing).__name__, *thing]
    if isinstance(thing, record.Record):
        return [type(thing).__name__, *(numbers_of(value) for value in vars(thing).values())]
    if isinstance(thing, risk.Penalty):
        gradient, theta = np.zeros_like(thing.curvature), np.linspace(-0.5, 0.7, thing.curvature.size)
        thing.add_gradient(gradient, theta)
        return [thing.value(theta), gradient, thing.curvature]
    if isinstance(thing, ForwardBackward):
        return [thing.value(), thing.gradient().copy()]
    if type(thing) in RULES.values():
        return [thing.step(np.array([1.0, -2.0]), 0.1, lambda: np.eye(2)).copy()]
    return [thing]


def iterates(walk):
    *_, last = walk(Quadratic(np.eye(2), [1.0, 2.0]), [3.0, 3.0], learning_rate=0.1, steps=3)
    return last


THINGS = {
    "Network": net,
    "Penalty": lambda: risk.penalty_of(net(), 0.1, 0.2),
    "Layer": lambda: net().layers[0],
    "Forward": lambda: net().forward(X),
    "EmpiricalRisk": a_risk,
    "Quadratic": lambda: Quadratic([[2.0, 1.0], [1.0, 3.0]], [1.0, 2.0]),
    "Surface": lambda: rosenbrock,
    "Surface 2": lambda: double_well,
    "Plane": lambda: Plane.of_parameters(a_risk(), net().theta, 0, 3),
    "Plane 2": lambda: Plane(rosenbrock, [0.0, 1.0], np.eye(2)),
    "History": a_history,
    "Perceptron": lambda: Perceptron().fit(X, Y, passes=5),
    "Mistake": lambda: Perceptron().fit(X, Y, passes=5).mistakes[0],
    "GradientCheck": lambda: gradient_check(a_risk(), net().theta),
    "Iterate": lambda: iterates(gradient_descent),
    **{f"Iterate of {w.__name__}": lambda w=w: iterates(w) for w in (momentum, adam, newton)},
    "Diverged": a_divergence,
    "SingularHessian": lambda: errors.SingularHessian("singular", iterates(newton)),
    "Errors": lambda: approximation.errors(approximation.relu_pieces(np.sin, 5), np.sin),
    "ForwardBackward": lambda: ForwardBackward(
        net(), engine.binary_cross_entropy, X.copy(), Y[:, None].astype(float)
    ),
    "GradientDescent": lambda: RULES["sgd"](2),
    "Momentum": lambda: RULES["momentum"](2),
    "Adam": lambda: RULES["adam"](2),
    "Newton": lambda: RULES["newton"](2),
}
REFUSED = {
    "Batches": lambda: Batches(
        net(), engine.binary_cross_entropy, X, Y[:, None], 5, np.random.default_rng(0)
    ),
    "a walk": lambda: gradient_descent(rosenbrock, [0.0, 0.0], learning_rate=0.1, steps=3),
}


def test_every_class_is_tried():
    """A new class that nobody copies would be found by a user."""
    modules = [approximation, errors, history, layers, network, objectives, optimizers]
    modules += [fast, perceptron, record, risk, training]
    modules += [inspect.getmodule(GradientCheck)]
    found = {
        name
        for module in modules
        for name, value in inspect.getmembers(module, inspect.isclass)
        if value.__module__ == module.__name__ and not name.startswith("_")
    }
    assert found - {"Objective", "Record", "Rule", "Unchanging"} - THINGS.keys() - REFUSED.keys() == set()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("make", THINGS.values(), ids=THINGS)
def test_a_copy_says_the_same(make, way):
    original = make()
    twin = way(original)
    assert type(twin) is type(original)
    same(numbers_of(twin), numbers_of(original))


def same(found, expected):
    if isinstance(expected, (list, tuple)):
        assert len(found) == len(expected)
        for one, other in zip(found, expected, strict=True):
            same(one, other)
    elif isinstance(expected, np.ndarray):
        np.testing.assert_array_equal(found, expected)
    else:
        assert found == expected


def arrays_in(thing, seen=None):
    """Every array that can be reached from a thing, privately too, each once."""
    seen = {} if seen is None else seen
    if id(thing) in seen or isinstance(thing, objectives.Surface):  # which is a constant
        return []
    seen[id(thing)] = thing
    if isinstance(thing, np.ndarray):
        return [thing]
    if isinstance(thing, dict):
        parts = list(thing.values())
    elif isinstance(thing, (list, tuple)):
        parts = list(thing)
    elif type(thing).__module__.startswith("course_utils") or isinstance(thing, BaseException):
        parts = list(vars(thing).values()) if hasattr(thing, "__dict__") else []
    else:
        return []
    return [array for part in parts for array in arrays_in(part, seen)]


@pytest.mark.parametrize("way", list(WAYS.values())[1:], ids=list(WAYS)[1:])
@pytest.mark.parametrize("make", THINGS.values(), ids=THINGS)
def test_a_deep_copy_shares_nothing_that_can_change(make, way):
    original = make()
    twin = way(original)
    assert (twin is original) == isinstance(original, objectives.Surface)
    mine, others = arrays_in(original), arrays_in(twin)
    for array in mine:
        for other in others:
            if array.flags.writeable or other.flags.writeable:
                assert not np.shares_memory(array, other)
    assert [array.shape for array in mine] == [array.shape for array in others]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_copied_rule_goes_on_where_it_was(way):
    """The playground steps copies of an optimiser; a copy that shared its velocity would disturb the first."""
    gradient = np.array([1.0, -2.0])
    for name in ("sgd", "momentum", "adam"):
        rule, straight = RULES[name](2), RULES[name](2)
        for _ in range(3):
            rule.step(gradient, 0.1)
            straight.step(gradient, 0.1)
        twin = way(rule)
        for _ in range(5):
            twin.step(-gradient, 0.1)
        np.testing.assert_array_equal(rule.step(gradient, 0.1), straight.step(gradient, 0.1))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_what_is_under_way_is_refused_in_words(make, way):
    with pytest.raises(TypeError, match=r"cannot be copied or pickled|cannot pickle 'generator' object"):
        way(make())


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_risk_and_its_copy_do_not_disturb_each_other(way):
    first, theta = a_risk(), net().theta
    twin = way(first)
    expected = first.value_and_gradient(theta)
    twin.value_and_gradient(theta + 1)
    twin.hessian(theta + 2)
    same(first.value_and_gradient(theta), expected)
    same(twin.value_and_gradient(theta), expected)


@given(problems(), st.sampled_from(list(WAYS)))
def test_a_copied_risk_can_be_walked(problem, way):
    network, inputs, targets, loss = problem
    first = EmpiricalRisk(network, inputs, targets, loss, l2=0.1)
    twin = WAYS[way](first)
    how = {"learning_rate": 1e-2, "steps": 3}
    for one, other in zip(
        gradient_descent(first, network.theta, **how),
        gradient_descent(twin, network.theta, **how),
        strict=True,
    ):
        same(list(one), list(other))


# --- what is handed out ------------------------------------------------------------------------------


READ_ONLY = {
    "forward.Z": lambda: net().forward(X).Z[0],
    "forward.A": lambda: net().forward(X).A[-1],
    "iterate.theta": lambda: iterates(adam).theta,
    "diverged.last.theta": lambda: a_divergence().last.theta,
    "mistake.weights": lambda: Perceptron().fit(X, Y, passes=5).mistakes[1].weights,
    "check.gradient": lambda: gradient_check(rosenbrock, [0.0, 1.0]).gradient,
    "check.measured": lambda: gradient_check(rosenbrock, [0.0, 1.0]).measured,
    "check.uncertainty": lambda: gradient_check(rosenbrock, [0.0, 1.0]).uncertainty,
}


@pytest.mark.parametrize("get", READ_ONLY.values(), ids=READ_ONLY)
def test_records_cannot_be_written_to(get):
    with pytest.raises(ValueError, match="read-only"):
        get()[0] = 9
    held = {"array": get()}
    assert get().flags.writeable is False and copy.copy(held)["array"] is held["array"]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("name", ["Forward", "Iterate", "Mistake", "GradientCheck"])
def test_copies_of_records_are_records(name, way):
    for array in arrays_in(way(THINGS[name]())):
        assert not array.flags.writeable


def test_a_record_leaves_the_arrays_that_it_is_made_of_alone():
    mine = np.zeros(3)
    GradientCheck(mine, mine, mine)
    Iterate(0, mine, 0.0, 0.0)
    mine[0] = 1


FRESH = {
    "weights": (lambda p: p.weights, lambda: Perceptron().fit(X, Y, passes=5)),
    "A": (lambda q: q.A, lambda: Quadratic(np.eye(2), [1.0, 2.0])),
    "b": (lambda q: q.b, lambda: Quadratic(np.eye(2), [1.0, 2.0])),
    "train_loss": (lambda h: h.train_loss, a_history),
    "validation_loss": (lambda h: h.validation_loss, a_history),
    "minima": (lambda s: s.minima, lambda: double_well),
    "prediction": (lambda n: n(X), net),
}


@pytest.mark.parametrize(("get", "make"), FRESH.values(), ids=FRESH)
def test_other_arrays_are_copies(get, make):
    thing = make()
    kept = get(thing).copy()
    get(thing)[...] = 9
    np.testing.assert_array_equal(get(thing), kept)


SET = {
    "mistakes": (lambda: Perceptron().fit(X, Y), ["mistakes", "passes", "converged", "weights"]),
    "history": (a_history, ["epochs", "updates", "best_epoch", "stopped_by", "train_loss"]),
    "network": (net, ["sizes", "layers"]),
    "layer": (lambda: net().layers[0], ["activation"]),
    "quadratic": (lambda: Quadratic(np.eye(2), [1.0, 2.0]), ["A", "b", "minimum"]),
    "iterate": (lambda: iterates(adam), ["theta", "value"]),
    "forward": (lambda: net().forward(X), ["Z", "A"]),
}


@pytest.mark.parametrize(("make", "names"), SET.values(), ids=SET)
def test_results_cannot_be_set(make, names):
    for name in names:
        with pytest.raises(AttributeError):
            setattr(make(), name, 3)


def test_mistakes_are_no_list_to_be_changed():
    assert isinstance(Perceptron().fit(X, Y, passes=5).mistakes, tuple)
