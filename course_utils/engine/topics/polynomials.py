"""Best polynomials: as near to a function on [0, 1] as a polynomial of a given degree can come, in sup-error.

One hidden layer whose activation function is a polynomial of degree d gives a polynomial of degree d, however many
neurons it has. So what the best polynomial misses, every such network misses.
"""

import numpy as np

from ..validate import check_int, values_at

GRID = 801
ROUNDS = 400
ROUNDING = 1e-13


def best_polynomial(target, degree):
    """(polynomial, sup-error): nearest to target on [0, 1] among all of the degree, a np.polynomial.Chebyshev.

    Lawson's method (1961): least squares again and again, where each place weighs the more, the larger its error was.
    The sup-error is right to about three digits. target takes an array (N,). Raises TypeError and ValueError for what
    is not a function, or not a whole number from 0 to 20.
    """
    degree = check_int(degree, "degree", at_least=0, at_most=20)
    x = (1 - np.cos(np.linspace(0, np.pi, GRID))) / 2  # denser at the ends, where such errors are large
    y = values_at(target, "target", x)
    powers = np.polynomial.chebyshev.chebvander(2 * x - 1, degree)
    weight = np.full(GRID, 1 / GRID)
    best, sup = None, np.inf
    for _ in range(ROUNDS):
        root = np.sqrt(weight)
        coefficients = np.linalg.lstsq(powers * root[:, None], y * root, rcond=None)[0]
        error = np.abs(y - powers @ coefficients)
        if error.max() < sup:
            best, sup = coefficients, float(error.max())
        if sup <= ROUNDING * np.abs(y).max():
            break  # a polynomial: what is left is rounding, and nothing to weigh by
        weight *= error
        weight /= weight.sum()
    return np.polynomial.Chebyshev(best, domain=[0, 1]), sup
