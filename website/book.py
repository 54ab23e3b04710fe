"""The book: every notebook as a page to read, with the way on to the next one."""

import html
import itertools
import re

from .alive import scripts
from .cells import cells
from .course import TITLE
from .page import page, written

HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)(?:<a class="anchor-link".*?</a>)?</h2>', re.DOTALL)


def book(entries, notebooks, folder, page_settings):
    """Write the page of each notebook (its widgets as HTML) to `folder`; returns the paths.

    `page_settings` are what each page gives its script: `alive.settings`.
    """
    return [
        written(folder / entry.page, _page(entry, notebook, page_settings, *_neighbours(entries, place)))
        for place, (entry, notebook) in enumerate(zip(entries, notebooks, strict=True))
    ]


def _neighbours(entries, place):
    """The entries before and after, None at the ends."""
    return (entries[place - 1] if place else None), (entries[place + 1] if place + 1 < len(entries) else None)


def _page(entry, notebook, page_settings, before, after):
    count = itertools.count()
    content = "\n".join(_cell(cell, count) for cell in cells(notebook))
    body = (
        f"{_top(entry)}\n<main data-pagefind-body>\n{_contents(content)}\n{content}\n</main>\n"
        f'<nav class="ends" aria-label="notebooks before and after">{_way("←", before)}{_way("→", after)}</nav>\n'
        f"{scripts(notebook, page_settings)}"
    )
    sheets = ("cells.css", "book.css", "alive.css")
    return page(f"{entry.number} {entry.title} – {TITLE}", body, "book", *sheets)


def _cell(cell, count):
    """A cell as a section; one of code is numbered, and keeps its outputs together."""
    if cell.kind != "code":
        return f'<section class="cell {cell.kind}" id="cell-{cell.id}">{"".join(cell.parts)}</section>'
    code, *outputs = cell.parts
    return (
        f'<section class="cell code" id="cell-{cell.id}" data-place="{next(count)}">{code}'
        f'<div class="outputs">{"".join(outputs)}</div></section>'
    )


def _top(entry):
    stem = entry.path.stem
    return (
        '<header class="top"><a href="../index.html">The course</a>'
        f"<span>{entry.number} {html.escape(entry.title)}</span>"
        f'<a href="../slides/{stem}.html">Slides</a>'
        f'<a href="../lite/lab/index.html?path=notebooks/{stem}.ipynb">Run it in the browser</a></header>'
    )


def _contents(content):
    """The headings of the page as a list to fold out."""
    rows = "".join(f'<li><a href="#{place}">{words}</a></li>' for place, words in HEADING.findall(content))
    return (
        f'<details class="contents" data-pagefind-ignore><summary>On this page</summary><ol>{rows}</ol></details>'
        if rows
        else ""
    )


def _way(arrow, entry):
    if entry is None:
        return "<span></span>"
    return f'<a href="{entry.page}"><b>{arrow}</b> {entry.number} {html.escape(entry.title)}</a>'
