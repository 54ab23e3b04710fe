"""Whole figures: who cannot see one reads its description, so the description must say what is drawn."""

from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from course_utils.data import galaxies, kepler_period, planets
from course_utils.engine import Network, fit, relu, sigmoid
from course_utils.engine.topics.approximation import relu_pieces, sigmoid_bumps, tower, towers
from course_utils.engine.topics.polynomials import best_polynomial
from course_utils.engine.topics.triangle import triangle_map
from course_utils.plots import (
    DARK,
    LIGHT,
    approximation,
    colour_plot,
    decision,
    depth,
    families,
    fitted_curves,
    images,
    loss_curves,
    neurons,
    risk_curves,
    score_curves,
    surfaces,
)
from course_utils.plots.figure import png

SKY = galaxies(60, seed=0)
EDGE = np.array([0.4, 0.5, 0.6])
COUNTS, TRUE = np.array([100, 200, 400]), np.array([0.2, 0.5, 0.1])
RISKS, ONE, BEST = np.array([0.02, 0.04, 0.04]), np.array([0.2, 0.8]), np.array([0.1, 0.9])
ROC = {"good": (np.array([0, 0, 1.0]), np.array([0, 1, 1.0])), "none": (np.array([0, 1.0]),) * 2}
TREE = DecisionTreeClassifier(max_leaf_nodes=3, random_state=0).fit(SKY.X, SKY.y)
MACHINES = {"Line": SVC(kernel="linear").fit(SKY.X, SKY.y), "Kernel": SVC().fit(SKY.X, SKY.y)}
FOUR = {name: TREE.predict for name in "abcd"}
ERRORS = {"tree": np.array([0.05, 0.06]), "forest": np.array([0.04, 0.05])}
X, XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
HIDDEN, OUTPUT = (np.ones((2, 2)), np.array([-0.5, -1.5])), (np.array([[1, -2]]), np.array([-0.5]))
H = (X @ HIDDEN[0].T + HIDDEN[1] > 0).astype(int)
LEARNED = {"OR": (XOR, (1, 1), 0), "XY": (XOR, (1, 0), 0)}

RIGHT_OF_ZERO = Network.from_parameters([([[4.0, 0.0]], [0.0])], output="sigmoid")
UP, GRID = np.linspace(-1, 3, 5), np.linspace(-1, 1, 3)
READINGS, LINES = np.array([1.0, 2.0, 9.0]), {"squared": (0, 1), "absolute": (1, 0.5)}
ROWS = [SimpleNamespace(updates=count, train=0.5 / (1 + count), true=0.5) for count in (0, 1, 10)]
GROUND = (np.outer(1 + GRID**2, np.ones(3)), np.zeros((2, 2)))
SURE = (np.full(40, 0.9), np.arange(40) < 36)


def sine(x):
    return np.sin(2 * np.pi * x)


def trained():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(20, 2)), rng.integers(0, 2, 20)
    network = Network.random([2, 3, 1], output="sigmoid", seed=0)
    return fit(
        network, X, y, "binary_cross_entropy", learning_rate=0.1, epochs=5, validation=(X, y), patience=5
    )


# For each figure: what makes it, words of its description, and how many axes it has.
FIGURES = {
    "law": (lambda look: fitted_curves.law(planets(), kepler_period, 6, look), "8 planets on one straight", 1),
    "quintic": (
        lambda look: fitted_curves.law_and_quintic(planets(), kepler_period, np.square, 6, look), "quintic falls", 1
    ),
    "level": (lambda look: colour_plot.level_and_bent(SKY, 1.6, lambda X: X[:, 1] - 1, look), "level line", 1),
    "clouds": (lambda look: decision.two_clouds(SKY.X, SKY.y, look), "opposite corners", 1),
    "cut": (lambda look: colour_plot.published_cut(SKY, 0.7, look), "published wedge", 1),
    "errors": (lambda look: colour_plot.error_curve(EDGE, EDGE / 9, 0.59, look), "against the intercept", 1),
    "sets": (lambda look: colour_plot.two_sets(SKY, SKY.X, look), "without labels", 2),
    "roc": (
        lambda look: score_curves.roc(ROC, (0.1, 0.8), look),
        "good 1.000, none 0.500. The published cut is a point at 0.10, 0.80",
        1,
    ),
    "surveys": (lambda look: risk_curves.surveys(RISKS, 0.03, 0.02, look), "3 empirical risks", 1),
    "laws": (lambda look: risk_curves.laws(COUNTS, {"gap": 1 / COUNTS}, 1.08 / COUNTS, look), "1.08/N", 1),
    "training": (lambda look: risk_curves.training(trained(), [0, 5], [0.7, 0.6], 0.1, look), "validation and true", 1),
    "best": (lambda look: risk_curves.best_of(ONE, BEST, look), "best of a hundred", 1),
    "descent": (
        lambda look: risk_curves.descent(COUNTS, np.array([0.1, 0, 0]), TRUE, 0.03, 200, look),
        "peak of 0.5 near 200 units, and falls again, to 0.1 at 400; the Bayes risk is 0.03",
        1,
    ),
    "tree": (lambda look: families.tree(TREE, SKY.features, SKY.classes, look), "tree of 2 questions", 1),
    "margins": (lambda look: families.margins(MACHINES, SKY, look), "straight and curved", 2),
    "boundaries": (lambda look: families.boundaries(FOUR, SKY, TREE.predict, look), "Four panels", 4),
    "scores": (lambda look: families.scores(ERRORS, ERRORS, 0.04, look), "beside the Bayes risk", 1),
    "times": (lambda look: families.times({"tree": (0.01, 0.001)}, look), "logarithmic axis", 1),
    "imagenet": (images.imagenet_errors, "2012 AlexNet 16.4", 1),
    "letters": (lambda look: images.letters([np.eye(20)] * 3, "ABC", look), "letters A, B, C", 3),
    "lines": (lambda look: neurons.lines(X, LEARNED, look), "OR and XY", 2),
    "neuron": (neurons.neuron, "w₁, w₂ and b (synapses)", 1),
    "layers": (lambda look: neurons.layers([3, 5, 2], look), "W (5, 3) and b (5,), then W (2, 5)", 1),
    "hidden": (
        lambda look: neurons.hidden_layer(X, XOR, H, HIDDEN, OUTPUT, look),
        "squares at (1, 0), circles at (0, 0) and (1, 1)",
        2,
    ),
    "bent": (
        lambda look: decision.bent_or_not({"straight": RIGHT_OF_ZERO, "bent": RIGHT_OF_ZERO}, X, XOR, look),
        "Two half moons",
        2,
    ),
    "moons": (
        lambda look: decision.noisy_moons(dict.fromkeys((2, 5, 9), RIGHT_OF_ZERO), X, XOR, look),
        "2 and 5 neurons part them with a bent line, 9 with bays",
        3,
    ),
    "starts": (lambda look: decision.two_starts({"a": RIGHT_OF_ZERO, "b": RIGHT_OF_ZERO}, X, XOR, look), "XOR", 2),
    "slopes": (
        lambda look: depth.slopes({"sigmoid": sigmoid, "ReLU": relu}, (-1, 1), look),
        "when every z is −1: sigmoid 8.632×10⁻⁸, ReLU 0. What 10 layers leave of a gradient when every z is 1:",
        2,
    ),
    "bumps": (
        lambda look: approximation.bumps(sine, {n: sigmoid_bumps(sine, n) for n in (4, 8)}, look),
        "4 bumps miss it by",
        2,
    ),
    "sups": (
        lambda look: approximation.laws(COUNTS, {"ReLU pieces": 1 / COUNTS}, 1 / COUNTS, look),
        "100 to 400 neurons, both logarithmic: ReLU pieces, from 0.01 to 0.0025.",
        1,
    ),
    "parabola": (
        lambda look: approximation.parabola(sine, *best_polynomial(sine, 2), relu_pieces(sine, 10), look),
        "off by 0.68",
        1,
    ),
    "tower": (
        lambda look: approximation.cross_and_tower(tower(0.3, 0.6, 0.2, 0.5), tower(0.3, 0.6, 0.2, 0.5), look),
        "only the rectangle",
        2,
    ),
    "tiles": (
        lambda look: approximation.tiles({n: towers(lambda x, y: x * y, n) for n in (2, 3)}, look),
        "made of 4, 9 towers",
        2,
    ),
    "folded": (
        lambda look: approximation.folded({k: triangle_map(k) for k in (1, 3)}, look),
        "2 pieces from 2 ReLUs, 8 pieces from 6 ReLUs",
        2,
    ),
    "bowls": (
        lambda look: loss_curves.bowls([0, 2], UP, {"squared": (UP - 1) ** 2, "absolute": abs(UP)}, look),
        "squared lowest at 1, absolute lowest at 0",
        1,
    ),
    "gradients": (lambda look: loss_curves.losses_and_gradients(-3.0, look), "only cross-entropy rises", 2),
    "readings": (lambda look: fitted_curves.lines(READINGS, READINGS, LINES, 1, look), "1 of them high", 1),
    "calibration": (
        lambda look: score_curves.calibration({"9 updates": SURE, "99 updates": SURE, "the same, T = 3": SURE}, look),
        "9 updates near the diagonal, 99 updates below it, much of it repaired by T = 3",
        1,
    ),
    "bowl": (lambda look: surfaces.plain_and_bowl(GRID, GROUND, GROUND, look), "still on a plain under squares", 2),
    "penalty": (lambda look: risk_curves.penalty(ROWS, ROWS, 0.2, look), "Without penalty the training risk falls", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_each_is_drawn_in_both_looks_and_described(name, look):
    make, words, axes = FIGURES[name]
    figure, description = make(look)
    figure.canvas.draw()
    panels = [ax for ax in figure.axes if ax.get_label() != "<colorbar>"]
    assert words in description and len(panels) == axes
    assert all(ax.get_title(loc="left") for ax in panels)


@pytest.mark.parametrize("name", ["errors", "margins", "tower"])
def test_a_figure_that_is_shown_again_is_the_same_to_the_pixel(name):
    """A layout that went on from the last one would move the axes by a fraction of a pixel."""
    figure, description = FIGURES[name][0](LIGHT)
    assert png(figure, description) == png(figure, description)
