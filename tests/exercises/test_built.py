"""tanh, to be made from the sigmoid alone: it counts what a program is made of, not what its parts are called.

Somebody who builds it as asked would be told a falsehood, and somebody who calls `np.tanh` in a roundabout way would be
praised for what was not done.
"""

import functools
import math

import numpy as np
import pytest

from course_utils.engine import sigmoid
from course_utils.exercises import check


def tanh(z):
    """A student's own, by this name."""
    return 2 * sigmoid(2 * z) - 1


def in_place(z):
    height = 1 / (1 + np.exp(np.multiply(-2, z)))
    height *= 2
    height -= 1
    return height


def into_its_place(z):
    power = np.multiply(-2.0, z)
    if np.ndim(power):
        np.exp(power, out=power)
        return 2 / (1 + power) - 1
    return 2 / (1 + np.exp(power)) - 1


class Stretched:
    def tanh(self, z):
        return 2 * sigmoid(2 * z) - 1

    __call__ = tanh


def by_this_name(z):
    tanh = 2 * sigmoid(2 * z) - 1
    print("tanh", [tanh for _ in range(2)])
    return tanh


@functools.wraps(np.tanh)
def decorated(z):
    return 2 * sigmoid(2 * z) - 1


FROM_SIGMOID = [
    tanh,
    lambda z: tanh(z),
    functools.partial(lambda factor, z: factor * sigmoid(2 * z) - 1, 2),
    in_place,
    into_its_place,
    by_this_name,
    Stretched(),
    Stretched().tanh,
    lambda z: 2 * np.exp(-np.logaddexp(0, -2 * z)) - 1,
    lambda z: 2 * np.exp(np.minimum(2 * z, 0)) / (1 + np.exp(-np.abs(2 * z))) - 1,
    lambda z: 1 - 2 * sigmoid(-2 * z),
]


@pytest.mark.parametrize("function", FROM_SIGMOID, ids=range(len(FROM_SIGMOID)))
def test_what_is_made_from_the_sigmoid_is_right(function):
    assert check("05.tanh_from_sigmoid", function).state == "correct"


class Roundabout:
    def __call__(self, z):
        return np.tanh(z)


class Holds:
    def __init__(self, function):
        self.function = function

    def __call__(self, z):
        return self.function(z)


def imported(z):
    from math import tanh as bent

    return np.vectorize(bent)(z)


def by_default(z, bend=np.tanh):
    return bend(z)


@functools.wraps(np.tanh)
def around(z):
    return np.array(np.tanh(z).tolist())


def renamed(z):
    bend = np.tanh
    return bend(z)


def from_outside(bend):
    return lambda z: [bend(number) for number in z] if np.ndim(z) == 1 else bend(z)


OTHERS = [
    (renamed, "but tanh made them"),
    (from_outside(np.tanh), "but tanh made them"),
    (Roundabout(), "but tanh made them"),
    (Holds(np.tanh), "but tanh made them"),
    (Holds(np.tanh).__call__, "but tanh made them"),
    (np.vectorize(lambda z: math.tanh(z)), "but tanh made them"),
    (imported, "but tanh made them"),
    (by_default, "but tanh made them"),
    (around, "but tanh made them"),
    (lambda z: np.tan(1j * z).imag, "but tan made them"),
    (lambda z: (np.exp(z) - 1 / np.exp(z)) / (np.exp(z) + 1 / np.exp(z)), "made of e^z or e^(−z)"),
    (lambda z: 2 * sigmoid(2 * z) - 1 + 0 * np.exp(z / 300), "other powers than ±2z"),
]


@pytest.mark.parametrize(("function", "words"), OTHERS, ids=range(len(OTHERS)))
def test_what_is_made_of_something_else_hears_of_what(function, words):
    verdict = check("05.tanh_from_sigmoid", function)
    assert verdict.state == "not yet" and words in verdict.words
