r"""Backpropagation: values run forward through the layers, error signals run back, and where they meet is the gradient.

For layers l = 1 … n, with examples as rows and A₀ = X,

    forward     Zₗ = Aₗ₋₁ Wₗᵀ + bₗ          Aₗ = g(Zₗ)
    backward    δₙ = ∂L/∂Zₙ                δₗ₋₁ = (δₗ Wₗ) ⊙ g'(Zₗ₋₁)
    gradient    ∂L/∂Wₗ = δₗᵀ Aₗ₋₁           ∂L/∂bₗ = Σ over examples of δₗ

The slope enters as `activation.vjp(u, Z, A)`, which is u ⊙ g'(Z), with A = g(Z) at hand. In a softmax each output
depends on every input of its row; there it is u times the Jacobian, the vector–Jacobian product. Where A is rounded to
its limit, as a sigmoid to 1, A − Y and 1 − A are mostly rounding: `full_precision` computes them from Z instead.

These are the functions of notebook 12, for any number of layers. `Network` and the Hessian call them; `EmpiricalRisk`
uses their fast form in `fast.py`, which gives the same bits, and `fit` the one without `full_precision`. In the lists
Z[i] belongs to layers[i], A[i] is its input and A[i + 1] its output: A[0] is X, A[-1] the prediction. Each Z, A and δ
has a row for each example.

Source: D. Rumelhart, G. Hinton, R. Williams, Nature 323, 533 (1986).
"""

import math

import numpy as np

from .functions.kinds import full_precision


def forward(layers, X):
    """The pre-activations Z of all layers, and the activations A, X first and the prediction last."""
    Z, A = [], [X]
    for layer in layers:
        Z.append(A[-1] @ layer.W.T + layer.b)
        A.append(layer.activation.value(Z[-1]))
    return Z, A


def loss_total(loss, Z, A, Y):
    """The sum over outputs and examples; a cross-entropy takes it from the logits Z, where nothing overflows."""
    return loss.total_from_logits(Z, Y) if loss.output_activation else loss.total(A, Y)


def loss_value(loss, Z, A, Y):
    """The loss of a prediction A with logits Z."""
    value = loss.factor(*Y.shape) * float(loss_total(loss, Z, A, Y))
    return value if loss.least <= value < math.inf else loss.mean(Z, A, Y)


def delta_output(loss, activation, Z, A, Y):
    """∂L/∂Z of the last layer; a cross-entropy behind its own activation leaves only A − Y of the chain rule."""
    factor = loss.factor(*Y.shape)
    if loss.output_activation:
        return full_precision(A - Y, loss.difference, Z, Y) * factor
    return activation.vjp(loss.pointwise.slope(A, Y), Z, A) * factor


def layer_gradients(delta, A):
    """∂L/∂W (n_out, n_in) and ∂L/∂b (n_out,) of a layer with error signal δ and input A."""
    return delta.T @ A, np.ones(len(A)) @ delta  # a bias is the weight of an input that is always 1


def delta_hidden(delta, W, activation, Z, A):
    """∂L/∂Z of a hidden layer: δ of the next one, back through its weights W, times the slope."""
    return activation.vjp(delta @ W, Z, A)


def backward(layers, loss, Z, A, Y):
    """[(∂L/∂W, ∂L/∂b), …] of all layers, after a forward pass."""
    delta = delta_output(loss, layers[-1].activation, Z[-1], A[-1], Y)
    gradients = [layer_gradients(delta, A[-2])]
    for i in reversed(range(len(layers) - 1)):
        delta = delta_hidden(delta, layers[i + 1].W, layers[i].activation, Z[i], A[i + 1])
        gradients.insert(0, layer_gradients(delta, A[i]))
    return gradients


def loss_and_gradient(layers, loss, X, Y):
    """The loss, and its gradient in the order of theta: layer by layer, W row by row, then b."""
    Z, A = forward(layers, X)
    value, gradients = loss_value(loss, Z[-1], A[-1], Y), backward(layers, loss, Z, A, Y)
    return value, np.concatenate([part.ravel() for pair in gradients for part in pair])
