"""The Gini explorer: cut one colour of the simulated galaxies in two, or in three, and see how mixed the parts are.

A tree looks for the cut that makes the weighted Gini impurity smallest, keeps it, and goes on inside the parts.
Whoever chooses two cuts together may do better: that is what greedy means.
"""

from functools import cache

import numpy as np

from ..data import axis_label, galaxies
from ..engine.topics.gini import gini, two_cut_table
from ..engine.trace.notation import short
from ..engine.validate import counted
from ..live.controls import Button, Choice, Slider, Toggle
from ..live.drawing import Drawing
from ..live.figure import LiveFigure
from ..live.handles import Handle
from ..plots.figure import blank_figure
from .gini_picture import GiniPicture

COUNT, SEED = 200, 2
LOW, HIGH, STEP = 0.2, 2.6, 0.005  # mag, where a cut may be: fine enough to fall between most neighbours
GRID = np.round(np.arange(LOW, HIGH + STEP / 2, STEP), 10)
FEATURES = ("V−J", "U−V")


@cache
def sample(feature):
    """(x, y, table): a colour of the galaxies, their classes, and the weighted Gini for every pair of cuts."""
    sky = galaxies(COUNT, seed=SEED)
    x = sky.X[:, FEATURES.index(feature)]
    return x, sky.y, two_cut_table(x, sky.y, GRID)


def place(cut):
    """The index of a cut in the grid."""
    return int(np.argmin(np.abs(GRID - cut)))


def cuts(state):
    """The cuts that count, rising."""
    return sorted({state.first, state.second}) if state.two else [state.first]


def impurity(state):
    """The weighted Gini impurity of the parts."""
    return sample(state.feature)[2][place(cuts(state)[0]), place(cuts(state)[-1])]


def curve(state):
    """The weighted Gini (m,) for every place of the cut that is being moved: the second where there are two."""
    table = sample(state.feature)[2]
    return table[place(state.first)] if state.two else np.diagonal(table)


def best_first(state):
    """The best single cut."""
    return {"two": False, "first": float(GRID[np.argmin(np.diagonal(sample(state.feature)[2]))])}


def best_second(state):
    """The best second cut beside the first, which stays where it is."""
    return {"two": True, "second": float(GRID[np.argmin(sample(state.feature)[2][place(state.first)])])}


def best_pair(state):
    """The best two cuts of all pairs."""
    table = sample(state.feature)[2]
    first, second = np.unravel_index(np.argmin(table), table.shape)
    return {"two": True, "first": float(GRID[first]), "second": float(GRID[second])}


class GiniExplorer(LiveFigure):
    """200 simulated galaxies along one colour, with one threshold or two to drag, and the Gini impurity of the parts.

    `feature` is "V−J" or "U−V", `first` the threshold to begin with, 0.2 … 2.6 mag. Raises ValueError otherwise.
    """

    def __init__(self, feature="U−V", first=1.0):
        super().__init__(
            draw,
            [
                Choice("feature", list(FEATURES), feature, label="colour"),
                Slider("first", LOW, HIGH, first, step=STEP, unit="mag", label="threshold"),
                Button("best", best_first, "best single cut"),
                Toggle("two", False, label="second threshold"),
                Slider("second", LOW, HIGH, 2.0, step=STEP, unit="mag", label="at"),
                Button("greedy", best_second, "keep it, best second cut"),
                Button("pair", best_pair, "best pair of cuts"),
            ],
            [Handle("cut", "first", impurity, label="threshold", axes=1)],
            describe=describe,
            title="How mixed are the parts on both sides of a threshold",
        )


def draw(look):
    """The galaxies above, the impurity of every cut below."""
    figure = blank_figure(7.2, 4.6, look)
    axes = figure.subplots(2, 1, height_ratios=(1.25, 1))
    picture = GiniPicture(*axes, (LOW - 0.1, HIGH + 0.1), GRID, look)

    def background(state):
        x, y, _ = sample(state.feature)
        title = f"Which cut of {state.feature} leaves the parts least mixed?"
        picture.load(x, y, axis_label(state.feature, "mag"), gini(y), title)

    def update(state):
        majorities = [None if n == 0 else int(2 * ones > n) for n, ones in parts(state)]
        picture.move(cuts(state), majorities, curve(state), state.second if state.two else state.first)

    return Drawing(figure, update, picture.moving, ("feature",), background)


def parts(state):
    """(galaxies, quiescent ones) in each part, from left to right."""
    x, y, _ = sample(state.feature)
    group = np.searchsorted(cuts(state), x)
    return [(int(np.sum(group == k)), int(y[group == k].sum())) for k in range(len(cuts(state)) + 1)]


def describe(state):
    """The parts in words, their weighted impurity, and what the best cut would reach."""
    _, y, table = sample(state.feature)
    where = " and ".join(f"{cut:.3f}" for cut in cuts(state))
    groups = "; ".join(_group(n, ones) for n, ones in parts(state))
    words = f"{state.feature} cut at {where} mag. From left to right: {groups}. "
    words += f"Weighted Gini {short(impurity(state))}, before any cut {short(gini(y))}. "
    if not state.two:
        return words + f"Best single cut: {short(np.diagonal(table).min())}."
    beside, pair = short(curve(state).min()), short(table.min())
    return words + f"Best second cut beside {state.first:.3f}: {beside}; best pair: {pair}."


def _group(n, ones):
    if n == 0:
        return "no galaxy"
    return f"{counted(n, 'galaxy', 'galaxies')}, {ones} quiescent, Gini {short(2 * ones * (n - ones) / n**2)}"
