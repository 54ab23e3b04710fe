"""The ImageNet chart: the best entry of each year, every system named at its point.

Deep networks are filled green circles, systems of hand-made features open orange squares. The line joins only
years with the same test set.
"""

from ..data.imagenet_errors import ENTRIES, RUNNER_UP
from .figure import checked_axes
from .look import LIGHT

# Where a name stands beside its point, in points of print.
PLACES = {
    "NEC-UIUC": (0, 10, "center"),
    "XRCE, Fisher vectors": (6, -18, "right"),
    "ISI, Fisher vectors": (10, 4, "left"),
    "Trimps-Soushen": (0, -18, "center"),
    "SENet": (0, 9, "left"),
}


def draw_imagenet(ax, look=LIGHT):
    """Draw top-5 error against the year, 2012's runner-up included."""
    checked_axes(ax, look)
    deep = [entry for entry in ENTRIES if entry.deep]
    ax.plot(
        [entry.year for entry in deep], [entry.error for entry in deep], color=look["update"], linewidth=1.5
    )
    for entry in (*ENTRIES, RUNNER_UP):
        _draw_entry(ax, entry, look)
    ax.axvline(2011.5, color=look["line"], linestyle=":", linewidth=1.2)
    ax.text(2011.42, 1, "own test set each year", color=look["quiet"], ha="right", fontsize=9)
    ax.text(2011.58, 1, "the same test set from here on", color=look["quiet"], fontsize=9)
    ax.set(
        xlabel="year", ylabel="top-5 error (%)", xlim=(2008.9, 2018.2), ylim=(0, 32), xticks=range(2010, 2018)
    )


def _draw_entry(ax, entry, look):
    """One point and its name."""
    role = "update" if entry.deep else "backward"
    face = look[role] if entry.deep else look["ground"]
    marker = "o" if entry.deep else "s"
    ax.plot(
        entry.year,
        entry.error,
        marker,
        color=look[role],
        mfc=face,
        markersize=8,
        markeredgewidth=1.8,
        zorder=3,
    )
    right, up, side = PLACES.get(entry.system, (6, 7, "left"))
    words = f"{entry.system} {entry.error:g}"
    point = (entry.year, entry.error)
    ax.annotate(
        words, point, (right, up), textcoords="offset points", ha=side, color=look["ink"], fontsize=10
    )
