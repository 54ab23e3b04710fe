"""JAX as an oracle: the same networks in a second library, whose derivatives come from another system of rules."""

import functools

import jax
import jax.numpy as jnp
import numpy as np

from .networks import FROM_LOGITS, LEAK

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")


def _log_softmax_loss(z, y):
    return -jnp.mean(jax.nn.log_softmax(z, axis=1)[jnp.arange(len(y)), y])


ACTIVATIONS = {
    "identity": lambda z: z,
    "sigmoid": jax.nn.sigmoid,
    "tanh": jnp.tanh,
    "relu": jax.nn.relu,
    "softplus": jax.nn.softplus,
    "leaky_relu": lambda z: jnp.where(z > 0, z, LEAK * z),  # jax.nn.leaky_relu takes the other side at 0
    "softmax": lambda z: jax.nn.softmax(z, axis=1),
}
LOSSES = {
    "mean_squared_error": lambda p, y: jnp.mean((p - y) ** 2),
    "half_squared_error": lambda p, y: 0.5 * jnp.sum((p - y) ** 2) / len(p),
    "mean_absolute_error": lambda p, y: jnp.mean(jnp.abs(p - y)),
    "binary_cross_entropy": lambda z, y: jnp.mean(jnp.logaddexp(0.0, jnp.where(y == 1, -z, z))),
    "cross_entropy": _log_softmax_loss,
}


@functools.lru_cache(maxsize=4)
def _risk(activations, loss, shapes):
    """The empirical risk with its penalty as a function of theta (n,), X, Y and l2, for networks of one kind."""

    def risk(theta, X, Y, l2):
        A, squares, place = X, 0.0, 0
        for index, (name, (rows, columns)) in enumerate(zip(activations, shapes, strict=True)):
            middle = place + rows * columns
            weights = theta[place:middle].reshape(rows, columns)
            A = A @ weights.T + theta[middle : middle + rows]
            if index < len(shapes) - 1 or loss not in FROM_LOGITS:
                A = ACTIVATIONS[name](A)
            squares, place = squares + (weights**2).sum(), middle + rows
        return LOSSES[loss](A, Y) + 0.5 * l2 * squares

    return jax.jit(jax.value_and_grad(risk)), jax.jit(jax.hessian(risk))


def _answer(which, problem):
    functions = _risk(problem.activations, problem.loss, tuple(W.shape for W, _ in problem.layers))
    return functions[which](problem.theta, problem.X, problem.Y, problem.l2)


def value_and_gradient(problem):
    """(risk, gradient (n,)) at the problem's own parameters."""
    value, gradient = _answer(0, problem)
    return float(value), np.asarray(gradient)


def hessian(problem):
    """The matrix of second derivatives, (n, n)."""
    return np.asarray(_answer(1, problem))
