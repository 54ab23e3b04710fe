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


def loaded(program):
    """Run a program in a Python of its own; return the names of all modules that are loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{program}\nimport sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


# Each of these takes longer to load than the engine with NumPy. Students wait for what they use.
SLOW = set("matplotlib ipywidgets anywidget IPython sklearn scipy latex2mathml tqdm numpy.ma".split())
OTHERS = {"matplotlib.pyplot", "sklearn", "scipy"}
NOT_NEEDED = {
    "import course_utils.engine": SLOW,
    "import course_utils.widgets": SLOW,
    "import course_utils.plots": SLOW,
    "from course_utils.widgets import BackpropStepper": OTHERS,
    "from course_utils.plots import new_figure": OTHERS | {"IPython", "ipywidgets"},
    "from course_utils.widgets import *": OTHERS,
    "from course_utils.data import *": SLOW,
}


@pytest.mark.parametrize("program", NOT_NEEDED)
def test_nothing_slow_is_loaded_before_it_is_needed(program):
    assert NOT_NEEDED[program] & loaded(program) == set()


def test_names_on_demand_are_all_there():
    from course_utils import plots, widgets

    for module in (plots, widgets):
        offered = {name for names in module.HOMES.values() for name in names}
        assert offered <= set(module.__all__) <= set(dir(module))
        assert all(getattr(module, name).__name__ == name for name in offered)
        with pytest.raises(AttributeError, match=f"module '{module.__name__}' has no attribute 'Slidr'"):
            module.Slidr  # noqa: B018


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
        (
            'HOMES = {"course_utils.live.figure": ["show"]}',
            {"course_utils.live.figure", "course_utils.live.figure.show"},
        ),
    ],
)
def test_imports_are_read_as_python_reads_them(source, found, tmp_path, monkeypatch):
    monkeypatch.setattr("tools.imports.ROOT", tmp_path)
    path = tmp_path / "course_utils" / "engine" / "module.py"
    path.parent.mkdir(parents=True)
    path.write_text(source)
    assert imports(path) == found
    late = source.startswith(("def", "HOMES"))
    assert imports(path, lazy=late) == found
    assert imports(path, lazy=not late) == set()
