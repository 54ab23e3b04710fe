"""Progress: how far a figure has played, with the settings that its steps were made with.

Other settings start anew, at 0; setting them back at once leads back to the step they were at.
"""

import math

from .film import FilmModel


class Progress:
    """The entry `progress` of a state, (settings, step); `settings(state)` is what they depend on."""

    START = ((), 0)  # of the entry

    def __init__(self, settings):
        self.settings = settings

    def at(self, state, step):
        """The change to a step with the present settings."""
        return {"progress": (self.settings(state), step)}

    def now(self, state):
        """The step that is shown."""
        of, step = state.progress
        return step if of == self.settings(state) else 0


class StepsModel(FilmModel):
    """A FilmModel whose run is a progress, (settings, step). A kind of figure defines `progress`, a Progress, and

    last(settings)                        the number of the last step
    reach(settings, step, goal, seconds)  goes on to a goal, and returns the step at which it is when the time is over
    played(state)                         what else a step changes in a state
    """

    def reach(self, settings, step, goal, seconds):
        return goal

    def played(self, state):
        return {}

    def number_of(self, run):
        return run[1]

    def run_of(self, state):
        start = self.progress.at(state, 0)["progress"]
        return state.progress if state.progress[0] == start[0] else start

    def with_run(self, state, run):
        return state if run == self.run_of(state) else state.changed({"progress": run} | self.played(state))

    def continues(self, before, after):
        return self.progress.settings(before) == self.progress.settings(after)

    def after(self, run, count, seconds=math.inf):
        settings, step = run
        goal = min(step + count, self.last(settings))
        return (settings, self.reach(settings, step, goal, seconds)) if goal > step else None

    def after_steps(self, state, count, seconds=math.inf):
        after = super().after_steps(state, count, seconds)
        settings, step = self.run_of(after)
        self.ended = step == self.last(settings)
        return after
