"""PyTorch as an oracle: the same networks, losses and penalties in its own words, differentiated by autograd.

One default is changed: `softplus` turns into the identity beyond 20, which is right to nine digits alone; here
beyond 700.
"""

import torch
from torch.nn import functional as F

from .networks import FROM_LOGITS, LEAK

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

ACTIVATIONS = {
    "identity": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "softplus": lambda z: F.softplus(z, threshold=700),
    "leaky_relu": lambda z: F.leaky_relu(z, LEAK),
    "softmax": lambda z: torch.softmax(z, dim=1),
}
LOSSES = {
    "mean_squared_error": F.mse_loss,
    "half_squared_error": lambda p, y: 0.5 * F.mse_loss(p, y, reduction="sum") / len(p),
    "mean_absolute_error": F.l1_loss,
    "binary_cross_entropy": F.binary_cross_entropy_with_logits,
    "cross_entropy": F.cross_entropy,
}


def risk_of(problem):
    """The empirical risk with its penalty, as a function of theta, a tensor (n,)."""
    X, Y = torch.tensor(problem.X), torch.tensor(problem.Y)

    def risk(theta):
        A, squares, place = X, 0.0, 0
        for index, (name, (W, b)) in enumerate(zip(problem.activations, problem.layers, strict=True)):
            middle, end = place + W.size, place + W.size + b.size
            weights = theta[place:middle].reshape(W.shape)
            A = A @ weights.T + theta[middle:end]
            if index < len(problem.layers) - 1 or problem.loss not in FROM_LOGITS:
                A = ACTIVATIONS[name](A)
            squares, place = squares + (weights**2).sum(), end
        return LOSSES[problem.loss](A, Y) + 0.5 * problem.l2 * squares

    return risk


def value_and_gradient(problem):
    """(risk, gradient (n,)) at the problem's own parameters."""
    theta = torch.tensor(problem.theta, requires_grad=True)
    value = risk_of(problem)(theta)
    value.backward()
    return value.item(), theta.grad.numpy()


def hessian(problem):
    """The matrix of second derivatives, (n, n)."""
    return torch.func.hessian(risk_of(problem))(torch.tensor(problem.theta)).numpy()
