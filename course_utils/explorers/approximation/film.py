"""The approximation explorer as film: while a network is trained its curve alone changes, and the rest is the scene.

trained   (501, 2)   in fractions of the upper panel; NaN before the first update

The scene has, in the same fractions, `target` and `built` (501, 2), the `band` (1002, 2) around the target as an
outline, the `worst` error (2, 2) from target to network, and `parts` (n, 2) in fractions of the lower panel, NaN
between them.
"""

import time

import numpy as np

from ...engine.trace.notation import short
from ...live.page_drawing import Scale, shares
from ...live.progress import StepsModel
from . import model
from .picture import HIGHEST, LOWER_HIGHEST, MARGIN, PARTS, TITLE, X, one_line
from .state import construction, corner_words, parts, progress, target_of, trained

SIZE = (780, 420)  # of the picture on the page
# Letters: words above, at the sides, between, below.
ROWS, LEFT, RIGHT, BETWEEN, BELOW = 3.1, 3.0, 0.6, 2.1, 2.6
SHARE = 2.4 / 3.4  # of the height that is the upper panel's
ACROSS = Scale(-MARGIN, 1 + MARGIN)
UPPER, LOWER = (ACROSS, Scale(-HIGHEST, HIGHEST)), (ACROSS, Scale(-LOWER_HIGHEST, LOWER_HIGHEST))
EVERY = 10  # points of a part that are sent where it is nearly straight
BENT = 5e-4  # in a step of X, where a part is not


class ApproximationModel(StepsModel):
    """A live figure's model whose steps are those of the training."""

    progress = progress

    def last(self, settings):
        return model.STEPS

    def reach(self, settings, step, goal, seconds):
        run, end = model.training(*settings), time.perf_counter() + seconds
        while step < goal:
            step += 1
            run.network(step)
            if time.perf_counter() > end:
                break
        return step

    def frame_of(self, state):
        learned = trained(state)
        y = np.full(len(X), np.nan) if learned is None else values(learned[0])
        return {"trained": shares(np.column_stack([X, y]), *UPPER)}

    def scene(self, state):
        network, found = construction(state)
        y, at = target_of(state)(X), np.array(found.at)
        worst = np.clip([target_of(state)(at)[0], network(at[:, None])[0, 0]], -HIGHEST, HIGHEST)
        edges = [np.column_stack([X, y - state.epsilon]), np.column_stack([X, y + state.epsilon])[::-1]]
        said, best = corner_words(state)
        return self.drawing.boxes | {
            "target": shares(np.column_stack([X, y]), *UPPER),
            "band": shares(np.concatenate(edges), *UPPER),
            "built": shares(np.column_stack([X, values(network)]), *UPPER),
            "worst": shares(np.column_stack([found.at * 2, worst]), *UPPER),
            "parts": shares(thinned(*one_line(parts(state, network))), *LOWER),
            "ticks": {
                "x": ACROSS.ticks({k / 5: f"{k / 5:.1f}" for k in range(6)}),
                "y": UPPER[1].ticks({y: short(y) for y in (-1, -0.5, 0, 0.5, 1)}),
                "zero": float(LOWER[1].share(0)),
            },
            "titles": {
                "upper": [TITLE, "Inside the band?"],
                "lower": [PARTS[state.kind], PARTS[state.kind].removesuffix(", scaled to fit")],
            },
            "words": [said, said.split("   ")[0]],
            "best": best,
            "updates": model.UPDATES,
        }


def values(network):
    """What a network answers at `X`, an array (501,)."""
    return network(X[:, None])[:, 0]


def thinned(places, heights):
    """Points (n, 2) of a broken line, most of them left out where it is nearly straight."""
    bend = np.abs(np.diff(heights, 2, prepend=np.nan, append=np.nan))  # NaN beside a gap and at the ends
    kept = ~(bend <= BENT) | (np.arange(len(heights)) % EVERY == 0)
    return np.column_stack([np.where(np.isnan(heights), np.nan, places), heights])[kept]


def boxes(width, height, em):
    """{"upper", "lower": box}, the one above the other."""
    room = height - (ROWS + BETWEEN + BELOW) * em
    wide = width - (LEFT + RIGHT) * em
    upper = [LEFT * em, ROWS * em, wide, SHARE * room]
    below = upper[1] + upper[3] + BETWEEN * em
    return {"upper": upper, "lower": [upper[0], below, wide, (1 - SHARE) * room]}
