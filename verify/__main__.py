"""`make verify`: try every claim, and write the record.

    python -m verify                       everything; writes docs/verification.md
    python -m verify gradients events      some parts; writes nothing

Two parts run at a time. The record is written whenever one ends, so that a part that fails, or a run that is cut
short, loses nothing of the others; a part that is still to come is named as such. Each family draws its cases from a
generator of its own, so that a part finds what the whole finds. The exit status is 0 only if every claim was kept and
every other check passed. These need the packages of the tests: `--beside` names the Python that has them, by default
that of .venv.
"""

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # for every process that is started

from . import parts, record

WORKERS = 2


def main():
    """Run what the command line asks for; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="make verify", description="Compare the engine with independent oracles."
    )
    parser.add_argument("parts", nargs="*", help=f"some of {', '.join(parts.NAMES)}; all if none is named")
    parser.add_argument(
        "--beside", default=str(parts.ROOT / ".venv/bin/python"), help="the Python of the tests"
    )
    options = parser.parse_args()
    chosen = options.parts
    if unknown := set(chosen) - set(parts.NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; choose from {', '.join(parts.NAMES)}")
    found = {}
    with ThreadPoolExecutor(WORKERS) as pool:
        running = {pool.submit(parts.run, name, options.beside): name for name in chosen or parts.NAMES}
        for future in as_completed(running):
            name = running[future]
            found[name] = future.result()
            said = found[name].get("claims") or [found[name]["said"], found[name]["counts"]]
            print(f"\n{name}", *map(str, said), sep="\n", flush=True)
            if not chosen:
                record.PAGE.write_text(record.page(found), encoding="utf-8")
    claims = [claim for part in found.values() for claim in part.get("claims", [])]
    broken = sum(not claim.kept for claim in claims)
    failed = [name for name, part in found.items() if part.get("said", "passed") != "passed"]
    print(f"\n{len(claims)} claims, {sum(claim.count for claim in claims):,} cases, {broken} broken")
    print(*(f"{name}: {found[name]['said']}" for name in failed), sep="\n")
    return 1 if broken or failed else 0


if __name__ == "__main__":
    sys.exit(main())
