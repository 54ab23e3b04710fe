"""Hessians: all second derivatives of the risk of random networks, against PyTorch and JAX.

Error: the largest difference over the largest entry of the true Hessian. The product with a vector is compared with
the oracle's matrix times that vector. Regimes: without whole numbers, on which the libraries differ about a kink's
second derivative, which the engine counts as 0.
"""

import numpy as np

from course_utils.engine import EmpiricalRisk

from .claim import Claim, distance
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
    for case in cases:
        network = case.network()
        risk = EmpiricalRisk(network, case.X, case.Y, case.loss, case.l2)
        exact, direction = oracle.hessian(case), random.normal(size=risk.size)
        whole.see(distance(risk.hessian(network.theta), exact), case)
        ours = risk.hessian_vector_product(network.theta, direction)
        product.see(distance(ours, exact @ direction, _largest_sum(exact, direction)), case)
    return [whole, product]


def _largest_sum(matrix, direction):
    """The largest Σ |Hᵢⱼ vⱼ|: what cancels in a product is no digit of it."""
    return (np.abs(matrix) @ np.abs(direction)).max()
