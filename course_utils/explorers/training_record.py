"""What the training explorer shows: some of the states of a recorded training, more of them where more happens."""

import copy
from functools import cache

import numpy as np

from ..data import Galaxies, bayes_risk, population_risk
from ..data.risk import predicted
from ..engine import binary_cross_entropy
from ..engine.trace.notation import short
from ..engine.validate import abbreviate, function, instance
from ..live.drawing import Drawing
from ..plots.figure import CourseFigure
from .training_picture import TrainingPicture, border, grid

PICTURES = 41  # states that are shown, the start included
POINTS = 10_946  # of the true risk; it is smooth, so these give six digits
FEWEST = 2


class Record:
    """The states that are shown, with their risks; borders are found when they are first looked at.

    `updates` (n,) are their numbers, `training` and `true` (n,) their risks, `bayes` the lowest risk there is.
    """

    def __init__(self, states, predict, galaxies, population):
        if not isinstance(states, (list, tuple)) or len(states) < FEWEST:
            raise TypeError(f"states must be a list of {FEWEST} states or more; got {abbreviate(states)}")
        function(predict, "predict", of="(X, state)", takes=2)
        instance(galaxies, "galaxies", Galaxies, "galaxies()")
        spread = np.geomspace(1, len(states), min(PICTURES, len(states)))
        self.updates = np.unique(np.rint(spread).astype(int)) - 1
        # Copies: what the notebook does to them later does not belong to this training.
        self.states = {t: copy.deepcopy(states[t]) for t in self.updates}
        self.predict, self.galaxies = predict, copy.deepcopy(galaxies)
        self.training = np.array([self._training(t) for t in self.updates])
        self.true = np.array([self._true(t, population) for t in self.updates])
        self.bayes = bayes_risk(population, "binary_cross_entropy", points=POINTS)
        self.border = cache(lambda frame: border(self._answers(grid(), self.updates[frame])))

    @property
    def last(self):
        """The number of the last state that is shown."""
        return len(self.updates) - 1

    def _answers(self, X, update):
        return predicted(lambda X: self.predict(X, self.states[update]), X, "binary_cross_entropy")

    def _training(self, update):
        return binary_cross_entropy(self._answers(self.galaxies.X, update), self.galaxies.y)

    def _true(self, update, population):
        return population_risk(
            lambda X: self._answers(X, update), population, "binary_cross_entropy", points=POINTS
        )

    def draw(self, look):
        """The two panels, and what moves in them."""
        figure = CourseFigure(figsize=(9, 4.2), layout="constrained", facecolor=look["ground"])
        picture = TrainingPicture(
            *figure.subplots(1, 2), self.galaxies, self.updates, self.training, self.true, self.bayes, look
        )

        def update(state):
            frame = state.frame
            picture.move(self.border(frame), self.updates[frame], (self.training[frame], self.true[frame]))

        return Drawing(figure, update, picture.moving)

    def describe(self, state):
        """The update and its risks."""
        at = state.frame
        answers = self._answers(self.galaxies.X, self.updates[at]) > 0.5
        right = int(np.sum(answers == (self.galaxies.y == 1)))
        return (
            f"After {self.updates[at]:,} updates: training risk {short(self.training[at])}, true risk "
            f"{short(self.true[at])}, Bayes risk {short(self.bayes)}; {right} of {len(answers)} galaxies are right."
        )
