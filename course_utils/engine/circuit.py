"""A circuit: any expression of Nodes, stepped through gate by gate.

Forward, each gate computes its value, which is written above the wire. Backward, each gate multiplies the gradient
that arrives (upstream) by its own local derivative and passes the product on, which is written below the wire. Where a
value branches, the gradients of its branches sum.

Source: the lecture's topic "backpropagation at the neuron level", circuits after A. Karpathy.
"""

import functools
import itertools

import numpy as np

from .graph import Node, check_distinct, rebuilt
from .trace import Trace
from .trace.diagrams import circuit_diagram
from .trace.formula import applied, evaluated
from .trace.gates import gate_steps
from .trace.notation import plain
from .trace.trace import number_fields
from .validate import abbreviate, instance, number, one_of

LIMIT = 40


def circuit(root):
    """The trace of an expression: `root` is a Node built from named leaves.

    Gates without a name are called q1, q2, …, the root f; numbers in the expression are constants. Leaves can be
    edited. Raises TypeError where root is not a Node, ValueError where root is a leaf, where two
    different nodes share a name, where a derivative is not finite, and for more than 40 gates.
    """
    instance(root, "root", Node, "(x + y) * z of named Nodes")
    names = circuit_names(root)
    gates = [node for node in root.order() if node.operator is not None]
    if not gates:
        raise ValueError(
            f"root must be an expression; {root!r} is a single value. Build on it, for example 2 * x"
        )
    if len(gates) > LIMIT:
        raise ValueError(
            f"a circuit shows every gate, so root may have at most {LIMIT} of them; got {len(gates)}"
        )
    return _traced(root, names, gates)


class Wire:
    """One gate with the names of what enters and leaves it; constants enter as numbers."""

    def __init__(self, gate, names):
        self.operator = gate.operator
        self.name = names[gate]
        self.inputs = tuple(names.get(parent, parent.value) for parent in gate.parents)

    def sources(self):
        """(place, name) of each input that is not a constant."""
        return [(place, name) for place, name in enumerate(self.inputs) if isinstance(name, str)]


def circuit_names(root):
    """{node: name} of every leaf and gate: q1, q2, … and f (the root) where none was given; none for constants."""
    nodes = root.order()
    check_distinct(nodes, "nodes")
    taken = [node.name for node in nodes if node.name]
    free = (f"q{count}" for count in itertools.count(1) if f"q{count}" not in taken)
    names = {node: node.name or next(free) for node in nodes[:-1] if node.name or node.operator is not None}
    return names | {root: root.name or ("f" if "f" not in taken else next(free))}


def _traced(expression, names, gates):
    wires = [Wire(node, names) for node in gates]
    leaves = {
        names[node]: np.float64(node.value)
        for node in expression.order()
        if node.operator is None and node in names
    }
    root = wires[-1].name
    forward = [applied(wire.name, wire.operator, *wire.inputs) for wire in wires]
    state = evaluated(forward, dict(leaves))
    trace = Trace(
        kind="circuit",
        name=f"circuit of {plain(root)}",
        description=f"A circuit of {len(wires)} gates: values above the wires, gradients below.",
        steps=tuple(gate_steps(wires, forward)),
        diagram=circuit_diagram(wires, leaves),
        known=tuple(leaves),
        given=lambda updates: {name: np.full(np.shape(updates), value) for name, value in leaves.items()},
        state=lambda update: dict(state),
        settings=[number_fields("inputs", leaves)],
        edit=functools.partial(_edited, expression, names),
        recipe=(circuit, (expression,)),
    )
    _check_finite(trace, leaves)
    return trace


def _check_finite(trace, leaves):
    """Raise ValueError where a step has no finite number to show, such as the slope of a root at 0."""
    row = dict(zip(trace.names, trace.numbers([1])[0], strict=True))
    for name in (step.formula.result for step in trace.steps):
        if name in row and not np.isfinite(row[name]):
            at = ", ".join(f"{leaf} = {value:g}" for leaf, value in leaves.items())
            raise ValueError(
                f"{plain(name)} is not a finite number at {at or 'these constants'}: it would be {row[name]:g}"
            )


def _edited(expression, names, values, choices):
    """The circuit of the same expression with other numbers on its leaves."""
    for key in choices:
        raise ValueError(f"a circuit has no choices, only numbers; got {abbreviate(key)}")
    leaves = {names[node]: node for node in expression.order() if node.operator is None and node in names}
    numbers = {
        leaves[one_of(key, "each name in values", leaves)]: number(value, plain(key))
        for key, value in values.items()
    }
    return circuit(rebuilt(expression, numbers, names)[expression])
