"""JAX on the processor: the whole training in one compiled loop, `lax.scan`."""

from functools import cache, partial

import jax
import jax.numpy as jnp

from . import Contest, flat
from .functional import risk
from .jax_step import updated

NAME = "JAX lax.scan"


def contest(workload):
    """What trains."""
    if not workload.trains:
        return None
    value, _ = risk(jnp, workload)
    X, Y = jnp.asarray(workload.X), jnp.asarray(workload.Y)
    layers = jax.tree.map(jnp.asarray, workload.layers)
    update, gradient = updated(value), jax.jit(jax.grad(value))
    size = workload.batch_size

    def epoch(layers, key):
        """All full batches of a shuffled epoch, then the rest."""
        order = jax.random.permutation(key, len(X))
        full = len(X) - len(X) % size
        batches = order[:full].reshape(-1, size)
        layers, _ = jax.lax.scan(lambda now, rows: (update(now, X[rows], Y[rows]), None), layers, batches)
        rest = order[full:]
        return (update(layers, X[rest], Y[rest]) if len(rest) else layers), None

    @cache
    def loop(count):
        if size is None:
            body = lambda now, _: (update(now, X, Y), None)  # noqa: E731
            return jax.jit(lambda now: jax.lax.scan(body, now, None, length=count)[0])
        keys = jax.random.split(jax.random.key(0), count)
        return partial(jax.jit(lambda keys, now: jax.lax.scan(epoch, now, keys)[0]), keys)

    return Contest(
        lambda count: jax.block_until_ready(loop(count)(layers)), lambda: flat(gradient(layers, X, Y))
    )
