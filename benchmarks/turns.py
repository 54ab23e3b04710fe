"""Taking turns: how contestants are timed, and when their answers count as the same."""

import time

import numpy as np

AGREEMENT = 1e-10  # of the largest entry
TURN = 0.005  # seconds that a turn takes at least: short, so that some turns meet an idle machine
# Units in a turn: `fit` measures the loss before the first epoch as well as after each, and records a pass for each set
# of examples, which takes as long as ten epochs of B.
LEAST = {"epoch": 8, "training": 1000}


def disagreement(found, expected):
    """The largest difference of two answers, relative to the largest entry."""
    if found.shape != expected.shape:
        return float("inf")
    return float(np.abs(found - expected).max() / np.abs(expected).max())


def take_turns(runs, rounds, task="update"):
    """The seconds of one unit of work, an array (rounds, contestants): each runs once in every round."""
    counts = [enough(run, LEAST.get(task, 1)) for run in runs]
    return np.array(
        [
            [seconds(run, count) / count for run, count in zip(runs, counts, strict=True)]
            for _ in range(rounds)
        ]
    )


def enough(run, count=1):
    """How many units take a turn, `count` times 4 until they do; the contestant is warm afterwards."""
    run(count)  # what is compiled or loaded on first use
    while seconds(run, count) < TURN:
        count *= 4
        run(count)
    return count


def seconds(run, count):
    """The processor's time, of all threads: waiting for other programs does not count."""
    start = time.process_time()
    run(count)
    return time.process_time() - start
