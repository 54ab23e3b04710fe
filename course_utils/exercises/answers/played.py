"""A set-up of the playground as an answer: it is played, and right if it reaches a validation risk."""

from dataclasses import dataclass

from ...engine import Diverged
from ...playground import read, run
from .mistakes import Mistake
from .reading import CORRECT, NOT_ATTEMPTED, NOT_YET, blank

START = "Nothing was trained yet: the text says for how many updates, as in updates=500."
STRAIGHT = "Without a hidden layer the border is a straight line, and no spiral has one."
STIFF = "The training risk is high as well: more neurons, more updates, or larger steps."
LEARNED_BY_HEART = (
    "The training risk is far lower. Watch both in the playground: where the test risk still falls, go on; where it "
    "has turned, the network is learning its points by heart."
)
LARGE_STEPS = "The steps are too large: training left the range of numbers."
LOW = 0.1  # a training risk at which the points are learned


@dataclass(frozen=True)
class Played:
    """A text that agrees with the set-up `given` in the settings `fixed`, and reaches a test risk below `goal`.

    It may take at most `updates` updates. `mistakes` hold texts with what is said to them.
    """

    given: str
    fixed: tuple[str, ...]
    goal: float
    updates: int
    mistakes: tuple[Mistake, ...] = ()

    @property
    def asks(self):
        return f"A set-up text that begins with {self.given} and ends with updates=… of at most {self.updates:,}."

    def judge(self, given):
        """State and reason for what was given."""
        if blank(given):
            return NOT_ATTEMPTED, ""
        if not isinstance(given, str):
            return NOT_YET, "A set-up is a text in quotation marks, such as the one under Save and load."
        try:
            setup = read(given)
            return self._unlike(setup) or self._reached(run(setup))
        except Diverged:
            return NOT_YET, LARGE_STEPS
        except ValueError as reason:
            return NOT_YET, f"This is no set-up: {reason}."

    def _unlike(self, setup):
        """What is wrong before anything is played, or None."""
        wanted = read(self.given).settings
        for name in self.fixed:
            if getattr(setup.settings, name) != getattr(wanted, name):
                return NOT_YET, f"The data must be those of {self.given}: {name} is another here."
        if setup.updates > self.updates:
            return NOT_YET, f"At most {self.updates:,} updates are allowed; it says {setup.updates:,}."
        if setup.changes:
            return NOT_YET, "No change by hand on the way: let one set-up do it."
        return (NOT_YET, START) if setup.updates == 0 else None

    def _reached(self, course):
        reached = f"It reaches a validation risk of {course.risks.test:.3f}"
        if course.risks.test < self.goal:
            return CORRECT, f"{reached}."
        if not course.settings.layers and course.settings.inputs == ("x1", "x2"):
            why = STRAIGHT
        else:
            why = LEARNED_BY_HEART if course.risks.train < LOW else STIFF
        return NOT_YET, f"{reached}; below {self.goal:g} is wanted. {why}"
