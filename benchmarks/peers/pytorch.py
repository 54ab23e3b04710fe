"""PyTorch, eager: a Sequential of Linear layers and SGD; `torch.func.hessian`."""

import torch

from ..workloads import RATE
from . import Contest, flat, unpacked

NAME = "PyTorch eager"
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

MODULES = {"sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}
LOSSES = {
    "half_squared_error": lambda p, y: 0.5 * ((p - y) ** 2).sum(dim=1).mean(),
    "mean_squared_error": torch.nn.MSELoss(),
    "binary_cross_entropy": torch.nn.BCEWithLogitsLoss(),
    "cross_entropy": torch.nn.CrossEntropyLoss(),
}
FROM_LOGITS = ("binary_cross_entropy", "cross_entropy")


def contest(workload):
    """All but scalars with names."""
    if workload.task == "graph":
        return None
    if workload.task == "hessian":
        return hessian(workload)
    X, Y = torch.tensor(workload.X), torch.tensor(workload.Y)
    model = sequential(workload, logits=workload.trains and workload.loss in FROM_LOGITS)
    if workload.task == "predict":
        return prediction(model, X)
    optimizer, loss = torch.optim.SGD(model.parameters(), lr=RATE), LOSSES[workload.loss]

    def update(X, Y):
        optimizer.zero_grad()
        loss(model(X), Y).backward()
        optimizer.step()

    def run(count):
        for _ in range(count):
            if workload.batch_size is None:
                update(X, Y)
            else:
                for rows in torch.randperm(len(X)).split(workload.batch_size):
                    update(X[rows], Y[rows])

    def answer():
        optimizer.zero_grad()
        loss(model(X), Y).backward()
        linear = [part for part in model if isinstance(part, torch.nn.Linear)]
        return flat([(part.weight.grad, part.bias.grad) for part in linear])

    return Contest(run, answer)


def sequential(workload, logits):
    """The workload's network; with `logits` its last activation is left to the loss."""
    parts = []
    for W, b in workload.layers:
        linear = torch.nn.Linear(W.shape[1], W.shape[0])
        linear.weight.data, linear.bias.data = torch.tensor(W), torch.tensor(b)
        parts += [linear, MODULES[workload.hidden]()]
    parts.pop()
    if workload.output in MODULES and not logits:
        parts.append(MODULES[workload.output]())
    return torch.nn.Sequential(*parts)


def prediction(model, X):
    def run(count):
        with torch.no_grad():
            for _ in range(count):
                model(X)

    return Contest(run, lambda: model(X).detach().numpy())


def hessian(workload):
    theta, X, Y = (torch.tensor(part) for part in (workload.network.theta, workload.X, workload.Y))

    def loss(theta):
        A = X
        *hidden, (W, b) = unpacked(theta, workload.sizes)
        for V, c in hidden:
            A = torch.tanh(A @ V.T + c)
        return torch.nn.functional.binary_cross_entropy_with_logits(A @ W.T + b, Y)

    second = torch.func.hessian(loss)
    return Contest(lambda count: [second(theta) for _ in range(count)], lambda: second(theta).numpy())
