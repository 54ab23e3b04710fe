"""Search over the text of all pages of the book, in the reader's browser: Pagefind's index, built with the site."""

import subprocess
from pathlib import Path

from .lite import environment_python

FOLDER = "pagefind"
SCRIPT = Path(__file__).with_name("front") / "search.js"
# What its own pages of results would need; ours are the first page's.
UNUSED = ("pagefind-ui*", "pagefind-modular-ui*", "pagefind-component-ui*", "pagefind-highlight*")


def index(out):
    """Index the book in the site `out`; returns the folder. Raises RuntimeError that says what is missing."""
    python = environment_python()
    where = ["--site", str(out), "--output-subdir", FOLDER, "--glob", "book/*.html", "--force-language", "en"]
    done = subprocess.run(
        [str(python), "-m", "pagefind", *where], capture_output=True, text=True, check=False
    )
    if done.returncode or not (out / FOLDER / "pagefind.js").is_file():
        raise RuntimeError(f"the pages could not be indexed for the search:\n{done.stdout}{done.stderr}")
    for pattern in UNUSED:
        for path in (out / FOLDER).glob(pattern):
            path.unlink()
    return out / FOLDER


def field():
    """The field of the first page, with its script."""
    return (
        '<search><form class="search" hidden><label for="search">Search the book</label>'
        '<input id="search" type="search" autocomplete="off" spellcheck="false">'
        '<p class="note" role="status"></p><ol class="found"></ol></form></search>\n'
        f'<script type="module">\n{SCRIPT.read_text("utf-8")}</script>'
    )
