"""An objective: a number that depends on parameters θ, and that an optimiser makes small.

Every objective answers the same five questions about a vector theta:

    value(theta)                  f(θ), a float
    gradient(theta)               ∇f(θ), (n,)
    value_and_gradient(theta)     both, for the price of the gradient
    hessian(theta)                Hf(θ), (n, n)
    hessian_vector_product(theta, vector)     Hf(θ) v, (n,)

What can answer them can be minimised: the empirical risk of a network, or a surface to look at.
"""

from abc import ABC, abstractmethod

import numpy as np

from .validate import shown, vector


class Objective(ABC):
    """The five questions; subclasses give `size`, the number of parameters, and three answers.

    Each question checks its arguments (ValueError for the wrong shape, NaN and infinity) and returns
    fresh arrays. A result beyond the range of numbers is infinite or NaN, without a warning.
    """

    size: int

    @abstractmethod
    def _value_and_gradient(self, theta):
        """f(θ) and ∇f(θ), a fresh array."""

    @abstractmethod
    def _hessian(self, theta):
        """Hf(θ)."""

    def _value(self, theta):
        return self._value_and_gradient(theta)[0]

    def _hessian_vector_product(self, theta, direction):
        return self._hessian(theta) @ direction

    def value(self, theta):
        """f(θ), a float."""
        with np.errstate(all="ignore"):
            return float(self._value(self._checked(theta)))

    def gradient(self, theta):
        """∇f(θ), of shape (n,)."""
        return self.value_and_gradient(theta)[1]

    def value_and_gradient(self, theta):
        """f(θ) and ∇f(θ)."""
        with np.errstate(all="ignore"):
            value, gradient = self._value_and_gradient(self._checked(theta))
        return float(value), gradient

    def hessian(self, theta):
        """The matrix of second derivatives, (n, n)."""
        with np.errstate(all="ignore"):
            return self._hessian(self._checked(theta))

    def hessian_vector_product(self, theta, direction):
        """The Hessian times a vector (n,), without the whole Hessian where that is possible."""
        theta, direction = self._checked(theta), vector(direction, "direction", self.size)
        with np.errstate(all="ignore"):
            return self._hessian_vector_product(theta, direction)

    def _checked(self, theta):
        return vector(theta, "theta", self.size)


def check_objective(objective, *questions):
    """objective, if it can answer the questions; TypeError if not."""
    missing = [question for question in questions if not callable(getattr(objective, question, None))]
    if missing:
        raise TypeError(
            f"objective must be something to minimise, with a method {' and '.join(missing)}, such as "
            f"EmpiricalRisk(network, X, y, loss); got {shown(objective)}"
        )
    return objective
