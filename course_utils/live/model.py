"""The live figure's half in Python: it holds the state, draws it, and answers what a person does.

Every change goes the same way: a new state is made, drawn and described, and kept if all of that works.
Otherwise everything is as it was before, picture included. One change happens at a time, in all figures together,
whichever thread it comes from. No widget is needed.
"""

import math
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from ..engine.validate import (
    abbreviate,
    as_list,
    check_int,
    function,
    instance,
    mapping,
    number,
    one_of,
    pair,
)
from ..plots.figure import DRAWING
from ..plots.look import DARK, LIGHT
from . import messages
from .controls import Slider, unfolded
from .drawing import changed_box, encoded
from .handles import Handle
from .memory import used
from .state import OneOfAKind, State, identifier, known

MOST_STEPS = 1_000_000  # at once
MOST_WIDE = 8192  # pixels of a page that a projector may have
LOOKS = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True)
class Picture:
    """The `bytes` of a picture, of the type `format`, and its description.

    A picture with a `box` (left, top, width, height), in pixels, is laid over the whole one of version `over`.
    """

    bytes: bytes
    format: str
    description: str
    box: tuple | None = None
    over: int | None = None


class LiveFigureModel(OneOfAKind):
    """What a live figure shows and how it answers; `LiveFigure` says what the arguments are.

    `state` is the present state, `version` counts the states so far, `ended` tells whether the last step was the last
    there is. `set`, `drag`, `press`, `step`, `change_theme` and `change_size` do what a person does and raise what goes
    wrong; `reply` does the same for a message from a page and answers errors. `picture()` is what is shown.
    `free_drawings()` frees their memory until the next picture is wanted.
    """

    WHOLE = ("state", "version", "face", "ended", "description", "error", "_drawings", "_pixels")

    def __init__(
        self, draw, controls=(), handles=(), *, describe, state=None, advance=None, follow=None, theme="light"
    ):
        function(draw, "draw", of="the look", takes=1)
        function(describe, "describe", of="the state", takes=1)
        if advance is not None:
            function(advance, "advance", of="the state", takes=1)
        if follow is not None:
            function(follow, "follow", of="the state before and the one after", takes=2)
        more = {} if state is None else mapping(state, "state", "{name: value}")
        for name in more:
            identifier(name, "state")
        for handle in (handles := as_list(handles, "handles")):
            instance(handle, "each of handles", Handle)
        self._draw, self._describe, self._advance, self._follow = draw, describe, advance, follow
        controls, self.folds = unfolded(controls)
        names = [*(part.name for part in (*controls, *handles)), *more]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"every name must stand for one thing; {min(twice)!r} stands for two")
        self.controls, self.handles = ({part.name: part for part in parts} for parts in (controls, handles))
        self.held = {name: part for name, part in self.controls.items() if hasattr(part, "positions")}
        self.sliders = {name: part for name, part in self.held.items() if isinstance(part, Slider)}
        self.state = State(self._first_values(more))
        self.face, self.version, self.ended = (self.known_theme(theme), None), 0, False
        self.description = self.error = ""
        self._drawings, self._pixels, self._tried, self.placed = {}, None, None, ({}, {})
        self._exact = None  # the last exact picture that pages were sent: (version, face, pixels)
        self.change_theme(theme)

    def _first_values(self, more):
        for handle in self.handles.values():
            for moved in handle.pair:
                if isinstance(moved, str) and moved not in self.sliders:
                    raise ValueError(
                        f"handle {handle.name!r} moves {moved!r}, which is not a slider of this figure"
                    )
        values = {name: control.value for name, control in self.held.items()}
        starts = {name: handle.start for name, handle in self.handles.items() if handle.start is not None}
        return values | starts | more

    @property
    def plays(self):
        """Whether the figure can go on by itself."""
        return self._advance is not None

    # --- what a person does -------------------------------------------------------------------------

    def set(self, name, value):
        """Set a slider, a choice or a toggle. Raises ValueError or TypeError for what it cannot be."""
        self._let(self.after_set, name, value)

    def drag(self, name, x=None, y=None):
        """Move a handle to x, y, in data coordinates; None leaves a coordinate as it is.

        Raises ValueError outside its bounds, and for a coordinate that only follows.
        """
        self._let(self.after_drag, name, (x, y))

    def press(self, name):
        """Press a button."""
        self._let(self.after_press, name)

    def step(self, count=1):
        """Go on by `count` steps, or until there are no more: then `ended` is True."""
        self._let(self.after_steps, count)

    def _let(self, after, *arguments):
        """Let something happen: show the state afterwards."""
        with self.one_change():
            self.ended = False
            self.show(after(self.state, *arguments))

    def change_theme(self, theme):
        """Draw everything afresh, for "light" or "dark"."""
        with self.one_change():
            face = self.known_theme(theme), self.size
            self.show(self.state, face, self._drawn_in(face))

    def change_size(self, size):
        """Draw for a projector that leaves (width, height) pixels to the picture, or as usual, for None.

        A drawing that has no `fit` keeps its size. Raises ValueError or TypeError for what is not a size.
        """
        with self.one_change():
            self.show(self.state, (self.theme, self.known_size(size)))

    @property
    def theme(self):
        """The theme in which the picture is drawn, "light" or "dark"."""
        return self.face[0]

    @property
    def size(self):
        """The pixels (width, height) of a page for which it is drawn, or None for its usual size."""
        return self.face[1]

    @staticmethod
    def known_theme(theme):
        """theme, if it is "light" or "dark"; raises ValueError otherwise."""
        return one_of(theme, "theme", list(LOOKS))

    @staticmethod
    def known_size(size):
        """size as whole numbers (width, height), or None; raises ValueError or TypeError for what is neither."""
        if size is None:
            return None
        sides = zip(("width of size", "height of size"), pair(size, "size", "(width, height)"), strict=True)
        return tuple(round(number(side, name, at_least=1, at_most=MOST_WIDE)) for name, side in sides)

    def picture(self, settled=True, over=None):
        """The present Picture: PNG where the picture has settled, JPEG while it moves.

        A page that still shows the exact picture of version `over` needs no more than what has changed since.
        """
        with DRAWING:
            pixels, box = self.pixels, None
            if settled:
                self._exact = self.version, self.face, pixels
            elif over is not None and self._exact is not None and self._exact[:2] == (over, self.face):
                left, top, width, height = box = changed_box(self._exact[2], pixels)
                pixels = pixels[top : top + height, left : left + width]
            return Picture(*encoded(pixels, settled), self.description, box, over if box else None)

    def answer(self, settled=True, over=None):
        """(what a page is told of the present state, the bytes that travel beside it); see `picture`."""
        picture = self.picture(settled, over)
        return messages.report(self, picture), picture.bytes

    def tables(self):
        """The numbers that the picture shows now, as a list of `Table`; empty where they can't be read off it."""
        with DRAWING:
            drawing = self.drawing
            return drawing.tables(self.state) if hasattr(drawing, "tables") else []

    def reply(self, message):
        """(answer, picture or None) to one message; never raises, whatever a page sends or a drawing does."""
        return messages.reply(self, message)

    def answer_to(self, kind, message):
        """The same for a message of a kind that is known; raises what goes wrong."""
        if kind == "echo":
            return messages.echo(), None
        with self.one_change():
            if kind == "tables":
                return messages.tables(self), None
            messages.apply_events(self, message)
            return self.answer(message.get("settled") is True, message.get("over"))

    # --- one change at a time, and all of it or nothing ---------------------------------------------

    @contextmanager
    def one_change(self):
        """What happens inside happens alone in the process; if it raises, everything is as it was before."""
        with DRAWING:
            before = {name: getattr(self, name) for name in self.WHOLE}
            try:
                yield
            except BaseException:
                vars(self).update(before)
                if self._tried is not self.state:  # the drawing may hold half of what failed
                    self._draw_again()
                raise

    def happened(self, before, after):
        """An event has led from one state to another; others of the same message may follow."""

    def _draw_again(self):
        """Bring the drawing back to the present state; where even that fails, when it is wanted next."""
        if drawing := self._drawings.get(self.face):
            with suppress(Exception, KeyboardInterrupt):
                drawing.pixels(self.state)
                self._tried = self.state

    def _drawn_in(self, face):
        """A new drawing in the colours of a theme, for a size; nothing is on it yet."""
        theme, size = face
        drawing = self._draw(LOOKS[theme])
        if not hasattr(drawing, "pixels"):
            raise TypeError(f"draw must return a Drawing or Pixels; got {abbreviate(drawing)}")
        if size and hasattr(drawing, "fit"):
            drawing.fit(*size)
        return drawing

    @property
    def drawing(self):
        """The drawing in the present theme, with the present state on it; made anew after a rest."""
        with DRAWING:
            if self.face not in self._drawings:
                drawing = self._drawn_in(self.face)
                self._pixels = drawing.pixels(self.state)
                self._drawings, self._tried = {self.face: drawing}, self.state
                used(self)
            elif self._tried is not self.state:
                self._draw_again()
            return self._drawings[self.face]

    def is_drawn(self):
        """Whether the drawing holds the present state, and not half of one that failed."""
        return bool(self.drawing) and self._tried is self.state

    @property
    def pixels(self):
        """The picture of the present state, an array (height, width, 3 or 4) of bytes."""
        with DRAWING:
            if self._pixels is None:
                self._pixels = self.drawing.pixels(self.state)
            return self._pixels

    def free_drawings(self):
        """Free the memory of the drawings. The state stays; what is wanted later is drawn anew."""
        with DRAWING:
            self._drawings, self._pixels, self._exact = {}, None, None

    # --- the state afterwards -----------------------------------------------------------------------

    def after_set(self, state, name, value):
        control = known(name, self.controls, "control")
        if name not in self.held:
            raise ValueError(f"{name} is a button: press it")
        return self._changed(state, {name: control.checked(value)})

    def after_drag(self, state, name, point):
        handle = known(name, self.handles, "handle")
        changes, own = {}, list(getattr(state, name, (None, None)))
        for axis, value in enumerate(point):
            coordinate = handle.pair[axis]
            if value is None:
                continue
            if callable(coordinate):
                raise ValueError(f"{'xy'[axis]} of {name} follows the state and cannot be dragged")
            if isinstance(coordinate, str):
                changes[coordinate] = self.sliders[coordinate].checked(value)
            else:
                own[axis] = handle.checked(value, axis)
                changes[name] = tuple(own)
        return self._changed(state, changes)

    def after_place(self, state, name, point):
        """After a press somewhere, to where the handle comes: as if it was dragged there, for most figures."""
        return self.after_drag(state, name, point)

    def after_press(self, state, name):
        button = known(name, self.controls, "button")
        if name in self.held:
            raise ValueError(f"{name} is not a button: set it")
        return self._changed(state, button.action(state) or {})

    def _changed(self, state, changes):
        """The state with what a person changed, and with what follows from that."""
        after = state.changed(changes)
        return after.changed(self._follow(state, after) or {}) if self._follow else after

    def after_steps(self, state, count, seconds=math.inf):
        """As many steps as fit into the time, at least one."""
        if not self.plays:
            raise ValueError("this figure does not go on by itself: it was made without advance")
        end = time.perf_counter() + seconds
        for _ in range(check_int(count, "count", at_most=MOST_STEPS)):
            changes = self._advance(state)
            self.ended = changes is None
            if self.ended:
                break
            state = state.changed(changes)
            if time.perf_counter() > end:
                break
        return state

    def after_stop(self, state, place):
        """After a film has stopped at a frame: `film.FilmModel` has film."""
        raise ValueError("this figure shows no film to stop or to go back in")

    after_go = after_stop

    def show(self, state, face=None, drawing=None):
        """Draw and describe a state, by default in the present theme and size, and keep it if both work."""
        face = face or self.face
        drawing = drawing or self._drawings.get(face) or self._drawn_in(face)
        if drawing is self._drawings.get(self.face):
            self._tried = state
        pixels, description = drawing.pixels(state), self.described(state)
        self.version += state is not self.state
        self.state, self.face, self._pixels = state, face, pixels
        usual = {known: drawn for known, drawn in self._drawings.items() if known[1] is None}
        self._drawings = usual | {face: drawing}
        self.description, self.error, self._tried = description, "", state
        used(self)

    def described(self, state):
        """The description of a state; raises ValueError where `describe` returns none."""
        description = self._describe(state)
        if not isinstance(description, str) or len(description.split()) < 5:
            raise ValueError(
                "describe must say what the picture shows in a sentence of at least five words; "
                f"got {abbreviate(description)}"
            )
        return description
