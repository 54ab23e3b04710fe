"""Activation functions: the non-linearities between the linear layers, each by its name.

Without them any depth collapses to one affine map. They have no trainable parameters. `softmax` acts on a whole
row, so it can only be the output of a network.
"""

import functools

import numpy as np

from ..validate import from_table, number
from .kinds import Function, RowFunction, constant
from .softmax import softmax


def _step(z):
    """[z > 0] as a number; 0 at 0."""
    return np.sign(np.maximum(z, 0.0))


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _sigmoid_slope(z, a=None):
    """σ(z) σ(−z): 1 − σ(z) without the subtraction."""
    return _sigmoid(z) * _sigmoid(-z)


def _tanh_slope(z):
    """1 / cosh² z."""
    return np.square(1 / np.cosh(z))


identity = Function("identity", lambda z: +z, constant(1.0), constant(0.0), "⟨0⟩", "1")
sigmoid = Function(
    "sigmoid",
    _sigmoid,
    lambda z, a: (1 - a) * a,
    lambda z, a: -_sigmoid_slope(z) * np.tanh(z / 2),  # 1 − 2σ(z) = −tanh(z/2)
    r"\frac{1}{1 + e^{-⟨0⟩}}",
    r"⟨out⟩ * (1 - ⟨out⟩)",
    exact_slope=_sigmoid_slope,
)
tanh = Function(
    "tanh",
    np.tanh,
    lambda z, a: 1 - a * a,
    lambda z, a: -2 * a * _tanh_slope(z),
    r"\tanh(⟨0⟩)",
    r"1 - ⟨out⟩^2",
    exact_slope=_tanh_slope,
)
relu = Function(
    "relu",
    lambda z: np.maximum(z, 0.0),
    lambda z, a: np.sign(a),  # [z > 0], as a is not below 0
    constant(0.0),
    r"\max(0, ⟨0⟩)",
    r"[⟨0⟩ > 0]",
    kink=lambda z: z,
    analytic=False,
)
softplus = Function(
    "softplus",
    lambda z: np.logaddexp(0.0, z),  # never forms e^z, which overflows beyond z = 709
    lambda z, a: _sigmoid(z),
    _sigmoid_slope,
    r"\log(1 + e^{⟨0⟩})",
    r"\frac{1}{1 + e^{-⟨0⟩}}",
    analytic=False,  # NumPy has logaddexp for real numbers only
)


def leaky_relu(epsilon=0.01):
    """The lecture's leaky ReLU, εz + (1 − ε) max(0, z), as a Function; its slope at 0 is ε.

    epsilon is ε, its slope far left. The same ε gives the same object. Raises ValueError unless 0 ≤ ε < 1.
    """
    return _leaky(number(epsilon, "epsilon, the slope left of zero,", at_least=0, below=1) + 0.0)


@functools.cache
def _leaky(leak):
    def value(z):
        return np.maximum(leak * z, z)  # the same as the formula, for 0 ≤ ε < 1

    def slope(z, a):
        return leak + (1 - leak) * _step(z)

    return Function(
        "leaky_relu",
        value if leak else relu.value,  # 0 · ∞ is not a number
        slope,
        constant(0.0),
        rf"{leak:g} * ⟨0⟩ + {1 - leak:g} * \max(0, ⟨0⟩)",
        rf"{leak:g} + {1 - leak:g} * [⟨0⟩ > 0]",
        kink=lambda z: z,
        analytic=False,
        origin=(leaky_relu, (leak,)),
    )


_activations = identity, sigmoid, tanh, relu, softplus, leaky_relu(), softmax
ACTIVATIONS = {function.name: function for function in _activations}


def written(function):
    """An activation function as one writes it in Python: tanh, leaky_relu(0.3)."""
    if ACTIVATIONS.get(function.name) is function:
        return function.name
    _, arguments = function.origin or (None, ("as given",))
    return f"{function.name}({', '.join(map(str, arguments))})"


def activation(which, name="activation"):
    """The activation function `which`: one of the course's functions, or its name as a string.

    Raises ValueError for an unknown name (the message lists the known ones) and TypeError for what is
    neither; `name` is the argument that the message speaks of.
    """
    if which is leaky_relu:
        raise TypeError(f"{name}: leaky_relu needs its slope left of zero; write leaky_relu(0.01)")
    is_one = isinstance(which, (Function, RowFunction)) and which.name in ACTIVATIONS
    return from_table(which, name, ACTIVATIONS, is_one, "an activation function")


def hidden_activation(which, name="hidden"):
    """The activation function of a hidden layer; ValueError for one that only an output can have."""
    function = activation(which, name)
    if isinstance(function, RowFunction):
        raise ValueError(
            f"{name} must act on each neuron by itself; {function.name} is for the output layer only"
        )
    return function
