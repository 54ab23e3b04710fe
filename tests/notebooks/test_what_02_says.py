"""Numbers in the prose of notebook 02, each computed in another way than its cells do.

A student would carry a wrong number away if one of these were wrong.
"""

import re

import numpy as np
import pytest
from scipy.stats import binom

from course_utils.data import GalaxyPopulation
from course_utils.data.legendre import NODES, WEIGHTS, CurvePopulation, legendre_curve, legendre_features
from course_utils.engine import Network, fit, split
from tests.notebooks.stored import stored

NOTEBOOK = stored("02")
PROSE, printed = NOTEBOOK.prose, NOTEBOOK.printed
W = np.array([0.3, 0.6, -0.4, 0.3, 0.2, -0.2])


def table(cell_id):
    """The numbers of a stored table, row by row."""
    return [
        [float(entry) for entry in re.findall(r"[\d.]+", line)] for line in printed(cell_id).splitlines()[1:]
    ]


@pytest.fixture(scope="module")
def gaps():
    """R(Ŵ) − R(W*) + R_emp(W*) − R_emp(Ŵ) of 4000 data sets of 30, fitted one by one by `lstsq`."""
    rng, found = np.random.default_rng(30), []
    for _ in range(4000):
        x = rng.uniform(-1, 1, 30)
        features, noise = legendre_features(x, 6), 0.3 * rng.standard_normal(30)
        change = np.linalg.lstsq(features, noise)[0]
        # The terms are orthonormal over the population: the true risk rises by |Ŵ − W*|² (Parseval).
        found.append(change @ change + np.mean(noise**2) - np.mean((noise - features @ change) ** 2))
    return np.sort(found)


def test_at_30_examples_the_median_is_near_the_formula_and_the_mean_is_carried_by_few(gaps):
    assert "median 0.040, formula 0.036" in printed("few-code")
    assert np.median(gaps) == pytest.approx(0.040, abs=0.002) and gaps.mean() > 0.055
    assert 0.4 < gaps[-400:].sum() / gaps.sum() < 0.5 and "contributes almost half of the mean" in PROSE


def test_where_a_fit_runs_away_a_stretch_of_x_is_empty():
    rng, widest, sizes = np.random.default_rng(31), [], []
    for _ in range(4000):
        x = np.sort(rng.uniform(-1, 1, 30))
        change = np.linalg.lstsq(legendre_features(x, 6), 0.3 * rng.standard_normal(30))[0]
        widest.append(max(x[0] + 1, 1 - x[-1]))
        sizes.append(change @ change)
    largest = np.argsort(sizes)[-400:]
    assert np.mean(np.array(widest)[largest]) > 1.5 * np.mean(widest)


def test_for_least_squares_the_covariance_is_two_sigma_squared_times_the_hessian():
    features = legendre_features(NODES, 6)
    H = 2 * (features * WEIGHTS[:, None]).T @ features
    # Gradient of one example: −2 σ ξ φ(x), with ξ independent of x: C = 4 σ² E[φ φᵀ].
    C = 4 * 0.09 * (features * WEIGHTS[:, None]).T @ features
    np.testing.assert_allclose(C, 2 * 0.09 * H, atol=1e-12)
    assert np.trace(np.linalg.solve(H, C)) == pytest.approx(1.08)


def test_the_three_lines_hold_for_one_data_set():
    """Ŵ − W* ≈ −H⁻¹ ḡ, and both halves of the gap are ½ ḡᵀ H⁻¹ ḡ, nearly, at N = 20,000."""
    population = CurvePopulation(legendre_curve(W), noise=0.3)
    data = population.draw(20_000, seed=4)
    features = legendre_features(data.X[:, 0], 6)
    mean = 2 * features.T @ (features @ W - data.y) / len(data.y)
    fitted = np.linalg.lstsq(features, data.y)[0]
    np.testing.assert_allclose(fitted - W, -mean / 2, rtol=0.05, atol=1e-4)  # H = 2 · 1
    half = mean @ mean / 4
    assert population.risk(legendre_curve(fitted)) - 0.09 == pytest.approx(half, rel=0.05)
    fall = np.mean((features @ W - data.y) ** 2) - np.mean((features @ fitted - data.y) ** 2)
    assert fall == pytest.approx(half, rel=0.05)


def test_the_descent_goes_down_up_and_down_again_below_its_first_minimum():
    rows = {int(row[0]): row[1:] for row in table("descent-code")}
    training, true, wrong, length = np.transpose(list(rows.values()))
    assert list(rows) == [10, 20, 60, 100, 300, 600]
    assert (np.diff(training) <= 0).all() and (training[3:] == 0).all()
    assert true[1] < true[0] and true[2] > 4 * true[1] and (np.diff(true[2:]) < 0).all()
    assert true[-1] < true[1] and wrong[-1] < wrong[1], "even below its first minimum"
    assert length[2] == max(length) and (np.diff(length[2:]) < 0).all()


def test_descent_from_zero_ends_at_the_shortest_weights():
    rng = np.random.default_rng(0)
    features, y = rng.normal(size=(5, 12)), rng.normal(size=5)
    V = np.zeros(12)
    for _ in range(20_000):
        V -= 0.05 * features.T @ (features @ V - y)
    np.testing.assert_allclose(V, np.linalg.pinv(features) @ y, atol=1e-10)


def test_almost_a_quarter_of_the_surveys_fall_below_the_bayes_risk():
    """The number of mistakes among 100 galaxies is binomial: below 4.6 are 0 to 4."""
    assert "almost a quarter of the surveys even fall below the Bayes risk" in PROSE
    _, true, floor = (float(n) for n in re.findall(r"\d\.\d+", printed("universe-risks")))
    share = binom.cdf(np.floor(100 * floor), 100, true)
    assert share == pytest.approx(0.25, abs=0.02) and share < 0.25


def test_with_enough_epochs_the_training_risk_approaches_zero():
    assert "With enough epochs the training risk approaches 0." in PROSE
    train, _ = split(*GalaxyPopulation().draw(120, seed=10)[:2], fractions=(0.5, 0.5), seed=0)
    network = Network.random([2, 16, 16, 1], hidden="tanh", output="sigmoid", seed=0)
    how = {"learning_rate": 0.01, "optimizer": "adam"}
    risks = [
        fit(network, *train, "binary_cross_entropy", epochs=2000, **how).train_loss[-1] for _ in range(2)
    ]
    assert risks[0] < 0.001 and risks[1] < risks[0] / 5
