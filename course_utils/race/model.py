"""The race without a screen: two optimisers on one ground, each a walk of immutable iterates, and how it ended.

A walk is computed as far as somebody looks, and kept. It ends where it has arrived (its height is within 1e-10 of
the lowest, or the gradient is as good as zero), where it overflows (inf or NaN), or where Newton meets a
Hessian that cannot be inverted.
"""

import threading
from functools import lru_cache

import numpy as np

from ..engine import Diverged, SingularHessian, adam, gradient_descent, momentum, newton
from .grounds import ground

FIRST_ORDER = {"gradient descent": gradient_descent, "momentum": momentum, "Adam": adam}
MOST = 30_000  # steps
ARRIVED = 1e-10  # above the lowest height
STILL = 1e-9  # size of the gradient
BENT = 1e-3  # curvature below which a place counts as flat
BETA = 0.9  # the share of its velocity that momentum keeps


class Runner:
    """A walk that is computed up to the step that is needed.

    `end` is "" while it goes on, then "minimum", "saddle", "plateau", "diverged" or "singular"; `last` is the number of
    its last step so far.
    """

    def __init__(self, walk, place):
        self._walk, self._ground, self._lock = walk, place, threading.RLock()
        self._points, self.end = [next(walk)], ""
        self._path, self._heights = np.empty((0, 2)), np.empty(0)
        self._judge()

    def __getitem__(self, step):
        """The iterate at a step, or the last one before it."""
        self.to(step)
        return self._points[min(step, self.last)]

    @property
    def last(self):
        return len(self._points) - 1

    def to(self, step):
        """Go on to a step, if there is a way."""
        with self._lock:
            while self.last < min(step, MOST) and not self.end:
                try:
                    self._points.append(next(self._walk))
                    self._judge()
                except (Diverged, SingularHessian) as error:
                    self.end = "diverged" if isinstance(error, Diverged) else "singular"

    def path(self, step):
        """The points up to a step, (steps + 1, 2), and their heights above the lowest one, (steps + 1,)."""
        with self._lock:
            self.to(step)
            if len(self._path) <= min(step, self.last):
                self._path = np.array([point.theta for point in self._points])
                self._heights = np.array([point.value for point in self._points]) - self._ground.lowest
            return self._path[: step + 1], self._heights[: step + 1]

    def _judge(self):
        here = self._points[-1]
        if here.value - self._ground.lowest <= ARRIVED:
            self.end = "minimum"
        elif here.gradient_norm <= STILL:
            h = np.linalg.eigvalsh(self._ground.objective.hessian(here.theta))
            self.end = "saddle" if h[0] < -BENT else "plateau"


@lru_cache(maxsize=12)
def runner(name, method, start, setting):
    """The Runner of a method on a ground; setting is λ, or the damping for Newton."""
    place = ground(name)
    if method == "Newton":
        walk = newton(place.objective, start, steps=MOST, damping=setting)
    else:
        walk = FIRST_ORDER[method](place.objective, start, learning_rate=setting, steps=MOST)
    return Runner(walk, place)


def limit(name, method):
    """The λ above which a method leaves the minimum: 2/h_max, with momentum 2(1 + β)/h_max, for Adam None."""
    if method == "Adam":
        return None
    return 2 * (1 + BETA * (method == "momentum")) / ground(name).steepest


def local_limit(name, method, theta):
    """The same with the largest curvature at theta; None where no direction curves upwards, and for Adam."""
    h = float(np.linalg.eigvalsh(ground(name).objective.hessian(theta))[-1])
    return None if method == "Adam" or h <= 0 else 2 * (1 + BETA * (method == "momentum")) / h
