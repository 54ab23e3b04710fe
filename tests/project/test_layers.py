"""Imports go down only. Otherwise the engine could not be read, tested or loaded by itself."""

import subprocess
import sys

import pytest

from tools.imports import PACKAGE, ROOT, imports, module_name, part
from tools.layers import ENGINE_LEVELS, LAYERS
from tools.map import PAGE, mapped

# Other people's packages, by layer.
DRAWING = {"numpy", "matplotlib"}
FRONT_END = DRAWING | {"IPython", "anywidget", "ipywidgets", "traitlets", "PIL"}
PACKAGES = {
    "engine": {"numpy"},
    "data": {"numpy", "sklearn"},
    "plots": DRAWING | {"IPython", "matplotlib_inline", "sklearn"},
    "live": FRONT_END,
    "stepper": FRONT_END,
    "explorers": FRONT_END | {"sklearn"},
    "playground": FRONT_END,
    "race": FRONT_END,
    "rosenblatt": FRONT_END,
    "exercises": FRONT_END,
    "widgets": set(),
}
# Loaded only when needed, inside a function.
LAZY = {"engine.trace.template": {"latex2mathml"}, "engine.training": {"tqdm"}}


def files(layer="*"):
    return sorted([*PACKAGE.glob(f"{layer}/**/*.py"), *PACKAGE.glob(f"{layer}.py")])


def heights(levels):
    return {name: height for height, level in enumerate(levels) for name in level}


def upward(path, depth, levels):
    """Return the imports of `path` that lead up or sideways; part number `depth` of a name has the level."""
    height = heights(levels)
    mine = part(module_name(path), depth)
    others = {part(name, depth) for name in imports(path)} & height.keys() - {mine}
    return sorted(other for other in others if height[other] >= height[mine])


@pytest.mark.parametrize("layer", sorted(heights(LAYERS)))
def test_layers_use_lower_layers_only(layer):
    assert {module_name(path): up for path in files(layer) if (up := upward(path, 1, LAYERS))} == {}


def test_every_folder_is_a_layer():
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} <= heights(LAYERS).keys()


def test_inside_the_engine_modules_use_lower_levels_only():
    modules = [path for path in files("engine") if path.name != "__init__.py"]
    unknown = {part(module_name(path), 2) for path in modules} - heights(ENGINE_LEVELS).keys()
    assert unknown == set(), "give these modules a place in ENGINE_LEVELS"
    assert {module_name(path): up for path in modules if (up := upward(path, 2, ENGINE_LEVELS))} == {}


@pytest.mark.parametrize("layer", sorted(PACKAGES))
def test_layers_use_their_packages_only(layer):
    strangers = {}
    for path in files(layer):
        allowed = PACKAGES[layer] | set(sys.stdlib_module_names) | {"course_utils"}
        late = LAZY.get(module_name(path).removeprefix("course_utils."), set())
        found = {name.split(".")[0] for name in imports(path, lazy=False)} - allowed
        found |= {name.split(".")[0] for name in imports(path, lazy=True)} - allowed - late
        if found:
            strangers[module_name(path)] = found
    assert strangers == {}


def test_the_map_of_the_package_is_the_codes():
    text = PAGE.read_text("utf-8")
    assert mapped(text) == text, "draw it anew: make map"
    assert all(name in text for layer in LAYERS for name in layer)
    with pytest.raises(ValueError, match="no place for the map"):
        mapped("A page without marks.")


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
        (
            "def f():\n    from .network import Network",
            {"course_utils.engine.network", "course_utils.engine.network.Network"},
        ),
        ("from . import fast", {"course_utils.engine", "course_utils.engine.fast"}),
        ("import os.path, numpy as np", {"os.path", "numpy"}),
    ],
)
def test_imports_are_read_as_python_reads_them(source, found, tmp_path, monkeypatch):
    monkeypatch.setattr("tools.imports.ROOT", tmp_path)
    path = tmp_path / "course_utils" / "engine" / "module.py"
    path.parent.mkdir(parents=True)
    path.write_text(source)
    assert imports(path) == found
    assert imports(path, lazy=source.startswith("def")) == found
    assert imports(path, lazy=not source.startswith("def")) == set()
