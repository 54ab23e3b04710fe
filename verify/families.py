"""The families of claims, and the seed from which each draws its cases."""

import importlib

import numpy as np

SEED = 20_260
NAMES = (
    "gradients",
    "hessians",
    "optimisers",
    "functions",
    "expressions",
    "classical",
    "lecture",
    "populations",
    "programs",
)


def module(name):
    """The module of a family."""
    return importlib.import_module(f"verify.{name}")


def tried(name):
    """The claims of a family, tried on cases from a generator of its own."""
    return list(module(name).claims(np.random.default_rng([SEED, NAMES.index(name)])))
