"""Expressions: random computations of Nodes, with all operators and shared parts, against PyTorch and JAX.

An expression is a short program: leaves, then one line after another, each an operator applied to two (or one) of
the results before it. A result that several later lines use is a branch, whose gradients have to be summed. Lines
that would leave the domain of an operator, or grow beyond 1e6, are drawn again, so that the value is a number.

The engine says everything twice, by `Node.backward` and as a trace of `circuit`; the two are compared as well.
Error: the largest difference of a gradient over the largest gradient, or over 1 where all are smaller.
"""

import functools

import numpy as np

from course_utils import engine
from course_utils.engine import Node, circuit, leaky_relu

from . import plain
from .claim import Claim, distance
from .networks import LEAK

EXPRESSIONS, JAX_EXPRESSIONS, CIRCUITS = 5_000, 300, 2_000
LEAVES, LINES, MOST = (1, 5), (1, 30), 1e6
PROMISED, BETWEEN_VIEWS = 1e-10, 1e-12
TWO = ("add", "subtract", "multiply", "divide", "power", "maximum")
ONE = ("negative", "exp", "log", "identity", "sigmoid", "tanh", "relu", "softplus", "leaky_relu")
CONSTANTS = (2.0, 0.5, -1.0, 3.0, 0.0)


@functools.cache
def operators(library):
    """{name: function} of "engine", "numpy" (for complex numbers), "torch" or "jax"."""
    two = {
        "add": lambda u, v: u + v,
        "subtract": lambda u, v: u - v,
        "multiply": lambda u, v: u * v,
        "divide": lambda u, v: u / v,
        "power": lambda u, v: u**v,
        "negative": lambda u: -u,
    }
    if library == "engine":
        names = ("maximum", "exp", "log", "identity", "sigmoid", "tanh", "relu", "softplus")
        return two | {name: getattr(engine, name) for name in names} | {"leaky_relu": leaky_relu(LEAK)}
    if library == "numpy":
        larger = lambda u, v: u if np.real(u) > np.real(v) else v  # noqa: E731
        return two | plain.ACTIVATIONS | {"maximum": larger, "exp": np.exp, "log": np.log}
    if library == "torch":
        import torch

        from .torch_oracle import ACTIVATIONS

        larger = lambda u, v: torch.where(torch.as_tensor(u > v), u, v)  # noqa: E731
        return two | ACTIVATIONS | {"maximum": larger, "exp": torch.exp, "log": torch.log}
    import jax.numpy as jnp

    from .jax_oracle import ACTIVATIONS

    return (
        two | ACTIVATIONS | {"maximum": lambda u, v: jnp.where(u > v, u, v), "exp": jnp.exp, "log": jnp.log}
    )


def claims(random):
    """The claims of this family."""
    value = Claim("value of a random expression = PyTorch's", PROMISED)
    gradient = Claim("gradient of a random expression by every leaf = PyTorch's autograd", PROMISED)
    second = Claim("gradient of a random expression by every leaf = JAX's", PROMISED)
    traced = Claim("the trace of the circuit says the value and the gradients of `backward`", BETWEEN_VIEWS)
    for place in range(EXPRESSIONS):
        leaves, program = expression(random)
        nodes, root = evaluated(leaves, program)
        root.backward()
        grads = [node.grad for node in nodes]
        theirs, slopes = by_torch(leaves, program)
        value.see(distance(root.value, theirs, max(abs(theirs), 1.0)), (leaves, program))
        gradient.see(slope_error(grads, slopes), (leaves, program))
        if place < CIRCUITS:
            traced.see(trace_error(nodes, root, grads), (leaves, program))
        if place < JAX_EXPRESSIONS:
            second.see(slope_error(grads, by_jax(leaves, program)), (leaves, program))
    return [value, gradient, second, traced]


def slope_error(ours, theirs):
    """The largest difference over the largest gradient, or over 1."""
    return distance(ours, theirs, max(np.abs(theirs).max(), 1.0))


def trace_error(nodes, root, grads):
    """How far what the trace says is from the nodes' own values and gradients."""
    trace, reached = circuit(root), {id(node) for node in root.order()}
    pairs = [(trace.value(root.name), root.value)]
    for node, grad in zip(nodes, grads, strict=True):
        if id(node) in reached:
            pairs.append((trace.value(f"d{root.name}/d{node.name}", update=1), grad))
    return max(distance(ours, theirs, max(abs(theirs), 1.0)) for ours, theirs in pairs)


def expression(random):
    """(values of the leaves, program): lines (operator, one or two operands), each a place or a constant (a float)."""
    leaves = [float(x) for x in np.round(random.normal(0, 1.5, random.integers(*LEAVES, endpoint=True)), 3)]
    program, values = [], list(leaves)
    wanted = int(random.integers(*LINES, endpoint=True))
    while len(program) < wanted:
        line = _line(random, len(values))
        value = _value(line, values)
        if value is not None:
            program.append(line)
            values.append(value)
    return leaves, program


def _line(random, count):
    """An operator, and operands that are more often recent than not, so that expressions grow deep."""
    two = random.random() < 0.6
    name = str(random.choice(TWO if two else ONE))
    places = [int(count - 1 - min(random.geometric(0.4) - 1, count - 1)) for _ in range(1 + two)]
    if two and random.random() < 0.25:
        places[1] = float(random.choice(CONSTANTS))
    return (name, *places)


def _value(line, values):
    """The result of one line in plain NumPy, or None where it is not a number of a modest size."""
    name, *places = line
    if all(isinstance(place, float) for place in places):
        return None
    u, *v = [place if isinstance(place, float) else values[place] for place in places]
    outside = {
        "log": lambda: u < 0.01,
        "divide": lambda: abs(v[0]) < 0.01,
        "exp": lambda: u > 12,
        "power": lambda: not (0.01 < u < 100 and abs(v[0]) < 6),
    }
    if name in outside and outside[name]():
        return None
    value = {
        "add": lambda: u + v[0],
        "subtract": lambda: u - v[0],
        "multiply": lambda: u * v[0],
        "divide": lambda: u / v[0],
        "power": lambda: u ** v[0],
        "maximum": lambda: max(u, v[0]),
        "negative": lambda: -u,
        "exp": lambda: np.exp(u),
        "log": lambda: np.log(u),
        "identity": lambda: u,
        "sigmoid": lambda: np.exp(-np.logaddexp(0.0, -u)),
        "tanh": lambda: np.tanh(u),
        "relu": lambda: max(u, 0.0),
        "softplus": lambda: np.logaddexp(0.0, u),
        "leaky_relu": lambda: u if u > 0 else LEAK * u,
    }[name]()
    return float(value) if abs(value) < MOST else None


def run(program, held, table, constant=float):
    """Execute the lines on `held`, the leaves; returns the last result."""
    held = list(held)
    for name, *places in program:
        held.append(table[name](*(constant(p) if isinstance(p, float) else held[p] for p in places)))
    return held[-1]


def evaluated(leaves, program):
    """(leaves as Nodes, root named f)."""
    nodes = [Node(value, f"x{place}") for place, value in enumerate(leaves)]
    for node in nodes:
        node.grad = 0.0  # stays where the root does not depend on the leaf
    return nodes, run(program, nodes, operators("engine")).named("f")


def by_torch(leaves, program):
    """(value, gradient)."""
    import torch

    from . import torch_oracle  # noqa: F401  (sets float64)

    tensors = [torch.tensor(value, requires_grad=True) for value in leaves]
    root = run(program, tensors, operators("torch"), torch.tensor)
    root.backward()
    return root.item(), np.array([0.0 if t.grad is None else t.grad.item() for t in tensors])


def by_jax(leaves, program):
    """The gradient."""
    import jax

    from . import jax_oracle  # noqa: F401  (sets float64)

    return np.asarray(jax.grad(lambda held: run(program, held, operators("jax")))(np.array(leaves)))
