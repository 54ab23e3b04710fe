"""Hessians: all second derivatives of the risk of random networks, against PyTorch and JAX.

Error: the largest difference over the largest entry of the true Hessian. The product with a vector is compared with
the oracle's matrix times that vector. Regimes: without whole numbers, on which the libraries differ about a kink's
second derivative, which the engine counts as 0.

Where the engine and another library differ by more than is promised, every neuron on the way saturates, the whole
Hessian is tiny, and of 1 − tanh² or a (1 − a) only the last digits are left, in both. There mpmath judges every
entry, as for gradients: the engine has to be within the promise, or at most 10 times as far away as the other. How
many cases went to the judge stands in the lines that say so.
"""

import numpy as np

from course_utils.engine import EmpiricalRisk

from .claim import Claim, distance
from .gradients import FLOOR, LUCK
from .networks import problems, siblings

NETWORKS = 1_000
JAX_KINDS, OF_EACH = 10, 10
PROMISED = 1e-7
LIMITS = {"deepest": 4, "widest": 6, "most": 20, "regimes": ("ordinary", "saturated", "large", "tiny")}


def claims(random):
    """The claims of this family."""
    from . import jax_oracle, torch_oracle

    torch = _compared("PyTorch", torch_oracle, problems(NETWORKS, random, **LIMITS), random)
    jax = _compared("JAX", jax_oracle, siblings(JAX_KINDS, OF_EACH, random, **LIMITS), random)
    return [*torch, *jax]


def _compared(name, oracle, cases, random):
    whole = Claim(f"Hessian of a random network = {name}'s", PROMISED)
    product = Claim(f"Hessian times a vector = {name}'s Hessian times it", PROMISED)
    words = f"where {name} differs: the engine's error by mpmath, over the larger of 1e-7 and {name}'s"
    judged = Claim(words, LUCK, weaker=True)
    for case in cases:
        network = case.network()
        risk = EmpiricalRisk(network, case.X, case.Y, case.loss, case.l2)
        theirs, direction = oracle.hessian(case), random.normal(size=risk.size)
        ours, moved = risk.hessian(network.theta), risk.hessian_vector_product(network.theta, direction)
        scale = _largest_sum(theirs, direction)
        errors = distance(ours, theirs), distance(moved, theirs @ direction, scale)
        if max(errors) <= PROMISED:
            whole.see(errors[0], case)
            product.see(errors[1], case)
        else:
            judged.see(_judgement(case, ours, moved, theirs, direction), case)
    return [whole, product, judged] if judged.count else [whole, product]


def _judgement(case, ours, moved, theirs, direction):
    """The engine's error, of the matrix or the product, over the larger of the oracle's and the promised one."""
    from . import exact_oracle

    exact = exact_oracle.hessian(case)
    entries = [entry for row in exact for entry in row]
    if max(map(abs, entries)) < FLOOR and np.abs(ours).max() < FLOOR:
        return 0.0
    far = exact_oracle.distance
    scale = _largest_sum(np.array(entries, dtype=float).reshape(ours.shape), direction)
    product = exact_oracle.times(exact, direction)
    return max(
        far(ours.ravel(), entries) / max(far(theirs.ravel(), entries), PROMISED),
        far(moved, product, scale) / max(far(theirs @ direction, product, scale), PROMISED),
    )


def _largest_sum(matrix, direction):
    """The largest Σ |Hᵢⱼ vⱼ|: what cancels in a product does not count as a digit of it."""
    return (np.abs(matrix) @ np.abs(direction)).max()
