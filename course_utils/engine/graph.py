"""The graph: a computation as scalars with names, each of which knows where it came from.

A `Node` holds a value and remembers the operator and the parents that made it. Values flow forward
as the expression is written; `backward` sends gradients the other way. Each node knows only its
local derivatives; the chain rule is one line,

    gradient of a parent += upstream × local,

and where a node has several children their contributions sum.

Source: the lecture's topic "backpropagation at the neuron level", after A. Karpathy's circuits.
"""

import math

import numpy as np

from . import ops
from .validate import number, shown


class Node:
    """A scalar with a name, immutable but for `grad`.

    `Node(value, name)` is a leaf. Build expressions with + - * / **, with `exp`, `log`, `maximum`
    and with any activation function; `(x + y).named("q")` gives an intermediate its name.
    `node.backward()` sets `grad`, ∂node/∂(each ancestor), and never accumulates across calls.

    Raises TypeError for a value that is not a number and for arrays, ValueError for NaN or infinity,
    for a name that is no identifier, and where an operation is not defined or overflows.
    """

    __slots__ = ("_name", "_operator", "_parents", "_value", "grad")

    def __init__(self, value, name=None):
        _fill(self, number(value, "the value of a Node"), _checked(name), None, ())

    @property
    def value(self):
        return self._value

    @property
    def name(self):
        return self._name

    @property
    def operator(self):
        """The row of ops.py that made this node, None for a leaf."""
        return self._operator

    @property
    def parents(self):
        return self._parents

    @staticmethod
    def apply_function(operator, *arguments):
        """The node that `operator` makes of the arguments; numbers become leaves without a name."""
        parents = tuple(
            argument if isinstance(argument, Node) else _constant(argument) for argument in arguments
        )
        values = [np.float64(parent._value) for parent in parents]
        operator.check(*values)
        with np.errstate(all="ignore"):
            value = float(operator.value(*values))
        if not math.isfinite(value):
            raise ValueError(
                f"{operator.name} of {', '.join(map(repr, parents))} leaves the range of numbers: {value}"
            )
        return _fill(object.__new__(Node), value, None, operator, parents)

    def named(self, name):
        """The same node under a name: a step of its own in every trace."""
        return _fill(object.__new__(Node), self._value, _checked(name), self._operator, self._parents)

    def locals(self):
        """The local derivatives, one for each parent."""
        if self._operator is None:
            return ()
        values = [np.float64(parent._value) for parent in self._parents]
        with np.errstate(all="ignore"):
            return tuple(float(slope) for slope in self._operator.partials(*values, np.float64(self._value)))

    def order(self):
        """All ancestors and the node itself, parents before children."""
        done, found, stack = [], {id(self)}, [(self, iter(self._parents))]
        while stack:
            node, rest = stack[-1]
            parent = next((parent for parent in rest if id(parent) not in found), None)
            if parent is None:
                done.append(node)
                stack.pop()
            else:
                found.add(id(parent))
                stack.append((parent, iter(parent._parents)))
        return done

    def backward(self):
        """Set grad = ∂self/∂node on every ancestor, and 1 on the node itself."""
        order = self.order()
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in zip(node._parents, node.locals(), strict=True):
                if node.grad != 0.0:  # a closed gate passes nothing on, whatever lies behind it
                    parent.grad += node.grad * local

    def __add__(self, other):
        return ops.add(self, other)

    def __radd__(self, other):
        return ops.add(other, self)

    def __sub__(self, other):
        return ops.subtract(self, other)

    def __rsub__(self, other):
        return ops.subtract(other, self)

    def __mul__(self, other):
        return ops.multiply(self, other)

    def __rmul__(self, other):
        return ops.multiply(other, self)

    def __truediv__(self, other):
        return ops.divide(self, other)

    def __rtruediv__(self, other):
        return ops.divide(other, self)

    def __pow__(self, other):
        return ops.power(self, other)

    def __rpow__(self, other):
        return ops.power(other, self)

    def __neg__(self):
        return ops.negative(self)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        gate = _GATES.get(ufunc.__name__)
        scalars = all(isinstance(value, Node) or np.ndim(value) == 0 for value in inputs)
        if gate and method == "__call__" and scalars and not options:  # a number out of an array
            return gate(*inputs)
        raise TypeError(
            f"NumPy's {ufunc.__name__} does not know Nodes: a Node is one number, not an array. Use the "
            "course's own functions (exp, log, maximum, sigmoid, …), and loop over arrays, one Node for each entry"
        )

    def __float__(self):
        raise TypeError(
            "a Node is not a plain number, so Python's float and math functions do not work on it; take "
            "node.value, or use exp, log, tanh, … from course_utils.engine"
        )

    def _no_order(self, other):
        raise TypeError(
            "Nodes cannot be compared, so the builtin max and min do not work on them; "
            "use maximum(a, b) from course_utils.engine"
        )

    __lt__ = __le__ = __gt__ = __ge__ = _no_order

    def __setattr__(self, attribute, value):
        if attribute != "grad":
            raise AttributeError(
                f"a Node cannot be changed: {attribute} is fixed. Make a new Node and build on it"
            )
        object.__setattr__(self, attribute, value)

    def __repr__(self):
        return f"{self._name} = {self._value:.6g}" if self._name else f"{self._value:.6g}"


_GATES = {gate.name: gate for gate in (ops.add, ops.subtract, ops.multiply, ops.divide, ops.power)}


def _fill(node, value, name, operator, parents):
    put = object.__setattr__
    put(node, "_value", value)
    put(node, "_name", name)
    put(node, "_operator", operator)
    put(node, "_parents", parents)
    put(node, "grad", None)
    return node


def _checked(name):
    if name is not None and not (isinstance(name, str) and name.isidentifier()):
        raise ValueError(f"name must be letters, digits and _, and not begin with a digit; got {shown(name)}")
    return name


def _constant(value):
    if isinstance(value, np.ndarray) and value.ndim > 0:
        raise TypeError(
            f"a Node is one number and does not combine with {shown(value)}; loop over its entries"
        )
    return Node(value)
