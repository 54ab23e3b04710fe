"""Activation functions: the non-linearities between the linear layers, each by its name.

Without them any depth collapses to one affine map. They have no trainable parameters, and their
calculus is in ops.py. `softmax` acts on a whole row, so it can only be the output of a network.
"""

from . import ops
from .validate import shown

ACTIVATIONS = {
    "identity": ops.identity,
    "sigmoid": ops.sigmoid,
    "tanh": ops.tanh,
    "relu": ops.relu,
    "softplus": ops.softplus,
    "leaky_relu": ops.leaky_relu(),
    "softmax": ops.softmax,
}


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
    known = ", ".join(ACTIVATIONS)
    if isinstance(which, str):
        if which not in ACTIVATIONS:
            raise ValueError(f"{name} must be one of {known}; got {shown(which)}")
        return ACTIVATIONS[which]
    if which is ops.leaky_relu:
        raise TypeError(f"{name}: leaky_relu needs its slope left of zero; write leaky_relu(0.01)")
    if isinstance(which, (ops.Function, ops.RowFunction)) and which.name in ACTIVATIONS:
        return which
    raise TypeError(f"{name} must be an activation function or its name, one of {known}; got {shown(which)}")


def hidden_activation(which, name="hidden"):
    """The activation function of a hidden layer; ValueError for one that only an output can have."""
    function = activation(which, name)
    if isinstance(function, ops.RowFunction):
        raise ValueError(
            f"{name} must act on each neuron by itself; {function.name} is for the output layer only"
        )
    return function
