"""Update rules: what an optimiser subtracts from the parameters, given the gradient.

One table serves the walks of optimizers.py and the training of networks. A rule owns its memory, so
that a step allocates nothing: `rule.step(gradient, learning_rate, hessian)` returns its own array, to
be subtracted from theta at once. `hessian` is a function, called only by the rule that needs it.
"""

import copy

import numpy as np

from .errors import Diverged, SingularHessian


class Rule:
    """What all rules share: a copy has a memory of its own."""

    def __copy__(self):
        return copy.deepcopy(self)


class Descent(Rule):
    """λ ∇f."""

    def __init__(self, size):
        self._step = np.empty(size)

    def step(self, gradient, learning_rate, hessian=None):
        return np.multiply(gradient, learning_rate, self._step)


class Momentum(Rule):
    """λ v, with v ← β v + ∇f: a ball that keeps most of its speed."""

    def __init__(self, size, beta=0.9):
        self._beta = np.array(beta)
        self._velocity, self._step = np.zeros(size), np.empty(size)

    def step(self, gradient, learning_rate, hessian=None):
        v = self._velocity
        np.multiply(v, self._beta, v)
        np.add(v, gradient, v)
        return np.multiply(v, learning_rate, self._step)


class Adam(Rule):
    """λ m̂ / (√v̂ + ε): each parameter has a learning rate of its own, about λ a step.

    m ← β₁ m + (1 − β₁) ∇f and v ← β₂ v + (1 − β₂) ∇f²; as both start at zero, m̂ = m / (1 − β₁ᵗ)
    and v̂ = v / (1 − β₂ᵗ).
    """

    def __init__(self, size, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self._beta1, self._beta2, self._epsilon = beta1, beta2, epsilon
        self._mean, self._square = np.zeros(size), np.zeros(size)
        self._step, self._room = np.empty(size), np.empty(size)
        self._count = 0

    def step(self, gradient, learning_rate, hessian=None):
        self._count += 1
        m, v, step, room = self._mean, self._square, self._step, self._room
        m *= self._beta1
        m += np.multiply(gradient, 1 - self._beta1, room)
        v *= self._beta2
        v += np.multiply(np.multiply(gradient, gradient, room), 1 - self._beta2, room)
        np.sqrt(np.divide(v, 1 - self._beta2**self._count, room), room)
        room += self._epsilon
        np.divide(m, room, step)
        step *= learning_rate / (1 - self._beta1**self._count)
        return step


class Newton(Rule):
    """λ [Hf + damping·1]⁻¹ ∇f."""

    def __init__(self, size, damping=0.0):
        self._damping = damping * np.eye(size)

    def step(self, gradient, learning_rate, hessian):
        H = hessian() + self._damping
        if not np.isfinite(H).all():
            raise Diverged("the Hessian holds NaN or an infinite value")
        return learning_rate * np.linalg.solve(_invertible(H), gradient)


def _invertible(H):
    """H, if its condition number (in the 1-norm) leaves any correct digit; SingularHessian if not."""
    try:
        condition = np.linalg.cond(H, 1)
    except np.linalg.LinAlgError:
        condition = np.inf
    if not condition < 1 / np.finfo(float).eps:
        raise SingularHessian(
            f"the Hessian cannot be inverted: its condition number is {condition:.1e}. "
            "Give damping > 0, which adds that number to its diagonal"
        )
    return H


RULES = {"sgd": Descent, "momentum": Momentum, "adam": Adam, "newton": Newton}
