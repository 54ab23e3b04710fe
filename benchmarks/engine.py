"""The engine against PyTorch (eager, float64, one thread), in one run: `make bench`.

Each workload is timed in turns, ours, theirs, ours, theirs, so that a busy machine slows both. What
counts is the median of the ratios; times are the fastest seen, and travel badly between machines. A
workload with a goal says whether it was reached; the exit status says whether all were.
"""

import os
import sys
import time
from dataclasses import dataclass

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is loaded

import numpy as np
from peers import torch_hessian, torch_prediction, torch_training

from course_utils.engine import EmpiricalRisk, Network, fit, gradient_descent, lecture_network

ROUNDS = 40


@dataclass(frozen=True)
class Workload:
    """Two functions that do the same and return how often they did it."""

    name: str
    ours: callable
    theirs: callable
    goal: float | None = None


def training(name, sizes, hidden, output, loss, X, y, *, batch_size=None, epochs=(100, 20), goal=None):
    """One unit is one update where all data are one batch, else one epoch."""
    network = Network.random(sizes, hidden, output)
    steps = torch_training(sizes, hidden, output, loss, X, y, batch_size)

    def ours():
        fit(network, X, y, loss, learning_rate=0.01, epochs=epochs[0], batch_size=batch_size)
        return epochs[0]

    return Workload(name, ours, lambda: steps(epochs[1]), goal)


def workloads():
    """The workloads, by the letters that they have had from the start."""
    random = np.random.default_rng(0)
    X, noise = random.normal(size=(200, 2)), random.normal(size=200)
    y = (X[:, 0] * X[:, 1] + 0.3 * noise > 0).astype(int)
    _, x, target = lecture_network()
    digits, classes = random.uniform(size=(1797, 64)), random.integers(0, 10, size=1797)
    line = np.linspace(-1, 1, 256)[:, None]
    bce = "binary_cross_entropy"
    b = ([2, 16, 16, 1], "tanh", "sigmoid", bce, X, y)
    return [
        training(
            "A: 2-2-2, one example, one update",
            *([2, 2, 2], "sigmoid", "sigmoid", "half_squared_error", x[None], target[None]),
            epochs=(500, 25),
            goal=15,
        ),
        training("B: 2-16-16-1, 200 examples, one update", *b, goal=4),
        training("B32: the same in batches of 32, one epoch", *b, batch_size=32, epochs=(30, 3)),
        training(
            "C: 64-128-64-10, batches of 64, one epoch",
            *([64, 128, 64, 10], "relu", "softmax", "cross_entropy", digits, classes),
            batch_size=64,
            epochs=(2, 1),
        ),
        decision_surface(),
        hessian(X, y),
        training(
            "G: 1-64-1 sigmoid, 256 examples, one update",
            *([1, 64, 1], "sigmoid", "identity", "mean_squared_error", line, np.sin(6 * line)),
        ),
    ]


def decision_surface():
    network = Network.random([2, 16, 16, 1], output="sigmoid")
    grid = np.stack(np.meshgrid(*[np.linspace(-3, 3, 200)] * 2), axis=-1).reshape(-1, 2)
    predict = torch_prediction(network, grid)

    def ours():
        network(grid)
        return 1

    return Workload("D: prediction on 200 × 200 points", ours, predict)


def hessian(X, y):
    network = Network.random([2, 16, 16, 1], output="sigmoid")
    risk = EmpiricalRisk(network, X, y, "binary_cross_entropy")

    def ours():
        risk.hessian(network.theta)
        return 1

    return Workload(
        "E: exact Hessian, 337 parameters, 200 examples", ours, torch_hessian(network, X, y), goal=5
    )


def seconds(function):
    """The time of one unit of work."""
    start = time.perf_counter()
    count = function()
    return (time.perf_counter() - start) / count


def race(workload):
    """Print one line; whether the goal was reached."""
    for function in (workload.ours, workload.theirs):
        function()
    times = np.array([[seconds(workload.ours), seconds(workload.theirs)] for _ in range(ROUNDS)])
    low, ratio, high = np.quantile(times[:, 1] / times[:, 0], [0.25, 0.5, 0.75])
    ours, theirs = 1e6 * times.min(axis=0)
    verdict = "" if workload.goal is None else f"goal {workload.goal}: {_verdict(ratio >= workload.goal)}"
    print(
        f"{workload.name:48} {ratio:5.1f}×  ({low:.1f} to {high:.1f}) {ours:9.1f} µs {theirs:9.1f} µs  {verdict}",
        flush=True,
    )
    return workload.goal is None or ratio >= workload.goal


def whole_history():
    """Print the time of 10,000 updates with their whole history; whether it is at most a second.

    With no peer to compare, it is the processor's time: waiting for other programs does not count.
    """
    network, x, y = lecture_network()
    risk = EmpiricalRisk(network, x[None], y[None], "half_squared_error")
    times = []
    for _ in range(3):
        start = time.process_time()
        points = list(gradient_descent(risk, network.theta, learning_rate=0.5, steps=10_000))
        times.append(time.process_time() - start)
        assert len(points) == 10_001
    reached = min(times) <= 1
    print(
        f"{'10,000 updates of 2-2-2, every θ kept':48} {min(times):.2f} s{'goal 1 s: ' + _verdict(reached):>59}"
    )
    return reached


def _verdict(reached):
    return "reached" if reached else "missed"


def main():
    """Run everything; 0 if all goals were reached."""
    print(f"{'':48} ratio of times, PyTorch to ours (quartiles), then fastest times\n")
    reached = [race(workload) for workload in workloads()]
    reached.append(whole_history())
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
