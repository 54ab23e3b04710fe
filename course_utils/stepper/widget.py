"""The stepper: a trace to step through, in a notebook or as a page of its own.

The browser holds the steps and many rows of numbers, so that a key press needs no answer from Python;
Python sends the rows that are missing and recomputes after an edit.
"""

import anywidget
import numpy as np
import traitlets

from ..engine import Trace, validate
from ..live.showing import Showing
from ..plots.figure import DOTS_PER_INCH, DRAWING
from .address import step_at
from .model import StepperModel
from .picture import UNITS_AN_INCH, trace_figure
from .saved_page import FRONT_END, saved_page, style, worksheet


class BackpropStepper(Showing, anywidget.AnyWidget):
    """Step through `trace`, from `walkthrough` or `circuit`, with → and ←; ? tells the rest.

    F fills a projector: letters of 24 px for networks of the sizes that `walkthrough` names, smaller ones beyond.
    `stepper.trace` is the trace as it is now, edits included. Raises TypeError for anything else
    than a trace.
    """

    _esm = FRONT_END.module()
    _css = style()
    _trace = traitlets.Dict().tag(sync=True)
    _to_use = "To step through this figure, run the notebook up to here, click the figure and press →."
    _shown = traitlets.Dict().tag(sync=True)  # the place of the last `show`, where later views begin

    def __init__(self, trace):
        if not isinstance(trace, Trace):
            kind = type(trace).__name__
            raise TypeError(f"trace must be a Trace, from walkthrough(…) or circuit(…); got {kind}")
        self._model = StepperModel(trace)
        super().__init__(_trace=self._model.data)
        self.on_msg(self._heard)

    @property
    def trace(self):
        """The trace as it is now, edits included."""
        return self._model.trace

    def show(self, step, update=1):
        """Go to a step: stepper.show("dL/dw5", update=2).

        `step` names what the step computes, as code writes it ("dL/dw5", "out_h1", "w5+") or as the page does
        ("∂L/∂w₅"); a neuron ("h1"), a phase ("backward") or the step's number will do too. Raises ValueError for a
        step or an update that does not exist, TypeError for what can be neither.
        """
        data = self._model.data
        update = validate.check_int(update, "update", at_most=max(data["updates"], 1))
        place = {"update": update, "step": step_at(step, data)}
        self._shown = place | {"count": self._shown.get("count", 0) + 1}  # even when it is the same as before

    def save_html(self, path):
        """Write one self-contained page that works without Python or a network; returns its path."""
        return saved_page(self.trace, path)

    def save_worksheet(self, path, update=1, key=False):
        """Write the steps of one update as questions with blanks, or, with `key`, their answers; returns its path."""
        return worksheet(self.trace, path, update, key)

    def _heard(self, widget, message, buffers):
        """Answer one message; a new trace reaches every view, whenever it opens, as the widget's state."""
        with self._model.alone:
            reply = self._model.reply(message)
            if reply["type"] == "trace":
                self._trace = self._model.data
            self.send(reply)

    def _still(self):
        with DRAWING:
            figure, words = trace_figure(self.trace)
            figure.set_dpi(DOTS_PER_INCH)
            figure.canvas.draw()
            return np.array(figure.canvas.buffer_rgba()), round(figure.get_figwidth() * UNITS_AN_INCH), words

    def __repr__(self):
        trace = self.trace
        steps = f"{len(trace.steps)} steps" + (f", {trace.updates:,} updates" if trace.updates else "")
        return f"BackpropStepper: {trace.name}, {steps}."
