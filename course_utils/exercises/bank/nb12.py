"""Notebook 12: from scratch. The steps of a two-layer network in NumPy, each compared with the engine at work."""

import numpy as np

from ..answers import Number, Probe, Step
from ..ballot import Poll
from ..exercise import Exercise
from .two_layers import (
    DELTA_H,
    DELTA_O,
    GRADIENTS,
    LOSS,
    RATE,
    START,
    A_h,
    A_o,
    W_h,
    W_o,
    X,
    Z_h,
    Z_o,
    b_h,
    b_o,
    backward,
    delta_hidden,
    delta_output,
    flat,
    forward,
    layer,
    layer_gradients,
    loss,
    measured_gradient,
    network,
    sigmoid,
    update,
    updated_by_engine,
    y,
)
from .worked import worked

# --- cases: first a square one, in which a transposed matrix still multiplies; then one where all shapes differ
random = np.random.default_rng(12)


def some(*shape):
    return random.normal(size=shape)


def chances(count):
    """From nearly sure of the one to nearly sure of the other, (count, 1)."""
    return random.permutation(np.linspace(0.05, 0.95, count))[:, None]


def labels(count):
    return (np.arange(count) % 3 == 0).astype(float)[:, None]


def parameters(d, m):
    return some(m, d), some(m), some(1, m), some(1)


def step(key, function, names, returns, cases, mistakes, probes, uses=(), **texts):
    """An exercise whose answer is a step of the program."""
    answer = Step(function, cases, names, returns, mistakes, probes=probes)
    return Exercise(key=key, answer=answer, code=worked(key, *uses, function), **texts)


# --- 1: a layer adds up -----------------------------------------------------------------------------------
layer_step = step(
    "12.layer",
    layer,
    ("A", "W", "b"),
    ("Z",),
    ((some(4, 3), some(3, 3), some(3)), (some(4, 3), some(2, 3), some(2)), (some(1, 2), some(5, 2), some(5))),
    {
        (lambda A, W, b: A @ W + b): "W is used the wrong way round: its rows are neurons, so that examples "
        "as rows need `A @ W.T`. (In our trial W was square, so that NumPy did not complain.)",
        (lambda A, W, b: A @ W.T): "The product is right. The bias is still to be added.",
        (lambda A, W, b: A @ W.T - b): "The bias is added, not subtracted.",
        (lambda A, W, b: A @ W.T + b[:, None].sum()): "Each neuron has its own bias: add `b`, not its sum.",
        (lambda A, W, b: np.tanh(A @ W.T + b)): "One step too far: Z is the pre-activation. The activation "
        "function comes in the next step.",
        (lambda A, W, b: sigmoid(A @ W.T + b)): "One step too far: Z is the pre-activation, before any "
        "sigmoid.",
    },
    (Probe(("Z_h",), (X, W_h, b_h), (Z_h,)), Probe(("Z_o",), (A_h, W_o, b_o), (Z_o,))),
    question="Write `layer(A, W, b)`: the pre-activations Z (N, n_out) of one layer, for examples as rows of A (N, "
    "n_in), with W (n_out, n_in) and b (n_out,).",
    remark="As a product of matrices it is one line for all examples and all neurons: `A @ W.T + b`.",
    hints=(
        "For one example a: `W @ a + b`. Row j of W belongs to neuron j. Now the examples are rows.",
        "Look at the shapes: (N, n_in) and (n_out, n_in) must give (N, n_out). One of the two has to be transposed.",
        "`A @ W.T` has shape (N, n_out). NumPy adds `b` (n_out,) to each of its rows.",
    ),
    solution="Z = A Wᵀ + b. Entry [i, j] is the sum over the inputs k of A[i, k] W[j, k], plus b[j].",
)

# --- 2: forward ---------------------------------------------------------------------------------------------


def forward_with(hidden, output):
    """A forward pass with other activation functions."""

    def wrong(X, W_h, b_h, W_o, b_o):
        A_h = hidden(layer(X, W_h, b_h))
        return A_h, output(layer(A_h, W_o, b_o))

    return wrong


def straight(z):
    return z


def only_prediction(X, W_h, b_h, W_o, b_o):
    Z_h = layer(X, W_h, b_h)
    return Z_h, sigmoid(layer(np.tanh(Z_h), W_o, b_o))


forward_step = step(
    "12.forward",
    forward,
    ("X", "W_h", "b_h", "W_o", "b_o"),
    ("A_h", "A_o"),
    ((some(4, 3), *parameters(3, 3)), (some(5, 2), *parameters(2, 4)), (some(1, 3), *parameters(3, 2))),
    {
        forward_with(straight, sigmoid): "The hidden layer has no activation function: apply `np.tanh` to "
        "its Z.",
        forward_with(np.tanh, straight): "A_h is right. What you return as A_o is Z_o: the sigmoid is still "
        "to come.",
        forward_with(straight, straight): "These are the pre-activations: tanh and sigmoid are missing.",
        forward_with(sigmoid, sigmoid): "The activation function of the hidden layer is `np.tanh` here, not "
        "the sigmoid.",
        forward_with(np.tanh, np.tanh): "A_h is right. The output is a probability: it needs `sigmoid`, not "
        "tanh.",
        only_prediction: "A_o is right. Return the hidden **activations** A_h beside it, not Z_h: backward "
        "needs them.",
    },
    (Probe(("A_h", "A_o"), (X, *START), (A_h, A_o)),),
    uses=(sigmoid, layer),
    question="Write `forward(X, W_h, b_h, W_o, b_o)`: a hidden layer with tanh, then an output layer with the sigmoid. "
    "Return both activations, A_h (N, m) and A_o (N, 1).",
    remark="A_o holds N probabilities; A_h is kept, for the way back.",
    hints=(
        "Two layers, one after the other. What the first one hands on is the input A of the second.",
        "The hidden activations are `np.tanh(layer(X, W_h, b_h))`.",
        "Then `A_o = sigmoid(layer(A_h, W_o, b_o))`, and `return A_h, A_o`.",
    ),
    solution="Two lines, layer after layer: A_h = tanh(X W_hᵀ + b_h), A_o = σ(A_h W_oᵀ + b_o).",
)

# --- 3: loss ------------------------------------------------------------------------------------------------


def entropy(p, y):
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


loss_step = step(
    "12.loss",
    loss,
    ("A_o", "y"),
    ("the loss",),
    ((chances(4), labels(4)), (chances(7), labels(7)), (chances(1), labels(1))),
    {
        (lambda p, y: np.sum(entropy(p, y))): "That is the sum over the examples; the risk is their mean.",
        (lambda p, y: entropy(p, y)): "These are the losses of the examples; the answer is their mean.",
        (lambda p, y: -np.mean(entropy(p, y))): "The size is right, the sign is not: log of a probability "
        "is negative.",
        (lambda p, y: np.mean(-y * np.log(p))): "This counts only the examples with y = 1. The bracket has "
        "a second term, (1 − y) log(1 − A_o).",
        (lambda p, y: np.mean(-y * np.log(p) + (1 - y) * np.log(1 - p))): "The minus sign reaches the first "
        "term only: it belongs in front of the bracket with both, −[… + …].",
        (lambda p, y: np.mean(-(y * np.log(p) + 1 - y * np.log(1 - p)))): "A pair of brackets is missing: "
        "(1 − y) multiplies log(1 − A_o).",
        (lambda p, y: np.mean(entropy(1 - p, y))): "A_o and 1 − A_o have changed places, or y and 1 − y.",
        (lambda p, y: np.mean(entropy(p, y)) / np.log(2)): "The logarithm is the natural one, `np.log`, not "
        "`np.log2`.",
        (lambda p, y: np.mean(entropy(p, y)) / np.log(10)): "The logarithm is the natural one, `np.log`, "
        "not `np.log10`.",
        (lambda p, y: np.mean((p - y) ** 2)): "That is the mean squared error. Here the loss is the "
        "cross-entropy.",
        (lambda p, y: np.mean(entropy(p, y[:, 0]))): "Every prediction is compared with every target, (N, "
        "1) with (N,): keep both as columns.",
    },
    (Probe(("loss",), (A_o, y), (np.array(LOSS),)),),
    question="Write `loss(A_o, y)`: the mean binary cross-entropy of the probabilities A_o (N, 1) and the labels y "
    "(N, 1).",
    remark="The empirical risk: the one number that training makes small.",
    hints=(
        "For one example the loss is −log of the probability that was given to what happened: for y = 1 this is A_o, "
        "for y = 0 it is 1 − A_o.",
        "One formula for both: −[y log A_o + (1 − y) log(1 − A_o)], entry by entry.",
        "`np.mean` makes one number of the N losses.",
    ),
    solution="−(1/N) Σ [y log A_o + (1 − y) log(1 − A_o)]. One of the two terms is always 0. (At A_o = 0 or 1 in "
    "floats this formula breaks; the engine computes from z: notebook 07.)",
)

# --- 4: the error signal at the output ----------------------------------------------------------------------
delta_output_step = step(
    "12.delta_output",
    delta_output,
    ("A_o", "y"),
    ("delta_o",),
    ((chances(4), labels(4)), (chances(7), labels(7)), (chances(1), labels(1))),
    {
        (lambda p, y: p - y): "The 1/N is missing: the loss is a mean over N examples, so each one's share "
        "is divided by N.",
        (lambda p, y: (y - p) / len(y)): "The size is right, the sign is not: a prediction that is too high "
        "needs a positive δ.",
        (lambda p, y: y - p): "The sign is not right, and the 1/N is missing.",
        (lambda p, y: (p - y) * p * (1 - p) / len(y)): "The slope of the sigmoid is in it once too often: "
        "the cross-entropy has already cancelled it.",
        (lambda p, y: (p - y) / (p * (1 - p)) / len(y)): "That is ∂L/∂A_o. The activation's slope A_o (1 − "
        "A_o) is missing on the way to ∂L/∂Z_o.",
        (lambda p, y: 2 * (p - y) / len(y)): "That belongs to the squared error without its slope. With the "
        "cross-entropy there is no 2.",
        (lambda p, y: (p - y[:, 0]) / len(y)): "Every prediction is compared with every target, (N, 1) with "
        "(N,): keep both as columns.",
        (lambda p, y: np.mean(p - y)): "The answer is one δ for each example; averaging comes later, with "
        "the gradients.",
    },
    (Probe(("delta_o",), (A_o, y), (DELTA_O,)),),
    question="Write `delta_output(A_o, y)`: δ = ∂L/∂Z_o, an array (N, 1), for the mean binary cross-entropy after a "
    "sigmoid.",
    remark="Prediction minus target, divided by the number of examples.",
    hints=(
        "Chain rule for one example: ∂L/∂z = ∂L/∂a · a(1 − a), with ∂L/∂a = (a − y) / (a(1 − a)) for the "
        "cross-entropy.",
        "The slope a(1 − a) cancels. What is left for one example is a − y.",
        "The loss is a **mean** over N examples, so each example's a − y is divided by N, which is `len(y)`.",
    ),
    solution="With a = σ(z): ∂/∂a of −[y log a + (1 − y) log(1 − a)] is (a − y)/(a(1 − a)), and ∂a/∂z = a(1 − a). The "
    "product is a − y; the mean brings the 1/N.",
)

# --- 5: the gradients of a layer ----------------------------------------------------------------------------
layer_gradients_step = step(
    "12.layer_gradients",
    layer_gradients,
    ("delta", "A"),
    ("gradient_W", "gradient_b"),
    ((some(4, 3), some(4, 3)), (some(5, 2), some(5, 3)), (some(1, 1), some(1, 4))),
    {
        (lambda delta, A: (A.T @ delta, delta.sum(axis=0))): "gradient_W is transposed: it must have the "
        "shape of W, a row for each neuron.",
        (lambda delta, A: (delta.T @ A, delta)): "gradient_W is right. gradient_b is not summed yet: one "
        "bias serves all examples, so their δ add up.",
        (lambda delta, A: (delta.T @ A, delta.sum(axis=1))): "gradient_W is right. gradient_b is summed "
        "along the wrong axis: over the examples, which are the rows.",
        (lambda delta, A: (delta.T @ A, delta.mean(axis=0))): "gradient_W is right. gradient_b should be a "
        "sum, not a mean: the 1/N is already in δ.",
        (lambda delta, A: (delta.T @ A / len(A), delta.sum(axis=0) / len(A))): "Both are divided by N once "
        "too often: the 1/N is already in δ.",
        (lambda delta, A: (delta.T @ A, delta.sum())): "gradient_W is right. gradient_b has one number for "
        "each neuron: sum over the examples only, `axis=0`.",
        (lambda delta, A: (delta.T @ A, delta.sum(axis=0)[:, None])): "The numbers are right. gradient_b "
        "must have the shape of b, (n_out,).",
    },
    (
        Probe(("gradient_W_o", "gradient_b_o"), (DELTA_O, A_h), GRADIENTS[2:]),
        Probe(("gradient_W_h", "gradient_b_h"), (DELTA_H, X), GRADIENTS[:2]),
    ),
    question="Write `layer_gradients(delta, A)`: from δ (N, n_out) and the layer's inputs A (N, n_in), the gradients "
    "of W (n_out, n_in) and of b (n_out,).",
    remark="δ times what arrives, summed over the examples; for the bias a constant 1 arrives.",
    hints=(
        "For one example it was an outer product: `np.outer(delta, a)`, δ times what arrives. The N of them are "
        "summed.",
        "(n_out, N) @ (N, n_in) sums over the examples in one product.",
        "`delta.T @ A` is the gradient of W. The bias sees a constant 1: `delta.sum(axis=0)`.",
    ),
    solution="∂L/∂W = δᵀ A, ∂L/∂b = Σ over the examples of δ. Both have the shape of what they belong to.",
)

# --- 6: one layer further back ------------------------------------------------------------------------------
delta_hidden_step = step(
    "12.delta_hidden",
    delta_hidden,
    ("delta_o", "W_o", "A_h"),
    ("delta_h",),
    (
        (some(4, 3), some(3, 3), np.tanh(some(4, 3))),
        (some(5, 1), some(1, 4), np.tanh(some(5, 4))),
        (some(2, 2), some(2, 3), np.tanh(some(2, 3))),
    ),
    {
        (lambda d, W, A: d @ W): "The activation's slope is missing: that is ∂L/∂A_h. Multiply it by the "
        "slope of tanh, 1 − A_h².",
        (lambda d, W, A: (d @ W.T) * (1 - A**2)): "W_o is transposed. Forward uses `W.T`, backward goes "
        "through `W` itself. (In our trial it was square, so that NumPy did not complain.)",
        (lambda d, W, A: (d @ W) * A * (1 - A)): "That is the slope of the sigmoid. The hidden activation "
        "function is tanh: 1 − A_h².",
        (lambda d, W, A: (d @ W) * (1 - A)): "Nearly: the slope of tanh is 1 − A_h², with the square.",
        (lambda d, W, A: (d @ W) * (1 - np.tanh(A) ** 2)): "tanh is applied once too often: A_h is already "
        "tanh of Z_h, so the slope is 1 − A_h².",
        (lambda d, W, A: (d @ W) * A): "Multiply by the slope 1 − A_h², not by the value A_h.",
        (lambda d, W, A: (d @ W) * (1 - A**2) / len(A)): "Divided by N once too often: the 1/N is already "
        "in δ of the output.",
    },
    (Probe(("delta_h",), (DELTA_O, W_o, A_h), (DELTA_H,)),),
    question="Write `delta_hidden(delta_o, W_o, A_h)`: the error signal δ = ∂L/∂Z_h (N, m) of a tanh layer, from the "
    "error signal of the layer after it, delta_o (N, k), and the weights W_o (k, m) between them.",
    remark="Back through the weights, then times the slope.",
    hints=(
        "Two factors. First: how does the loss change with A_h? Every output that neuron j feeds sends its δ back "
        "through the weight between them, and these paths sum.",
        "`delta_o @ W_o` is ∂L/∂A_h, of shape (N, m). The second factor is the slope of tanh.",
        "The slope of tanh, from its value, is `1 - np.square(A_h)`; multiply entry by entry.",
    ),
    solution="δ_h = (δ_o W_o) ⊙ (1 − A_h²). Forward went through Wᵀ, backward goes through W.",
)

# --- 7: backward ----------------------------------------------------------------------------------------------


def backward_with(hidden=delta_hidden, output=delta_output, inputs=False):
    """A backward pass with one part exchanged."""

    def wrong(X, y, W_h, b_h, W_o, b_o):
        A_h, A_o = forward(X, W_h, b_h, W_o, b_o)
        delta_o = output(A_o, y)
        delta_h = hidden(delta_o, W_o, A_h)
        arrives = (A_h, X) if inputs else (X, A_h)
        return *layer_gradients(delta_h, arrives[0]), *layer_gradients(delta_o, arrives[1])

    return wrong


def output_first(X, y, W_h, b_h, W_o, b_o):
    of_W_h, of_b_h, of_W_o, of_b_o = backward(X, y, W_h, b_h, W_o, b_o)
    return of_W_o, of_b_o, of_W_h, of_b_h


backward_step = step(
    "12.backward",
    backward,
    ("X", "y", "W_h", "b_h", "W_o", "b_o"),
    ("gradient_W_h", "gradient_b_h", "gradient_W_o", "gradient_b_o"),
    (
        (some(4, 3), labels(4), *parameters(3, 3)),
        (some(5, 2), labels(5), *parameters(2, 4)),
        (some(1, 3), labels(1), *parameters(3, 2)),
    ),
    {
        backward_with(inputs=True): "The two layers have changed their inputs: at the hidden layer X "
        "arrives, at the output A_h.",
        backward_with(hidden=lambda d, W, A: d @ W): "The output layer is right. In the hidden one the "
        "activation's slope is missing.",
        backward_with(output=lambda p, y: p - y): "All four are N times too large: δ at the output needs "
        "its 1/N.",
        backward_with(output=lambda p, y: (y - p) / len(y)): "All four have the wrong sign: δ is prediction "
        "minus target.",
        backward_with(output=lambda p, y: (p - y[:, 0]) / len(y)): "The shapes of a product do not fit. Is "
        "δ transposed where it meets what arrives, as in `delta_o.T @ A_h`? Or is δ at the output no column (N, 1)? "
        "(N, 1) minus (N,) makes (N, N): leave y and A_o as columns.",
        output_first: "The numbers are right. Return the hidden layer's gradients first: W_h, b_h, W_o, b_o.",
    },
    (
        Probe(
            ("gradient_W_h", "gradient_b_h", "gradient_W_o", "gradient_b_o"),
            (X, y, *START),
            GRADIENTS,
        ),
    ),
    uses=(sigmoid, layer, forward, delta_output, layer_gradients, delta_hidden),
    question="Write `backward(X, y, W_h, b_h, W_o, b_o)` from the steps before: run forward, find δ at the output and "
    "in the hidden layer, and return the gradients of W_h, b_h, W_o, b_o in this order.",
    remark="All four gradients. Backpropagation gets them, however many, by one pass forward and one back.",
    hints=(
        "Four lines, each of them a step that you have: `forward`, `delta_output`, `delta_hidden`, and twice "
        "`layer_gradients`.",
        "`layer_gradients` takes the δ of a layer and what arrives at it. At the output layer A_h arrives. And at the "
        "hidden layer?",
        "`return *layer_gradients(delta_h, X), *layer_gradients(delta_o, A_h)` puts the four arrays in a row.",
    ),
    solution="Forward keeps A_h; δ goes from the output through W_o to the hidden layer; δ times what arrives is the "
    "gradient, layer by layer.",
)

# --- 8: update ------------------------------------------------------------------------------------------------


def new(rule):
    """An update of each array by a rule of (p, g, λ)."""
    return lambda parameters, gradients, rate: [
        rule(p, g, rate) for p, g in zip(parameters, gradients, strict=True)
    ]


update_step = step(
    "12.update",
    update,
    ("parameters", "gradients", "learning_rate"),
    ("W_h", "b_h", "W_o", "b_o"),
    ((list(parameters(3, 3)), parameters(3, 3), 0.3), (list(parameters(2, 4)), parameters(2, 4), 2.0)),
    {
        new(lambda p, g, rate: p + rate * g): "That is uphill: the step goes against the gradient.",
        new(lambda p, g, rate: p - g): "The learning rate is missing.",
        new(lambda p, g, rate: -rate * g): "These are the steps; add them to the parameters.",
        new(lambda p, g, rate: rate * g - p): "All signs are the wrong way round: it should be p − λ g.",
        new(lambda p, g, rate: p): "The parameters have not moved.",
        new(lambda p, g, rate: p - g / rate): "Multiply the gradient by λ; do not divide.",
        new(lambda p, g, rate: p - rate * np.sign(g)): "This uses only the gradient's sign; its size counts "
        "too.",
    },
    (Probe(("W_h", "b_h", "W_o", "b_o"), (list(START), GRADIENTS, RATE), updated_by_engine()),),
    question="Write `update(parameters, gradients, learning_rate)`: a list of the new W_h, b_h, W_o, b_o after one "
    "step of gradient descent. Leave the old arrays as they are.",
    remark="W⁺ = W − λ ∂L/∂W, for every array, from the old values.",
    hints=(
        "`zip(parameters, gradients)` pairs each array with its gradient.",
        "For one pair p, g the new array is `p - learning_rate * g`. (With `p -= …` the old one is overwritten.)",
        "`return [p - learning_rate * g for p, g in zip(parameters, gradients)]` does all four.",
    ),
    solution="One line. It makes new arrays, so that the list of states that training keeps is not overwritten.",
)


# --- measured slopes --------------------------------------------------------------------------------------------
# Of no degree, so that a step both ways errs with its length: at h = 1e-3 in the sixth digit, at 1e-4 in the eighth.
def wave(theta):
    return np.sum(np.sin(3 * theta) * np.arange(1, len(theta) + 1)) + theta[0]


def saddle(theta):
    return np.exp(theta[0]) * np.sin(3 * theta[-1]) - np.cos(2 * theta).sum() + theta[-1] ** 3


def nudged(slope):
    """A vector of slopes, one for each parameter: slope(f, θ, the step along the axis)."""
    return lambda f, theta: np.array([slope(f, theta, row) for row in 1e-5 * np.eye(len(theta))])


def central(h):
    """Slopes by a step of h both ways."""
    return lambda f, theta: measured_gradient(f, theta, h)


TOO_LONG = (
    "The step {:g} is too long: f is not a straight line over it. Take a much shorter one, such as 1e-5."
)
TOO_SHORT = "The step {:g} is too short: rounding takes too many digits of the difference. Take 1e-5."


def risk(theta):
    """The loss of the network at work, as a function of all its parameters."""
    (W_h, b_h), (W_o, b_o) = network.views(theta)
    return loss(forward(X, W_h, b_h, W_o, b_o)[1], y)


measured = step(
    "12.measured_gradient",
    measured_gradient,
    ("f", "theta"),
    ("slopes",),
    (
        (wave, np.array([0.5, -1.0, 2.0])),
        (saddle, np.array([0.3, -0.7])),
        (saddle, np.array([1.2, 0.1, 0.4, 0.2])),
        (wave, np.array([0.0, 0.4])),
    ),
    {
        **{central(h): TOO_LONG.format(h) for h in (1.0, 0.5, 0.1, 0.01, 0.001)},
        **{central(h): TOO_SHORT.format(h) for h in (1e-10, 1e-12, 1e-15)},
        nudged(lambda f, t, h: (f(t + h) - f(t)) / h.sum()): "Right to a few digits only: a step to one "
        "side errs in proportion to h. Step both ways.",
        nudged(lambda f, t, h: (f(t + h) - f(t - h)) / h.sum()): "Twice too large: from θ − h to θ + h the "
        "distance is 2h.",
        nudged(lambda f, t, h: f(t + h) - f(t - h)): "That is the difference; the slope is the difference "
        "divided by the distance 2h.",
        nudged(lambda f, t, h: (f(t - h) - f(t + h)) / (2 * h.sum())): "The sign is the wrong way round: "
        "f(θ + h) − f(θ − h).",
        nudged(
            lambda f, t, h: (f(t + h.sum()) - f(t - h.sum())) / (2 * h.sum())
        ): "All entries were nudged at once, and every slope is the same sum. Nudge one at a time.",
    },
    (Probe(("slopes",), (risk, network.theta.copy()), (flat,)),),
    question="Write `measured_gradient(f, theta)`: the slope of f at the vector theta along each of its entries, by "
    "taking a small step both ways. f takes a vector and returns a number.",
    remark="It knows nothing of the chain rule, so it cannot share a mistake with backward.",
    hints=(
        "For entry i: add h to theta[i] alone, subtract h from it alone, and compare f at the two places. h = 1e-5 "
        "is good.",
        "The slope is (f(θ + h eᵢ) − f(θ − h eᵢ)) / 2h, with eᵢ the vector that is 1 at i and 0 elsewhere.",
        "Make a copy, or a vector `nudge` of zeros with `nudge[i] = h`: theta itself must stay as it is.",
    ),
    solution="One loop over the entries, two calls of f for each. For a network with n parameters these are 2n forward "
    "passes, where backward needs one pass each way: a check, not a way to train.",
)

# --- how many parameters: 64·64 + 64 + 64·10 + 10 -----------------------------------------------------------------
size = Exercise(
    key="12.parameters",
    question="The digits have 64 pixels and 10 classes. How many parameters does a 64-64-10 network have, biases "
    "included?",
    answer=Number(
        64 * 64 + 64 + 64 * 10 + 10,
        digits=None,
        mistakes={
            64 * 64 + 64 * 10: "These are the weights; every neuron has a bias too.",
            64 * 64 + 64 + 64 * 10 + 64 + 10: "The inputs have no biases: only 64 + 10 neurons have one.",
            64 * 64 + 64: "That is the hidden layer; the output layer is still to be added.",
            64 * 10 + 10: "That is the output layer; the hidden layer is still to be added.",
            64 + 64 + 10: "That counts inputs and neurons. Each connection has a weight.",
            64 * 64 * 10: "Layers add up; they do not multiply.",
            64 * 64 + 64 * 10 + 2: "One bias for each **neuron**, not for each layer.",
        },
    ),
    remark="64 · 64 + 64 and 64 · 10 + 10: 74 times as many as in your galaxy network, by the same steps.",
    hints=(
        "Layer by layer: W has n_out rows and n_in columns, b has n_out entries.",
        "The hidden layer: W (64, 64) and b (64,). The output layer: W (10, 64) and b (10,).",
        "64 · 64 + 64 + 10 · 64 + 10.",
    ),
    solution="64 · 64 + 64 = 4160 in the hidden layer, 10 · 64 + 10 = 650 at the output, 4810 together.",
    code='check("12.parameters", 64 * 64 + 64 + 10 * 64 + 10)',
)

EXERCISES = [
    layer_step,
    forward_step,
    loss_step,
    delta_output_step,
    layer_gradients_step,
    delta_hidden_step,
    backward_step,
    update_step,
    measured,
    size,
]

POLLS = [
    Poll(
        key="12.falling_loss",
        question="You wrote backward, and the training loss falls from update to update. Is your gradient right?",
        choices={
            "a": "Yes: with a wrong gradient the loss would not fall.",
            "b": "Yes, if it falls in every single update.",
            "c": "Not necessarily: many wrong gradients go downhill too.",
            "d": "There is no way to tell.",
        },
        right="c",
        discussion={
            "a": "Every step within a right angle of the steepest descent goes down, if it is short enough. That is "
            "half of all directions.",
            "b": "With a small learning rate the loss falls in every update along a wrong direction too, if it leads "
            "downhill at all.",
            "c": "Yes. Forget the slope of tanh, and here the loss still falls; the output layer learns from right "
            "gradients and makes up for much. The next cells show it.",
            "d": "There is: measure the slope by a small step both ways. It costs two forward passes for each "
            "parameter.",
        },
        closing="A falling loss shows that something is learned. A finite difference shows whether the gradient is "
        "right.",
    ),
    Poll(
        key="12.file_order",
        question="The digits lie in their file as they were collected, form after form. Train on the first 60 %, "
        "validate on the next 20 %, test on the last 20 %: compared with digits dealt at random, is the test score "
        "better or worse?",
        choices={
            "a": "Better.",
            "b": "The same: 60 % are 60 %.",
            "c": "Worse.",
            "d": "Nobody can say: it depends on the seed.",
        },
        right="c",
        discussion={
            "a": "That would need test digits that are easier than the rest. But the last forms are, with one possible "
            "exception, other people's.",
            "b": "The numbers of images are the same, but not the people who wrote them.",
            "c": "Yes, by several points. In file order the test digits come from forms, and with one possible "
            "exception from hands, that the network has never seen; dealt at random, every writer is on every side. "
            "The lower score is the honest one for a new writer.",
            "d": "File order has no seed. And dealt at random, the score moves by about half a point, far less "
            "than the difference.",
        },
        closing="The order of a file may carry information that matters. Here it is who wrote each digit.",
    ),
]
