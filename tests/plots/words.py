"""Where the words of a picture stand that matplotlib draws: what is cut off, and what lies on other words."""

from itertools import combinations

from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

SHARED = 2  # points that boxes may share, or reach out by: no letter fills its box


def faults(figure):
    """The words of a figure that are cut off, and the pairs that lie on each other: two lists."""
    figure.draw_without_rendering()
    boxes = [(text.get_text(), outline(text)) for text in readable(figure)]
    cut = [
        words
        for words, box in boxes
        if not all(figure.bbox.padded(1).contains(*corner) for corner in box.vertices)
    ]
    return cut, [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.intersects_path(b)]


def readable(figure):
    """All texts of a figure that are to be seen, the numbers of ticks outside the axes left out."""
    axes = [ax for ax in figure.axes if ax.get_visible()]
    numbers = {label for ax in axes for axis in (ax.xaxis, ax.yaxis) for label in outside(axis)}
    hidden = {text for ax in figure.axes if ax not in axes for text in ax.findobj(Text)}
    texts = {text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()}
    return sorted(texts - numbers - hidden, key=Text.get_text)


def outside(axis):
    """The numbers of an axis that are not drawn, since their places are not in view."""
    low, high = sorted(axis.get_transform().transform(axis.get_view_interval()))
    room = 1e-6 * (high - low)
    for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
        if not low - room <= axis.get_transform().transform(tick.get_loc()) <= high + room:
            yield from (tick.label1, tick.label2)


def outline(text):
    """The box of a text, narrowed by `SHARED`, as a path in pixels; it is turned as the text is."""
    turn, middle = text.get_rotation(), sum(text.get_window_extent().get_points()) / 2
    text.set_rotation(0)
    box = text.get_window_extent()
    text.set_rotation(turn)
    less = SHARED / 2 * text.figure.dpi / 72
    width, height = (max(side / 2 - less, 0.1) for side in box.size)
    corners = [(-width, -height), (width, -height), (width, height), (-width, height), (-width, -height)]
    return Path(Affine2D().rotate_deg(turn).translate(*middle).transform(corners))
