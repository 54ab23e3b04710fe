"""The page's host in Python: what the worker calls, and how it receives what a cell or a widget sends.

JSON goes both ways, with pictures and other bytes beside it, as Jupyter's comms do it.
"""

import json
import sys
from contextlib import suppress

import anywidget
from notebook import Notebook, Wanted, fetch_later
from outputs import NoKeyboard
from typeset import table, unbroken

_notebook = None


def begin(sources, post, say):
    """Take over the cells of a page, as JSON; post(text, buffers) sends to it, say(place) tells which cell begins."""
    global _notebook
    fetch_later()
    sys.stdin = NoKeyboard()
    _notebook = Notebook(json.loads(sources), say)

    def send(message, buffers=()):
        content, binary = parted(message["content"])
        post(json.dumps(message | {"content": content, "binary": list(binary)}), [*binary.values(), *buffers])

    anywidget.send = send


def run(place, source=None):
    """Run a cell: (JSON, buffers). The JSON holds `outputs`, `failed` and the `widgets` that they show, or `wanted`."""
    try:
        done = _notebook.run(place, source)
    except Wanted as wanted:
        return json.dumps({"wanted": wanted.name}), []
    set_words(done["outputs"])
    buffers, widgets = [], []
    for number in shown_widgets(done["outputs"]):
        entry, more = described(anywidget.widgets[number])
        widgets.append(entry)
        buffers += more
    return json.dumps(done | {"widgets": widgets}), buffers


def receive(number, message):
    """Give a widget a message, which is JSON."""
    anywidget.receive(number, json.loads(message))


def close(numbers):
    """Forget widgets that the page no longer shows: a list as JSON."""
    for number in json.loads(numbers):
        if number in anywidget.widgets:
            anywidget.widgets[number].close()


def set_words(outputs):
    """Keep whole in HTML what no line should break, and put HTML beside each table in Markdown.

    A page does not read Markdown: other Markdown stays plain text there.
    """
    for data in (output["data"] for output in outputs if output["type"] == "bundle"):
        if "text/markdown" in data and "text/html" not in data:
            with suppress(ValueError):
                data["text/html"] = table(data["text/markdown"])
        elif "text/html" in data:
            data["text/html"] = unbroken(data["text/html"])


def shown_widgets(outputs):
    """The numbers of the widgets that outputs show, in their order."""
    views = [output["data"].get(anywidget.VIEW) for output in outputs if output["type"] == "bundle"]
    return [view["model_id"] for view in views if view]


def described(widget):
    """What a page needs to show a widget, for JSON; and the bytes of its state, which `binary` names."""
    state, binary = parted(widget.get_state())
    entry = {"widget": widget.model_id, "state": state, "binary": list(binary)}
    return entry | {"where": module(widget)}, list(binary.values())


def module(widget):
    """The front end of a widget as one module, its style sheet in it."""
    return f"{widget._esm}\nexport const courseStyleSheet = {json.dumps(str(widget._css))};\n"


def parted(values):
    """The entries of a dict that are text for JSON, and those that are bytes."""
    binary = {name: value for name, value in values.items() if isinstance(value, bytes)}
    return {name: value for name, value in values.items() if name not in binary}, binary
