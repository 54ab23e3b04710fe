"""An objective: a number that depends on parameters θ, and that an optimiser makes small.

Every objective answers the same five questions about a vector theta:

    value(theta)                  f(θ), a float
    gradient(theta)               ∇f(θ), (n,)
    value_and_gradient(theta)     both, at the cost of the gradient
    hessian(theta)                Hf(θ), (n, n)
    hessian_vector_product(theta, vector)     Hf(θ) v, (n,)

What can answer them can be minimised: the empirical risk of a network (risk.py), or a surface to look at. Surfaces are
objectives of two parameters, on which optimisers show their character. A `Quadratic` is what every smooth function
looks like near a minimum; `rosenbrock` is a curved valley; `double_well` has two minima and a saddle between them. A
`Plane` through an objective is the same function, but only two of its directions may be walked:

    g(a, b) = f(θ₀ + a u + b v),    ∇g = (u·∇f, v·∇f),    Hg = [[u·Hf u, u·Hf v], [v·Hf u, v·Hf v]]

A risk of hundreds of parameters so becomes a surface. With unit vectors for u and v, a and b are the changes of two
chosen parameters.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable

import numpy as np

from .functions.kinds import plain
from .validate import abbreviate, check_broadcast, check_int, finite, pair, real, vector


class Objective(ABC):
    """The five questions at theta (n,); subclasses give `size`, the number n of parameters, and three answers.

    Each question checks its arguments (ValueError for the wrong shape, NaN and infinity) and returns
    fresh arrays. A result that overflows is inf or NaN, without a warning.
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
        """The Hessian times a direction (n,), without the whole Hessian where that is possible."""
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
            f"EmpiricalRisk(network, X, y, loss); got {abbreviate(objective)}"
        )
    return objective


_FLOAT = np.dtype(float)


def value_of(objective, theta):
    """f(θ) of any objective, a float, inf and NaN included; TypeError where it is not a real number."""
    return _as_float(objective.value(theta), "objective.value")


def gradient_of(objective, theta):
    """∇f(θ) of any objective, an array (n,); TypeError and ValueError where it is not that."""
    return _as_array(objective.gradient(theta), theta.shape, "objective.gradient")


def value_and_gradient_of(objective, theta):
    """f(θ) and ∇f(θ) of any objective."""
    name, answer = "objective.value_and_gradient", objective.value_and_gradient(theta)
    if type(answer) is not tuple:
        answer = pair(answer, f"what {name} returns", "(value, gradient)")
    if len(answer) != 2:
        raise ValueError(f"what {name} returns must be a pair (value, gradient); got {len(answer)} entries")
    return _as_float(answer[0], name), _as_array(answer[1], theta.shape, name)


def hessian_of(objective, theta):
    """Hf(θ) of any objective, an array (n, n)."""
    return _as_array(objective.hessian(theta), 2 * theta.shape, "objective.hessian")


def hessian_vector_product_of(objective, theta, direction):
    """Hf(θ) v of any objective, an array (n,)."""
    name = "objective.hessian_vector_product"
    return _as_array(objective.hessian_vector_product(theta, direction), theta.shape, name)


def _as_float(answer, question):
    return answer if type(answer) is float else float(_as_array(answer, (), question))


def _as_array(answer, shape, question):
    """What an objective answers, as a float64 array of that shape; the course's own return that already."""
    if type(answer) is np.ndarray and answer.dtype is _FLOAT and answer.shape == shape:
        return answer
    array = real(answer, f"what {question} returns")
    if array.dtype.kind == "c":
        raise TypeError(f"what {question} returns must be real; got complex numbers")
    if array.shape != shape:
        wanted = f"have shape {shape}" if shape else "be a number"
        raise ValueError(f"what {question} returns must {wanted}; got shape {array.shape}")
    return array


# --- surfaces ---------------------------------------------------------------------------------------


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

    def __init__(self, name: str, height: Callable, slope: Callable, curvature: Callable, minima):
        self.name = name
        self._height, self._slope, self._curvature = height, slope, curvature
        self._minima = np.array(minima, dtype=float)

    @property
    def minima(self):
        """The lowest points, a fresh array (m, 2)."""
        return self._minima.copy()

    def __call__(self, x, y):
        """The height at (x, y): numbers, or arrays of one shape."""
        x, y = real(x, "x"), real(y, "y")
        check_broadcast(self.name, x, y)
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
    lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    lambda x, y: (-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)),
    lambda x, y: (2 - 400 * (y - 3 * x**2), -400 * x, 200.0),
    [(1, 1)],
)

double_well = Surface(
    "double_well",
    lambda x, y: x**4 / 4 - x**2 / 2 + y**2 / 2,
    lambda x, y: (x**3 - x, y),
    lambda x, y: (3 * x**2 - 1, 0.0, 1.0),
    [(-1, 0), (1, 0)],
)


# --- planes -----------------------------------------------------------------------------------------


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
            raise ValueError("directions must not be parallel; their rank is below 2")

    @classmethod
    def of_parameters(cls, objective, theta, first, second):
        """The surface over two parameters, by their places in theta; the others stay as theta (n,) has them.

        Its coordinates are the values of the two parameters themselves.
        """
        check_objective(objective, "value_and_gradient", "hessian_vector_product")
        theta = vector(theta, "theta", objective.size).copy()
        last = theta.size - 1
        places = [check_int(first, "first", 0, at_most=last), check_int(second, "second", 0, at_most=last)]
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
        check_broadcast("a plane", a, b)
        a, b = np.broadcast_arrays(a, b)
        heights = [self.value(np.array(point)) for point in zip(a.ravel(), b.ravel(), strict=True)]
        return np.array(heights).reshape(a.shape) if a.ndim else heights[0]

    def _value(self, point):
        return value_of(self._objective, self.theta(point))

    def _value_and_gradient(self, point):
        value, gradient = value_and_gradient_of(self._objective, self.theta(point))
        return value, self._directions @ gradient

    def _hessian(self, point):
        theta = self.theta(point)
        columns = [
            hessian_vector_product_of(self._objective, theta, along) for along in self._directions.copy()
        ]
        H = self._directions @ np.array(columns).T
        return (H + H.T) / 2

    def __repr__(self):
        return f"Plane(through {self._objective!r})"
