"""JAX on the processor: one compiled call for each update, as one writes it with `jax.jit`."""

import os

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp
import numpy as np

from ..workloads import RATE
from . import Contest, flat, shuffled_batches, unpacked
from .functional import risk

NAME = "JAX jit"
jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")


def contest(workload):
    """All but scalars with names."""
    if workload.task == "graph":
        return None
    value, prediction = risk(jnp, workload)
    X, Y = jnp.asarray(workload.X), jnp.asarray(workload.Y)
    layers = jax.tree.map(jnp.asarray, workload.layers)
    if workload.task == "predict":
        return repeated(jax.jit(prediction), layers, X)
    if workload.task == "hessian":
        theta = jnp.asarray(workload.network.theta)
        second = jax.jit(jax.hessian(lambda theta: value(unpacked(theta, workload.sizes), X, Y)))
        return repeated(second, theta)
    step, gradient = jax.jit(updated(value)), jax.jit(jax.grad(value))
    random = np.random.default_rng(0)

    def run(count):
        now = layers
        for _ in range(count):
            if workload.batch_size is None:
                now = step(now, X, Y)
            else:
                for rows in shuffled_batches(random, len(X), workload.batch_size):
                    now = step(now, workload.X[rows], workload.Y[rows])
        jax.block_until_ready(now)

    return Contest(run, lambda: flat(gradient(layers, X, Y)))


def updated(value):
    """A function of layers, X and Y: the layers after one update."""

    def update(layers, X, Y):
        slopes = jax.grad(value)(layers, X, Y)
        return jax.tree.map(lambda old, slope: old - RATE * slope, layers, slopes)

    return update


def repeated(function, *arguments):
    def run(count):
        for _ in range(count):
            jax.block_until_ready(function(*arguments))

    return Contest(run, lambda: np.asarray(function(*arguments)))
