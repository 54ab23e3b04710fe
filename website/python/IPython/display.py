"""`display` on a page: what a value shows becomes an output of the cell that runs."""

from base64 import b64encode

import outputs
from anywidget import AnyWidget

# The methods by which a value may show itself, by IPython's names, the best first.
METHODS = {
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_latex_": "text/latex",
}


def display(*values, raw=False, metadata=None, include=None, exclude=None):
    """Show values; with `raw` they are already dicts from a type of content to the content."""
    for value in values:
        data, more = (value, {}) if raw else bundle(value)
        outputs.add({"type": "bundle", "data": as_text(data), "metadata": {**more, **(metadata or {})}})


def bundle(value):
    """What a value shows: ({type: content}, metadata). A widget is alive here, so nobody sees a picture of it."""
    if isinstance(value, AnyWidget):
        return AnyWidget._repr_mimebundle_(value), {}
    if own := getattr(value, "_repr_mimebundle_", None):
        found = own()
        return found if isinstance(found, tuple) else (found, {})
    data = {"text/plain": repr(value)}
    for method, kind in METHODS.items():
        content = getattr(value, method, None)
        if callable(content) and not isinstance(value, type) and (shown := content()) is not None:
            data[kind] = shown
    return data, {}


def as_text(data):
    """The same with pictures in base64, as notebooks store them."""
    return {
        kind: b64encode(part).decode() if isinstance(part, bytes) else part for kind, part in data.items()
    }


class _Shown:
    """Content of one type."""

    kind = ""

    def __init__(self, data):
        self.data = data

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {self.kind: self.data, "text/plain": str(self.data)}


class HTML(_Shown):
    """HTML to be shown."""

    kind = "text/html"


class Markdown(_Shown):
    """Markdown to be shown."""

    kind = "text/markdown"
