"""The layout of a figure, found once: where its axes stand leaves room for what is written around them.

matplotlib measures every text for it, which takes as long as drawing the figure. While nothing that is written takes
more space or less, the axes stay where they are.
"""

from contextlib import contextmanager

from matplotlib.axis import Axis
from matplotlib.text import Text


class Layout:
    """The layout of one figure, remembered for what was written on it when it was found."""

    def __init__(self, figure):
        self._figure = figure
        self._written, self._boxes = None, []

    @contextmanager
    def known(self):
        """What is drawn inside uses the remembered layout if it still holds, else it finds one to remember."""
        figure, engine, written = self._figure, self._figure.get_layout_engine(), self._all_written()
        if engine is None:
            yield
            return
        try:
            if written is not None and written == self._written:
                for axes, box in self._boxes:
                    axes.set_position(box, which="original")
                    axes.set_in_layout(True)  # that is, by the next layout
                figure.set_layout_engine("none")
            yield
        finally:
            figure.set_layout_engine(engine)
        self._written = written
        self._boxes = [(axes, axes.get_position(original=True)) for axes in figure.axes]

    def _all_written(self):
        """All that a layout depends on, to be compared; None where something else may reach out of its axes."""
        found = [
            *self._figure.bbox.size,
            self._figure.dpi,
            *_texts(self._figure.texts),
            *self._figure.legends,
        ]
        for axes in self._figure.axes:
            found += [axes, axes.get_visible(), axes.axison, axes.get_aspect(), axes.legend_]
            for axis in (axes.xaxis, axes.yaxis):
                found += [axis.get_visible(), axis.get_scale(), *axis.get_view_interval()]
                found += [axis.get_major_locator(), axis.get_major_formatter()]
            titles = (axes.title, axes._left_title, axes._right_title, axes.xaxis.label)
            if any(text.get_wrap() for text in titles):
                return None  # where a line breaks depends on the layout itself
            found += [self._thickness(text, 1) for text in titles] + [self._thickness(axes.yaxis.label, 0)]
            parts = [part for part in axes.get_children() if _may_reach_out(part, axes)]
            found += _texts(parts)
            if not all(isinstance(part, Text) for part in parts):
                return None
        return found

    def _thickness(self, text, side):
        """The width (0) or height (1) of a title or label: a layout makes no room for its length."""
        if not (text.get_visible() and text.get_text()):
            return 0
        size = text.get_window_extent(self._figure.canvas.get_renderer()).size
        return size[side], text.get_text() if size[1 - side] > self._figure.bbox.size[1 - side] else None


def _may_reach_out(part, axes):
    """Whether a layout makes room for a part of the axes, beyond what limits and titles tell."""
    known = [*axes.spines.values(), axes.patch, axes.title, axes._left_title, axes._right_title, axes.legend_]
    inside = part.get_clip_on() and not isinstance(part, Text)
    return (
        part.get_visible()
        and part.get_in_layout()
        and not (inside or isinstance(part, Axis) or part in known)
    )


def _texts(parts):
    return [
        (part.get_text(), *part.get_position(), part.get_visible())
        for part in parts
        if isinstance(part, Text)
    ]
