"""Softmax: a row of numbers as probabilities, the larger number the larger share; and its cross-entropy."""

import numpy as np

from .kinds import RowFunction


def _spread(column, room):
    """The column, written out in `room` if there is one: NumPy would allocate a buffer to repeat it."""
    if room is None:
        return column
    np.copyto(room, column)
    return room


def _row_sums(array, column, room):
    return _spread(np.add.reduce(array, axis=-1, keepdims=True, out=column), room)


def _shifted(z, out, column, room):
    """z less its largest entry, so that no power of e overflows."""
    return np.subtract(z, _spread(np.maximum.reduce(z, axis=-1, keepdims=True, out=column), room), out)


def _softmax(z, out=None, column=None, room=None):
    powers = np.exp(_shifted(z, out, column, room), out)
    return np.divide(powers, _row_sums(powers, column, room), out)


def _softmax_jacobian(a):
    return a[..., :, None] * (np.eye(a.shape[-1]) - a[..., None, :])


def _softmax_curvature(a):
    """aᵢ [(δᵢⱼ − aⱼ)(δᵢₖ − aₖ) − ∂aⱼ/∂zₖ]."""
    centred = np.eye(a.shape[-1]) - a[..., None, :]
    products = centred[..., :, :, None] * centred[..., :, None, :]
    return a[..., :, None, None] * (products - _softmax_jacobian(a)[..., None, :, :])


def _softmax_vjp(u, z, a, out=None, column=None, room=None):
    """aⱼ (uⱼ − Σᵢ uᵢ aᵢ)."""
    shared = _row_sums(np.multiply(u, a, out), column, room)
    return np.multiply(np.subtract(u, shared, out), a, out)


softmax = RowFunction(
    "softmax",
    _softmax,
    _softmax_jacobian,
    _softmax_curvature,
    _softmax_vjp,
    r"\frac{e^{z_i}}{\sum_j e^{z_j}}",
)


def softmax_cross_entropy(z, t, out=None, column=None, room=None):
    """Σ over all rows of −Σⱼ tⱼ log softmax(z)ⱼ = log Σⱼ e^zⱼ − Σⱼ tⱼ zⱼ, for rows t whose sum is 1."""
    shifted = _shifted(z, out, column, room)  # a shift changes neither side
    aimed = np.vdot(t, shifted)
    powers = np.add.reduce(np.exp(shifted, shifted), axis=-1, keepdims=True, out=column)
    return np.add.reduce(np.log(powers, powers), None) - aimed
