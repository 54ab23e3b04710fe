"""The cut, the planets, the digits, the letters and the curves: what a notebook quotes from them must hold."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

from course_utils import data
from course_utils.data import (
    axis_label,
    curve,
    curve_function,
    cut_corners,
    cut_intercept,
    digits,
    hills,
    kepler_period,
    letter,
    letters,
    planets,
    published_cut,
    regression_hills,
    regression_plane,
    split_by_form,
    stroke,
)
from course_utils.data.digit_forms import FORM_STARTS
from course_utils.engine import Perceptron, split

REFERENCES = json.loads((Path(__file__).parents[1] / "data" / "references.json").read_text())
CUT = REFERENCES["uvj_quiescent"]


def test_the_cut_has_the_published_numbers():
    published = list(CUT["intercept"].values())
    assert cut_intercept([0.0, 0.49, 0.5, 0.99, 1.0, 1.99]) == pytest.approx(np.repeat(published, 2))
    for z, intercept in zip((0.3, 0.7, 1.5), published, strict=True):
        VJ, UV, step = 1.0, CUT["slope"] + intercept, 1e-9
        assert published_cut([[VJ, UV + step], [VJ, UV - step]], z).tolist() == [1, 0]
        assert published_cut([[0.2, CUT["U-V_min"] + step], [0.2, CUT["U-V_min"] - step]], z).tolist() == [
            1,
            0,
        ]
        assert published_cut([[CUT["V-J_max"] - step, 2.5], [CUT["V-J_max"] + step, 2.5]], z).tolist() == [
            1,
            0,
        ]


def test_one_galaxy_changes_class_with_redshift():
    assert published_cut([[1.0, 1.5]] * 2, [0.3, 0.7]).tolist() == [0, 1]


def test_the_corners_join_the_edges():
    (VJ, UV), (VJ2, UV2) = cut_corners(0.7)
    assert [UV, VJ2] == [CUT["U-V_min"], CUT["V-J_max"]]
    assert [UV, UV2] == pytest.approx([CUT["slope"] * VJ + 0.59, CUT["slope"] * VJ2 + 0.59])


def test_the_planets_are_the_referenced_ones():
    table = planets()
    assert dict(zip(table.names, zip(table.a, table.T, strict=True), strict=True)) == {
        name: tuple(row) for name, row in REFERENCES["planets_AU_years"].items()
    }


def test_kepler_and_newton_hold_to_the_rounding_of_the_table():
    table = planets()
    slope, _ = np.polyfit(np.log(table.a), np.log(table.T), 1)
    assert slope == pytest.approx(1.5, abs=0.0005)
    # 0.241 and 0.387 are rounded to 1 in 480 and 1 in 770: T²/a³ of Mercury is uncertain by 0.4 %, the largest.
    assert kepler_period(table.a, table.mass) == pytest.approx(table.T, rel=0.002)
    assert kepler_period(2.767) == pytest.approx(4.60, abs=0.005)  # Ceres
    assert 1 / table.mass[4] == pytest.approx(
        1.9884e30 / 1898.187e24, rel=2e-3
    )  # JPL's mass, without the moons


FORM = (
    "0123456789" * 3
    + "0955650989841773510022782012633733466649150952820017632174631391768431405369617544728225795488490898"
)


def test_the_labels_show_the_forms():
    """Each block of labels is the form with at most eight digits missing, in order, and hardly ever one changed."""
    y = digits().y
    assert len(FORM) == 130
    for start, stop in zip(FORM_STARTS, (*FORM_STARTS[1:], 1797), strict=True):
        block = "".join(map(str, y[start:stop]))
        assert longest_common_subsequence(block, FORM) >= len(block) - 1
        assert 122 <= len(block) <= 130


def longest_common_subsequence(one, other):
    row = np.zeros(len(other) + 1, int)
    for a in one:
        diagonal = row[:-1] + np.array([a == b for b in other])
        row = np.maximum.accumulate(np.concatenate([[0], np.maximum(diagonal, row[1:])]))
    return row[-1]


def test_digits_are_those_of_scikit_learn_which_they_do_not_load():
    """Loading the library takes longer than the training that follows."""
    code = "import sys; from course_utils.data import digits; digits(); assert 'sklearn' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    theirs = load_digits()
    assert np.array_equal(digits().X * 16, theirs.data) and np.array_equal(digits().y, theirs.target)


def test_digits_are_images_with_ink_from_0_to_1():
    data = digits()
    assert data.X.shape == (1797, 64) and data.X.min() == 0 and data.X.max() == 1
    assert np.bincount(data.y, minlength=10).min() > 170
    assert np.bincount(data.form).sum() == 1797 and len(np.unique(data.form)) == 14


def test_split_by_form_keeps_forms_together_and_loses_nothing():
    data = digits()
    parts = split_by_form(data, seed=3)
    where = {row.tobytes(): form for row, form in zip(data.X, data.form, strict=True)}
    forms = [{where[row.tobytes()] for row in X} for X, _ in parts]
    assert [len(mine) for mine in forms] == [8, 3, 3]
    assert set.union(*forms) == set(range(14))
    assert sum(len(y) for _, y in parts) == 1797
    again = split_by_form(data, seed=3)
    assert all(np.array_equal(a[0], b[0]) for a, b in zip(parts, again, strict=True))


def test_unknown_hands_are_harder_than_known_ones():
    """The leak of notebook 02: with the same model, strangers' digits are read worse than one's own."""

    def score(parts):
        (X, y), (X_test, y_test) = parts
        return LogisticRegression(max_iter=300, C=1.0).fit(X, y).score(X_test, y_test)

    data = digits()
    strangers = np.mean([score(split_by_form(data, (0.7, 0.3), seed)) for seed in range(4)])
    mixed = np.mean([score(split(data.X, data.y, (0.7, 0.3), seed)) for seed in range(4)])
    assert mixed - strangers > 0.015


def test_letters_are_26_different_bitmaps():
    alphabet = letters()
    assert alphabet.X.shape == (26, 400) and "".join(alphabet.classes) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert set(np.unique(alphabet.X)) == {0.0, 1.0}
    distances = np.sum(np.abs(alphabet.X[:, None] - alphabet.X), axis=2)
    assert distances[~np.eye(26, dtype=bool)].min() >= 9  # O and Q, P and R differ by a tail or a leg
    assert not alphabet.X.reshape(26, 20, 20)[:, [0, -1]].any()  # room to shift


def test_a_letter_looks_like_itself():
    rows = ["".join(" #"[int(cell)] for cell in row[3:18:2]) for row in letter("T")[2:18:3]]
    assert rows[0].count("#") >= 7 and all(row.strip() == rows[1].strip() and row.strip() for row in rows[1:])
    assert np.array_equal(letter("T", right=2, down=1)[1:, 2:], letter("T")[:-1, :-2])
    assert letter("T", pen=4).sum() > 1.5 * letter("T").sum()


def test_a_stroke_is_what_letters_are_made_of():
    foot, stem = stroke((4, 17), (15, 17)), stroke((4, 2), (4, 17))
    assert np.array_equal(np.maximum(foot, stem), letter("L"))
    assert stroke((5, 5), (5, 5)).sum() == 5  # a dot: its cell and the four beside it, nearer than 1.1 cells


def test_noisy_letters_flip_as_many_cells_as_asked():
    clean, noisy = letters("AB", copies=50), letters("AB", copies=50, noise=0.1)
    flipped = (clean.X != noisy.X).mean()
    assert flipped == pytest.approx(0.1, abs=4 * np.sqrt(0.09 / clean.X.size))
    assert noisy.y.tolist() == [0] * 50 + [1] * 50


def test_a_perceptron_tells_two_letters_apart():
    seen = letters("TX", copies=20, seed=1, noise=0.02, shift=1)
    perceptron = Perceptron()
    perceptron.fit(seen.X, seen.y)
    assert (perceptron(seen.X).ravel() == seen.y).all()


@pytest.mark.parametrize("name", data.regression.CURVES)
def test_curves_scatter_about_their_function(name):
    sample = curve(4000, seed=1, name=name, noise=0.3)
    residual = sample.y - curve_function(name)(sample.X[:, 0])
    assert abs(residual.mean()) < 4 * 0.3 / np.sqrt(4000)
    assert residual.std() == pytest.approx(0.3, rel=0.06)
    assert 0 <= sample.X.min() and sample.X.max() < 1 and sample.X.shape == (4000, 1)


def test_the_plane_is_found_again():
    sample = regression_plane(2000, seed=2, slopes=(2.0, -1.0), offset=0.5, noise=0.2)
    found = np.linalg.lstsq(np.column_stack([sample.X, np.ones(2000)]), sample.y, rcond=None)[0]
    assert found == pytest.approx([2, -1, 0.5], abs=4 * 0.2 * np.sqrt(3 / 2000))


def test_hills_and_hollows_alternate():
    sample = regression_hills(4000, seed=3, noise=0.3)
    assert (sample.y - hills(sample.X)).std() == pytest.approx(0.3, rel=0.06)
    tops = hills([[-2 / 3, 0.4], [0, 0.4], [2 / 3, 0.4], [-2 / 3, -0.4], [0, -0.4], [2 / 3, -0.4]])
    assert tops == pytest.approx([1, -1, 1, -1, 1, -1], abs=0.15)
    assert hills([[0.3, -0.7]]) == pytest.approx(-hills([[0.3, 0.7]]))


def test_words_for_axes():
    assert axis_label("V−J", "mag") == "V−J (mag)"
    assert axis_label("x₁", "") == "x₁"


def test_the_package_says_what_every_public_name_is():
    assert all(name in data.__doc__ for name in data.__all__)
