"""The workloads: what each engine is asked to do, by the letters that they have had from the start."""

from dataclasses import dataclass

import numpy as np

from course_utils.data import digits, galaxies
from course_utils.engine import Network, lecture_network

RATE = 0.01


@dataclass(frozen=True)
class Workload:
    """A network, its data, and what is to be done with them, one unit of it at a time.

    task        unit
    update      one update of gradient descent on all examples
    epoch       one epoch in shuffled batches of `batch_size`, the last one smaller
    predict     the predictions of all examples
    hessian     the exact Hessian of the empirical risk
    graph       one update, on scalars with names
    """

    letter: str
    words: str
    task: str
    network: Network
    loss: str
    X: np.ndarray
    Y: np.ndarray
    batch_size: int | None = None

    @property
    def sizes(self):
        return self.network.sizes

    @property
    def hidden(self):
        """The name of the hidden layers' activation."""
        return self.network.layers[0].activation.name

    @property
    def output(self):
        """The name of the last activation."""
        return self.network.layers[-1].activation.name

    @property
    def layers(self):
        """[(W, b), …], copies."""
        return [(layer.W.copy(), layer.b.copy()) for layer in self.network.layers]

    @property
    def trains(self):
        return self.task in ("update", "epoch")


def workloads():
    """All of them."""
    _, x, target = lecture_network()
    sky = galaxies(200, seed=0)
    images = digits()
    line = np.linspace(-1, 1, 256)[:, None]
    lecture = (lecture_network()[0], "half_squared_error", x[None], target[None])
    b = (galaxy_network(), "binary_cross_entropy", sky.X, sky.y[:, None].astype(float))
    c = Network.random([64, 128, 64, 10], "relu", "softmax"), "cross_entropy", images.X, images.y
    g = Network.random([1, 64, 1], "sigmoid"), "mean_squared_error", line, np.sin(6 * line)
    grid = np.stack(np.meshgrid(*[np.linspace(-3, 3, 200)] * 2), axis=-1).reshape(-1, 2)
    return [
        Workload("A", "2-2-2, one example: an update", "update", *lecture),
        Workload("B", "2-16-16-1 tanh, 200 examples: an update", "update", *b),
        Workload("B32", "the same in batches of 32: an epoch", "epoch", *b, batch_size=32),
        Workload("C", "digits 64-128-64-10, batches of 64: an epoch", "epoch", *c, batch_size=64),
        Workload("D", "B's network on 200 × 200 points", "predict", *b[:2], grid, np.zeros((len(grid), 1))),
        Workload("E", "exact Hessian, 337 parameters, 200 examples", "hessian", *b),
        Workload("F", "A on scalars with names: an update", "graph", *lecture),
        Workload("G", "1-64-1 sigmoid, 256 examples: an update", "update", *g),
    ]


def galaxy_network(width=16, depth=2):
    """2-16-16-1, or so many hidden layers of another width."""
    return Network.random([2, *[width] * depth, 1], hidden="tanh", output="sigmoid")


def growth():
    """{what grows: [(its size, a workload like B of that size)]}."""
    sky = galaxies(4096, seed=0)
    X, Y = sky.X, sky.y[:, None].astype(float)

    def like_b(network, examples=200):
        words = f"{'-'.join(map(str, network.sizes))}, {examples} examples"
        return Workload("", words, "update", network, "binary_cross_entropy", X[:examples], Y[:examples])

    return {
        "width": [(width, like_b(galaxy_network(width=width))) for width in (4, 8, 16, 32, 64, 128, 256)],
        "depth": [(depth, like_b(galaxy_network(depth=depth))) for depth in (1, 2, 4, 8, 16)],
        "batch": [(count, like_b(galaxy_network(), count)) for count in (8, 32, 128, 512, 2048, 4096)],
    }
