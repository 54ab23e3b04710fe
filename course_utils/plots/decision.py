"""Decisions of a classifier with two inputs: where in the plane it answers which class.

The side that is answered with class 1 is shaded blue, as for a single neuron (`neurons.py`); the line between the
sides is where the answer is ½.
"""

import numpy as np

from .look import LIGHT
from .neurons import draw_plane, draw_points

REACH = 1.7
GRID = 150
SHADE = 0.14


def draw_decision(ax, network, X, y, look=LIGHT, reach=REACH):
    """Draw examples X (N, 2) with labels y (N,), and what `network` answers in the plane around them.

    network(X) gives the probability of class 1, an array (N, 1) or (N,).
    """
    draw_plane(ax, look=look, reach=(-reach, reach))
    along = np.linspace(-reach, reach, GRID)
    plane = np.stack(np.meshgrid(along, along), axis=-1)
    answer = np.reshape(network(plane.reshape(-1, 2)), (GRID, GRID))
    ax.contourf(along, along, answer, levels=(0.5, np.inf), colors=[look["forward"]], alpha=SHADE)
    ax.contour(along, along, answer, levels=(0.5,), colors=[look["ink"]], linewidths=2)
    draw_points(ax, X, y, look, size=16)


def share_right(network, X, y):
    """The share of examples X (N, 2) whose class y (N,) the network answers."""
    return float(np.mean((np.reshape(network(X), -1) > 0.5) == np.asarray(y)))
