"""A figure of the course: quiet axes, roles instead of colours, and a description for those who cannot see it.

Every figure that a notebook shows says in words what it shows. The description is the picture's
alternative text in an HTML export, its text where pictures do not show, and a hidden text beside it
for the screen readers of JupyterLab, which passes alternative text over.
"""

import html
import io
import threading

import matplotlib
from IPython.display import display
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .look import LIGHT

WIDTH, HEIGHT = 6.0, 3.6  # inches
DOTS_PER_INCH = 144
# Held by whoever draws: matplotlib's parser of formulas and its fonts are shared by all figures, and messages of
# widgets are answered on another thread than cells.
DRAWING = threading.RLock()
HIDDEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap"


# What each new text of a figure starts from; colours depend on the theme and are set by `style`.
matplotlib.rcParams.update(
    {
        "axes.titlelocation": "left",
        "axes.titleweight": "bold",
        "axes.titlesize": 12,
        "axes.labelsize": 11,
        "font.size": 10,
    }
)


def new_figure(width=WIDTH, height=HEIGHT, columns=1, look=LIGHT):
    """A figure and its axes (an array of them for several columns), in inches, in the course's style."""
    figure = Figure(figsize=(width, height), layout="constrained", facecolor=look["ground"])
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, columns)
    for ax in [axes] if columns == 1 else axes:
        style(ax, look)
    return figure, axes


def style(ax, look=LIGHT):
    """Take the box away and set text and lines in quiet ink."""
    ax.set_facecolor(look["ground"])
    ax.spines[["top", "right"]].set_visible(False)
    for spine in ax.spines.values():
        spine.set_color(look["line"])
    ax.tick_params(colors=look["quiet"])
    ax.set_title("", color=look["ink"])
    for label in (ax.xaxis.label, ax.yaxis.label):
        label.set_color(look["ink"])


def show(figure, description):
    """Display the figure under its description; returns None, so that nothing else is printed.

    Raises ValueError where the description is too short to stand for the picture.
    """
    if not isinstance(description, str) or len(description.split()) < 5:
        raise ValueError(f"description must say in a sentence what the figure shows; got {description!r}")
    hidden = f'<p style="{HIDDEN}">Figure: {html.escape(description)}</p>'
    display({"text/html": hidden, "text/plain": f"Figure: {description}"}, raw=True)
    pixels = io.BytesIO()
    with DRAWING:
        figure.savefig(
            pixels, format="png", dpi=DOTS_PER_INCH, metadata={"Description": description, "Software": None}
        )
    width = round(figure.get_figwidth() * 100)
    display(
        {"image/png": pixels.getvalue(), "text/plain": description},
        metadata={"image/png": {"alt": description, "width": width}},
        raw=True,
    )
