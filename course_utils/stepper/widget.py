"""The stepper: a trace to step through, in a notebook or as a page of its own.

The browser holds the steps and many rows of numbers, so that a key press needs no answer from Python;
Python sends the rows that are missing and recomputes after an edit.
"""

import anywidget
import numpy as np
import traitlets

from ..engine import Trace
from ..live.showing import HIDE_NOTES, Showing
from ..plots.figure import DOTS_PER_INCH, DRAWING
from .model import StepperModel
from .picture import UNITS_AN_INCH, trace_figure
from .saved_page import FRONT_END, saved_page, worksheet


class BackpropStepper(Showing, anywidget.AnyWidget):
    """Step through `trace`, from `walkthrough` or `circuit`, with → and ←; ? tells the rest.

    `stepper.trace` is the trace as it is now, edits included. Raises TypeError for anything else
    than a trace.
    """

    _esm = FRONT_END.module()
    _css = FRONT_END.style() + HIDE_NOTES
    _trace = traitlets.Dict().tag(sync=True)
    _to_use = "To step through this figure, run the notebook up to here, click the figure and press →."

    def __init__(self, trace):
        if not isinstance(trace, Trace):
            kind = type(trace).__name__
            raise TypeError(f"trace must be a Trace, from walkthrough(…) or circuit(…); got {kind}")
        self._model = StepperModel(trace)
        super().__init__(_trace=self._model.data)
        self.on_msg(self._heard)

    @property
    def trace(self):
        return self._model.trace

    def save_html(self, path):
        """Write one self-contained page that works without Python or a network; returns its path."""
        return saved_page(self.trace, path)

    def save_worksheet(self, path, update=1, key=False):
        """Write the steps of one update as questions with blanks, or with their answers; returns its path."""
        return worksheet(self.trace, path, update, key)

    def _heard(self, widget, message, buffers):
        """Answer one message; a new trace reaches every view, whenever it opens, as the widget's state."""
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
