"""The training explorer as film: what changes from one recorded state to the next, as numbers for the page to draw.

border   (2400, 2)   where the network answers ½, in fractions of the plane; NaN between its pieces and behind them
here     (2, 2)      training and true risk, in fractions of the panel of risks

The scene has the galaxies of either class, `open` and `filled` (n, 2), in fractions of the plane, and the risks
`training` and `true` (n, 2) and the Bayes risk `bayes` (2, 2) in fractions of theirs.
"""

import numpy as np
from matplotlib.scale import SymmetricalLogTransform

from ...data import axis_label
from ...live.film import FilmModel
from ...live.page_drawing import Scale, shares
from ...plots.colour_plot import NAMES_AT, X_LIMITS, Y_LIMITS
from .picture import TITLES, highest

SIZE = (900, 420)  # of the picture on the page
ROWS, LEFT, BETWEEN, RIGHT, BELOW = 2.9, 4.2, 6.0, 2.4, 3.0  # em: above, at the sides, below
PLANE = Scale(*X_LIMITS), Scale(*Y_LIMITS)
POINTS = 2400  # of the border
UPDATES = SymmetricalLogTransform(10, 2, 1).transform  # evenly spaced up to 2, then logarithms


class RecordedTrainingModel(FilmModel):
    """A live figure's model whose steps lead from one state of a Record to the next; all of them are there."""

    def __init__(self, record, *arguments, **options):
        self.record = record
        super().__init__(*arguments, **options)

    @property
    def reached(self):
        return self.record.last

    def reached_from(self, place):
        return self.record.last

    def number_of(self, run):
        return run

    def run_of(self, state):
        return state.frame

    def with_run(self, state, run):
        return state.changed({"frame": run})

    def run_at(self, place):
        return place

    def after(self, run, count, seconds=np.inf):
        return min(run + count, self.record.last) if run < self.record.last else None

    def frame_of(self, state):
        record, at = self.record, state.frame
        across, up = scales(record)
        risks = record.training[at], record.true[at]
        here = [(across(record.updates[at]), height(risk, up)) for risk in risks]
        return {"border": in_one(record.borders[at]), "here": np.array(here, dtype=np.float32)}

    def scene(self, state):
        record = self.record
        across, up = scales(record)
        galaxies = record.galaxies
        by_class = [galaxies.X[galaxies.y == label] for label in (0, 1)]
        x = across(record.updates)
        curves = {"training": record.training, "true": record.true, "bayes": [record.bayes] * len(x)}
        return (
            self.drawing.boxes
            | {
                name: shares(points, *PLANE)
                for name, points in zip(("open", "filled"), by_class, strict=True)
            }
            | {name: np.column_stack([x, height(y, up)]).astype(np.float32) for name, y in curves.items()}
            | {
                "classes": [[name, *shares(NAMES_AT[name], *PLANE).tolist()] for name in galaxies.classes],
                "axes": [axis_label("V−J", "mag"), axis_label("U−V", "mag")],
                "ticks": {
                    "plane": [scale.ticks({k / 2: f"{k / 2:g}" for k in range(1, 6)}) for scale in PLANE],
                    "risks": [update_ticks(record, across), risk_ticks(up)],
                },
                "titles": TITLES,
                "updates": record.updates.tolist(),
            }
        )


def scales(record):
    """(fraction along the axis of updates, Scale of the risks) of a Record."""
    end = UPDATES(np.array([float(record.updates[-1])]))[0]
    return lambda update: UPDATES(np.asarray(update, dtype=float)) / end, Scale(
        0, highest(record.training, record.true)
    )


def height(risks, up):
    """Risks as fractions of their axis; an infinite one lies at its end."""
    return up.share(np.minimum(risks, up.high))


def update_ticks(record, across):
    """0 and the powers of ten."""
    powers = [10**k for k in range(len(str(record.updates[-1])))]
    return [(float(across(t)), f"{t:,}") for t in (0, *powers)]


def risk_ticks(up):
    """A few round numbers."""
    step = next(step for step in (0.1, 0.2, 0.5, 1, 2, 5, up.high / 4) if up.high / step < 8)
    return up.ticks({k * step: f"{k * step:.3g}" for k in range(int(up.high / step) + 1)})


def in_one(pieces):
    """Pieces (n, 2) of a line as one array (POINTS, 2), in fractions of the plane, NaN between and behind them.

    Where there are too many points, every second is left out, or more, and of too many pieces the shortest.
    """
    whole = np.full((POINTS, 2), np.nan, dtype=np.float32)
    pieces = sorted(pieces, key=len, reverse=True)[: POINTS // 6]  # the smallest take three points
    every = 1
    while sum(-(-len(piece) // every) + 2 for piece in pieces) > POINTS:
        every += 1
    at = 0
    for piece in pieces:
        thinner = np.concatenate([piece[::every], piece[-1:]])
        whole[at : at + len(thinner)] = shares(thinner, *PLANE)
        at += len(thinner) + 1
    return whole


def boxes(width, height, em):
    """{"plane", "risks": box}, side by side."""
    wide = (width - (LEFT + BETWEEN + RIGHT) * em) / 2
    top, tall = ROWS * em, height - (ROWS + BELOW) * em
    plane = [LEFT * em, top, wide, tall]
    return {"plane": plane, "risks": [plane[0] + wide + BETWEEN * em, top, wide, tall]}
