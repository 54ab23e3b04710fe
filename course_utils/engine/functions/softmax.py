"""Softmax: a row of numbers as probabilities, the larger number the larger share; and its cross-entropy."""

import numpy as np

from .kinds import RowFunction


def _shifted(z):
    """z less its largest entry, so that no power of e overflows."""
    return z - np.maximum.reduce(z, axis=-1, keepdims=True)


def _row_sums(array):
    return np.add.reduce(array, axis=-1, keepdims=True)


def _softmax(z):
    powers = np.exp(_shifted(z))
    return powers / _row_sums(powers)


def _centred(a):
    """δᵢⱼ − aⱼ, whose diagonal is the sum of the other shares: 1 − aᵢ would lose its digits where aᵢ is nearly 1."""
    alike = np.eye(a.shape[-1], dtype=bool)
    return np.where(alike, (a @ ~alike)[..., None], -a[..., None, :])


def _softmax_jacobian(a):
    return a[..., :, None] * _centred(a)


def _softmax_curvature(a):
    """aᵢ [(δᵢⱼ − aⱼ)(δᵢₖ − aₖ) − ∂aⱼ/∂zₖ]."""
    centred = _centred(a)
    products = centred[..., :, :, None] * centred[..., :, None, :]
    return a[..., :, None, None] * (products - _softmax_jacobian(a)[..., None, :, :])


def _softmax_vjp(u, z, a):
    """aⱼ (uⱼ − Σᵢ uᵢ aᵢ); the second mean, which is rounding, puts back what the first has cost beside a share of 1."""
    u = u - _row_sums(u * a)
    return a * (u - _row_sums(u * a))


softmax = RowFunction(
    "softmax",
    _softmax,
    _softmax_jacobian,
    _softmax_curvature,
    _softmax_vjp,
    r"\frac{e^{z_i}}{\sum_j e^{z_j}}",
)


def softmax_cross_entropy(z, t):
    """Σ over all rows of −Σⱼ tⱼ log softmax(z)ⱼ = log Σⱼ e^zⱼ − Σⱼ tⱼ zⱼ, for rows t whose sum is 1."""
    shifted = _shifted(z)  # a shift changes neither side
    return np.add.reduce(np.log(_row_sums(np.exp(shifted))), None) - np.vdot(t, shifted)
