"""The population risk and the Bayes risk, against formulas, against a million draws, and against each other."""

import math

import numpy as np
import pytest

from course_utils.data import GalaxyPopulation, ToyPopulation, bayes_risk, population_risk, published_cut
from course_utils.data.risk import LOSSES
from course_utils.engine import Network, fit

GALAXIES = GalaxyPopulation()
CLASSIFIERS = {
    "the published cut": lambda X: published_cut(X, 0.75),
    "a vertical edge": lambda X: X[:, 0] < 1,
    "a slanted edge": lambda X: X[:, 1] - 1.1 * X[:, 0] > 0.45,
    "a disc": lambda X: np.sum((X - [1.1, 1.8]) ** 2, axis=1) < 0.2,
    "everything is quiescent": lambda X: np.ones(len(X)),
    "nothing is": lambda X: np.zeros(len(X)),
    "the more probable class": lambda X: GALAXIES.posterior(X) > 0.5,
}


@pytest.fixture(scope="module")
def million():
    return GALAXIES.draw(1_000_000, seed=11)


def binary_entropy(p):
    return -p * np.log(p) - (1 - p) * np.log1p(-p)


def test_bayes_risk_agrees_with_a_million_draws(million):
    posterior = GALAXIES.posterior(million.X)
    for loss, least in {
        "zero_one": np.minimum(posterior, 1 - posterior),
        "squared": posterior * (1 - posterior),
        "binary_cross_entropy": binary_entropy(np.clip(posterior, 1e-300, 1 - 1e-16)),
    }.items():
        assert abs(bayes_risk(GALAXIES, loss) - least.mean()) < 4 * least.std() / 1000, loss
    wrong = ((posterior > 0.5) != million.y).mean()
    assert bayes_risk(GALAXIES) == pytest.approx(wrong, abs=4 * math.sqrt(wrong / 1e6))


def test_bayes_risk_of_two_clouds_has_a_formula():
    """Two Gaussians at distance d: Φ(−d / 2σ); with noise 0.4 the clouds are 2·√0.74 apart."""
    exact = 0.5 * math.erfc(math.sqrt(0.74) / 0.4 / math.sqrt(2))
    assert bayes_risk(ToyPopulation("blobs", 0.4)) == pytest.approx(exact, abs=1e-5)
    line = population_risk(lambda X: X @ [0.7, 0.5] > 0, ToyPopulation("blobs", 0.4))
    assert line == pytest.approx(exact, abs=1e-5)


def test_risk_of_an_edge_has_a_formula():
    """Cut two clouds at x = c: the mean of Φ((c ∓ 0.7) / σ) on either side; edges along an axis are the hard ones."""
    upto = lambda z: 0.5 * math.erfc(-z / math.sqrt(2))  # noqa: E731
    for c in (-0.61, 0.0, 0.33, 0.8):
        exact = 0.5 * (1 - upto((c + 0.7) / 0.4)) + 0.5 * upto((c - 0.7) / 0.4)
        risk = population_risk(lambda X, c=c: X[:, 0] > c, ToyPopulation("blobs", 0.4))
        assert risk == pytest.approx(exact, abs=5e-5)


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_risk_agrees_with_a_million_draws_and_none_beats_bayes(name, million):
    risk = population_risk(CLASSIFIERS[name], GALAXIES)
    wrong = (CLASSIFIERS[name](million.X) != million.y).mean()
    assert abs(risk - wrong) < 4 * math.sqrt(wrong * (1 - wrong) / 1e6) + 5e-5
    assert risk >= bayes_risk(GALAXIES)


def test_constant_classifiers_lose_the_other_class():
    assert population_risk(CLASSIFIERS["nothing is"], GALAXIES) == pytest.approx(0.3, abs=1e-9)
    assert population_risk(CLASSIFIERS["everything is quiescent"], GALAXIES) == pytest.approx(0.7, abs=1e-9)


@pytest.mark.parametrize("loss", ["squared", "binary_cross_entropy"])
def test_the_posterior_is_the_best_probability(loss):
    best = bayes_risk(GALAXIES, loss)
    assert population_risk(GALAXIES.posterior, GALAXIES, loss) == pytest.approx(best, abs=1e-12)
    blurred = population_risk(lambda X: 0.01 + 0.98 * GALAXIES.posterior(X), GALAXIES, loss)
    assert blurred > best + 1e-6
    assert bayes_risk(GALAXIES, loss, points=10_946) == pytest.approx(best, abs=1e-9)


def test_a_network_from_probabilities_and_from_logits(million):
    net = Network.random([2, 5, 1], hidden="tanh", output="sigmoid", seed=1)
    X, y = million.X[:500], million.y[:500]
    fit(net, X, y, "binary_cross_entropy", learning_rate=0.5, epochs=300)
    logits = Network.from_parameters(
        [(layer.W, layer.b) for layer in net.layers], hidden="tanh", output="identity"
    )
    risk = population_risk(net, GALAXIES, "binary_cross_entropy")
    assert risk == pytest.approx(
        population_risk(logits, GALAXIES, "binary_cross_entropy_from_logits"), rel=1e-9
    )
    sample = -np.log(np.where(million.y == 1, net(million.X)[:, 0], 1 - net(million.X)[:, 0]))
    assert abs(risk - sample.mean()) < 4 * sample.std() / 1000
    assert bayes_risk(GALAXIES, "binary_cross_entropy") < risk < math.log(2)
    assert bayes_risk(GALAXIES, "binary_cross_entropy_from_logits") == bayes_risk(
        GALAXIES, "binary_cross_entropy"
    )


def test_sure_and_wrong_costs_infinity():
    assert population_risk(lambda X: X[:, 1] > 1.5, GALAXIES, "binary_cross_entropy") == math.inf
    assert LOSSES["binary_cross_entropy"](np.array([0.0, 1.0]), np.array([0.0, 1.0])).tolist() == [0, 0]


def test_what_the_right_class_costs_keeps_its_digits():
    """log(1 + e⁻⁴⁰) is e⁻⁴⁰ and −log(1 − 1e-18) is 1e-18, though 1 + e⁻⁴⁰ and 1 − 1e-18 are 1 in float64."""
    logits, classes = np.array([40.0, -40.0, 1e300, -1e300]), np.array([1.0, 0.0, 1.0, 0.0])
    found = LOSSES["binary_cross_entropy_from_logits"](logits, classes)
    np.testing.assert_allclose(found, [math.exp(-40), math.exp(-40), 0, 0], rtol=1e-15, atol=0)
    assert LOSSES["binary_cross_entropy"](np.array([1e-18]), np.array([0.0])) == pytest.approx(1e-18, abs=0)


def test_more_noise_more_bayes_risk():
    risks = [bayes_risk(GalaxyPopulation(noise=noise), points=10_946) for noise in (0.0, 0.05, 0.1, 0.2, 0.4)]
    assert np.all(np.diff(risks) > 0.002)
    assert max(risks) < 0.3


def test_what_a_classifier_does_to_its_argument_does_no_harm():
    def spoil(X):
        X *= 0
        return np.zeros(len(X))

    before = bayes_risk(GALAXIES)
    population_risk(spoil, GALAXIES)
    assert population_risk(CLASSIFIERS["nothing is"], GALAXIES) == pytest.approx(0.3, abs=1e-9)
    assert bayes_risk(GALAXIES) == before
