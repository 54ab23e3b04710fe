"""Rosenblatt's machine without a screen: letters, photocells, fixed random wiring, and what is learned behind it.

    400 photocells → association units, wired at random and for ever → one potentiometer each → the answer

A unit adds the photocells that excite it, subtracts those that inhibit it, and fires if the sum is positive. What
follows is the engine's perceptron, with the units as its inputs.
"""

from functools import lru_cache

import numpy as np

from ..data import letters
from ..engine import Perceptron
from ..engine.topics.margin import novikoff_bound
from ..engine.validate import check_int, generator

UNITS = 512
MOST_UNITS = MOST_PHOTOCELLS = 10_000
WIRES = 20  # of each unit, about half of them inhibiting: our choice
COPIES, FRESH = 20, 50  # of each letter: to learn from, and never shown
PASSES = 50


def random_wiring(seed=0, units=UNITS, photocells=400):
    """The wires (units, photocells): +1 excites, −1 inhibits, 0 means no wire; each unit has twenty.

    At most 10,000 units and 20 to 10,000 photocells. Raises TypeError or ValueError for others.
    """
    units = check_int(units, "units", at_most=MOST_UNITS)
    photocells = check_int(photocells, "photocells", at_least=WIRES, at_most=MOST_PHOTOCELLS)
    rng = generator(seed)
    wires = rng.random((units, photocells)).argsort(axis=1)[:, :WIRES]  # different ones for each unit
    wiring = np.zeros((units, photocells))
    np.put_along_axis(wiring, wires, rng.choice([-1.0, 1.0], wires.shape), axis=1)
    return wiring


def fire(wiring, pictures):
    """Which units (N, units) fire, 0 or 1, for pictures (N, photocells)."""
    return (pictures @ wiring.T > 0).astype(float)


class Experiment:
    """The machine learns two letters: `count` examples are shown, then shown again, until a pass is clean.

    `pictures` (N, 400), `labels` (N,) and `units` (N, 512) are what it learns from; `length` is how many examples
    are shown in all, `bound` Novikoff's, `converged` whether the last pass was clean.
    """

    def __init__(self, first, second, noise, shift, seed):
        self._wiring = random_wiring(seed)
        self.names = (first, second)
        self.pictures, self.labels = _shown(first, second, COPIES, (seed, 1), noise, shift)
        self.units = fire(self._wiring, self.pictures)
        fresh, self._fresh_labels = _shown(first, second, FRESH, (seed, 2), noise, shift)
        self._fresh_units = fire(self._wiring, fresh)
        perceptron = Perceptron().fit(self.units, self.labels, passes=PASSES)
        self._weights = [np.zeros(UNITS + 1), *(mistake.weights for mistake in perceptron.mistakes)]
        count = len(self.labels)
        self.times = [(m.pass_number - 1) * count + m.example + 1 for m in perceptron.mistakes]
        self.length, self.converged = perceptron.passes * count, perceptron.converged
        self.bound = novikoff_bound(self.units, self.labels) if self.converged else np.inf

    def mistakes(self, shown):
        """The number of mistakes among the first `shown` examples."""
        return int(np.searchsorted(self.times, shown, side="right"))

    def history(self, shown):
        """The number of mistakes after 0, 1, … `shown` examples, an array (shown + 1,)."""
        return np.searchsorted(self.times, np.arange(shown + 1), side="right")

    def weights(self, shown):
        """The weights (513,) after `shown` examples, the bias last."""
        return self._weights[self.mistakes(shown)]

    def example(self, shown):
        """The row of the example shown last; the first one before any was shown."""
        return max(shown - 1, 0) % len(self.labels)

    def answer(self, shown):
        """What the machine answered to the example shown last, before it learned: 0 or 1."""
        units = np.append(self.units[self.example(shown)], 1)
        return int(units @ self.weights(shown - 1) > 0)

    def fired(self, picture):
        """Which units (512,) fire for a picture (400,), 0 or 1."""
        return fire(self._wiring, picture)

    def says(self, picture, shown):
        """What the machine answers to a picture (400,) after `shown` examples: 0 or 1."""
        return int(np.append(self.fired(picture), 1) @ self.weights(shown) > 0)

    def turned(self, shown):
        """Which potentiometers (512,) the last example has turned."""
        if shown == 0 or self.mistakes(shown) == self.mistakes(shown - 1):
            return np.zeros(UNITS, dtype=bool)
        return self.units[self.example(shown)] > 0

    def next_mistake(self, shown):
        """The number of examples shown after the next mistake, or the end."""
        return next((time for time in self.times if time > shown), self.length)

    def score(self, shown):
        """The share of fresh letters that the machine gets right after `shown` examples."""
        weights = self.weights(shown)
        answers = self._fresh_units @ weights[:-1] + weights[-1] > 0
        return float((answers == self._fresh_labels).mean())


@lru_cache(maxsize=64)
def experiment(first, second, noise, shift, seed):
    """The Experiment with these letters, noise (0 to 1), shift (cells) and wiring."""
    return Experiment(first, second, noise, shift, seed)


def _shown(first, second, copies, seed, noise, shift):
    """Noisy copies of two letters, shuffled: pictures (N, 400) and labels, 0 for the first letter, 1 for the second."""
    rng = np.random.default_rng(seed)
    drawn = [letters(name, copies, rng, noise=noise, shift=shift).X for name in (first, second)]
    order = rng.permutation(2 * copies)
    return np.concatenate(drawn)[order], np.repeat([0, 1], copies)[order]
