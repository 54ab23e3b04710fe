"""Film: what plays is sent as data, ahead of the picture, and the page draws it.

A *frame* is what changes from one picture to the next, and nothing else: named arrays, such as parameters (float32) or
a map (bytes). Python has computed all of it; the page turns it into a picture. Frames come in chunks:

    {"id": 7, "type": "frames", "version": 3, "every": 5, "count": 12, "seconds": 0.03, "shown": 1195}
    {"id": 7, "type": "frames", "version": 3, "at": [1205, 1210, …], "reached": [1205, 1210, …], "words": ["…", …],
     "layout": […], "controls": {…}, "took": 0.08, "ended": false, "trouble": ""}   + one buffer

asks for 12 frames, each 5 steps after the one before, or fewer steps where they would take longer than `seconds`; the
first follows the last frame sent. `at` holds their numbers (the steps since the start), `words` their descriptions,
`reached` the last step to which one can go then. `layout` lists the arrays of a frame, [name, type ("f4", "i4" or
"u1"), shape]; the buffer holds frame after frame, each array in this order, from the next multiple of four bytes.
`shown` is the frame on the screen: the state of the figure follows it, and `controls` is where they stand in that
state. `ended` says that there are no more, `trouble` why the rest did not come.

*Every state has a version.* Whatever a person does makes a new one, which makes the rest of the film obsolete: the
page drops it, and a request for an older version gets the present state instead. So a page first reports what is on its
screen, in the same message: {"type": "stop", "at": 1195, "version": 3} goes back to exactly this frame, and what
follows in that message happens to it. {"type": "go", "at": 400} goes to any step made so far, with what lies
ahead kept until one goes on from there. Each message of events is answered by the whole present state, as for a
picture: `scene`, what a page needs beside the frame (JSON, and arrays in the same layout), `at`, and `reached`.

To play in film, a model is a FilmModel that defines:

    number_of(run)               how many steps it has made
    after(run, count, seconds)   the run `count` steps on, fewer where the time is over, at least one; None at the end
    frame_of(state)              {name: array}, the same names, types and shapes while the scene is the same
    scene(state)                 {name: array or JSON}

where the state itself is the run, or else `run_of(state)` and `with_run(state, run)` get and replace that part; and its
front end exports `entryOf` (front/filmfigure.js) of what draws a frame.
"""

import math
import time

import numpy as np

from ..engine.validate import abbreviate, check_int, number
from ..plots.figure import DRAWING
from .checkpoints import Checkpoints
from .memory import used
from .messages import in_words, standing
from .model import MOST_STEPS, LiveFigureModel
from .positions import controls

FORMAT = "application/x-course-film"
TYPES = ("f4", "i4", "u1")
MOST_FRAMES = 240  # in a chunk
MOST_SECONDS = 2.0  # of steps for a frame
TRAINING = 9  # times what making a frame takes, for its steps: the picture costs a tenth at most


class FilmModel(LiveFigureModel):
    """A live figure's model that sends film; the module's docstring says what a kind of figure must add.

    `checkpoints` are the Checkpoints of its run. Its drawing (`draw`, as for every live figure) is made only where
    somebody asks Python for a picture: for a notebook's stored output.
    """

    WHOLE = (*LiveFigureModel.WHOLE, "checkpoints", "_filmed")

    def __init__(self, *arguments, **options):
        self.checkpoints, self._filmed = None, -1
        super().__init__(*arguments, **options)

    # --- what a kind of figure defines --------------------------------------------------------------

    def run_of(self, state):
        """The part of a state that goes on by steps."""
        return state

    def with_run(self, state, run):
        """The state with another run, and all that follows from that."""
        return run

    def in_film(self, state, run):
        """The same with no more than frame and description need."""
        return self.with_run(state, run)

    def after(self, run, count, seconds=math.inf):
        """The run `count` steps on; fewer where the time is over; None where there are no more."""
        after = super().after_steps(run, count, seconds)
        self.ended, ended = False, self.ended and after is run
        return None if ended else after

    def run_at(self, place):
        """The run at a step, to the bit: from the nearest one before it that is kept."""
        run = self.checkpoints.nearest(place)
        if run is None:
            raise ValueError(f"step {place:,} is no longer kept")
        missing = place - self.number_of(run)
        return self.after(run, missing) if missing else run

    def continues(self, before, after):
        """Whether what was behind one state is behind another too, which a person made of it."""
        return self.number_of(self.run_of(before)) == self.number_of(self.run_of(after))

    def size_of(self, run):
        """How many bytes a run takes, roughly."""
        return 2000

    # --- states -------------------------------------------------------------------------------------

    @property
    def plays(self):
        return True

    @property
    def reached(self):
        """The last number that one can go to."""
        return self.checkpoints.reached

    def reached_from(self, place):
        """The same where the film is stopped at a number: what was made beyond it is forgotten."""
        return place

    @property
    def drawing(self):
        """Where things stand, for handles; its pixels are drawn when they are wanted."""
        with DRAWING:
            if self.face not in self._drawings:
                self._drawings = {self.face: self._drawn_in(self.face)}
            used(self)
            return self._drawings[self.face]

    def free_drawings(self):
        """Free the memory of drawings, checkpoints and the present frame; the state stays."""
        super().free_drawings()
        self._packed = None
        self._keep(self.run_of(self.state), Checkpoints(room=self.checkpoints.room))

    def is_drawn(self):
        return True

    def change_theme(self, theme):
        with self.one_change():
            face = self.known_theme(theme), self.size
            self._drawings = {face: self._drawn_in(face)}
            self.show(self.state, face)

    def show(self, state, face=None, drawing=None):
        """Describe a state, make its frame and its scene, and keep it if all of that works."""
        self.face = face or self.face
        description, packed = self.described(state), pack([self._whole(state)])
        self.happened(self.state, state)
        self.version += state is not self.state
        self.state, self.description, self.error = state, description, ""
        self._pixels, self._packed = None, packed

    def _whole(self, state):
        """Scene and frame of a state; a page puts them together, so no name may stand for two things."""
        scene, frame = self.scene(state), self.frame_of(state)
        if twice := scene.keys() & frame.keys():
            raise ValueError(f"scene and frame must have different names; both have {min(twice)}")
        return scene | frame

    def happened(self, before, after):
        """Keep the checkpoints that lead to a state: the present ones, or those that are behind what was changed."""
        # Another theme or size: a film that plays goes on.
        if after is before and self.checkpoints is not None:
            return
        run = self.run_of(after)
        place = self.number_of(run)
        if self.checkpoints is None:
            self._keep(run, Checkpoints())
        elif not (run is self.run_of(before) or self.checkpoints.nearest(place) is run):
            goes_on, room = self.continues(before, after), self.checkpoints.room
            self._keep(run, self.checkpoints.until(place) if goes_on else Checkpoints(room=room))

    def _keep(self, run, checkpoints):
        """Add a run to checkpoints, which are those of the model from now on."""
        self.checkpoints = checkpoints.noted(self.number_of(run), run, self.size_of(run))

    def after_steps(self, state, count, seconds=math.inf):
        """As many steps as fit into the time, at least one; what lay ahead is forgotten."""
        run = self.run_of(state)
        after = self.after(run, check_int(count, "count", at_most=MOST_STEPS), seconds)
        self.ended = after is None
        if self.ended:
            return state
        self._keep(after, self.checkpoints.until(self.number_of(run)))
        return self.with_run(state, after)

    def after_stop(self, state, place):
        """The state at a frame of the film; what was made beyond it is forgotten."""
        after = self.after_go(state, place)
        self.checkpoints = self.checkpoints.until(place)
        self.version += 1  # another view that plays may hold what was forgotten
        return after

    def after_go(self, state, place):
        """The state at a step, to the bit."""
        place = check_int(place, "at", at_least=0)
        if place > self.reached:
            raise ValueError(f"only {self.reached:,} steps have been made so far; got {place:,}")
        run = self.run_at(place)
        self._keep(run, self.checkpoints)
        return self.with_run(state, run)

    # --- messages -----------------------------------------------------------------------------------

    def answer(self, settled=True, over=None):
        self._packed = self._packed or pack([self._whole(self.state)])
        layout, plain, buffer = self._packed
        words = {"type": "state", "format": FORMAT, "description": self.description, "settled": settled}
        now = {"at": self.number_of(self.run_of(self.state)), "reached": self.reached}
        return words | now | {"ended": self.ended, "scene": plain, "layout": layout} | standing(self), buffer

    def answer_to(self, kind, message):
        if kind != "frames":
            return super().answer_to(kind, message)
        try:
            return self.answer() if message.get("version") != self.version else self._film(message)
        except (Exception, KeyboardInterrupt) as error:  # the page waits for a chunk
            return self._chunk([], [], [], trouble=in_words(error))

    def _film(self, message):
        """A chunk of film that follows the last one: (answer, buffer)."""
        made, places, words, ended, trouble = [], [], [], False, ""
        start = end = time.perf_counter()
        try:
            every, count, seconds = asked(message)
            self._follow_screen(message.get("shown"))
            cost = 0.0
            for _ in range(count):
                run = self.after(self.checkpoints.last, every, max(seconds - cost, TRAINING * cost))
                if ended := run is None:
                    break
                trained = time.perf_counter()
                state = self.in_film(self.state, run)
                frame, description = self.frame_of(state), self.described(state)
                self._keep(run, self.checkpoints)
                made, places, words = [*made, frame], [*places, self.number_of(run)], [*words, description]
                end = time.perf_counter()
                cost = end - trained
        except (Exception, KeyboardInterrupt) as error:  # the frames before it remain valid
            trouble = in_words(error)
        whole_frames = list(zip(places, words, made, strict=False))  # an interrupt may have come between
        places, words, made = ([frame[part] for frame in whole_frames] for part in range(3))
        return self._chunk(places, words, made, took=end - start, ended=ended, trouble=trouble)

    def _chunk(self, places, words, frames, *, took=0.0, ended=False, trouble=""):
        """Frames as an answer and its buffer."""
        layout, _, buffer = pack(frames)
        told = {"at": places, "reached": [*map(self.reached_from, places)], "words": words, "layout": layout}
        now = {"controls": controls(self), "took": took, "ended": ended, "trouble": trouble}
        return {"type": "frames", "version": self.version} | told | now, buffer

    def _follow_screen(self, place):
        """Begin the film of this version where it stands, or let the state be what is on the screen."""
        if self._filmed != self.version:
            self.checkpoints = self.checkpoints.until(self.number_of(self.run_of(self.state)))
            self._filmed = self.version
        elif isinstance(place, int) and place in self.checkpoints:
            run = self.checkpoints.nearest(place)
            state = self.with_run(self.state, run)
            self._packed = pack([self._whole(state)])
            self.state, self.description, self._pixels = state, self.described(state), None


def asked(message):
    """(every, count, seconds) of a request for film; raises ValueError or TypeError for what cannot be."""
    return (
        check_int(message.get("every"), "every", at_most=MOST_STEPS),
        check_int(message.get("count"), "count", at_most=MOST_FRAMES),
        number(message.get("seconds"), "seconds", above=0, at_most=MOST_SECONDS),
    )


def as_text(words, length):
    """Words as an array (length,) of bytes, for a frame; what is longer loses its end."""
    text = words.encode()[:length].decode(errors="ignore").encode()
    return np.frombuffer(text.ljust(length), dtype=np.uint8)


def pack(frames):
    """(layout, what is not an array, bytes): frames of the same names, types and shapes, one after another."""
    if not frames:
        return [], {}, b""
    plain = {name: value for name, value in frames[0].items() if not isinstance(value, np.ndarray)}
    layout = [
        [name, value.dtype.str[1:], list(value.shape)]
        for name, value in frames[0].items()
        if name not in plain
    ]
    for name, kind, _ in layout:
        if kind not in TYPES:
            raise TypeError(f"{name} must be an array of {', '.join(TYPES)}; got {kind}")
    pieces = []
    for frame in frames:
        for name, kind, shape in layout:
            if frame[name].dtype.str[1:] != kind or list(frame[name].shape) != shape:
                raise ValueError(f"{name} must keep its shape in a film; got {abbreviate(frame[name])}")
            piece = np.ascontiguousarray(frame[name], dtype=f"<{kind}" if kind != "u1" else kind).tobytes()
            pieces.append(piece + bytes(-len(piece) % 4))
    return layout, plain, b"".join(pieces)
