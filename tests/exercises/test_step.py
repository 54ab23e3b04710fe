"""A step of a program: what it says of arrays that are nearly right. Vague words would send a student the wrong way."""

import numpy as np
import pytest

from course_utils.exercises.answers import Step


def both(delta, A):
    return delta.T @ A, delta.sum(axis=0)


CASES = (
    (np.array([[1.0, 2.0], [3.0, 5.0], [0.5, -1.0]]), np.array([[2.0, 1.0], [0.0, 1.0], [4.0, -3.0]])),
    (np.array([[1.0], [2.0]]), np.array([[2.0, 1.0, 7.0], [0.0, 1.0, -1.0]])),
)
STEP = Step(both, CASES, ("delta", "A"), ("gradient_W", "gradient_b"))


def forgets(d, A):
    d.T @ A, d.sum(axis=0)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (lambda d, A: both(d, A)[::-1], "The order should be gradient_W, gradient_b."),
        (lambda d, A: (A.T @ d, d.sum(axis=0)), "gradient_W: The matrix is transposed"),
        (lambda d, A: (2 * (d.T @ A), d.sum(axis=0)), "gradient_W: That is twice the right answer"),
        (lambda d, A: (d.T @ A, -d.sum(axis=0)), "gradient_b: The size is right, the sign is not."),
        (lambda d, A: (d.T @ A, d), "gradient_b has shape (3, 2); (2,) is expected."),
        (lambda d, A: (d.T @ A + [[0, 0], [0, 1]], d.sum(axis=0)), "1 of 4 entries of gradient_W is wrong"),
        (lambda d, A: (d.T @ A + [[0, 0], [0, 1]], d.sum(axis=0)), "gradient_W[1, 1] is 11, 10 is right"),
        (lambda d, A: (d.T @ A, d.sum(axis=0) + 1e-6), "gradient_b is right to five digits, not to seven"),
        (lambda d, A: d.T @ A, "gradient_W"),
        (lambda d, A: d.sum(), "It should return 2 arrays, gradient_W and gradient_b"),
        (lambda d, A: (d.T @ A, ...), "gradient_b is still empty."),
        (lambda d, A: (d.T @ A, np.nan * d.sum(axis=0)), "gradient_b is not what it should be. It holds NaN"),
        (
            lambda d, A: (d @ A.T @ d @ d, 1),
            "With delta (3, 2), A (3, 2) it multiplies matrices whose shapes do not fit",
        ),
        (forgets, "returns None: let every branch end in `return`"),
        (lambda d, A: (d.T @ A,), "It should return 2 arrays, gradient_W and gradient_b; got a tuple of 1."),
        (lambda d: d, "It should take 2 arguments: delta, A."),
        (lambda d, A: 1 / 0, "With delta (3, 2), A (3, 2) it raises ZeroDivisionError"),
        (lambda d, A: d.sort(axis=0) or both(d, A), "It changes its argument delta"),
        (3, "Expected a function; got a number."),
    ],
)
def test_what_is_nearly_right_is_told_where(given, words):
    state, reason = STEP.judge(given)
    assert state == "not yet" and words in reason


def test_what_is_right_only_for_square_matrices_is_not_right():
    state, reason = STEP.judge(lambda d, A: (np.reshape(d.T @ A, (2, 2)), d.sum(axis=0)))
    assert state == "not yet" and "With delta (2, 1), A (2, 3)" in reason
