"""What runs on GitHub, which nobody here can try: at least it names commands and Pythons that there are."""

import re
import tomllib

import pytest
import yaml
from packaging.specifiers import SpecifierSet

from deploy.loadtest.__main__ import arguments
from tests.project.makefile import targets
from tools.imports import ROOT

FOLDER = ROOT / ".github/workflows"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yml"))
# The newest Python that the course is meant for; JupyterLite's Pyodide brings it.
NEWEST = 14


def workflow(name):
    """Return a workflow; YAML reads the key `on` as true."""
    loaded = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    loaded["on"] = loaded.pop(True)
    return loaded


def commands(name):
    """Return every shell command of a workflow."""
    return [step["run"] for job in workflow(name)["jobs"].values() for step in job["steps"] if "run" in step]


def makes(name):
    """Return what a workflow asks of make: [(target, {variable: value})]."""
    found = [re.fullmatch(r"make ([\w-]+)(.*)", command) for command in commands(name)]
    return [(match[1], dict(re.findall(r"(\w+)=(\"[^\"]*\"|\S+)", match[2]))) for match in found if match]


@pytest.mark.parametrize("name", NAMES)
def test_every_job_is_bounded_and_every_step_does_something(name):
    for job in workflow(name)["jobs"].values():
        assert job["runs-on"]
        assert 0 < job["timeout-minutes"] <= 90
        assert all(("run" in step) != ("uses" in step) for step in job["steps"])


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_githubs_own_and_pinned_to_a_version(name):
    used = [
        step["uses"] for job in workflow(name)["jobs"].values() for step in job["steps"] if "uses" in step
    ]
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", action) for action in used)


@pytest.mark.parametrize("name", NAMES)
def test_no_secret_and_no_right_beyond_need(name):
    text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    assert "secrets." not in text
    assert workflow(name)["permissions"] == {"contents": "read"}
    rights = {job: loaded.get("permissions") for job, loaded in workflow(name)["jobs"].items()}
    assert {job: right for job, right in rights.items() if right} in (
        {},
        {"publish": {"pages": "write", "id-token": "write"}},
    )


@pytest.mark.parametrize("name", NAMES)
def test_its_commands_are_commands_of_the_makefile(name):
    assert makes(name), "it should use at least one"
    assert {target for target, _ in makes(name)} <= targets()


def test_the_pythons_are_those_that_the_course_supports():
    asked = workflow("test")["jobs"]["pythons"]["strategy"]["matrix"]["python"]
    supported = SpecifierSet(
        tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    )
    assert asked == [f"3.{minor}" for minor in range(NEWEST + 1) if f"3.{minor}" in supported]
    assert ("test-python", {"PYTHON": "python${{"}) in makes("test")


def test_windows_installs_what_the_makefile_installs():
    """There is no make, so the steps are written out: the same locks, the same package, in its own folders."""
    steps = workflow("test")["jobs"]["windows"]["steps"]
    lines = [step["run"] for step in steps if "run" in step]
    assert lines[0] == "python -m venv .venv"
    assert all(line.startswith(".venv/Scripts/python -m ") for line in lines[1:])
    assert any("--require-hashes -r requirements-dev.lock" in line for line in lines)
    assert any("--require-hashes -r requirements-lite.lock" in line for line in lines)
    assert any("--target .venv-pyodide -r requirements-pyodide.lock" in line for line in lines)
    assert any("tools.stand_in .venv-pyodide" in line for line in lines)
    assert any("--no-deps --no-build-isolation -e ." in line for line in lines)
    assert "-m pytest" in lines[-1]


def test_the_load_test_is_asked_in_its_own_options():
    [(target, variables)] = makes("loadtest")
    assert target == "loadtest"
    asked = arguments(["--students", variables["N"], *variables["ARGS"].strip('"').split()])
    assert asked.most_megabytes, "it is there to see that a student takes no more than was promised"
