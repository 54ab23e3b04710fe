"""The perceptron: one neuron with a step, which learns only from its mistakes.

    prediction 1 if w·(x, 1) > 0, else 0;   at a mistake   w ← w + (y − prediction) (x, 1)

The bias is the weight of a constant input 1, and learning starts from zero weights. If any line
separates the classes, the number of mistakes is at most (R/γ)², where R is the largest ‖(x, 1)‖ and γ
the margin of a separating unit vector (A. Novikoff, 1962). If none does, it never stops.

Source: F. Rosenblatt, The perceptron, Psychological Review 65, 386 (1958).
"""

from dataclasses import dataclass

import numpy as np

from .history import counted
from .validate import examples, finite, whole

MOST_PASSES = 1_000_000  # where no line separates, all of them are made


@dataclass(frozen=True)
class Mistake:
    """One mistake: the pass (1, 2, …), the example's row, and the weights after it was learned (a copy)."""

    pass_number: int
    example: int
    weights: np.ndarray


class Perceptron:
    """A perceptron for labels {0, 1}; `fit` trains it from zero, calling it predicts.

    After `fit`: `weights` (d + 1,), the bias last; `mistakes`, a list of `Mistake`; `passes`, how
    often it went through the data; `converged`, whether the last pass was without a mistake.
    """

    def __init__(self):
        self._weights = None
        self.mistakes = []
        self.passes = 0
        self.converged = False

    @property
    def weights(self):
        """The weights, the bias last, as a copy; None before `fit`."""
        return None if self._weights is None else self._weights.copy()

    def fit(self, X, y, passes=1000):
        """Learn X (N, d) with labels y (N,), from zero, until a pass is clean or `passes` are done.

        Returns the perceptron itself. Raises ValueError for labels outside {0, 1} and wrong shapes.
        """
        X = examples(X)
        y = _labels(y, len(X))
        passes = whole(passes, "passes", at_most=MOST_PASSES)
        inputs = np.column_stack([X, np.ones(len(X))])
        self._weights = np.zeros(inputs.shape[1])
        self.mistakes, self.passes, self.converged = [], 0, False
        while not self.converged and self.passes < passes:
            before = len(self.mistakes)
            self.passes += 1
            for example, (x, label) in enumerate(zip(inputs, y, strict=True)):
                error = label - (self._weights @ x > 0)
                if error != 0:
                    self._weights += error * x
                    self.mistakes.append(Mistake(self.passes, example, self._weights.copy()))
            self.converged = len(self.mistakes) == before
        return self

    def __call__(self, X):
        """The predictions for X (N, d): an array (N,) of 0 and 1. ValueError before `fit`."""
        if self._weights is None:
            raise ValueError("the perceptron has learned nothing yet; call fit(X, y) first")
        X = examples(X, self._weights.size - 1)
        return (X @ self._weights[:-1] + self._weights[-1] > 0).astype(int)

    def __repr__(self):
        if self._weights is None:
            return "Perceptron: not trained"
        end = "the last one clean" if self.converged else "none of them clean"
        mistakes, passes = counted(len(self.mistakes), "mistake"), counted(self.passes, "pass", "passes")
        return f"Perceptron: {mistakes} in {passes}, {end}"


def _labels(y, count):
    y = finite(y, "y")
    if y.shape != (count,):
        raise ValueError(f"y must have shape ({count},), one label for each example; got {y.shape}")
    wrong = (y != 0) & (y != 1)
    if wrong.any():
        raise ValueError(f"y must hold labels 0 or 1; got {y[wrong][0]:g}")
    return y
