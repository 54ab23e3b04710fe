"""One right call for each figure that a notebook makes: `module.function` of `course_utils.plots`.

The fuzz varies what is handed in; `tests/plots/test_whole_figures.py` looks at what comes out.
"""

from functools import cache
from types import SimpleNamespace

import numpy as np

from course_utils import data, engine
from course_utils.engine.topics.approximation import relu_pieces, sigmoid_bumps, tower, towers
from course_utils.engine.topics.triangle import triangle_map
from course_utils.plots import (
    LIGHT,
    activations,
    approximation,
    circuits,
    colour_plot,
    decision,
    depth,
    families,
    fitted_curves,
    images,
    learning_curves,
    loss_curves,
    neurons,
    new_figure,
    optimizers,
    risk_curves,
    score_curves,
    surfaces,
)

X, XOR = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0.0, 1, 1, 0])
ROW, RISING, POSITIVE = np.array([0.5, 0.25, 0.125]), np.array([0.25, 0.5, 1.0]), np.array([1.0, 2.0, 4.0])
GRID = np.linspace(-1, 1, 3)
HEIGHTS, PATH = np.outer(1 + GRID**2, 1 + GRID), np.zeros((2, 2))
HIDDEN, OUTPUT = (np.ones((2, 2)), np.array([-0.5, -1.5])), (np.array([[1.0, -2.0]]), np.array([-0.5]))
PUT = (X @ HIDDEN[0].T + HIDDEN[1] > 0).astype(float)  # where the hidden neurons put X
CONSTANTS = np.linspace(-1.0, 3.0, 5)
ROWS = [SimpleNamespace(updates=count, train=0.5 / (1 + count), true=0.5) for count in (0, 1, 10)]
SURE = (np.full(40, 0.75), (np.arange(40) < 36).astype(float))


def sine(x):
    return np.sin(2 * np.pi * x)


def answer(X):
    return (X[:, 1] > X[:, 0]).astype(float)


def sky():
    return data.galaxies(20, seed=0)


def axes():
    return new_figure()[1]


def network():
    return engine.Network.random([2, 2, 1], "tanh", "sigmoid", seed=0)


def history():
    options = {"learning_rate": 0.1, "epochs": 3, "validation": (X, XOR), "patience": 3}
    return engine.fit(network(), X, XOR, "binary_cross_entropy", **options)


@cache
def tree():
    from sklearn.tree import DecisionTreeClassifier

    return DecisionTreeClassifier(max_leaf_nodes=3, random_state=0).fit(sky().X, sky().y)


@cache
def machines():
    from sklearn.svm import SVC

    return {
        name: SVC(kernel=kernel).fit(sky().X, sky().y) for name, kernel in (("a", "linear"), ("b", "rbf"))
    }


def circuit():
    return engine.circuit(engine.Node(-2.0, "x") * engine.Node(5.0, "y"))


def _nets():
    return {"a": network(), "b": network()}


MADE = {  # figure: its arguments, made anew for each call; `look` comes to each of them
    activations.gallery: lambda: {"functions": {"tanh": engine.tanh}},
    approximation.bumps: lambda: {"target": sine, "networks": {n: sigmoid_bumps(sine, n) for n in (4, 8)}},
    approximation.laws: lambda: {"neurons": POSITIVE, "sups": {"ReLU": ROW.copy()}, "bound": ROW.copy()},
    approximation.parabola: lambda: {
        "target": sine,
        "best": np.square,
        "sup": 0.5,
        "pieces": relu_pieces(sine, 4),
    },
    approximation.cross_and_tower: lambda: dict.fromkeys(("cross", "built"), tower(0.25, 0.5, 0.25, 0.5)),
    approximation.tiles: lambda: {"networks": {n: towers(lambda x, y: x * y, n) for n in (2, 3)}},
    approximation.folded: lambda: {"networks": {k: triangle_map(k) for k in (1, 3)}},
    circuits.diagram: lambda: {"trace": circuit(), "gradients": True},
    colour_plot.level_and_bent: lambda: {"galaxies": sky(), "level": 1.5, "score": answer},
    colour_plot.published_cut: lambda: {"galaxies": sky(), "redshift": 0.5},
    colour_plot.error_curve: lambda: {"intercepts": RISING.copy(), "wrong": ROW.copy(), "published": 0.5},
    colour_plot.two_sets: lambda: {"labelled": sky(), "survey": X.copy()},
    decision.share_right: lambda: {"network": network(), "X": X.copy(), "y": XOR.copy()},
    decision.two_clouds: lambda: {"X": X.copy(), "y": XOR.copy()},
    decision.bent_or_not: lambda: {"networks": _nets(), "X": X.copy(), "y": XOR.copy()},
    decision.noisy_moons: lambda: {
        "networks": {n: network() for n in (2, 5, 9)},
        "X": X.copy(),
        "y": XOR.copy(),
    },
    decision.two_starts: lambda: {"networks": _nets(), "X": X.copy(), "y": XOR.copy()},
    depth.draw_depth: lambda: {"ax": axes(), "sizes": {"tanh": ROW.copy()}},
    depth.describe_depth: lambda: {"sizes": {"tanh": ROW.copy()}},
    depth.draw_quarter: lambda: {"ax": axes(), "end": 0.5, "layers": 4},
    depth.draw_dead_share: lambda: {"ax": axes(), "rates": POSITIVE.copy(), "shares": np.outer(ROW, ROW)},
    depth.describe_dead_share: lambda: {"rates": POSITIVE.copy(), "shares": np.outer(ROW, ROW)},
    depth.slopes: lambda: {
        "functions": {"sigmoid": engine.sigmoid, "ReLU": engine.relu},
        "places": (-1.0, 1.0),
    },
    depth.signals: lambda: {"forward": {"he": POSITIVE.copy()}, "backward": {"he": POSITIVE.copy()}},
    families.tree: lambda: {"fitted": tree(), "features": ["a", "b"], "classes": ["no", "yes"]},
    families.margins: lambda: {"machines": machines(), "galaxies": sky()},
    families.boundaries: lambda: {
        "fitted": dict.fromkeys("abcd", answer),
        "galaxies": sky(),
        "best": answer,
    },
    families.scores: lambda: {"tests": {"a": ROW.copy()}, "true": {"a": ROW.copy()}, "bayes": 0.25},
    families.times: lambda: {"seconds": {"tree": (0.5, 0.25)}},
    fitted_curves.law: lambda: {"planets": data.planets(), "power_law": data.kepler_period, "seen": 6},
    fitted_curves.law_and_quintic: lambda: {
        "planets": data.planets(),
        "power_law": data.kepler_period,
        "quintic": np.square,
        "seen": 6,
    },
    fitted_curves.lines: lambda: {
        "x": POSITIVE.copy(),
        "y": ROW.copy(),
        "fits": {"squared": (0.0, 1.0), "absolute": (1.0, 0.5)},
        "outliers": 1,
    },
    images.letters: lambda: {"pictures": [np.eye(20)] * 3, "names": ["A", "B", "C"]},
    images.imagenet_errors: dict,
    learning_curves.conventions: lambda: {"losses": {"fixed": ROW.copy()}},
    learning_curves.losses_over_updates: lambda: {"losses": ROW.copy()},
    learning_curves.right_and_wrong: lambda: {"right": ROW.copy(), "wrong": ROW.copy()},
    learning_curves.weights_over_updates: lambda: dict.fromkeys(("hidden", "output"), np.ones((3, 2, 2))),
    loss_curves.bowls: lambda: {
        "y": np.array([0.0, 2.0]),
        "constants": CONSTANTS.copy(),
        "losses": {"squared": (CONSTANTS - 1) ** 2, "absolute": abs(CONSTANTS)},
    },
    loss_curves.losses_and_gradients: lambda: {"z": -2.5},
    neurons.neuron: dict,
    neurons.layers: lambda: {"sizes": [2, 3, 1]},
    neurons.lines: lambda: {"X": X.copy(), "learned": dict.fromkeys(("OR", "XY"), (XOR, (1.0, 1.0), 0.5))},
    neurons.hidden_layer: lambda: {
        "X": X.copy(),
        "y": XOR.copy(),
        "A": PUT.copy(),
        "hidden": HIDDEN,
        "output": OUTPUT,
    },
    optimizers.walks: lambda: {
        "surface": engine.rosenbrock,
        "window": np.array([[-2.0, 2.0], [-1.0, 3.0]]),
        "panels": {"a": ("gradient descent", X.copy()), "b": ("Newton", X.copy())},
        "names": ("x", "y"),
        "cells": 11,
    },
    optimizers.hessian: lambda: {"H": np.eye(9)},
    optimizers.basins: lambda: {
        "starts": GRID.copy(),
        "ends": {"gradient descent": GRID.copy(), "Newton": GRID.copy()},
        "rim": 0.5,
    },
    optimizers.kinks: lambda: {
        "b": GRID.copy(),
        "slope": ROW.copy(),
        "smooth": ROW.copy(),
        "at": np.array([0.0, 0.5]),
    },
    risk_curves.surveys: lambda: {"risks": ROW.copy(), "true": 0.25, "bayes": 0.125},
    risk_curves.laws: lambda: {"counts": POSITIVE, "measured": {"gap": ROW.copy()}, "theory": ROW.copy()},
    risk_curves.training: lambda: {
        "history": history(),
        "checked": np.array([0.0, 2.0]),
        "true": np.array([0.5, 0.25]),
        "bayes": 0.125,
    },
    risk_curves.best_of: lambda: {"one": np.array([0.25, 0.75]), "best": np.array([0.125, 0.875])},
    risk_curves.descent: lambda: {
        "units": POSITIVE.copy(),
        "training": ROW.copy(),
        "true": np.array([0.25, 0.5, 0.125]),
        "bayes": 0.25,
        "count": 2,
    },
    risk_curves.penalty: lambda: {"free": ROWS, "held": ROWS, "bayes": 0.25},
    score_curves.roc: lambda: {
        "curves": {
            "good": (np.array([0.0, 0.0, 1.0]), np.array([0.0, 1.0, 1.0])),
            "none": (np.array([0.0, 1.0]), np.array([0.0, 1.0])),
        },
        "point": (0.25, 0.5),
    },
    score_curves.calibration: lambda: {
        "classifiers": {"9 updates": SURE, "99 updates": SURE, "the same, T = 3": SURE}
    },
    surfaces.plain_and_bowl: lambda: {
        "grid": GRID.copy(),
        "squared": (HEIGHTS, PATH),
        "entropy": (HEIGHTS, PATH),
    },
}


def _base(figure, arguments):
    more = {"look": LIGHT} if "look" in figure.__wrapped__.__code__.co_varnames else {}
    return lambda: (figure, arguments() | more)


FIGURES = {
    f"{figure.__module__.rpartition('.')[2]}.{figure.__name__}": _base(figure, arguments)
    for figure, arguments in MADE.items()
}
