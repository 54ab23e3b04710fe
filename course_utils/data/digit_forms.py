"""Handwritten digits, 8 × 8 pixels, with the forms they were written on: real data that comes with scikit-learn.

These 1797 images are the test set of the UCI "Optical recognition of handwritten digits" (Alpaydin & Kaynak 1998),
by 13 people who wrote none of the training set. Who wrote which is not stored, but the order of the labels tells:
everybody copied the same form of 130 digits (0 to 9 three times, then a mixed rest), and that sequence of labels comes
14 times, with a few digits missing. So 14 forms are known for certain, and that one person filled in two of them is
the likely reading. Cutting between forms keeps (almost) all of a person's digits on one side.
(The scikit-learn MOOC, "Sample grouping", cuts in the same places, except that its eighth form starts 9 digits later;
the form shows that those nine belong to the eighth.)
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..engine.topics.splitting import shuffled_parts
from ..engine.validate import abbreviate

FORM_STARTS = (0, 130, 256, 386, 516, 646, 776, 906, 1029, 1157, 1287, 1415, 1545, 1667)
FULL_INK = 16


class Digits(NamedTuple):
    """Images X (1797, 64) with ink from 0 to 1, labels y, and the number of the form that each was written on.

    features, units, classes, target and target_unit are as in `DataSet`.
    """

    X: np.ndarray
    y: np.ndarray
    form: np.ndarray
    features: tuple
    units: tuple
    classes: tuple = tuple("0123456789")
    target: str = "digit"
    target_unit: str = ""


def digits():
    """All 1797 digits in the order of the file, as `Digits`."""
    table = _table()
    form = np.searchsorted(FORM_STARTS, np.arange(len(table)), side="right") - 1
    features = tuple(f"pixel {i // 8},{i % 8}" for i in range(64))
    return Digits(table[:, :-1] / FULL_INK, table[:, -1].astype(int), form, features, ("ink",) * 64)


@cache
def _table():
    """The table (1797, 65) that scikit-learn brings: 64 pixels and the label.

    `sklearn.datasets.load_digits` gives the same (tested), but importing the library takes longer than a notebook's
    whole training. So its file is read where it lies, and the library only asked if it lies elsewhere one day.
    """
    folder = Path(find_spec("sklearn").origin).parent
    file = folder / "datasets" / "data" / "digits.csv.gz"
    if file.is_file():
        return np.loadtxt(file, delimiter=",")
    from sklearn.datasets import load_digits

    bunch = load_digits()
    return np.column_stack([bunch.data, bunch.target])


def split_by_form(data, fractions=(0.6, 0.2, 0.2), seed=0):
    """Deal whole forms, so that nobody is on two sides: a list of pairs (X, y), one for each fraction.

    data is `digits()`; fractions and seed are as in `engine.split`. 14 forms give parts of whole forms, 8, 3 and 3 for
    the default. Compare `engine.split(data.X, data.y)`, which puts everybody's digits on every side.
    """
    if not isinstance(data, Digits):
        raise TypeError(f"data must be what digits() returns; got {abbreviate(data)}")
    parts = shuffled_parts(len(FORM_STARTS), fractions, seed, "forms")
    return [(data.X[mine], data.y[mine]) for mine in (np.isin(data.form, part) for part in parts)]
