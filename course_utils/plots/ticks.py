"""The ticks of a drawing, found once.

While matplotlib lays out and draws a figure, it asks each axis for its ticks a dozen times, and for the room of
their labels half as often. They are the same as long as the axis keeps its limits and its place.
"""

from contextlib import contextmanager

# Inside matplotlib 3.8 to 3.11; where one of them is missing nothing is kept.
METHODS = ("_update_ticks", "_get_ticklabel_bboxes")


@contextmanager
def ticks_found_once(figure):
    """While this lasts, the axes of a figure find their ticks anew only where limits or place have changed."""
    found = [
        _Ticks(axis)
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        if all(hasattr(axis, name) for name in METHODS)
    ]
    for ticks in found:
        ticks.keep()
    try:
        yield
    finally:
        for ticks in found:
            ticks.forget()


class _Ticks:
    """The ticks of one axis, and the boxes of their labels, instead of the two methods that find them."""

    def __init__(self, axis):
        self._axis = axis
        self._find, self._measure = axis._update_ticks, axis._get_ticklabel_bboxes
        self._where = self._ticks = self._boxes = None

    def keep(self):
        self._axis._update_ticks, self._axis._get_ticklabel_bboxes = self._drawn, self._measured

    def forget(self):
        for name in METHODS:
            vars(self._axis).pop(name, None)

    def _drawn(self):
        where = (*self._axis.get_view_interval(), *self._axis.axes.bbox.bounds)
        if where != self._where:
            self._ticks, self._boxes, self._where = self._find(), None, where
        return self._ticks

    def _measured(self, ticks, renderer):
        if ticks is not self._ticks:
            return self._measure(ticks, renderer)
        if self._boxes is None:
            self._boxes = self._measure(ticks, renderer)
        return self._boxes
