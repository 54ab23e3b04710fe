"""The training explorer: a training that was recorded, whoever's program made it, to be looked at update by update.

It is given the states that the program went through and the function that answers with them, and computes nothing
but what these answer: on the galaxies, on the plane, and on the whole population.
"""

from ...data import GalaxyPopulation
from ...live.figure import LiveFigure
from ...live.front_end import plot_front_end
from ...live.page_drawing import PageDrawing
from .film import SIZE, RecordedTrainingModel, boxes
from .record import Record

FRONT_END = plot_front_end(__file__, "training.css")


class TrainingExplorer(LiveFigure):
    """A network's border between two classes and its risks, at chosen states of its training.

    `states` is a list, the state after t updates at place t; `predict(X, state)` answers with the probabilities (N,) or
    (N, 1) of class 1; `galaxies` are what it was trained on, and `population` is where they come from. Raises TypeError
    or ValueError for other things, and where `predict` does not return probabilities.
    """

    _esm = FRONT_END.module("training.js")
    _css = FRONT_END.style()

    def __init__(self, states, predict, galaxies, population=None):
        self._record = Record(
            states, predict, galaxies, GalaxyPopulation() if population is None else population
        )
        super().__init__(
            lambda look: PageDrawing(lambda: self._record.draw(look), boxes, SIZE, {}),
            describe=self._record.describe,
            title="A training, update by update",
            state={"frame": 0},
        )

    def _model(self, *arguments, **options):
        return RecordedTrainingModel(self._record, *arguments, **options)
