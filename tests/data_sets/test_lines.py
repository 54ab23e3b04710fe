"""Lines through points with outliers: a student reads off which loss follows them, so both lines must be the best."""

import numpy as np
import pytest
from sklearn.linear_model import QuantileRegressor

from course_utils.data import detector_line, least_absolute_line, least_squares_line

SEEDS = range(5)


def cost(line, x, y):
    return np.abs(y - line[0] - line[1] * x).mean()


@pytest.mark.parametrize("seed", SEEDS)
def test_least_squares_is_numpys(seed):
    data = detector_line(24, outliers=3, seed=seed)
    slope, offset = np.polyfit(data.X[:, 0], data.y, 1)
    assert least_squares_line(data.X[:, 0], data.y) == pytest.approx((offset, slope), rel=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_least_absolute_is_as_good_as_a_linear_program(seed):
    """scikit-learn minimises the same mean for the quantile ½ by linear programming."""
    data = detector_line(15, outliers=4, seed=seed, noise=1.0)
    x, y = data.X[:, 0], data.y
    other = QuantileRegressor(quantile=0.5, alpha=0, solver="highs").fit(data.X, y)
    assert cost(least_absolute_line(x, y), x, y) == pytest.approx(
        cost((other.intercept_, other.coef_[0]), x, y), rel=1e-9
    )


def test_an_outlier_in_the_middle_moves_one_line_and_not_the_other():
    x, y = np.arange(5.0), np.array([0.0, 1.0, 2.0, 3.0, 4.0])
    y[3] = 13.0  # on y = x but for this
    assert least_absolute_line(x, y) == (0, 1)
    assert least_squares_line(x, y) == pytest.approx((0, 2))  # by hand: Σ(x − 2) y / 10 = 20 / 10, mean y 4


def test_the_detectors_line_is_the_one_that_is_stated():
    data = detector_line(24, outliers=3, seed=0, noise=0)
    assert np.allclose(data.y[:21], 2 + 0.5 * data.X[:21, 0])
    assert (np.abs(data.y[21:] - 12) < 4).all() and (data.X[0, 0], data.X[-1, 0]) == (0, 10)
    assert len(detector_line(5, outliers=0).y) == 5
    assert np.array_equal(detector_line(9, seed=3).y, detector_line(9, seed=3).y)


@pytest.mark.parametrize("line", [least_squares_line, least_absolute_line])
def test_points_may_lie_further_apart_than_float64_reaches(line):
    assert line([-1.6e308, 0.0, 1.6e308], [-1.0, 0.0, 1.0]) == pytest.approx((0.0, 1 / 1.6e308), rel=1e-14)


@pytest.mark.parametrize("line", [least_squares_line, least_absolute_line])
def test_what_has_no_line_is_refused_in_words(line):
    with pytest.raises(ValueError, match="x must hold two different numbers"):
        line([1.0, 1.0], [0.0, 2.0])
    with pytest.raises(ValueError, match=r"y must have shape \(3,\)"):
        line([1.0, 2.0, 3.0], [0.0, 2.0])
    with pytest.raises(ValueError, match="x must be finite"):
        line([1.0, np.nan], [0.0, 2.0])


def test_too_many_points_and_outliers_are_refused():
    with pytest.raises(ValueError, match="at most 200"):
        least_absolute_line(np.arange(201.0), np.arange(201.0))
    with pytest.raises(ValueError, match="outliers must be at most 5"):
        detector_line(5, outliers=6)
    with pytest.raises(ValueError, match="noise"):
        detector_line(5, noise=-1)
