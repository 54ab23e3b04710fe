"""The race as film: the page draws it from numbers, and any step can be gone back to."""

import math
import re
import time

from ..live.film import FilmModel, pack
from ..plots.surfaces import METHODS
from .frame import ON_STRIP, bands, frame, ticks
from .model import at, beside, limit, now, running, settings, walks
from .surfaces import surface_named
from .words import limit_words

SIZE = (820, 410)  # of the picture on the page
AT_ONCE = 64  # steps between two looks at the clock


class RaceModel(FilmModel):
    """A live figure's model whose states are the steps of a race; see `frame` for what its film holds."""

    def number_of(self, run):
        return now(run)

    def with_run(self, state, run):
        after = state.changed(at(state, now(run)))
        return run if vars(after) == vars(run) | at(run, now(run)) else after  # the start has no settings yet

    def continues(self, before, after):
        return settings(before) == settings(after)

    def size_of(self, run):
        return 500  # a state: the iterates are kept in the Walks

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
        here, most = surface_named(state.surface), limit(state.surface, state.first)
        return self.drawing.boxes | {
            "surface": state.surface,
            "title": [here.title, re.split("[:,;]| that ", here.title)[0]],
            "names": [[name, name.split(",")[0]] for name in here.names],
            "ticks": ticks(),
            "racers": [list(METHODS).index(method) for method in (state.first, "Newton")],
            "limit": None if most is None else float(ON_STRIP[0].share(most)),
            "words": limit_words(state),
        }

    def answer_to(self, kind, message):
        """As for all film, and the map of a surface for {"type": "map", "name": …}, which stays the same."""
        if kind != "map":
            return super().answer_to(kind, message)
        name = self.controls["surface"].checked(message.get("name"))
        layout, _, buffer = pack([bands(name)])
        return {"type": "map", "name": name, "layout": layout}, buffer
