"""Kepler's third law to look at: periods of planets against their distances, and curves through them.

Planets that took part in a fit are filled blue circles, planets kept apart are open green squares; a fit is a
purple line, a fit that went wrong beside it is orange and dashed.
"""

import numpy as np

from .figure import style
from .look import LIGHT

SEEN = {"marker": "o", "linestyle": "none", "markersize": 8, "zorder": 4}
KEPT = {"marker": "s", "linestyle": "none", "markersize": 8, "zorder": 4, "markerfacecolor": "none"}


def draw_planets(ax, planets, seen, look=LIGHT, names=True):
    """Draw `Planets`: the first `seen` as used in a fit, the others as kept apart for a test; names beside them.

    Raises ValueError where `seen` is not between 0 and the number of planets.
    """
    if not 0 <= seen <= len(planets.names):
        raise ValueError(f"seen must be between 0 and {len(planets.names)}; got {seen}")
    style(ax, look)
    ax.plot(planets.a[:seen], planets.T[:seen], color=look["forward"], **SEEN)
    ax.plot(planets.a[seen:], planets.T[seen:], color=look["update"], markeredgewidth=2, **KEPT)
    ax.set(xlabel="semi-major axis r (AU)", ylabel="period T (years)")
    if names:
        for index, (name, place) in enumerate(
            zip(planets.names, zip(planets.a, planets.T, strict=True), strict=True)
        ):
            role = "forward" if index < seen else "update"
            ax.annotate(
                name, place, (8, -4), textcoords="offset points", va="top", fontsize=9, color=look[role]
            )


def draw_law(ax, periods, look=LIGHT, reach=(0.3, 60.0)):
    """Draw a law, periods(r) in years, on two logarithmic axes, where a power law is a straight line."""
    r = np.geomspace(*reach, 200)
    ax.loglog(r, periods(r), color=look["loss"], linewidth=1.8, zorder=2)
    ax.set_xlim(*reach)


def draw_fits(ax, power_law, quintic, look=LIGHT, reach=(0.2, 33.0)):
    """Draw a power law (purple) and a quintic (orange, dashed), each a function of r, on plain axes."""
    r = np.linspace(*reach, 600)
    ax.plot(r, power_law(r), color=look["loss"], linewidth=2, zorder=2)
    ax.plot(r, quintic(r), "--", color=look["backward"], linewidth=2, zorder=2)
    ax.axhline(0, color=look["line"], linewidth=0.8, zorder=1)
    ax.set(xlim=(0, reach[1]), ylim=(-200, 200))
    ax.text(21, 125, "power law", color=look["loss"], ha="right", fontweight="bold")
    ax.text(15.6, -150, "quintic", color=look["backward"], ha="right", fontweight="bold")
