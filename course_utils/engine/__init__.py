"""The engine: every number that a notebook, a plot or a widget shows comes from here. NumPy only.

ops          elementary functions, the one file that knows calculus
activations, losses                   these functions by their names
graph        a computation as named scalars, for stepping
backprop     the algorithm of the lecture, once and plainly · fast, its twin for training
network      a computation as arrays, for training
unroll       from the one to the other
risk, surfaces                        what is to be made small
optimizers, training, perceptron      what makes it small
walkthrough, circuit                  a computation as data that can be stepped through
"""

from .activations import ACTIVATIONS, activation
from .circuit import circuit
from .errors import Diverged, SingularHessian
from .gradient_check import GradientCheck, gradient_check
from .graph import Node
from .history import History
from .loss import Loss
from .losses import (
    LOSSES,
    binary_cross_entropy,
    cross_entropy,
    half_squared_error,
    loss_named,
    mean_absolute_error,
    mean_squared_error,
)
from .network import Network
from .objective import Objective
from .ops import exp, identity, leaky_relu, log, maximum, relu, sigmoid, softmax, softplus, tanh
from .optimizers import Iterate, adam, gradient_descent, momentum, newton
from .risk import EmpiricalRisk
from .surfaces import Quadratic, double_well, rosenbrock
from .topics.perceptron import Perceptron
from .topics.splitting import split
from .trace import Trace
from .training import fit
from .unroll import unroll
from .walkthrough import lecture_network, walkthrough

__all__ = [
    "ACTIVATIONS",
    "LOSSES",
    "Diverged",
    "EmpiricalRisk",
    "GradientCheck",
    "History",
    "Iterate",
    "Loss",
    "Network",
    "Node",
    "Objective",
    "Perceptron",
    "Quadratic",
    "SingularHessian",
    "Trace",
    "activation",
    "adam",
    "binary_cross_entropy",
    "circuit",
    "cross_entropy",
    "double_well",
    "exp",
    "fit",
    "gradient_check",
    "gradient_descent",
    "half_squared_error",
    "identity",
    "leaky_relu",
    "lecture_network",
    "log",
    "loss_named",
    "maximum",
    "mean_absolute_error",
    "mean_squared_error",
    "momentum",
    "newton",
    "relu",
    "rosenbrock",
    "sigmoid",
    "softmax",
    "softplus",
    "split",
    "tanh",
    "unroll",
    "walkthrough",
]
