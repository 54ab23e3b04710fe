"""The peer: the benchmarks' workloads as one writes them in PyTorch."""

import itertools
import sys

try:
    import torch
except ImportError:
    sys.exit("The benchmark needs PyTorch, in an environment of its own: run `make bench`.")

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


def model(sizes, hidden, output, logits=False):
    """A Sequential of Linear layers; with `logits` the last activation is left to the loss."""
    layers = []
    for n_in, n_out in itertools.pairwise(sizes):
        layers += [torch.nn.Linear(n_in, n_out), MODULES[hidden]()]
    layers.pop()
    if output in MODULES and not logits:
        layers.append(MODULES[output]())
    return torch.nn.Sequential(*layers)


def torch_training(sizes, hidden, output, loss, X, y, batch_size):
    """A function of a number of epochs that trains that long with SGD."""
    network = model(sizes, hidden, output, logits=loss in FROM_LOGITS)
    optimizer, criterion = torch.optim.SGD(network.parameters(), lr=0.01), LOSSES[loss]
    X, y = torch.tensor(X), torch.tensor(y)
    if loss == "binary_cross_entropy":
        y = y[:, None].double()

    def update(X, y):
        optimizer.zero_grad()
        criterion(network(X), y).backward()
        optimizer.step()

    def epochs(count):
        for _ in range(count):
            if batch_size is None:
                update(X, y)
            else:
                for rows in torch.randperm(len(X)).split(batch_size):
                    update(X[rows], y[rows])
        return count

    return epochs


def torch_prediction(network, grid):
    """A function that predicts once."""
    copy = model(network.sizes, "tanh", "sigmoid")
    grid = torch.tensor(grid)

    def predict():
        with torch.no_grad():
            copy(grid)
        return 1

    return predict


def torch_hessian(network, X, y):
    """A function that computes the Hessian of a 2-16-16-1 network's loss once, in its flat parameters."""
    theta, X, y = torch.tensor(network.theta), torch.tensor(X), torch.tensor(y)[:, None].double()
    shapes = [part.shape for layer in network.layers for part in (layer.W, layer.b)]

    def loss(theta):
        W1, b1, W2, b2, W3, b3 = (
            part.reshape(shape)
            for part, shape in zip(theta.split([_size(s) for s in shapes]), shapes, strict=True)
        )
        z = torch.tanh(torch.tanh(X @ W1.T + b1) @ W2.T + b2) @ W3.T + b3
        return torch.nn.functional.binary_cross_entropy_with_logits(z, y)

    second = torch.func.hessian(loss)
    _check(second(theta), network, X, y)

    def compute():
        second(theta)
        return 1

    return compute


def _size(shape):
    return int(torch.tensor(shape).prod())


def _check(found, network, X, y):
    """Both must compute the same, or the race means nothing."""
    from course_utils.engine import EmpiricalRisk

    ours = EmpiricalRisk(network, X.numpy(), y.numpy(), "binary_cross_entropy").hessian(network.theta)
    torch.testing.assert_close(found, torch.tensor(ours), rtol=1e-9, atol=1e-12)
