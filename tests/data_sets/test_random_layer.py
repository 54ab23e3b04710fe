"""A layer of random units: its risks carry the double descent of notebook 02, so they are found in other ways too."""

import numpy as np
import pytest

from course_utils.data import GalaxyPopulation
from course_utils.data.random_layer import random_layer_risks, random_units

GALAXIES = GalaxyPopulation()


def test_a_unit_fires_on_one_side_of_its_line():
    X = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    directions = np.array([[1.0, 0.0, 0.0, 0.0], [0.0, -1.0, 0.0, 0.0], [-0.5, 0.5, 1.0, 0.0]])
    # x₁ > ½, ½ > x₂, always, never
    fires = np.array([[0, 1, 1, 0], [1, 1, 1, 0], [0, 0, 1, 0]])
    np.testing.assert_array_equal(random_units(X, directions), fires / 2)


@pytest.mark.parametrize("units", [8, 60, 300])
def test_one_data_set_by_the_pseudo_inverse_and_a_sample_of_200_000(units):
    """`pinv` is the textbook's formula for the shortest W; a fresh sample knows nothing of the lattice."""
    risks = random_layer_risks(GALAXIES, units, count=60, repeats=1, seed=7)
    rng = np.random.default_rng(7)
    data = GALAXIES.draw(60, rng)
    directions = rng.normal(size=(3, units))
    mean, spread = data.X.mean(axis=0), data.X.std(axis=0)
    features = random_units((data.X - mean) / spread, directions)
    W = np.linalg.pinv(features, rcond=1e-12) @ data.y
    assert risks.length[0] == pytest.approx(np.linalg.norm(W), rel=1e-6)
    assert risks.training[0] == pytest.approx(np.mean((features @ W - data.y) ** 2), rel=1e-6, abs=1e-12)
    fresh = GALAXIES.draw(200_000, seed=8)
    f = random_units((fresh.X - mean) / spread, directions) @ W
    losses = (f - fresh.y) ** 2
    wrong = (f > 0.5) != fresh.y
    noise = 4 / np.sqrt(len(f))
    assert risks.true[0] == pytest.approx(losses.mean(), rel=0.03, abs=noise * losses.std())
    assert risks.wrong[0] == pytest.approx(wrong.mean(), rel=0.03, abs=noise * wrong.std())


def test_rounding_decides_no_class(monkeypatch):
    """f is just ½ on up to 4 % of the sky here, where rounding would decide: not alike on all processors."""
    solve, wrong = np.linalg.lstsq, []
    for factor in (1 - 1e-13, 1, 1 + 1e-13):
        monkeypatch.setattr(np.linalg, "lstsq", lambda A, y, by=factor: (by * solve(A, y)[0],))
        wrong.append(random_layer_risks(GALAXIES, 80, count=60, repeats=5).wrong)
    assert np.ptp(wrong, axis=0).max() == 0


def test_nothing_lies_below_the_bayes_risk_of_the_squared_error():
    posterior = GALAXIES.posterior(GALAXIES.draw(200_000, seed=9).X)
    bayes = np.mean(posterior * (1 - posterior))
    for units in (10, 300):
        assert random_layer_risks(GALAXIES, units, 400, 3).true.min() > bayes


def test_a_generator_goes_on_as_everywhere():
    rng = np.random.default_rng(7)
    first, second = (random_layer_risks(GALAXIES, 8, 60, 1, rng).true for _ in range(2))
    assert first == random_layer_risks(GALAXIES, 8, 60, 1, seed=7).true != second


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        (lambda: random_layer_risks("sky", 5, 60, 2), TypeError, "population must be a Population"),
        (lambda: random_layer_risks(GALAXIES, 0, 60, 2), ValueError, "units must be at least 1"),
        (lambda: random_layer_risks(GALAXIES, 5, 1, 2), ValueError, "count must be at least 2"),
        (lambda: random_layer_risks(GALAXIES, 5, 60, 0), ValueError, "repeats must be at least 1"),
        (lambda: random_layer_risks(GALAXIES, 5, 60, 2, seed=-1), ValueError, "seed must be at least 0"),
    ],
)
def test_bad_arguments_are_named(wrong, error, words):
    with pytest.raises(error, match=words):
        wrong()
