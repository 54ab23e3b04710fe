"""The perceptron: one neuron with a step, which learns only from its mistakes.

    prediction 1 if w·(x, 1) > 0, else 0;   at a mistake   w ← w + (y − prediction) (x, 1)

The bias is the weight of a constant input 1, and learning starts from zero weights. If any line
separates the classes, the number of mistakes is at most (R/γ)², where R is the largest ‖(x, 1)‖ and γ
the margin of a separating unit vector (A. Novikoff, 1962). If none does, it never stops.

Source: F. Rosenblatt, The perceptron, Psychological Review 65, 386 (1958).
"""

from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

import numpy as np

from ..record import Record
from ..validate import check_int, counted, examples, finite

MOST_PASSES = 1_000_000  # where no line separates, all of them are made
LARGEST = 1e140  # of an input: the product of two, and any sum of such, is a number


@dataclass(frozen=True)
class Mistake(Record):
    """One mistake: the pass (1, 2, …), the example's row, and the weights after it was learned (read-only)."""

    pass_number: int
    example: int
    weights: np.ndarray


class Perceptron:
    """A perceptron for labels {0, 1}; `fit` trains it from zero, calling it predicts.

    After `fit`: `weights` (d + 1,), the bias last; `mistakes`, a tuple of `Mistake`; `passes`, how
    often it went through the data; `converged`, whether the last pass was without a mistake.
    """

    def __init__(self):
        self._weights = None
        self._mistakes, self._passes, self._converged = (), 0, False

    mistakes = property(attrgetter("_mistakes"), doc="Every mistake, the first one first.")
    passes = property(attrgetter("_passes"), doc="How often it went through the data.")
    converged = property(attrgetter("_converged"), doc="Whether the last pass was without a mistake.")

    @property
    def weights(self):
        """The weights, the bias last, as a copy; None before `fit`."""
        return None if self._weights is None else self._weights.copy()

    def fit(self, X, y, passes=1000):
        """Learn X (N, d) with labels y (N,), from zero, until a pass is clean or `passes` are done.

        Returns the perceptron itself. After an interrupt it knows what the complete passes have taught.
        Raises ValueError for labels outside {0, 1}, wrong shapes and numbers beyond ±1e140.
        """
        X = examples(X, largest=LARGEST)
        y = binary_labels(y, len(X))
        passes = check_int(passes, "passes", at_most=MOST_PASSES)
        pairs = list(zip(np.column_stack([X, np.ones(len(X))]), y.tolist(), strict=True))
        weights = np.zeros(X.shape[1] + 1)
        log = []  # the mistakes of each complete pass
        try:
            while len(log) < passes and (not log or log[-1]):
                mistakes = list(_mistakes(weights, pairs, len(log) + 1))
                weights = mistakes[-1].weights if mistakes else weights
                log.append(mistakes)
        finally:
            mistakes = tuple(chain.from_iterable(log))
            self._weights = mistakes[-1].weights.copy() if mistakes else np.zeros_like(weights)
            self._mistakes, self._passes, self._converged = mistakes, len(log), bool(log) and not log[-1]
        return self

    def __call__(self, X):
        """The predictions for X (N, d): an array (N,) of 0 and 1. ValueError before `fit`."""
        if self._weights is None:
            raise ValueError("the perceptron has learned nothing yet; call fit(X, y) first")
        X = examples(X, self._weights.size - 1, largest=LARGEST)
        return (X @ self._weights[:-1] + self._weights[-1] > 0).astype(int)

    def __repr__(self):
        if self._weights is None:
            return "Perceptron: not trained"
        end = "the last one clean" if self.converged else "none of them clean"
        mistakes, passes = counted(len(self.mistakes), "mistake"), counted(self.passes, "pass", "passes")
        return f"Perceptron: {mistakes} in {passes}, {end}"


def _mistakes(weights, pairs, number):
    """The mistakes of one pass over pairs ((x, 1), y), each learned at once."""
    for example, (x, label) in enumerate(pairs):
        error = label - bool(weights.dot(x) > 0)
        if error != 0:
            weights = weights + error * x
            yield Mistake(number, example, weights)


def binary_labels(y, count):
    """y as an array (count,) of 0 and 1."""
    y = finite(y, "y")
    if y.shape != (count,):
        raise ValueError(f"y must have shape ({count},), one label for each example; got {y.shape}")
    wrong = (y != 0) & (y != 1)
    if wrong.any():
        raise ValueError(f"y must hold labels 0 or 1; got {y[wrong][0]:g}")
    return y
