"""The formulas: docs/formulas.md, which collects them beside their code, as a page of the site."""

import re

from tools.formula_index import FOR_EDITORS, INDEX

from .cells import markdown
from .course import TITLE
from .page import page, written

PAGE = "formulas.html"
TOP = '<header class="top"><a href="index.html">The course</a><span>Formulas and their code</span></header>'


def formulas(out):
    """Write the page to the folder `out`, where the notebooks' pages are in book/; returns the path."""
    text = INDEX.read_text("utf-8").replace(FOR_EDITORS, "")
    text = re.sub(r"\(\.\./notebooks/([\w.-]+)\.ipynb", r"(book/\1.html", text)
    body = f'{TOP}\n<main class="cell">{markdown(text)}</main>'
    return written(
        out / PAGE, page(f"Formulas and their code – {TITLE}", body, "book", "cells.css", "book.css")
    )
