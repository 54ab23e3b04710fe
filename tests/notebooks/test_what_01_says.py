"""Numbers in the prose of notebook 01, each computed in another way than its cells do.

A student would carry a wrong number away if one of these were wrong.
"""

import re

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression
from sklearn.metrics import precision_score, recall_score, roc_auc_score, roc_curve
from sklearn.preprocessing import PolynomialFeatures

from course_utils.data import GalaxyPopulation, galaxies, planets, published_cut
from course_utils.data.dust import reddening_vector
from course_utils.data.galaxy_population import STARS
from course_utils.exercises.bank import nb01
from tests.notebooks.stored import stored

NOTEBOOK = stored("01")
PROSE, printed = NOTEBOOK.prose, NOTEBOOK.printed
UNSEEN = galaxies(20_000, seed=2)


@pytest.fixture(scope="module")
def score():
    """The six terms, fitted by scikit-learn."""
    training, terms = galaxies(1000, seed=1), PolynomialFeatures(2)
    model = LinearRegression().fit(terms.fit_transform(training.X), training.y)
    return model.predict(terms.transform(UNSEEN.X))


@pytest.fixture(scope="module")
def roc():
    """The function that the notebook shows."""
    names = {"np": np}
    exec(NOTEBOOK.source("roc-code"), names)
    return names["roc"]


def test_the_notebooks_curve_is_scikit_learns(roc, score):
    false, found = roc(score, UNSEEN.y)
    theirs = roc_curve(UNSEEN.y, score, drop_intermediate=False)
    np.testing.assert_allclose(false, theirs[0], atol=1e-12)
    np.testing.assert_allclose(found, theirs[1], atol=1e-12)


def test_the_areas_are_scikit_learns(score):
    six, one = re.findall(r"curve (0\.\d+)", printed("roc-areas"))
    assert six == f"{roc_auc_score(UNSEEN.y, score):.3f}"
    assert one == f"{roc_auc_score(UNSEEN.y, UNSEEN.X[:, 1]):.3f}"


def test_the_area_is_the_share_of_pairs_in_the_right_order(score):
    """Every pair, not a sample of them: the mean rank of the quiescent gives it (Mann and Whitney)."""
    ranks = np.argsort(np.argsort(score)) + 1.0
    n, m = np.sum(UNSEEN.y == 1), np.sum(UNSEEN.y == 0)
    pairs = (ranks[UNSEEN.y == 1].sum() - n * (n + 1) / 2) / (n * m)
    assert pairs == pytest.approx(roc_auc_score(UNSEEN.y, score), abs=1e-12)
    (sampled,) = re.findall(r"higher score: (0\.\d+)", printed("roc-areas"))
    assert float(sampled) == pytest.approx(pairs, abs=0.003)


def test_random_scores_lie_on_the_diagonal(roc):
    false, found = roc(np.random.default_rng(0).random(20_000), UNSEEN.y)
    assert np.abs(found - false).max() < 0.03 and np.trapezoid(found, false) == pytest.approx(0.5, abs=0.02)


def test_the_published_cut_is_one_point_of_the_figure():
    called = published_cut(UNSEEN.X, np.full(20_000, 0.7))
    found, mistaken = recall_score(UNSEEN.y, called), recall_score(1 - UNSEEN.y, 1 - called)
    assert f"a point at {1 - mistaken:.2f}, {found:.2f}" in printed("roc-figure")


def test_purity_falls_with_the_share_and_the_rates_do_not(score):
    """One galaxy in twenty quiescent, the same threshold: the completeness stays, the purity falls."""
    threshold = np.quantile(score[UNSEEN.y == 1], 0.1)
    assert f"{precision_score(UNSEEN.y, score >= threshold):.2f}" in printed("roc-rare")
    training, terms = galaxies(1000, seed=1), PolynomialFeatures(2)
    model = LinearRegression().fit(terms.fit_transform(training.X), training.y)
    rare = galaxies(40_000, seed=6, quiescent_fraction=0.05)
    called = model.predict(terms.transform(rare.X)) >= threshold
    assert recall_score(rare.y, called) == pytest.approx(0.9, abs=0.03)
    (purity,) = re.findall(r"0\.050 of all: purity (0\.\d+)", printed("roc-rare"))
    assert precision_score(rare.y, called) == pytest.approx(float(purity), abs=0.04)


def test_least_squares_on_zeros_and_ones_gives_the_fraction_of_ones():
    """In a bin of x the constant with the smallest mean squared error is the fraction of ones: "the mean of y"."""
    y = np.array([1, 1, 1, 0])
    constants = np.linspace(0, 1, 1001)
    errors = ((constants[:, None] - y) ** 2).mean(axis=1)
    assert constants[np.argmin(errors)] == 0.75 == y.mean() and "the probability of a 1" in PROSE


def test_the_learned_intercept_is_close_to_the_published_one():
    assert "intercept 0.59: accuracy 0.937" in printed("learn-intercept-scores")
    assert "learned   intercept 0.56: accuracy 0.939" in printed("learn-intercept-scores")
    called = published_cut(UNSEEN.X, np.full(20_000, 0.7))
    assert f"{np.mean(called == UNSEEN.y):.3f}" == "0.937"


def test_the_terms_of_the_quintic_at_uranus():
    """The polynomial through six planets, by solving for its coefficients: its terms at r = 19.19 nearly cancel."""
    table = planets()
    r, years = table.a[:6], table.T[:6]
    coefficients = np.linalg.solve(np.vander(r, increasing=True), years)
    terms = coefficients * 19.19 ** np.arange(6)
    said = {poll.key: poll for poll in nb01.POLLS}["01.quintic"].discussion["d"]
    assert [round(term) for term in terms[3:]] == [-972, 2552, -2437] and round(terms.sum()) == -595
    assert all(number in said for number in ("−972", "+2,552", "−2,437", "−595"))
    assert abs(terms[5] + terms[3]) > terms[4]


def test_the_sum_gives_the_integral_to_eight_digits():
    """The posterior by a much finer quadrature over redshift and dust, with its densities written out."""
    assert "an integral, which a sum gives here to eight digits" in PROSE
    population, X = GalaxyPopulation(), UNSEEN.X[:300]
    points, weights = np.polynomial.legendre.leggauss(300)
    dust, of_dust = (
        (points + 1) / 2,
        weights / 2 * 20 * (points + 1) / 2 * ((1 - points) / 2) ** 3,
    )  # Beta(2, 4)
    few, of_z = np.polynomial.legendre.leggauss(20)
    densities = []
    for label, stars in enumerate(STARS):
        inverse, total = np.linalg.inv(population.mixture(label).covariance), 0
        for z, weight in zip(few / 4, of_z / 2, strict=True):  # from the pivot, 0.75
            centres = (
                stars.colours + z * np.array(stars.drift) + np.outer(stars.dust * dust, reddening_vector())
            )
            away = X[:, None] - centres
            total = total + weight * np.exp(-np.sum(away @ inverse * away, axis=2) / 2) @ of_dust
        densities.append(total * np.sqrt(np.linalg.det(inverse)))
    exact = 0.3 * densities[1] / (0.3 * densities[1] + 0.7 * densities[0])
    np.testing.assert_allclose(population.posterior(X), exact, atol=1e-8)


def test_eight_products_give_the_six_terms():
    """x₁², x₁x₂ and x₂² take one each, and five of the six weights another one: w₁ stands alone."""
    assert "148 billion exponentials against eight billion products" in PROSE
    W, (x1, x2) = (0.5, -1.0, 2.0, 0.25, -3.0, 1.5), UNSEEN.X[0]
    products = [x1 * x1, x1 * x2, x2 * x2]
    products += [w * term for w, term in zip(W[1:], (x1, x2, *products), strict=True)]
    features = PolynomialFeatures(2).fit_transform(UNSEEN.X[:1])[0]
    assert len(products) == 8 and W[0] + sum(products[3:]) == pytest.approx(features @ W)
