"""HIPS autograd: NumPy whose calls are taped."""

import autograd.numpy as np
from autograd import grad, hessian

from ..workloads import RATE
from . import Contest, flat, shuffled_batches, unpacked
from .functional import risk

NAME = "HIPS autograd"


def contest(workload):
    """All that needs derivatives, but for scalars with names."""
    if workload.task in ("predict", "graph"):
        return None
    value, _ = risk(np, workload)
    X, Y = workload.X, workload.Y
    if workload.task == "hessian":
        second = hessian(lambda theta: value(unpacked(theta, workload.sizes), X, Y))
        theta = workload.network.theta.copy()
        return Contest(lambda count: [second(theta) for _ in range(count)], lambda: second(theta))
    gradient = grad(value)
    held = {"layers": workload.layers}
    random = np.random.default_rng(0)

    def update(X, Y):
        slopes = gradient(held["layers"], X, Y)
        held["layers"] = [
            (W - RATE * dW, b - RATE * db) for (W, b), (dW, db) in zip(held["layers"], slopes, strict=True)
        ]

    def run(count):
        for _ in range(count):
            if workload.batch_size is None:
                update(X, Y)
            else:
                for rows in shuffled_batches(random, len(X), workload.batch_size):
                    update(X[rows], Y[rows])

    return Contest(run, lambda: flat(gradient(workload.layers, X, Y)))
