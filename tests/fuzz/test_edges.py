"""The right number, or words, at the edge of float64."""

from fractions import Fraction

import pytest

from course_utils.data import kepler_period, least_squares_line, moons


def test_right_numbers_where_intermediate_ones_overflow():
    assert kepler_period(1e200) == pytest.approx(1e300, rel=1e-14)  # T = a^(3/2), a³ is beyond float64
    x, y = [Fraction(1e200), Fraction(2e200)], [1, 2]
    slope = Fraction(y[1] - y[0]) / (x[1] - x[0])
    expected = float(y[0] - slope * x[0]), float(slope)
    assert least_squares_line([1e200, 2e200], [1, 2]) == pytest.approx(expected, rel=1e-14, abs=1e-300)


def test_noise_beyond_what_can_be_drawn_is_named():
    with pytest.raises(ValueError, match="noise must be a finite number at most"):
        moons(10, noise=1e308)
