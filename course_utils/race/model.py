"""The race without a screen: two optimisers on one surface, each a walk of immutable iterates, how it ended, and how
far the race is.

A walk is computed as far as somebody looks, and kept. It ends where it has arrived (its height is within 1e-10 of
the lowest, or the gradient is nearly zero), where it overflows (inf or NaN), or where Newton meets a
Hessian that cannot be inverted.
"""

import threading
from functools import lru_cache

import numpy as np

from ..engine import Diverged, SingularHessian, adam, gradient_descent, momentum, newton
from ..engine.optimizers import Iterate, gone_on
from ..engine.record import read_only
from ..live.progress import Progress
from .surfaces import surface_named

FIRST_ORDER = {"gradient descent": gradient_descent, "momentum": momentum, "Adam": adam}
SETTINGS = ("surface", "first", "start", "learning_rate", "damping")
MOST = 30_000  # steps
FIRST = 64  # iterates for which there is room at first
ARRIVED = 1e-10  # above the lowest height
STILL = 1e-9  # size of the gradient
BENT = 1e-3  # curvature below which a place counts as flat
BETA = 0.9  # the share of its velocity that momentum keeps


class Walk:
    """The iterates of an optimiser, computed up to the step that is needed and kept as arrays.

    `begin()` gives them from the start, an iterator. `end` is "" while it goes on, then "minimum", "saddle",
    "plateau", "diverged" or "singular"; `last` is the number of its last step so far.
    """

    def __init__(self, begin, place):
        self._begin, self._iterates, self._surface, self._lock = begin, None, place, threading.RLock()
        self._thetas, self._values, self._norms = np.empty((FIRST, 2)), np.empty(FIRST), np.empty(FIRST)
        self.last, self.end = -1, ""
        self._note(self._next())

    def __getitem__(self, step):
        """The iterate at a step, or the last one before it."""
        with self._lock:
            self.to(step)
            step = min(step, self.last)
            values = float(self._values[step]), float(self._norms[step])
            return Iterate(step, read_only(self._thetas[step]), *values)

    def to(self, step):
        """Go on to a step, if there is a way."""
        with self._lock:
            while self.last < min(step, MOST) and not self.end:
                try:
                    self._note(self._next())
                except (Diverged, SingularHessian) as error:
                    self.end = "diverged" if isinstance(error, Diverged) else "singular"

    def path(self, step):
        """The points up to a step, (steps + 1, 2), and their heights above the lowest one, (steps + 1,)."""
        with self._lock:
            self.to(step)
            upto = slice(min(step, self.last) + 1)
            return self._thetas[upto], self._values[upto] - self._surface.lowest

    def _next(self):
        """The iterate after the last one. An interrupt ends the iterator at work: the next step begins it again."""
        iterates, self._iterates = self._iterates or gone_on(self._begin(), self.last + 1), None
        point = next(iterates)
        self._iterates = iterates
        return point

    def _note(self, point):
        """Keep an iterate, and judge whether the walk has come to its end."""
        step = self.last + 1
        if step == len(self._values):
            more = min(2 * step, MOST + 1)
            grown = [np.empty((more, *old.shape[1:])) for old in (self._thetas, self._values, self._norms)]
            for new, old in zip(grown, (self._thetas, self._values, self._norms), strict=True):
                new[:step] = old
            self._thetas, self._values, self._norms = grown
        self._thetas[step], self._values[step], self._norms[step] = point[1:]
        if point.value - self._surface.lowest <= ARRIVED:
            self.end = "minimum"
        elif point.gradient_norm <= STILL:
            h = np.linalg.eigvalsh(self._surface.objective.hessian(point.theta))
            self.end = "saddle" if h[0] < -BENT else "plateau"
        self.last = step


@lru_cache(maxsize=48)
def walk_on(name, method, start, setting):
    """The Walk of a method on a surface; setting is λ, or the damping for Newton."""
    place = surface_named(name)

    def begin():
        if method == "Newton":
            return newton(place.objective, start, steps=MOST, damping=setting)
        return FIRST_ORDER[method](place.objective, start, learning_rate=setting, steps=MOST)

    return Walk(begin, place)


def hessian(name, theta):
    """The Hessian (2, 2) of a surface at theta, kept for a while: a picture and its words ask for the same ones."""
    return _hessian(name, *map(float, theta))


@lru_cache(maxsize=256)
def _hessian(name, x, y):
    return read_only(surface_named(name).objective.hessian(np.array([x, y])))


def slope_and_curvature(state, theta):
    """(gradient (2,), Hessian (2, 2)) of the quadratic that Newton sees at theta, damping included."""
    H = hessian(state.surface, theta) + float(state.damping) * np.eye(2)
    return surface_named(state.surface).objective.gradient(theta), H


def limit(name, method):
    """The λ above which a method leaves the minimum: 2/h_max, with momentum 2(1 + β)/h_max, for Adam None."""
    return _limit(method, surface_named(name).steepest)


def local_limit(name, method, theta):
    """The same with the largest curvature at theta; None where no direction curves upwards, and for Adam."""
    return _limit(method, float(np.linalg.eigvalsh(hessian(name, theta))[-1]))


def _limit(method, h):
    return None if method == "Adam" or h <= 0 else 2 * (1 + BETA * (method == "momentum")) / h


# --- how far a race is: its settings, its step, and the Walks that go with them -----------------------------


progress = Progress(lambda state: tuple(getattr(state, name) for name in SETTINGS))
settings, at, now = progress.settings, progress.at, progress.now


def walks(state):
    """The Walks of the first-order method and of Newton."""
    return walk_of(state, state.first), walk_of(state, "Newton")


def walk_of(state, method):
    """The Walk of a method with the settings of a race."""
    setting = float(state.damping) if method == "Newton" else state.learning_rate
    return walk_on(state.surface, method, state.start, setting)


def beside(state):
    """The Walks of the methods that run beside with the same λ, {method: Walk}, where they are wanted."""
    others = [method for method in FIRST_ORDER if method != state.first] if state.ghosts else []
    return {method: walk_of(state, method) for method in others}


def running(state):
    """All Walks that are shown."""
    return [*walks(state), *beside(state).values()]
