"""Numbers in the prose of notebook 03, each computed in another way than its cells do.

A student would carry a wrong number away if one of these were wrong.
"""

import numpy as np
import pytest
from sklearn.svm import SVC

from course_utils.data import galaxies
from course_utils.engine import split
from tests.notebooks.stored import stored

NOTEBOOK = stored("03")
PROSE = NOTEBOOK.prose
SKY = galaxies(600, seed=0)
(X, Y), _ = split(SKY.X, SKY.y, (0.5, 0.5), seed=0)
T = 2 * Y - 1


@pytest.fixture(scope="module", params=["linear", "rbf"])
def machine(request):
    return SVC(C=1.0, kernel=request.param, gamma=1.0, tol=1e-8).fit(X, Y)


def test_most_weights_are_zero_and_none_exceeds_C(machine):
    assert len(machine.support_) < len(Y) / 2 and "which here are zero for most of them" in PROSE
    assert (np.abs(machine.dual_coef_) <= 1 + 1e-9).all()


def test_without_the_other_galaxies_the_boundary_stays(machine):
    kept = SVC(C=1.0, kernel=machine.kernel, gamma=1.0, tol=1e-8).fit(
        X[machine.support_], Y[machine.support_]
    )
    np.testing.assert_allclose(kept.decision_function(X), machine.decision_function(X), atol=1e-4)
    assert (T * machine.decision_function(X))[machine.support_].max() <= 1 + 1e-4, (
        "inside, on its edge, or wrong"
    )


def test_the_sum_is_convex_and_the_machine_is_at_its_minimum():
    def total(w, b):
        return w @ w / 2 + np.maximum(0, 1 - T * (X @ w + b)).sum()

    machine = SVC(C=1.0, kernel="linear", tol=1e-8).fit(X, Y)
    w, b = machine.coef_[0], machine.intercept_[0]
    rng = np.random.default_rng(0)
    for _ in range(200):
        one, other = rng.normal(size=(2, 3))
        middle = (one + other) / 2
        mean = (total(one[:2], one[2]) + total(other[:2], other[2])) / 2
        assert total(middle[:2], middle[2]) <= mean + 1e-9
        assert total(w + one[:2] / 10, b + one[2] / 10) >= total(w, b) - 1e-6


def test_the_scatter_of_a_test_score_hides_the_difference():
    assert f"{100 * np.sqrt(0.05 * 0.95 / 300):.1f}" == "1.3" and "scatters by 1.3" in PROSE


def test_thresholds_between_neighbours_are_all_that_there_are():
    for colour in X.T:
        assert len(np.unique(colour)) - 1 == 299
    assert "299 for each colour" in PROSE
