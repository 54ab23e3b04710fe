"""A fresh process: what a person waits for who runs a program once. Compilation counts; loading is given beside it.

`python -m benchmarks.fresh jax_scan A` does the work of one contestant and prints the seconds of both.
"""

import os
import subprocess
import sys
import time
from importlib import import_module

os.environ["OPENBLAS_NUM_THREADS"] = "1"

WORK = {"A": 10_000, "B": 1_000, "E": 1}  # units
CONTESTANTS = ("ours", "jax_step", "jax_scan")
ROUNDS = 3


def compare(rounds=ROUNDS):
    """{letter: {contestant's name: [seconds of work, of loading and work]}}, medians of processes that take turns."""
    import numpy as np

    found = {}
    for letter in WORK:
        entered = [name for name in CONTESTANTS if not (letter == "E" and name == "jax_scan")]
        times = np.array([[once(name, letter) for name in entered] for _ in range(rounds)])
        found[letter] = {
            name: np.median(times[:, place], axis=0).tolist() for place, name in enumerate(entered)
        }
    return found


def once(name, letter):
    """(seconds of work, seconds of loading and work) of one process."""
    command = [sys.executable, "-m", "benchmarks.fresh", name, letter]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    return [float(word) for word in done.stdout.split()]


def main(name, letter):
    start = time.perf_counter()
    contestant = import_module(f"benchmarks.peers.{name}")
    loaded = time.perf_counter()
    from .workloads import workloads

    workload = next(each for each in workloads() if each.letter == letter)
    ready = time.perf_counter()
    contestant.contest(workload).run(WORK[letter])
    end = time.perf_counter()
    print(end - ready, end - ready + loaded - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
