"""Pictures of notebook 07: bowls over a constant, fits through outliers, loss surfaces, reliability."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from sklearn.calibration import calibration_curve

from course_utils.plots import DARK, LIGHT
from course_utils.plots.loss_bowls import draw_bowls
from course_utils.plots.loss_surface import SurfacePicture, draw_surface
from course_utils.plots.outliers import draw_fits, spread
from course_utils.plots.reliability import draw_reliability, reliability


def axes():
    return Figure().subplots()


def coloured(ax, role, look=LIGHT):
    return [line for line in ax.lines if line.get_color() == look[role]]


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_each_bowl_is_marked_at_its_lowest_point(look):
    ax, c = axes(), np.linspace(0, 4, 401)
    draw_bowls(ax, [1, 3], c, {"squared": (c - 1.5) ** 2, "absolute": abs(c - 0.5) + 1}, look)
    dots = [line.get_xydata()[0].tolist() for line in coloured(ax, "update", look)]
    assert dots == [[1.5, 0], [0.5, 1]]
    assert [text.get_text() for text in ax.texts] == ["squared: 1.5", "absolute: 0.5"]
    with pytest.raises(ValueError, match="at most 3"):
        draw_bowls(ax, [1], c, {name: c for name in "abcd"})


def test_fits_and_outliers_are_drawn_where_they_are():
    ax, x = axes(), np.array([0.0, 5.0, 10.0])
    draw_fits(ax, x, np.array([2.0, 4.0, 12.0]), {"squared": (1, 1), "absolute": (2, 0.5)}, outliers=1)
    squared, absolute = coloured(ax, "update")
    assert squared.get_xydata().tolist() == [[0, 1], [10, 11]]
    assert absolute.get_xydata().tolist() == [[0, 2], [10, 7]]
    assert squared.get_linestyle() != absolute.get_linestyle()
    assert coloured(ax, "forward")[0].get_xydata().tolist() == [[0, 2], [5, 4]]
    assert [text.get_text() for text in ax.texts if text.get_visible()] == ["squared error", "absolute error"]
    with pytest.raises(ValueError, match="squared or absolute"):
        draw_fits(ax, x, x, {"cubic": (1, 1)})


def test_names_that_are_close_are_pushed_apart_evenly():
    assert spread({"a": 1.0, "b": 1.2}, gap=1.0) == pytest.approx({"a": 0.6, "b": 1.6})
    assert spread({"a": 1.0, "b": 5.0}, gap=1.0) == {"a": 1.0, "b": 5.0}
    assert spread({"a": 1.0}, gap=1.0) == {"a": 1.0}


def test_a_surface_has_its_path_and_its_extent():
    ax, xs, ys = axes(), np.linspace(-1, 1, 5), np.linspace(0, 3, 4)
    heights = 1 + xs**2 + ys[:, None]
    draw_surface(ax, xs, ys, heights, [(0, 0), (0.5, 1)], ("w", "b"))
    assert ax.get_images()[0].get_extent() == [-1, 1, 0, 3]
    assert np.allclose(ax.get_images()[0].get_array(), np.log10(heights))
    assert [line.get_xydata().tolist() for line in ax.lines] == [[[0, 0], [0.5, 1]], [[0, 0]], [[0.5, 1]]]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("w", "b")


def test_a_surface_can_be_flat_and_can_be_shown_again():
    picture, grid = SurfacePicture(axes()), np.linspace(0, 1, 3)
    for heights in (np.ones((3, 3)), np.zeros((3, 3)), 1 + np.arange(9.0).reshape(3, 3)):
        picture.show(grid, grid, heights, ("w", "b"))
        picture.ax.figure.draw_without_rendering()
        assert len(picture.ax.get_images()) == 1
    with pytest.raises(ValueError, match=r"shape \(3, 3\)"):
        picture.show(grid, grid, np.ones((2, 3)), ("w", "b"))
    with pytest.raises(ValueError, match="finite"):
        picture.show(grid, grid, np.full((3, 3), np.inf), ("w", "b"))


def test_reliability_is_scikit_learns():
    rng = np.random.default_rng(0)
    confidence = rng.uniform(0.5, 1, 3000)
    right = rng.random(3000) < confidence**2
    share, mean = calibration_curve(right, 2 * confidence - 1, n_bins=5)  # its bins run from 0 to 1
    ours = reliability(confidence, right)
    assert np.allclose(ours[0], (mean + 1) / 2) and np.allclose(ours[1], share)


def test_reliability_leaves_out_bins_that_say_little():
    confidence = np.r_[np.full(100, 0.95), np.full(5, 0.55)]
    mean, share = reliability(confidence, np.arange(105) < 90)
    assert mean == pytest.approx([0.95]) and share == pytest.approx([0.9])


def test_what_is_no_confidence_is_refused():
    with pytest.raises(ValueError, match="between ½ and 1"):
        reliability([0.2, 0.9], [True, False])
    with pytest.raises(ValueError, match="shape"):
        reliability([0.6, 0.9], [[True], [False]])
    classifier = (np.full(40, 0.9), np.ones(40))
    draw_reliability(axes(), {"one": classifier})
    with pytest.raises(ValueError, match="at most 3"):
        draw_reliability(axes(), {name: classifier for name in "abcd"})
