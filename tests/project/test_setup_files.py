"""The files that turn a fresh machine into a course say the same things in several places and must agree."""

import os
import re
import subprocess
import tomllib
from importlib.metadata import distribution
from importlib.util import cache_from_source, find_spec

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.project.makefile import targets
from tools.imports import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-lite.lock"]
# What conda calls by another name.
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
PYTHONS = ["3.11", "3.12", "3.13"]
SCRIPTS = [".ci/run", "binder/postBuild", "binder/start"]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def pyproject():
    return tomllib.loads(read("pyproject.toml"))


def with_lab():
    """Return what the course needs, JupyterLab included."""
    project = pyproject()["project"]
    return project["dependencies"] + project["optional-dependencies"]["lab"]


def locked(name):
    """Return {package: [versions]} of a lock; several versions serve different Pythons or platforms."""
    pins = {}
    for package, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", read(name), flags=re.MULTILINE):
        pins.setdefault(canonicalize_name(package), []).append(version)
    return pins


def conda_ranges():
    """Return {package: range} of environment.yml without Python and pip, by the names that pip uses."""
    conda = ranges(entry for entry in conda_entries() if not re.match(r"(?:python|pip)\b", entry))
    return {CONDA_NAMES.get(name, name): allowed for name, allowed in conda.items()}


def conda_entries():
    return yaml.safe_load(read("environment.yml"))["dependencies"]


def ranges(requirements):
    return {canonicalize_name(entry.name): entry.specifier for entry in map(Requirement, requirements)}


# --- the locks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock):
    blocks = re.split(r"\n(?=\S)", read(lock).strip())
    assert len(blocks) > 50
    hashed = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
    assert [block.split()[0] for block in blocks if not hashed.search(block)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_no_addresses(lock):
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|^-e|@ ", read(lock), flags=re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_the_locks_agree(lock):
    course, everything = locked("requirements.lock"), locked(lock)
    assert {name: everything.get(name) for name in course} == course


def test_the_locks_hold_what_pyproject_asks_for():
    course, groups = with_lab(), pyproject()["dependency-groups"]
    wanted = {
        "requirements.lock": course + groups["build"],
        "requirements-dev.lock": course + groups["build"] + groups["dev"],
        "requirements-lite.lock": course + groups["build"] + groups["lite"],
    }
    for lock, requirements in wanted.items():
        pins = locked(lock)
        for name, allowed in ranges(requirements).items():
            assert name in pins, f"{lock} lacks {name}: run `make lock`"
            assert all(version in allowed for version in pins[name]), f"{lock}: {name}: run `make lock`"


def test_the_lock_lacks_only_what_slows_every_start():
    """It is installed as it stands, without a look at what packages ask for: nobody else would notice a gap."""
    pins, met, missing = locked("requirements.lock"), set(), set()
    todo = [(entry, extra) for entry in map(Requirement, with_lab()) for extra in {"", *entry.extras}]
    while todo:
        entry, extra = todo.pop()
        name = canonicalize_name(entry.name)
        if not any(version in entry.specifier for version in pins.get(name, [])):
            missing.add(name)
        elif (name, extra) not in met:
            met.add((name, extra))
            needs = map(Requirement, distribution(name).requires or [])
            asked = [need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})]
            todo += [(need, extra) for need in asked for extra in {"", *need.extras}]
    assert missing == {"rfc3987-syntax"}


def test_one_install_replaces_nothing_that_colab_has():
    """Colab's versions of November 2026; anywidget and latex2mathml it lacks. A newer NumPy would break its rest."""
    colab = "numpy 2.0.2, matplotlib 3.10.0, ipywidgets 7.7.1, scikit-learn 1.6.1, tqdm 4.67.1"
    colab = dict(entry.split() for entry in colab.split(", "))
    course = ranges(pyproject()["project"]["dependencies"])
    assert {name for name, version in colab.items() if version not in course[name]} == set()
    assert course.keys() - colab.keys() == {"anywidget", "latex2mathml"}


def test_students_install_no_tools():
    tools = ranges(pyproject()["dependency-groups"]["dev"]).keys() - {"pyyaml"}  # Lab brings that one
    assert tools & locked("requirements.lock").keys() == set()
    assert "torch" not in locked("requirements-dev.lock")


def test_nothing_for_the_browser_is_in_the_environment_of_lab():
    """JupyterLab would load JupyterLite's extension, which looks for a part that only JupyterLite has, and fail."""
    assert [name for name in locked("requirements-dev.lock") if name.startswith("jupyterlite")] == []


@pytest.mark.parametrize("package", ["numpy", "scipy", "matplotlib", "scikit-learn", "pillow", "kiwisolver"])
def test_compiled_packages_are_locked_for_every_platform(package):
    """Each Python has wheels for Linux (two processors), macOS (two) and Windows: all are known."""
    block = re.search(rf"^{package}==.*?(?=^\S|\Z)", read("requirements.lock"), re.MULTILINE | re.DOTALL)
    assert block.group().count("--hash=") >= 5 * len(PYTHONS)


# --- conda and Binder --------------------------------------------------------------------------------------


def test_locked_versions_lie_in_the_ranges_of_conda():
    pins = locked("requirements.lock")
    for package, allowed in conda_ranges().items():
        assert allowed, f"environment.yml gives no range for {package}"
        assert all(Version(version) in allowed for version in pins[package]), package


def test_conda_and_pip_are_told_the_same():
    assert conda_ranges() == ranges(with_lab())


def test_conda_takes_a_python_that_the_course_supports():
    """Binder reads `python=3.x` and nothing else: any other form silently becomes Python 3.10."""
    assert set(conda_entries()) & {f"python={version}" for version in PYTHONS}
    assert all(version in SpecifierSet(pyproject()["project"]["requires-python"]) for version in PYTHONS)


def test_binder_uses_one_thread():
    program = [ROOT / "binder/start", "sh", "-c", "echo $OPENBLAS_NUM_THREADS"]
    assert subprocess.run(program, capture_output=True, text=True, timeout=30).stdout == "1\n"


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_can_be_run(script):
    assert os.access(ROOT / script, os.X_OK)
    assert subprocess.run(["bash", "-n", ROOT / script], timeout=30).returncode == 0


# --- commands ----------------------------------------------------------------------------------------------


def test_every_command_has_a_rule():
    assert targets() - set(re.findall(r"^([\w-]+):", read("Makefile"), flags=re.MULTILINE)) == set()


def test_ci_runs_the_tests():
    assert re.search(r"^exec make test\b", read(".ci/run"), flags=re.MULTILINE)


@pytest.mark.parametrize("package", ["numpy", "matplotlib", "IPython", "ipywidgets", "sklearn", "pytest"])
def test_no_start_waits_for_what_is_installed_to_be_compiled(package):
    """Where Python must not write, as in many containers, it would compile it anew for every kernel."""
    assert os.path.exists(cache_from_source(find_spec(package).origin))
