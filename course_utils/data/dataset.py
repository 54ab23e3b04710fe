"""A data set: examples, their targets, and what both are called.

    X (N, d)   one row for each example, one column for each feature
    y (N,)     what to predict: a class number in classification, a real number in regression

In classification `classes[k]` is the name of class k and `target` says what is told apart; in regression
`classes` is empty. Every feature has a name and a unit ("" where it has none), so that a figure's axes
need no guessing.
"""

from typing import NamedTuple

import numpy as np

from ..engine.validate import text

PLANE = ("x₁", "x₂")


class DataSet(NamedTuple):
    """Examples X (N, d) and targets y (N,), with the names of the d `features` and their `units`, "" for none.

    `classes[k]` is the name of class k; in regression `classes` is empty and y is in `target_unit`. `target` says what
    y is.
    """

    X: np.ndarray
    y: np.ndarray
    features: tuple = PLANE
    units: tuple = ("", "")
    classes: tuple = ("class 0", "class 1")
    target: str = "class"
    target_unit: str = ""


def axis_label(name, unit):
    """The label of an axis: "V−J (mag)"; the name alone where there is no unit."""
    name, unit = text(name, "name"), text(unit, "unit")
    return f"{name} ({unit})" if unit else name
