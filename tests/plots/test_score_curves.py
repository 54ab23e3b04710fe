"""Scores: the reliability is scikit-learn's, and the curves of a ROC can be told apart."""

import numpy as np
import pytest
from sklearn.calibration import calibration_curve

from course_utils.plots import score_curves
from course_utils.plots.score_curves import draw_reliability, reliability


def test_reliability_is_scikit_learns():
    rng = np.random.default_rng(0)
    confidence = rng.uniform(0.5, 1, 3000)
    right = rng.random(3000) < confidence**2
    share, mean = calibration_curve(right, 2 * confidence - 1, n_bins=5)  # its bins run from 0 to 1
    ours = reliability(confidence, right)
    assert np.allclose(ours[0], (mean + 1) / 2) and np.allclose(ours[1], share)


def test_reliability_leaves_out_bins_that_say_little():
    confidence = np.r_[np.full(100, 0.95), np.full(5, 0.55)]
    mean, share = reliability(confidence, np.arange(105) < 90)
    assert mean == pytest.approx([0.95]) and share == pytest.approx([0.9])


def test_what_is_no_confidence_is_refused(ax):
    with pytest.raises(ValueError, match="between ½ and 1"):
        reliability([0.2, 0.9], [True, False])
    with pytest.raises(ValueError, match="shape"):
        reliability([0.6, 0.9], [[True], [False]])
    classifier = (np.full(40, 0.9), np.ones(40))
    draw_reliability(ax, {"one": classifier})
    with pytest.raises(ValueError, match="at most 3"):
        draw_reliability(ax, {name: classifier for name in "abcd"})


CURVES = {
    "good": (np.array([0, 0, 1.0]), np.array([0, 1, 1.0])),
    "none": (np.array([0, 1.0]), np.array([0, 1.0])),
}


def test_the_curves_of_a_roc_are_told_apart_without_colour():
    figure, _ = score_curves.roc(CURVES, (0.1, 0.8))
    _, good, none, point = figure.axes[0].lines
    assert good.get_linestyle() != none.get_linestyle()
    np.testing.assert_array_equal(good.get_xydata(), np.column_stack(CURVES["good"]))
    assert point.get_xydata().tolist() == [[0.1, 0.8]]
