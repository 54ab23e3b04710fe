"""The long form: `python -m tests.fuzz [--long] [--seed N] [--count N] [name …]`.

Every variation of every argument; with --long also `count` pairs of arguments for each callable, drawn with the seed.
Prints what is wrong as it is found, two callables at a time, and a last line with the counts. The exit code is 1 where
anything is. Time is that of the processor, so that other work on the machine makes nothing wrong.
"""

import argparse
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from .calls import BASES
from .judge import tried


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    names, calls, wrong = options.names or [*BASES], 0, 0
    pairs = options.count if options.long else 0
    with (
        tempfile.TemporaryDirectory() as folder,  # a word is a good name for a file
        ProcessPoolExecutor(2, get_context("spawn"), os.chdir, (folder,)) as pool,
    ):
        for future in [pool.submit(tried, name, pairs, options.seed) for name in names]:
            count, found = future.result()
            calls, wrong = calls + count, wrong + len(found)
            print(*found, sep="\n", end="\n" * bool(found), flush=True)
    print(f"{len(names)} callables, {calls:,} calls, {wrong} wrong, seed {options.seed}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
