"""Errors: what can go wrong in a computation although every argument was right."""


class _Ended(ArithmeticError):
    """A walk that ended early: a message, and `last`, where it stood, None if that is unknown."""

    def __init__(self, message, last=None):
        super().__init__(message)
        self.last = last


class Diverged(_Ended):
    """An iteration overflowed (inf or NaN); the message says where, `last` is its last good iterate.

    `last` is an `Iterate`, for a walkthrough the parameters alone, and None where there is no good one.
    From `fit` it also has the `history` until then.
    """


class SingularHessian(_Ended):
    """Newton's method met a Hessian that cannot be inverted; the message says why, `last` is the iterate there."""
