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


MISTAKES = {
    "a negative count": (lambda: galaxies(-5), ValueError, "count must be at least 1; got -5"),
    "no galaxies": (lambda: galaxies(0), ValueError, "count must be at least 1"),
    "half a galaxy": (lambda: galaxies(2.5), TypeError, "count must be a whole number; got 2.5"),
    "a seed that is a word": (lambda: galaxies(5, seed="one"), TypeError, "seed must be a whole number or a"),
    "negative noise": (lambda: galaxies(5, noise=-0.1), ValueError, "noise must be .* at least 0; got -0.1"),
    "noise NaN": (lambda: galaxies(5, noise=NAN), ValueError, "noise must be a finite number"),
    "noise in words": (lambda: galaxies(5, noise="much"), TypeError, "noise must be a number; got 'much'"),
    "a fraction of 0": (
        lambda: galaxies(5, quiescent_fraction=0),
        ValueError,
        "quiescent_fraction must be .* above 0 and below 1; got 0.0",
    ),
    "a fraction in per cent": (
        lambda: GalaxyPopulation(30),
        ValueError,
        "quiescent_fraction must be .* below 1",
    ),
    "redshift beyond the model": (
        lambda: galaxies(5, redshift=(0, 3)),
        ValueError,
        r"redshift must be .* from 0 to 2; got \(0, 3\)",
    ),
    "redshift the wrong way round": (lambda: galaxies(5, redshift=(1, 0.5)), ValueError, "low ≤ high"),
    "three redshifts": (lambda: galaxies(5, redshift=(0, 1, 2)), ValueError, "one number or a pair"),
    "negative redshift": (lambda: galaxies(5, redshift=-1), ValueError, "redshift must be .* at least 0"),
    "a third class": (
        lambda: HERE.density(X, 2),
        ValueError,
        r"label must be 0 \(star-forming\) or 1 \(quiescent\)",
    ),
    "a class by name": (lambda: HERE.density(X, "Q"), ValueError, "label must be 0 .*got 'Q'"),
    "three colours": (lambda: HERE.posterior([[1, 2, 3]]), ValueError, r"2 columns.*got shape \(1, 3\)"),
    "one galaxy as a row": (lambda: HERE.posterior([1.0, 1.5]), ValueError, r"X must have shape \(N, d\)"),
    "colours NaN": (lambda: published_cut([[NAN, 1]], 0.5), ValueError, "X must be finite"),
    "the cut at z = 2": (
        lambda: published_cut(X, 2.0),
        ValueError,
        "redshift must be at least 0 and below 2.*got 2",
    ),
    "the cut at negative z": (
        lambda: published_cut(X, [-0.1]),
        ValueError,
        "redshift must be at least 0.*got -0.1",
    ),
    "too many redshifts": (
        lambda: published_cut(X, [0.1, 0.2]),
        ValueError,
        r"shape \(1,\), one for each row of X",
    ),
    "corners of two bins": (lambda: cut_corners([0.1, 0.7]), TypeError, "redshift must be a number"),
    "an unknown toy": (
        lambda: ToyPopulation("torus"),
        ValueError,
        "name must be one of 'blobs'.*got 'torus'",
    ),
    "a toy with negative noise": (lambda: moons(5, noise=-1), ValueError, "noise must be .* at least 0"),
    "a toy with no count": (lambda: blobs(None), TypeError, "count must be a whole number"),
    "a density without width": (lambda: bayes_risk(ToyPopulation("moons", 0.0)), ValueError, "at least 0.02"),
    "no population": (lambda: bayes_risk("galaxies"), TypeError, "population must be a Population"),
    "an unknown loss": (lambda: bayes_risk(HERE, "hinge"), ValueError, "loss must be one of 'zero_one'"),
    "too few points": (lambda: bayes_risk(HERE, points=10), ValueError, "points must be at least 1000"),
    "too many points": (lambda: bayes_risk(HERE, points=10**8), ValueError, "points must be at most"),
    "labels, not a classifier": (
        lambda: population_risk([0, 1], HERE),
        TypeError,
        "predict must be a function",
    ),
    "probabilities for the 0–1 loss": (
        lambda: population_risk(lambda X: zeros(X) + 0.3, HERE, points=1000),
        ValueError,
        "labels 0 or 1 .*from 0.3 to 0.3: compare with a threshold",
    ),
    "logits for probabilities": (
        lambda: population_risk(lambda X: zeros(X) - 3, HERE, "binary_cross_entropy", points=1000),
        ValueError,
        "probabilities from 0 to 1",
    ),
    "one label for all": (
        lambda: population_risk(lambda X: 1, HERE, points=1000),
        ValueError,
        "one number for each",
    ),
    "predictions NaN": (
        lambda: population_risk(lambda X: zeros(X) * NAN, HERE, points=1000),
        ValueError,
        "what predict returned must be finite",
    ),
    "an unknown curve": (lambda: curve(5, name="tangent"), ValueError, "name must be one of 'sine'"),
    "an unknown function": (lambda: curve_function(3), ValueError, "name must be one of 'sine'"),
    "a curve of words": (lambda: curve_function("sine")("x"), TypeError, "x must be a number or an array"),
    "a curve with negative noise": (lambda: curve(5, noise=-1), ValueError, "noise must be .* at least 0"),
    "three slopes": (
        lambda: regression_plane(5, slopes=(1, 2, 3)),
        ValueError,
        r"slopes must have shape \(2,\)",
    ),
    "hills with negative noise": (
        lambda: regression_hills(5, noise=-1),
        ValueError,
        "noise must be .* at least 0",
    ),
    "a negative mass": (lambda: kepler_period(1.0, [0.1, -0.5]), ValueError, "mass must be .* 0; got -0.5"),
    "an unknown letter": (lambda: letter("a"), ValueError, "name must be one of 'A'.*got 'a'"),
    "a stroke to nowhere": (
        lambda: stroke((1, 2), 3),
        TypeError,
        r"end must be a pair \(column, row\); got 3",
    ),
    "a stroke of nan": (lambda: stroke((1, float("nan")), (1, 2)), ValueError, "start row"),
    "a hairline": (lambda: letter("A", pen=0.1), ValueError, "pen must be .* at least 1"),
    "a brush": (lambda: letter("A", pen=60), ValueError, "pen must be .* at most 6; got 60"),
    "no letters": (lambda: letters(""), TypeError, "which must be letters"),
    "a letter twice": (lambda: letters("ABA"), ValueError, "each letter once"),
    "no copies": (lambda: letters("AB", copies=0), ValueError, "copies must be at least 1"),
    "noise above certainty": (
        lambda: letters("AB", noise=1.5),
        ValueError,
        "noise must be .* at most 1; got 1.5",
    ),
    "a shift off the retina": (lambda: letters("AB", shift=9), ValueError, "shift must be at most 3; got 9"),
    "digits that are not": (lambda: split_by_form(X), TypeError, r"data must be what digits\(\) returns"),
    "fractions that do not add up": (
        lambda: split_by_form(digits(), (0.6, 0.6)),
        ValueError,
        "fractions must sum to 1; got 1.2",
    ),
    "a part without a form": (lambda: split_by_form(digits(), (0.99, 0.01)), ValueError, "too few"),
    "a negative fraction": (
        lambda: split_by_form(digits(), (1.5, -0.5)),
        ValueError,
        r"fractions\[1\] must be",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_told_in_words(mistake):
    call, kind, words = MISTAKES[mistake]
    with pytest.raises(kind, match=words):
        call()
