"""Random networks with data: the cases on which gradients and Hessians are compared.

Every combination of hidden activation, output activation and loss that the engine allows comes in turn, so that
each is met equally often. Depth, width, batch and the *regime* are drawn: what is ordinary, what saturates, what is
large or tiny, and whole numbers, on which ReLU and the absolute error stand exactly at their kinks.
"""

import itertools
from dataclasses import dataclass

import numpy as np

from course_utils.engine import LOSSES, Network, leaky_relu

DEPTHS, WIDTHS, BATCHES = (1, 5), (1, 12), (1, 50)
LEAK = 0.25  # exact in binary, so that whole numbers stay sums of quarters
FROM_LOGITS = ("binary_cross_entropy", "cross_entropy")  # losses taken before the last activation
HIDDEN = ("identity", "sigmoid", "tanh", "relu", "softplus", "leaky_relu", "mixed")
STRAIGHT = {"identity", "relu", "leaky_relu"}
OUTPUTS = ("identity", "sigmoid", "tanh", "relu", "softplus", "leaky_relu", "softmax")
LINKS = {"binary_cross_entropy": ("sigmoid",), "cross_entropy": ("softmax",)}
COMBINATIONS = [
    (hidden, output, loss)
    for hidden, loss in itertools.product(HIDDEN, LOSSES)
    for output in LINKS.get(loss, OUTPUTS)
]
# How often, and by what weights and inputs are multiplied.
REGIMES = {
    "ordinary": (0.5, 1.0, 1.0),
    "saturated": (0.15, 8.0, 3.0),
    "large": (0.1, 1.0, 1e5),
    "tiny": (0.1, 0.1, 1e-6),
    "whole": (0.15, 1.0, 1.0),
}


@dataclass(frozen=True)
class Problem:
    """A network as bare arrays with names, its data and its loss; `network()` is the engine's own."""

    layers: tuple  # of (W, b)
    activations: tuple  # of names, one for each layer
    loss: str
    X: np.ndarray
    Y: np.ndarray  # (N, n_out), or class numbers (N,) for the cross-entropy
    l2: float
    regime: str

    def network(self):
        functions = [leaky_relu(LEAK) if name == "leaky_relu" else name for name in self.activations]
        return Network.from_parameters(self.layers, hidden=functions[:-1], output=functions[-1])

    @property
    def theta(self):
        """All parameters, layer by layer, W row by row, then b."""
        return np.concatenate([part.ravel() for layer in self.layers for part in layer])

    def blocks(self):
        """The slice of each layer in theta."""
        ends = np.cumsum([0, *(W.size + b.size for W, b in self.layers)])
        return [slice(start, end) for start, end in itertools.pairwise(ends)]

    def __str__(self):
        sizes = "-".join(map(str, [self.X.shape[1], *(len(b) for _, b in self.layers)]))
        data = f"{self.loss}, {len(self.X)} examples, l2 = {self.l2}; {self.regime}"
        return f"{sizes} {', '.join(self.activations)}; {data}"


def problems(count, random, *, deepest=DEPTHS[1], widest=WIDTHS[1], most=BATCHES[1], regimes=tuple(REGIMES)):
    """`count` random problems; the combinations come in turn."""
    order = random.permutation(len(COMBINATIONS))
    for place in range(count):
        hidden, output, loss = COMBINATIONS[order[place % len(order)]]
        sizes = random.integers(WIDTHS[0], widest + 1, size=random.integers(DEPTHS[0], deepest + 1) + 1)
        inner = [random.choice(HIDDEN[:-1]) if hidden == "mixed" else hidden for _ in sizes[1:-1]]
        batch = int(random.integers(BATCHES[0], most + 1))
        activations = (*map(str, inner), output)
        yield problem(activations, loss, sizes, batch, _regime(regimes, activations, random), random)


def siblings(count, each, random, *, regimes=tuple(REGIMES), **limits):
    """`count` random problems, each followed by others that differ in their numbers alone: `each` of a kind."""
    for first in problems(count, random, regimes=regimes, **limits):
        yield first
        sizes = [first.X.shape[1], *(len(b) for _, b in first.layers)]
        for _ in range(each - 1):
            regime = _regime(regimes, first.activations, random)
            yield problem(first.activations, first.loss, sizes, len(first.X), regime, random)


def _regime(regimes, activations, random):
    """A regime by its share; whole numbers only where hidden layers keep sums exact: rounding would decide ties."""
    shares = np.array([REGIMES[name][0] for name in regimes])
    regime = str(random.choice(regimes, p=shares / shares.sum()))
    return "ordinary" if regime == "whole" and not STRAIGHT.issuperset(activations[:-1]) else regime


def problem(activations, loss, sizes, count, regime, random):
    """A problem with these activations, sizes and so many examples; its numbers are drawn."""
    _, weight_scale, input_scale = REGIMES[regime]
    if regime == "whole":
        layers = [
            (random.integers(-1, 2, (m, n)).astype(float), random.integers(-1, 2, m).astype(float))
            for n, m in itertools.pairwise(sizes)
        ]
        X = random.integers(-2, 3, (count, sizes[0])).astype(float)
    else:
        layers = [
            (
                weight_scale * random.normal(size=(m, n)) / np.sqrt(n),
                weight_scale * 0.3 * random.normal(size=m),
            )
            for n, m in itertools.pairwise(sizes)
        ]
        X = input_scale * random.normal(size=(count, sizes[0]))
    Y = _targets(loss, count, sizes[-1], regime, random)
    return Problem(tuple(layers), activations, loss, X, Y, float(random.choice([0.0, 0.01, 1.0])), regime)


def _targets(loss, count, outputs, regime, random):
    if loss == "binary_cross_entropy":
        return random.integers(0, 2, (count, outputs)).astype(float)
    if loss == "cross_entropy":
        return random.integers(0, outputs, count)
    if regime == "whole":
        return random.integers(-2, 3, (count, outputs)).astype(float)
    return random.normal(size=(count, outputs))
