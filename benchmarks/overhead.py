"""What validation, history and a callback add to an epoch of B's training, one of a thousand."""

import numpy as np

from course_utils.data import galaxies

from .peers import ours
from .turns import take_turns
from .workloads import workloads

GOAL = 0.10  # of the epoch without them


def overhead(rounds):
    """{"share": how much longer an epoch takes, "goal"}; the validation set has a fifth of the examples."""
    b = next(workload for workload in workloads() if workload.letter == "B")
    sky = galaxies(40, seed=1)
    watched = {"validation": (sky.X, sky.y), "callback": lambda epoch, history: None}
    times = take_turns([ours.training(b), ours.training(b, **watched)], rounds, "training")
    low, middle, high = np.quantile(times[:, 1] / times[:, 0] - 1, [0.25, 0.5, 0.75])
    return {"share": float(middle), "quartiles": [float(low), float(high)], "goal": GOAL}
