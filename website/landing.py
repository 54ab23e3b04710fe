"""The first page: the stepper, which works at once, and the map of the course with every way to read or run it."""

import html

from course_utils.stepper.saved_page import saved_page

from .course import TITLE, course
from .page import page, written
from .search import field
from .worksheet import lecture

UPDATES = 10_000
STEPPER = "steppers/lecture.html"
OPENING = f"""<header>
<h1>{TITLE}</h1>
<p>An interactive lecture on the foundations of dense neural networks. This is its heart: a network of two inputs,
two hidden neurons and two outputs. Click it, then press <kbd>→</kbd>: forward, loss, backward, update, and again,
ten thousand times, with every formula beside the numbers that are in it.</p>
</header>
<iframe class="stepper" src="{STEPPER}" title="Stepper: a 2-2-2 network learns"></iframe>
<p class="note">It needs no Python and no network. <a href="{STEPPER}">Open it in a page of its own</a>, or
<a href="{STEPPER}#projector">as large as the window</a>, for a projector.</p>"""
WAYS = """<h2>Four ways in</h2>
<dl>
<dt>Read</dt><dd>Every notebook is a page here, and alive: the first figure that you move, or cell that you change,
starts Python in the page (a few seconds; {python}), and from then on every figure moves and every exercise can be
answered. On one page: <a href="formulas.html">all formulas beside their code</a>.</dd>
<dt>Run</dt><dd><a href="lite/lab/index.html?path=notebooks/00_start_here.ipynb">JupyterLab in your browser</a>: nothing
to install, and nothing leaves your computer. The first start takes up to a minute: Python comes first ({python}).
What you change stays in this browser.</dd>
<dt>Teach</dt><dd>Every notebook is a set of slides for a projector: → and a presenter's remote control turn them, and
step the stepper once it has been clicked. On paper: {worksheets}.</dd>
<dt>Install</dt><dd>With Python 3.11 or newer, in the folder of the course: <code>make lab</code>.</dd>
</dl>"""
PYTHON = {
    False: "your browser fetches it from a content delivery network, jsDelivr",
    True: "it comes with this site",
}
SHEETS = {
    "worksheet/worksheet": "one update to fill in",
    "worksheet/worksheet-key": "its key",
}


def landing(out, brings_python=False):
    """Write the first page of the site in `out`, and its stepper; returns the path."""
    (out / STEPPER).parent.mkdir(parents=True, exist_ok=True)
    saved_page(lecture(UPDATES), out / STEPPER)
    rows = "".join(map(_row, course()))
    sheets = ", ".join(_sheet(out, *sheet) for sheet in SHEETS.items())
    ways = WAYS.format(worksheets=sheets, python=PYTHON[brings_python])
    body = (
        f"<main>{OPENING}\n<h2>The map</h2>\n<p>Each notebook asks one question; the minutes are those of its core."
        f'</p>\n{field()}\n<ol class="map">{rows}</ol>\n{ways}</main>\n'
        '<footer class="note">Code: BSD 3-Clause License. Text and figures: CC BY 4.0. No tracking: this site '
        "sets no cookies and counts no visits.</footer>"
    )
    return written(out / "index.html", page(TITLE, body, "landing", "landing.css"))


def _row(entry):
    title, question = html.escape(entry.title), html.escape(entry.question)
    stem = entry.path.stem
    return (
        f'<li><b>{entry.number}</b> <a class="title" href="book/{stem}.html">{title}</a><span>{question}</span>'
        f'<span class="also note">{entry.minutes} min · <a href="slides/{stem}.html">slides</a> · '
        f'<a href="lite/lab/index.html?path=notebooks/{stem}.ipynb">run</a></span></li>'
    )


def _sheet(out, stem, words):
    pdf = f' (<a href="{stem}.pdf">PDF</a>)' if (out / f"{stem}.pdf").is_file() else ""
    return f'<a href="{stem}.html">{words}</a>{pdf}'
