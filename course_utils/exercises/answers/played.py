"""A set-up of the playground as an answer: it is played, and right if it reaches a validation risk.

Where it does not, it is played again with one thing changed at a time, so that the advice is one that helps.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ...engine import Diverged
from ...playground import read, run
from .reading import CORRECT, NOT_YET, when_tried

START = "Nothing was trained yet: say in the text for how many updates, as in updates=500."
STRAIGHT = "Without a hidden layer the boundary is a straight line, and no spiral has one."
NO_HIDDEN = "Without a hidden layer only a weighted sum of the inputs is compared: add one."
AFFINE = "With activation=identity all layers together are one affine map, however many there are: take another one."
ALIKE = "All weights start at zero, so the neurons of a layer stay alike, or get no gradient at all: take start=random."
LEARNED_BY_HEART = (
    "The training risk is far lower. Watch both in the playground: where the test risk still falls, go on; where it "
    "has turned, the network is learning its points by heart."
)
LARGE_STEPS = "The steps are too large: the parameters overflowed (inf or NaN)."
HIGH = "The training risk is high as well."
SHORTER = "The steps are too large: take a smaller rate."
LONGER = "The steps are too small: take a larger rate."
GO_ON = "It still falls: take more updates."
MORE_NEURONS = "More neurons, or one more layer, can follow the data more closely."
NO_PENALTY = "The penalty holds the weights too small: take a smaller l2 or l1."
SEVERAL = (
    "No single change of size or length helps much: begin with layers=8-8, rate=1 and some 2,000 updates."
)
LOW = 0.1  # a training risk at which the points are learned
MUCH = 0.9  # of the validation risk: a change that brings it below this part helps
SMALLEST, LARGEST = 1e-4, 10.0  # the rates that a set-up may have


@dataclass(frozen=True)
class Played:
    """A string that agrees with the set-up `given` in the settings `fixed`, and reaches a test risk below `goal`.

    It may take at most `updates` updates. `mistakes` hold strings with what is said to them.
    """

    given: str
    fixed: tuple[str, ...]
    goal: float
    updates: int
    mistakes: Mapping = field(default_factory=dict)

    @property
    def asks(self):
        return f"A set-up text that begins with {self.given} and ends with updates=… of at most {self.updates:,}."

    @when_tried
    def judge(self, given):
        """State and reason for what was given."""
        if not isinstance(given, str):
            return NOT_YET, "A set-up is a string, such as the text under Save and load in quotation marks."
        try:
            setup = read(given)
        except ValueError as reason:
            return NOT_YET, f"Not a valid set-up: {reason}."
        return self._unlike(setup) or self._reached(setup)

    def _unlike(self, setup):
        """What is wrong before anything is played, or None."""
        wanted = read(self.given).settings
        for name in self.fixed:
            if getattr(setup.settings, name) != getattr(wanted, name):
                return NOT_YET, f"The data must be those of {self.given}: {name} differs here."
        if setup.updates > self.updates:
            return NOT_YET, f"At most {self.updates:,} updates are allowed; it says {setup.updates:,}."
        if setup.changes:
            return NOT_YET, "No change by hand on the way: let one set-up do it."
        return (NOT_YET, START) if setup.updates == 0 else None

    def _reached(self, setup):
        try:
            risks = run(setup).risks
        except Diverged:
            return NOT_YET, self._impossible(setup.settings) or LARGE_STEPS
        reached = f"It reaches a validation risk of {self._shown(risks.test)}"
        if risks.test < self.goal:
            return CORRECT, f"{reached}."
        why = self._impossible(setup.settings)
        if why is None and risks.train < LOW:
            why = LEARNED_BY_HEART
        if why is None:
            why = f"{HIGH if risks.train >= self.goal else ''} {self._what_helps(setup, risks.test)}".strip()
        return NOT_YET, f"{reached}; below {self.goal:g} is wanted. {why}"

    def _shown(self, risk):
        """A risk to three decimals, or to as many as tell on which side of the goal it lies."""
        texts = (f"{risk:.{digits}f}" for digits in range(3, 18))
        return next((text for text in texts if (float(text) < self.goal) == (risk < self.goal)), repr(risk))

    def _impossible(self, settings):
        """Why no training can reach it from here, or None."""
        if settings.start == "zero" and settings.layers:
            return ALIKE
        if settings.layers and settings.activation == "identity":
            return AFFINE
        if not settings.layers:
            return STRAIGHT if settings.inputs == ("x1", "x2") else NO_HIDDEN
        return None

    def _what_helps(self, setup, risk):
        """The advice that lowers this validation risk most, tried out."""
        settings = setup.settings

        def at(rate):
            return replace(setup, settings=replace(settings, rate=min(max(rate, SMALLEST), LARGEST)))

        tries = {
            replace(setup, updates=self.updates): GO_ON,
            **{at(settings.rate / factor): SHORTER for factor in (10, 100)},
            **{at(settings.rate * factor): LONGER for factor in (10, 100, 1000)},
            replace(setup, settings=replace(settings, l1=0.0, l2=0.0)): NO_PENALTY,
            replace(setup, settings=replace(settings, layers=_more(settings.layers))): MORE_NEURONS,
        }
        reached, best = min((_risk(other), advice) for other, advice in tries.items() if other != setup)
        return best if reached < MUCH * risk else SEVERAL


def _more(layers):
    """Layers of twice as many neurons, at least eight and at most sixteen, and one more of them."""
    return tuple(min(max(8, 2 * size), 16) for size in (*layers, layers[-1])[:6])


def _risk(setup):
    """The validation risk that a set-up reaches; infinite where it diverges."""
    try:
        return run(setup).risks.test
    except Diverged:
        return float("inf")
