"""A claim: a sentence, the promise in it, and the worst that was seen.

The promise is a number in the source, never computed from what is measured. A case whose error is not a number breaks
it, as does a claim for which no case was tried.
"""

import math
from dataclasses import dataclass

import numpy as np


@dataclass
class Claim:
    """`words` with a promised largest error; `see` one case after another."""

    words: str
    promised: float
    unit: str = ""
    weaker: bool = False  # than what is sensible: the record says so
    count: int = 0
    worst: float = 0.0
    case: str = ""

    def see(self, error, case="", times=1):
        """Count a case (or `times` of them) with this error; `case` describes it, should it be the worst."""
        error = math.inf if math.isnan(error) else float(error)
        self.count += times
        if error > self.worst:
            self.worst, self.case = error, str(case)

    @property
    def kept(self):
        """Whether cases were tried and none was worse than promised."""
        return self.count > 0 and self.worst <= self.promised

    def __str__(self):
        verdict = "BROKEN" if not self.kept else "WEAKER" if self.weaker else "kept"
        text = (
            f"{verdict:6}  {self.count:>9,} cases, worst {self.worst:.1e} ≤ {self.promised:.1e}  {self.words}"
        )
        return text if self.kept else f"{text}\n        worst case: {self.case or 'none was tried'}"


def distance(ours, theirs, scale=None):
    """The largest difference of two arrays over the largest number in the second, or over `scale`.

    Where both hold the same numbers it is 0, infinite ones included; a NaN on one side makes it infinite.
    """
    ours, theirs = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    if ours.shape != theirs.shape:
        return math.inf
    if np.array_equal(ours, theirs):
        return 0.0
    if not (np.isfinite(ours).all() and np.isfinite(theirs).all()):
        return math.inf
    scale = np.abs(theirs).max() if scale is None else scale
    with np.errstate(all="ignore"):
        return float(np.abs(ours - theirs).max() / scale) if scale > 0 else math.inf
