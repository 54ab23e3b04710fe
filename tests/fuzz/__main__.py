"""The long form: `python -m tests.fuzz [--long] [--seed N] [--count N] [name …]`.

Every variation of every argument; with --long also `count` pairs of arguments for each callable, drawn with the seed.
Prints what is wrong, and a last line with the counts. The exit code is 1 where anything is.
"""

import argparse
import contextlib
import random
import sys
import tempfile

from .calls import BASES
from .judge import cases, verdict


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    calls = wrong = 0
    for name in options.names or BASES:
        singles = list(cases(name))
        tried = [[case] for case in singles]
        if options.long:
            draw = random.Random(f"{options.seed} {name}")
            pairs = (draw.sample(singles, 2) for _ in range(options.count))
            tried += [pair for pair in pairs if pair[0][0] != pair[1][0]]
        for changes in tried:
            calls += 1
            if complaint := verdict(name, *changes):
                wrong += 1
                what = ", ".join(f"{argument}={words}" for argument, words, _ in changes)
                print(f"{name}({what}): {complaint[:300]}", flush=True)
    print(f"fuzz: {len(options.names or BASES)} callables, {calls} calls, {wrong} wrong, seed {options.seed}")
    return 1 if wrong else 0


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
    ):  # a word is a good name for a file
        sys.exit(main())
