"""The words about a race: where each walk is, how it ended, and what Newton will do next; and its numbers as tables."""

import numpy as np

from ..engine.trace.notation import fixed, minus, short
from ..engine.validate import counted
from ..plots.surfaces import within
from ..plots.tables import curve
from .local_model import FLAT
from .model import beside, hessian, limit, now, walk_of, walks
from .surfaces import CORNERS, WORDS, surface_named

ENDS = {
    "minimum": "arrived, within 10⁻¹⁰ of the lowest value",
    "saddle": "it stands still on a saddle: the gradient is zero there, but it is not a minimum",
    "plateau": "it stands still on a plateau, where the gradient is practically zero",
    "diverged": "the next step would overflow: λ is too large",
    "singular": "the Hessian is singular: it has a curvature of 0 in one direction and cannot be inverted. Newton "
    "stops; with damping it can go on",
}


def describe(state):
    """Both walks: place, height, and what becomes of them; and the walks beside."""
    (first, newton), step = walks(state), now(state)
    one = f"{capital(state.first)} with λ = {short(state.learning_rate)}: {walk_words(first, step)}."
    other = f"Newton: {walk_words(newton, step)}."
    ghosts = "; ".join(f"{method} {walk_words(walk, step)}" for method, walk in beside(state).items())
    words = [warning(state, first, step), other, newton_words(state, newton, step)]
    words += [f"Beside them, with the same λ: {ghosts}."] if ghosts else []
    return " ".join([f"{capital(WORDS[state.surface])}, step {step:,}.", one, *filter(None, words)])


def capital(words):
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]


def walk_words(walk, step):
    """Where a walk is, how high, and its end if it has come to it."""
    point = walk[step]
    words = f"({coordinate(point.theta[0])}, {coordinate(point.theta[1])}), f = {height(point.value)}"
    if not within(point.theta, CORNERS):
        words += ", outside the picture (arrow at its edge)"
    if walk.end and step >= walk.last:
        words += f"; after {counted(walk.last, 'step')} {ENDS[walk.end]}"
    return words


def warning(state, walk, step):
    """That λ is above the limit, where it is."""
    most = limit(state.surface, state.first)
    if most is None or state.learning_rate <= most or (walk.end == "diverged" and step >= walk.last):
        return ""
    return f"This λ is above the limit {short(most)}, so it cannot settle in the minimum."


def newton_words(state, walk, step):
    """What the curvature at Newton's point makes of its next step."""
    if walk.end and step >= walk.last:
        return ""
    theta = walk[step].theta
    h = np.linalg.eigvalsh(hessian(state.surface, theta)) + float(state.damping)
    kind = "Damped curvatures" if float(state.damping) else "Curvatures"
    numbers = f"{kind} there: {' and '.join(short(round(value, 12)) for value in h)}"
    if np.abs(h).min() <= FLAT * np.abs(h).max():
        return f"{numbers}: the Hessian is singular, so the next step needs damping."
    if h[0] > 0:
        return f"{numbers}; the next step leads to the lowest point of the dashed model, the cross."
    what = "the saddle of the dashed model" if h[1] > 0 else "the top of the dashed model"
    return f"{numbers}, so the Hessian is {'in' if h[1] > 0 else 'negative '}definite; the next step leads to {what}."


def limit_words(state):
    """What stands over the limit of λ: several wordings, the longest first."""
    most = limit(state.surface, state.first)
    if most is None:
        return [
            "no such limit: Adam steps by about λ, whatever the gradient",
            "no limit: Adam steps by about λ",
            "no limit",
        ]
    formula = "2/hₘₐₓ" if state.first == "gradient descent" else "3.8/hₘₐₓ"
    short_one = f"limit {formula} = {short(most)}"
    return [
        f"{short_one} at the minimum; dashed: here",
        f"{short_one}; dashed: here",
        short_one,
        f"limit {short(most)}",
    ]


def coordinate(value):
    """A coordinate to three decimals, or short where it is far away."""
    return fixed(value, 3) if abs(value) < 1000 else short(value)


def height(value):
    """A height to five digits, so that 1411.8 can be read."""
    return minus(f"{value:.5g}") if 1e-4 <= abs(value) < 1e6 else short(value)


def numbers(state):
    """The walks of a state so far, a list of `Table`."""
    here = surface_named(state.surface)
    return [
        _walk(method, *walk_of(state, method).path(now(state)), here)
        for method in (state.first, "Newton", *beside(state))
    ]


def _walk(method, points, heights, here):
    steps = np.arange(len(points), dtype=float)
    return curve(
        f"{here.title} – {method}", ("step", *here.names, "f"), [steps, *points.T, heights + here.lowest]
    )
