"""The curve population: its risk is the yardstick of notebook 02, so it is checked against other ways to know it."""

import numpy as np
import pytest

from course_utils.data.legendre import (
    CurvePopulation,
    least_squares,
    legendre_curve,
    legendre_features,
    repeated_fits,
)

W = np.array([0.3, 0.6, -0.4, 0.3, 0.2, -0.2])


def test_the_terms_are_legendres_and_orthonormal_over_the_population():
    x = np.array([-1.0, -0.3, 0.0, 0.5, 1.0])
    # P₀ … P₃ as in any table, times √(2j + 1)
    table = np.stack([np.ones(5), x, (3 * x**2 - 1) / 2, (5 * x**3 - 3 * x) / 2], axis=1)
    np.testing.assert_allclose(legendre_features(x, 4), table * np.sqrt([1, 3, 5, 7]), atol=1e-14)
    middle = (np.arange(200_000) + 0.5) / 100_000 - 1  # the midpoint rule, good to 1e-8
    features = legendre_features(middle, 6)
    np.testing.assert_allclose(features.T @ features / len(middle), np.eye(6), atol=1e-7)


def test_the_model_is_the_sum_of_its_terms():
    x = np.linspace(-1, 1, 9)
    np.testing.assert_allclose(legendre_curve(W)(x), legendre_features(x, 6) @ W, atol=1e-14)


def test_the_true_risk_is_that_of_a_formula_and_of_a_huge_sample():
    population = CurvePopulation(lambda x: x, noise=0.5)
    assert population.bayes_risk == 0.25
    # ½ ∫ (x² − x)² dx over [−1, 1] = 1/5 + 1/3
    assert population.risk(lambda x: x**2) == pytest.approx(0.25 + 8 / 15, abs=1e-14)
    data = population.draw(400_000, seed=0)
    sample = np.mean((data.X[:, 0] ** 2 - data.y) ** 2)
    assert sample == pytest.approx(0.25 + 8 / 15, abs=0.01)  # six standard deviations


def test_the_best_weights_are_the_truths_and_nothing_lies_below_them():
    population = CurvePopulation(legendre_curve(W), noise=0.3)
    np.testing.assert_allclose(population.best_weights(6), W, atol=1e-14)
    np.testing.assert_allclose(population.best_weights(3), W[:3], atol=1e-14)
    best = population.risk(legendre_curve(W[:3]))
    assert best == pytest.approx(0.09 + np.sum(W[3:] ** 2))  # Parseval
    for change in 0.01 * np.eye(3):
        assert population.risk(legendre_curve(W[:3] + change)) > best


def test_a_fit_without_noise_finds_the_truth():
    data = CurvePopulation(legendre_curve(W), noise=0).draw(40, seed=1)
    np.testing.assert_allclose(least_squares(data.X, data.y, 6), W, atol=1e-12)


def test_many_fits_at_once_are_the_fits_one_by_one():
    population = CurvePopulation(lambda x: np.sin(4 * x), noise=0.3)
    fits = repeated_fits(population, 4, 50, 3, seed=5)
    rng = np.random.default_rng(5)
    x = rng.uniform(-1, 1, (3, 50))
    y = np.sin(4 * x) + 0.3 * rng.standard_normal((3, 50))
    best = legendre_curve(population.best_weights(4))
    for row in range(3):
        f = legendre_curve(least_squares(x[row], y[row], 4))
        assert fits.training[row] == pytest.approx(np.mean((y[row] - f(x[row])) ** 2), rel=1e-10)
        assert fits.true[row] == pytest.approx(population.risk(f), rel=1e-10)
        assert fits.training_of_best[row] == pytest.approx(np.mean((y[row] - best(x[row])) ** 2), rel=1e-10)
    assert fits.true_of_best == pytest.approx(population.risk(best), rel=1e-12)
    assert (fits.training <= fits.training_of_best).all() and (fits.true >= fits.true_of_best).all()


def test_the_three_laws():
    """Theory: σ²√(2/N) for a fixed model, 2σ²p/N for the mean gap. Four standard errors of 3000 repeats are allowed."""
    fits = repeated_fits(CurvePopulation(legendre_curve(W), noise=0.3), 6, 500, 3000, seed=0)
    error = 4 / np.sqrt(3000)
    assert fits.steady_gap.mean() == pytest.approx(2 * 0.09 * 6 / 500, rel=error * np.sqrt(2 / 6) + 0.02)
    assert fits.training_of_best.std() == pytest.approx(0.09 * np.sqrt(2 / 500), rel=error)
    assert fits.gap.std() == pytest.approx(fits.training_of_best.std(), rel=0.05)
    assert fits.steady_gap.std() < fits.gap.std() / 3  # what the steady form is for
    assert fits.gap.mean() == pytest.approx(fits.steady_gap.mean(), abs=4 * fits.gap.std() / np.sqrt(3000))


def test_the_same_seed_gives_the_same_data_in_range():
    population = CurvePopulation(np.cos, noise=0.1)
    one, two, other = (population.draw(100, seed=seed) for seed in (1, 1, 2))
    assert (one.X == two.X).all() and (one.y == two.y).all() and not (one.y == other.y).all()
    assert one.X.shape == (100, 1) and np.abs(one.X).max() <= 1


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        (lambda: legendre_features([0.0, 1.1], 3), ValueError, r"x must lie in \[−1, 1\]"),
        (lambda: legendre_features([0.0], 0), ValueError, "terms must be at least 1"),
        (lambda: legendre_features([0.0], 33), ValueError, "terms must be at most 32"),
        (lambda: legendre_curve([[1.0]]), ValueError, "W must have shape"),
        (lambda: least_squares([[0.0], [1.0]], [1.0], 1), ValueError, "y must have one entry"),
        (lambda: CurvePopulation(3), TypeError, "F must be a function"),
        (lambda: CurvePopulation(np.sin, noise=-1), ValueError, "noise must be"),
        (lambda: CurvePopulation(np.sin).risk(3), TypeError, "f must be a function"),
        (lambda: CurvePopulation(np.sin).draw(0), ValueError, "count must be at least 1"),
        (lambda: repeated_fits(CurvePopulation(np.sin), 6, 11, 5), ValueError, "at least twice"),
        (lambda: repeated_fits(np.sin, 6, 11, 5), TypeError, "population must be a CurvePopulation"),
        (lambda: repeated_fits(CurvePopulation(np.sin), 6, 20, 0), ValueError, "repeats must be at least 1"),
    ],
)
def test_bad_arguments_are_named(wrong, error, words):
    with pytest.raises(error, match=words):
        wrong()


def test_a_curve_that_overflows_is_no_warning_and_no_number_is_refused():
    assert legendre_curve([1.7e308])(0.5) == 1.7e308 and not np.isfinite(legendre_curve([1e308] * 4)(0.5))
    with pytest.raises(TypeError, match="x must be a number or an array of numbers; got 'a'"):
        legendre_curve(W)("a")
