"""Newton's local model on the map: its lines must be of equal height of that quadratic, its cross the next stop."""

import numpy as np
import pytest

from course_utils.engine import double_well, newton, rosenbrock
from course_utils.plots import new_figure
from course_utils.race.local_model import SHARES, LocalModel


def drawn(surface, theta):
    ax = new_figure()[1]
    model = LocalModel(ax)
    theta = np.array(theta, dtype=float)
    model.move(theta, surface.gradient(theta), surface.hessian(theta))
    *lines, target = [line.get_xydata() for line in model.moving]
    return theta, lines, target


@pytest.mark.parametrize(
    ("surface", "theta"),
    [(rosenbrock, (-1.2, 1.0)), (double_well, (0.4, 1.0)), (double_well, (0.1, 0.0))],
    ids=str,
)
def test_lines_are_of_equal_height_and_the_cross_is_newtons_next_step(surface, theta):
    theta, lines, target = drawn(surface, theta)
    gradient, H = surface.gradient(theta), surface.hessian(theta)
    *_, end = newton(surface, theta, steps=1)
    np.testing.assert_allclose(target[0], end.theta, atol=1e-9)

    def height(points):
        d = points - theta
        return d @ gradient + 0.5 * np.einsum("ni,ij,nj->n", d, H, d)

    flat = height(target)[0]
    for share, line in zip(SHARES, lines, strict=False):
        line = line[np.isfinite(line).all(axis=1)]
        near = line[np.abs(line).max(axis=1) < 4]
        assert len(near) > 10
        np.testing.assert_allclose(height(near), (1 - share) * flat, rtol=1e-6, atol=1e-8)


def test_ellipses_close_and_hyperbolas_have_two_branches():
    _, lines, _ = drawn(rosenbrock, (-1.2, 1.0))
    np.testing.assert_allclose(lines[0][0], lines[0][-1])
    assert all(
        np.ptp(line, axis=0).max() == 0 for line in lines[len(SHARES) :]
    )  # a bowl needs no more levels
    _, lines, _ = drawn(double_well, (0.4, 1.0))
    assert all(np.isnan(line).any() for line in lines)


def test_a_flat_direction_has_no_model_to_draw():
    class Trough:
        def gradient(self, theta):
            return np.array([theta[0], 0.0])

        def hessian(self, theta):
            return np.diag([1.0, 0.0])

    _, lines, target = drawn(Trough(), (1.0, 1.0))
    assert target.size == 0 and all(line.size == 0 for line in lines)
