"""The engine: every number that a notebook, a plot or a widget shows comes from here. NumPy only.

functions    elementary functions, the one place that knows calculus
losses       how wrong predictions are · layers, what a network is made of
graph        a computation as named scalars, for stepping · replay, the same played on other numbers
backprop     the algorithm of the lecture, once and plainly · fast, its form for training
network      a computation as arrays, for training
unroll       from the one to the other
objectives, risk                      what is to be made small · hessian, its second derivatives
optimizers, training                  what makes it small · history, what was measured on the way
gradient_check                        whether a gradient is right, by differences
trace        a computation as data that can be stepped through: walkthrough of a network, circuit of an expression
topics       what single notebooks are about: the perceptron, impurity, approximation, …
validate     what every public function checks · errors, what may end a walk · record, what cannot be changed
"""

from .circuit import circuit
from .errors import Diverged, SingularHessian
from .functions.activations import (
    ACTIVATIONS,
    activation,
    identity,
    leaky_relu,
    relu,
    sigmoid,
    softmax,
    softplus,
    tanh,
)
from .functions.gates import exp, log, maximum
from .gradient_check import GradientCheck, gradient_check
from .graph import Node
from .history import History
from .losses import (
    LOSSES,
    Loss,
    binary_cross_entropy,
    cross_entropy,
    half_squared_error,
    loss_named,
    mean_absolute_error,
    mean_squared_error,
)
from .network import Network
from .objectives import Objective, Quadratic, double_well, rosenbrock
from .optimizers import Iterate, adam, gradient_descent, momentum, newton
from .replay import Replay
from .risk import EmpiricalRisk
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
    "Replay",
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
