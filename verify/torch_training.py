"""PyTorch trains: its own optimisers on its own gradients, with the batches that it is told."""

import itertools

import torch

from .torch_oracle import ACTIVATIONS, FROM_LOGITS, LOSSES

SURFACES = {
    "rosenbrock": lambda t: (1 - t[0]) ** 2 + 100 * (t[1] - t[0] ** 2) ** 2,
    "double_well": lambda t: t[0] ** 4 / 4 - t[0] ** 2 / 2 + t[1] ** 2 / 2,
}


def quadratic(A, b):
    """½ θᵀAθ − bᵀθ."""
    A, b = torch.tensor(A), torch.tensor(b)
    return lambda theta: 0.5 * theta @ A @ theta - b @ theta


def optimiser(rule, groups):
    """PyTorch's optimiser of that name, at a learning rate of 1, which a schedule multiplies."""
    if rule == "adam":
        return torch.optim.Adam(groups, lr=1.0)
    return torch.optim.SGD(groups, lr=1.0, momentum=0.9 if rule == "momentum" else 0.0)


def trained(case, rule, rate, epochs):
    """[(theta, loss without penalty) after each epoch], the start included."""
    modules = []
    for W, b in case.layers:
        linear = torch.nn.Linear(W.shape[1], W.shape[0])
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(W))
            linear.bias.copy_(torch.tensor(b))
        modules.append(linear)
    X, Y = torch.tensor(case.X), torch.tensor(case.Y)

    def loss(rows):
        A = X[rows]
        for index, (linear, name) in enumerate(zip(modules, case.activations, strict=True)):
            A = linear(A)
            if index < len(modules) - 1 or case.loss not in FROM_LOGITS:
                A = ACTIVATIONS[name](A)
        return LOSSES[case.loss](A, Y[rows])

    def state():
        parts = itertools.chain.from_iterable((m.weight.detach().ravel(), m.bias.detach()) for m in modules)
        return torch.cat(list(parts)).numpy(), loss(slice(None)).item()

    groups = [
        {"params": [m.weight for m in modules], "weight_decay": case.l2},
        {"params": [m.bias for m in modules], "weight_decay": 0.0},
    ]
    rule = optimiser(rule, groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(rule, rate)
    states = [state()]
    for batches in epochs:
        for rows in batches:
            rule.zero_grad()
            loss(torch.tensor(rows)).backward()
            rule.step()
            schedule.step()
        states.append(state())
    return states


def walked(height, start, rule, rate, steps):
    """[(theta, value) at each step] of a function of a tensor."""
    theta = torch.tensor(start, requires_grad=True)
    rule = optimiser(rule, [theta])
    schedule = torch.optim.lr_scheduler.LambdaLR(rule, rate)
    states = []
    for _ in range(steps + 1):
        rule.zero_grad()
        value = height(theta)
        states.append((theta.detach().numpy().copy(), value.item()))
        value.backward()
        rule.step()
        schedule.step()
    return states


def newton(height, start, steps, rate, damping):
    """[(theta, value) at each step] of Newton's method, from PyTorch's Hessian and its solver."""
    theta, states = torch.tensor(start), []
    for _ in range(steps + 1):
        states.append((theta.numpy().copy(), height(theta).item()))
        H = torch.func.hessian(height)(theta) + damping * torch.eye(len(theta))
        theta = theta - rate * torch.linalg.solve(H, torch.func.grad(height)(theta))
    return states
