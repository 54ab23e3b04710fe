"""A set-up as a program of its own: NumPy by hand, PyTorch or scikit-learn, with the same data, start and losses.

A program needs nothing of this course. It holds the examples and the weights of the start, and ends with `losses`, the
training risk after each epoch or update, and `risk`, the last. What a library cannot do raises ValueError.
"""

from itertools import pairwise

from ..engine.validate import one_of
from .setup import ACTIVATIONS, MOST_UPDATES
from .setup_text import read
from .training import begin

LIBRARIES = {"numpy": "NumPy", "pytorch": "PyTorch", "scikit-learn": "scikit-learn"}

# g and g′ of each activation in NumPy, as the engine's table of functions has them; and PyTorch's own names.
IN_NUMPY = {
    "tanh": ("np.tanh(z)", "1 - np.tanh(z) ** 2"),
    "sigmoid": ("1 / (1 + np.exp(-z))", "sigmoid(z) * (1 - sigmoid(z))"),
    "relu": ("np.maximum(0, z)", "(z > 0) * 1.0"),
    "leaky_relu": ("0.01 * z + 0.99 * np.maximum(0, z)", "np.where(z > 0, 1.0, 0.01)"),
    "softplus": ("np.logaddexp(0, z)", "1 / (1 + np.exp(-z))"),
    "identity": ("z", "np.ones_like(z)"),
}
IN_TORCH = {
    "tanh": "torch.nn.Tanh()",
    "sigmoid": "torch.nn.Sigmoid()",
    "relu": "torch.nn.ReLU()",
    "leaky_relu": "torch.nn.LeakyReLU(0.01)",
    "softplus": "torch.nn.Softplus(threshold=1e9)",
    "identity": "torch.nn.Identity()",
}
IN_SCIKIT = {"tanh": "tanh", "sigmoid": "logistic", "relu": "relu", "identity": "identity"}


def program(setup, library="numpy"):
    """The text of a Python program that trains what the string `setup` describes, with a library.

    That is "numpy", "pytorch" or "scikit-learn". Raises ValueError for a string that is not a set-up, and where the
    library cannot train it to the same losses.
    """
    one_of(library, "library", list(LIBRARIES))
    setup = read(setup)
    if setup.changes:
        raise ValueError(
            "something was changed on the way, and a program trains in one go: load the set-up and reset to the same "
            "start, which keeps your settings"
        )
    write = {"numpy": _numpy, "pytorch": _pytorch, "scikit-learn": _scikit}[library]
    training = begin(setup.settings)
    return "\n".join([_head(setup, library), *write(setup.settings, setup.updates, training), ""])


def _head(setup, library):
    settings = setup.settings
    return (
        f'"""A network {"-".join(map(str, settings.sizes))} learns {settings.data}, in {LIBRARIES[library]}: '
        f'{setup.updates} updates."""\n\nimport numpy as np'
    )


def _data(training):
    """The examples and the start as arrays: X (N, d), y (N, 1), W (n_out, n_in) and b (n_out,) of each layer."""
    trainer = training.trainer
    X, y = trainer.examples
    yield f"X = np.array({_rows(X)})"
    yield f"y = np.array({_rows(y)})"
    layers = training.network.layers
    yield "W = [" + ",\n     ".join(f"np.array({_rows(layer.W)})" for layer in layers) + "]"
    yield "b = [" + ", ".join(f"np.array({layer.b.tolist()})" for layer in layers) + "]"


def _rows(array):
    return "[" + ",\n    ".join(str(row) for row in array.tolist()) + "]"


def _batches(settings, training):
    """Code that gives the examples `rows` of update t."""
    if settings.batch == "all":
        return ["def batch(t):", "    return np.arange(len(X))"]
    return [
        "def batch(t):  # the examples are dealt out anew in each epoch",
        f"    epoch, place = divmod(t, {training.trainer.batches(settings.batch)})",
        f"    order = np.random.default_rng([{settings.seed}, epoch]).permutation(len(X))",
        f"    return order[{settings.batch} * place:{settings.batch} * (place + 1)]",
    ]


# --- NumPy ------------------------------------------------------------------------------------------------

NUMPY_RULES = {
    "sgd": ("", "        theta[i] -= rate * gradient"),
    "momentum": (
        "v = [np.zeros_like(part) for part in W + b]",
        "        v[i] = 0.9 * v[i] + gradient\n        theta[i] -= rate * v[i]",
    ),
    "adam": (
        "m, v = ([np.zeros_like(part) for part in W + b] for _ in range(2))",
        "        m[i] = 0.9 * m[i] + 0.1 * gradient\n"
        "        v[i] = 0.999 * v[i] + 0.001 * gradient ** 2\n"
        "        step = m[i] / (1 - 0.9 ** (t + 1)) / (np.sqrt(v[i] / (1 - 0.999 ** (t + 1))) + 1e-8)\n"
        "        theta[i] -= rate * step",
    ),
}


def _numpy(settings, updates, training):
    yield ""
    yield from _data(training)
    yield f"rate, l2, l1 = {settings.rate}, {settings.l2}, {settings.l1}"
    yield "\n\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))"
    names = settings.activations
    yield "\n\ng = [" + ", ".join(f"lambda z: {IN_NUMPY[name][0]}" for name in names) + "]"
    yield "slope = [" + ", ".join(f"lambda z: {IN_NUMPY[name][1]}" for name in names) + "]"
    yield "\n"
    yield from _batches(settings, training)
    yield _NUMPY_FORWARD
    squared = settings.loss == "squared"
    probability = "sigmoid(Z[-1])" if not settings.is_regression else "Z[-1]"
    if squared:
        risk = f"return np.mean(({probability} - y) ** 2)"
        slope = " * f * (1 - f)" if not settings.is_regression else ""
        delta = f"f = {probability}\n    delta = 2 * (f - y[rows]){slope} / len(rows)"
    else:
        risk = "return np.mean(np.logaddexp(0, Z[-1]) - y * Z[-1])  # −log p for class 1, −log(1 − p) for class 0"
        delta = "delta = (sigmoid(Z[-1]) - y[rows]) / len(rows)"
    yield f"\n\ndef training_risk():\n    Z, A = forward(X)\n    {risk}"
    yield f"\n\ndef gradients(rows):\n    Z, A = forward(X[rows])\n    {delta}"
    yield _NUMPY_BACKWARD
    memory, rule = NUMPY_RULES[settings.optimizer]
    yield (
        f"\n\ntheta = W + b  # the same arrays\n{memory}"
        if memory
        else "\n\ntheta = W + b  # the same arrays"
    )
    yield f"losses = [training_risk()]\nfor t in range({updates}):"
    yield "    for i, gradient in enumerate(gradients(batch(t))):"
    yield rule
    yield '    losses.append(training_risk())\nrisk = losses[-1]\nprint(f"training risk {risk:.6f}")'


_NUMPY_FORWARD = '''

def forward(X):
    """All pre-activations Z and activations A, the inputs first among these."""
    Z, A = [], [X]
    for layer in range(len(W)):
        Z.append(A[-1] @ W[layer].T + b[layer])
        A.append(g[layer](Z[-1]) if layer < len(g) else Z[-1])
    return Z, A'''

_NUMPY_BACKWARD = """    in_W, in_b = [], []
    for layer in reversed(range(len(W))):
        in_W.insert(0, delta.T @ A[layer] + l2 * W[layer] + l1 * np.sign(W[layer]))
        in_b.insert(0, delta.sum(axis=0))
        if layer:
            delta = delta @ W[layer] * slope[layer - 1](Z[layer - 1])
    return in_W + in_b"""


# --- PyTorch ----------------------------------------------------------------------------------------------

TORCH_RULES = {
    "sgd": "torch.optim.SGD(model.parameters(), lr=rate)",
    "momentum": "torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9)",
    "adam": "torch.optim.Adam(model.parameters(), lr=rate)",
}


def _pytorch(settings, updates, training):
    yield "import torch\n\ntorch.set_default_dtype(torch.float64)"
    yield from _data(training)
    yield f"rate, l2, l1 = {settings.rate}, {settings.l2}, {settings.l1}\n"
    yield "model = torch.nn.Sequential("
    parts = [f"torch.nn.Linear({before}, {after})" for before, after in pairwise(settings.sizes)]
    for linear, name in zip(parts, [*settings.activations, None], strict=True):
        yield f"    {linear}," + (f" {IN_TORCH[name]}," if name else "")
    squared, classes = settings.loss == "squared", not settings.is_regression
    if squared and classes:
        yield "    torch.nn.Sigmoid(),"
    yield ")\nlinear = [part for part in model if isinstance(part, torch.nn.Linear)]"
    yield "with torch.no_grad():\n    for part, weights, biases in zip(linear, W, b):"
    yield "        part.weight.copy_(torch.tensor(weights))\n        part.bias.copy_(torch.tensor(biases))"
    yield "X, y = torch.tensor(X), torch.tensor(y)"
    yield f"loss = torch.nn.{'MSELoss' if squared else 'BCEWithLogitsLoss'}()"
    yield f"optimizer = {TORCH_RULES[settings.optimizer]}\n\n"
    yield from _batches(settings, training)
    yield f"\n\nlosses = [loss(model(X), y).item()]\nfor t in range({updates}):"
    yield "    rows = torch.as_tensor(batch(t))\n    optimizer.zero_grad()"
    yield "    penalty = sum(l2 / 2 * (part.weight ** 2).sum() + l1 * part.weight.abs().sum() for part in linear)"
    yield "    (loss(model(X[rows]), y[rows]) + penalty).backward()\n    optimizer.step()"
    yield '    losses.append(loss(model(X), y).item())\nrisk = losses[-1]\nprint(f"training risk {risk:.6f}")'


# --- scikit-learn -----------------------------------------------------------------------------------------


def _refused(settings, updates):
    """Why scikit-learn cannot train this to the same losses, or None."""
    kinds = set(settings.activations)
    if len(kinds) > 1:
        return "has one activation for all hidden layers"
    if kinds - IN_SCIKIT.keys():
        return f"has no {ACTIVATIONS[kinds.pop()]}"
    if settings.l1:
        return "has no L1 penalty"
    if settings.batch != "all":
        return "deals out its batches in an order of its own: take batch=all"
    if settings.loss == "squared" and not settings.is_regression:
        return "has no squared error for classes"
    if not updates:
        return "makes one update at least"
    return None


def _scikit(settings, updates, training):
    if why := _refused(settings, updates):
        raise ValueError(f"scikit-learn {why}")
    regression = settings.is_regression
    kind, half = ("MLPRegressor", 2) if regression else ("MLPClassifier", 1)
    yield f"from sklearn.neural_network import {kind}\n"
    yield from _data(training)
    yield "y = y.ravel()"
    yield f"rate, l2 = {settings.rate}, {settings.l2}"
    if regression:
        yield "# Its loss is half the mean squared error, so the learning rate is twice as large and the penalty half."
    rate = "rate" if settings.optimizer == "adam" or half == 1 else "2 * rate"
    beta = 0.9 if settings.optimizer == "momentum" else 0.0
    solver = "adam" if settings.optimizer == "adam" else "sgd"
    epsilon = ", epsilon=0.5e-8" if solver == "adam" and half == 2 else ""
    name = IN_SCIKIT[settings.activations[0]] if settings.layers else "identity"
    alpha = "l2 * len(X)" if half == 1 else "l2 * len(X) / 2"
    if solver == "adam":
        yield "# It adds its ε in another place, which changes the losses in the sixth digit."
    yield f"model = {kind}("
    yield f"    hidden_layer_sizes={settings.layers}, activation={name!r}, solver={solver!r}, alpha={alpha},"
    yield f"    batch_size=len(X), shuffle=False, learning_rate_init={rate}{epsilon},"
    yield f"    momentum={beta}, nesterovs_momentum=False, warm_start=True,"
    yield f"    max_iter=1, tol=0.0, n_iter_no_change={MOST_UPDATES + 1},\n)"
    yield "import warnings\n\nwith warnings.catch_warnings():"
    yield '    warnings.simplefilter("ignore")  # it has not converged'
    yield "    model.fit(X, y)  # makes room for the weights; these are the ones to start from"
    yield "    for mine, weights in zip(model.coefs_, W):\n        mine[:] = weights.T"
    yield "    for mine, biases in zip(model.intercepts_, b):\n        mine[:] = biases"
    yield f"    model.set_params(max_iter={updates})\n    model.fit(X, y)"
    yield "losses = model.loss_curve_[-model.max_iter:]  # before each update, with the penalty"
    if regression:
        yield "risk = np.mean((model.predict(X) - y) ** 2)"
    else:
        yield "log_p = model.predict_log_proba(X)\nrisk = -np.mean(np.where(y == 1, log_p[:, 1], log_p[:, 0]))"
    yield 'print(f"training risk {risk:.6f}")'
