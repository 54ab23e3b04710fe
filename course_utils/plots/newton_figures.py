"""Where Newton ends, and what its Hessian overlooks: two figures of notebook 09."""

import numpy as np

from .look import LIGHT
from .surface_map import method_style


def draw_basins(ax, starts, ends, edge, look=LIGHT):
    """Draw where walks from starts (k,) end, {method: ends (k,)}, and mark ± edge, the rim of a basin."""
    for (method, where), shift in zip(ends.items(), (0.05, -0.05), strict=True):
        kinds = method_style(method, look)
        ax.plot(starts, np.asarray(where) + shift, **{**kinds, "linestyle": "", "markersize": 4})
        at = (starts[-1], where[-1] + shift)
        words = {"textcoords": "offset points", "va": "center", "color": kinds["color"], "fontsize": 10}
        ax.annotate(method, at, (8, 9 if shift > 0 else -9), **words)
    for rim in (-edge, edge):
        ax.axvline(rim, color=look["quiet"], linewidth=1, linestyle="--", zorder=0)
        ax.text(rim, 1.32, f"{rim:.3f}".replace("-", "−"), ha="center", color=look["quiet"], fontsize=10)
    ax.set(xlabel="start x", ylabel="end x", ylim=(-1.3, 1.25))
    ax.set_yticks([-1, 0, 1], ["−1, minimum", "0, saddle", "1, minimum"])


def draw_kinks(ax, b, slope, smooth, kinks, look=LIGHT):
    """Draw a slope (k,) along a parameter b (k,), what its Hessian sums up to (k,), and where the kinks are."""
    for kink in kinks:
        ax.axvline(kink, color=look["line"], linewidth=0.8, linestyle=":", zorder=0)
    ax.plot(b, smooth, "--", color=look["update"], linewidth=2)
    ax.plot(b, slope, "-", color=look["backward"], linewidth=2)
    words = {"textcoords": "offset points", "va": "center", "fontsize": 10}
    ax.annotate("the slope itself", (b[-1], slope[-1]), (6, 0), color=look["backward"], **words)
    ax.annotate("the Hessian, summed up", (b[-1], smooth[-1]), (6, 0), color=look["update"], **words)
    ax.set(xlabel="bias b (dotted: an example's kink)", ylabel="slope ∂R/∂b", xlim=(b[0], b[-1]))
