"""The self-test must see what is wrong: a student who reads "sound" stops looking."""

import json
import os
import subprocess
import sys
from importlib import import_module, metadata

import pytest

from course_utils import self_test
from course_utils.self_test import Finding
from tests.conftest import TESTS
from tools.sanitize import sanitized

LINES = ["numpy>=2.1,<3", "anywidget>=0.9.18,<1"]


def installed(**versions):
    """A version_of that knows these packages only."""

    def version_of(name):
        if name not in versions:
            raise metadata.PackageNotFoundError(name)
        return versions[name]

    return version_of


def test_the_environment_of_the_tests_is_sound(capsys, monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")  # the tests may be run with more
    assert self_test.self_test() is None
    *lines, empty, verdict = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["sound"] * 5
    assert (empty, verdict) == ("", "This environment is sound.")


def test_what_it_prints_is_the_same_on_every_computer(capsys):
    """Versions and paths would make the stored output of notebook 00 differ from machine to machine."""
    self_test.self_test()
    said = capsys.readouterr().out
    assert "0.298371" in said
    assert not any(metadata.version(name) in said for name in ("numpy", "anywidget", "jupyterlab"))


def test_the_reference_is_the_independent_one():
    reference = json.loads((TESTS / "data" / "references.json").read_text())["lecture_network"]["loss"]
    assert float(reference) == pytest.approx(self_test.LECTURE_LOSS, rel=1e-15)


@pytest.mark.parametrize(
    ("version", "state"),
    [((3, 11, 0), "sound"), ((3, 14), "sound"), ((4, 0), "sound"), ((3, 10, 12), "fix"), ((2, 7), "fix")],
)
def test_python(version, state):
    found = self_test.check_python(version)
    assert found.state == state
    assert ("is too old" in found.words) == (state == "fix")


@pytest.mark.parametrize(
    ("versions", "words"),
    [
        ({"numpy": "2.4.1"}, "anywidget is missing"),
        ({"numpy": "1.26.4", "anywidget": "0.11.0"}, "numpy is 1.26.4, the course needs <3,>=2.1"),
        ({}, "numpy is missing; anywidget is missing"),
    ],
)
def test_packages_that_are_missing_or_out_of_range_are_named(versions, words):
    found = self_test.check_packages(LINES, installed(**versions))
    assert found.state == "fix"
    assert words in found.words
    assert "make env" in found.words


def test_newer_packages_than_were_tried_are_named_and_do_not_end_the_course():
    found = self_test.check_packages(LINES, installed(numpy="3.0", anywidget="0.11.0"))
    assert (found.state, found.words) == ("untried", "numpy is 3.0, the course needs <3,>=2.1.")


LAB = 'jupyterlab<5,>=4.4; extra == "lab"'


def test_jupyterlab_is_named_where_it_is_missing_and_nothing_needs_it():
    """In Colab, VS Code or a browser something else opens the notebooks."""
    found = self_test.check_packages([*LINES, LAB], installed(numpy="2.1", anywidget="0.11.0"))
    assert found.state == "sound"
    assert found.words.endswith("needed only by `make lab`: jupyterlab.")
    there = installed(numpy="2.1", anywidget="0.11.0", jupyterlab="4.6")
    assert "jupyterlab" not in self_test.check_packages([*LINES, LAB], there).words


def from_a_terminal(**variables):
    command = [sys.executable, "-m", "course_utils.self_test"]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, env=os.environ | variables)


def test_a_terminal_can_run_it():
    done = from_a_terminal(OPENBLAS_NUM_THREADS="4")
    assert done.returncode == 0, "slow is no fault"
    assert done.stdout.count("sound  ") == 4 and "slow  " in done.stdout


def test_a_terminal_hears_that_something_must_be_fixed(tmp_path):
    (tmp_path / "anywidget.py").write_text("raise ImportError('broken')")
    done = from_a_terminal(PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "fix    Figures, exercises or widgets do not load (ImportError: broken)" in done.stdout


def test_packages_in_range_are_sound():
    assert self_test.check_packages(LINES, installed(numpy="2.1", anywidget="0.11.0")).state == "sound"


def test_a_course_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(self_test, "PACKAGE", "no-such-course")
    found = self_test.check_packages()
    assert found.state == "fix"
    assert "not installed" in found.words


@pytest.mark.parametrize(
    ("environment", "state"),
    [({"OPENBLAS_NUM_THREADS": "1"}, "sound"), ({"OPENBLAS_NUM_THREADS": "8"}, "slow"), ({}, "slow")],
)
def test_threads(environment, state):
    assert self_test.check_threads(environment).state == state


@pytest.mark.parametrize("threads", ["2", "8"])
def test_a_report_is_compared_without_what_it_says_of_threads(threads):
    """The stored report of notebook 00 is that of one thread; a computer with more is told the truth, and passes."""

    def report(environment):
        found = [Finding("sound", "Python is new enough."), self_test.check_threads(environment)]
        return "\n".join([*map(str, found), "", self_test.verdict(found)])

    one, several = report({"OPENBLAS_NUM_THREADS": "1"}), report({"OPENBLAS_NUM_THREADS": threads})
    assert several != one == sanitized(several, comparing=True)
    assert sanitized(several) == several, "what is stored is what was said"


def test_what_must_be_fixed_is_compared():
    broken = str(Finding("fix", "Figures, exercises or widgets do not load."))
    for text in (broken, self_test.VERDICTS["fix"]):
        assert sanitized(text, comparing=True) == text


def test_an_engine_that_gives_another_number_is_seen(monkeypatch):
    engine = import_module("course_utils.engine")
    network, x, y = engine.lecture_network()
    network.theta[0] += 1e-9
    monkeypatch.setattr(engine, "lecture_network", lambda: (network, x, y))
    found = self_test.check_engine()
    assert found.state == "fix"
    assert "it should be 0.298371" in found.words


@pytest.mark.parametrize("check", [self_test.check_engine, self_test.check_widgets])
def test_what_cannot_be_imported_is_said_in_words(check):
    def broken(name):
        raise ImportError(f"no module for {name}")

    found = check(broken)
    assert found.state == "fix"
    assert "ImportError: no module for course_utils" in found.words


@pytest.mark.parametrize(
    ("states", "begins"),
    [
        (["sound", "sound"], "This environment is sound"),
        (["sound", "slow"], "Everything works"),
        (["slow", "untried"], "Everything that was tried works"),
        (["slow", "fix"], "Something must be fixed"),
    ],
)
def test_the_worst_finding_decides(states, begins):
    assert self_test.verdict([self_test.Finding(state, "") for state in states]).startswith(begins)
