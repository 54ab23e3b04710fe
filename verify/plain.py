"""A network in complex numbers: an oracle in NumPy alone, for where no other library is to be had.

For a function f that is analytic between its kinks, f(θ + i h) = f(θ) + i h f'(θ) + O(h²): with h = 1e-150 the
imaginary part is the derivative without any difference, right to the last digits (W. Squire and G. Trapp, SIAM
Review 40, 110, 1998). So only values are written here, each in a form of its own, and no derivative. At kinks the
real part decides.
"""

import numpy as np

from .networks import FROM_LOGITS, LEAK

STEP = 1e-150


def _positive(z):
    return np.where(z.real > 0, z, 0)


def _sigmoid(z):
    """From the side on which e to that power is below 1."""
    power = np.exp(np.where(z.real > 0, -z, z))
    return np.where(z.real > 0, 1, power) / (1 + power)


def _softplus(z):
    power = np.exp(np.where(z.real > 0, -z, z))
    # log(1 + p) without losing a small p: the imaginary part is that of p / (1 + p)
    return _positive(z) + np.log1p(power.real) + 1j * power.imag / (1 + power.real)


def _softmax(z):
    power = np.exp(z - z.real.max(axis=1, keepdims=True))
    return power / power.sum(axis=1, keepdims=True)


def _log_sum(z):
    top = z.real.max(axis=1, keepdims=True)
    return np.log(np.exp(z - top).sum(axis=1)) + top[:, 0]


ACTIVATIONS = {
    "identity": lambda z: z,
    "sigmoid": _sigmoid,
    "tanh": np.tanh,
    "relu": _positive,
    "softplus": _softplus,
    "leaky_relu": lambda z: np.where(z.real > 0, z, LEAK * z),
    "softmax": _softmax,
}
LOSSES = {
    "mean_squared_error": lambda p, y: np.mean((p - y) ** 2),
    "half_squared_error": lambda p, y: np.sum((p - y) ** 2) / 2 / len(p),
    "mean_absolute_error": lambda p, y: np.mean((p - y) * np.sign((p - y).real)),
    "binary_cross_entropy": lambda z, y: np.mean(_softplus(np.where(y == 1, -z, z))),
    "cross_entropy": lambda z, y: np.mean(_log_sum(z) - z[np.arange(len(y)), y]),
}


def risk(problem, theta):
    """The empirical risk with its penalty at theta (n,), complex or real."""
    A, squares, place = problem.X, 0.0, 0
    for index, (name, (W, b)) in enumerate(zip(problem.activations, problem.layers, strict=True)):
        middle, end = place + W.size, place + W.size + b.size
        weights = theta[place:middle].reshape(W.shape)
        A = A @ weights.T + theta[middle:end]
        if index < len(problem.layers) - 1 or problem.loss not in FROM_LOGITS:
            A = ACTIVATIONS[name](A)
        squares, place = squares + np.sum(weights**2), end
    return LOSSES[problem.loss](A, problem.Y) + problem.l2 * squares / 2


def value_and_gradient(problem, theta=None):
    """(risk, gradient (n,)), one evaluation for each parameter."""
    theta = problem.theta if theta is None else theta
    gradient = np.empty(theta.size)
    for place in range(theta.size):
        moved = theta.astype(complex)
        moved[place] += 1j * STEP
        gradient[place] = risk(problem, moved).imag / STEP
    return risk(problem, theta.astype(complex)).real, gradient


def hessian(problem, step=1e-3):
    """The matrix of second derivatives from gradients at four places in each direction, right to about step⁴."""
    theta, rows = problem.theta, []
    for place in range(theta.size):
        direction = np.zeros(theta.size)
        direction[place] = step

        def half(times, direction=direction):
            return (
                value_and_gradient(problem, theta + times * direction)[1]
                - value_and_gradient(problem, theta - times * direction)[1]
            )

        rows.append((8 * half(1) - half(2)) / (12 * step))
    return np.array(rows)
