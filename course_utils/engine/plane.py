"""A plane through an objective: the same function, but only two of its directions may be walked.

    g(a, b) = f(θ₀ + a u + b v),    ∇g = (u·∇f, v·∇f),    Hg = [[u·Hf u, u·Hf v], [v·Hf u, v·Hf v]]

A risk of hundreds of parameters so becomes a surface to look at. With unit vectors for u and v, a and b
are the changes of two chosen parameters.
"""

import numpy as np

from .objective import Objective, check_objective
from .validate import finite, together, vector, whole


class Plane(Objective):
    """An objective of n parameters as a surface (a, b) over the plane origin + a·u + b·v.

    origin is (n,), directions are (2, n): u and v. `plane(a, b)` takes arrays too, for maps. Raises ValueError for
    other shapes, and where u and v lie on one line.
    """

    size = 2

    def __init__(self, objective, origin, directions):
        check_objective(objective, "value_and_gradient", "hessian_vector_product")
        self._objective = objective
        self._origin = vector(origin, "origin", objective.size).copy()
        self._directions = finite(directions, "directions").copy()
        if self._directions.shape != (2, objective.size):
            raise ValueError(
                f"directions must have shape (2, {objective.size}), one row for u and one for v; "
                f"got {self._directions.shape}"
            )
        if np.linalg.matrix_rank(self._directions) < 2:
            raise ValueError("directions must be two that do not lie on one line; got rank below 2")

    @classmethod
    def of_parameters(cls, objective, theta, first, second):
        """The surface over two parameters, by their places in theta; the others stay as theta (n,) has them.

        Its coordinates are the values of the two parameters themselves.
        """
        check_objective(objective, "value_and_gradient", "hessian_vector_product")
        theta = vector(theta, "theta", objective.size).copy()
        last = theta.size - 1
        places = [whole(first, "first", 0, at_most=last), whole(second, "second", 0, at_most=last)]
        if places[0] == places[1]:
            raise ValueError(f"first and second must be two different places in theta; got {places[0]} twice")
        theta[places] = 0.0
        return cls(objective, theta, np.eye(theta.size)[places])

    def theta(self, point):
        """The parameters (n,) at a point (a, b)."""
        return self._origin + vector(point, "point", 2) @ self._directions

    def __call__(self, a, b):
        """The height at (a, b): numbers, or arrays of one shape."""
        a, b = finite(a, "a"), finite(b, "b")
        together("a plane", a, b)
        a, b = np.broadcast_arrays(a, b)
        heights = [self.value(np.array(point)) for point in zip(a.ravel(), b.ravel(), strict=True)]
        return np.array(heights).reshape(a.shape) if a.ndim else heights[0]

    def _value(self, point):
        return self._objective.value(self.theta(point))

    def _value_and_gradient(self, point):
        value, gradient = self._objective.value_and_gradient(self.theta(point))
        return value, self._directions @ gradient

    def _hessian(self, point):
        theta = self.theta(point)
        columns = [self._objective.hessian_vector_product(theta, along) for along in self._directions]
        H = self._directions @ np.array(columns).T
        return (H + H.T) / 2

    def __repr__(self):
        return f"Plane(through {self._objective!r})"
