"""A notebook's cells as HTML: Markdown, code, outputs. Formulas become MathML, which browsers draw without a script.

What may be wider than the page scrolls by itself, and the keyboard reaches it: it has a tabindex.
"""

import html
import re
from dataclasses import dataclass
from functools import cache

from mistune.plugins.table import render_table_cell
from nbconvert.filters import Highlight2HTML, ansi2html
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from course_utils.live.showing import NOTE
from course_utils.plots.figure import HIDDEN
from course_utils.plots.tables import FOLDED

from .python.typeset import formula, scrolling, unbroken

# The files of the project that have a page on the site.
PAGES = {"../README.md": "../index.html", "../docs/formulas.md": "../formulas.html"}
highlight = cache(Highlight2HTML().__call__)  # the book and the slides show the same cells


@dataclass(frozen=True)
class Cell:
    """A cell as HTML: its parts from top to bottom, and its place in the slides."""

    id: str
    kind: str
    slide: str
    parts: tuple


def cells(notebook):
    """The cells of a notebook as a list of Cell."""
    return [_cell(cell) for cell in notebook.cells]


def _cell(cell):
    slide = cell.metadata.get("slideshow", {}).get("slide_type", "-")
    if cell.cell_type == "markdown":
        parts = [f'<div class="text">{markdown(cell.source)}</div>']
    else:
        shown = (output(entry) for entry in cell.get("outputs", []))
        code = highlight(cell.source).replace("<pre", '<pre tabindex="0"', 1)
        parts = [f'<div class="input">{code}</div>', *filter(None, shown)]
    return Cell(cell.id, cell.cell_type, slide, tuple(parts))


# --- text -------------------------------------------------------------------------------------------------


class _Markdown(IPythonRenderer):
    """Markdown with formulas as MathML, and links to pages instead of notebooks."""

    def block_math(self, body):
        return f'<div class="formula" tabindex="0">{formula(body, display="block")}</div>'

    def inline_math(self, body):
        return formula(body, display="inline")

    def link(self, text, url, title=None):
        address = to_page(url)
        return text if address is None else super().link(text, address, title)

    def table(self, text):
        return scrolling(text)

    def table_cell(self, text, align=None, head=False):
        return render_table_cell(self, text, align, head and bool(text.strip()))  # an empty heading is none


@cache
def markdown(source):
    """Markdown as HTML."""
    return unbroken(MarkdownWithMath(renderer=_Markdown(escape=False, anchor_link_text="#")).render(source))


def to_page(url):
    """Where a link in a notebook leads among pages; None for a file of the project that is not a page."""
    for file, page in PAGES.items():
        if url.startswith(file):
            return page
    if url.startswith("../"):
        return None
    return re.sub(r"^([\w.-]+)\.ipynb", r"\1.html", url)


# --- outputs ----------------------------------------------------------------------------------------------


def output(entry):
    """One output as HTML; "" for the words beside a figure or a widget, because a page has its own."""
    if entry.output_type == "stream":
        return _text(entry.text)
    if entry.output_type == "error":
        return _text("\n".join(entry.traceback))
    data = entry.data
    if "text/html" in data:
        content = data["text/html"]
        if HIDDEN in content or NOTE in content:
            return ""
        if is_folded(content):
            return content
        return f'<div class="output" tabindex="0">{unbroken(content)}</div>'
    if "image/png" in data:
        return _picture(data, entry.metadata.get("image/png", {}))
    if "text/markdown" in data:
        return f'<div class="output" tabindex="0">{markdown(data["text/markdown"])}</div>'
    return _text(data.get("text/plain", ""))


def is_folded(part):
    """Whether a part of a cell is the numbers of a figure, folded away."""
    return part.startswith(f'<details class="{FOLDED}"')


def _picture(data, metadata):
    words = html.escape(metadata.get("alt") or data.get("text/plain", ""))
    width = f' width="{metadata["width"]}"' if "width" in metadata else ""
    source = f"data:image/png;base64,{''.join(data['image/png'].split())}"
    kind = "output live" if "of" in metadata else "output"  # of which widget it is a picture
    return f'<figure class="{kind}"><img src="{source}" alt="{words}"{width}></figure>'


def _text(text):
    return f'<pre class="output" tabindex="0">{ansi2html(text.rstrip())}</pre>'
