"""Gradients: the loss of random networks and its derivative by every parameter, against PyTorch and JAX.

Error: for each layer the largest difference over the largest number of the true gradient *of that layer*, so
that layers in which little arrives count as much as others.

Where the engine and another library differ by more than is promised, both are inexact: all neurons of a layer
saturate there, and 1 − tanh² is a difference of numbers that are nearly the same, of which only the last digits are
left. mpmath with 50 digits judges: the engine has to be within the promise, or at most 10 times as far away as the
other library, as of two errors of the same size one is by chance ten times smaller in one of ten cases. How many
cases went to the judge stands in the lines that say so.
"""

from course_utils.engine import EmpiricalRisk

from .claim import Claim, distance
from .networks import problems, siblings

NETWORKS = 10_000
JAX_KINDS, OF_EACH = 40, 25
PROMISED = 1e-9
LUCK = 10.0
FLOOR = 1e-290  # what is smaller in a whole layer has lost digits to the end of float64's range


def claims(random):
    """The claims of this family."""
    from . import jax_oracle, torch_oracle

    torch = _compared("PyTorch", torch_oracle, problems(NETWORKS, random))
    jax = _compared("JAX", jax_oracle, siblings(JAX_KINDS, OF_EACH, random))
    return [*torch, *jax]


def _compared(name, oracle, cases):
    """Losses and gradients of all cases against one oracle."""
    value = Claim(f"loss of a random network = {name}'s", PROMISED)
    gradient = Claim(f"gradient of a random network = {name}'s autograd", PROMISED)
    words = f"where {name} differs: the engine's error by mpmath, over the larger of 1e-9 and {name}'s"
    judged = Claim(words, LUCK, weaker=True)
    for case in cases:
        network = case.network()
        ours = EmpiricalRisk(network, case.X, case.Y, case.loss, case.l2).value_and_gradient(network.theta)
        if case.l2 == 0:
            alone = network.gradient(case.X, case.Y, case.loss)
            assert alone[0] == ours[0] and (alone[1] == ours[1]).all(), f"two ways, two gradients: {case}"
        theirs = oracle.value_and_gradient(case)
        errors = distance(ours[0], theirs[0]), layer_errors(case, ours[1], theirs[1])
        if max(errors) <= PROMISED:
            value.see(errors[0], case)
            gradient.see(errors[1], case)
        else:
            judged.see(_judgement(case, ours, theirs), case)
    return [value, gradient, judged] if judged.count else [value, gradient]


def layer_errors(case, ours, theirs):
    """The largest of the layers' errors."""
    return max(distance(ours[block], theirs[block]) for block in case.blocks())


def _judgement(case, ours, theirs):
    """The engine's error over the larger of the oracle's and the promised one."""
    from . import exact_oracle

    value, gradient = exact_oracle.value_and_gradient(case)
    blocks = case.blocks()
    ratios = [_ratio(exact_oracle.distance, [ours[0]], [theirs[0]], [value])]
    ratios += [_ratio(exact_oracle.distance, ours[1][b], theirs[1][b], gradient[b]) for b in blocks]
    return max(ratios)


def _ratio(distance, ours, theirs, exact):
    if max(map(abs, exact)) < FLOOR and max(map(abs, ours)) < FLOOR:
        return 0.0
    return distance(ours, exact) / max(distance(theirs, exact), PROMISED)
