"""Surfaces: objectives small enough to look at, on which optimisers show their character.

A `Quadratic` is what every smooth function looks like near a minimum; `rosenbrock` is a curved
valley; `double_well` has two minima and a saddle between them.
"""

from collections.abc import Callable

import numpy as np

from .objective import Objective
from .ops import plain
from .validate import finite, real, together, vector


class Quadratic(Objective):
    """f(θ) = ½ θᵀAθ − bᵀθ, with A (n, n) symmetric and b (n,); its gradient is Aθ − b.

    Raises ValueError where A is not square or not symmetric, or b has another length.
    """

    def __init__(self, A, b):
        A = finite(A, "A")
        if A.ndim != 2 or A.shape[0] != A.shape[1] or A.size == 0:
            raise ValueError(f"A must be a square matrix; got shape {A.shape}")
        if not np.allclose(A, A.T, rtol=1e-12, atol=0):
            raise ValueError("A must be symmetric, A = Aᵀ; use (A + A.T) / 2, which gives the same function")
        self._A, self._b = A.copy(), vector(b, "b", len(A)).copy()
        self.size = len(A)

    @property
    def A(self):
        """The matrix, a copy: it is the Hessian everywhere."""
        return self._A.copy()

    @property
    def b(self):
        """The vector, a copy."""
        return self._b.copy()

    @property
    def minimum(self):
        """The lowest point, θ = A⁻¹b; ValueError where A is not positive definite and there is none."""
        if np.linalg.eigvalsh(self._A)[0] <= 0:
            raise ValueError("A has an eigenvalue of 0 or below, so the surface has no lowest point")
        return np.linalg.solve(self._A, self._b)

    def _value_and_gradient(self, theta):
        slope = self._A @ theta
        return 0.5 * (theta @ slope) - self._b @ theta, slope - self._b

    def _hessian(self, theta):
        return self._A.copy()

    def __repr__(self):
        return f"Quadratic({self.size} parameters)"


class Surface(Objective):
    """A named function of two parameters (x, y); `surface(x, y)` takes arrays too, for maps.

    `minima` are its lowest points, an array (m, 2).
    """

    size = 2

    def __init__(self, name: str, latex: str, height: Callable, slope: Callable, curvature: Callable, minima):
        self.name, self.latex = name, latex
        self._height, self._slope, self._curvature = height, slope, curvature
        self._minima = np.array(minima, dtype=float)

    @property
    def minima(self):
        """The lowest points, a fresh array (m, 2)."""
        return self._minima.copy()

    def __call__(self, x, y):
        """The height at (x, y): numbers, or arrays of one shape."""
        x, y = real(x, "x"), real(y, "y")
        together(self.name, x, y)
        with np.errstate(all="ignore"):
            return plain(self._height(x, y))

    def _value_and_gradient(self, theta):
        return self._height(*theta), np.array(self._slope(*theta))

    def _hessian(self, theta):
        xx, xy, yy = self._curvature(*theta)
        return np.array([[xx, xy], [xy, yy]])

    def __reduce__(self):
        return self.name  # a pickle finds the surface of this module, a copy is the surface itself

    def __repr__(self):
        return self.name


# H. H. Rosenbrock, The Computer Journal 3, 175 (1960).
rosenbrock = Surface(
    "rosenbrock",
    r"(1 - x)^2 + 100 (y - x^2)^2",
    lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    lambda x, y: (-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)),
    lambda x, y: (2 - 400 * (y - 3 * x**2), -400 * x, 200.0),
    [(1, 1)],
)

double_well = Surface(
    "double_well",
    r"\frac{x^4}{4} - \frac{x^2}{2} + \frac{y^2}{2}",
    lambda x, y: x**4 / 4 - x**2 / 2 + y**2 / 2,
    lambda x, y: (x**3 - x, y),
    lambda x, y: (3 * x**2 - 1, 0.0, 1.0),
    [(-1, 0), (1, 0)],
)
