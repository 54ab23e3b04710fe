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

X, Y = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([1.0, 0.0, 1.0])
NAN, INF = math.nan, math.inf
MSE, BCE = "mean_squared_error", "binary_cross_entropy"


def net(*sizes, **options):
    return Network.random(list(sizes) or [2, 3, 1], **options)


def train(**changes):
    usual = {"network": net(), "X": X, "y": Y, "loss": MSE, "learning_rate": 0.1, "epochs": 2}
    return fit(**usual | changes)


def walk(walker=gradient_descent, **changes):
    usual = {"objective": rosenbrock, "start": [0.0, 0.0], "learning_rate": 0.1, "steps": 2}
    return walker(**usual | changes)


def follow(**changes):
    network, x, y = lecture_network()
    usual = {"network": network, "x": x, "y": y, "loss": "half_squared_error", "learning_rate": 0.5}
    return walkthrough(**usual | changes)


def assign(name, value):
    network = net()
    if name == "theta":
        network.theta = value
    else:
        setattr(network.layers[0], name, value)


BAD = {  # the call, words of its message, and the error where it is no ValueError
    # networks
    "sizes without a layer": (lambda: net(2), ["sizes", "[2]", "at least one layer"]),
    "a layer of zero neurons": (lambda: net(2, 0, 1), ["sizes[1]", "at least 1", "got 0"]),
    "a layer of half a neuron": (lambda: net(2, 1.5, 1), ["sizes[1]", "whole number", "1.5"], TypeError),
    "sizes as a string": (lambda: Network.random("23"), ["sizes[0]", "'2'"], TypeError),
    "sizes as a number": (lambda: Network.random(3), ["sizes", "list", "got 3"], TypeError),
    "an unknown activation": (
        lambda: net(hidden="rleu"),
        ["hidden", "'rleu'", "identity, sigmoid, tanh, relu, softplus, leaky_relu, softmax"],
    ),
    "an unknown output": (lambda: net(output="max"), ["output", "'max'", "sigmoid"]),
    "an activation of another kind": (
        lambda: net(hidden=math.tanh),
        ["hidden", "tanh", "sigmoid"],
        TypeError,
    ),
    "leaky ReLU without its slope": (lambda: net(hidden=leaky_relu), ["leaky_relu(0.01)"], TypeError),
    "softmax in a hidden layer": (lambda: net(hidden=softmax), ["hidden", "output layer only"]),
    "too few hidden activations": (
        lambda: net(2, 3, 3, 1, hidden=["tanh"]),
        ["hidden", "2, one per hidden layer", "got 1"],
    ),
    "a seed of another kind": (lambda: net(seed="x"), ["seed", "Generator", "'x'"], TypeError),
    "a negative seed": (lambda: net(seed=-1), ["seed", "at least 0", "-1"]),
    "no parameters": (lambda: Network.from_parameters([]), ["parameters is empty"]),
    "a matrix without biases": (
        lambda: Network.from_parameters([np.ones((2, 2))]),
        ["parameters[0]", "pair (W, b)"],
        TypeError,
    ),
    "W without columns": (
        lambda: Network.from_parameters([([1.0, 2.0], [0.0])]),
        ["W of layer 1", "(n_out, n_in)", "(2,)"],
    ),
    "W that does not fit": (
        lambda: Network.from_parameters([(np.ones((3, 2)), np.ones(3)), (np.ones((1, 2)), np.ones(1))]),
        ["W of layer 2", "3 columns", "(1, 2)"],
    ),
    "b of another length": (
        lambda: Network.from_parameters([(np.ones((3, 2)), np.ones(2))]),
        ["b of layer 1", "(3,)", "(2,)"],
    ),
    "NaN as a weight": (
        lambda: Network.from_parameters([([[NAN]], [0.0])]),
        ["W of layer 1", "finite", "NaN"],
    ),
    "theta of another length": (lambda: assign("theta", np.ones(12)), ["theta", "(13,)", "(12,)"]),
    "theta with infinity": (lambda: assign("theta", np.full(13, INF)), ["theta", "infinite"]),
    "W transposed": (lambda: assign("W", np.ones((2, 3))), ["W", "(3, 2)", "(2, 3)"]),
    "b as a column": (lambda: assign("b", np.ones((3, 1))), ["b", "(3,)", "(3, 1)"]),
    "b as text": (lambda: assign("b", ["a", "b", "c"]), ["b", "numbers", "'a'"], TypeError),
    # examples and targets
    "X as one row": (lambda: net()([1.0, 2.0]), ["X", "(N, d)", "(2,)", "X.reshape(1, -1)"]),
    "X of another width": (lambda: net()(np.ones((3, 5))), ["X", "2 columns", "(3, 5)"]),
    "X with NaN": (lambda: net().forward([[NAN, 1.0]]), ["X", "finite", "NaN"]),
    "X empty": (lambda: net()(np.empty((0, 2))), ["X", "empty", "(0, 2)"]),
    "X as text": (lambda: net()([["a", "b"]]), ["X", "numbers", "'a'"], TypeError),
    "X ragged": (lambda: net()([[1.0, 2.0], [3.0]]), ["X", "rectangular"]),
    "X complex": (lambda: net()(X * 1j), ["X", "real"], TypeError),
    "y of another length": (lambda: net().gradient(X, [1.0, 0.0], MSE), ["y", "(3, 1) or (3,)", "(2,)"]),
    "y of the wrong width": (lambda: net(2, 3).gradient(X, Y, MSE), ["y", "(3, 3)", "3 outputs", "(3,)"]),
    "y with NaN": (lambda: net().gradient(X, [1, NAN, 0], MSE), ["y", "NaN"]),
    "an unknown loss": (lambda: net().gradient(X, Y, "mse"), ["loss", "'mse'", "mean_squared_error"]),
    "a loss of another kind": (
        lambda: net().gradient(X, Y, 3),
        ["loss", "3", "mean_squared_error"],
        TypeError,
    ),
    "cross-entropy without probabilities": (
        lambda: net().gradient(X, Y, BCE),
        [BCE, "output=sigmoid", "identity"],
    ),
    "cross-entropy of a sigmoid": (
        lambda: net(2, 3, output="sigmoid").gradient(X, [0, 1, 2], "cross_entropy"),
        ["cross_entropy", "output=softmax", "sigmoid"],
    ),
    "labels outside {0, 1}": (
        lambda: net(output="sigmoid").gradient(X, [0, 1, 2], BCE),
        ["y", "0 or 1", "got 2"],
    ),
    "class numbers beyond the classes": (
        lambda: net(2, 3, output="softmax").gradient(X, [0, 1, 3], "cross_entropy"),
        ["y", "0 to 2", "got 3"],
    ),
    "class numbers that are not": (
        lambda: net(2, 3, output="softmax").gradient(X, [0, 1, 0.5], "cross_entropy"),
        ["y", "class numbers", "0.5"],
    ),
    "rows that are not probabilities": (
        lambda: net(2, 3, output="softmax").gradient(X, np.ones((3, 3)), "cross_entropy"),
        ["row of y", "sum 1", "got [1.0, 1.0, 1.0]"],
    ),
    "labels as text": (
        lambda: net(2, 3, output="softmax").gradient(X, ["Q", "SF", "Q"], "cross_entropy"),
        ["y", "numbers", "'Q'"],
        TypeError,
    ),
    # losses
    "a column against a vector": (
        lambda: mean_squared_error(np.ones((3, 1)), np.ones(3)),
        ["prediction", "target", "(3, 1)", "(3,)", "broadcasting"],
    ),
    "a vector against a number": (lambda: half_squared_error([1.0, 2.0], 1.0), ["(2,)", "()"]),
    "nothing to judge": (lambda: mean_squared_error([], []), ["prediction", "empty"]),
    "a prediction that is NaN": (lambda: mean_squared_error([NAN], [1.0]), ["prediction", "NaN"]),
    "a target that is text": (lambda: mean_squared_error([1.0], ["1"]), ["target", "'1'"], TypeError),
    "logits as probabilities": (
        lambda: binary_cross_entropy([2.0, -1.0], [1, 0]),
        ["prediction", "[0, 1]", "-1 to 2", "look like logits", ".from_logits"],
    ),
    "rows of logits as probabilities": (
        lambda: cross_entropy([[0.5, 0.9]], [1]),
        ["prediction", "sum to 1", "1.4", ".from_logits"],
    ),
    "soft labels": (lambda: binary_cross_entropy([0.5], [0.5]), ["target", "0 or 1", "0.5"]),
    "classes without rows": (lambda: cross_entropy([0.5, 0.5], [1]), ["(N, k)", "(2,)"]),
    "logits that are infinite": (lambda: binary_cross_entropy.from_logits([INF], [1]), ["z", "infinite"]),
    "predictions in a cube": (
        lambda: mean_squared_error(np.ones((2, 2, 2)), np.ones((2, 2, 2))),
        ["prediction", "(N, k)", "(2, 2, 2)"],
    ),
    # names
    "an activation's name": (lambda: activation("tan"), ["'tan'", "tanh"]),
    "a loss's name": (lambda: loss_named("error"), ["'error'", "cross_entropy"]),
    # risk
    "a risk of no network": (lambda: EmpiricalRisk(3, X, Y, MSE), ["network", "3"], TypeError),
    "a negative penalty": (lambda: EmpiricalRisk(net(), X, Y, MSE, l2=-1), ["l2", "at least 0", "-1"]),
    "theta for another risk": (
        lambda: EmpiricalRisk(net(), X, Y, MSE).value([1.0]),
        ["theta", "(13,)", "(1,)"],
    ),
    "theta with NaN": (lambda: EmpiricalRisk(net(), X, Y, MSE).hessian(np.full(13, NAN)), ["theta", "NaN"]),
    "a direction of another length": (
        lambda: rosenbrock.hessian_vector_product([1.0, 1.0], [1.0]),
        ["direction", "(2,)", "(1,)"],
    ),
    "A that is not square": (lambda: Quadratic(np.ones((2, 3)), [1, 2]), ["A", "square", "(2, 3)"]),
    "A that is not symmetric": (lambda: Quadratic([[1, 2], [0, 1]], [1, 2]), ["A", "symmetric"]),
    "b that does not fit A": (lambda: Quadratic(np.eye(2), [1.0]), ["b", "(2,)", "(1,)"]),
    "a gradient check of nothing": (lambda: gradient_check(None, [1.0]), ["objective", "None"], TypeError),
    # walks
    "no objective": (lambda: walk(objective=3), ["objective", "value_and_gradient", "3"], TypeError),
    "a start of another length": (lambda: walk(start=[1.0]), ["start", "(2,)", "(1,)"]),
    "a start with NaN": (lambda: walk(start=[NAN, 1.0]), ["start", "NaN"]),
    "a learning rate of 0": (lambda: walk(learning_rate=0), ["learning_rate", "above 0", "got 0"]),
    "a negative learning rate": (lambda: walk(adam, learning_rate=-1), ["learning_rate", "-1"]),
    "a learning rate of NaN": (lambda: walk(momentum, learning_rate=NAN), ["learning_rate", "nan"]),
    "a learning rate as text": (lambda: walk(learning_rate="0.1"), ["learning_rate", "'0.1'"], TypeError),
    "zero steps": (lambda: walk(steps=0), ["steps", "at least 1", "got 0"]),
    "half a step": (lambda: walk(newton, steps=0.5), ["steps", "whole", "0.5"], TypeError),
    "a momentum of 1": (lambda: walk(momentum, beta=1.0), ["beta", "below 1", "1.0"]),
    "negative damping": (lambda: walk(newton, damping=-1), ["damping", "at least 0", "-1"]),
    "Newton without a Hessian": (
        lambda: walk(
            newton, objective=type("Slope", (), {"value_and_gradient": lambda self, theta: (0.0, theta)})()
        ),
        ["objective", "hessian"],
        TypeError,
    ),
    # training
    "no network to train": (lambda: train(network="net"), ["network", "'net'"], TypeError),
    "zero epochs": (lambda: train(epochs=0), ["epochs", "at least 1", "got 0"]),
    "True epochs": (lambda: train(epochs=True), ["epochs", "whole", "True"], TypeError),
    "a batch of zero": (lambda: train(batch_size=0), ["batch_size", "at least 1", "got 0"]),
    "a negative batch": (lambda: train(batch_size=-3), ["batch_size", "-3"]),
    "a training rate of infinity": (lambda: train(learning_rate=INF), ["learning_rate", "inf"]),
    "an unknown optimiser": (lambda: train(optimizer="adma"), ["optimizer", "'adma'", "'adam'"]),
    "an optimiser of another kind": (lambda: train(optimizer=adam), ["optimizer", "'sgd'"]),
    "a penalty of NaN": (lambda: train(l2=NAN), ["l2", "nan"]),
    "validation without targets": (lambda: train(validation=X), ["validation", "pair (X, y)"], TypeError),
    "validation of another width": (
        lambda: train(validation=(np.ones((2, 3)), [0, 1])),
        ["validation X", "2 columns", "(2, 3)"],
    ),
    "validation targets that do not fit": (
        lambda: train(validation=(X, [0, 1])),
        ["validation y", "(3,)", "(2,)"],
    ),
    "patience without validation": (lambda: train(patience=3), ["patience", "validation=(X, y)"]),
    "no patience": (lambda: train(patience=0, validation=(X, Y)), ["patience", "at least 1"]),
    "a callback that is not callable": (lambda: train(callback=3), ["callback", "3"], TypeError),
    "labels for training": (
        lambda: train(network=net(output="sigmoid"), y=[0, 1, -1], loss=BCE),
        ["y", "0 or 1", "-1"],
    ),
    # graphs and walkthroughs
    "no network to unroll": (
        lambda: unroll("2-2-2", [1], [1], "half_squared_error"),
        ["network", "'2-2-2'"],
        TypeError,
    ),
    "no network to follow": (lambda: follow(network=3), ["network", "Network", "3"], TypeError),
    "more updates than fit": (lambda: follow(updates=100_001), ["updates", "100,000", "100,001"]),
    "a bug that is neither on nor off": (lambda: follow(in_place="yes"), ["in_place", "'yes'"], TypeError),
    # split and perceptron
    "fractions that do not sum to 1": (lambda: split(X, Y, (0.5, 0.4)), ["fractions", "sum to 1", "0.9"]),
    "a fraction of 0": (lambda: split(X, Y, (1.0, 0.0)), ["fractions[1]", "above 0"]),
    "too few to split": (lambda: split(X, Y, (0.9, 0.1)), ["3 examples", "empty"]),
    "lengths that differ": (lambda: split(X, [1, 2]), ["y", "3 examples", "(2,)"]),
    "perceptron labels of ±1": (lambda: Perceptron().fit(X, [1, -1, 1]), ["y", "0 or 1", "-1"]),
    "perceptron labels as a column": (lambda: Perceptron().fit(X, Y[:, None]), ["y", "(3,)", "(3, 1)"]),
    "perceptron passes": (lambda: Perceptron().fit(X, Y, passes=0), ["passes", "at least 1"]),
    "three numbers for a maximum": (lambda: maximum(1, 2, 3), ["maximum", "2 arguments", "got 3"], TypeError),
    "two numbers for a tanh": (lambda: tanh(X, Y), ["tanh", "1 argument", "got 2"], TypeError),
    "a base for log": (lambda: log(100, 10), ["log", "1 argument", "got 2"], TypeError),
    "shapes that do not fit": (lambda: maximum([1, 2], [1, 2, 3]), ["maximum", "(2,) and (3,)"]),
    "shapes of a surface": (lambda: rosenbrock([1, 2], [1, 2, 3]), ["rosenbrock", "(2,) and (3,)"]),
    "an integer without end": (lambda: train(learning_rate=10**400), ["learning_rate", "finite number"]),
    "an array of a word": (lambda: Node(np.array("x")), ["a number"], TypeError),
    "a slope beyond all numbers": (
        lambda: follow(
            network=Network.from_parameters([([[750.0]], [0.0])], output="sigmoid"),
            x=[1.0],
            y=[0.0],
            loss=BCE,
        ),
        ["∂L/∂out o₁ is not finite at the start", "too large"],
        Diverged,
    ),
    "an update that the trace does not have": (lambda: follow(updates=3).text(4), ["update", "at most 3"]),
    "a span of time for a number": (
        lambda: walk(learning_rate=np.timedelta64(3, "s")),
        ["learning_rate", "must be a number", "timedelta64"],
        TypeError,
    ),
    "a span of time for a whole number": (
        lambda: walk(steps=np.timedelta64(3, "s")),
        ["steps", "must be a whole number", "timedelta64"],
        TypeError,
    ),
    "a span of time for a seed": (
        lambda: net(seed=np.timedelta64(3, "s")),
        ["seed", "whole number", "timedelta64"],
        TypeError,
    ),
    "a file's name with its end inside": (
        lambda: path("a\0b.html"),
        ["path", "name of a file", r"'a\x00b.html'"],
    ),
    "a file's name that is half a character": (lambda: path("\ud800.html"), ["path", "name of a file"]),
    "update 0 in words": (lambda: follow(updates=3).text(0), ["update", "at least 1"]),
    "rows of another update": (lambda: follow(updates=3).rows([5]), ["update", "at most 3"]),
    "a perceptron that has not learned": (lambda: Perceptron()(X), ["fit(X, y) first"]),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_in_words(case):
    call, words, error = (*BAD[case], ValueError)[:3]
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
    assert network.gradient([[1e200, 0.0]], [0.0], MSE)[0] == INF
    assert rosenbrock.value([1e200, 0.0]) == INF and rosenbrock(1e200, 0.0) == INF
    for hidden in ("sigmoid", "tanh", "softplus", "relu"):
        assert np.isfinite(Network.random([1, 2, 1], hidden)([[1e6], [-1e6]])).all()
