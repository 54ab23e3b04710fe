"""The risk explorer: how training, validation and true risk depend on data, noise and complexity, and on luck.

A model of Legendre terms is fitted to N examples of a noisy curve. The curve is not a polynomial, so that few terms
are too stiff for it, while many terms follow the noise. The true risk is exact, by quadrature.
"""

from functools import lru_cache

import numpy as np

from ..data.legendre import CurvePopulation, least_squares, legendre_curve
from ..engine.trace.notation import short
from ..engine.validate import counted
from ..live.controls import Button, Slider
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..plots.figure import blank_figure
from . import risk_picture

MOST = 15  # terms
GHOSTS = 6  # earlier fits
FEWEST, MANY = 20, 1000  # examples


def truth(x):
    """The true curve, which no polynomial equals."""
    return np.sin(4 * x + 0.5)


def drawn(count, noise, seed):
    """The population, and the training and validation data of a seed; the latter a quarter as many."""
    population = CurvePopulation(truth, noise)
    rng = np.random.default_rng(seed)
    return population, population.draw(count, rng), population.draw(count // 4, rng)


def risks(state):
    """{kind: array (MOST,)} of the risks of the fits with 1 … MOST terms."""
    return _risks(state.count, state.noise, state.seed)


@lru_cache(maxsize=2)  # both the picture and its description ask
def _risks(count, noise, seed):
    population, train, validation = drawn(count, noise, seed)
    models = [legendre_curve(least_squares(train.X, train.y, terms)) for terms in range(1, MOST + 1)]
    return {
        "training": np.array([np.mean((train.y - f(train.X[:, 0])) ** 2) for f in models]),
        "validation": np.array([np.mean((validation.y - f(validation.X[:, 0])) ** 2) for f in models]),
        "true": np.array([population.risk(f) for f in models]),
        "Bayes": np.full(MOST, population.bayes_risk),
    }


def fitted(state, seed):
    """The training data of a seed and the values of the curve that was fitted to them."""
    _, train, _ = drawn(state.count, state.noise, seed)
    return train, legendre_curve(least_squares(train.X, train.y, state.terms))(risk_picture.X)


class RiskExplorer(LiveFigure):
    """A fit to noisy data, and its training, validation, true and Bayes risk against its number of terms.

    `count` is the number of training examples (20 … 1000), `noise` the standard deviation of y (0.05 … 1), `terms`
    that of the model's Legendre terms (1 … 15). Raises ValueError or TypeError for anything else.
    """

    def __init__(self, count=40, noise=0.3, terms=6):
        super().__init__(
            draw,
            [
                Slider("count", FEWEST, MANY, count, log=True, whole=True, label="examples N"),
                Slider("noise", 0.05, 1, noise, step=0.05, label="noise σ"),
                Slider("terms", 1, MOST, terms, step=1, whole=True),
                Button("redraw", lambda state: {"seed": state.seed + 1}, "draw new data"),
            ],
            describe=describe,
            title="Training, validation and true risk of a fit",
            state={"seed": 0},
        )


def draw(look):
    """The two panels, and what moves in them."""
    figure = blank_figure(8.6, 4, look)
    axes = figure.subplots(1, 2)
    picture = risk_picture.RiskPicture(*axes, truth(risk_picture.X), MOST, GHOSTS, look)

    def update(state):
        earlier = range(max(0, state.seed - GHOSTS), state.seed)
        ghosts = [fitted(state, seed)[1] for seed in earlier]
        picture.move(*fitted(state, state.seed), ghosts, risks(state), state.terms)

    return Drawing(figure, update, picture.moving)


def describe(state):
    """The four risks at the present complexity, and the complexities that validation and truth would choose."""
    found = risks(state)
    here = ", ".join(f"{kind} {short(values[state.terms - 1])}" for kind, values in found.items())
    words = f"Draw {state.seed + 1}: N = {state.count:,}, σ = {short(state.noise)}, "
    words += f"{counted(state.terms, 'term')}. Risks: {here}."
    chosen, best = (int(np.argmin(found[kind])) + 1 for kind in ("validation", "true"))
    words += f" Lowest validation risk with {counted(chosen, 'term')}, "
    return f"{words}lowest true risk with {counted(best, 'term')}."
