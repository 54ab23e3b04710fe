"""This course's engine, through its public names."""

import numpy as np

from course_utils.engine import EmpiricalRisk, Replay, fit, unroll

from ..workloads import RATE
from . import Contest

NAME = "ours"
# The lecture's 2-2-2 network, in the order of θ.
SCALARS = ["w1", "w2", "w3", "w4", "b_h1", "b_h2", "w5", "w6", "w7", "w8", "b_o1", "b_o2"]


def contest(workload):
    """All workloads."""
    network = workload.network
    if workload.task == "predict":
        return Contest(lambda count: [network(workload.X) for _ in range(count)], lambda: network(workload.X))
    if workload.task == "graph":
        return graph(workload)
    risk = EmpiricalRisk(network, workload.X, workload.Y, workload.loss)
    theta = network.theta.copy()
    if workload.task == "hessian":
        return Contest(lambda count: [risk.hessian(theta) for _ in range(count)], lambda: risk.hessian(theta))
    return Contest(training(workload), lambda: risk.gradient(theta))


def training(workload, **more):
    """A function that trains for so many epochs, each of one update where all examples are one batch."""
    network = workload.network.copy()

    def run(count):
        options = {"learning_rate": RATE, "epochs": count, "batch_size": workload.batch_size} | more
        fit(network, workload.X, workload.Y, workload.loss, **options)

    return run


def graph(workload):
    """Named scalars: the graph is built once, and played again on the numbers of each update."""
    nodes = unroll(workload.network, workload.X[0], workload.Y[0], workload.loss, biases="per_neuron")
    replay = Replay(nodes["L"])
    places = [replay.leaves.index(name) for name in SCALARS]
    start = [nodes[name].value for name in replay.leaves]

    def run(count):
        numbers = list(start)
        for _ in range(count):
            _, gradients = replay(numbers)
            for place in places:
                numbers[place] -= RATE * gradients[place]

    return Contest(run, lambda: np.array(replay(start)[1])[places])
