"""A matrix to look at: each number in its cell, orange where it is negative, blue where positive, white at zero."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from .look import LIGHT


def draw_matrix(ax, H, names, look=LIGHT, groups=()):
    """Draw a square matrix (n, n) whose rows and columns have names; groups are the places of lines between them.

    Raises ValueError where the names do not fit.
    """
    H = np.asarray(H, dtype=float)
    if H.ndim != 2 or H.shape[0] != H.shape[1] or len(names) != len(H):
        raise ValueError(
            f"H must be square with a name for each row; got shape {H.shape} and {len(names)} names"
        )
    largest = np.abs(H).max() or 1.0
    signed = LinearSegmentedColormap.from_list("signed", [look["backward"], look["ground"], look["forward"]])
    ax.imshow(np.sign(H) * np.sqrt(np.abs(H) / largest), cmap=signed, vmin=-1.35, vmax=1.35)
    for (i, j), entry in np.ndenumerate(H):
        words = f"{entry:.2f}".replace("-0.00", "0.00").replace("-", "−")
        ax.text(j, i, words, ha="center", va="center", fontsize=9, color=look["ink"])
    for place in groups:
        for line in (ax.axhline, ax.axvline):
            line(place - 0.5, color=look["ink"], linewidth=1)
    ax.set_xticks(range(len(H)), names)
    ax.set_yticks(range(len(H)), names)
    ax.tick_params(length=0, labelsize=11, labelcolor=look["ink"], top=True, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)
