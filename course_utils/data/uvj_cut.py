"""The published cut: a wedge in the (V−J, U−V) plane that calls a galaxy quiescent.

    U−V > 0.88 (V−J) + 0.69 for z < 0.5,  + 0.59 for 0.5 ≤ z < 1,  + 0.49 for 1 ≤ z < 2
    U−V > 1.3
    V−J < 1.6

Three edges: the slanted one follows the dust, the other two keep young and very dusty galaxies out.
Source: Williams et al. 2009, ApJ 691, 1879.
"""

import numpy as np

from ..engine.validate import finite, number
from .population import plane

SLOPE = 0.88
INTERCEPTS = (0.69, 0.59, 0.49)  # of the slanted edge, in mag
REDSHIFT_EDGES = (0.0, 0.5, 1.0, 2.0)
LOWEST_UV = 1.3  # mag
HIGHEST_VJ = 1.6  # mag


def cut_intercept(redshift):
    """The intercept of the slanted edge, in mag, at each redshift from 0 to below 2 (a number or an array)."""
    z = finite(redshift, "redshift")
    outside = (z < REDSHIFT_EDGES[0]) | (z >= REDSHIFT_EDGES[-1])
    if outside.any():
        raise ValueError(
            f"redshift must be at least 0 and below 2, where the cut is published; got {z[outside].flat[0]:g}"
        )
    return np.array(INTERCEPTS)[np.searchsorted(REDSHIFT_EDGES, z, side="right") - 1]


def published_cut(X, redshift):
    """1 where the published cut calls a galaxy quiescent, else 0: an array (N,) of int.

    X is (N, 2), rows (V−J, U−V) in mag; redshift is a number or (N,), from 0 to below 2 (ValueError outside).
    """
    X = plane(X)
    intercept = cut_intercept(redshift)
    if intercept.shape not in ((), (len(X),)):
        raise ValueError(
            f"redshift must be one number or have shape ({len(X)},), one for each row of X; got {intercept.shape}"
        )
    return in_wedge(X, intercept, LOWEST_UV, HIGHEST_VJ).astype(int)


def in_wedge(X, intercept, lowest, highest):
    """Whether each row (V−J, U−V) of X (N, 2) lies in a wedge with the slope of the published cut: bool (N,)."""
    VJ, UV = np.asarray(X).T
    return (UV > SLOPE * VJ + intercept) & (UV > lowest) & (VJ < highest)


def cut_corners(redshift):
    """The two corners of the wedge, (V−J, U−V) in mag: an array (2, 2), the left one first; one redshift."""
    intercept = float(cut_intercept(number(redshift, "redshift")))
    return np.array(
        [[(LOWEST_UV - intercept) / SLOPE, LOWEST_UV], [HIGHEST_VJ, SLOPE * HIGHEST_VJ + intercept]]
    )
