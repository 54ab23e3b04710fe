"""Populations, approximation and depth: what the course integrates, against quadrature, sampling and closed forms.

The engine sums densities on a lattice; SciPy integrates adaptively, and samples that the simulator draws must fall
as the densities say. For a sample the error is counted in standard errors of the mean, of which 5 are promised: by
chance a comparison exceeds them once in 1.7 million.
"""

from itertools import pairwise

import numpy as np
from scipy import integrate, special

from course_utils.data import (
    GalaxyPopulation,
    ToyPopulation,
    bayes_risk,
    hills,
    least_absolute_line,
    least_squares_line,
    population_risk,
)
from course_utils.data.legendre import CurvePopulation, legendre_curve, legendre_features, repeated_fits
from course_utils.engine import Network
from course_utils.engine.topics.approximation import relu_pieces, sigmoid_bumps
from course_utils.engine.topics.polynomials import best_polynomial
from course_utils.engine.topics.triangle import bends, linear_pieces, triangle_map

from .claim import Claim, distance

POPULATIONS = {
    "galaxies": GalaxyPopulation(),
    "galaxies, all redshifts": GalaxyPopulation(0.5, 0.1, (0, 2)),
    "blobs": ToyPopulation("blobs"),
    "xor": ToyPopulation("xor"),
    "circles": ToyPopulation("circles"),
    "moons": ToyPopulation("moons"),
    "spiral": ToyPopulation("spiral"),
}
SAMPLE, RECTANGLES, CLASSIFIERS = 200_000, 20, 5
SIGMAS, DENSITY, QUADRATURE, LINE = 5.0, 1e-8, 1e-6, 1e-9


def claims(random):
    """The claims of this family."""
    return [
        *_densities(),
        *_samples(random),
        blobs_risk(),
        *curves(random),
        *_lines(random),
        *_approximation(random),
        *depth(random),
    ]


# --- densities --------------------------------------------------------------------------------------


def _densities():
    density = Claim("density of a population = SciPy's integral over the simulator's recipe", DENSITY)
    for label, stars in enumerate(((0.48, 0.80, 3.6), (1.05, 1.76, 0.6))):
        population = GalaxyPopulation()
        for x in np.array([[0.6, 0.9], [1.2, 1.6], [1.6, 2.0], [0.9, 1.4]]):
            ours = population.density(x[None], label)[0]
            density.see(abs(ours - _galaxy_density(population, x, label, stars)), (label, x))
    for name, radius in (("circles", (1.0, 0.45)),):
        population = ToyPopulation(name)
        for label, r in enumerate(radius):
            for distance_ in (0.2, 0.45, 0.8, 1.0, 1.3):
                ours = population.density([[distance_, 0.0]], label)[0]
                density.see(abs(ours - _ring_density(distance_, r, population.noise)), (name, distance_))
    whole = Claim("density of a class integrates to 1", QUADRATURE)
    for name, population in POPULATIONS.items():
        for label in (0, 1):
            whole.see(abs(_total(population, label) - 1), name)
    return [density, whole]


def _galaxy_density(population, x, label, stars):
    """∫∫ N(x; μ + δ (z − ¾) + A r, S + noise) over z in [½, 1] and A = A_max · Beta(2, 4), after the module's words."""
    colours, most = np.array(stars[:2]), stars[2]
    drift = np.array([(-0.05, -0.15), (-0.06, -0.20)][label])
    along, across = [(0.24, 0.13), (0.19, 0.09)][label]
    unit = np.array([1, 1]) / np.sqrt(2)
    other = np.array([-1, 1]) / np.sqrt(2)
    S = along**2 * np.outer(unit, unit) + across**2 * np.outer(other, other)
    S = S + population.noise**2 * np.array([[2, -1], [-1, 2]])
    inverse, height = np.linalg.inv(S), 1 / (2 * np.pi * np.sqrt(np.linalg.det(S)))
    k = {band: _calzetti(wavelength) for band, wavelength in {"U": 0.366, "V": 0.545, "J": 1.22}.items()}
    red = np.array([k["V"] - k["J"], k["U"] - k["V"]]) / k["V"]

    def integrand(share, z):
        d = x - colours - drift * (z - 0.75) - red * most * share
        return 20 * share * (1 - share) ** 3 * height * np.exp(-0.5 * d @ inverse @ d)

    return 2 * integrate.dblquad(integrand, 0.5, 1.0, 0, 1, epsabs=1e-11, epsrel=1e-10)[0]


def _calzetti(wavelength):
    """k(λ) of Calzetti et al. 2000, equations 4, with R_V = 4.05."""
    x = 1 / wavelength
    if wavelength > 0.63:
        return 2.659 * (-1.857 + 1.040 * x) + 4.05
    return 2.659 * (-2.156 + 1.509 * x - 0.198 * x**2 + 0.011 * x**3) + 4.05


def _ring_density(r, radius, noise):
    """A ring blurred by a Gaussian, in closed form with the Bessel function I₀."""
    product = r * radius / noise**2
    return special.ive(0, product) * np.exp(-((r - radius) ** 2) / (2 * noise**2)) / (2 * np.pi * noise**2)


def _total(population, label, cells=700):
    """The midpoint sum over the population's box; the density vanishes at its edges, so that it converges fast."""
    low, high = population.box
    (x, dx), (y, dy) = (
        np.linspace(a, b, cells, endpoint=False, retstep=True) for a, b in zip(low, high, strict=True)
    )
    X = np.stack(np.meshgrid(x + dx / 2, y + dy / 2), axis=-1).reshape(-1, 2)
    return population.density(X, label).sum() * dx * dy


# --- samples and risks ------------------------------------------------------------------------------


def _samples(random):
    rectangle = Claim(
        "share of drawn points in a rectangle = the integral of the density, in standard errors", SIGMAS
    )
    risk = Claim(
        "population risk of a random classifier = its mean loss on a drawn sample, in standard errors", SIGMAS
    )
    bayes = Claim("Bayes risk = mean loss of the posterior on a drawn sample, in standard errors", SIGMAS)
    below = Claim("no classifier has a risk below the Bayes risk", 0.0)
    for name, population in POPULATIONS.items():
        drawn = population.draw(SAMPLE, seed=int(random.integers(10**6)))
        X, y = drawn.X, drawn.y
        for _ in range(RECTANGLES):
            _see_rectangle(rectangle, name, population, X, y, random)
        for loss in ("zero_one", "squared", "binary_cross_entropy"):
            f = population.posterior(X)
            f = (f > 0.5).astype(float) if loss == "zero_one" else f
            best = bayes_risk(population, loss)
            bayes.see(_sigmas(_loss(loss, f, y), best), (name, loss))
            for _ in range(CLASSIFIERS):
                network = Network.random([2, 6, 1], "tanh", "sigmoid", seed=random)
                network.theta *= 2
                predict = (lambda X, n=network: n(X) > 0.5) if loss == "zero_one" else network
                ours = population_risk(predict, population, loss)
                risk.see(_sigmas(_loss(loss, predict(X)[:, 0].astype(float), y), ours), (name, loss))
                below.see(max(best - ours, 0.0), (name, loss))
    return [rectangle, risk, bayes, below]


def _see_rectangle(claim, name, population, X, y, random, nodes=60):
    """A random rectangle that holds some points of a random class."""
    label = int(random.integers(2))
    mine = X[y == label]
    one, other = mine[random.integers(len(mine), size=2)]
    low, high = np.minimum(one, other), np.maximum(one, other)
    t, w = np.polynomial.legendre.leggauss(nodes)
    parts = 6  # the density of a thin arm is narrow
    edges = np.linspace(0, 1, parts + 1)
    t = np.concatenate([a + (b - a) * (t + 1) / 2 for a, b in pairwise(edges)])
    w = np.tile(w / 2 / parts, parts)
    grid = np.stack(np.meshgrid(*(low + (high - low) * t[:, None]).T, indexing="ij"), axis=-1).reshape(-1, 2)
    expected = np.prod(high - low) * (population.density(grid, label).reshape(len(t), -1) @ w @ w)
    inside = ((mine > low) & (mine < high)).all(axis=1).mean()
    error = np.sqrt(max(expected * (1 - expected), 1 / len(mine)) / len(mine))
    claim.see(abs(inside - expected) / error, (name, label, low, high))


def _loss(name, f, y):
    if name == "zero_one":
        return (f != y).astype(float)
    return (f - y) ** 2 if name == "squared" else -np.log(np.where(y == 1, f, 1 - f))


def _sigmas(losses, expected):
    """How many standard errors the mean of a sample is from what is expected."""
    return abs(losses.mean() - expected) / (losses.std() / np.sqrt(len(losses)))


def blobs_risk():
    """Two equal round Gaussians at distance d: the Bayes risk is Φ(−d / 2σ)."""
    claim = Claim("Bayes risk of two Gaussians = Φ(−d / 2σ)", 1e-5)
    for noise in (0.2, 0.3, 0.4, 0.6, 1.0):
        d = np.hypot(1.4, 1.0)
        claim.see(abs(bayes_risk(ToyPopulation("blobs", noise)) - special.ndtr(-d / (2 * noise))), noise)
    return claim


# --- curves and lines -------------------------------------------------------------------------------


def curves(random):
    """Legendre terms, and the risks of curves that are made of them."""
    features = Claim("Legendre terms = √(2j + 1) P_j of SciPy", 1e-12)
    x = np.concatenate([[-1, 0, 1], random.uniform(-1, 1, 500)])
    for terms in range(1, 33):
        theirs = [np.sqrt(2 * j + 1) * special.eval_legendre(j, x) for j in range(terms)]
        features.see(distance(legendre_features(x, terms), np.array(theirs).T), terms)
    risk = Claim("true risk of a curve = SciPy's quadrature", 1e-9)
    curve = lambda x: np.sin(3 * x) + 0.3 * x**2  # noqa: E731
    population = CurvePopulation(curve, noise=0.3)
    for _ in range(50):
        f = legendre_curve(random.normal(size=random.integers(1, 10)))
        exact = (
            0.3**2
            + integrate.quad(lambda x, f=f: (f(x) - curve(x)) ** 2, -1, 1, epsabs=1e-12, limit=200)[0] / 2
        )
        risk.see(abs(population.risk(f) - exact) / exact)
    gap = Claim(
        "mean gap of training and true risk of a linear model = 2σ²p/N + O(1/N²), in standard errors", SIGMAS
    )
    for count in (1000, 3000):
        inside = CurvePopulation(lambda x: 0.5 * x - x**3, noise=0.3)  # lies in the model's span
        fits = repeated_fits(inside, 6, count, 4000, seed=int(random.integers(10**6)))
        found, p = fits.steady_gap, 6
        expected = 2 * 0.3**2 * p / count
        slack = expected * 4 * p / count  # the next order, with fourth moments of the terms
        error = max(abs(found.mean() - expected) - slack, 0) / (found.std() / np.sqrt(len(found)))
        gap.see(error, count)
    return [features, risk, gap]


def _lines(random):
    squares = Claim("least-squares line = np.polyfit", LINE)
    absolute = Claim("least-absolute line is as good as SciPy's linear programme", LINE)
    from scipy.optimize import linprog

    for _ in range(100):
        n = int(random.integers(3, 30))
        x, y = random.normal(size=n), random.standard_t(1.5, size=n)
        squares.see(distance(least_squares_line(x, y), np.polyfit(x, y, 1)[::-1]))
        offset, slope = least_absolute_line(x, y)
        A = np.column_stack([np.ones(n), x])
        rows = np.block([[A, -np.eye(n)], [-A, -np.eye(n)]])
        best = linprog([0, 0, *np.ones(n)], rows, [*y, *-y], bounds=[(None, None)] * 2 + [(0, None)] * n)
        absolute.see(distance(np.abs(y - offset - slope * x).sum(), best.fun))
    hill = Claim("the hills = their formula, term by term", 1e-12)
    tops = [
        (-2 / 3, 0.4, 1),
        (0, 0.4, -1),
        (2 / 3, 0.4, 1),
        (-2 / 3, -0.4, -1),
        (0, -0.4, 1),
        (2 / 3, -0.4, -1),
    ]
    for x, y in random.uniform(-1, 1, (200, 2)):
        exact = sum(h * np.exp(-((x - a) ** 2 + (y - b) ** 2) / (2 * 0.2**2)) for a, b, h in tops)
        hill.see(abs(hills([[x, y]])[0] - exact))
    return [squares, absolute, hill]


# --- approximation and depth ------------------------------------------------------------------------


def _approximation(random):
    """Bounds that are theorems: errors over what they may be at most."""
    pieces = Claim("sup-error of n ReLU pieces, over its bound max|f″| / 8n²", 1 + 1e-9)
    bumps = Claim(
        "sup-error of n sigmoid bumps, over a bump's half width times max|f′| and the overlap's bound", 1.0
    )
    x = np.linspace(0, 1, 20_011)[:, None]
    for n in (1, 2, 3, 5, 8, 13, 40, 100):
        for k in (1, 2, 3):
            phase = random.uniform(0, 2 * np.pi)
            f = lambda t, k=k, phase=phase: np.sin(2 * np.pi * k * t + phase)  # noqa: E731
            w = 2 * np.pi * k
            pieces.see(np.abs(relu_pieces(f, n)(x)[:, 0] - f(x[:, 0])).max() / (w**2 / (8 * n**2)), (n, k))
            # Within a bump f moves by w / 2n from its middle; at an edge neighbours mix, whose middles are w / n apart.
            # Steepness 16 n: what leaks in from bumps further away is a geometric series of e⁻⁸ and their differences.
            bound = 1.5 * w / n + 4 * np.exp(-8)
            bumps.see(np.abs(sigmoid_bumps(f, n)(x)[:, 0] - f(x[:, 0])).max() / bound, (n, k))
    best = Claim("sup-error of the best polynomial for |2x − 1| and powers = Chebyshev's, relative", 2e-3)
    for degree in range(1, 9):
        best.see(
            abs(best_polynomial(lambda x, d=degree: x ** (d + 1), degree)[1] / 2.0 ** (-2 * degree - 1) - 1),
            degree,
        )
    best.see(abs(best_polynomial(lambda x: np.abs(2 * x - 1), 2)[1] / 0.125 - 1), "|2x − 1|")
    return [pieces, bumps, best]


def depth(random):
    """The triangle map, folded by hand."""
    value = Claim("the triangle map k times over = folding k times, exactly", 0.0)
    count = Claim("pieces of the triangle map = 2ᵏ, its bends at multiples of 2⁻ᵏ", 1e-12)
    for k in range(1, 13):
        network, x = triangle_map(k), random.integers(0, 2**20 + 1, 500) / 2**20
        folded = x
        for _ in range(k):
            folded = np.where(folded <= 0.5, 2 * folded, 2 - 2 * folded)
        value.see(np.abs(network(x[:, None])[:, 0] - folded).max(), k)
        places = np.arange(1, 2**k) / 2**k
        right = linear_pieces(network) == 2**k
        count.see(np.abs(bends(network) - places).max() if right else np.inf, k)
    return [value, count]
