"""A replay gives the numbers of the graph itself, to the bit: otherwise a training by it would be another training."""

import copy
import pickle

import numpy as np
import pytest

from course_utils.engine import (
    LOSSES,
    Network,
    Node,
    Replay,
    exp,
    fit,
    identity,
    leaky_relu,
    lecture_network,
    log,
    maximum,
    relu,
    sigmoid,
    softplus,
    tanh,
    unroll,
)
from course_utils.engine.functions import TABLE, RowFunction

W, Z = 0.75, 0.5  # in the domain of every row
EXPRESSIONS = {
    "everything": lambda w, z: (
        sigmoid(w * z) ** 2 / (1 + exp(-w)) - log(w) * maximum(w, z) + tanh(z) * softplus(w)
    ),
    "a value in many places": lambda w, z: w * w * w + w / z + identity(w),
    "kinks": lambda w, z: relu(w - z) + leaky_relu(0.1)(z - w) + maximum(w, w),
    "powers": lambda w, z: w**z + w**3 + 2.0**z + w**0,
    "a leaf": lambda w, z: w,
    "constants": lambda w, z: (Node(2.0) * 3.0 + Node(1.0) ** 2) * w,
    **{
        f"the row {name}": lambda w, z, row=row: row(w) if row.arity == 1 else row(w, z)
        for name, row in TABLE.items()
        if not isinstance(row, RowFunction)
    },
}


def graph(build, w, z):
    root = build(Node(w, "w"), Node(z, "z"))
    root.backward()
    leaves = {node.name: node for node in root.order() if node.operator is None and node.name}
    return root, leaves


@pytest.mark.parametrize("build", EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_every_expression_has_the_numbers_of_its_graph(build):
    replay = Replay(graph(build, W, Z)[0])
    for w, z in ((W, Z), (0.25, 0.875), (0.5, 0.5)):
        root, leaves = graph(build, w, z)
        value, gradients = replay([leaves[name].value for name in replay.leaves])
        assert value == root.value
        assert gradients == tuple(leaves[name].grad for name in replay.leaves)
        assert {type(number) for number in (value, *gradients)} == {float}


@pytest.mark.parametrize(
    "loss", ["half_squared_error", "mean_squared_error", "mean_absolute_error", "binary_cross_entropy"]
)
def test_a_network_learns_by_replay_as_by_fit(loss):
    """`fit` works on arrays, whose sums have another order: the last digits may differ."""
    model = Network.random([2, 3, 2], ["tanh"], "sigmoid", seed=1)
    x, y = np.array([0.3, -0.7]), np.array([1.0, 0.0])
    replay = Replay(unroll(model, x, y, loss, biases="per_neuron")["L"])
    nodes = unroll(model, x, y, loss, biases="per_neuron")
    numbers = {name: nodes[name].value for name in replay.leaves}
    history = [replay(list(numbers.values()))[0]]
    for _ in range(20):
        _, gradients = replay(list(numbers.values()))
        for name, gradient in zip(replay.leaves, gradients, strict=True):
            if name[0] in "wb":
                numbers[name] -= 0.5 * gradient
        history.append(replay(list(numbers.values()))[0])
    expected = fit(model, x[None], y[None], LOSSES[loss], learning_rate=0.5, epochs=20)
    np.testing.assert_allclose(history, expected.train_loss, rtol=1e-12)


def test_numbers_of_every_kind_and_copies_do():
    network, x, y = lecture_network()
    nodes = unroll(network, x, y, "half_squared_error")
    replay = Replay(nodes["L"])
    numbers = [nodes[name].value for name in replay.leaves]
    expected = replay(numbers)
    assert replay(tuple(numbers)) == replay(np.array(numbers)) == replay(iter(numbers)) == expected
    assert Replay(Node(2.0, "x") * 3)([2]) == (6.0, (3.0,))
    for twin in (copy.copy(replay), copy.deepcopy(replay)):
        assert twin(numbers) == expected
    assert pickle.loads(pickle.dumps(Replay(Node(2.0, "x") ** 2)))([3.0]) == (9.0, (6.0,))
    assert repr(Replay(Node(2.0, "x") * 3)) == "Replay(x → 6)"


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: Replay(3.0), TypeError, "root must be a Node"),
        (lambda: Replay(Node(1.0, "x") + Node(2.0, "x")), ValueError, "two different leaves are called 'x'"),
        (
            lambda: Replay(Node(1.0, "x") + 1)([1.0, 2.0]),
            ValueError,
            "numbers must be 1, one for each leaf; got 2",
        ),
        (lambda: Replay(Node(1.0, "x") + 1)(3.0), TypeError, "numbers must be a list"),
        (lambda: Replay(Node(1.0, "x") + 1)(["a"]), TypeError, "each of numbers must be a number"),
        (lambda: Replay(Node(1.0, "x") + 1)([float("nan")]), ValueError, "must be a finite number"),
        (lambda: Replay(1 / Node(1.0, "x"))([float("inf")]), ValueError, "must be a finite number"),
        (lambda: Replay(1 / Node(1.0, "x"))([0.0]), ValueError, "division by zero"),
        (lambda: Replay(log(Node(1.0, "x")))([-1.0]), ValueError, "log needs arguments above 0; got -1"),
        (lambda: Replay(exp(Node(1.0, "x")))([1e3]), ValueError, "overflows"),
        (lambda: Replay(Node(1.0, "x") * 1e300)([1e300]), ValueError, "overflows"),
        (lambda: Replay(Node(1.0, "x") ** 0.5)([0.0]), ValueError, "has no gradient"),
    ],
)
def test_what_is_wrong_is_said_as_by_the_graph(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_what_overflows_is_called_as_in_the_graph():
    x, y = Node(1.0, "x"), Node(2.0, "y")
    with pytest.raises(ValueError, match=r"exp of q = 1e\+06 overflows"):
        Replay(exp((x * y).named("q")))([1e3, 1e3])


def test_a_refusal_leaves_the_gradients_of_the_graph_alone():
    constant = Node(2.0)
    root = constant * Node(4.0, "x") ** 0.5
    root.backward()
    with pytest.raises(ValueError, match="has no gradient"):
        Replay(root)([0.0])
    assert constant.grad == 2.0
