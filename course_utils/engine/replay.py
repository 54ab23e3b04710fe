"""A replay: the computation of a graph in stored order, played on other numbers without building the graph anew.

A graph of Nodes is built as its expression runs, and its order is found at each `backward`. For thousands of updates
both are the same every time. So the rows of the table of functions run once on the names of variables, value by value
forward and slope by slope backward, which writes the computation down as a program of plain floats,

    v3 = x * y        g1 = g3 * v2        …

and the program is played. Its numbers are those of the graph, to the bit.
"""

import math

import numpy as np

from .functions.kinds import CANCELLED, everywhere
from .graph import Node, check_distinct, rebuilt
from .validate import as_list, instance, number

_OPERATORS = {
    "add": "{} + {}",
    "subtract": "{} - {}",
    "multiply": "{} * {}",
    "divide": "{} / {}",
    "negative": "-{}",
    "positive": "{}",
    "square": "{0} * {0}",
    "greater": "{} > {}",
    "greater_equal": "{} >= {}",
    "less": "{} < {}",
    "equal": "{} == {}",
    "bitwise_or": "{} or {}",
}


class Replay:
    """`value, gradients = replay(numbers)`: the value of `root` and its slopes for other numbers on its leaves.

    root is a Node; `leaves` are the names of its named leaves, in the order in which they are computed with, and
    numbers and gradients have that order. What has no name stays the number that it is. Raises TypeError where root is
    not a Node, ValueError where two leaves share a name, where the numbers are not one for each leaf, and where a value
    or a gradient is not finite, as the graph itself does.
    """

    def __init__(self, root):
        order = instance(root, "root", Node, "(x + y) * z of named Nodes").order()
        leaves = [node for node in order if node.operator is None and node.name]
        check_distinct(leaves, "leaves")
        self.leaves = tuple(leaf.name for leaf in leaves)
        self._root, self._nodes = root, leaves
        with np.errstate(all="ignore"):
            self._play = _Program(order, leaves).compiled()

    def __call__(self, numbers):
        """The value at these numbers, one for each leaf, a float, and the gradients, a tuple of floats."""
        if type(numbers) not in (list, tuple):
            numbers = as_list(numbers, "numbers")
        if len(numbers) != len(self.leaves):
            raise ValueError(f"numbers must be {len(self.leaves)}, one for each leaf; got {len(numbers)}")
        numbers = [value if type(value) is float else number(value, "each of numbers") for value in numbers]
        try:
            with np.errstate(all="ignore"):
                value, gradients = self._play(*numbers)
            if math.isfinite(value + sum(gradients) + sum(numbers)):
                return value, gradients
        except (ArithmeticError, ValueError):
            pass
        return self._rebuilt(numbers)

    def _rebuilt(self, numbers):
        """The same by a graph of its own, whose errors say what is not finite."""
        names = {node: node.name for node in self._root.order()}
        copies = rebuilt(self._root, dict(zip(self._nodes, numbers, strict=True)), names)
        copies[self._root].backward()
        return copies[self._root].value, tuple(copies[leaf].grad for leaf in self._nodes)

    def __reduce__(self):
        return Replay, (self._root,)

    def __repr__(self):
        return f"Replay({', '.join(self.leaves)} → {self._root!r})"


class _Name(np.lib.mixins.NDArrayOperatorsMixin):
    """A variable of a program; what NumPy does with it becomes the next line."""

    def __init__(self, program, text):
        self.program, self.text = program, text

    def full_precision(self, exact, *arguments):
        return self.program.full_precision(self, exact, arguments)

    def __array_ufunc__(self, ufunc, method, *inputs):
        return self.program.line(ufunc.__name__, inputs)

    def __array_function__(self, function, types, inputs, options):
        if function is np.empty_like:
            return np.empty(())
        if function is np.where:
            condition, yes, no = map(_text, inputs)
            return self.program.assigned(f"{yes} if {condition} else {no}", inputs)
        raise TypeError(f"{function.__name__} cannot be replayed; write it with NumPy's elementary functions")


def _text(value):
    return value.text if isinstance(value, _Name) else repr(float(value))


class _Program:
    """The lines that compute a graph, forward and backward."""

    def __init__(self, order, leaves):
        self._lines, self._names = [], {"nan": math.nan, "inf": math.inf}
        variables = {leaf: _Name(self, f"x{place}") for place, leaf in enumerate(leaves)}
        self._arguments = [variable.text for variable in variables.values()]
        for node in order:
            if node.operator is not None:
                parents = [variables[parent] for parent in node.parents]
                self._check(node, parents)
                variables[node] = node.operator.value(*parents)
            elif node not in variables:
                variables[node] = node.value
        gradients = {order[-1]: 1.0}
        for node in reversed(order):
            if node.operator is None or node not in gradients:
                continue
            parents = [variables[parent] for parent in node.parents]
            slopes = node.operator.partials(*parents, variables[node])
            for parent, slope in zip(node.parents, slopes, strict=True):
                share = self.line("multiply", (gradients[node], slope))
                gradients[parent] = (
                    self.line("add", (gradients[parent], share)) if parent in gradients else share
                )
        self._results = [variables[order[-1]], *(gradients[leaf] for leaf in leaves)]

    def line(self, name, inputs):
        """The variable that holds an elementary function of the inputs."""
        if name == "multiply" and any(not isinstance(value, _Name) and value == 1 for value in inputs):
            return inputs[1] if not isinstance(inputs[0], _Name) and inputs[0] == 1 else inputs[0]
        texts = [_text(value) for value in inputs]
        if name in _OPERATORS:
            return self.assigned(_OPERATORS[name].format(*texts), inputs)
        self._names[name] = getattr(np, name)
        return self.assigned(f"float({name}({', '.join(texts)}))", inputs)

    def full_precision(self, rounded, exact, arguments):
        """The variable that holds `full_precision` of it."""
        name = f"exact{len(self._lines)}"
        self._names[name] = lambda *values: float(exact(*map(np.float64, values)))
        call = f"{name}({', '.join(map(_text, arguments))})"
        return self.assigned(
            f"{call} if abs({_text(rounded)}) < {CANCELLED} else {_text(rounded)}", (rounded, *arguments)
        )

    def assigned(self, text, inputs):
        """A new variable for what the text computes."""
        result = _Name(self, f"v{len(self._lines)}")
        reads = [value.text for value in inputs if isinstance(value, _Name)]
        self._lines.append((result.text, text, reads))
        return result

    def _check(self, node, parents):
        """A line that checks the domain of an operator."""
        name = f"check_{node.operator.name.replace(' ', '_').replace('-', '_')}"
        if node.operator.check is not everywhere:
            self._names[name] = node.operator.check
            self._lines.append(
                (None, f"{name}({', '.join(map(_text, parents))})", [_text(p) for p in parents])
            )

    def compiled(self):
        """The program as a function of the leaves; what no result needs is left out."""
        needed, kept = {_text(result) for result in self._results}, []
        for target, text, reads in reversed(self._lines):
            if target is None or target in needed:
                needed.update(reads)
                kept.append(text if target is None else f"{target} = {text}")
        value, *gradients = map(_text, self._results)
        body = [*reversed(kept), f"return {value}, ({''.join(gradient + ', ' for gradient in gradients)})"]
        source = f"def play({', '.join(self._arguments)}):\n    " + "\n    ".join(body)
        exec(source, self._names)
        return self._names["play"]
