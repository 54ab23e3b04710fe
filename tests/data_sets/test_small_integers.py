"""A count from a small array, such as np.uint8(200), counts like any other: 200 + 200 is not 144."""

from fractions import Fraction

import numpy as np
import pytest

from course_utils.data import ToyPopulation, detector_line, letters
from course_utils.data.legendre import CurvePopulation, repeated_fits
from course_utils.data.random_layer import random_layer_risks
from course_utils.engine import Network, fit
from course_utils.playground.setup import Change, Settings, Setup, checked_own
from course_utils.rosenblatt.model import random_wiring

X, Y = np.linspace(-1, 1, 6)[:, None], np.linspace(0, 1, 6)


def trained(patience):
    options = {"learning_rate": 0.01, "epochs": 300, "validation": (-X, Y), "patience": patience}
    return fit(Network.random([1, 2, 1]), X, Y, "mean_squared_error", **options).validation_loss


SAME = {  # a call with a whole number, and the number
    "terms of fits": (lambda n: repeated_fits(CurvePopulation(np.sin), n, 50, 3).gap, 20),
    "count of fits": (lambda n: repeated_fits(CurvePopulation(np.sin), 3, n, 3).gap, 200),
    "repeats of fits": (lambda n: repeated_fits(CurvePopulation(np.sin), 3, 200, n).gap, 200),
    "outliers": (lambda n: detector_line(300, n).y, 200),
    "units of a random layer": (lambda n: random_layer_risks(ToyPopulation("blobs"), n, 20, 1).true, 200),
    "count of a random layer": (lambda n: random_layer_risks(ToyPopulation("blobs"), 5, n, 1).true, 200),
    "units of a wiring": (lambda n: random_wiring(0, n, 30), 200),
    "photocells of a wiring": (lambda n: random_wiring(0, 200, n), 200),
    "patience": (trained, 200),
}


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("kind", [np.uint8, np.int16])
def test_a_whole_number_of_a_small_kind_counts_like_any_other(name, kind):
    call, count = SAME[name]
    np.testing.assert_array_equal(call(kind(count)), call(count))


TOO_LARGE = [Fraction(10**9, 7), np.array(1e9), np.float32(1e9), np.longdouble(1e9)]
REFUSED = {
    "pen": lambda x: letters("A", pen=x),
    "rate": lambda x: Settings(rate=x),
    "noise": lambda x: Settings(noise=x),
    "b1.1": lambda x: Setup(Settings(), (Change(0, "b1.1", x),)),
    "points": lambda x: checked_own([(x, 0.0, 1)]),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("value", TOO_LARGE, ids=lambda value: type(value).__name__)
def test_a_number_of_any_kind_that_is_too_large_is_refused_in_words(name, value):
    """A Fraction and an array cannot be written with a format: Python's words for that were all that one heard."""
    with pytest.raises(ValueError, match=rf"{name} must .*got 1"):
        REFUSED[name](value)


def test_a_set_up_keeps_plain_numbers():
    setup = Setup(
        Settings(), (Change(np.uint8(200), "rate", Fraction(1, 2)), Change(255, "b1.1", np.array(2))), 300
    )
    assert setup.changes == ((200, "rate", 0.5), (255, "b1.1", 2.0))
    assert [type(entry) for change in setup.changes for entry in change] == [int, str, float] * 2
