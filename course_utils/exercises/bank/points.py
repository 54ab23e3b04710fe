"""Points on which functions are tried: at every scale, on both sides of zero, whole and broken, the same each time."""

import numpy as np


def scales(smallest, largest, seed):
    """240 numbers of either sign whose sizes lie between these two: evenly on a logarithmic scale, and at random."""
    even = np.geomspace(smallest, largest, 60)
    uneven = np.exp(np.random.default_rng(seed).uniform(np.log(smallest), np.log(largest), 60))
    return [float(sign * size) for size in (*even, *uneven) for sign in (1, -1)]


def lattice(low, high, step):
    """Numbers from low to high, so close together that a special case between them would be seen."""
    return [float(f"{number:.10g}") for number in np.arange(low, high + step / 2, step)]
