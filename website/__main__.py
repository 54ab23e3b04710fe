"""Build the website, or a part of it:  python -m website [site | slides | worksheet | serve] [--out FOLDER]"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from .course import ROOT, here
from .serve import serve
from .worksheet import printed, worksheets

OUT = ROOT / "build" / "site"


def site(out):
    """Everything."""
    from .book import book
    from .formulas import formulas
    from .landing import landing
    from .lite import lite
    from .slides import slides

    if out == OUT:  # pages of notebooks that no longer exist
        shutil.rmtree(out, ignore_errors=True)
    entries, notebooks = _notebooks(out)
    book(entries, notebooks, out / "book")
    slides(entries, notebooks, out / "slides")
    formulas(out)
    printed(worksheets(out / "worksheet"))
    with tempfile.TemporaryDirectory() as work:
        lite(entries, out / "lite", Path(work))
    print(f"The site is in {out}: {landing(out).name} is its first page. `make serve` shows it.")


def only_slides(out):
    """The slides alone, with the steppers in them."""
    from .slides import slides

    paths = slides(*_notebooks(out), out / "slides")
    print(f"The slides are in {paths[0].parent}: open one in a browser.")


def only_worksheet(out):
    """The worksheet and its key."""
    pages = worksheets(out / "worksheet")
    print("Written:", *pages, *printed(pages), sep="\n")


def _notebooks(out):
    from .steppers import with_steppers

    entries = here()
    return entries, with_steppers([entry.path for entry in entries], out / "steppers")


PARTS = {"site": site, "slides": only_slides, "worksheet": only_worksheet, "serve": serve}


def main(arguments):
    """Build what was asked for; returns 1 and says why where that fails."""
    parser = argparse.ArgumentParser(prog="python -m website", description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="?", choices=PARTS, default="site")
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args(arguments)
    try:
        PARTS[asked.part](asked.out.resolve())
    except (ValueError, OSError, RuntimeError) as problem:
        print(f"Nothing more was built: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
