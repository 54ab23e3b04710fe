"""The densities of the simulators. If they were wrong, every true risk of the course would be."""

import numpy as np
import pytest

from course_utils.data import GalaxyPopulation, ToyPopulation, galaxies, published_cut
from course_utils.data.lattice import FibonacciLattice
from course_utils.data.toys import PIECES

POPULATIONS = {
    "galaxies": GalaxyPopulation(),
    "galaxies of all redshifts": GalaxyPopulation(noise=0.0, redshift=(0, 2)),
    "galaxies at one redshift": GalaxyPopulation(0.1, 0.2, 1.5),
    **{name: ToyPopulation(name) for name in PIECES},
}


@pytest.fixture(params=POPULATIONS)
def population(request):
    return POPULATIONS[request.param]


@pytest.mark.parametrize("label", [0, 1])
def test_densities_integrate_to_one(population, label):
    lattice = FibonacciLattice(*population.box, 10_946)
    assert population.density(lattice.points, label).sum() * lattice.area == pytest.approx(1, abs=1e-8)


@pytest.mark.parametrize("label", [0, 1])
def test_densities_agree_with_histograms_of_draws(population, label):
    """The draws follow the story, step by step; the densities are sums. χ² of 12 × 12 cells against each other."""
    sample = population.draw(60_000, seed=5)
    X = sample.X[sample.y == label]
    low, high = np.quantile(X, 0.002, axis=0), np.quantile(X, 0.998, axis=0)
    edges = np.linspace(low, high, 13).T
    counts, _, _ = np.histogram2d(*X.T, bins=edges)
    ticks, share = np.polynomial.legendre.leggauss(12)  # inside a cell, along each side
    sides = (high - low) / 12
    x, y = (
        ((edge[:-1, None] + side * (ticks + 1) / 2).ravel()) for edge, side in zip(edges, sides, strict=True)
    )
    grid = np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1).reshape(-1, 2)
    density = population.density(grid, label).reshape(12, 12, 12, 12)
    expected = len(X) * np.prod(sides) * np.einsum("aibj,i,j->ab", density, share / 2, share / 2)
    seen = expected > 10
    chi2 = np.sum((counts - expected)[seen] ** 2 / expected[seen])
    assert abs(chi2 - seen.sum()) < 5 * np.sqrt(2 * seen.sum())


def test_the_posterior_is_a_calibrated_probability(population):
    sample = population.draw(60_000, seed=6)
    posterior = population.posterior(sample.X)
    for low in np.arange(0, 1, 0.1):
        mine = (posterior >= low) & (posterior < low + 0.1)
        if mine.sum() > 100:
            scatter = np.sqrt(np.sum(posterior[mine] * (1 - posterior[mine])))
            assert abs(np.sum(sample.y[mine] - posterior[mine])) < 4.5 * scatter + 1e-9


def test_far_away_the_posterior_is_the_fraction():
    assert GalaxyPopulation(quiescent_fraction=0.2).posterior([[1e6, -1e6]]) == [0.2]


def test_dust_reddens_along_its_vector_and_is_never_negative():
    """Two draws that differ in nothing but the class's share of dust are not to be had: regress on A_V instead."""
    sample = galaxies(40_000, seed=1, quiescent_fraction=1e-9, redshift=0.75)
    assert sample.attenuation.min() >= 0
    slopes = np.linalg.lstsq(np.column_stack([sample.attenuation, np.ones(40_000)]), sample.X, rcond=None)[0][
        0
    ]
    # Calzetti et al. 2000 at U 0.366, V 0.545, J 1.22 µm, worked out by hand: k = 5.944, 4.091, 1.379.
    assert slopes == pytest.approx([(4.091 - 1.379) / 4.091, (5.944 - 4.091) / 4.091], abs=0.01)


def test_noise_widens_and_correlates_the_colours():
    quiet, noisy = (galaxies(40_000, seed=2, noise=noise, redshift=0.75) for noise in (0.0, 0.3))
    difference = np.cov(noisy.X[noisy.y == 1].T) - np.cov(quiet.X[quiet.y == 1].T)
    assert difference == pytest.approx(0.09 * np.array([[2, -1], [-1, 2]]), abs=0.01)


def test_the_catalogue_holds_what_was_asked_for():
    sample = galaxies(20_000, seed=3, quiescent_fraction=0.1, redshift=(1.0, 1.5))
    assert sample.y.mean() == pytest.approx(0.1, abs=4 * np.sqrt(0.09 / 20_000))
    assert sample.redshift.min() >= 1.0 and sample.redshift.max() <= 1.5
    assert sample.X.shape == (20_000, 2)
    assert (sample.features, sample.units, sample.classes[1]) == (("V−J", "U−V"), ("mag", "mag"), "quiescent")


def test_higher_redshift_means_bluer_galaxies():
    """The published cut goes down by 0.1 mag from bin to bin: the quiescent galaxies that it follows must, too."""
    near, far = (galaxies(20_000, seed=4, redshift=z) for z in (0.25, 1.5))
    above_slope = [np.median((s.X[:, 1] - 0.88 * s.X[:, 0])[s.y == 1]) for s in (near, far)]
    assert 0.1 < above_slope[0] - above_slope[1] < 0.3


@pytest.mark.parametrize("redshift", [(0.0, 0.49), (0.5, 0.99), (1.0, 1.99)])
def test_the_published_cut_is_sensible_on_the_simulation(redshift):
    sample = galaxies(40_000, seed=5, redshift=redshift)
    called = published_cut(sample.X, sample.redshift)
    completeness, purity = called[sample.y == 1].mean(), sample.y[called == 1].mean()
    assert 0.8 < completeness < 0.95
    assert 0.85 < purity < 0.97


@pytest.mark.parametrize("name", POPULATIONS)
def test_a_seed_repeats_and_a_generator_goes_on(name):
    population = POPULATIONS[name]
    first, again, other = (population.draw(50, seed) for seed in (1, 1, 2))
    assert np.array_equal(first.X, again.X) and not np.array_equal(first.X, other.X)
    rng = np.random.default_rng(1)
    assert np.array_equal(population.draw(50, rng).X, first.X)
    assert not np.array_equal(population.draw(50, rng).X, first.X)


def test_toys_without_noise_lie_on_their_curves():
    ring = ToyPopulation("circles", 0.0).draw(200)
    assert np.hypot(*ring.X.T) == pytest.approx(np.where(ring.y == 1, 0.45, 1.0))
