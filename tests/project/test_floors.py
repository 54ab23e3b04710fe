"""Imports go down only. Otherwise the engine could not be read, tested or loaded by itself."""

import subprocess
import sys

import pytest

from tests.project.imports import PACKAGE, ROOT, imports, module_name, part

# Each floor may use the floors below it. Two floors on one height do not know each other.
FLOORS = [{"engine"}, {"data"}, {"playground", "plots"}, {"exercises", "widgets"}]

# Other people's packages, by floor.
DRAWING = {"numpy", "matplotlib"}
FRONT_END = DRAWING | {"IPython", "anywidget", "ipywidgets", "traitlets"}
PACKAGES = {
    "engine": {"numpy"},
    "data": {"numpy", "sklearn"},
    "playground": {"numpy"},
    "plots": DRAWING | {"IPython", "matplotlib_inline", "sklearn"},
    "exercises": FRONT_END,
    "widgets": FRONT_END | {"PIL", "sklearn"},
}
# Loaded only when needed, inside a function.
LAZY = {"engine.trace.mathml": {"latex2mathml"}, "engine.training": {"tqdm"}}

# Inside the engine, from the ground up. A module uses the levels below its own, never its own or those above:
# that `graph` and `network` stand side by side keeps the two views of one computation independent.
ENGINE_LEVELS = [
    {"errors", "history", "record", "validate"},
    {"objective", "ops", "rules", "splitting"},
    {
        "activations",
        "gini",
        "gradient_check",
        "hessian",
        "initialise",
        "layer",
        "loss",
        "margin",
        "passes",
        "perceptron",
        "plane",
        "surfaces",
    },
    {"architecture", "cross_entropies"},
    {"losses"},
    {"batches", "graph", "network"},
    {"approximation", "risk", "triangle", "unroll"},
    {"optimizers", "polynomials", "trace"},
    {"circuit", "training", "walkthrough"},
]


def files(floor="*"):
    return sorted(PACKAGE.glob(f"{floor}/**/*.py"))


def heights(levels):
    return {name: height for height, level in enumerate(levels) for name in level}


def upward(path, depth, levels):
    """Return the imports of `path` that lead up or sideways; part number `depth` of a name has the level."""
    height = heights(levels)
    mine = part(module_name(path), depth)
    others = {part(name, depth) for name in imports(path)} & height.keys() - {mine}
    return sorted(other for other in others if height[other] >= height[mine])


@pytest.mark.parametrize("floor", sorted(heights(FLOORS)))
def test_floors_use_lower_floors_only(floor):
    assert {module_name(path): up for path in files(floor) if (up := upward(path, 1, FLOORS))} == {}


def test_every_folder_is_a_floor():
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} <= heights(FLOORS).keys()


def test_inside_the_engine_modules_use_lower_levels_only():
    modules = [path for path in files("engine") if path.name != "__init__.py"]
    unknown = {part(module_name(path), 2) for path in modules} - heights(ENGINE_LEVELS).keys()
    assert unknown == set(), "give these modules a place in ENGINE_LEVELS"
    assert {module_name(path): up for path in modules if (up := upward(path, 2, ENGINE_LEVELS))} == {}


@pytest.mark.parametrize("floor", sorted(PACKAGES))
def test_floors_use_their_packages_only(floor):
    strangers = {}
    for path in files(floor):
        allowed = PACKAGES[floor] | set(sys.stdlib_module_names) | {"course_utils"}
        late = LAZY.get(module_name(path).removeprefix("course_utils."), set())
        found = {name.split(".")[0] for name in imports(path, lazy=False)} - allowed
        found |= {name.split(".")[0] for name in imports(path, lazy=True)} - allowed - late
        if found:
            strangers[module_name(path)] = found
    assert strangers == {}


def test_the_engine_loads_no_drawing_and_no_front_end():
    heavy = {"matplotlib", "ipywidgets", "anywidget", "sklearn", "scipy", "IPython", "latex2mathml", "tqdm"}
    program = f"import course_utils.engine, sys; print(*({heavy!r} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from ..plots import look", {"course_utils.plots", "course_utils.plots.look"}),
        ("def f():\n    from .ops import exp", {"course_utils.engine.ops", "course_utils.engine.ops.exp"}),
        ("from . import ops", {"course_utils.engine", "course_utils.engine.ops"}),
        ("import os.path, numpy as np", {"os.path", "numpy"}),
    ],
)
def test_imports_are_read_as_python_reads_them(source, found, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.project.imports.ROOT", tmp_path)
    path = tmp_path / "course_utils" / "engine" / "module.py"
    path.parent.mkdir(parents=True)
    path.write_text(source)
    assert imports(path) == found
    assert imports(path, lazy=source.startswith("def")) == found
    assert imports(path, lazy=not source.startswith("def")) == set()
