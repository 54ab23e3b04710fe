"""Walks on a map: a reader sees where a walk is, and where it left, so places and arrows must be right."""

import numpy as np
import pytest
from matplotlib.contour import ContourSet
from matplotlib.path import Path

from course_utils.engine import double_well, rosenbrock
from course_utils.plots import DARK, LIGHT, new_figure
from course_utils.plots.surfaces import (
    METHODS,
    SurfacePicture,
    WalkLine,
    draw_map,
    draw_surface,
    exit_of,
    heights,
    marked,
    method_style,
    nearer,
    sampled,
)
from tests.plots.words import faults, outline

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))
BOX = np.array(WINDOW).T


@pytest.fixture
def ground(ax):
    draw_map(ax, heights(double_well, WINDOW, 21))
    return ax


def test_the_map_is_the_surface_and_fills_the_window(ground):
    x, y, Z = heights(rosenbrock, WINDOW, 9)
    assert Z[2, 3] == rosenbrock(x[3], y[2]) and Z.shape == (9, 9)
    assert (ground.get_xlim(), ground.get_ylim()) == WINDOW


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_every_method_has_a_look_of_its_own(look):
    looks = {tuple(method_style(method, look).items()) for method in METHODS}
    assert len(looks) == len(METHODS)
    assert method_style("Newton", look)["color"] == look["update"]
    assert {method_style(m, look)["color"] for m in METHODS if m != "Newton"} == {look["backward"]}


def shown(walk):
    line, marks, here, leaves = walk.moving
    return line.get_xydata(), marks.get_xydata(), here.get_xydata(), leaves.get_xydata()


def test_a_walk_inside_is_drawn_as_it_is(ground):
    walk, points = WalkLine(ground, "Newton"), np.array([[0.0, 0.0], [1.0, 1.0], [0.5, 2.0]])
    walk.move(points)
    line, marks, here, leaves = shown(walk)
    np.testing.assert_array_equal(line, points)
    np.testing.assert_array_equal(marks, points)
    assert here.tolist() == [[0.5, 2.0]] and leaves.size == 0


def test_a_walk_that_leaves_ends_in_an_arrow_where_it_crosses_the_edge(ground):
    walk = WalkLine(ground, "gradient descent")
    walk.move(
        np.array([[0.0, 0.0], [0.0, 1.0], [4.0, 3.0]])
    )  # from (0, 1) in direction (2, 1): x = 2 at y = 2
    *_, here, leaves = shown(walk)
    assert here.size == 0 and leaves.tolist() == [[2.0, 2.0]]
    walk.move(np.array([[0.0, 0.0], [0.0, 1.0]]))
    assert shown(walk)[3].size == 0


def test_the_arrow_of_a_walk_that_stays_outside_points_to_it_from_the_middle():
    edge, direction = exit_of(np.array([[5.0, 1.0], [0.0, 9.0]]), BOX)
    assert edge.tolist() == [0.0, 3.0] and direction.tolist() == [0.0, 8.0]


def test_points_beyond_all_bounds_are_pulled_in_and_others_left(ground):
    points = np.array([[0.0, 1.0], [1e150, 1.0], [3.0, -5.0]])
    pulled = nearer(points, BOX)
    np.testing.assert_allclose(pulled[[0, 2]], points[[0, 2]])
    np.testing.assert_allclose(pulled[1], [240.0, 1.0])  # sixty widths of 4
    walk = WalkLine(ground, "momentum")
    walk.move(points)
    ground.figure.draw_without_rendering()


@pytest.mark.parametrize("choose", [marked, sampled])
@pytest.mark.parametrize("count", [1, 2, 26, 1000, 1001, 30_001])
def test_long_walks_are_thinned_and_keep_both_ends(choose, count):
    kept = choose(count)
    assert kept[0] == 0 and kept[-1] == count - 1
    assert (np.diff(kept) > 0).all() and len(kept) <= 1000


def test_a_surface_has_its_path_and_its_extent(ax):
    xs, ys = np.linspace(-1, 1, 5), np.linspace(0, 3, 4)
    heights = 1 + xs**2 + ys[:, None]
    draw_surface(ax, xs, ys, heights, [(0, 0), (0.5, 1)], ("w", "b"))
    assert ax.get_images()[0].get_extent() == [-1, 1, 0, 3]
    assert np.allclose(ax.get_images()[0].get_array(), np.log10(heights))
    assert [line.get_xydata().tolist() for line in ax.lines] == [[[0, 0], [0.5, 1]], [[0, 0]], [[0.5, 1]]]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("w", "b")


def test_a_surface_can_be_flat_and_can_be_shown_again(ax):
    picture, grid = SurfacePicture(ax), np.linspace(0, 1, 3)
    for ground in (np.ones((3, 3)), np.zeros((3, 3)), 1 + np.arange(9.0).reshape(3, 3)):
        picture.show(grid, grid, ground, ("w", "b"))
        picture.ax.figure.draw_without_rendering()
        assert len(picture.ax.get_images()) == 1
    with pytest.raises(ValueError, match=r"shape \(3, 3\)"):
        picture.show(grid, grid, np.ones((2, 3)), ("w", "b"))
    with pytest.raises(ValueError, match="finite"):
        picture.show(grid, grid, np.full((3, 3), np.inf), ("w", "b"))


def steep(angle):
    """A ramp whose lines of equal loss lie close together, on a grid that others follow."""
    grid = np.linspace(-1, 1, 41)
    x, y = np.meshgrid(grid, grid)
    return grid, grid, 10 ** np.clip(20 * (x * np.cos(angle) + y * np.sin(angle)), -4, 1), ("w", "b")


@pytest.mark.parametrize("dpi", [100, 200], ids=["page", "hall"])
@pytest.mark.parametrize("angle", [0.0, 0.7, 1.57])
def test_the_numbers_on_lines_stand_apart_and_inside_however_close_the_lines_are(dpi, angle):
    figure, ax = new_figure(4, 3)
    figure.set_dpi(dpi)
    SurfacePicture(ax).show(*steep(angle))
    assert faults(figure) == ([], [])
    shown = {text for text in ax.texts if text.get_visible()}
    assert len(shown) >= 2
    assert all(ax.bbox.contains(*corner) for text in shown for corner in outline(text).vertices)


def test_a_line_goes_through_where_it_has_no_number():
    _, ax = new_figure(4, 3)
    SurfacePicture(ax).show(*steep(0.7))
    (lines,) = (part for part in ax.collections if isinstance(part, ContourSet))
    written = zip(lines.labelTexts, lines.labelCValues, strict=True)
    numbered = {line for text, line in written if text.get_visible()}
    interrupted = {
        line
        for line, path in zip(lines.cvalues, lines.get_paths(), strict=True)
        if np.count_nonzero(path.codes == Path.MOVETO) > 1
    }
    assert interrupted == numbered and 0 < len(numbered) < len(lines.levels)


def test_of_two_lines_of_a_level_only_that_with_a_number_is_interrupted():
    """The right one of two valleys is so near to the edge that the numbers there would reach out of the map."""
    _, ax = new_figure(4, 3)
    grid = np.linspace(-1, 1, 61)
    x, _ = np.meshgrid(grid, grid)
    ground = 0.01 + np.minimum((x + 0.4) ** 2, (x - 0.98) ** 2)
    SurfacePicture(ax).show(grid, grid, ground, ("w", "b"))
    (lines,) = (part for part in ax.collections if isinstance(part, ContourSet))
    whole = ax.contour(grid, grid, np.log10(ground), lines.levels)
    written = list(zip(lines.labelTexts, lines.labelCValues, strict=True))
    seen = [[text.get_visible() for text, other in written if other == line] for line in lines.cvalues]
    assert any(0 < sum(numbers) < len(numbers) for numbers in seen)
    for numbers, path, before in zip(seen, lines.get_paths(), whole.get_paths(), strict=True):
        starts, earlier = (np.count_nonzero(each.codes == Path.MOVETO) for each in (path, before))
        assert starts == earlier + sum(numbers)


def test_the_numbers_on_lines_stand_where_they_do_on_a_new_map(ax):
    """They are placed on the screen, so the limits of the map before must not matter."""
    picture = SurfacePicture(ax)
    picture.show([-50, 50], [-900, 900], 1 + np.arange(4.0).reshape(2, 2), ("w", "b"))
    fresh = SurfacePicture(new_figure()[1])
    for each in (picture, fresh):
        each.show(*steep(0.7))
    assert placed(picture.ax) == placed(fresh.ax)


def placed(ax):
    """The numbers that are to be seen on a map, where they stand, and how they are turned."""
    return [
        (text.get_text(), text.get_position(), text.get_rotation()) for text in ax.texts if text.get_visible()
    ]
