"""A figure of the course: quiet axes, roles instead of colours, and a description for those who cannot see it.

Every figure that a notebook shows has a description of what it shows. The description is the picture's
alternative text in an HTML export, its text where pictures do not show, and a hidden text beside it
for the screen readers of JupyterLab, which passes alternative text over. Below it stand its numbers as tables,
folded away, read off what is drawn.
"""

import html
import io
import threading
import zlib
from base64 import b64encode

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import LogFormatterSciNotation

from ..engine.trace.notation import short
from ..engine.validate import abbreviate, check_int, instance, number
from .look import LIGHT
from .numbers import numbers
from .tables import SUMMARY, folded
from .ticks import ticks_found_once

WIDTH, HEIGHT = 6.0, 3.6  # inches
DOTS_PER_INCH = 144
PNG = {"compress_type": zlib.Z_DEFAULT_STRATEGY}  # 7 % fewer bytes than PIL's own, in the same time
MOST_INCHES, MOST_COLUMNS = 100, 50  # 14,400 pixels a side: 0.8 GB as a picture
# Held by whoever draws: matplotlib's parser of formulas and its fonts are shared by all figures, and messages of
# widgets are answered on another thread than cells.
DRAWING = threading.RLock()
HIDDEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap"


class LogNumbers(LogFormatterSciNotation):
    """The numbers of a logarithmic axis: powers of ten, or where less than two decades are shown, as anywhere else."""

    def __call__(self, value, pos=None):
        power = super().__call__(value, pos)
        low, high = sorted(self.axis.get_view_interval())
        return short(value) if power and high < 100 * low else power


class CourseAxes(Axes):
    """Axes with a bold title on the left, labels a little larger, and plain numbers where a logarithmic axis is short.

    matplotlib's settings stay the student's.
    """

    def set_xscale(self, value, **options):
        """As for any Axes."""
        super().set_xscale(value, **options)
        _write_plainly(self.xaxis)

    def set_yscale(self, value, **options):
        """As for any Axes."""
        super().set_yscale(value, **options)
        _write_plainly(self.yaxis)

    def clear(self):
        """As for any Axes."""
        super().clear()
        for axis in (self.xaxis, self.yaxis):
            axis.label.set_fontsize(11)

    def set_title(self, label, fontdict=None, loc=None, **options):
        """As for any Axes, with other defaults."""
        fontdict = {"fontsize": 12, "fontweight": "bold"} | (fontdict or {})
        return super().set_title(label, fontdict, loc or "left", **options)


class CourseFigure(Figure):
    """A figure all of whose axes are `CourseAxes`, and find their ticks once a drawing."""

    def draw(self, renderer):
        """As for any Figure."""
        with ticks_found_once(self):
            super().draw(renderer)

    def add_subplot(self, *arguments, **options):
        """As for any Figure."""
        return super().add_subplot(*arguments, **{"axes_class": CourseAxes} | options)

    def add_axes(self, *arguments, **options):
        """As for any Figure."""
        return super().add_axes(*arguments, **{"axes_class": CourseAxes} | options)


def _write_plainly(axis):
    if axis.get_scale() == "log" and axis.get_transform().base == 10:
        axis.set_major_formatter(LogNumbers())
        axis.set_minor_formatter(LogNumbers(labelOnlyBase=False))


def blank_figure(width, height, look):
    """A figure without axes, in inches, on the ground of a look; whatever is put on it finds its place by itself."""
    return CourseFigure(figsize=(width, height), layout="constrained", facecolor=look["ground"])


def new_figure(width=WIDTH, height=HEIGHT, columns=1, look=LIGHT):
    """A figure and its axes (an array of them for several columns), in inches, in the course's style.

    width and height are at most 100, columns at most 50; look is LIGHT or DARK. Raises TypeError and ValueError for
    others.
    """
    width = number(width, "width", above=0, at_most=MOST_INCHES)
    height = number(height, "height", above=0, at_most=MOST_INCHES)
    columns = check_int(columns, "columns", at_most=MOST_COLUMNS)
    checked_look(look)
    figure = blank_figure(width, height, look)
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, columns)
    for ax in [axes] if columns == 1 else axes:
        style(ax, look)
    return figure, axes


def checked_look(look):
    """look, if it has a colour for every role."""
    if not isinstance(look, dict) or not LIGHT.keys() <= look.keys():
        raise TypeError(f"look must be LIGHT or DARK, a colour for each role; got {abbreviate(look)}")
    return look


def checked_axes(ax, look):
    """Raise TypeError where one cannot draw on `ax` in the colours of `look`: before anything is drawn."""
    instance(ax, "ax", Axes, "new_figure()[1]")
    checked_look(look)


def style(ax, look=LIGHT):
    """Take the box of `ax` away and set text and lines in quiet ink; look is LIGHT or DARK. TypeError for others."""
    checked_axes(ax, look)
    ax.set_facecolor(look["ground"])
    ax.spines[["top", "right"]].set_visible(False)
    for spine in ax.spines.values():
        spine.set_color(look["line"])
    ax.tick_params(which="both", colors=look["quiet"])
    ax.set_title("", color=look["ink"])
    for label in (ax.xaxis.label, ax.yaxis.label):
        label.set_color(look["ink"])


def empty_line(ax, *mark, label=None, **drawn):
    """A line on `ax` that has no points yet; `label` is what its numbers are called, where no legend names it."""
    return ax.plot([], [], *mark, label=label and f"_{label}", **drawn)[0]


def draw_keys(ax, lines, look, **place):
    """Keys, four in a row: what each line means, {words: line}. They stay where the lines come and go."""
    keys = [Line2D([0], [0]) for _ in lines]
    for key, line in zip(keys, lines.values(), strict=True):
        key.update_from(line)
    row = {"ncols": 4, "handletextpad": 0.5, "frameon": False, "fontsize": 9.5}
    ax.legend(keys, list(lines), labelcolor=look["ink"], **row | place)


def show(figure, description):
    """Display the figure under its description, and its numbers below; returns None, so that nothing else is printed.

    Raises ValueError where the description is too short to stand for the picture.
    """
    instance(figure, "figure", Figure, "new_figure()[0]")
    if not isinstance(description, str) or len(description.split()) < 5:
        raise ValueError(
            f"description must say what the figure shows in at least five words; got {abbreviate(description)}"
        )
    from IPython.display import display  # a figure that is drawn elsewhere needs no notebook

    hidden = f'<p style="{HIDDEN}">Figure: {html.escape(description)}</p>'
    display({"text/html": hidden, "text/plain": f"Figure: {description}"}, raw=True)
    width = round(figure.get_figwidth() * 100)
    display(
        {"image/png": as_text(png(figure, description)), "text/plain": description},
        metadata={"image/png": {"alt": description, "width": width}},
        raw=True,
    )
    with DRAWING:
        tables = folded(numbers(figure))
    if tables:
        display({"text/html": tables, "text/plain": f"{SUMMARY}, as tables"}, raw=True)


def as_text(picture):
    """A picture's bytes as notebooks hold them, in base64. Not every kernel, JupyterLite's least, does that itself."""
    return b64encode(picture).decode("ascii")


def png(figure, description):
    """The figure as PNG. `savefig` draws twice: first to lay out, where all are drawn in vain, then to be seen.

    A layout begins where the axes stand, so they are put back: shown again, the figure looks the same to the pixel.
    """
    file, canvas, dpi = io.BytesIO(), figure.canvas, figure.dpi
    places = [(ax, ax.get_position(original=True), ax.get_in_layout()) for ax in figure.axes]
    metadata = {"Description": description, "Software": None}
    with DRAWING:
        try:
            figure.dpi = DOTS_PER_INCH
            FigureCanvasAgg(figure).print_png(file, metadata=metadata, pil_kwargs=PNG)
        finally:
            figure.dpi = dpi
            figure.set_canvas(canvas)
            for ax, box, in_layout in places:
                ax.set_position(box)
                ax.set_in_layout(in_layout)
    return file.getvalue()
