"""Letters for Rosenblatt's eye of 20 × 20 photocells: each letter is a few strokes of a pen.

A stroke is a chain of straight lines between points "column,row" of the retina, row 0 at the top. A photocell is lit
where its centre is nearer to a stroke than half the pen's width. The strokes were drawn for this course; no font.
"""

import numpy as np

from ..engine.validate import abbreviate, check_int, generator, number, one_of, pair
from .dataset import DataSet

SIDE = 20
MOST = 50_000  # bitmaps in one set: half a gigabyte while they are drawn
FAR = 1000  # cells
STROKES = {
    "A": "3,17 9.5,2 16,17 | 5.6,11 13.4,11",
    "B": "4,2 4,17 11,17 15,15 15,11.5 11,9 4,9 | 4,2 10,2 14,4 14,7 11,9",
    "C": "15,5 12,2 8,2 4,6 4,13 8,17 12,17 15,14",
    "D": "4,2 4,17 10,17 15,13 15,6 10,2 4,2",
    "E": "15,2 4,2 4,17 15,17 | 4,9 12,9",
    "F": "15,2 4,2 4,17 | 4,9 12,9",
    "G": "15,5 12,2 8,2 4,6 4,13 8,17 12,17 15,14 15,10 10,10",
    "H": "4,2 4,17 | 15,2 15,17 | 4,9.5 15,9.5",
    "I": "6,2 13,2 | 9.5,2 9.5,17 | 6,17 13,17",
    "J": "7,2 14,2 | 12,2 12,14 9,17 6,17 4,14",
    "K": "4,2 4,17 | 15,2 4,11 | 7,9 15,17",
    "L": "4,2 4,17 15,17",
    "M": "3,17 3,2 9.5,11 16,2 16,17",
    "N": "4,17 4,2 15,17 15,2",
    "O": "8,2 4,6 4,13 8,17 11,17 15,13 15,6 11,2 8,2",
    "P": "4,17 4,2 11,2 15,4 15,8 11,10 4,10",
    "Q": "8,2 4,6 4,13 8,17 11,17 15,13 15,6 11,2 8,2 | 11,12.5 15.5,17",
    "R": "4,17 4,2 11,2 15,4 15,8 11,10 4,10 | 9,10 15,17",
    "S": "15,5 12,2 7,2 4,4 4,7 7,9 12,10 15,12 15,15 12,17 7,17 4,14",
    "T": "3,2 16,2 | 9.5,2 9.5,17",
    "U": "4,2 4,13 7,17 12,17 15,13 15,2",
    "V": "3,2 9.5,17 16,2",
    "W": "2,2 6,17 9.5,7 13,17 17,2",
    "X": "4,2 15,17 | 15,2 4,17",
    "Y": "3,2 9.5,9 16,2 | 9.5,9 9.5,17",
    "Z": "4,2 15,2 4,17 15,17",
}
ALPHABET = "".join(STROKES)


def letter(name, *, pen=2.2, right=0, down=0):
    """One letter, A to Z by name, as a bitmap (20, 20) of 0 and 1; row 0 is the top.

    pen is the width of the stroke in cells, from 1 to 6; right and down shift the letter by so many cells.
    """
    one_of(name, "name", STROKES)
    pen = _pen(pen)
    shift = np.array([_shift(right, "right"), _shift(down, "down")])
    return (_distance(_cells() - shift, *_lines(name)) <= pen / 2).astype(float).reshape(SIDE, SIDE)


def stroke(start, end, *, pen=2.2):
    """One straight stroke of a pen, as a bitmap (20, 20) of 0 and 1; start and end are (column, row), row 0 the top.

    Where the two are the same place, the pen makes a dot. Raises ValueError or TypeError for anything else.
    """
    pen, ends = _pen(pen), [_point(start, "start"), _point(end, "end")]
    return (_distance(_cells(), *np.array(ends)[:, None]) <= pen / 2).astype(float).reshape(SIDE, SIDE)


def letters(which=ALPHABET, copies=1, seed=0, *, noise=0.0, shift=0, pen=2.2):
    """`copies` bitmaps of each letter in `which`, as a `DataSet`: X (N, 400) of 0 and 1, y (N,) the place in `which`.

    noise, from 0 to 1, is the chance that a photocell shows the wrong value; each copy is shifted by up to `shift`
    cells, at most 3, along each axis; pen as in `letter`; seed is a whole number or a np.random.Generator. classes are
    the letters. Row by row, letter by letter. Raises TypeError and ValueError for other arguments.
    """
    names = _names(which)
    copies, rng = check_int(copies, "copies", at_most=MOST // len(names)), generator(seed)
    noise, pen = number(noise, "noise", at_least=0, at_most=1), _pen(pen)
    shift = check_int(shift, "shift", at_least=0, at_most=3)
    y = np.repeat(np.arange(len(names)), copies)
    moves = rng.integers(-shift, shift + 1, size=(len(y), 2))
    keys = [(names[k], int(right), int(down)) for k, (right, down) in zip(y, moves, strict=True)]
    drawn = {key: letter(key[0], pen=pen, right=key[1], down=key[2]).ravel() for key in set(keys)}
    X = np.array([drawn[key] for key in keys])
    wrong = rng.random((len(y), SIDE**2)) < noise
    features = tuple(f"photocell {i // SIDE},{i % SIDE}" for i in range(SIDE**2))
    return DataSet(np.abs(X - wrong), y, features, ("",) * SIDE**2, names, "letter")


def _names(which):
    if not isinstance(which, (str, list, tuple)) or len(which) == 0:
        raise TypeError(f'which must be letters, such as "AB"; got {abbreviate(which)}')
    names = tuple(one_of(name, "which", STROKES) for name in which)
    if len(set(names)) < len(names):
        raise ValueError(f"which must name each letter once; got {abbreviate(which)}")
    return names


def _pen(pen):
    """The checked width of a stroke in cells."""
    return number(pen, "pen", at_least=1, at_most=6)


def _shift(cells, name):
    """By how many cells a letter is moved: further than FAR it is gone anyway."""
    return number(cells, name, at_least=-FAR, at_most=FAR)


def _point(point, argument):
    column, row = pair(point, argument, "(column, row)")
    return [_shift(column, f"{argument} column"), _shift(row, f"{argument} row")]


def _cells():
    """The photocells as (column, row), an array (400, 2)."""
    return np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), axis=-1).reshape(-1, 2)


def _lines(name):
    """The straight lines of a letter: their starts and ends, two arrays (L, 2)."""
    chains = [
        np.array([point.split(",") for point in stroke.split()], float) for stroke in STROKES[name].split("|")
    ]
    return np.concatenate([c[:-1] for c in chains]), np.concatenate([c[1:] for c in chains])


def _distance(cells, starts, ends):
    """From each cell to the nearest line: an array (cells,)."""
    along = ends - starts
    from_start = cells[:, None] - starts
    length = np.maximum(np.sum(along**2, axis=1), 1e-12)  # a dot has none
    t = np.clip(np.sum(from_start * along, axis=2) / length, 0, 1)
    return np.linalg.norm(from_start - t[..., None] * along, axis=2).min(axis=1)
