"""Functions: every elementary function, loss and gate with its derivatives, over the whole range of float64.

Arguments go from the smallest denormal number, 5e-324, to 1.7e308, with both signs, by powers of ten and at random,
and stand close together where functions saturate, overflow or underflow. The truth is 50 digits of mpmath (see
`exact_functions`), and the measure is that of `accuracy`.

For each function the promise is what its formula can keep when each operation is rounded once: an exact result where
nothing is rounded; ½ ε for each operation, which a few of them add up to, and never more than the 4 units of the last
digit that the engine promises of its functions; |d| / 2 times ½ ε for a power of e whose exponent d is itself a
difference. A claim that is right only as a number beside 1 says why.
"""

import numpy as np

from course_utils import engine
from course_utils.engine import EmpiricalRisk, Network, Node

from .accuracy import errors
from .claim import Claim

EXPONENT = 400.0  # ½ ε times the largest |d| with e^−|d| in range, 745, and a few more
# ε promised for value, first and second derivative.
FUNCTIONS = {
    "identity": (0, 0, 0),
    "sigmoid": (4, 4, 4),
    "tanh": (2, 4, 4),
    "relu": (0, 0, 0),
    "softplus": (4, 4, 4),
    "leaky_relu": (1, 1, 0),
    "exp": (1, 1, 1),
    "log": (1, 1, 4),
}
LOSSES = {
    "mean_squared_error": (2, 1, 0),
    "half_squared_error": (2, 1, 0),
    "mean_absolute_error": (1, 0, 0),
    "binary_cross_entropy": (2, 2, None),
    "cross_entropy": (2, 2, None),
    "binary_cross_entropy from logits": (4, 4, 4),
    "cross_entropy from logits": (EXPONENT, EXPONENT, EXPONENT),
}
GATES = {
    "u + v": (1, 0, 0),
    "u − v": (1, 0, 0),
    "u · v": (1, 0, 0),
    "u / v": (1, 1, 2),
    "u ** v": (2, EXPONENT, 4),
    "maximum(u, v)": (0, 0, 0),
}
LOOSE = 4.0  # ε, of what is right only beside 1
# What is right only beside 1, and why.
LOOSELY = {
    "binary_cross_entropy from logits″": "the Hessian has a (1 − a), as training has",
    "cross_entropy from logits″": "the Hessian has a (1 − a), as training has",
}
ORDERS = ("", "′", "″")
PARTIALS = ("", ", ∂/∂u", ", ∂/∂v")
EDGES = (
    0.5,
    1.0,
    2.0,
    18.3,
    19.06,
    36.7,
    37.4,
    88.7,
    354.9,
    372.6,
    708.3,
    709.78,
    710.5,
    744.4,
    745.2,
    746.0,
)
PAIRS = 1_500


def claims(random):
    """The claims of this family."""
    from . import exact_functions

    found = []
    for name, promises in FUNCTIONS.items():
        places = arguments(random, positive=name == "log")
        for order, promised in enumerate(promises):
            exact = [exact_functions.exact(exact_functions.FUNCTIONS[name][order], z) for z in places]
            found.append(
                judged(f"{name}{ORDERS[order]}", promised, function(name, order)(places), exact, places)
            )
    return [*found, *_losses(random), *_gates(random)]


def judged(words, promised, ours, exact, places):
    """The claim that floats are as near to decimal strings as promised; loosely so, if it is listed with a reason."""
    loosely = words in LOOSELY
    said = f"{words}; {LOOSELY[words]}" if loosely else words
    claim = Claim(said, LOOSE if loosely else promised, unit="ε", weaker=loosely)
    for value, truth, place in zip(ours, exact, places, strict=True):
        claim.see(errors(float(value), truth)[loosely], place)
    return claim


def arguments(random, positive=False, tenths=4, near=40, count=500):
    """Places over the whole range of float64: powers of ten, random ones, and some around each edge."""
    powers = 10.0 ** np.arange(-323, 308, 1 / tenths)
    drawn = 2.0 ** random.uniform(-1074, 1023.9, count)
    usual = np.exp(random.normal(0, 2.5, count))
    edges = np.concatenate([edge * (1 + 1e-3 * random.normal(size=near)) for edge in EDGES])
    ends = [5e-324, 2.2250738585072014e-308, 2.0**-53, 1.7e308, np.finfo(float).max]
    sizes = np.concatenate([powers, drawn, usual, edges, EDGES, ends])
    return sizes if positive else np.concatenate([-sizes, [0.0], sizes])


def function(name, order):
    """The engine's function, or its first or second derivative, of an array."""
    f = engine.leaky_relu(0.01) if name == "leaky_relu" else getattr(engine, name)
    return (f, f.derivative, f.second_derivative)[order]


# --- losses -----------------------------------------------------------------------------------------


def _losses(random):
    from . import exact_functions

    found = []
    for name, promises in LOSSES.items():
        pairs = loss_pairs(name, random)
        for order, promised in enumerate(promises):
            if promised is None:
                continue
            pairs = [pair for pair in pairs if order < 2 or has_finite_slope(pair)]
            exact = [exact_functions.exact(exact_functions.LOSSES[name][order], *pair) for pair in pairs]
            ours = [loss(name, order)(*pair) for pair in pairs]
            found.append(judged(f"{name}{ORDERS[order]}", promised, ours, exact, pairs))
    return found


def has_finite_slope(pair):
    """Whether twice the difference of prediction and target is in range: else there is no second derivative."""
    return abs(pair[0] / 4 - pair[1] / 4) < 2e307


def loss_pairs(name, random, count=PAIRS):
    """Pairs of a prediction (or a logit) and a target; for the cross-entropy from logits a row of two logits."""
    if name == "cross_entropy from logits":
        middle = random.normal(0, 10, count)
        return [
            *zip(middle, middle + random.choice(arguments(random), count), strict=True),
            (1e308, -1e308),
            (-1e308, 1e308),
        ]
    if name == "binary_cross_entropy from logits":
        places = [*random.choice(arguments(random), count), -1.7e308, 1.7e308]
        return [(z, t) for z in places for t in (0.0, 1.0)]
    if "cross_entropy" in name:
        small = np.exp(-random.uniform(0, 740, count // 2))
        inside = np.concatenate([small, 1 - small[small > 1e-16], random.uniform(0, 1, count // 2)])
        inside = inside[(inside > 0) & (inside < 1)]
        return [(p, float(t)) for p in inside for t in ((0, 1) if name.startswith("binary") else (1,))]
    drawn = arguments(random)
    edges = [(1.5e154, 0.0), (-1.8e154, 0.0), (1.7e308, -1.7e308), (1.0, 1.0), (1.0, 1 + 2**-52)]
    return [*zip(random.choice(drawn, count), random.choice(drawn, count), strict=True), *edges]


def loss(name, order):
    """A function of (prediction, target): the engine's loss, its gradient, or what its Hessian makes of it."""
    bare = name.removesuffix(" from logits")
    it, logits = engine.LOSSES[bare], name != bare
    if order == 2:
        return lambda p, t: _second(it, logits, p, t)
    call = (it.from_logits, it.gradient_from_logits)[order] if logits else (it, it.gradient)[order]
    if bare != "cross_entropy":
        return call
    rows = (lambda z, t: [[z, t]]) if logits else (lambda p, t: [[p, 1 - p]])
    return lambda p, t: np.ravel(call(np.array(rows(p, t)), np.array([0])))[0]


def _second(it, logits, p, t):
    """∂²loss/∂p², as the Hessian of a network that has nothing but biases to say."""
    outputs = 2 if it.name == "cross_entropy" else 1
    biases = [p, t] if outputs == 2 else [p]
    output = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}.get(it.name, "identity")
    network = Network.from_parameters([(np.zeros((outputs, 1)), biases)], output=output)
    target = [0] if outputs == 2 else [t]
    return EmpiricalRisk(network, [[0.0]], target, it).hessian(network.theta)[outputs, outputs]


# --- gates ------------------------------------------------------------------------------------------


def _gates(random):
    from . import exact_functions

    found = []
    for name, promises in GATES.items():
        for order, promised in enumerate(promises):
            pairs = gate_pairs(name, random, order)
            exact = [exact_functions.exact(exact_functions.GATES[name][order], *pair) for pair in pairs]
            ours = [gate(name, order, *pair) for pair in pairs]
            found.append(judged(f"{name}{PARTIALS[order]}", promised, ours, exact, pairs))
    return found


def gate_pairs(name, random, order, count=PAIRS):
    """Pairs (u, v): over the whole range for values; from 1e-150 to 1e150 for derivatives: steps may underflow."""
    places = arguments(random)
    if order:
        places = places[(np.abs(places) > 1e-150) & (np.abs(places) < 1e150)]
    u, v = random.choice(places, count), random.choice(places, count)
    if name == "u / v":
        u, v = u[v != 0], v[v != 0]
    if name == "u ** v":
        u = np.abs(u[u != 0])
        # Exponents for which the power stays in range, whatever the base.
        v = random.uniform(-1, 1, len(u)) * 700 / np.maximum(np.abs(np.log(u)), 1)
    return list(zip(u, v, strict=True))


def gate(name, order, u, v):
    """The value or a derivative of a gate of two Nodes; what it would be where Nodes refuse it because of its size."""
    u, v = Node(float(u), "u"), Node(float(v), "v")
    try:
        result = OPERATORS[name](u, v)
    except ValueError:
        exact = OPERATORS[name](np.longdouble(u.value), np.longdouble(v.value))
        return float(np.sign(exact)) * np.inf
    if order == 0:
        return result.value
    result.backward()
    try:
        return (u, v)[order - 1].grad
    except ValueError:
        sizes = np.float64(u.value), np.float64(v.value), np.float64(result.value)
        with np.errstate(all="ignore"):
            return float(result.operator.partials(*sizes)[order - 1])


OPERATORS = {
    "u + v": lambda u, v: u + v,
    "u − v": lambda u, v: u - v,
    "u · v": lambda u, v: u * v,
    "u / v": lambda u, v: u / v,
    "u ** v": lambda u, v: u**v,
    "maximum(u, v)": lambda u, v: engine.maximum(u, v) if isinstance(u, Node) else max(u, v),
}
