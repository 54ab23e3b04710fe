"""`make verify`: try every claim, and write the record.

    python -m verify                       all families, then what is run elsewhere; writes docs/verification.md
    python -m verify gradients lecture     some families; writes nothing

Each family draws its cases from a generator of its own, so that a part finds what the whole finds. The exit status
is 0 only if every claim was kept and everything elsewhere passed.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is loaded

from . import families

# The longest ones first, so that two processes end at about the same time.
ORDER = (
    "populations",
    "expressions",
    "lecture",
    "hessians",
    "gradients",
    "classical",
    "optimisers",
    "functions",
)
WORKERS = 2

# Checks of other kinds, which belong to the claims: words for the record, a module, and its arguments. Each is run as
# `python -m module arguments` and passes with exit status 0.
ELSEWHERE = (
    ("a fuzz by introspection over every public function", "tests.fuzz", ("--long",)),
    ("5,000 random events on the model of every widget", "tests.live.random_events", ("--long",)),
)


def main():
    """Run what the command line asks for; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="make verify", description="Compare the engine with independent oracles."
    )
    parser.add_argument(
        "families", nargs="*", help=f"some of {', '.join(families.NAMES)}; all if none is named"
    )
    chosen = parser.parse_args().families
    if unknown := set(chosen) - set(families.NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; choose from {', '.join(families.NAMES)}")
    results = tried(chosen or families.NAMES)
    claims = [claim for found in results.values() for claim in found]
    good = all(claim.kept for claim in claims)
    if not chosen:
        others = elsewhere()
        good = good and all(said == "passed" for _, said in others)
        from . import record

        modules = {families.module(name): results[name] for name in families.NAMES}
        record.PAGE.write_text(record.page(modules, families.SEED, others), encoding="utf-8")
    broken = sum(not claim.kept for claim in claims)
    print(f"\n{len(claims)} claims, {sum(claim.count for claim in claims):,} cases, {broken} broken")
    return 0 if good else 1


def tried(names):
    """{family: claims}, two families at a time."""
    results = {}
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        futures = {name: pool.submit(families.tried, name) for name in sorted(names, key=ORDER.index)}
        for name, future in futures.items():
            results[name] = future.result()
            print(f"\n{name}", *map(str, results[name]), sep="\n", flush=True)
    return results


def elsewhere():
    """[(words, "passed" or what is wrong)] of the checks that are run by their own commands."""
    said = []
    for words, module, arguments in ELSEWHERE:
        if not _exists(module):
            said.append((words, f"missing: there is no module {module}"))
        else:
            done = subprocess.run([sys.executable, "-m", module, *arguments], check=False)
            said.append((words, "passed" if done.returncode == 0 else "failed"))
        print(f"\n{said[-1][0]}: {said[-1][1]}", flush=True)
    return said


def _exists(module):
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main())
