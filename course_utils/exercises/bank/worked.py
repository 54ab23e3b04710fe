"""Worked solutions whose functions run here: what is shown is what answers are compared with."""

import inspect


def worked(key, *functions, imports="import numpy as np"):
    """A cell that defines the functions, and gives the last one to the check of `key`."""
    texts = map(inspect.getsource, functions)
    return "\n\n".join([f"{imports}\n", *texts, f'check("{key}", {functions[-1].__name__})\n'])
