"""One right call for each public callable: what is handed in is varied from there.

A base is `(callable, arguments)` with every argument by its name; those of a function that takes `*name` are a tuple.
It is made anew for every call, so that nothing that one call changes reaches the next.
"""

from functools import cache

import numpy as np

from course_utils import data, engine, exercises, playground, plots, widgets
from course_utils.data import legendre
from course_utils.data.random_layer import random_layer_risks
from course_utils.engine.objectives import Plane
from course_utils.engine.topics import approximation, gini, margin, polynomials, triangle
from course_utils.exercises import relay
from course_utils.plots import families, images, learning_curves, optimizers, tables
from course_utils.rosenblatt import model as rosenblatt_model

from .figures import FIGURES, axes, tree

X = np.array([[0.0, 1.0], [1.0, 0.5], [0.25, -1.0], [2.0, 2.0]])
Y = np.array([0.0, 1.0, 1.0, 0.0])
LOOK = plots.LIGHT


def net(output="sigmoid", sizes=(2, 3, 1), hidden="tanh"):
    return engine.Network.random(list(sizes), hidden, output)


def risk():
    return engine.EmpiricalRisk(net(), X, Y, "binary_cross_entropy")


def quadratic():
    return engine.Quadratic(np.array([[2.0, 0.5], [0.5, 1.0]]), np.array([1.0, 0.0]))


@cache
def trace():
    """One for all calls, since a trace never changes; the judge sees whether a call has changed it."""
    return engine.walkthrough(*engine.lecture_network(), "half_squared_error", learning_rate=0.5, updates=3)


def draw(look):
    figure, ax = plots.new_figure(look=look)
    (line,) = ax.plot([0, 1], [0, 1])
    return widgets.Drawing(figure, lambda state: None, moving=[line])


def live(kind=widgets.LiveFigure):
    more = {"title": "A line"} if kind is widgets.LiveFigure else {}
    controls = [widgets.Slider("z", 0, 1), widgets.Button("go", lambda state: {})]
    handles = [widgets.Handle("point", 0.5, 0.5, bounds=((0, 1), (0, 1)))]
    return kind(draw, controls, handles, describe=describe, advance=lambda state: {}, **more)


def describe(state):
    return "A straight line from 0 to 1."


def trained():
    return engine.Perceptron().fit(X[:2], Y[:2])


def zero(x, *more):
    return np.zeros(len(x))


def _walk(function, **more):
    return lambda: (
        function,
        {"objective": quadratic(), "start": np.array([1.0, 2.0]), "steps": 3, "learning_rate": 0.1, **more},
    )


def _objective(make, theta):
    """The five questions to an objective, as bases."""
    theta = np.array(theta)
    more = {"hessian_vector_product": {"direction": theta + 1.0}}
    questions = ("value", "gradient", "value_and_gradient", "hessian", "hessian_vector_product")
    return {
        q: (lambda q=q: (getattr(make(), q), {"theta": theta.copy()} | more.get(q, {}))) for q in questions
    }


def _toy(function, noise):
    return lambda: (function, {"count": 10, "seed": 0, "noise": noise})


def _widget(kind, /, **arguments):
    return lambda: (kind, dict(arguments))


def _set(make, name, value):
    return lambda: (make().set, {"name": name, "value": value})


def _loss(loss, *questions):
    p, t = (np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([[0.0, 1.0], [1.0, 0.0]]))
    pairs = {
        q: (
            lambda q=q: (
                getattr(loss, q),
                {"z" if "logits" in q else "prediction": p.copy(), "target": t.copy()},
            )
        )
        for q in questions
    }
    return pairs


def _population(make):
    rows = {"X": X.copy()}
    return {
        "density": lambda: (make().density, rows | {"label": 1}),
        "posterior": lambda: (make().posterior, rows),
        "draw": lambda: (make().draw, {"count": 10, "seed": 0}),
    }


def _named(kind, bases):
    return {f"{kind}.{name}": base for name, base in bases.items()}


BASES = {
    **FIGURES,
    # engine
    "EmpiricalRisk": lambda: (
        engine.EmpiricalRisk,
        {"network": net(), "X": X.copy(), "y": Y.copy(), "loss": "binary_cross_entropy", "l2": 0.5},
    ),
    **_named("EmpiricalRisk", _objective(risk, np.zeros(13))),
    "Quadratic": lambda: (engine.Quadratic, {"A": np.eye(2), "b": np.array([1.0, 0.0])}),
    **_named("Quadratic", _objective(quadratic, [1.0, 2.0])),
    **_named("Surface", _objective(lambda: engine.rosenbrock, [1.0, 2.0])),
    "Surface.__call__": lambda: (engine.double_well, {"x": np.array([0.0, 1.0]), "y": np.array([0.0, 2.0])}),
    **_named("Objective", _objective(lambda: engine.double_well, [1.0, 2.0])),
    **_named("Plane", _objective(lambda: Plane(risk(), np.zeros(13), np.eye(13)[:2]), [1.0, 2.0])),
    "Plane": lambda: (
        Plane,
        {"objective": risk(), "origin": np.zeros(13), "directions": np.eye(13)[:2]},
    ),
    "Plane.__call__": lambda: (
        Plane(risk(), np.zeros(13), np.eye(13)[:2]),
        {"a": np.array([0.0, 1.0]), "b": np.array([0.5, 1.0])},
    ),
    "Plane.of_parameters": lambda: (
        Plane.of_parameters,
        {"objective": risk(), "theta": np.zeros(13), "first": 0, "second": 1},
    ),
    **_named("Loss", _loss(engine.mean_squared_error, "__call__", "gradient")),
    **_named(
        "BinaryCrossEntropy",
        _loss(engine.binary_cross_entropy, "__call__", "gradient", "from_logits", "gradient_from_logits"),
    ),
    **_named(
        "CategoricalCrossEntropy",
        _loss(engine.cross_entropy, "__call__", "gradient", "from_logits", "gradient_from_logits"),
    ),
    "Network.__call__": lambda: (net(), {"X": X.copy()}),
    "Network.forward": lambda: (net().forward, {"X": X.copy()}),
    "Network.gradient": lambda: (
        net().gradient,
        {"X": X.copy(), "y": Y.copy(), "loss": "mean_squared_error"},
    ),
    "Network.from_parameters": lambda: (
        engine.Network.from_parameters,
        {"parameters": [(np.eye(2), np.zeros(2))], "hidden": "tanh", "output": "sigmoid"},
    ),
    "Network.random": lambda: (
        engine.Network.random,
        {"sizes": [2, 3, 1], "hidden": "tanh", "output": "sigmoid", "seed": 0},
    ),
    "Network.views": lambda: (net().views, {"vector": np.zeros(13)}),
    "Node": lambda: (engine.Node, {"value": 1.5, "name": "x"}),
    "Replay": lambda: (engine.Replay, {"root": engine.Node(2.0, "x") * 3.0}),
    "Replay.__call__": lambda: (engine.Replay(engine.Node(2.0, "x") * 3.0), {"numbers": [1.5]}),
    "Node.named": lambda: ((engine.Node(1.0, "x") + 1.0).named, {"name": "q"}),
    "Perceptron.fit": lambda: (engine.Perceptron().fit, {"X": X.copy(), "y": Y.copy(), "passes": 5}),
    "Perceptron.__call__": lambda: (trained(), {"X": X.copy()}),
    "Trace.edited": lambda: (trace().edited, {"values": {"i1": 0.5}, "choices": {}}),
    "Trace.numbers": lambda: (trace().numbers, {"updates": [1]}),
    "Trace.rows": lambda: (trace().rows, {"updates": [1]}),
    "Trace.text": lambda: (trace().text, {"update": 1}),
    "Trace.value": lambda: (trace().value, {"name": "L", "update": 0}),
    "activation": lambda: (engine.activation, {"which": "tanh"}),
    "loss_named": lambda: (engine.loss_named, {"which": "cross_entropy"}),
    "adam": _walk(engine.adam, beta1=0.5, beta2=0.75, epsilon=0.5),
    "gradient_descent": _walk(engine.gradient_descent),
    "momentum": _walk(engine.momentum, beta=0.5),
    "newton": _walk(engine.newton, damping=0.5),
    "circuit": lambda: (engine.circuit, {"root": engine.Node(-2, "x") * engine.Node(5, "y")}),
    "Function.__call__": lambda: (engine.sigmoid, {"arguments": (np.array([0.0, 1.0]),)}),
    "Function.derivative": lambda: (engine.tanh.derivative, {"z": np.array([0.0, 1.0])}),
    "Function.second_derivative": lambda: (engine.tanh.second_derivative, {"z": np.array([0.0, 1.0])}),
    "Gate.__call__": lambda: (engine.maximum, {"arguments": (np.array([0.0, 1.0]), np.array([2.0, 0.5]))}),
    "RowFunction.__call__": lambda: (engine.softmax, {"z": np.array([[0.0, 1.0]])}),
    "RowFunction.derivative": lambda: (engine.softmax.derivative, {"z": np.array([0.0, 1.0])}),
    "RowFunction.second_derivative": lambda: (engine.softmax.second_derivative, {"z": np.array([0.0, 1.0])}),
    "fit": lambda: (
        engine.fit,
        {
            "network": net(),
            "X": X.copy(),
            "y": Y.copy(),
            "loss": "binary_cross_entropy",
            "learning_rate": 0.5,
            "epochs": 2,
            "batch_size": 2,
            "optimizer": "adam",
            "l2": 0.5,
            "validation": (X.copy(), Y.copy()),
            "patience": 2,
            "seed": 0,
            "callback": None,
            "progress": False,
        },
    ),
    "gradient_check": lambda: (
        engine.gradient_check,
        {"objective": quadratic(), "theta": np.array([1.0, 2.0])},
    ),
    "leaky_relu": lambda: (engine.leaky_relu, {"epsilon": 0.25}),
    "split": lambda: (engine.split, {"X": X.copy(), "y": Y.copy(), "fractions": (0.5, 0.5), "seed": 0}),
    "unroll": lambda: (
        engine.unroll,
        {
            "network": net(),
            "x": np.array([0.5, 1.0]),
            "y": np.array([1.0]),
            "loss": "mean_squared_error",
            "biases": "fixed",
        },
    ),
    "walkthrough": lambda: (
        engine.walkthrough,
        {
            "network": net(),
            "x": np.array([0.5, 1.0]),
            "y": np.array([1.0]),
            "loss": "mean_squared_error",
            "learning_rate": 0.5,
            "biases": "fixed",
            "in_place": False,
            "updates": 2,
        },
    ),
    "errors": lambda: (approximation.errors, {"network": net(sizes=(1, 2, 1)), "target": zero}),
    "relu_pieces": lambda: (approximation.relu_pieces, {"target": zero, "pieces": 3}),
    "sigmoid_bumps": lambda: (approximation.sigmoid_bumps, {"target": zero, "bumps": 3, "steepness": 20.0}),
    "tower": lambda: (
        approximation.tower,
        {"left": 0.25, "right": 0.5, "bottom": 0.25, "top": 0.5, "steepness": 80.0},
    ),
    "towers": lambda: (approximation.towers, {"target": zero, "across": 2, "steepness": 20.0}),
    "gini": lambda: (gini.gini, {"y": Y.copy()}),
    "split_gini": lambda: (gini.split_gini, {"x": X[:, 0].copy(), "y": Y.copy(), "thresholds": (0.5, 1.0)}),
    "candidates": lambda: (gini.candidates, {"x": X[:, 0].copy()}),
    "best_split": lambda: (gini.best_split, {"X": X.copy(), "y": Y.copy()}),
    "two_cut_table": lambda: (
        gini.two_cut_table,
        {"x": X[:, 0].copy(), "y": Y.copy(), "grid": np.array([0.5, 1.0])},
    ),
    "largest_margin": lambda: (margin.largest_margin, {"X": X.copy(), "y": Y.copy()}),
    "novikoff_bound": lambda: (margin.novikoff_bound, {"X": X.copy(), "y": Y.copy()}),
    "best_polynomial": lambda: (polynomials.best_polynomial, {"target": zero, "degree": 2}),
    "linear_pieces": lambda: (
        triangle.linear_pieces,
        {"network": triangle.triangle_map(2), "low": 0.0, "high": 1.0},
    ),
    "bends": lambda: (triangle.bends, {"network": triangle.triangle_map(2), "low": 0.0, "high": 1.0}),
    "triangle_map": lambda: (triangle.triangle_map, {"times": 2}),
    # data
    "GalaxyPopulation": lambda: (
        data.GalaxyPopulation,
        {"quiescent_fraction": 0.5, "noise": 0.25, "redshift": (0.5, 1.0)},
    ),
    **_named("GalaxyPopulation", _population(data.GalaxyPopulation)),
    "ToyPopulation": lambda: (data.ToyPopulation, {"name": "moons", "noise": 0.25}),
    **_named("ToyPopulation", _population(data.ToyPopulation)),
    "axis_label": lambda: (data.axis_label, {"name": "time", "unit": "s"}),
    "bayes_risk": lambda: (
        data.bayes_risk,
        {"population": data.ToyPopulation("blobs"), "loss": "zero_one", "points": 1000},
    ),
    "population_risk": lambda: (
        data.population_risk,
        {"predict": zero, "population": data.ToyPopulation("blobs"), "loss": "squared", "points": 1000},
    ),
    "blobs": _toy(data.blobs, 0.5),
    "circles": _toy(data.circles, 0.5),
    "moons": _toy(data.moons, 0.5),
    "spiral": _toy(data.spiral, 0.5),
    "xor": _toy(data.xor, 0.5),
    "curve": lambda: (data.curve, {"count": 10, "seed": 0, "name": "sine", "noise": 0.5}),
    "curve_function": lambda: (data.curve_function, {"name": "sine"}),
    "cut_corners": lambda: (data.cut_corners, {"redshift": 0.5}),
    "cut_intercept": lambda: (data.cut_intercept, {"redshift": np.array([0.5, 1.0])}),
    "published_cut": lambda: (data.published_cut, {"X": X.copy(), "redshift": 0.5}),
    "detector_line": lambda: (data.detector_line, {"count": 10, "outliers": 2, "seed": 0, "noise": 0.5}),
    "galaxies": lambda: (
        data.galaxies,
        {"count": 10, "seed": 0, "quiescent_fraction": 0.5, "noise": 0.25, "redshift": (0.5, 1.0)},
    ),
    "hills": lambda: (data.hills, {"X": X.copy()}),
    "kepler_period": lambda: (data.kepler_period, {"a": np.array([1.0, 2.0]), "mass": np.array([0.0, 0.5])}),
    "least_squares_line": lambda: (
        data.least_squares_line,
        {"x": np.array([0.0, 1.0, 2.0]), "y": np.array([0.0, 1.0, 1.0])},
    ),
    "least_absolute_line": lambda: (
        data.least_absolute_line,
        {"x": np.array([0.0, 1.0, 2.0]), "y": np.array([0.0, 1.0, 1.0])},
    ),
    "letter": lambda: (data.letter, {"name": "A", "pen": 2.5, "right": 1.0, "down": 1.0}),
    "letters": lambda: (
        data.letters,
        {"which": "AB", "copies": 2, "seed": 0, "noise": 0.25, "shift": 1, "pen": 2.5},
    ),
    "stroke": lambda: (data.stroke, {"start": (1.0, 2.0), "end": (5.0, 6.0), "pen": 2.5}),
    "random_layer_risks": lambda: (
        random_layer_risks,
        {"population": data.GalaxyPopulation(), "units": 3, "count": 10, "repeats": 1, "seed": 0},
    ),
    "regression_hills": lambda: (data.regression_hills, {"count": 10, "seed": 0, "noise": 0.5}),
    "regression_plane": lambda: (
        data.regression_plane,
        {"count": 10, "seed": 0, "slopes": np.array([1.0, 0.5]), "offset": 0.5, "noise": 0.5},
    ),
    "split_by_form": lambda: (
        data.split_by_form,
        {"data": data.digits(), "fractions": (0.5, 0.5), "seed": 0},
    ),
    "CurvePopulation": lambda: (legendre.CurvePopulation, {"F": zero, "noise": 0.5}),
    "CurvePopulation.draw": lambda: (legendre.CurvePopulation(zero).draw, {"count": 10, "seed": 0}),
    "CurvePopulation.risk": lambda: (legendre.CurvePopulation(zero).risk, {"f": zero}),
    "legendre_curve": lambda: (legendre.legendre_curve, {"W": np.array([1.0, 0.5])}),
    "legendre_features": lambda: (legendre.legendre_features, {"x": np.array([0.0, 0.5]), "terms": 2}),
    "least_squares": lambda: (
        legendre.least_squares,
        {"X": np.array([0.0, 0.5, 1.0]), "y": np.array([0.0, 0.5, 1.0]), "terms": 2},
    ),
    "repeated_fits": lambda: (
        legendre.repeated_fits,
        {"population": legendre.CurvePopulation(np.sin), "terms": 2, "count": 10, "repeats": 3, "seed": 0},
    ),
    # plots
    "css_variables": lambda: (plots.css_variables, {"selector": ".course-look"}),
    "new_figure": lambda: (plots.new_figure, {"width": 6.0, "height": 3.5, "columns": 2, "look": LOOK}),
    "show": lambda: (
        plots.show,
        {"figure": plots.new_figure(2, 2)[0], "description": "A figure with nothing in it."},
    ),
    "style": lambda: (plots.style, {"ax": axes(), "look": LOOK}),
    "optimizers.cost": lambda: (
        optimizers.cost,
        {
            "times": {"gradient": [(5, 0.5), (10, 1.0)], "solve": [(5, 0.25), (10, 2.0)]},
            "memory": {"gradient": [(5, 0.5), (10, 1.0)], "solve": [(5, 0.25), (10, 2.0)]},
            "look": LOOK,
        },
    ),
    "misread": lambda: (
        images.misread,
        {
            "X": np.zeros((3, 64)),
            "y": np.array([1, 2, 3]),
            "answers": np.array([1, 1, 3]),
            "count": 2,
            "look": LOOK,
        },
    ),
    "draw_imagenet": lambda: (images.draw_imagenet, {"ax": axes(), "look": LOOK}),
    "draw_losses": lambda: (
        learning_curves.draw_losses,
        {"ax": axes(), "losses": {"here": np.array([1.0, 0.5])}, "look": LOOK},
    ),
    "draw_weights": lambda: (
        learning_curves.draw_weights,
        {"ax": axes(), "weights": {"here": np.array([1.0, 0.5])}, "look": LOOK},
    ),
    "draw_tree": lambda: (
        families.draw_tree,
        {"ax": axes(), "tree": tree(), "features": ["a", "b"], "classes": ["no", "yes"], "look": LOOK},
    ),
    "show_numbers": lambda: (tables.show_numbers, {"trace": trace(), "printed": {"L": "0.29"}, "update": 1}),
    "show_table": lambda: (
        tables.show_table,
        {"head": ["a", "b"], "rows": [["x", 1.0]], "left": 1, "digits": 5, "note": ""},
    ),
    # playground
    "Settings": lambda: (
        playground.Settings,
        {
            "data": "xor",
            "noise": 0.25,
            "points": 20,
            "train": 0.5,
            "draw": 0,
            "inputs": ("x1",),
            "layers": (2,),
            "activation": "tanh",
            "loss": "squared",
            "rate": 0.5,
            "l2": 0.5,
            "l1": 0.5,
            "batch": "4",
            "optimizer": "adam",
            "start": "zero",
            "seed": 0,
        },
    ),
    "Setup": lambda: (playground.Setup, {"settings": playground.Settings(), "changes": (), "updates": 0}),
    "after": lambda: (
        playground.after,
        {"training": playground.play("layers=1 points=20"), "count": 2, "seconds": 1.0},
    ),
    "again": lambda: (playground.again, {"training": playground.play("layers=1 points=20")}),
    "begin": lambda: (playground.begin, {"settings": playground.Settings(layers=(1,)), "changes": ()}),
    "changed": lambda: (
        playground.changed,
        {"training": playground.play("layers=1 points=20"), "name": "rate", "value": 0.5},
    ),
    "play": lambda: (playground.play, {"setup": "layers=1 points=20", "updates": 2}),
    "program": lambda: (playground.program, {"setup": "layers=1 points=20 updates=2", "library": "numpy"}),
    "read": lambda: (playground.read, {"text": "layers=1 points=20"}),
    "run": lambda: (playground.run, {"setup": playground.Setup()}),
    "write": lambda: (playground.write, {"setup": playground.Setup()}),
    # exercises
    "check": lambda: (exercises.check, {"key": "10.branches_sum", "answer": 1.0}),
    "hint": lambda: (exercises.hint, {"key": "10.branches_sum"}),
    "solution": lambda: (exercises.solution, {"key": "10.branches_sum"}),
    "poll": lambda: (exercises.poll, {"key": "10.not_descent"}),
    "whose": lambda: (relay.whose, {"functions": (zero,)}),
    "yours_or_ours": lambda: (relay.yours_or_ours, {"key": "12.forward", "function": zero}),
    # widgets
    "ActivationExplorer": _widget(widgets.ActivationExplorer, function="sigmoid", z=1.0),
    "ApproximationExplorer": _widget(
        widgets.ApproximationExplorer, target="sine", kind="sigmoid", neurons=20, steepness=100, epsilon=0.1
    ),
    "BackpropStepper": lambda: (widgets.BackpropStepper, {"trace": trace()}),
    "BackpropStepper.show": lambda: (widgets.BackpropStepper(trace()).show, {"step": "L", "update": 2}),
    "BackpropStepper.save_html": lambda: (widgets.BackpropStepper(trace()).save_html, {"path": "/dev/null"}),
    "BackpropStepper.save_worksheet": lambda: (
        widgets.BackpropStepper(trace()).save_worksheet,
        {"path": "/dev/null", "update": 1, "key": False},
    ),
    "Button": _widget(widgets.Button, name="go", action=zero, label="Go"),
    "Choice": _widget(widgets.Choice, name="kind", options=["a", "b"], value="a", label="Kind"),
    "Choice.checked": lambda: (widgets.Choice("kind", ["a", "b"]).checked, {"value": "a"}),
    "CutExplorer": _widget(widgets.CutExplorer, fraction=0.3),
    "Drawing": lambda: (
        widgets.Drawing,
        {"figure": plots.new_figure()[0], "update": zero, "moving": [], "redraw": (), "background": zero},
    ),
    "Fold": lambda: (widgets.Fold, {"label": "more", "controls": [widgets.Toggle("on")], "open": False}),
    "GiniExplorer": _widget(widgets.GiniExplorer, feature="U−V", first=1.0),
    "Handle": _widget(
        widgets.Handle,
        name="point",
        x=0.5,
        y=0.5,
        bounds=((0.0, 1.0), (0.0, 1.0)),
        label="it",
        axes=0,
        pen=None,
    ),
    "LiveFigure": lambda: (
        widgets.LiveFigure,
        {
            "draw": draw,
            "controls": [],
            "handles": [],
            "describe": describe,
            "title": "A line",
            "state": {"n": 0},
            "advance": zero,
            "follow": zero,
        },
    ),
    "LiveFigure.set": _set(live, "z", 0.5),
    "LiveFigureModel": lambda: (
        widgets.LiveFigureModel,
        {
            "draw": draw,
            "controls": [],
            "handles": [],
            "describe": describe,
            "state": {"n": 0},
            "advance": zero,
            "follow": zero,
            "theme": "dark",
        },
    ),
    "LiveFigureModel.change_size": lambda: (live(widgets.LiveFigureModel).change_size, {"size": (640, 480)}),
    "LiveFigureModel.change_theme": lambda: (live(widgets.LiveFigureModel).change_theme, {"theme": "dark"}),
    "LiveFigureModel.drag": lambda: (
        live(widgets.LiveFigureModel).drag,
        {"name": "point", "x": 0.25, "y": 0.25},
    ),
    "LiveFigureModel.press": lambda: (live(widgets.LiveFigureModel).press, {"name": "go"}),
    "LiveFigureModel.set": _set(lambda: live(widgets.LiveFigureModel), "z", 0.5),
    "LiveFigureModel.step": lambda: (live(widgets.LiveFigureModel).step, {"count": 2}),
    "LossExplorer": _widget(widgets.LossExplorer, z=2.0, target="one"),
    "LossSurfaceExplorer": _widget(widgets.LossSurfaceExplorer, start=(-8.0, 8.0), loss="squared"),
    "NeuronExplorer": _widget(widgets.NeuronExplorer, task="AND"),
    "OptimizerRace": _widget(
        widgets.OptimizerRace, surface="rosenbrock", first="gradient descent", start=None, learning_rate=None
    ),
    "OutlierExplorer": _widget(widgets.OutlierExplorer, hit=(9.0, 13.0), count=12),
    "Pixels": _widget(widgets.Pixels, paint=zero, extent=(0.0, 1.0, 0.0, 1.0), width=600),
    "Playground": _widget(widgets.Playground, setup="data=circles layers=1 points=20", hide=()),
    "Playground.load": lambda: (
        widgets.Playground("layers=1 points=20").load,
        {"setup": "layers=2 points=20"},
    ),
    "RiskExplorer": _widget(widgets.RiskExplorer, count=40, noise=0.3, terms=6),
    "RosenblattMachine": _widget(widgets.RosenblattMachine, first="C", second="G", noise=0.1, shift=1),
    "Slider": _widget(
        widgets.Slider,
        name="z",
        low=0.0,
        high=1.0,
        value=0.5,
        step=0.25,
        log=False,
        whole=False,
        unit="m",
        label="Z",
    ),
    "Slider.checked": lambda: (widgets.Slider("z", 0, 1).checked, {"value": 0.5}),
    "SlopeProductExplorer": _widget(widgets.SlopeProductExplorer, z=0.0),
    "Text": _widget(widgets.Text, name="t", check=str, value="", label="T", lines=1, width=12, button=""),
    "Text.checked": lambda: (widgets.Text("t", str).checked, {"value": "a"}),
    "Toggle": _widget(widgets.Toggle, name="on", value=False, label="On"),
    "Toggle.checked": lambda: (widgets.Toggle("on").checked, {"value": True}),
    "TrainingExplorer": lambda: (
        widgets.TrainingExplorer,
        {
            "states": [0.0] * 20,
            "predict": lambda X, state: np.full(len(X), 0.5),
            "galaxies": data.galaxies(20),
            "population": data.GalaxyPopulation(),
        },
    ),
    "WeightPairExplorer": _widget(
        widgets.WeightPairExplorer, first=26, second=45, loss="binary_cross_entropy"
    ),
    "random_wiring": lambda: (rosenblatt_model.random_wiring, {"seed": 0, "units": 10, "photocells": 400}),
}
