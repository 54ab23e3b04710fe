"""The race as film: the page draws it from numbers, and any step can be gone back to."""

import math
import re
import time

import numpy as np

from ..live.film import FilmModel, pack
from ..live.messages import refusal
from ..plots.surfaces import METHODS
from .boxes import boxes
from .frame import at_strip, bands, frame, off_map, on_map, on_strip, ticks
from .grounds import ground
from .model import limit
from .numbers import numbers
from .progress import at, beside, now, running, settings, walks
from .words import limit_words

SIZE, LETTERS = (820, 410), 12.5  # of the picture on the page, and of what is written in it: pixels
LARGE = 24  # of letters on a projector
AT_ONCE = 64  # steps between two looks at the clock


class RaceModel(FilmModel):
    """A live figure's model whose states are the steps of a race; see `frame` for what its film holds."""

    def number_of(self, run):
        return now(run)

    def with_run(self, state, run):
        after = state.changed(at(state, now(run)))
        return run if vars(after) == vars(run) else after

    def continues(self, before, after):
        return settings(before) == settings(after)

    def before(self, state, number):
        return state.changed(at(state, number))

    def size_of(self, run):
        return 500  # a state: the iterates lie with their Runners

    def after(self, run, count, seconds=math.inf):
        start, end = now(run), time.perf_counter() + seconds
        step = start
        while step < start + count:
            goal = min(step + AT_ONCE, start + count)
            for walk in running(run):
                walk.to(goal)
            step = min(goal, max(walk.last for walk in running(run)))
            if step < goal or time.perf_counter() > end:
                break
        return run.changed(at(run, step)) if step > start else None

    def frame_of(self, state):
        return frame(
            state, now(state), dict(zip((state.first, "Newton"), walks(state), strict=True)), beside(state)
        )

    def scene(self, state):
        here, most = ground(state.surface), limit(state.surface, state.first)
        boxes = self.drawing.boxes
        return boxes | {
            "ground": state.surface,
            "title": fitting(here.title, boxes["map"][2] + 2 * boxes["letters"], boxes["letters"]),
            "names": list(here.names),
            "ticks": ticks(),
            "racers": [list(METHODS).index(method) for method in (state.first, "Newton")],
            "limit": None if most is None else on_strip(most),
            "words": fitting(limit_words(state), boxes["strip"][2], boxes["letters"]),
        }

    def reply(self, message):
        """As for all film, and the map of a surface for {"type": "ground", "name": …}, which stays the same."""
        if not isinstance(message, dict) or message.get("type") != "ground":
            return super().reply(message)
        try:
            name = self.controls["surface"].checked(message.get("name"))
            layout, _, buffer = pack([bands(name)])
        except (ValueError, TypeError) as error:
            return {"id": message.get("id")} | refusal(self, error), None
        return {"id": message.get("id"), "type": "ground", "name": name, "layout": layout}, buffer


def fitting(words, width, letters):
    """The words, or those before their first sign, where they are too wide."""
    return words if 0.58 * letters * len(words) <= width else re.split("[:,;]| at ", words)[0]


class RaceDrawing:
    """Where things stand in the page's picture, for handles; `still` draws the one of matplotlib where it is wanted."""

    def __init__(self, still):
        self._still, self._drawn = still, None
        self.boxes = boxes(*SIZE, LETTERS)

    @property
    def size(self):
        return tuple(self.boxes["size"])

    def fit(self, width, height):
        """Lay it out for so many pixels on a projector, in large letters."""
        self.boxes = boxes(width, height, LARGE)

    def pixels(self, state):
        """The still picture of a state, an array of bytes."""
        self._drawn = self._drawn or self._still()
        return self._drawn.pixels(state)

    def tables(self, state):
        """The numbers of a state, as a list of `Table`."""
        return numbers(state)

    def place(self, x, y, axes=0):
        """Where (x, y) lies in the picture: on the map, or on the strip of λ for axes = 1."""
        left, top, width, height = self._box(axes)
        across, up = (on_strip(x), y) if axes else map(float, on_map(np.array([x, y])))
        return (left + across * width) / self.size[0], (top + (1 - up) * height) / self.size[1]

    def data(self, from_left, from_top, axes=0):
        """The data coordinates of a place in the picture."""
        left, top, width, height = self._box(axes)
        across = (from_left * self.size[0] - left) / width
        up = 1 - (from_top * self.size[1] - top) / height
        return (at_strip(across), up) if axes else tuple(map(float, off_map((across, up))))

    def _box(self, axes):
        return self.boxes["strip" if axes else "map"]
