"""Search over the text of all pages of the book, in the reader's browser: Pagefind's index, built with the site."""

from pathlib import Path

from . import program
from .lite import environment_python

FOLDER = "pagefind"
SCRIPT = Path(__file__).with_name("front") / "search.js"
# What its own pages of results would need; ours are the first page's.
UNUSED = ("pagefind-ui*", "pagefind-modular-ui*", "pagefind-component-ui*", "pagefind-highlight*")


def index(out):
    """Index the book in the site `out`. Raises RuntimeError that says what is missing."""
    where = ["--site", out, "--output-subdir", FOLDER, "--glob", "book/*.html", "--force-language", "en"]
    command = [environment_python(), "-m", "pagefind", *where]
    program.output(command, "the pages could not be indexed for the search:\n")
    for pattern in UNUSED:
        for path in (out / FOLDER).glob(pattern):
            path.unlink()


def field():
    """The field of the first page, with its script."""
    return (
        '<search><form class="search" hidden><label for="search">Search the book</label>'
        '<input id="search" type="search" autocomplete="off" spellcheck="false">'
        '<p class="note" role="status"></p><ol class="found"></ol></form></search>\n'
        f'<script type="module">\n{SCRIPT.read_text("utf-8")}</script>'
    )
