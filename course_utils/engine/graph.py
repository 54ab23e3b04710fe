"""The graph: a computation as scalars with names, each of which knows where it came from.

A `Node` holds a value and remembers the operator and the parents that made it. Values flow forward
as the expression is written; `backward` sends gradients the other way. Each node knows only its
local derivatives; the chain rule is one line,

    gradient of a parent += upstream × local,

and where a node has several children their contributions sum. Where that is not a number, such as
0 · ∞ at the root of 0, the node has no gradient, and reading it raises ValueError.

Source: the lecture's topic "backpropagation at the neuron level", after A. Karpathy's circuits.
"""

import math
from numbers import Real
from operator import attrgetter

import numpy as np

from .functions import gates
from .functions.activations import identity
from .validate import abbreviate, number

DEEPEST = 100  # gates above each other in a graph that can be pickled: pickle calls itself for each parent


def _from_both_sides(gate):
    """The methods of a Node that make an operator: `node * other`, and `other * node` where other is a number."""
    return lambda self, other: gate(self, other), lambda self, other: gate(other, self)


class Node:
    """A scalar with a name, immutable except for `grad`.

    `Node(value, name)` is a leaf. Build expressions with + - * / **, with `exp`, `log`, `maximum`
    and with any activation function; `(x + y).named("q")` gives an intermediate its name.
    `node.backward()` sets `grad`, ∂node/∂(each ancestor), and never accumulates across calls; reading
    `grad` raises ValueError where the gradient is not a finite number. A deep copy is a graph of its own.

    Raises TypeError for a value that is not a number and for arrays, ValueError for NaN or infinity,
    for a name that is not an identifier, and where an operation is not defined or overflows.
    """

    __slots__ = ("_depth", "_grad", "_name", "_operator", "_parents", "_value")

    def __init__(self, value, name=None):
        _fill(self, number(value, "the value of a Node"), _checked(name), None, ())

    value = property(attrgetter("_value"), doc="The number that it stands for, a float.")
    name = property(attrgetter("_name"), doc="Its name, or None.")

    @property
    def grad(self):
        """∂root/∂node after `root.backward()`, None before; ValueError where it is not a finite number."""
        if isinstance(self._grad, str):
            raise ValueError(f"{self!r} has no gradient: {self._grad}")
        return self._grad

    operator = property(
        attrgetter("_operator"), doc="The row of the table of functions that made this node, None for a leaf."
    )
    parents = property(
        attrgetter("_parents"), doc="The Nodes that it was made of, a tuple; empty for a leaf."
    )

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
            raise ValueError(f"{operator.name} of {', '.join(map(repr, parents))} overflows: {value}")
        return _made(value, None, operator, parents)

    def named(self, name):
        """The same node under a name: a step of its own in every trace. A leaf that has a name keeps it."""
        if self._operator is None and self._name:
            return identity(self).named(name)
        return _made(self._value, _checked(name), self._operator, self._parents)

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
                parent.grad = parent._grad + node._grad * local
        undefined = [node for node in order if not math.isfinite(node._grad)]
        if undefined:
            reasons = _reasons(order)
            for node in undefined:
                node.grad = reasons[node]

    __add__, __radd__ = _from_both_sides(gates.add)
    __sub__, __rsub__ = _from_both_sides(gates.subtract)
    __mul__, __rmul__ = _from_both_sides(gates.multiply)
    __truediv__, __rtruediv__ = _from_both_sides(gates.divide)
    __pow__, __rpow__ = _from_both_sides(gates.power)

    def __neg__(self):
        return gates.negative(self)

    def __pos__(self):
        return self

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        gate = _GATES.get(ufunc.__name__)
        scalars = all(isinstance(value, Node) or np.ndim(value) == 0 for value in inputs)
        if gate and method == "__call__" and scalars and not options:  # a number out of an array
            return gate(*inputs)
        raise TypeError(
            f"NumPy's {ufunc.__name__} does not know Nodes: a Node is one number, not an array. Use the "
            "course's own functions (exp, log, maximum, sigmoid, …), and loop over arrays, one Node for each entry"
        )

    def _no_number(self, *_):
        raise TypeError(
            "a Node is not a plain number, so Python's float, int, round and math functions do not work on it; "
            "take node.value, or use exp, log, tanh, … from course_utils.engine"
        )

    __float__ = __int__ = __index__ = __complex__ = __round__ = __trunc__ = __floor__ = __ceil__ = _no_number

    def _no_gate(self, *_):
        raise TypeError(
            "Nodes have + - * / ** and no //, %, @ or abs; |x| is maximum(x, -x) from course_utils.engine"
        )

    __abs__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __divmod__ = __rdivmod__ = _no_gate
    __matmul__ = __rmatmul__ = _no_gate

    def _no_order(self, *_):
        raise TypeError(
            "Nodes cannot be compared, so if, the builtin max and min, and sorted do not work on them; "
            "compare node.value, or use maximum(a, b) from course_utils.engine"
        )

    __lt__ = __le__ = __gt__ = __ge__ = __bool__ = _no_order

    def __eq__(self, other):
        return self._no_order() if isinstance(other, Real) else NotImplemented  # of two Nodes: are they one?

    __hash__ = object.__hash__

    def __setattr__(self, attribute, value):
        if attribute != "grad":
            raise AttributeError(
                f"a Node cannot be changed: {attribute} is fixed. Make a new Node and build on it"
            )
        object.__setattr__(self, "_grad", value)

    def __copy__(self):
        """A node with the same parents and a gradient of its own."""
        return _made(self._value, self._name, self._operator, self._parents, self._grad)

    def __deepcopy__(self, memo):
        for node in self.order():  # parents before children, so that no depth is too deep
            if id(node) not in memo:
                parents = tuple(memo[id(parent)] for parent in node._parents)
                memo[id(node)] = _made(node._value, node._name, node._operator, parents, node._grad)
        return memo[id(self)]

    def __reduce__(self):
        if self._depth > DEEPEST:
            raise ValueError(
                f"pickle goes from child to parent, and this graph is {self._depth} gates deep: at most {DEEPEST} "
                "can be pickled. Pickle the numbers, and build the expression again"
            )
        return _made, (self._value, self._name, self._operator, self._parents, self._grad)

    def __format__(self, form):
        return format(self._value, form) if form else repr(self)

    def __repr__(self):
        return f"{self._name} = {self._value:.6g}" if self._name else f"{self._value:.6g}"


_GATES = {gate.name: gate for gate in (gates.add, gates.subtract, gates.multiply, gates.divide, gates.power)}


def _fill(node, value, name, operator, parents, grad=None):
    put = object.__setattr__
    put(node, "_value", value)
    put(node, "_name", name)
    put(node, "_operator", operator)
    put(node, "_parents", parents)
    put(node, "_depth", 1 + max(parent._depth for parent in parents) if parents else 0)
    put(node, "_grad", grad)
    return node


def _made(*parts):
    """A node of these parts, which are known to be good: value, name, operator, parents and, of a copy, grad."""
    return _fill(object.__new__(Node), *parts)


def rebuilt(root, numbers, names):
    """{node: its copy} in the graph of root on other numbers, {leaf: number}, with the names of {node: name}."""
    copies = {}
    for node in root.order():
        if node.operator is None:
            copies[node] = Node(numbers.get(node, node.value), names.get(node))
        else:
            gate = Node.apply_function(node.operator, *(copies[parent] for parent in node.parents))
            copies[node] = gate.named(names.get(node))
    return copies


def check_distinct(nodes, kind):
    """Raise ValueError where two of the nodes, which the message calls a `kind`, share a name."""
    names = [node.name for node in nodes if node.name]
    double = next((name for name in names if names.count(name) > 1), None)
    if double:
        raise ValueError(f"two different {kind} are called {double!r}; give each its own name")


def _reasons(order):
    """{node: why its gradient is not a finite number}, from the first gate on the way back where that is so."""
    reasons = {}
    for node in reversed(order):
        for parent, local in zip(node._parents, node.locals(), strict=True):
            if node in reasons:
                reasons.setdefault(parent, reasons[node])
            elif not math.isfinite(node._grad * local):
                gate = f"{node._operator.name}({', '.join(map(repr, node._parents))})"
                what = "times what arrives overflows" if math.isfinite(local) else "is not finite"
                reasons.setdefault(parent, f"∂/∂({parent!r}) of {gate} is {local:g}, which {what}")
        if not math.isfinite(node._grad):
            reasons.setdefault(node, "what its branches hand back sums to more than a number can hold")
    return reasons


def _checked(name):
    if name is not None and not (isinstance(name, str) and name.isidentifier()):
        raise ValueError(
            f"name must be letters, digits and _, and not begin with a digit; got {abbreviate(name)}"
        )
    return name


def _constant(value):
    if isinstance(value, np.ndarray) and value.ndim > 0:
        raise TypeError(
            f"a Node is one number and does not combine with {abbreviate(value)}; loop over its entries"
        )
    return Node(value)
