"""The live figure: a picture with controls, drawn by Python, in which only what moves is drawn again."""

import anywidget
import traitlets

from ..engine.validate import abbreviate
from ..plots.figure import DRAWING
from .front_end import FRONT, FrontEnd
from .memory import made, make_room
from .model import LiveFigureModel
from .showing import Showing

FRONT_END = FrontEnd(FRONT, ("live.css",))


class LiveFigure(Showing, anywidget.AnyWidget):
    """A picture that follows its sliders, choices, toggles, texts, buttons and handles.

    A tangent that slides along a curve:

        import numpy as np
        from course_utils.engine import tanh
        from course_utils.plots import new_figure
        from course_utils.widgets import Drawing, Handle, LiveFigure, Slider

        def draw(look):
            figure, ax = new_figure(look=look)
            z = np.linspace(-4, 4, 200)
            ax.plot(z, tanh(z), color=look["forward"])
            ax.set(title="The slope of tanh", xlabel="z", ylabel="tanh z", ylim=(-2, 2))
            (tangent,) = ax.plot([], [], color=look["backward"])

            def update(state):
                tangent.set_data(z, tanh(state.z) + tanh.derivative(state.z) * (z - state.z))

            return Drawing(figure, update, moving=[tangent])

        def describe(state):
            return f"tanh with its tangent at z = {state.z:.1f}, of slope {tanh.derivative(state.z):.2f}."

        figure = LiveFigure(
            draw,
            [Slider("z", -4, 4, value=0, step=0.1)],
            [Handle("point", "z", lambda state: tanh(state.z))],
            describe=describe,
            title="The slope of tanh",
        )

    `draw(look)` draws what does not move, in the colours of a theme, and returns a `Drawing` (or `Pixels`). It is
    called again when the theme changes. `describe(state)` is a sentence of at least five words for those who cannot
    see the picture. A `Fold` holds controls that show only when asked for. `state` gives further entries, such as
    {"seed": 0}, which buttons change. `advance(state)` makes the figure play: it returns what one step changes, or
    None after the last. `follow(before, after)` returns what else changes when a person has changed something, such
    as handles that move to another curve. No function may change anything in place that the state holds.
    `figure.model` is the same without a screen, for tests.

    Raises TypeError or ValueError for arguments that do not fit together, and whatever the first drawing raises.
    """

    _esm = FRONT_END.module()
    _css = FRONT_END.style()
    _layout = traitlets.Dict().tag(sync=True)
    _reply = traitlets.Dict().tag(sync=True)
    _picture = traitlets.Bytes().tag(sync=True)

    _model = LiveFigureModel  # what a figure with rules of its own replaces
    _to_use = "To move this figure, run the notebook up to here."
    _least = 0  # pixels of width that controls beside the picture must leave to it on a projector
    _pace = None  # {"one": words for a single step, "words": for a number of steps a picture, "counts": these numbers}

    def __init__(
        self, draw, controls=(), handles=(), *, describe, title, state=None, advance=None, follow=None
    ):
        if not isinstance(title, str) or not title.strip():
            raise ValueError(f"title must name the figure in words; got {abbreviate(title)}")
        make_room()
        self.title = title
        more = {"describe": describe, "state": state, "advance": advance, "follow": follow}
        self.model = self._model(draw, controls, handles, **more)
        super().__init__(_layout=self._spec())
        self.on_msg(self._heard)
        made(self.model)

    def _spec(self):
        width, height = self.model.drawing.size
        return {
            "title": self.title,
            "width": width,
            "height": height,
            "fits": hasattr(self.model.drawing, "fit"),
            "least": self._least,
            "plays": self.model.plays,
            "pace": self._pace,
            "controls": {name: self._control_spec(name) for name in self.model.controls},
            "handles": {name: handle.spec() for name, handle in self.model.handles.items()},
        }

    def _control_spec(self, name):
        fold = self.model.folds.get(name)
        return self.model.controls[name].spec() | ({"fold": fold.spec()} if fold else {})

    def set(self, name, value):
        """Set a slider, choice, toggle or text from a cell; raises ValueError or TypeError for what it cannot be."""
        with DRAWING:
            self.model.set(name, value)
            self._answer(*self._present())

    def get_state(self, key=None, drop_defaults=False):
        """What a view begins with that is opened now: the present picture. Later ones travel in replies alone."""
        state = super().get_state(key, drop_defaults)
        if key is None or {"_reply", "_picture"} & set([key] if isinstance(key, str) else key):
            state["_reply"], state["_picture"] = self._present()
        return state

    def close(self):
        """Close every view, and give the memory of the drawings back."""
        if self.comm is not None:
            self.model.free_drawings()
        super().close()

    def _present(self):
        """The present picture, as a message and its bytes."""
        with DRAWING:
            return self.model.answer()

    def _heard(self, widget, message, buffers):
        with DRAWING:  # replies leave in the order of their states
            self._answer(*self.model.reply(message))

    def _answer(self, answer, picture):
        self.send(answer, [picture] if picture else None)

    def _still(self):
        with DRAWING:
            return self.model.pixels, self.model.drawing.size[0], self.model.description

    def _tables(self):
        return self.model.tables()

    def __repr__(self):
        return f"{type(self).__name__}: {self.title}. {self.model.description}"
