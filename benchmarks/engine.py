"""The engine against its peers, in one run: `make bench-engine`.

Nothing counts before the same mathematics: at the same parameters a peer's gradient, Hessian or predictions must agree
with ours to 1e-10, or its place in the table is void. Then all do the same work in turns, ours, theirs, ours, theirs,
so that a busy machine slows everybody, and by the processor's clock. What counts is the median of the ratios; times are
the fastest seen, and travel badly between machines.

    python -m benchmarks.engine                everything; writes record.json, growth.svg and the tables of README.md
    python -m benchmarks.engine A B32 fresh    some workloads; writes nothing
    python -m benchmarks.engine rounds=11      with fewer rounds than 61, where time is short

The exit status says whether every goal was reached.
"""

import os
import sys

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is loaded

import numpy as np

from . import fresh, report
from .overhead import overhead
from .peers import hips, jax_scan, jax_step, micro, ours, pytorch, scikit, textbook
from .turns import AGREEMENT, disagreement, take_turns
from .workloads import growth, workloads

PEERS = (textbook, pytorch, jax_step, jax_scan, scikit, hips, micro)
GROWING = (textbook, pytorch, jax_step)
ROUNDS = 61
# At least so many times as fast as the peer.
GOALS = {
    "A": {"PyTorch eager": 30, "micrograd": 5},
    "B": {"PyTorch eager": 6},
    "B32": {"PyTorch eager": 14},
    "C": {"PyTorch eager": 3, "scikit-learn": 2.5},
    "D": {"PyTorch eager": 1.1},
    "E": {"PyTorch eager": 20, "JAX jit": 10},
    "F": {"micrograd": 10},
    "G": {"PyTorch eager": 3, "scikit-learn": 4},
}


def race(workload, peers=PEERS, rounds=ROUNDS):
    """What a workload takes: our time, and each peer's with its ratio to ours, as a dict for the record."""
    mine = ours.contest(workload)
    expected = mine.answer()
    contests = {peer.NAME: contest for peer in peers if (contest := peer.contest(workload))}
    apart = {name: disagreement(contest.answer(), expected) for name, contest in contests.items()}
    valid = {name: contest for name, contest in contests.items() if apart[name] <= AGREEMENT}
    times = take_turns([mine.run, *(contest.run for contest in valid.values())], rounds, workload.task)
    found = {"words": workload.words, "ours": float(times[:, 0].min()), "peers": {}}
    for column, name in enumerate(valid, start=1):
        low, middle, high = np.quantile(times[:, column] / times[:, 0], [0.25, 0.5, 0.75])
        found["peers"][name] = {
            "ratio": float(middle),
            "quartiles": [float(low), float(high)],
            "seconds": float(times[:, column].min()),
            "apart": apart[name],
        }
    for name in contests.keys() - valid.keys():
        found["peers"][name] = {
            "void": f"its answer is {apart[name]:.1g} away from ours",
            "apart": apart[name],
        }
    for name, goal in GOALS.get(workload.letter, {}).items():
        found["peers"][name]["goal"] = goal
    return found


def grown(rounds):
    """{what grows: {"sizes", and the seconds of each contestant at each size}}."""
    curves = {}
    for what, sizes in growth().items():
        curves[what] = {"sizes": [size for size, _ in sizes], "seconds": {}}
        for _, workload in sizes:
            found = race(workload, GROWING, rounds)
            seconds = {"ours": found["ours"]} | {
                name: peer["seconds"] for name, peer in found["peers"].items()
            }
            for name, value in seconds.items():
                curves[what]["seconds"].setdefault(name, []).append(value)
        print(f"grown: {what}", file=sys.stderr)
    return curves


def main(chosen):
    """Run what was asked for and print it; 0 if all goals were reached."""
    rounds = next(
        (int(word.removeprefix("rounds=")) for word in chosen if word.startswith("rounds=")), ROUNDS
    )
    chosen = [word for word in chosen if not word.startswith("rounds=")]
    record = {"machine": report.machine(), "rounds": rounds, "workloads": {}}
    for workload in workloads():
        if not chosen or workload.letter in chosen:
            record["workloads"][workload.letter] = found = race(workload, rounds=rounds)
            print(report.line(workload.letter, found), flush=True)
    if not chosen or "fresh" in chosen:
        record["fresh"] = fresh.compare(min(fresh.ROUNDS, max(1, rounds // 10)))
        print(report.fresh_table(record["fresh"]), flush=True)
    if not chosen or "overhead" in chosen:
        record["overhead"] = overhead(rounds)
        print(report.overhead_line(record["overhead"]), flush=True)
    if not chosen:
        record["growth"] = grown(rounds)
        report.write(record)
    return 0 if report.all_reached(record) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
