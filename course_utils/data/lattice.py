"""A Fibonacci lattice: N points spread over a box so evenly that a plain mean over them is an integral.

    x_i = (i / N, i g / N mod 1),   N and g two Fibonacci numbers in a row

For a smooth integrand that vanishes at the edges of the box the error falls faster than any power of N
(Niederreiter & Sloan 1994, J. Comput. Appl. Math. 51, 57). Point i + s lies at the same displacement from
point i for every i, so the neighbours of all points are one `np.roll` away, and the parallelogram between two
such displacements is the cell that a point stands for.
"""

import numpy as np

WITHIN = 144, 89  # points that fill a cell, and their generator


class FibonacciLattice:
    """At least `count` points over the box from `low` to `high`, both (2,)."""

    def __init__(self, low, high, count):
        numbers = [1, 2]
        while numbers[-1] < count:
            numbers.append(numbers[-1] + numbers[-2])
        self.size, self.generator = numbers[-1], numbers[-2]
        self.low, self.extent = np.asarray(low), np.asarray(high) - low
        self.area = float(np.prod(self.extent)) / self.size
        half = len(numbers) // 2
        self.steps = numbers[half - 1], numbers[half]
        self.points = self.low + self.extent * _units(np.arange(self.size), self.size, self.generator)
        sides = _units(np.array(self.steps), self.size, self.generator)
        self.sides = self.extent * (sides - np.round(sides))

    def at_an_edge(self, labels):
        """Whether any of a point's eight neighbours has another label: an array (N,) of bool."""
        one, other = self.steps
        shifts = (one, other, one + other, one - other)
        return np.any([np.roll(labels, sign * s) != labels for s in shifts for sign in (1, -1)], axis=0)

    def cell_means(self, values):
        """The means over the cells of a smooth function with these values (N,): + 1/24 of its second differences."""
        second = [np.roll(values, s) - 2 * values + np.roll(values, -s) for s in self.steps]
        return values + np.sum(second, axis=0) / 24

    def subdivided(self, which):
        """The cells of the points `which` (bool, (N,)), filled evenly: an array (cells, per cell, 2).

        Each cell shifts its points by an amount of its own, so that they do not line up with a straight edge.
        """
        rng = np.random.default_rng(0)
        filling = _units(np.arange(WITHIN[0]), *WITHIN)
        shift = rng.random((np.count_nonzero(which), 1, 2))
        return self.points[which][:, None] + ((filling + shift) % 1 - 0.5) @ self.sides


def _units(i, size, generator):
    """Point i of a lattice over the unit square."""
    return np.column_stack([i, i * generator % size]) / size
