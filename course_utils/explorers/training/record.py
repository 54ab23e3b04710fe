"""What the training explorer shows: some of the states of a recorded training, more of them where more happens.

The program is asked once, at the start. Whoever changes it later, or its states, makes another training; what was
recorded stays.
"""

import numpy as np

from ...data import Galaxies, bayes_risk, population_risk
from ...data.risk import predicted
from ...engine import binary_cross_entropy
from ...engine.trace.notation import short, some
from ...engine.validate import abbreviate, counted, function, instance
from ...live.drawing import Drawing
from ...plots.figure import blank_figure
from .picture import TrainingPicture, borders, grid

PICTURES = 41  # states that are shown, the start included
POINTS = 10_946  # of the true risk; it is smooth, so these give six digits
FEWEST = 2


class Record:
    """The states that are shown, as the program answers in them.

    `updates` (n,) are their numbers, `training` and `true` (n,) their risks, `right` (n,) how many galaxies are on the
    right side of their `borders`, each a list of pieces; `bayes` is the lowest risk there is.
    """

    def __init__(self, states, predict, galaxies, population):
        if not isinstance(states, (list, tuple)) or len(states) < FEWEST:
            raise TypeError(f"states must be a list of {FEWEST} states or more; got {abbreviate(states)}")
        function(predict, "predict", of="(X, state)", takes=2)
        instance(galaxies, "galaxies", Galaxies, "galaxies()")
        spread = np.geomspace(1, len(states), min(PICTURES, len(states)))
        self.updates = np.unique(np.rint(spread).astype(int)) - 1
        self.galaxies = galaxies._replace(X=galaxies.X.copy(), y=galaxies.y.copy())
        programs = [lambda X, state=states[t]: predict(X, state) for t in self.updates]
        answers = [_answers(program, self.galaxies.X) for program in programs]
        self.training = np.array([binary_cross_entropy(each, self.galaxies.y) for each in answers])
        self.right = np.array([np.sum((each > 0.5) == (self.galaxies.y == 1)) for each in answers])
        self.true = np.array(
            [population_risk(each, population, "binary_cross_entropy", points=POINTS) for each in programs]
        )
        self.borders = borders([_answers(program, grid()) for program in programs])
        self.bayes = bayes_risk(population, "binary_cross_entropy", points=POINTS)

    @property
    def last(self):
        """The number of the last state that is shown."""
        return len(self.updates) - 1

    def draw(self, look):
        """The two panels, and what moves in them."""
        figure = blank_figure(9, 4.2, look)
        picture = TrainingPicture(
            *figure.subplots(1, 2), self.galaxies, self.updates, self.training, self.true, self.bayes, look
        )

        def update(state):
            frame = state.frame
            picture.move(self.borders[frame], self.updates[frame], (self.training[frame], self.true[frame]))

        return Drawing(figure, update, picture.moving)

    def describe(self, state):
        """The update and its risks."""
        at = state.frame
        return (
            f"After {counted(self.updates[at], 'update')}: training risk {short(self.training[at])}, true risk "
            f"{short(self.true[at])}, Bayes risk {short(self.bayes)}; "
            f"{some(self.right[at], len(self.galaxies.y), 'galaxies')}."
        )


def _answers(program, X):
    return predicted(program, X, "binary_cross_entropy")
