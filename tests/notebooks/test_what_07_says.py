"""Numbers in the prose of notebook 07, each computed in another way than its cells do.

A student would carry a wrong number away if one of these were wrong.
"""

import math
import re
from decimal import Decimal, getcontext

import numpy as np
import pytest
from scipy import stats
from scipy.optimize import linprog
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

from course_utils.data import GalaxyPopulation, detector_line, galaxies
from course_utils.engine import Network, binary_cross_entropy, fit
from course_utils.explorers import neuron_surface
from tests.conftest import ROOT
from tests.notebooks.stored import stored

NOTEBOOK = stored("07")
PROSE, printed = NOTEBOOK.prose, NOTEBOOK.printed


def numbers(cell_id):
    return [float(text.replace(",", "")) for text in re.findall(r"\d[\d,]*\.?\d*", printed(cell_id))]


def test_the_quotient_of_the_gradients_with_fifty_digits():
    getcontext().prec = 50
    f = 1 / (1 + Decimal(10).exp())
    squared, entropy = 2 * (f - 1) * f * (1 - f), f - 1
    assert round(entropy / squared) == 11014 and "11,014 times" in PROSE
    assert float(entropy / squared) == pytest.approx(1 + math.cosh(10), rel=1e-15)
    assert f"{float(squared):.4e}" == "-9.0787e-05" and "−9.0787×10⁻⁵" in printed("saturated-table")
    assert 2 * round(entropy / squared) == 22028  # for ½ (y − f)²: "twice as large"


def test_the_quotient_does_not_depend_on_the_label():
    for z, y in ((-5, 0), (-5, 1), (3, 0)):
        f = 1 / (1 + math.exp(-z))
        assert (f - y) / (2 * (f - y) * f * (1 - f)) == pytest.approx(1 + math.cosh(z))


def test_where_the_naive_form_breaks():
    def naive(z):
        with np.errstate(divide="ignore"):
            return -np.log(1 - 1 / (1 + np.exp(-z)))

    edge = 53 * math.log(2)
    assert f"{edge:.2f}" == "36.74" and "36.74" in PROSE
    assert np.isfinite(naive(edge - 1e-6)) and np.isinf(naive(edge + 1e-6)) and np.isinf(naive(37.0))
    # "At 30 the third decimal is wrong":
    assert f"{naive(30.0):.6g}" == "30.001" != f"{math.log1p(math.exp(30)):.6g}"
    # scikit-learn takes probabilities, and clips them so that the loss stays finite: it is 36.04 instead of 37.
    assert log_loss([0], [1 / (1 + np.exp(-37.0))], labels=[0, 1]) == pytest.approx(36.04, abs=0.01)


def test_each_loss_is_a_likelihood():
    f, y = np.array([0.2, 0.7, 0.9]), 1.0
    assert np.allclose(-stats.norm(f, 1).logpdf(y) - (y - f) ** 2 / 2, math.log(math.sqrt(2 * math.pi)))
    assert np.allclose(-stats.laplace(f, 1).logpdf(y) - abs(y - f), math.log(2))
    assert np.allclose(-stats.bernoulli(f).logpmf(1), -np.log(f))
    assert numbers("likelihood-compare") == [0.9189] * 3 + [0.6931] * 3 + [0] * 3


def test_chi2_is_minus_two_log_likelihood_but_for_a_constant():
    y, sigma = np.array([10.0, 16.0]), np.array([1.0, 2.0])
    differences = [
        np.sum(((y - c) / sigma) ** 2) + 2 * stats.norm(c, sigma).logpdf(y).sum() for c in (9.0, 11.2, 14.0)
    ]
    assert np.ptp(differences) < 1e-12


def test_the_race_takes_as_many_updates_as_the_flow_predicts():
    """With λ = 1 the steps are those of dz/dt = −∂loss/∂z, nearly: the time from −10 to 0 is an integral over z."""
    squared, absolute, entropy = numbers("race-run")
    # ∫ dz / (2 (1−f)² f) and ∫ dz / (f (1−f)) from −10 to 0
    z = np.linspace(-10, 0, 200_001)
    f = 1 / (1 + np.exp(-z))
    assert squared == pytest.approx(np.trapezoid(1 / (2 * (1 - f) ** 2 * f), z), rel=0.01)
    assert absolute == pytest.approx(np.trapezoid(1 / (f * (1 - f)), z), rel=0.01)
    assert entropy == 11


def test_the_sigmoid_twice_has_a_floor():
    assert f"{math.log1p(math.exp(-1)):.3f}" == "0.313" and "0.313" in PROSE
    twice = np.mean([math.log1p(math.exp(-1)), math.log(2), math.log1p(math.exp(-1))])
    assert f"{twice:.3f}" == "0.440" and "0.4399" in printed("pitfall-code")


def test_softmax_in_another_way():
    e = [math.exp(2), math.exp(1), math.exp(-1)]
    p = np.array(e) / sum(e)
    assert "0.7054 0.2595 0.0351" in printed("softmax-code") and p.round(4).tolist() == [
        0.7054,
        0.2595,
        0.0351,
    ]
    assert log_loss([0], [p], labels=[0, 1, 2]) == pytest.approx(0.3490, abs=5e-5)
    assert 1 / (1 + math.exp(-3)) == pytest.approx(0.9526, abs=5e-5)


def test_what_the_prose_says_of_trained_networks_is_what_the_cells_print():
    briefly, brief_sure, longer, long_sure = np.reshape(numbers("calibration-code"), (2, 3))[:, 1:].ravel()
    assert longer < briefly and long_sure > longer + 3 and brief_sure <= briefly + 2
    _, right, sure, far = numbers("temperature-answers")
    assert right == longer and abs(sure - right) <= 2 and far == 100
    assert re.search(r"mean_absolute_error +right 70 % +calls +0 % quiescent", printed("three-code"))


def test_the_slope_that_stays_when_the_sigmoid_is_applied_twice_is_the_first():
    """(σ(f) − y) f (1 − f), by a nudge of z: the sure and wrong neuron hardly learns."""
    assert r"(\sigma(f) - y)\; f\,(1 - f)" in PROSE

    def sigma(z):
        return 1 / (1 + math.exp(-z))

    def twice(z, y):
        return -y * math.log(sigma(sigma(z))) - (1 - y) * math.log(1 - sigma(sigma(z)))

    for z, y in ((-3.0, 1), (-10.0, 1), (2.0, 0), (0.5, 1)):
        f = sigma(z)
        nudged = (twice(z + 1e-4, y) - twice(z - 1e-4, y)) / 2e-4
        assert (sigma(f) - y) * f * (1 - f) == pytest.approx(nudged, rel=1e-5)
    # at z = −10 the slope of the second sigmoid is ¼: it is the first that is small
    assert sigma(sigma(-10)) * (1 - sigma(sigma(-10))) == pytest.approx(0.25, abs=1e-6)


@pytest.mark.parametrize("ray", [(1, 0.3), (-2, 1), (0.5, -0.4), (0, 1)])
def test_along_a_ray_bounded_losses_level_off_and_cross_entropy_grows(ray):
    """The loss tends to the share that the ray's direction has wrong; cross-entropy to that, in proportion to t."""
    x, y = neuron_surface.sample(0.4)
    z = ray[0] * x[:, 0] + ray[1]
    wrong = np.mean((z > 0) != y)
    far = 1e5 * np.array(ray)
    for loss in ("squared", "absolute"):
        assert neuron_surface.risk(loss, 0.4).value(far) == pytest.approx(wrong, abs=0.002)
    cost = np.mean(np.where((z > 0) != y, np.abs(z), 0))
    assert neuron_surface.risk("binary_cross_entropy", 0.4).value(far) == pytest.approx(1e5 * cost, rel=1e-4)


@pytest.mark.parametrize("loss", ["squared", "absolute"])
def test_the_other_two_losses_never_exceed_one(loss):
    assert "The other two losses never exceed 1" in PROSE
    corners = [
        neuron_surface.risk(loss, 0.4).value(np.array([w, b])) for w in (-1e3, 1e3) for b in (-1e3, 1e3)
    ]
    assert 0 <= min(corners) and max(corners) <= 1


def test_cross_entropy_has_no_minimum_where_a_threshold_separates_the_classes():
    assert "(with one class only, or with two that a threshold separates, it has none)" in PROSE
    x, y = np.array([-1.0, -0.2, 0.3, 2.0]), np.array([0, 0, 1, 1])
    losses = [np.logaddexp(0, (1 - 2 * y) * t * x).mean() for t in (1, 10, 100, 1000)]
    assert np.all(np.diff(losses) < 0) and 0 <= losses[-1] < 1e-80


def test_the_words_below_the_two_surfaces_say_where_the_paths_end():
    assert (
        "where the loss is 0.59. Under cross-entropy it has come down near the bottom of the bowl." in PROSE
    )
    x, y = neuron_surface.sample(0.4)

    def ends(loss):
        (w, b) = neuron_surface.descent(loss, 0.4, (-8.0, 8.0), 1.0, 100)[-1]
        return w * x[:, 0] + b

    assert f"{np.mean((1 / (1 + np.exp(-ends('squared'))) - y) ** 2):.2f}" == "0.59"
    z = ends("binary_cross_entropy")
    lowest = log_loss(y, LogisticRegression(C=np.inf).fit(x, y).predict_proba(x)[:, 1])
    assert 0 < np.mean(np.logaddexp(0, (1 - 2 * y) * z)) - lowest < 0.005


def best_line(x, y):
    """(offset, slope) with the smallest absolute error; a residual is the difference of two numbers ≥ 0."""
    parts = np.eye(len(x))
    equal = np.column_stack([np.ones(len(x)), x, parts, -parts])
    bounds = [(None, None)] * 2 + [(0, None)] * (2 * len(x))
    return linprog([0, 0] + [1] * (2 * len(x)), A_eq=equal, b_eq=y, bounds=bounds).x[:2]


@pytest.mark.parametrize(("good", "slope"), [(4, -0.16), (12, 0.45)])
def test_a_wrong_time_turns_the_line_of_four_readings_and_not_that_of_twelve(good, slope):
    assert (
        "with 4 good readings, drag the point to 20 s and 1 mV." in PROSE and "And with 12 readings?" in PROSE
    )
    data = detector_line(good, outliers=0, seed=0)
    line = best_line(np.append(data.X[:, 0], 20), np.append(data.y, 1))
    assert line[1] == pytest.approx(slope, abs=0.005)


def test_a_point_between_two_good_readings_cannot_move_the_line():
    assert "While the open point is anywhere between them, can it move the dashed line at all?" in PROSE
    data = detector_line(2, outliers=0, seed=0)
    lines = [
        best_line(np.append(data.X[:, 0], x), np.append(data.y, y)) for x in (1, 5, 9) for y in (0, 7, 15)
    ]
    assert np.ptp(lines, axis=0).max() < 1e-9


def test_chi2_of_the_true_signal_is_what_its_distribution_expects():
    assert r"expect $\chi^2$ near $N$, give or take $\sqrt{2N}$" in PROSE
    expected = stats.chi2(24)
    assert expected.mean() == 24 and expected.std() == pytest.approx(math.sqrt(2 * 24))
    assert abs(numbers("chi2-code")[-1] - 24) < expected.std()


def test_the_path_on_the_plain_still_moves_as_figure_and_widget_say():
    path = neuron_surface.descent("squared", 0.4, (-8.0, 8.0), 1.0, 100)
    (w, b), (x, y) = path[-1], neuron_surface.sample(0.4)
    f = 1 / (1 + np.exp(-(w * x[:, 0] + b)))
    slope = 2 * (f - y) * f * (1 - f)
    assert f"{np.hypot(np.mean(slope * x[:, 0]), np.mean(slope)):.4f}" == "0.0095"
    assert "Still moving" in printed("surface-explorer") and "still on a plain" in printed("surface-figure")
    assert "0.0095" in (ROOT / "docs" / "teaching" / "07.md").read_text()


def test_calibration_prints_what_every_platform_prints():
    """The start nudged by rounding, a thousand times as much as platforms differ: the printed digits stay."""
    sky, new = galaxies(200, seed=0), GalaxyPopulation().draw(20_000, seed=100)
    expected = np.reshape(numbers("calibration-code"), (2, 3))
    for updates, right, sure in expected:
        for seed in range(3):
            network = Network.random([2, 16, 16, 1], hidden="tanh", output="sigmoid", seed=0)
            nudge = np.random.default_rng(seed).normal(size=network.theta.size)
            network.theta = network.theta * (1 + 1e-13 * nudge)
            options = {"learning_rate": 0.005, "epochs": int(updates), "optimizer": "adam"}
            fit(network, sky.X, sky.y, "binary_cross_entropy", **options)
            f = network(new.X)[:, 0]
            assert round(100 * np.mean((f > 0.5) == new.y)) == right
            assert round(100 * np.maximum(f, 1 - f).mean()) == sure


@pytest.mark.parametrize("logit", [-0.1, 1.1])
def test_the_engine_refuses_probabilities_outside_of_the_unit_interval_alone(logit):
    with pytest.raises(ValueError, match="0"):
        binary_cross_entropy(np.array([logit]), np.array([1.0]))
    assert binary_cross_entropy(np.array([0.9]), np.array([1.0])) == pytest.approx(-math.log(0.9))


def test_an_increasing_function_of_the_answers_keeps_the_area_but_not_the_calibration():
    rng = np.random.default_rng(0)
    p = rng.random(5000)
    y = rng.random(5000) < p
    cooled = 1 / (1 + ((1 - p) / p) ** (1 / 3))
    assert roc_auc_score(y, p) == roc_auc_score(y, cooled)
    assert (
        abs(np.mean(y[p > 0.9]) - p[p > 0.9].mean())
        < 0.02
        < abs(np.mean(y[p > 0.9]) - cooled[p > 0.9].mean())
    )
