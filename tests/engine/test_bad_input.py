"""Bad input. Each message names the argument, what came and what was expected; nothing warns, nothing is half done."""

import math

import numpy as np
import pytest

from course_utils.engine import (
    Diverged,
    EmpiricalRisk,
    Network,
    Node,
    Perceptron,
    Quadratic,
    activation,
    adam,
    binary_cross_entropy,
    cross_entropy,
    fit,
    gradient_check,
    gradient_descent,
    half_squared_error,
    leaky_relu,
    lecture_network,
    log,
    loss_named,
    maximum,
    mean_squared_error,
    momentum,
    newton,
    rosenbrock,
    softmax,
    split,
    tanh,
    unroll,
    walkthrough,
)
from course_utils.engine.validate import path


def short_trace():
    return walkthrough(*lecture_network(), "half_squared_error", learning_rate=0.5, updates=3)


X, Y = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([1.0, 0.0, 1.0])
NAN, INF = math.nan, math.inf


def net(*sizes, **options):
    return Network.random(list(sizes) or [2, 3, 1], **options)


def train(**changes):
    arguments = {
        "network": net(),
        "X": X,
        "y": Y,
        "loss": "mean_squared_error",
        "learning_rate": 0.1,
        "epochs": 2,
    }
    arguments |= changes
    return fit(
        arguments.pop("network"), arguments.pop("X"), arguments.pop("y"), arguments.pop("loss"), **arguments
    )


def walk(walker=gradient_descent, **changes):
    arguments = {"objective": rosenbrock, "start": [0.0, 0.0], "learning_rate": 0.1, "steps": 2} | changes
    return walker(arguments.pop("objective"), arguments.pop("start"), **arguments)


def follow(**changes):
    network, x, y = lecture_network()
    arguments = {"network": network, "learning_rate": 0.5} | changes
    return walkthrough(arguments.pop("network"), x, y, "half_squared_error", **arguments)


def assign(name, value):
    network = net()
    if name == "theta":
        network.theta = value
    else:
        setattr(network.layers[0], name, value)


BAD = {
    # networks
    "sizes without a layer": (lambda: net(2), ValueError, ["sizes", "[2]", "at least one layer"]),
    "a layer of zero neurons": (lambda: net(2, 0, 1), ValueError, ["sizes[1]", "at least 1", "got 0"]),
    "a layer of half a neuron": (lambda: net(2, 1.5, 1), TypeError, ["sizes[1]", "whole number", "1.5"]),
    "sizes as a string": (lambda: Network.random("23"), TypeError, ["sizes[0]", "'2'"]),
    "sizes as a number": (lambda: Network.random(3), TypeError, ["sizes", "list", "got 3"]),
    "an unknown activation": (
        lambda: net(hidden="rleu"),
        ValueError,
        ["hidden", "'rleu'", "identity, sigmoid, tanh, relu, softplus, leaky_relu, softmax"],
    ),
    "an unknown output": (lambda: net(output="max"), ValueError, ["output", "'max'", "sigmoid"]),
    "an activation of another kind": (
        lambda: net(hidden=math.tanh),
        TypeError,
        ["hidden", "tanh", "sigmoid"],
    ),
    "leaky ReLU without its slope": (lambda: net(hidden=leaky_relu), TypeError, ["leaky_relu(0.01)"]),
    "softmax in a hidden layer": (lambda: net(hidden=softmax), ValueError, ["hidden", "output layer only"]),
    "too few hidden activations": (
        lambda: net(2, 3, 3, 1, hidden=["tanh"]),
        ValueError,
        ["hidden", "2, one per hidden layer", "got 1"],
    ),
    "a seed of another kind": (lambda: net(seed="x"), TypeError, ["seed", "Generator", "'x'"]),
    "a negative seed": (lambda: net(seed=-1), ValueError, ["seed", "at least 0", "-1"]),
    "no parameters": (lambda: Network.from_parameters([]), ValueError, ["parameters is empty"]),
    "a matrix without biases": (
        lambda: Network.from_parameters([np.ones((2, 2))]),
        TypeError,
        ["parameters[0]", "pair (W, b)"],
    ),
    "W without columns": (
        lambda: Network.from_parameters([([1.0, 2.0], [0.0])]),
        ValueError,
        ["W of layer 1", "(n_out, n_in)", "(2,)"],
    ),
    "W that does not fit": (
        lambda: Network.from_parameters([(np.ones((3, 2)), np.ones(3)), (np.ones((1, 2)), np.ones(1))]),
        ValueError,
        ["W of layer 2", "3 columns", "(1, 2)"],
    ),
    "b of another length": (
        lambda: Network.from_parameters([(np.ones((3, 2)), np.ones(2))]),
        ValueError,
        ["b of layer 1", "(3,)", "(2,)"],
    ),
    "NaN as a weight": (
        lambda: Network.from_parameters([([[NAN]], [0.0])]),
        ValueError,
        ["W of layer 1", "finite", "NaN"],
    ),
    "theta of another length": (
        lambda: assign("theta", np.ones(12)),
        ValueError,
        ["theta", "(13,)", "(12,)"],
    ),
    "theta with infinity": (lambda: assign("theta", np.full(13, INF)), ValueError, ["theta", "infinite"]),
    "W transposed": (lambda: assign("W", np.ones((2, 3))), ValueError, ["W", "(3, 2)", "(2, 3)"]),
    "b as a column": (lambda: assign("b", np.ones((3, 1))), ValueError, ["b", "(3,)", "(3, 1)"]),
    "b as text": (lambda: assign("b", ["a", "b", "c"]), TypeError, ["b", "numbers", "'a'"]),
    # examples and targets
    "X as one row": (lambda: net()([1.0, 2.0]), ValueError, ["X", "(N, d)", "(2,)", "X.reshape(1, -1)"]),
    "X of another width": (lambda: net()(np.ones((3, 5))), ValueError, ["X", "2 columns", "(3, 5)"]),
    "X with NaN": (lambda: net().forward([[NAN, 1.0]]), ValueError, ["X", "finite", "NaN"]),
    "X empty": (lambda: net()(np.empty((0, 2))), ValueError, ["X", "empty", "(0, 2)"]),
    "X as text": (lambda: net()([["a", "b"]]), TypeError, ["X", "numbers", "'a'"]),
    "X ragged": (lambda: net()([[1.0, 2.0], [3.0]]), ValueError, ["X", "rectangular"]),
    "X complex": (lambda: net()(X * 1j), TypeError, ["X", "real"]),
    "y of another length": (
        lambda: net().gradient(X, [1.0, 0.0], "mean_squared_error"),
        ValueError,
        ["y", "(3, 1) or (3,)", "(2,)"],
    ),
    "y of the wrong width": (
        lambda: net(2, 3).gradient(X, Y, "mean_squared_error"),
        ValueError,
        ["y", "(3, 3)", "3 outputs", "(3,)"],
    ),
    "y with NaN": (lambda: net().gradient(X, [1, NAN, 0], "mean_squared_error"), ValueError, ["y", "NaN"]),
    "an unknown loss": (
        lambda: net().gradient(X, Y, "mse"),
        ValueError,
        ["loss", "'mse'", "mean_squared_error"],
    ),
    "a loss of another kind": (
        lambda: net().gradient(X, Y, 3),
        TypeError,
        ["loss", "3", "mean_squared_error"],
    ),
    "cross-entropy without probabilities": (
        lambda: net().gradient(X, Y, "binary_cross_entropy"),
        ValueError,
        ["binary_cross_entropy", "output=sigmoid", "identity"],
    ),
    "cross-entropy of a sigmoid": (
        lambda: net(2, 3, output="sigmoid").gradient(X, [0, 1, 2], "cross_entropy"),
        ValueError,
        ["cross_entropy", "output=softmax", "sigmoid"],
    ),
    "labels outside {0, 1}": (
        lambda: net(output="sigmoid").gradient(X, [0, 1, 2], "binary_cross_entropy"),
        ValueError,
        ["y", "0 or 1", "got 2"],
    ),
    "class numbers beyond the classes": (
        lambda: net(2, 3, output="softmax").gradient(X, [0, 1, 3], "cross_entropy"),
        ValueError,
        ["y", "0 to 2", "got 3"],
    ),
    "class numbers that are not": (
        lambda: net(2, 3, output="softmax").gradient(X, [0, 1, 0.5], "cross_entropy"),
        ValueError,
        ["y", "class numbers", "0.5"],
    ),
    "rows that are not probabilities": (
        lambda: net(2, 3, output="softmax").gradient(X, np.ones((3, 3)), "cross_entropy"),
        ValueError,
        ["row of y", "sum 1"],
    ),
    "labels as text": (
        lambda: net(2, 3, output="softmax").gradient(X, ["Q", "SF", "Q"], "cross_entropy"),
        TypeError,
        ["y", "numbers", "'Q'"],
    ),
    # losses
    "a column against a vector": (
        lambda: mean_squared_error(np.ones((3, 1)), np.ones(3)),
        ValueError,
        ["prediction", "target", "(3, 1)", "(3,)", "broadcasting"],
    ),
    "a vector against a number": (lambda: half_squared_error([1.0, 2.0], 1.0), ValueError, ["(2,)", "()"]),
    "nothing to judge": (lambda: mean_squared_error([], []), ValueError, ["prediction", "empty"]),
    "a prediction that is NaN": (lambda: mean_squared_error([NAN], [1.0]), ValueError, ["prediction", "NaN"]),
    "a target that is text": (lambda: mean_squared_error([1.0], ["1"]), TypeError, ["target", "'1'"]),
    "logits as probabilities": (
        lambda: binary_cross_entropy([2.0, -1.0], [1, 0]),
        ValueError,
        ["prediction", "[0, 1]", "-1 to 2", "look like logits", ".from_logits"],
    ),
    "rows of logits as probabilities": (
        lambda: cross_entropy([[0.5, 0.9]], [1]),
        ValueError,
        ["prediction", "sum to 1", "1.4", ".from_logits"],
    ),
    "soft labels": (lambda: binary_cross_entropy([0.5], [0.5]), ValueError, ["target", "0 or 1", "0.5"]),
    "classes without rows": (lambda: cross_entropy([0.5, 0.5], [1]), ValueError, ["(N, k)", "(2,)"]),
    "logits that are infinite": (
        lambda: binary_cross_entropy.from_logits([INF], [1]),
        ValueError,
        ["z", "infinite"],
    ),
    "predictions in a cube": (
        lambda: mean_squared_error(np.ones((2, 2, 2)), np.ones((2, 2, 2))),
        ValueError,
        ["prediction", "(N, k)", "(2, 2, 2)"],
    ),
    # names
    "an activation's name": (lambda: activation("tan"), ValueError, ["'tan'", "tanh"]),
    "a loss's name": (lambda: loss_named("error"), ValueError, ["'error'", "cross_entropy"]),
    # risk
    "a risk of no network": (
        lambda: EmpiricalRisk(3, X, Y, "mean_squared_error"),
        TypeError,
        ["network", "3"],
    ),
    "a negative penalty": (
        lambda: EmpiricalRisk(net(), X, Y, "mean_squared_error", l2=-1),
        ValueError,
        ["l2", "at least 0", "-1"],
    ),
    "theta for another risk": (
        lambda: EmpiricalRisk(net(), X, Y, "mean_squared_error").value([1.0]),
        ValueError,
        ["theta", "(13,)", "(1,)"],
    ),
    "theta with NaN": (
        lambda: EmpiricalRisk(net(), X, Y, "mean_squared_error").hessian(np.full(13, NAN)),
        ValueError,
        ["theta", "NaN"],
    ),
    "a direction of another length": (
        lambda: rosenbrock.hessian_vector_product([1.0, 1.0], [1.0]),
        ValueError,
        ["direction", "(2,)", "(1,)"],
    ),
    "A that is not square": (
        lambda: Quadratic(np.ones((2, 3)), [1, 2]),
        ValueError,
        ["A", "square", "(2, 3)"],
    ),
    "A that is not symmetric": (lambda: Quadratic([[1, 2], [0, 1]], [1, 2]), ValueError, ["A", "symmetric"]),
    "b that does not fit A": (lambda: Quadratic(np.eye(2), [1.0]), ValueError, ["b", "(2,)", "(1,)"]),
    "a gradient check of nothing": (lambda: gradient_check(None, [1.0]), TypeError, ["objective", "None"]),
    # walks
    "no objective": (lambda: walk(objective=3), TypeError, ["objective", "value_and_gradient", "3"]),
    "a start of another length": (lambda: walk(start=[1.0]), ValueError, ["start", "(2,)", "(1,)"]),
    "a start with NaN": (lambda: walk(start=[NAN, 1.0]), ValueError, ["start", "NaN"]),
    "a learning rate of 0": (
        lambda: walk(learning_rate=0),
        ValueError,
        ["learning_rate", "above 0", "got 0"],
    ),
    "a negative learning rate": (lambda: walk(adam, learning_rate=-1), ValueError, ["learning_rate", "-1"]),
    "a learning rate of NaN": (
        lambda: walk(momentum, learning_rate=NAN),
        ValueError,
        ["learning_rate", "nan"],
    ),
    "a learning rate as text": (lambda: walk(learning_rate="0.1"), TypeError, ["learning_rate", "'0.1'"]),
    "zero steps": (lambda: walk(steps=0), ValueError, ["steps", "at least 1", "got 0"]),
    "half a step": (lambda: walk(newton, steps=0.5), TypeError, ["steps", "whole", "0.5"]),
    "a momentum of 1": (lambda: walk(momentum, beta=1.0), ValueError, ["beta", "below 1", "1.0"]),
    "negative damping": (lambda: walk(newton, damping=-1), ValueError, ["damping", "at least 0", "-1"]),
    "Newton without a Hessian": (
        lambda: walk(
            newton, objective=type("Slope", (), {"value_and_gradient": lambda self, theta: (0.0, theta)})()
        ),
        TypeError,
        ["objective", "hessian"],
    ),
    # training
    "no network to train": (lambda: train(network="net"), TypeError, ["network", "'net'"]),
    "zero epochs": (lambda: train(epochs=0), ValueError, ["epochs", "at least 1", "got 0"]),
    "True epochs": (lambda: train(epochs=True), TypeError, ["epochs", "whole", "True"]),
    "a batch of zero": (lambda: train(batch_size=0), ValueError, ["batch_size", "at least 1", "got 0"]),
    "a negative batch": (lambda: train(batch_size=-3), ValueError, ["batch_size", "-3"]),
    "a training rate of infinity": (lambda: train(learning_rate=INF), ValueError, ["learning_rate", "inf"]),
    "an unknown optimiser": (lambda: train(optimizer="adma"), ValueError, ["optimizer", "'adma'", "'adam'"]),
    "an optimiser of another kind": (lambda: train(optimizer=adam), ValueError, ["optimizer", "'sgd'"]),
    "a penalty of NaN": (lambda: train(l2=NAN), ValueError, ["l2", "nan"]),
    "validation without targets": (lambda: train(validation=X), TypeError, ["validation", "pair (X, y)"]),
    "validation of another width": (
        lambda: train(validation=(np.ones((2, 3)), [0, 1])),
        ValueError,
        ["validation X", "2 columns", "(2, 3)"],
    ),
    "validation targets that do not fit": (
        lambda: train(validation=(X, [0, 1])),
        ValueError,
        ["validation y", "(3,)", "(2,)"],
    ),
    "patience without validation": (lambda: train(patience=3), ValueError, ["patience", "validation=(X, y)"]),
    "no patience": (lambda: train(patience=0, validation=(X, Y)), ValueError, ["patience", "at least 1"]),
    "a callback that is not callable": (lambda: train(callback=3), TypeError, ["callback", "3"]),
    "labels for training": (
        lambda: train(network=net(output="sigmoid"), y=[0, 1, -1], loss="binary_cross_entropy"),
        ValueError,
        ["y", "0 or 1", "-1"],
    ),
    # graphs and walkthroughs
    "no network to unroll": (
        lambda: unroll("2-2-2", [1], [1], "half_squared_error"),
        TypeError,
        ["network", "'2-2-2'"],
    ),
    "no network to follow": (lambda: follow(network=3), TypeError, ["network", "Network", "3"]),
    "more updates than fit": (lambda: follow(updates=100_001), ValueError, ["updates", "100,000", "100,001"]),
    "a bug that is neither on nor off": (lambda: follow(in_place="yes"), TypeError, ["in_place", "'yes'"]),
    # split and perceptron
    "fractions that do not sum to 1": (
        lambda: split(X, Y, (0.5, 0.4)),
        ValueError,
        ["fractions", "sum to 1", "0.9"],
    ),
    "a fraction of 0": (lambda: split(X, Y, (1.0, 0.0)), ValueError, ["fractions[1]", "above 0"]),
    "too few to split": (lambda: split(X, Y, (0.9, 0.1)), ValueError, ["3 examples", "empty"]),
    "lengths that differ": (lambda: split(X, [1, 2]), ValueError, ["y", "3 examples", "(2,)"]),
    "perceptron labels of ±1": (lambda: Perceptron().fit(X, [1, -1, 1]), ValueError, ["y", "0 or 1", "-1"]),
    "perceptron labels as a column": (
        lambda: Perceptron().fit(X, Y[:, None]),
        ValueError,
        ["y", "(3,)", "(3, 1)"],
    ),
    "perceptron passes": (lambda: Perceptron().fit(X, Y, passes=0), ValueError, ["passes", "at least 1"]),
    "three numbers for a maximum": (lambda: maximum(1, 2, 3), TypeError, ["maximum", "2 arguments", "got 3"]),
    "two numbers for a tanh": (lambda: tanh(X, Y), TypeError, ["tanh", "1 argument", "got 2"]),
    "a base for log": (lambda: log(100, 10), TypeError, ["log", "1 argument", "got 2"]),
    "shapes that do not fit": (lambda: maximum([1, 2], [1, 2, 3]), ValueError, ["maximum", "(2,) and (3,)"]),
    "shapes of a surface": (
        lambda: rosenbrock([1, 2], [1, 2, 3]),
        ValueError,
        ["rosenbrock", "(2,) and (3,)"],
    ),
    "an integer without end": (
        lambda: train(learning_rate=10**400),
        ValueError,
        ["learning_rate", "finite number"],
    ),
    "an array of a word": (lambda: Node(np.array("x")), TypeError, ["a number"]),
    "a slope beyond all numbers": (
        lambda: walkthrough(
            Network.from_parameters([([[750.0]], [0.0])], output="sigmoid"),
            [1.0],
            [0.0],
            "binary_cross_entropy",
            learning_rate=0.5,
        ),
        Diverged,
        ["∂L/∂out o₁ is not finite at the start", "too large"],
    ),
    "an update that the trace does not have": (
        lambda: short_trace().text(4),
        ValueError,
        ["update", "at most 3"],
    ),
    "a span of time for a number": (
        lambda: gradient_descent(rosenbrock, [0, 0], learning_rate=np.timedelta64(3, "s"), steps=1),
        TypeError,
        ["learning_rate", "must be a number", "timedelta64"],
    ),
    "a span of time for a whole number": (
        lambda: gradient_descent(rosenbrock, [0, 0], learning_rate=0.1, steps=np.timedelta64(3, "s")),
        TypeError,
        ["steps", "must be a whole number", "timedelta64"],
    ),
    "a span of time for a seed": (
        lambda: Network.random([2, 1], seed=np.timedelta64(3, "s")),
        TypeError,
        ["seed", "whole number", "timedelta64"],
    ),
    "a file's name with its end inside": (
        lambda: path("a\0b.html"),
        ValueError,
        ["path", "name of a file", r"'a\x00b.html'"],
    ),
    "a file's name that is half a character": (
        lambda: path("\ud800.html"),
        ValueError,
        ["path", "name of a file"],
    ),
    "update 0 in words": (lambda: short_trace().text(0), ValueError, ["update", "at least 1"]),
    "rows of another update": (lambda: short_trace().rows([5]), ValueError, ["update", "at most 3"]),
    "a perceptron that has not learned": (lambda: Perceptron()(X), ValueError, ["fit(X, y) first"]),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_in_words(case):
    call, error, words = BAD[case]
    with pytest.raises(error) as caught:
        call()
    message = str(caught.value)
    assert type(caught.value) is error, "not a subclass that says something else"
    assert [word for word in words if word not in message] == [], message


def test_refused_training_changes_nothing():
    network = net()
    before = network.theta.copy()
    with pytest.raises(ValueError, match="patience"):
        train(network=network, patience=3)
    np.testing.assert_array_equal(network.theta, before)


def test_overflow_is_not_a_warning():
    """Warnings are errors in these tests; a prediction that overflows is just infinite."""
    network = Network.from_parameters([([[1e200, 1e200]], [0.0])])
    assert np.isinf(network([[1e200, 0.0]])).all() and np.isinf(network.forward([[1e200, 0.0]]).A[0]).all()
    assert network.gradient([[1e200, 0.0]], [0.0], "mean_squared_error")[0] == INF
    assert rosenbrock.value([1e200, 0.0]) == INF and rosenbrock(1e200, 0.0) == INF
    for hidden in ("sigmoid", "tanh", "softplus", "relu"):
        assert np.isfinite(Network.random([1, 2, 1], hidden)([[1e6], [-1e6]])).all()
