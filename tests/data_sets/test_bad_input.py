"""Bad input: each message names the argument, what came and what was expected."""

import numpy as np
import pytest

from course_utils.data import (
    GalaxyPopulation,
    ToyPopulation,
    bayes_risk,
    blobs,
    curve,
    curve_function,
    cut_corners,
    digits,
    galaxies,
    kepler_period,
    letter,
    letters,
    moons,
    population_risk,
    published_cut,
    regression_hills,
    regression_plane,
    split_by_form,
    stroke,
)

NAN = float("nan")
X = [[1.0, 1.5]]
HERE = GalaxyPopulation()


def zeros(X):
    return np.zeros(len(X))


MISTAKES = {  # the call, words of its message, and the error where it is no ValueError
    "a negative count": (lambda: galaxies(-5), "count must be at least 1; got -5"),
    "no galaxies": (lambda: galaxies(0), "count must be at least 1"),
    "half a galaxy": (lambda: galaxies(2.5), "count must be a whole number; got 2.5", TypeError),
    "a seed that is a word": (lambda: galaxies(5, seed="one"), "seed must be a whole number or a", TypeError),
    "negative noise": (lambda: galaxies(5, noise=-0.1), "noise must be .* at least 0; got -0.1"),
    "noise NaN": (lambda: galaxies(5, noise=NAN), "noise must be a finite number"),
    "noise in words": (lambda: galaxies(5, noise="much"), "noise must be a number; got 'much'", TypeError),
    "a fraction of 0": (
        lambda: galaxies(5, quiescent_fraction=0),
        "quiescent_fraction must be .* above 0 and below 1; got 0.0",
    ),
    "a fraction in per cent": (lambda: GalaxyPopulation(30), "quiescent_fraction must be .* below 1"),
    "redshift beyond the model": (
        lambda: galaxies(5, redshift=(0, 3)),
        r"redshift must be .* from 0 to 2; got \(0, 3\)",
    ),
    "redshift the wrong way round": (lambda: galaxies(5, redshift=(1, 0.5)), "low ≤ high"),
    "three redshifts": (lambda: galaxies(5, redshift=(0, 1, 2)), "one number or a pair"),
    "negative redshift": (lambda: galaxies(5, redshift=-1), "redshift must be .* at least 0"),
    "a third class": (lambda: HERE.density(X, 2), r"label must be 0 \(star-forming\) or 1 \(quiescent\)"),
    "a class by name": (lambda: HERE.density(X, "Q"), "label must be 0 .*got 'Q'"),
    "three colours": (lambda: HERE.posterior([[1, 2, 3]]), r"2 columns.*got shape \(1, 3\)"),
    "one galaxy as a row": (lambda: HERE.posterior([1.0, 1.5]), r"X must have shape \(N, d\)"),
    "colours NaN": (lambda: published_cut([[NAN, 1]], 0.5), "X must be finite"),
    "the cut at z = 2": (lambda: published_cut(X, 2.0), "redshift must be at least 0 and below 2.*got 2"),
    "the cut at negative z": (lambda: published_cut(X, [-0.1]), "redshift must be at least 0.*got -0.1"),
    "too many redshifts": (lambda: published_cut(X, [0.1, 0.2]), r"shape \(1,\), one for each row of X"),
    "corners of two bins": (lambda: cut_corners([0.1, 0.7]), "redshift must be a number", TypeError),
    "an unknown toy": (lambda: ToyPopulation("torus"), "name must be one of 'blobs'.*got 'torus'"),
    "a toy with negative noise": (lambda: moons(5, noise=-1), "noise must be .* at least 0"),
    "a toy with no count": (lambda: blobs(None), "count must be a whole number", TypeError),
    "a density without width": (lambda: bayes_risk(ToyPopulation("moons", 0.0)), "at least 0.02"),
    "no population": (lambda: bayes_risk("galaxies"), "population must be a Population", TypeError),
    "an unknown loss": (lambda: bayes_risk(HERE, "hinge"), "loss must be one of 'zero_one'"),
    "too few points": (lambda: bayes_risk(HERE, points=10), "points must be at least 1000"),
    "too many points": (lambda: bayes_risk(HERE, points=10**8), "points must be at most"),
    "labels, not a classifier": (
        lambda: population_risk([0, 1], HERE),
        "predict must be a function",
        TypeError,
    ),
    "probabilities for the 0–1 loss": (
        lambda: population_risk(lambda X: zeros(X) + 0.3, HERE, points=1000),
        "labels 0 or 1 .*from 0.3 to 0.3: compare with a threshold",
    ),
    "logits for probabilities": (
        lambda: population_risk(lambda X: zeros(X) - 3, HERE, "binary_cross_entropy", points=1000),
        "probabilities from 0 to 1",
    ),
    "one label for all": (lambda: population_risk(lambda X: 1, HERE, points=1000), "one number for each"),
    "predictions NaN": (
        lambda: population_risk(lambda X: zeros(X) * NAN, HERE, points=1000),
        "what predict returned must be finite",
    ),
    "an unknown curve": (lambda: curve(5, name="tangent"), "name must be one of 'sine'"),
    "an unknown function": (lambda: curve_function(3), "name must be one of 'sine'"),
    "a curve of words": (lambda: curve_function("sine")("x"), "x must be a number or an array", TypeError),
    "a curve with negative noise": (lambda: curve(5, noise=-1), "noise must be .* at least 0"),
    "a curve far away": (lambda: curve_function("sine")([1e308]), r"x must lie between −1e\+100 and"),
    "a steep plane": (lambda: regression_plane(5, slopes=(1e308, 1e308)), "slopes must lie between"),
    "three slopes": (lambda: regression_plane(5, slopes=(1, 2, 3)), r"slopes must have shape \(2,\)"),
    "hills with negative noise": (lambda: regression_hills(5, noise=-1), "noise must be .* at least 0"),
    "a negative mass": (lambda: kepler_period(1.0, [0.1, -0.5]), "mass must be .* 0; got -0.5"),
    "an unknown letter": (lambda: letter("a"), "name must be one of 'A'.*got 'a'"),
    "a stroke to nowhere": (
        lambda: stroke((1, 2), 3),
        r"end must be a pair \(column, row\); got 3",
        TypeError,
    ),
    "a stroke of nan": (lambda: stroke((1, float("nan")), (1, 2)), "start row"),
    "a hairline": (lambda: letter("A", pen=0.1), "pen must be .* at least 1"),
    "a brush": (lambda: letter("A", pen=60), "pen must be .* at most 6; got 60"),
    "no letters": (lambda: letters(""), "which must be letters", TypeError),
    "a letter twice": (lambda: letters("ABA"), "each letter once"),
    "no copies": (lambda: letters("AB", copies=0), "copies must be at least 1"),
    "noise above certainty": (lambda: letters("AB", noise=1.5), "noise must be .* at most 1; got 1.5"),
    "a shift off the retina": (lambda: letters("AB", shift=9), "shift must be at most 3; got 9"),
    "digits that are not": (lambda: split_by_form(X), r"data must be what digits\(\) returns", TypeError),
    "fractions that do not add up": (
        lambda: split_by_form(digits(), (0.6, 0.6)),
        "fractions must sum to 1; got 1.2",
    ),
    "a part without a form": (lambda: split_by_form(digits(), (0.99, 0.01)), "too few"),
    "a negative fraction": (lambda: split_by_form(digits(), (1.5, -0.5)), r"fractions\[1\] must be"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_told_in_words(mistake):
    call, words, kind = (*MISTAKES[mistake], ValueError)[:3]
    with pytest.raises(kind, match=words):
        call()
