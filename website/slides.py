"""The slides: every notebook for a projector, by the slide types that its cells have.

reveal.js turns them. What is too long for one slide is carried on to the next by `front/slides.js`, which measures
in the browser; only a single part that is taller than a slide scrolls.
"""

import html
import re
from pathlib import Path

from .cells import cells, is_folded
from .course import TITLE
from .page import page, written

VENDOR = Path(__file__).with_name("vendor") / "reveal"
FRONT = Path(__file__).with_name("front") / "slides.js"
FRAME = re.compile(r'(<iframe class="stepper" src="[^"#]+)(")')
# Of a cell's slide type: slide and subslide begin a slide, fragment and - continue it, these are not shown.
LEFT_OUT = {"skip", "notes"}


def slides(entries, notebooks, folder):
    """Write the slides of each notebook to `folder`; returns the paths."""
    pairs = zip(entries, notebooks, strict=True)
    return [written(folder / entry.page, _page(entry, notebook)) for entry, notebook in pairs]


def stacks(notebook):
    """The slides as they are arranged: a list of stacks, each a list of slides from top to bottom.

    A slide is a list of pairs: a part as HTML, and the number of its fragment where it waits for a key, else None.
    """
    found = []
    for number, cell in enumerate(cells(notebook)):
        if cell.slide in LEFT_OUT:
            continue
        if cell.slide == "slide" or not found:
            found.append([[]])
        elif cell.slide == "subslide":
            found[-1].append([])
        waits = number if cell.slide == "fragment" else None
        found[-1][-1] += [(part, waits) for part in cell.parts if not is_folded(part)]  # they are in the book
    return found


def _page(entry, notebook):
    sections = "\n".join(
        f"<section>{''.join(map(_section, stack))}</section>" if stack else "" for stack in stacks(notebook)
    )
    body = (
        f'<noscript><p class="note">These slides need JavaScript, which is switched off; their text is in '
        f'<a href="../book/{entry.page}">the book</a>.</p></noscript>\n'
        f'<div class="reveal" role="main"><div class="slides">{sections}</div></div>\n'
        f'<script>\n{_script("reveal.js")}\n</script>\n<script type="module">\n{FRONT.read_text("utf-8")}</script>'
    )
    head = f"<!-- reveal.js\n{_text('LICENSE')}-->\n"
    head += "".join(f"<style>{_text(name)}</style>\n" for name in ("reset.css", "reveal.css"))
    title = f"{entry.number} {entry.title} – {TITLE}"
    return page(html.unescape(title), body, "deck", "cells.css", "slides.css", head=head)


def _section(slide):
    return f"<section>{''.join(_part(*part) for part in slide)}</section>"


def _part(content, waits):
    content = FRAME.sub(r"\1#projector\2", content)
    fragment = "" if waits is None else f' fragment" data-fragment-index="{waits}'
    return f'<div class="cell part{fragment}">{content}</div>'


def _text(name):
    return (VENDOR / name).read_text(encoding="utf-8")


def _script(name):
    """A script that can stand inside a page."""
    return _text(name).replace("</script", "<\\/script")
