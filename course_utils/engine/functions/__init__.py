"""Elementary functions: the one place that knows calculus.

An elementary function is one row of a table: its value, its first and its second derivative, and
how each is written. Activation functions, losses, the gates of a circuit and every formula on the
screen read these rows; nothing else in the course differentiates anything.

kinds         Function, Gate, PointwiseLoss and RowFunction: what a row holds
activations   of one number, the sigmoid and its like · softmax, of a whole row
gates         + − × ÷ and powers, exp, log, maximum
pointwise     the losses of one output
"""

from . import activations, gates, pointwise, softmax
from .kinds import Function, Gate, RowFunction

TABLE = {
    name: row
    for module in (activations, gates, pointwise, softmax)
    for name, row in vars(module).items()
    if isinstance(row, Function | Gate | RowFunction)
}

__all__ = ["TABLE", "Function", "Gate", "RowFunction"]
