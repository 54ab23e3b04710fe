"""A trace as a page of its own: everything inside, nothing remote, no Python.

`saved_page` steps, plays, asks for predictions and prints; it cannot edit, and names the command that can. In a frame
it waits for a click, so that the page around it keeps its place and the keys. Behind its address, #projector fills its
window as the projector mode does, and #update=2&step=dL/dw5 begins at that step.
`worksheet` is for paper: every step as a question with a blank, or with `key` the same with answers.
"""

import html
import json
from pathlib import Path

from ..engine import validate
from ..live.front_end import FrontEnd
from .maths_font import font_face
from .program import page_data

FRONT_END = FrontEnd(
    Path(__file__).resolve().parent / "front",
    ("base.css", "picture.css", "controls.css", "sizes.css", "worksheet.css"),
)

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
{head}<style>
{style}
</style>
</head>
<body class="{kind}">
{body}
</body>
</html>
"""
BODY = """<main id="course-host"><noscript>This page needs JavaScript, which is switched off.</noscript></main>
<script type="application/json" id="course-trace">{data}</script>
<script type="module">
{module}
const trace = JSON.parse(document.getElementById("course-trace").textContent);
const host = document.getElementById("course-host");
{start}
</script>"""
STEPPER = """host.insertAdjacentHTML("afterbegin", '<h1 class="course-page-name"></h1>');
host.firstChild.textContent = trace.name;
const model = { get: (name) => (name === "_trace" ? trace : undefined), on() {}, off() {} };
createStepper(host, model);
const stepper = document.querySelector(".course-stepper");
if (window === window.top) stepper.focus();
else new ResizeObserver(() => {
  if (stepper.matches(".course-projector")) return; // as large as the frame, whatever that is
  const { top, bottom } = stepper.getBoundingClientRect();
  parent.postMessage({ courseStepperHeight: Math.ceil(bottom + scrollY + Math.max(top + scrollY, 0)) }, "*");
}).observe(stepper);"""


def document(title, style, kind, body, head=""):
    """A page as text: `title` is plain text, the others stand in it as they are; `kind` is the body's class."""
    return PAGE.format(title=html.escape(title), head=head, style=style, kind=kind, body=body)


def style():
    """The style sheet of steppers, their font in it."""
    return font_face() + FRONT_END.style()


def saved_page(trace, path):
    """Write the stepper of `trace` as one page to `path`; returns the path."""
    validate.path(path)
    return _written(path, trace.name, page_data(trace), "course-page", "stepper.js", STEPPER)


def worksheet(trace, path, update=1, key=False):
    """Write the worksheet of one update of `trace` (or its key) to `path`; returns the path.

    Raises ValueError for an update that the trace does not have.
    """
    validate.path(path)
    validate.check_int(update, "update", at_most=max(trace.updates, 1))
    validate.true_or_false(key, "key")
    rows = trace.rows([update])
    data = trace.data() | {"rows": rows, "settings": []}
    shown = {"update": rows["update"][0], "key": bool(key)}
    start = f"createWorksheet(host, trace, {json.dumps(shown)});"
    return _written(path, trace.name, data, "course-worksheet", "worksheet.js", start)


def _written(path, title, data, kind, entry, start):
    path = Path(path)
    held = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    body = BODY.format(data=held, module=FRONT_END.module(entry), start=start)
    path.write_text(document(title, style(), f"course-look {kind}", body), encoding="utf-8")
    return path
