"""What is public: every callable that the public modules list or that a notebook imports, and their methods."""

import ast
import importlib
import inspect
import json
from functools import cache
from pathlib import Path

MODULES = ("engine", "data", "plots", "playground", "exercises", "widgets")
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

# Public by name only: their own words say that they trust what they get, or that they are a record of the engine's.
TRUSTING = {
    "History",
    "Trace",
    "GradientCheck",
    "Iterate",
    "Diverged",
    "SingularHessian",
    "Loss",
    "TrainingRun",
    "Change",
    "DataSet",
    "Digits",
    "Galaxies",
    "Planets",
    "Population",
    "Network",
    "Objective",
    "Node.apply_function",
    *(
        f"Loss.{name}"
        for name in ("check_output", "check_targets", "factor", "scale", "targets", "total", "mean")
    ),
    *(f"BinaryCrossEntropy.{name}" for name in ("total", "total_from_logits", "difference")),
    *(f"CategoricalCrossEntropy.{name}" for name in ("total", "total_from_logits", "difference")),
    "CrossEntropy.from_logits",
    "CrossEntropy.mean",
    "CrossEntropy.gradient_from_logits",
    "_Elementary.__call__",
    "everywhere",  # of the subclasses
    "BinaryCrossEntropy.check_targets",
    "CategoricalCrossEntropy.check_targets",
    "CategoricalCrossEntropy.targets",
    "Function.best_slope",
    "Function.check",
    "Function.partials",
    "Function.vjp",
    "LiveFigure.get_state",
    "LiveFigureModel.known_size",
    "LiveFigureModel.known_theme",
    "Gate.check",
    "History.record",
    "History.end",
    *(
        f"{kind}Population.{name}"
        for kind in ("", "Toy", "Galaxy")
        for name in ("density_and_posterior", "labels", "mixture")
    ),
    *(f"Population.{name}" for name in ("density", "posterior")),  # of the subclasses
    *(f"Choice.{name}" for name in ("position_of", "text", "value_at")),
    *(f"Slider.{name}" for name in ("position_of", "text", "value_at")),
    *(f"Toggle.{name}" for name in ("position_of", "text", "value_at")),
    *(f"Text.{name}" for name in ("position_of", "text")),
    *(f"Drawing.{name}" for name in ("data", "fit", "place", "pixels", "tables")),
    *(f"Pixels.{name}" for name in ("data", "place", "pixels")),
    *(f"Handle.{name}" for name in ("checked", "is_own", "limits", "place")),
    *(
        f"LiveFigureModel.{name}"
        for name in (
            "after_drag",
            "after_place",
            "after_press",
            "after_set",
            "after_steps",
            "after_stop",
            "answer",
            "answer_to",
            "described",
            "happened",
            "picture",
            "reply",
            "show",
        )
    ),
    "Plane.theta",
    "CurvePopulation.risk_of_values",
    "CurvePopulation.best_weights",
}


@cache
def callables():
    """{name: callable} for functions, constructors ("Class"), and methods ("Class.method", unbound)."""
    found = {}
    for module, name in sorted(_names()):
        thing = getattr(importlib.import_module(module), name, None)
        if inspect.ismodule(thing) and module == "course_utils.plots":  # of figures
            named = ((figure, getattr(thing, figure, None)) for figure in _figures(name))
            found |= {f"{name}.{figure}": function for figure, function in named if callable(function)}
        if not callable(thing):
            continue
        kind = thing if inspect.isclass(thing) else type(thing)
        if inspect.isfunction(thing) or inspect.isclass(thing):
            found[name] = thing
        if kind.__module__.startswith("course_utils"):
            ours = [base for base in kind.__mro__ if base.__module__.startswith("course_utils")]
            for method in sorted({name for base in ours for name in vars(base)}):
                function = getattr(kind, method) if method == "__call__" or method[0] != "_" else None
                if callable(function) and _is_ours(method, function):
                    found[function.__qualname__] = function  # what is inherited, once
    bare = [name for name in found if "." in name and found.get(name.rpartition(".")[2]) is found[name]]
    return {name: thing for name, thing in found.items() if _parameters(name, thing) and name not in bare}


@cache
def _figures(module):
    """The names of a module of figures that notebooks write behind its own."""
    used = set()
    for notebook in NOTEBOOKS.glob("*.ipynb"):
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and f"{module}." in source:
                used |= {
                    node.attr
                    for node in ast.walk(ast.parse(source))
                    if isinstance(node, ast.Attribute)
                    and isinstance(node.value, ast.Name)
                    and node.value.id == module
                }
    return sorted(used)


def _names():
    """Pairs (module, name)."""
    for module in MODULES:
        whole = f"course_utils.{module}"
        yield from ((whole, name) for name in importlib.import_module(whole).__all__)
    for notebook in NOTEBOOKS.glob("*.ipynb"):
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and "from course_utils" in source:
                for node in ast.walk(ast.parse(source)):
                    if isinstance(node, ast.ImportFrom) and node.module.startswith("course_utils"):
                        yield from ((node.module, alias.name) for alias in node.names)


def _is_ours(name, function):
    ours = (getattr(function, "__module__", None) or "").startswith("course_utils")
    return (
        ours
        and not inspect.isclass(function)
        and (name == "__call__" or not name.startswith("_"))
        and name != "send_state"
    )


def _parameters(name, thing):
    parameters = [p for p in inspect.signature(thing).parameters if p != "self"]
    return name not in TRUSTING and parameters
