"""Optimisers: walk downhill on an objective, step by step, each step an `Iterate`.

    descent     θ ← θ − λ ∇f
    momentum    v ← β v + ∇f,  θ ← θ − λ v
    Adam        θ ← θ − λ m̂ / (√v̂ + ε), with running means m of the gradient and v of its square
    Newton      θ ← θ − λ [Hf]⁻¹ ∇f

The rules are in rules.py. Each generator yields the start as step 0 and then one `Iterate` a step.
"""

import math
from typing import NamedTuple

import numpy as np

from .errors import Diverged
from .objective import check_objective
from .record import read_only
from .rules import Adam, Descent, Momentum, Newton
from .validate import number, vector, whole


class Iterate(NamedTuple):
    """One point of a walk: the number of the step, θ (read-only), f(θ) and ‖∇f(θ)‖."""

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

    start is (n,), learning_rate a number above 0 or a schedule λ(t), where t = 0, 1, … counts the
    steps. Arguments are checked at the call. A point that is not finite is not yielded: `Diverged`
    is raised in its place. It, and every other error on the way, an interrupt too, holds the last good
    iterate as its `last`.
    """
    return _walk(objective, start, Descent, learning_rate, steps)


def momentum(objective, start, *, learning_rate, steps, beta=0.9):
    """Yield the start and `steps` steps with momentum, v ← βv + ∇f, θ ← θ − λv, as `Iterate`s.

    0 ≤ beta < 1 is the share of the velocity that stays; else as `gradient_descent`.
    Source: B. Polyak, USSR Computational Mathematics 4, 1 (1964).
    """
    beta = number(beta, "beta", at_least=0, below=1)
    return _walk(objective, start, lambda size: Momentum(size, beta), learning_rate, steps)


def adam(objective, start, *, learning_rate, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Yield the start and `steps` steps of Adam as `Iterate`s; arguments as for `gradient_descent`.

    Source: D. Kingma and J. Ba, ICLR 2015, algorithm 1.
    """
    beta1 = number(beta1, "beta1", at_least=0, below=1)
    beta2 = number(beta2, "beta2", at_least=0, below=1)
    epsilon = number(epsilon, "epsilon", above=0)
    return _walk(objective, start, lambda size: Adam(size, beta1, beta2, epsilon), learning_rate, steps)


def newton(objective, start, *, steps, learning_rate=1.0, damping=0.0):
    """Yield the start and `steps` steps of Newton's method, θ ← θ − λ [Hf + damping·1]⁻¹ ∇f, as `Iterate`s.

    Arguments as for `gradient_descent`; damping ≥ 0. Where the Hessian is indefinite the method may
    well walk to a saddle. A singular one raises `SingularHessian`, which holds the last iterate.
    """
    damping = number(damping, "damping", at_least=0)
    check_objective(objective, "hessian")
    return _walk(objective, start, lambda size: Newton(size, damping), learning_rate, steps)


def schedule(learning_rate):
    """learning_rate as a function of the step: a number stays what it is, a schedule λ(t) is checked each time."""
    if not callable(learning_rate):
        rate = np.array(number(learning_rate, "learning_rate", above=0))
        return lambda step: rate
    return lambda step: number(learning_rate(step), f"learning_rate({step})", above=0)


def _walk(objective, start, rule, learning_rate, steps):
    """Check the arguments, then walk."""
    check_objective(objective, "value_and_gradient")
    start = vector(start, "start").copy()
    size = getattr(objective, "size", start.size)
    vector(start, "start", size)
    return _iterates(objective, start, rule(start.size), schedule(learning_rate), whole(steps, "steps"))


def _iterates(objective, start, rule, rate, steps):
    with np.errstate(all="ignore"):
        last, gradient = _look(objective, 0, start, None)
    yield last
    for step in range(1, steps + 1):
        try:
            last, gradient = _advance(objective, rule, rate(step - 1), last, gradient)
        except BaseException as error:
            error.last = last
            raise
        yield last


def _advance(objective, rule, rate, last, gradient):
    """One step of the rule: the next iterate, and the gradient there."""
    with np.errstate(all="ignore"):
        theta = last.theta - rule.step(gradient, rate, lambda: objective.hessian(last.theta))
        return _look(objective, last.step + 1, theta, last)


def _look(objective, step, theta, last):
    """The iterate at theta, and the gradient there; Diverged where θ, f, ∇f or their squares are not finite."""
    theta.flags.writeable = False
    value, norm, gradient = math.nan, math.nan, None
    if math.isfinite(theta.dot(theta)):
        value, gradient = objective.value_and_gradient(theta)
        norm = math.sqrt(gradient.dot(gradient))
    if not math.isfinite(value + norm):
        raise Diverged(_diverged_words(step, value, last))
    return Iterate(step, theta, value, norm), gradient


def _diverged_words(step, value, last):
    if last is None:
        return (
            f"the objective or its gradient is not finite at the start, or too large to square: f = {value:g}"
        )
    return (
        f"step {step} left the range of numbers; the last good iterate is step {last.step} with value "
        f"{last.value:.6g}. A smaller learning rate may help"
    )
