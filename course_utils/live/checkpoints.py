"""Checkpoints: states that a run has gone through, so that one can go back to any step.

    start ──── 400 ──── 700 ── 850 ── 950 ─ 1000 ─ 1020          gaps grow with age

A run here is what goes on by steps and is never changed: the state of a live figure, or the part of it that trains.
A step between two checkpoints is computed again from the earlier one, which gives the same bits. Checkpoints are never
changed either.
"""

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

ROOM = 16_000_000  # bytes that checkpoints may take


@dataclass(frozen=True)
class Checkpoints:
    """Runs by their number, rising: `numbers`, `runs`, and how many bytes each takes, `sizes`."""

    numbers: tuple = ()
    runs: tuple = ()
    sizes: tuple = ()
    room: int = ROOM

    @property
    def reached(self):
        """The number of the last run."""
        return self.numbers[-1]

    @property
    def last(self):
        return self.runs[-1]

    def __contains__(self, number):
        return number in self.numbers[bisect_right(self.numbers, number) - 1 :][:1]

    def nearest(self, number):
        """The last run kept that is not beyond a number, or None."""
        place = bisect_right(self.numbers, number)
        return self.runs[place - 1] if place else None

    def until(self, number):
        """The checkpoints up to a number, this one included."""
        return self._part(slice(bisect_right(self.numbers, number)))

    def noted(self, number, run, size):
        """The checkpoints with one more run, or another in the place of one; fewer where they would take too much."""
        place = bisect_right(self.numbers, number)
        before = place - (number in self)
        parts = [
            (*old[:before], new, *old[place:])
            for old, new in ((self.numbers, number), (self.runs, run), (self.sizes, size))
        ]
        kept = Checkpoints(*parts, self.room)
        while sum(kept.sizes) > self.room and len(kept.numbers) > 2:
            kept = kept._without(kept._least_missed())
        return kept

    def _least_missed(self):
        """The place of the run that leaves the smallest gap for its age; neither the first nor the last."""
        numbers = np.array(self.numbers)
        return 1 + int(np.argmin((numbers[2:] - numbers[:-2]) / (self.reached + 1 - numbers[1:-1])))

    def _without(self, place):
        return Checkpoints(
            *(whole[:place] + whole[place + 1 :] for whole in (self.numbers, self.runs, self.sizes)),
            self.room,
        )

    def _part(self, part):
        return Checkpoints(self.numbers[part], self.runs[part], self.sizes[part], self.room)
