"""The surfaces of the race: five with a lowest point each, and one with a whole line of them.

All are shown over the same window, −2 … 2 in both parameters, so that a start keeps its place from one to the next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from ..data import galaxies
from ..engine import EmpiricalRisk, Network, Quadratic, double_well, fit, newton, rosenbrock, sigmoid, tanh
from ..engine.objectives import Plane
from ..plots.surfaces import heights

WINDOW = ((-2.0, 2.0), (-2.0, 2.0))
CORNERS = np.array(WINDOW).T  # the lower left and the upper right one of the map
ALONG, ACROSS = np.array([0.8, 0.6]), np.array([-0.6, 0.8])
GALAXY_CELLS = 37  # of its map: each costs a pass of 200 galaxies through the network


@dataclass(frozen=True)
class RaceSurface:
    """A surface to race on: its objective, its lowest point and height, and a start and λ that suit it.

    `height(x, y)` takes arrays, for the map. `leap` is how many steps one press of a button may take.
    """

    title: str
    objective: object
    height: Callable
    minimum: np.ndarray
    start: tuple
    learning_rate: float
    names: tuple = ("x", "y")
    cells: int = 121
    leap: int = 30_000

    @cached_property
    def lowest(self):
        """The height of the lowest point."""
        return self.objective.value(self.minimum)

    @cached_property
    def steepest(self):
        """h_max, the largest eigenvalue of the Hessian at the lowest point."""
        return float(np.linalg.eigvalsh(self.objective.hessian(self.minimum))[-1])


def quadratic(title, h, minimum, start, learning_rate):
    """The surface ½ (θ − minimum)ᵀ A (θ − minimum), whose A has curvature h[0] along (4, 3)/5 and h[1] across."""
    A = h[0] * np.outer(ALONG, ALONG) + h[1] * np.outer(ACROSS, ACROSS)
    minimum = np.array(minimum)
    objective = Quadratic(A, A @ minimum)

    def height(x, y):
        theta = np.stack([x, y], axis=-1)
        return 0.5 * np.einsum("...i,ij,...j", theta, A, theta) - theta @ (A @ minimum)

    return RaceSurface(title, objective, height, minimum, start, learning_rate)


@lru_cache(maxsize=1)
def galaxy_risk():
    """The galaxy network's risk over two weights, of its first neuron, all others as trained; and the trained two."""
    sky = galaxies(200, seed=0)
    network = Network.random([2, 16, 16, 1], hidden=tanh, output=sigmoid, seed=0)
    risk = EmpiricalRisk(network, sky.X, sky.y, "binary_cross_entropy")
    fit(network, sky.X, sky.y, "binary_cross_entropy", learning_rate=0.02, epochs=200, optimizer="adam")
    return Plane.of_parameters(risk, network.theta, 0, 1), network.theta[:2].copy()


def galaxy_surface():
    """The real risk, its lowest point found by Newton from where training ended."""
    plane, trained = galaxy_risk()
    *_, end = newton(plane, trained, steps=20)
    title = "A real risk: a narrow valley between plateaus"
    names = ("w₁₁, the weight of V−J", "w₁₂, the weight of U−V")
    return RaceSurface(title, plane, plane, end.theta, (1.5, 1.0), 0.3, names, GALAXY_CELLS, 2_000)


def of_engine(title, objective, minimum, start, learning_rate):
    """One of the engine's surfaces, to race on; minimum is the number of one of its lowest points."""
    return RaceSurface(title, objective, objective, objective.minima[minimum], start, learning_rate)


WORDS = {
    "bowl": "a bowl",
    "valley": "an ill-conditioned valley",
    "rosenbrock": "Rosenbrock's valley",
    "double_well": "a double well",
    "trough": "a trough (singular Hessian)",
    "galaxies": "the galaxy network's risk",
}
MAKERS = {
    "bowl": lambda: quadratic("A bowl: every way down is short", (1, 2), (0.3, -0.2), (-1.5, 1.5), 0.1),
    "valley": lambda: quadratic(
        "A valley that curves 50 times as much across", (1, 50), (0.3, -0.2), (-1.7, -1.0), 0.03
    ),
    "rosenbrock": lambda: of_engine(
        "Rosenbrock: steep walls, a curved floor", rosenbrock, 0, (-1.2, 1.0), 0.001
    ),
    "double_well": lambda: of_engine("Two wells, and a saddle between them", double_well, 1, (0.4, 1.0), 0.1),
    "trough": lambda: quadratic("A trough: its floor is flat", (0, 2), (0.0, 0.0), (-1.2, 1.2), 0.1),
    "galaxies": galaxy_surface,
}


@lru_cache(maxsize=len(WORDS))
def surface_named(name):
    """The RaceSurface of a name; KeyError for another."""
    return MAKERS[name]()


@lru_cache(maxsize=len(WORDS))
def surface_map(name):
    """What `plots.surfaces.heights` gives for a surface."""
    here = surface_named(name)
    return heights(here.height, WINDOW, here.cells)
