"""What the widgets of notebooks show first: what a page holds of them, so that it can show them without Python.

Run as a program, since loading the course takes longer than most notebooks: for each notebook JSON with the texts of
its cells, which of them show widgets, its number, and a folder for the steppers' pages comes in, as a list; a list of
JSON with the widgets of each cell goes out.
"""

import json
import sys
from base64 import b64encode
from pathlib import Path

import anywidget
from host import described, shown_widgets
from notebook import Notebook
from slicing import needed

from course_utils.plots import figure

THEMES = ("light", "dark")


def first(sources, places, pages, number):
    """{place: [what its widgets show]}. Raises RuntimeError that names a cell which fails."""
    notebook, found, count = Notebook(sources), {}, 0
    for place in sorted(set().union(*(needed(sources[: place + 1]) for place in places))):
        shown = notebook.run(place)["outputs"]
        if shown and shown[-1]["type"] == "error":
            raise RuntimeError(f"notebook {number}: code cell {place + 1} fails: {shown[-1]['words']}")
        if place not in places:
            continue
        found[place] = []
        for widget in map(anywidget.widgets.get, shown_widgets(shown)):
            count += hasattr(widget, "save_html")
            found[place].append(held(widget, Path(pages) / f"{number}-{count}.html"))
    anywidget.widgets.clear()
    return found


def held(widget, page):
    """One widget: a stepper as a page of its own, everything else as its state, a live figure with its pictures."""
    words = repr(widget)
    if hasattr(widget, "save_html"):
        return {"words": words, "page": widget.save_html(page).name, "title": widget.trace.name}
    entry, _ = described(widget)
    bytes_apart = {name: value for name, value in entry["state"].items() if name != "_reply"}
    entry = {"words": words, "state": bytes_apart, "where": entry["where"]}
    if "_reply" not in widget.get_state():
        return entry
    shown = frames(widget)
    return entry | {"frames": shown, "answers": answers(widget, shown["light"]["frame"].get("scene", {}))}


def frames(widget):
    """What a live figure replies in each theme, and its picture: {theme: {"frame": …, "bytes": …, "picture": …}}.

    `bytes` are those that travel beside the reply, where that is not the picture itself.
    """
    found = {}
    for theme in reversed(THEMES):
        events = [{"type": "theme", "theme": theme}]
        answer, buffers = asked(widget, {"id": None, "type": "events", "events": events, "settled": True})
        still = widget.model.picture()
        found[theme] = {"frame": answer, "format": still.format, "picture": b64encode(still.bytes).decode()}
        if answer["format"] != still.format:
            found[theme]["bytes"] = b64encode(buffers[0]).decode()
    return found


def answers(widget, scene):
    """What else a view asks for, with the reply: its numbers, and of a race, when it opens, the map."""
    messages = [{"type": "tables"}]
    messages += [{"type": "map", "name": scene["surface"]}] if "surface" in scene else []
    replies = [(message, *asked(widget, {"id": None} | message)) for message in messages]
    return [
        {"message": message, "reply": reply, "bytes": [b64encode(part).decode() for part in buffers]}
        for message, reply, buffers in replies
    ]


def asked(widget, message):
    """The reply to a message of a page: what is said, and the bytes beside it."""
    sent = []
    anywidget.send = lambda said, buffers: sent.append((said["content"], buffers))
    anywidget.receive(widget.model_id, {"type": "custom", "content": message})
    return sent[-1]


if __name__ == "__main__":
    figure.png = lambda *_: b""  # only what widgets show leaves this program
    try:
        json.dump([first(**asked) for asked in json.load(sys.stdin)], sys.__stdout__)
    except RuntimeError as problem:
        sys.exit(str(problem))
