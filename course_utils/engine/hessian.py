r"""The Hessian of a network's loss: all second derivatives, exactly, or their product with a vector.

Let an ε be added to each pre-activation: Zₗ = Aₗ₋₁ Wₗᵀ + bₗ + εₗ. For each example, with
Dₗ = diag g'(Zₗ), the second derivatives Pₗₘ = ∂²L/∂εₗ∂εₘ run backwards like the error signal,

    Pₗₗ = Dₗ Wₗ₊₁ᵀ Pₗ₊₁,ₗ₊₁ Wₗ₊₁ Dₗ + diag(g''(Zₗ) ⊙ Wₗ₊₁ᵀ δₗ₊₁),
    Pₗₘ = Gₘₗᵀ Pₘₘ   for l < m,   with  Gₘₗ = ∂Zₘ/∂εₗ = Wₘ Jₘ₋₁,ₗ,   Jₘₗ = ∂Aₘ/∂εₗ = Dₘ Gₘₗ,   Jₗₗ = Dₗ.

A weight Wₗ[i, j] acts as εₗ[i] scaled by the input Aₗ₋₁[j], a bias by the input 1, so that

    ∂²L / ∂Wₗ[i, j] ∂Wₘ[k, q] = Σ over examples of Aₗ₋₁[j] (Pₗₘ[i, k] Aₘ₋₁[q] + δₘ[k] Jₘ₋₁,ₗ[q, i]),

the second term only for l < m: two matrix products for each pair of layers, one row for each example.

The kinks of ReLU and of the absolute error are ignored: there g'' counts as 0, although the slope
jumps. The Hessian is the one of the smooth pieces between them.

Source of the product with a vector: B. Pearlmutter, Neural Computation 6, 147 (1994).
"""

from dataclasses import dataclass

import numpy as np

from . import backprop
from .functions import RowFunction
from .functions.pointwise import share

LIMIT = 8_000  # parameters; the Hessian then takes half a gigabyte
_CHUNK = 1_000_000  # numbers in the largest array of one chunk of examples


@dataclass
class _Second:
    """One layer: its values, its slopes, and what came back to it."""

    before: np.ndarray  # Aₗ₋₁ (N, n_in)
    W: np.ndarray
    slope: np.ndarray | None  # g'(Zₗ), None where the output is softmax
    delta: np.ndarray | None = None  # δₗ (N, n_out)
    P: np.ndarray | None = None  # Pₗₗ (N, n_out, n_out)
    bend: np.ndarray | None = None  # g''(Zₗ) ⊙ Wₗ₊₁ᵀ δₗ₊₁


def hessian(network, X, Y, loss):
    """The Hessian in the order of theta, (p, p). Trusts its arguments, except for the size of the network."""
    size = network.theta.size
    if size > LIMIT:
        raise ValueError(
            f"the Hessian of {size} parameters would hold {size**2:.1e} numbers, {8e-9 * size**2:.1f} GB; "
            f"the limit is {LIMIT} parameters. Use hessian_vector_product"
        )
    factor = loss.factor(len(X), network.sizes[-1])
    widest = max(network.sizes)
    count = max(1, _CHUNK // (widest + 1) ** 2)
    result = np.zeros((size, size))
    for start in range(0, len(X), count):
        part = slice(start, start + count)
        _add_examples(result, _passes(network, X[part], Y[part], loss, factor))
    order = _neuron_by_neuron(network)
    return result[np.ix_(order, order)]


def _add_examples(result, layers):
    """Add some examples' share to the Hessian, whose order is here neuron by neuron: weights, then bias."""
    places = np.cumsum([0, *(layer.W.size + len(layer.W) for layer in layers)])
    for low, layer in enumerate(layers):
        rows = slice(places[low], places[low + 1])
        inputs = _with_ones(layer.before)
        result[rows, rows] += _as_matrix(_first_term(inputs, layer.P, inputs))
        G = None
        for high in range(low + 1, len(layers)):
            other, before = layers[high], layers[high - 1]
            columns = slice(places[high], places[high + 1])
            # J = Jₘ₋₁,ₗ = Dₘ₋₁ Gₘ₋₁,ₗ; at first that is the diagonal Dₗ.
            J = None if G is None else before.slope[:, :, None] * G
            G = other.W * layer.slope[:, None, :] if J is None else other.W @ J
            block = _first_term(inputs, G.transpose(0, 2, 1) @ other.P, _with_ones(other.before))
            if J is None:
                diagonal = np.arange(len(layer.W))
                block[diagonal, :, :, diagonal] += _second_term(inputs, other.delta, layer.slope).transpose(
                    2, 0, 1
                )
            else:
                block[..., :-1] += _second_term(inputs, other.delta, J).transpose(3, 0, 1, 2)
            block = _as_matrix(block)
            result[rows, columns] += block
            result[columns, rows] += block.T


def _as_matrix(block):
    """[(i, j), (k, q)] of [i, j, k, q]."""
    return block.reshape(block.shape[0] * block.shape[1], -1)


def _first_term(inputs, P, others):
    """Σ A[j] P[i, k] A'[q] over examples, as an array [i, j, k, q]: for all at once the product of P and of A A'."""
    wide, other = inputs.shape[1], others.shape[1]
    P_rows = P.reshape(len(P), -1).T
    if others is inputs:  # A[j] A[q] is A[q] A[j]
        j, q = np.triu_indices(wide)
        place = np.empty((wide, wide), dtype=int)
        place[j, q] = place[q, j] = np.arange(len(j))
        sums = (P_rows @ (inputs[:, j] * inputs[:, q]))[:, place.ravel()]
    else:
        sums = P_rows @ (inputs[:, :, None] * others[:, None, :]).reshape(len(P), -1)
    return sums.reshape(*P.shape[1:], wide, other).transpose(0, 2, 1, 3)


def _second_term(inputs, delta, J):
    """Σ A[j] δ[k] J[…] over examples, as an array [j, k, …]; of a diagonal J[q, i] only the diagonal [i] is given."""
    outer = (inputs[:, :, None] * delta[:, None, :]).reshape(len(inputs), -1)
    sums = outer.T @ J.reshape(len(J), -1)
    return sums.reshape(inputs.shape[1], delta.shape[1], *J.shape[1:])


def hessian_vector_product(network, X, Y, loss, vector):
    """The Hessian times a vector, in the order of theta, at about the cost of two gradients.

    R is the change of a quantity when theta moves along the vector.
    """
    layers = _passes(network, X, Y, loss, loss.factor(len(X), network.sizes[-1]))
    moves = network.views(vector)
    product = np.empty_like(vector)
    R_A, R_Zs, R_befores = np.zeros_like(X), [], []
    for layer, (V, v) in zip(layers, moves, strict=True):
        R_Z = R_A @ layer.W.T + layer.before @ V.T + v
        R_Zs.append(R_Z)
        R_befores.append(R_A)
        R_A = layer.slope * R_Z if layer.slope is not None else None
    R_delta = np.einsum("nij,nj->ni", layers[-1].P, R_Zs[-1])
    results = network.views(product)
    for index in reversed(range(len(layers))):
        layer, (V, _), (out_W, out_b) = layers[index], moves[index], results[index]
        out_W[...] = R_delta.T @ layer.before
        out_b[...] = R_delta.sum(axis=0)
        if index > 0:
            out_W += layer.delta.T @ R_befores[index]
            R_upstream = R_delta @ layer.W + layer.delta @ V
            R_delta = layers[index - 1].slope * R_upstream + layers[index - 1].bend * R_Zs[index - 1]
    return product


def _passes(network, X, Y, loss, factor):
    """Forward and backward with second derivatives, one `_Second` for each layer."""
    Z, A = backprop.forward(network.layers, X)
    layers = []
    for layer, z, before, a in zip(network.layers, Z, A[:-1], A[1:], strict=True):
        slope = None if isinstance(layer.activation, RowFunction) else layer.activation.best_slope(z, a)
        layers.append(_Second(before, layer.W, slope))
    _start(layers[-1], network.layers[-1].activation, loss, Z[-1], A[-1], Y, factor)
    for index in reversed(range(len(layers) - 1)):
        here, above, g = layers[index], layers[index + 1], network.layers[index].activation
        upstream = above.delta @ above.W
        here.delta = g.vjp(upstream, Z[index], above.before)
        here.bend = share(g.curvature(Z[index], above.before), upstream)
        M = above.W * here.slope[:, None, :]
        here.P = M.transpose(0, 2, 1) @ above.P @ M + _diagonal(here.bend)
    return layers


def _start(output, activation, loss, Z, A, Y, factor):
    """δ and P at the output."""
    if isinstance(activation, RowFunction):
        J = activation.jacobian(A)
    else:
        J = _diagonal(output.slope)
    if loss.output_activation is not None:
        output.delta, output.P = factor * loss.difference(Z, Y), factor * J
        return
    upstream = factor * loss.pointwise.slope(A, Y)
    output.delta = activation.vjp(upstream, Z, A)
    bent = factor * np.broadcast_to(loss.pointwise.second(A, Y)[0], A.shape)
    output.P = J.transpose(0, 2, 1) @ (bent[:, :, None] * J)
    if isinstance(activation, RowFunction):
        output.P += np.einsum("ni,nijk->njk", upstream, activation.curvature(A))
    else:
        output.P += _diagonal(share(activation.curvature(Z, A), upstream))


def _diagonal(rows):
    """A diagonal matrix for each row."""
    return np.where(np.eye(rows.shape[1], dtype=bool), rows[:, :, None], 0.0)


def _with_ones(A):
    """(A, 1): the bias is the weight of a constant input."""
    return np.column_stack([A, np.ones(len(A))])


def _neuron_by_neuron(network):
    """For each place in theta the place in the order neuron by neuron: weights, then bias."""
    places = network.views(np.arange(network.theta.size))
    return np.argsort(np.concatenate([np.column_stack(place).ravel() for place in places]))
