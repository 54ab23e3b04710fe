"""Splitting: training data to learn from, validation data to choose by, test data to open once."""

import numpy as np

from ..validate import examples, finite, generator, number, real


def split(X, y, fractions=(0.6, 0.2, 0.2), seed=0):
    """Shuffle the examples and split them: a list of pairs (X, y), one for each fraction.

    X is (N, d), y has N entries or rows; fractions are above 0 and sum to 1; seed is a whole number or a
    np.random.Generator. Raises ValueError where they do not, where lengths differ, and where a part would be empty.
    """
    X = examples(X)
    numbers = finite(y, "y")
    y = np.asarray(y) if np.asarray(y).dtype.kind in "biu" else numbers  # labels stay whole numbers
    if y.ndim not in (1, 2) or len(y) != len(X):
        raise ValueError(f"y must have one entry for each of the {len(X)} examples; got shape {y.shape}")
    return [(X[part], y[part]) for part in shuffled_parts(len(X), fractions, seed, "examples")]


def shuffled_parts(count, fractions, seed, things):
    """0 … count − 1 shuffled and cut into parts: a list of index arrays, one for each fraction.

    `things` names in an error what is split. Raises ValueError where the fractions do not sum to 1 and
    where a part would be empty.
    """
    shares = real(fractions, "fractions").ravel()
    shares = [number(share, f"fractions[{place}]", above=0) for place, share in enumerate(shares)]
    if abs(sum(shares) - 1) > 1e-9:
        raise ValueError(f"fractions must sum to 1; got {sum(shares):g}")
    ends = np.round(np.cumsum(shares) * count).astype(int)
    parts = np.split(generator(seed).permutation(count), ends[:-1])
    if min(map(len, parts)) == 0:
        raise ValueError(f"{count} {things} are too few for fractions {shares}: a part would be empty")
    return parts
