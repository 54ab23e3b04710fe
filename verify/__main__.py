"""`make verify`: try every claim, and write the record.

    python -m verify                       all families, then what is run elsewhere; writes docs/verification.md
    python -m verify gradients lecture     some families; writes nothing

Each family draws its cases from a generator of its own, so that a part finds what the whole finds. The exit status
is 0 only if every claim was kept and everything elsewhere passed. What is run elsewhere needs the packages of the
tests: `--beside` names the Python that has them, by default that of .venv.
"""

import argparse
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

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

# On each widget, a few minutes in all; `python -m tests.live.random_events 5000 0` is the long run.
EVENTS = 50

# Checks of other kinds, which belong to the claims: words for the record, a module, and its arguments. Each is run as
# `python -m module arguments` and passes with exit status 0.
ELSEWHERE = (
    ("a fuzz by introspection over every public function", "tests.fuzz", ("--long",)),
    (f"{EVENTS} random events on the model of every widget", "tests.live.random_events", (str(EVENTS), "0")),
)
ROOT = Path(__file__).parents[1]


def main():
    """Run what the command line asks for; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="make verify", description="Compare the engine with independent oracles."
    )
    parser.add_argument(
        "families", nargs="*", help=f"some of {', '.join(families.NAMES)}; all if none is named"
    )
    parser.add_argument("--beside", default=str(ROOT / ".venv/bin/python"), help="the Python of the tests")
    options = parser.parse_args()
    chosen = options.families
    if unknown := set(chosen) - set(families.NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; choose from {', '.join(families.NAMES)}")
    results = tried(chosen or families.NAMES)
    claims = [claim for found in results.values() for claim in found]
    good = all(claim.kept for claim in claims)
    if not chosen:
        others = elsewhere(options.beside)
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


def elsewhere(python):
    """[(words, "passed" or what is wrong)] of the checks that are run by their own commands, with that Python."""
    said = []
    for words, module, arguments in ELSEWHERE:
        said.append((words, _verdict(python, module, arguments)))
        print(f"\n{words}: {said[-1][1]}", flush=True)
    return said


def _verdict(python, module, arguments):
    if (
        not (ROOT / module.replace(".", "/")).exists()
        and not (ROOT / f"{module.replace('.', '/')}.py").exists()
    ):
        return f"not run: there is no module {module}"
    try:
        asked = subprocess.run([python, "-c", "import hypothesis, pytest"], check=False, capture_output=True)
    except OSError:
        return "not run: the environment of the tests is missing"
    if asked.returncode:
        return "not run: pytest or hypothesis is missing"
    done = subprocess.run([python, "-m", module, *arguments], check=False, cwd=ROOT)
    return "passed" if done.returncode == 0 else "failed"


if __name__ == "__main__":
    sys.exit(main())
