"""The formulas: docs/formulas.md, which collects them beside their code, as a page of the site."""

import re

from .cells import markdown
from .course import ROOT, TITLE
from .page import page, written

PAGE = "formulas.html"
SOURCE = ROOT / "docs" / "formulas.md"
FOR_EDITORS = re.compile(r" This page is collected\b.*?(?=\n\n)", re.DOTALL)  # readers cannot change it
TOP = '<header class="top"><a href="index.html">The course</a><span>Formulas and their code</span></header>'


def formulas(out):
    """Write the page to the folder `out`, where the notebooks' pages are in book/; returns the path."""
    text = re.sub(r"\(\.\./notebooks/([\w.-]+)\.ipynb", r"(book/\1.html", SOURCE.read_text("utf-8"))
    text = FOR_EDITORS.sub("", text, count=1)
    body = f'{TOP}\n<main class="cell">{markdown(text)}</main>'
    return written(
        out / PAGE, page(f"Formulas and their code – {TITLE}", body, "book", "cells.css", "book.css")
    )
