"""Optimisers: walk downhill on an objective, step by step, each step an `Iterate`.

    descent     θ ← θ − λ ∇f
    momentum    v ← β v + ∇f,  θ ← θ − λ v
    Adam        θ ← θ − λ m̂ / (√v̂ + ε), with running means m of the gradient and v of its square
    Newton      θ ← θ − λ [Hf]⁻¹ ∇f

Each generator yields the start as step 0 and then one `Iterate` a step. What an optimiser subtracts is the step of its
update *rule*. One table of rules serves these walks and the training of networks. A rule owns its memory, so that a
step allocates nothing: `rule.step(gradient, learning_rate, hessian)` returns its own array, to be subtracted from theta
at once. `hessian` is a function, called only by the rule that needs it.
"""

import copy
import itertools
import math
from typing import NamedTuple

import numpy as np

from .errors import Diverged, SingularHessian
from .objectives import check_objective, hessian_of, value_and_gradient_of
from .record import read_only
from .validate import check_int, function, number, vector

# --- rules ------------------------------------------------------------------------------------------


class Rule:
    """What all rules share: a copy has a memory of its own."""

    def __copy__(self):
        return copy.deepcopy(self)


class GradientDescent(Rule):
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


SQUARED = 1e-140  # the square of what is far below it has lost its digits


class Adam(Rule):
    """λ m̂ / (√v̂ + ε): each parameter has a learning rate of its own, about λ a step.

    m ← β₁ m + (1 − β₁) ∇f and v ← β₂ v + (1 − β₂) ∇f²; as both start at zero, m̂ = m / (1 − β₁ᵗ)
    and v̂ = v / (1 − β₂ᵗ).
    """

    def __init__(self, size, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self._beta1, self._beta2 = beta1, beta2
        # NumPy combines an array with a 0-d array faster than with a number.
        self._old1, self._new1, self._old2, self._new2, self._epsilon = map(
            np.array, (beta1, 1 - beta1, beta2, 1 - beta2, epsilon)
        )
        self._mean, self._square = np.zeros(size), np.zeros(size)
        self._step, self._room = np.empty(size), np.empty(size)
        self._count = 0

    def step(self, gradient, learning_rate, hessian=None):
        self._count += 1
        m, v, step, room = self._mean, self._square, self._step, self._room
        m *= self._old1
        m += np.multiply(gradient, self._new1, room)
        v *= self._old2
        v += np.multiply(np.multiply(gradient, gradient, room), self._new2, room)
        np.sqrt(np.divide(v, 1 - self._beta2**self._count, room), room)
        room += self._epsilon
        np.divide(m, room, step)
        # NaN where ∇f² overflows: v̂ = ∞ would freeze a parameter.
        nothing = 0.0 * gradient.dot(gradient)
        step *= (learning_rate + nothing) / (1 - self._beta1**self._count)
        return step


class Newton(Rule):
    """λ [Hf + damping·1]⁻¹ ∇f."""

    def __init__(self, size, damping=0.0):
        self._damping, self._count = damping * np.eye(size), 0

    def step(self, gradient, learning_rate, hessian):
        H, here = hessian() + self._damping, self._count
        self._count += 1
        if not np.isfinite(H).all():
            raise Diverged(
                f"step {here + 1} is not defined: the Hessian at step {here} holds NaN or an infinite value"
            )
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


RULES = {"sgd": GradientDescent, "momentum": Momentum, "adam": Adam, "newton": Newton}


def descend(theta, gradient, rule, rate, hessian=None):
    """θ ← θ − what the rule makes of the gradient, in place, again and again; yields the number of updates so far.

    The course's only loop of descent: the walks below, `fit`, the stepper's updates and the playground run it until
    they have seen enough. gradient(t) and rate(t) are asked before update t = 0, 1, …, the rate first.
    """
    for t in itertools.count():
        learning_rate = rate(t)
        np.subtract(theta, rule.step(gradient(t), learning_rate, hessian), theta)
        yield t + 1


# --- walks ------------------------------------------------------------------------------------------


class Iterate(NamedTuple):
    """One point of a walk: its `step`, `theta` (n,), read-only, the `value` f(θ) and the `gradient_norm` ‖∇f(θ)‖."""

    step: int
    theta: np.ndarray
    value: float
    gradient_norm: float

    def __reduce__(self):
        return _iterate, tuple(self)


def _iterate(step, theta, value, gradient_norm):
    """A copy of an iterate, whose theta is read-only again."""
    return Iterate(step, read_only(theta), value, gradient_norm)


def gradient_descent(objective, start, *, learning_rate, steps):
    """Yield the start and `steps` steps of gradient descent, θ ← θ − λ ∇f(θ), as `Iterate`s.

    objective is an `Objective`, or anything else with `value_and_gradient(theta)`; start is (n,), learning_rate
    a number above 0 or a schedule λ(t), where t = 0, 1, … counts the steps. Arguments are checked at the call:
    TypeError and ValueError. A point that is not finite is not yielded: `Diverged` is raised in its place. It, and
    every other error on the way, an interrupt too, holds the last good iterate as its `last`.
    """
    return _walk(objective, start, GradientDescent, learning_rate, steps)


def momentum(objective, start, *, learning_rate, steps, beta=0.9):
    """Yield the start and `steps` steps with momentum, v ← βv + ∇f, θ ← θ − λv, as `Iterate`s.

    0 ≤ beta < 1 is the share of the velocity that stays; everything else as for `gradient_descent`.
    Source: B. Polyak, USSR Computational Mathematics 4, 1 (1964).
    """
    beta = number(beta, "beta", at_least=0, below=1)
    return _walk(objective, start, lambda size: Momentum(size, beta), learning_rate, steps)


def adam(objective, start, *, learning_rate, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Yield the start and `steps` steps of Adam as `Iterate`s; everything else as for `gradient_descent`.

    0 ≤ beta1, beta2 < 1 are the shares that stay of the means of ∇f and of ∇f². epsilon is at least 1e-140: the
    squares of smaller gradients are beyond float64.
    Source: D. Kingma and J. Ba, ICLR 2015, algorithm 1.
    """
    beta1 = number(beta1, "beta1", at_least=0, below=1)
    beta2 = number(beta2, "beta2", at_least=0, below=1)
    epsilon = number(epsilon, "epsilon", at_least=SQUARED)
    return _walk(objective, start, lambda size: Adam(size, beta1, beta2, epsilon), learning_rate, steps)


def newton(objective, start, *, steps, learning_rate=1.0, damping=0.0):
    """Yield the start and `steps` steps of Newton's method, θ ← θ − λ [Hf + damping·1]⁻¹ ∇f, as `Iterate`s.

    objective has `hessian(theta)` too, damping ≥ 0; everything else as for `gradient_descent`. Where the Hessian is
    indefinite the method may well walk to a saddle. A singular one raises `SingularHessian`, which holds the last
    iterate.
    """
    damping = number(damping, "damping", at_least=0)
    check_objective(objective, "hessian")
    return _walk(objective, start, lambda size: Newton(size, damping), learning_rate, steps)


def schedule(learning_rate):
    """learning_rate as a function of the step: a number stays what it is, a schedule λ(t) is checked each time."""
    if not callable(learning_rate):
        rate = np.array(number(learning_rate, "learning_rate", above=0))
        return lambda step: rate
    function(learning_rate, "learning_rate", of="the step", takes=1)
    return lambda step: number(learning_rate(step), f"learning_rate({step})", above=0)


def gone_on(walk, made):
    """A walk whose first `made` iterates are taken: one that was interrupted can't go on, but begin again."""
    for _ in range(made):
        next(walk)
    return walk


def _walk(objective, start, rule, learning_rate, steps):
    """Check the arguments, then walk."""
    check_objective(objective, "value_and_gradient")
    start = vector(start, "start", getattr(objective, "size", None)).copy()
    return _iterates(objective, start, rule(start.size), schedule(learning_rate), check_int(steps, "steps"))


def _iterates(objective, start, rule, rate, steps):
    theta = start.copy()
    with np.errstate(all="ignore"):
        last, gradient = _look(objective, 0, start, None)
    yield last
    updates = descend(theta, lambda t: gradient, rule, rate, lambda: hessian_of(objective, last.theta))
    for _ in range(steps):
        try:
            with np.errstate(all="ignore"):
                step = next(updates)
                last, gradient = _look(objective, step, theta.copy(), last)
        except BaseException as error:
            error.last = last
            raise
        yield last


def _look(objective, step, theta, last):
    """The iterate at theta, and the gradient there; Diverged where θ, f, ∇f or their squares are not finite."""
    theta.flags.writeable = False
    value, norm, gradient = math.nan, math.nan, None
    if math.isfinite(theta.dot(theta)):
        value, gradient = value_and_gradient_of(objective, theta)
        norm = math.sqrt(gradient.dot(gradient))
        if norm < SQUARED:
            norm = math.hypot(*gradient)
    if not math.isfinite(value + norm):
        raise Diverged(_diverged_words(step, value, last))
    return Iterate(step, theta, value, norm), gradient


def _diverged_words(step, value, last):
    if last is None:
        return (
            f"the objective or its gradient is not finite at the start, or too large to square: f = {value:g}"
        )
    return (
        f"step {step} overflowed (inf or NaN); the last good iterate is step {last.step} with value "
        f"{last.value:.6g}. A smaller learning rate may help"
    )
