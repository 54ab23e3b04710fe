"""Data: everything that the course learns from. Simulated data come with the population that they are drawn from.

GalaxyPopulation, galaxies, Galaxies           the simulated galaxies in (V−J, U−V)
published_cut, cut_intercept, cut_corners      the wedge of Williams et al. 2009
reddening_vector                               what dust does to the two colours
Population, population_risk, bayes_risk        densities, and the risks that follow from them
ToyPopulation, blobs, xor, circles, moons, spiral      two classes in a plane
curve, curve_function                          numbers to predict from one number
regression_plane, regression_hills, hills      numbers to predict over a square
detector_line, least_squares_line, least_absolute_line      a line with outliers, and which line two losses find
planets, kepler_period, Planets                real: eight planets
digits, split_by_form, Digits                  real: handwritten digits, and who wrote on which form
letter, letters, stroke                        20 × 20 letters for the photocells
DataSet, axis_label                            what most of these return, and labels for its axes

Every data set names its features, their units, its classes and its target, and all but the planets have X and y.
Everything random takes a seed or a
`np.random.Generator`. Bad arguments raise TypeError or ValueError that name them.
"""

from .dataset import DataSet, axis_label
from .digit_forms import Digits, digits, split_by_form
from .dust import reddening_vector
from .galaxy_population import Galaxies, GalaxyPopulation, galaxies
from .letter_strokes import letter, letters, stroke
from .lines import detector_line, least_absolute_line, least_squares_line
from .planet_table import Planets, kepler_period, planets
from .population import Population
from .regression import curve, curve_function, hills, regression_hills, regression_plane
from .risk import bayes_risk, population_risk
from .toys import ToyPopulation, blobs, circles, moons, spiral, xor
from .uvj_cut import cut_corners, cut_intercept, published_cut

__all__ = [
    "DataSet",
    "Digits",
    "Galaxies",
    "GalaxyPopulation",
    "Planets",
    "Population",
    "ToyPopulation",
    "axis_label",
    "bayes_risk",
    "blobs",
    "circles",
    "curve",
    "curve_function",
    "cut_corners",
    "cut_intercept",
    "detector_line",
    "digits",
    "galaxies",
    "hills",
    "kepler_period",
    "least_absolute_line",
    "least_squares_line",
    "letter",
    "letters",
    "moons",
    "planets",
    "population_risk",
    "published_cut",
    "reddening_vector",
    "regression_hills",
    "regression_plane",
    "spiral",
    "split_by_form",
    "stroke",
    "xor",
]
