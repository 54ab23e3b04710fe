"""Build the website, or a part:  python -m website [site | slides | worksheet] [--out FOLDER] [--pyodide FOLDER]"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat

from .alive import first_states, settings
from .book import book
from .course import ROOT, course
from .formulas import formulas
from .landing import landing
from .lite import lite
from .pyodide import place_for_pages
from .search import index
from .slides import slides
from .widgets import with_widgets
from .worksheet import printed, worksheets

OUT = ROOT / "build" / "site"


def site(out, pyodide=None):
    """Everything; `pyodide` is a folder with a Pyodide to include in the site."""
    if out == OUT:  # pages of notebooks that no longer exist
        shutil.rmtree(out, ignore_errors=True)
    entries, pairs = _notebooks(out)
    live = out / "live"
    with tempfile.TemporaryDirectory() as work:
        page_settings = settings(live, place_for_pages(out, pyodide), Path(work) / "pages")
        book(entries, [with_widgets(*pair, live) for pair in pairs], out / "book", page_settings)
        slides(entries, [with_widgets(*pair) for pair in pairs], out / "slides")
        formulas(out)
        printed(worksheets(out / "worksheet"))
        lite(entries, out / "lite", Path(work) / "lite", pyodide and out / "pyodide")
    index(out)
    first = landing(out, pyodide is not None)
    print(f"The site is in {out}: {first.name} is its first page. `make serve` shows it.")


def only_slides(out, pyodide=None):
    """The slides alone, with the steppers in them."""
    entries, pairs = _notebooks(out)
    paths = slides(entries, [with_widgets(*pair) for pair in pairs], out / "slides")
    print(f"The slides are in {paths[0].parent}: open one in a browser.")


def only_worksheet(out, pyodide=None):
    """The worksheet and its key."""
    pages = worksheets(out / "worksheet")
    print("Written:", *pages, *printed(pages), sep="\n")


def _notebooks(out):
    """The entries of the course; and for each its notebook and what the widgets of that show first."""
    entries = course()
    notebooks = [nbformat.read(entry.path, as_version=4) for entry in entries]
    states = first_states(notebooks, [entry.number for entry in entries], out / "steppers")
    return entries, list(zip(notebooks, states, strict=True))


PARTS = {"site": site, "slides": only_slides, "worksheet": only_worksheet}


def main(arguments):
    """Build what was asked for; returns 1 and says why where that fails."""
    parser = argparse.ArgumentParser(prog="python -m website", description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="?", choices=PARTS, default="site")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument(
        "--pyodide", type=Path, help="a folder with a whole Pyodide, for a site without a network"
    )
    asked = parser.parse_args(arguments)
    try:
        PARTS[asked.part](asked.out.resolve(), asked.pyodide)
    except (ValueError, OSError, RuntimeError) as problem:
        print(f"Nothing more was built: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
