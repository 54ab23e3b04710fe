"""The data sets as small pictures: a choice shown by what is chosen, a few points of each."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from ..live.controls import Choice
from .sample import Sample, reach
from .setup import Settings

POINTS = 100
OWN = ((0.2, 0.3, 0), (0.45, 0.7, 0), (0.7, 0.35, 1), (0.8, 0.75, 1))


@dataclass(frozen=True)
class PictureChoice(Choice):
    """A Choice whose options are pictures: for each the points (x, y, kind), x and y as shares of its sides."""

    pictures: tuple = ()

    def spec(self):
        return super().spec() | {"kind": "pictures", "pictures": self.pictures}


@cache
def sketch(data):
    """A few points of a data set as lists (x, y from above, 0 or 1); numbers count as high or low."""
    if data == "own":
        return [list(point) for point in OWN]
    points, y = Sample(Settings(data, points=2 * POINTS)).train
    low, high = np.array(reach(data)).T
    places = (points - low) / (high - low)
    kinds = (y[:, 0] > 0.5 if set(y[:, 0]) == {0, 1} else y[:, 0] > y.mean()).astype(int)
    return [
        [round(float(x), 2), round(1 - float(v), 2), int(kind)]
        for (x, v), kind in zip(places, kinds, strict=True)
    ]
