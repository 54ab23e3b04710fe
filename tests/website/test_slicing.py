"""Which cells a page runs before the one that is asked for: with one too few it would show an untrained network."""

import pytest

from website.python.slicing import needed

CELLS = [
    "import numpy as np\nfrom course import fit, Explorer, Network",
    "data = np.arange(3)",
    "other = np.zeros(3)",
    "network = Network(3)",
    "fit(network, data)",
    "print(other)",
    "Explorer(network)",
    "network = None",
]


def test_it_rests_on_what_binds_its_names_and_on_what_may_change_them():
    assert needed(CELLS[:7]) == {0, 1, 3, 4, 6}


def test_a_widget_that_needs_imports_alone():
    assert needed([*CELLS[:5], "Explorer('sigmoid')"]) == {0, 5}


@pytest.mark.parametrize(
    "change", ["data[0] = 7", "data.sort()", "data += 1", "for data in [1]: pass", "%matplotlib inline"]
)
def test_changes_count_however_they_are_written(change):
    assert 2 in needed(["import numpy as np", "data = np.arange(3)", change, "print(data)"])


def test_functions_and_classes_are_names_too():
    cells = ["def g(z):\n    return z", "class A: pass", "def f(z):\n    return g(z)", "f(A())"]
    assert needed(cells[:4]) == {0, 1, 2, 3}


def test_a_name_that_a_cell_binds_before_it_uses_it_needs_nobody_else():
    """Every exercise answers with the same name: one does not run those before it."""
    first = "from course import check"
    cells = [
        first,
        "answer = 1\ncheck(answer)",
        "answer = 2\ncheck(answer)",
        "answer = answer + 1",
        "print(answer)",
    ]
    assert needed(cells[:3]) == {0, 2}
    assert needed(cells[:4]) == {0, 1, 2, 3}
    assert needed(cells) == {0, 1, 2, 3, 4}
